//! Who looked at a case, and who was turned away: for the safeguarding lead, the deputy and the data-protection officer.

use crate::failure::Failure;
use crate::house::House;
use crate::reading::{Look, Presence};
use crate::session::{Name, worker_name};
use crate::sign_in::SignedIn;
use access::action::ReadAccessLog;
use access::{Grant, Record, RecordKind};
use domain::actor::Actor;
use domain::ids::CaseId;
use domain::private::Compartment;
use domain::referral::Reference;
use domain::stream::StreamName;
use domain::words::Role;
use domain::world::World;
use jiff::Zoned;
use std::collections::BTreeSet;
pub use storage::AccessOutcome;
use storage::LoggedAccess;
use storage::lists::{Filter, ListQuery, ListTable, REPORTS, SESSIONS};

/// How many looks a page shows.
pub const PER_PAGE: u32 = 50;

/// How many sessions or reports of a case are read at once.
const AT_ONCE: u32 = 1000;

/// What somebody looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LookedAt {
    /// The case.
    Case,
    /// One of its sessions.
    Session,
    /// One of its reports.
    Report,
    /// One of its people.
    Person,
}

/// Who looked.
#[derive(Debug)]
pub enum Looker {
    /// Somebody who works here, with what they did on that day.
    Worker(Name, BTreeSet<Role>),
    /// Somebody from outside, by a link.
    Outside,
    /// The program.
    Program,
}

/// One look, or one refusal.
#[derive(Debug)]
pub struct LookLine {
    /// When.
    pub at: Zoned,
    /// Who.
    pub who: Looker,
    /// At what.
    pub at_what: Vec<LookedAt>,
    /// What they did, by the name of the action.
    pub action: String,
    /// What for, as a code.
    pub purpose: String,
    /// Which compartments it opened.
    pub compartments: Vec<Compartment>,
    /// Whether it was allowed.
    pub outcome: AccessOutcome,
}

/// Who looked at a case, the newest look first.
#[derive(Debug)]
pub struct WhoLooked {
    /// The case.
    pub case: CaseId,
    /// What people call it.
    pub reference: Option<Reference>,
    /// The looks on this page.
    pub lines: Vec<LookLine>,
    /// How many there are in all.
    pub total: u64,
    /// Which page this is, from 1.
    pub page: u64,
    /// What the names open with.
    pub grant: Grant<ReadAccessLog>,
}

impl House {
    /// Every look and refusal at a case, its sessions, reports and people; this look is among them.
    pub async fn who_looked(&self, who: &SignedIn, case: CaseId, page: u64) -> Result<WhoLooked, Failure> {
        let centre = who.asker.centre;
        let record = Record::new(centre, RecordKind::Case(case));
        let presence = Presence::of(self.storage.has(centre, StreamName::Case(case)).await?.then_some(&case));
        let grant = self.grant_where::<ReadAccessLog>(who, Look::at(record), presence).await?;
        let mut world = self.world(centre, &[StreamName::Case(case), StreamName::Centre(centre)]).await?;
        let state = world.cases.get(&case).filter(|state| state.version > 0).ok_or(Failure::NotOpen)?;
        let reference = state.referral.reference.clone();
        let mut records = vec![format!("case/{case}")];
        records.extend(state.referral.people().map(|person| format!("person/{person}")));
        records.extend(self.keys_of(who, &SESSIONS, case).await?.iter().map(|key| format!("session/{key}")));
        records.extend(self.keys_of(who, &REPORTS, case).await?.iter().map(|key| format!("report/{key}")));
        let page = page.max(1);
        let first = (page - 1).saturating_mul(u64::from(PER_PAGE));
        let found = self.storage.looks_at(centre, &records, first, PER_PAGE).await?;
        let lookers: BTreeSet<_> = found.looks.iter().filter_map(|look| look.event.actor.worker()).collect();
        let streams: Vec<_> = lookers.into_iter().map(StreamName::Worker).collect();
        self.read_into(&mut world, centre, &streams).await?;
        let lines = found.looks.into_iter().map(|look| line(&world, record, look)).collect();
        Ok(WhoLooked { case, reference, lines, total: found.total, page, grant })
    }

    async fn keys_of(&self, who: &SignedIn, list: &'static ListTable, case: CaseId) -> Result<Vec<String>, Failure> {
        let query = ListQuery::of(who.asker.centre, list).only(Filter::Is("case_id", case.to_string().into()));
        let mut keys = Vec::new();
        for page in 0.. {
            let found = self.storage.list(&query.clone().page(page * u64::from(AT_ONCE), AT_ONCE)).await?;
            keys.extend(found.rows.iter().map(|row| row.key().to_owned()));
            if found.total <= (page + 1) * u64::from(AT_ONCE) {
                break;
            }
        }
        Ok(keys)
    }
}

fn line(world: &World, record: Record, look: LoggedAccess) -> LookLine {
    let at = domain::words::at_centre(look.event.at, &world.centre.zone());
    let who = match look.event.actor {
        Actor::Worker(id) => {
            let roles = world.workers.get(&id).map(|worker| worker.roles_on(at.date())).unwrap_or_default();
            Looker::Worker(worker_name(world, id, record), roles)
        }
        Actor::Person(_) => Looker::Outside,
        Actor::Program => Looker::Program,
    };
    let kinds = look.event.records.iter().filter_map(|name| match name.split('/').next() {
        Some("case") => Some(LookedAt::Case),
        Some("session") => Some(LookedAt::Session),
        Some("report") => Some(LookedAt::Report),
        Some("person") => Some(LookedAt::Person),
        _ => None,
    });
    LookLine {
        at,
        who,
        at_what: kinds.collect(),
        action: look.event.action,
        purpose: look.event.purpose,
        compartments: look.event.compartments,
        outcome: look.event.outcome,
    }
}
