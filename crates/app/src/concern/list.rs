//! What waits for the safeguarding side.

use crate::failure::Failure;
use crate::house::House;
use crate::reading::Look;
use crate::session::Wall;
use crate::sign_in::SignedIn;
use access::action::{ListConcerns, OpenDisclosure};
use access::{Purpose, Record, RecordKind};
use domain::concern::{IncidentKind, Severity};
use domain::ids::{CaseId, CentreId, DisclosureId, IncidentId, SessionId};
use domain::rules::facts::DisclosureFact;
use domain::rules::{PackParameters, disclosure_due_at};
use domain::stream::StreamName;
use domain::words::Answer;
use domain::world::World;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;
use storage::lists::{CASES, Filter, ListQuery, Order, TASKS};

/// What waits for the safeguarding lead or a deputy.
#[derive(Debug)]
pub struct ConcernList {
    /// The present instant.
    pub now: Timestamp,
    /// The clock of today.
    pub wall: Wall,
    /// Today.
    pub today: Date,
    /// Disclosures that nobody on the safeguarding side has read, the oldest first.
    pub unseen: Vec<ConcernLine<DisclosureId, Timestamp>>,
    /// Incidents that nobody has reviewed, the oldest first.
    pub unreviewed: Vec<ConcernLine<IncidentId, (IncidentKind, Severity)>>,
}

/// One entry that waits.
#[derive(Debug)]
pub struct ConcernLine<Id, More> {
    /// Which.
    pub id: Id,
    /// Whose case.
    pub case: CaseId,
    /// What people call the case.
    pub reference: Option<String>,
    /// The session it was recorded at.
    pub session: Option<SessionId>,
    /// Since when it waits.
    pub since: Timestamp,
    /// By when it must be seen; or what kind of incident it is.
    pub more: More,
}

struct Waiting {
    kind: String,
    about: String,
    case: CaseId,
    session: Option<SessionId>,
}

impl House {
    /// What waits for the safeguarding side. That something was disclosed is itself in the disclosure compartment.
    pub async fn concern_list(&self, who: &SignedIn) -> Result<ConcernList, Failure> {
        let centre = who.asker.centre;
        let record = Record::new(centre, RecordKind::Centre);
        self.grant::<ListConcerns>(who, Look::at(record).purpose(Purpose::Safeguarding)).await?;
        let waiting = self.waiting(who).await?;
        let mut streams: Vec<_> = waiting
            .iter()
            .map(|w| w.session.map_or(StreamName::Case(w.case), StreamName::Session))
            .chain([StreamName::Centre(centre)])
            .collect();
        streams.sort_unstable();
        streams.dedup();
        let world = self.world(centre, &streams).await?;
        let references = self.references(centre, &waiting).await?;
        let now = self.now();
        let today = crate::house::today(now, &world);
        Ok(ConcernList {
            now,
            wall: Wall::of(&world, today),
            today,
            unseen: unseen(&world, &waiting, &references),
            unreviewed: unreviewed(&world, &waiting, &references),
        })
    }

    async fn waiting(&self, who: &SignedIn) -> Result<Vec<Waiting>, Failure> {
        let query = ListQuery::of(who.asker.centre, &TASKS)
            .only(Filter::In("kind", vec!["disclosure".into(), "incident".into()]))
            .only(Filter::Is("state", "open".into()))
            .only(self.open_to(who.asker.centre, who.asker.worker, "case_id").await?)
            .sort("due_at", Order::Ascending)
            .page(0, 200);
        let page = self.storage.list(&query).await?;
        let mut waiting = Vec::new();
        for row in &page.rows {
            let Some(case) = row.text("case_id").and_then(|id| id.parse().ok()) else {
                continue;
            };
            // A worker with an interest in a case learns nothing of it here either.
            let record = Record::new(who.asker.centre, RecordKind::Case(case));
            if self.may(who, <OpenDisclosure as access::action::Action>::NAME, record).await? {
                waiting.push(Waiting {
                    kind: row.text("kind").unwrap_or_default().to_owned(),
                    about: row.key().split_once('/').map_or_else(String::new, |(_, about)| about.to_owned()),
                    case,
                    session: row.text("session_id").and_then(|id| id.parse().ok()),
                });
            }
        }
        Ok(waiting)
    }

    async fn references(&self, centre: CentreId, waiting: &[Waiting]) -> Result<BTreeMap<CaseId, String>, Failure> {
        let cases = waiting.iter().map(|w| w.case.to_string().into()).collect();
        let page = self.storage.list(&ListQuery::of(centre, &CASES).only(Filter::In("case_id", cases))).await?;
        let named =
            page.rows.iter().filter_map(|row| Some((row.key().parse().ok()?, row.text("reference")?.to_owned())));
        Ok(named.collect())
    }
}

fn concern<'w>(world: &'w World, waiting: &Waiting) -> Option<&'w domain::concern::ConcernState> {
    match waiting.session {
        Some(session) => world.sessions.get(&session).map(|record| &record.concern),
        None => world.cases.get(&waiting.case).map(|state| &state.concern),
    }
}

fn unseen(
    world: &World,
    waiting: &[Waiting],
    references: &BTreeMap<CaseId, String>,
) -> Vec<ConcernLine<DisclosureId, Timestamp>> {
    let line = |w: &Waiting| {
        let id: DisclosureId = w.about.parse().ok()?;
        let since = concern(world, w)?.disclosure(id)?.recorded_at;
        let reference = references.get(&w.case).cloned();
        let more = due(world, id, w.session, since);
        Some(ConcernLine { id, case: w.case, reference, session: w.session, since, more })
    };
    waiting.iter().filter(|w| w.kind == "disclosure").filter_map(line).collect()
}

/// When it must have been seen: within the hour on a day of sessions, at the end of the day otherwise. Recorded outside
/// a session it is not known here whether it was such a day, and unknown counts as one.
fn due(world: &World, id: DisclosureId, session: Option<SessionId>, recorded_at: Timestamp) -> Timestamp {
    let zone = world.centre.zone();
    let tomorrow = recorded_at.to_zoned(zone.clone()).date().saturating_add(jiff::Span::new().days(1));
    let ends = tomorrow.to_zoned(zone).map_or(recorded_at, |midnight| midnight.timestamp());
    let fact = DisclosureFact {
        id,
        recorded_at,
        session_day: if session.is_some() { Answer::Yes } else { Answer::Unknown },
        day_ends_at: ends,
        seen_at: None,
    };
    let pack: PackParameters = world.centre.pack();
    disclosure_due_at(&fact, &pack)
}

fn unreviewed(
    world: &World,
    waiting: &[Waiting],
    references: &BTreeMap<CaseId, String>,
) -> Vec<ConcernLine<IncidentId, (IncidentKind, Severity)>> {
    let line = |w: &Waiting| {
        let id: IncidentId = w.about.parse().ok()?;
        let record = concern(world, w)?.incident(id)?;
        let more = (record.incident.kind, record.incident.severity);
        let reference = references.get(&w.case).cloned();
        Some(ConcernLine { id, case: w.case, reference, session: w.session, since: record.at, more })
    };
    waiting.iter().filter(|w| w.kind == "incident").filter_map(line).collect()
}
