//! Overrides of a case: a departure from a rule that two people stand for, with a reason and an end date.

mod by_link;
mod lines;
mod partner;

pub use by_link::{ByLink, PartnerAnswer, PartnerAsks, PartnerRequest};
pub use lines::{
    AskedLine, Authorising, Fits, OverrideLine, OverrideRequest, OverridesPage, ReaderStep, Second, SecondLine,
};
pub use partner::{AskingPartner, MadeLink};

use crate::cases::CaseFile;
use crate::failure::Failure;
use crate::house::House;
use crate::reading::Look;
use crate::sign_in::SignedIn;
use crate::worker::PartnerLine;
use access::{Record, RecordKind, Relation};
use domain::actor::Actor;
use domain::arrangement::case_facts;
use domain::ids::{CaseId, OverrideId, WorkerId};
use domain::overrides::{OverrideRecord, OverrideStanding, SecondRole};
use domain::private::Private;
use domain::rules::{Effect, Finding, FindingKey, Moment, SoleCoordinatorPack, catalogue};
use domain::stream::StreamName;
use domain::words::{PersonName, Role};
use domain::world::World;
use jiff::Timestamp;
use jiff::civil::Date;
use storage::lists::{ListQuery, WORKERS};

/// The moments whose findings can be looked at without a plan for a session.
const MOMENTS: [Moment; 5] =
    [Moment::Triage, Moment::Acceptance, Moment::PreVisit, Moment::SignAssessment, Moment::Agreement];

/// The roles a second person may hold here.
const SECOND_ROLES: [SecondRole; 3] = [SecondRole::Trustee, SecondRole::Deputy, SecondRole::SafeguardingLead];

/// What somebody may do about overrides.
const ACTIONS: [&str; 4] = ["request-override", "authorise-override", "withdraw-override", "ask-partner-lead"];

impl House {
    /// The overrides of a case.
    pub async fn overrides(&self, who: &SignedIn, case: CaseId) -> Result<OverridesPage, Failure> {
        let mut file = self.open_for_second(who, case).await?;
        let may = self.may_of(who, case, &ACTIONS).await?;
        self.read_overriders(&mut file).await?;
        let found = all_findings(&file.world, case, file.now, file.today);
        let overrides = &file.case_state().overrides;
        let standing = |f: &&Finding| {
            f.effect == Effect::Override
                && overrides.in_force(&f.key(), file.today).is_none()
                && overrides.awaiting(&f.key(), file.today).is_none()
        };
        let open = found.iter().filter(standing).cloned().collect();
        let mut lines: Vec<_> = overrides.records().map(|record| line(&file, record, &found, who, &may)).collect();
        lines.sort_by_key(|line| line.requested_at.timestamp());
        lines.reverse();
        Ok(OverridesPage {
            overrides: lines,
            open,
            sole: SoleCoordinatorPack::shipped(),
            may_request: may.contains(&"request-override"),
            head: file.into_head(),
        })
    }

    /// A finding somebody wants to depart from.
    pub async fn override_request(
        &self,
        who: &SignedIn,
        case: CaseId,
        finding: &FindingKey,
    ) -> Result<OverrideRequest, Failure> {
        let file = self.open_for_second(who, case).await?;
        if !self.may(who, "request-override", file.record).await? {
            return Err(Failure::NotOpen);
        }
        let found = all_findings(&file.world, case, file.now, file.today).into_iter().find(|f| f.key() == *finding);
        let rule = finding.as_str().split('@').next().unwrap_or_default();
        Ok(OverrideRequest {
            sentence: sentence(rule),
            finding: found,
            today: file.today,
            longest_days: file.world.centre.pack().override_longest_days,
            head: file.into_head(),
        })
    }

    /// An override that waits for its second person.
    pub async fn authorising(&self, who: &SignedIn, case: CaseId, id: OverrideId) -> Result<Authorising, Failure> {
        let mut file = self.open_for_second(who, case).await?;
        let may = self.may_of(who, case, &["authorise-override"]).await?;
        self.read_overriders(&mut file).await?;
        let workers = self.storage.list(&ListQuery::of(who.asker.centre, &WORKERS).page(0, 1_000)).await?;
        let ids: Vec<WorkerId> = workers
            .rows
            .iter()
            .filter(|row| row.text("roles").is_some_and(holds_second_role))
            .filter_map(|row| row.key().parse().ok())
            .collect();
        self.read_workers(&mut file, ids.iter().copied().map(Actor::Worker)).await?;
        let state = file.case_state();
        let record = state.overrides.record(id).filter(|_| !may.is_empty()).ok_or(Failure::NotOpen)?;
        let found = all_findings(&file.world, case, file.now, file.today);
        let line = line(&file, record, &found, who, &may);
        let asked_by = record.requested_by;
        let seconds = ids.into_iter().filter(|id| Actor::Worker(*id) != asked_by);
        let seconds = seconds.filter_map(|id| second(&file, id)).collect();
        let partners = PartnerLine::all(&file.world.centre, file.record);
        Ok(Authorising { line, seconds, partners, head: file.into_head() })
    }

