//! Scope is what is permitted, for the lists besides those of cases and days (see `loader`): over generated worlds, reports,
//! concerns and tasks are exactly those that the policies open to their reader, and what counts them counts no others.

use ::access::{Access, Purpose, Record, RecordKind, Relation, Relations};
use app::report::ReportQuery;
use app::{Failure, SignedIn};
use domain::actor::Actor;
use domain::concern::{CaptureDisclosure, ConcernCommand, IncidentKind, ReportIncident, Severity};
use domain::ids::{CaseId, FreshIds, SessionId, WorkerId};
use domain::interest::{Closeness, InterestCommand};
use domain::report::ReportCommand;
use domain::stream::StreamName;
use domain::words::{ContactLevel, Role};
use jiff::ToSpan;
use std::collections::{BTreeMap, BTreeSet};
use testkit::story::{Family, SATURDAY, TEN, text};
use testkit::{SeededIds, TestHouse};

/// A report or an entry, with whose it is and who wrote it.
struct Written<Id> {
    id: Id,
    case: CaseId,
    by: WorkerId,
}

/// What was drawn and written down.
struct Drawn {
    house: TestHouse,
    chance: SeededIds,
    families: Vec<Family>,
    reports: Vec<Written<domain::ids::ReportId>>,
    entries: Vec<Written<String>>,
    readers: Vec<(WorkerId, BTreeMap<CaseId, Relation>)>,
}

impl Drawn {
    async fn of(seed: u64) -> Self {
        let house = TestHouse::build().await;
        let mut drawn = Self {
            house,
            chance: SeededIds::new(seed),
            families: Vec::new(),
            reports: Vec::new(),
            entries: Vec::new(),
            readers: Vec::new(),
        };
        for _ in 0..3 {
            drawn.families.push(Family::live(&drawn.house, ContactLevel::Supervised).await);
        }
        let mut held = Vec::new();
        for place in 0..4 {
            let which = drawn.below(3);
            let family = drawn.families[which];
            held.push((family, drawn.happens(family, place).await));
        }
        // Afterwards: what somebody disclosed makes the assessment due, and nothing is booked then.
        for (family, session) in held {
            for at in [Some(session), None] {
                if drawn.below(2) == 0 {
                    drawn.entered(&family, at).await;
                }
            }
        }
        for role in Role::ALL {
            let worker = drawn.house.newcomer(role, &format!("{}-drawn", role.name())).await;
            drawn.stands(worker).await;
        }
        let author = drawn.house.worker(Role::ContactSupervisor);
        drawn.readers.push((author, BTreeMap::new()));
        drawn
    }

    fn below(&mut self, many: usize) -> usize {
        usize::try_from(self.chance.fresh().as_u128() % many as u128).unwrap()
    }

    /// A session with a report of some stage.
    async fn happens(&mut self, family: Family, place: i64) -> SessionId {
        let session = family.book(&self.house, SATURDAY + (place * 7).days(), TEN).await;
        family.hold(&self.house, session).await;
        let report = family.report_saying(&self.house, session, "They sang.").await;
        let by = self.house.worker(Role::ContactSupervisor);
        if self.below(2) == 0 {
            let submit = ReportCommand::SubmitReport { session, report };
            self.house.carry_out(Role::ContactSupervisor, submit).await.unwrap();
        }
        self.reports.push(Written { id: report, case: family.case, by });
        session
    }

    /// A disclosure or an incident.
    async fn entered(&mut self, family: &Family, session: Option<SessionId>) {
        let (case, words) = (family.case, text("As it was said."));
        let command = if self.below(2) == 0 {
            let (from, about) = (family.child, Vec::new());
            ConcernCommand::CaptureDisclosure(CaptureDisclosure { case, session, from, about, words, at: None })
        } else {
            let (kind, severity, people) = (IncidentKind::Other, Severity::Moderate, Vec::new());
            ConcernCommand::ReportIncident(ReportIncident {
                case,
                session,
                kind,
                severity,
                people,
                what: words,
                at: None,
            })
        };
        self.house.carry_out(Role::Volunteer, command).await.unwrap();
        let stream = session.map_or(StreamName::Case(case), StreamName::Session);
        let world = self.house.world(&[stream]).await;
        let concern = match session {
            Some(session) => &world.sessions[&session].concern,
            None => &world.cases[&case].concern,
        };
        let disclosures = concern.disclosures().map(|(id, one)| (id.to_string(), one.recorded_by));
        let all = disclosures.chain(concern.incidents().map(|(id, one)| (id.to_string(), one.recorded_by)));
        let by = self.house.worker(Role::Volunteer);
        let known: BTreeSet<_> = self.entries.iter().map(|entry| entry.id.clone()).collect();
        let new = all.filter(|(id, actor)| *actor == Actor::Worker(by) && !known.contains(id));
        let new: Vec<_> = new.map(|(id, _)| Written { id, case, by }).collect();
        self.entries.extend(new);
    }