    /// Opens a case for whoever stands in it as a second person: a trustee reads a case on which they are asked to be one,
    /// for as long as an override waits for them or rests on them.
    async fn open_for_second(&self, who: &SignedIn, case: CaseId) -> Result<CaseFile, Failure> {
        let centre = who.asker.centre;
        let mut look = Look::at(Record::new(centre, RecordKind::Case(case)));
        if who.asker.roles.contains(&Role::Trustee) {
            let streams = [StreamName::Case(case), StreamName::Centre(centre)];
            let world = self.world(centre, &streams).await?;
            let today = crate::house::today(self.now(), &world);
            let theirs = |record: &OverrideRecord| match record.standing(today) {
                OverrideStanding::Requested => record.requested_by != who.actor(),
                OverrideStanding::InForce | OverrideStanding::AwaitingConfirmation => {
                    record.authorised.is_some_and(|a| a.second == who.actor())
                }
                _ => false,
            };
            let state = world.cases.get(&case);
            if state.is_some_and(|state| state.overrides.records().any(theirs)) {
                look.relations.insert(Relation::Assigned);
            }
        }
        self.open_case_at(who, case, look).await
    }

    async fn read_overriders(&self, file: &mut CaseFile) -> Result<(), Failure> {
        let records = file.case_state().overrides.records();
        let actors: Vec<Actor> = records
            .flat_map(|record| {
                [Some(record.requested_by), record.authorised.map(|a| a.second), record.asked.map(|a| a.by)]
            })
            .flatten()
            .collect();
        self.read_workers(file, actors).await
    }
}

fn holds_second_role(roles: &str) -> bool {
    let here = |name: &str| SECOND_ROLES.iter().filter_map(|role| role.at_this_centre()).any(|r| r.name() == name);
    roles.split(' ').any(here)
}

fn second(file: &CaseFile, worker: WorkerId) -> Option<Second> {
    let state = file.world.workers.get(&worker)?;
    let held = state.roles_on(file.today);
    let roles: Vec<_> = SECOND_ROLES
        .into_iter()
        .filter(|role| role.at_this_centre().is_some_and(|here| held.contains(&here)))
        .collect();
    let name = state.name().cloned().map(|name: Private<PersonName>| file.seal(name));
    (!roles.is_empty()).then_some(Second { worker, name, roles })
}

/// What rules find in a case today, at every moment that needs no plan for a session.
fn all_findings(world: &World, case: CaseId, now: Timestamp, today: Date) -> Vec<Finding> {
    let facts = case_facts(world, case, now, today);
    let mut found: Vec<Finding> = Vec::new();
    for finding in MOMENTS.into_iter().flat_map(|moment| domain::rules::at(moment, &facts)) {
        if !found.iter().any(|f| f.key() == finding.key()) {
            found.push(finding);
        }
    }
    found
}

fn sentence(rule: &str) -> Option<&'static str> {
    catalogue().into_iter().find(|known| known.id == rule).map(|known| known.statement)
}

fn line(
    file: &CaseFile,
    record: &OverrideRecord,
    found: &[Finding],
    who: &SignedIn,
    may: &[&'static str],
) -> OverrideLine {
    let zone = file.world.centre.zone();
    let at = |instant| domain::words::at_centre(instant, &zone);
    let standing = record.standing(file.today);
    OverrideLine {
        id: record.id,
        rule: record.rule.clone(),
        sentence: sentence(record.rule.as_str()),
        standing,
        fits: if found.iter().any(|f| f.key() == record.finding) { Fits::Stands } else { Fits::NotFoundNow },
        requested_by: file.by(record.requested_by),
        requested_at: at(record.requested_at),
        reason: file.seal(record.reason.clone()),
        until: record.until,
        second: record.authorised.map(|second| SecondLine {
            by: file.by(second.second),
            role: second.role,
            channel: second.channel,
            at: at(second.at),
            confirm_by: second.confirm_by,
            confirmed_at: second.confirmed_at.map(at),
        }),
        asked: record.asked.map(|asked| AskedLine {
            lead: file.by(Actor::Person(asked.lead)),
            by: file.by(asked.by),
            at: at(asked.at),
            until: at(asked.until),
        }),
        declined_at: record.declined_at.map(at),
        open_to_reader: reader_steps(file, record, who.actor(), may),
    }
}

fn reader_steps(file: &CaseFile, record: &OverrideRecord, reader: Actor, may: &[&'static str]) -> Vec<ReaderStep> {
    let standing = record.standing(file.today);
    let mut steps = Vec::new();
    let may = |action| may.contains(&action);
    match standing {
        OverrideStanding::Requested if may("authorise-override") => {
            let own = record.requested_by == reader;
            steps.push(if own { ReaderStep::WriteDownCall } else { ReaderStep::Authorise });
        }
        OverrideStanding::AwaitingConfirmation if record.authorised.is_some_and(|a| a.second == reader) => {
            steps.push(ReaderStep::Confirm);
        }
        _ => {}
    }
    if may("ask-partner-lead") && partner::somebody_can_be_asked(&file.world, record, file.today) {
        steps.push(ReaderStep::AskPartner);
    }
    let stands = matches!(
        standing,
        OverrideStanding::Requested | OverrideStanding::InForce | OverrideStanding::AwaitingConfirmation
    );
    if stands && may("withdraw-override") {
        steps.push(ReaderStep::Withdraw);
    }
    steps
}