    /// Somebody has nothing to do with a family, or is close to it, or is thought to be.
    async fn stands(&mut self, worker: WorkerId) {
        let mut kept = BTreeMap::new();
        for case in self.families.iter().map(|family| family.case).collect::<Vec<_>>() {
            match self.below(3) {
                0 => {}
                1 => {
                    let declare = InterestCommand::DeclareInterest { case, closeness: Closeness::Relative };
                    if self.house.carry_out_as(worker, declare).await.is_ok() {
                        kept.insert(case, Relation::Conflicted);
                    }
                }
                _ => {
                    let suspect = InterestCommand::SuspectInterest { case, worker };
                    self.house.carry_out(Role::SafeguardingLead, suspect).await.unwrap();
                    kept.insert(case, Relation::Suspected);
                }
            }
        }
        self.readers.push((worker, kept));
    }
}

/// The ids a reader is shown; nothing where the list itself is refused.
fn shown<T>(found: Result<T, Failure>, ids: impl Fn(T) -> BTreeSet<String>) -> BTreeSet<String> {
    match found {
        Ok(list) => ids(list),
        Err(Failure::NotOpen) => BTreeSet::new(),
        Err(other) => panic!("{other:?}"),
    }
}

async fn reports(drawn: &Drawn, who: &SignedIn) -> BTreeSet<String> {
    let query = ReportQuery { stage: None, page: 1 };
    shown(drawn.house.house.reports(who, query).await, |list| {
        assert_eq!(list.total, list.lines.len() as u64, "what is counted is what is shown");
        list.lines.iter().map(|line| line.report.to_string()).collect()
    })
}

async fn concerns(drawn: &Drawn, who: &SignedIn) -> BTreeSet<String> {
    shown(drawn.house.house.concern_list(who).await, |list| {
        let unseen = list.unseen.iter().map(|line| line.id.to_string());
        unseen.chain(list.unreviewed.iter().map(|line| line.id.to_string())).collect()
    })
}

#[tokio::test]
async fn reports_concerns_and_tasks_are_those_that_the_policies_open_to_their_reader() {
    let policies = Access::load().unwrap();
    let (mut open, mut closed) = (0, 0);
    for seed in [3, 5, 8] {
        let drawn = Drawn::of(seed).await;
        for (worker, kept) in &drawn.readers {
            let (_, who) = drawn.house.sign_in_worker(*worker).await;
            let permits = |action: &str, kind: RecordKind, case: CaseId, own: bool, purpose: Purpose| {
                let mut relations: Relations = kept.get(&case).copied().into_iter().collect();
                if own {
                    relations.insert(Relation::Author);
                }
                let assigned = *worker == drawn.house.worker(Role::ContactSupervisor);
                if assigned && drawn.reports.iter().any(|report| report.case == case) {
                    relations.insert(Relation::Assigned);
                }
                let record = Record::new(drawn.house.centre, kind);
                policies.explain(&who.asker, action, record, &relations, purpose).permitted
            };
            let readable = drawn.reports.iter().filter(|report| {
                let kind = RecordKind::Report(report.id, report.case);
                permits("read-report", kind, report.case, report.by == *worker, Purpose::CaseWork)
            });
            let readable: BTreeSet<_> = readable.map(|report| report.id.to_string()).collect();
            assert_eq!(reports(&drawn, &who).await, readable, "{:?} in world {seed}", who.asker.roles);
            let heard = drawn.entries.iter().filter(|entry| {
                permits("list-concerns", RecordKind::Case(entry.case), entry.case, false, Purpose::Safeguarding)
            });
            let heard: BTreeSet<_> = heard.map(|entry| entry.id.clone()).collect();
            assert_eq!(concerns(&drawn, &who).await, heard, "{:?} in world {seed}", who.asker.roles);
            let page = drawn.house.house.today_page(&who).await.unwrap();
            assert_eq!(page.total, page.tasks.len() as u64, "what is counted is what is shown");
            let of_kept = page.tasks.iter().filter(|task| task.case.is_some_and(|case| kept.contains_key(&case)));
            assert_eq!(of_kept.count(), 0, "{:?} in world {seed}", who.asker.roles);
            open += readable.len() + heard.len();
            closed += drawn.reports.len() + drawn.entries.len() - readable.len() - heard.len();
        }
    }
    assert!(open > 20 && closed > 20, "the worlds show too little: {open} open, {closed} closed");
}
