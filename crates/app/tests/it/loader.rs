//! What the policies are told about somebody is true: the loader of roles, assignments and conflicts of interest, against a
//! plain model of the same history that knows nothing of streams, lists or policies; and lists show exactly what the policies
//! permit.

use ::access::{Access, Asker, Purpose, Record, RecordKind, Relation, Relations};
use app::cases::CaseQuery;
use app::{Failure, Order, SignedIn};
use domain::booking::{BookSession, BookingCommand, CancelledBecause};
use domain::command::Command;
use domain::ids::{CaseId, SessionId, WorkerId};
use domain::interest::{Closeness, InterestCommand, Settlement};
use domain::words::{ContactLevel, Role};
use domain::worker::WorkerCommand;
use jiff::civil::{Date, time};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};
use std::collections::BTreeSet;
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, text};

/// For so many days after a session its workers still stand in the case.
const DAYS: i64 = 28;

/// Roles somebody is given in a history.
const ROLES: [Role; 6] =
    [Role::Volunteer, Role::ContactSupervisor, Role::ShiftLead, Role::Coordinator, Role::Reviewer, Role::Administrator];

/// One thing that is tried. What the program refuses did not happen.
#[derive(Debug, Clone)]
enum Step {
    Book { family: usize, week: i64, hour: i8, with: usize, lead: usize },
    Cancel { session: usize },
    Change { worker: usize, roles: BTreeSet<Role>, in_days: i64 },
    Leave { worker: usize, in_days: i64 },
    Declare { worker: usize, family: usize, closeness: Closeness },
    Suspect { worker: usize, family: usize },
    Settle { worker: usize, family: usize, settlement: Settlement },
    Pass { days: i64 },
}

fn step() -> impl Strategy<Value = Step> {
    let roles = proptest::sample::subsequence(ROLES.to_vec(), 1..=2).prop_map(|roles| roles.into_iter().collect());
    prop_oneof![
        6 => (0..3_usize, 0..6_i64, 9..15_i8, 0..4_usize, 0..2_usize)
            .prop_map(|(family, week, hour, with, lead)| Step::Book { family, week, hour, with, lead }),
        3 => (0..4_usize).prop_map(|session| Step::Cancel { session }),
        5 => (0..6_usize, roles, -3..3_i64).prop_map(|(worker, roles, in_days)| Step::Change { worker, roles, in_days }),
        1 => (0..6_usize, 0..3_i64).prop_map(|(worker, in_days)| Step::Leave { worker, in_days }),
        2 => (0..2_usize, 0..2_usize, closeness())
            .prop_map(|(worker, family, closeness)| Step::Declare { worker, family, closeness }),
        3 => (0..2_usize, 0..2_usize).prop_map(|(worker, family)| Step::Suspect { worker, family }),
        3 => (0..2_usize, 0..2_usize, settlement())
            .prop_map(|(worker, family, settlement)| Step::Settle { worker, family, settlement }),
        2 => (1..3_i64).prop_map(|days| Step::Pass { days }),
        2 => (5..25_i64).prop_map(|days| Step::Pass { days }),
    ]
}

fn closeness() -> impl Strategy<Value = Closeness> {
    prop_oneof![Just(Closeness::Relative), Just(Closeness::Acquaintance)]
}

fn settlement() -> impl Strategy<Value = Settlement> {
    prop_oneof![closeness().prop_map(|closeness| Settlement::Confirmed { closeness }), Just(Settlement::Cleared)]
}

/// A session as the model remembers it.
struct Booked {
    session: SessionId,
    case: CaseId,
    day: Date,
    workers: BTreeSet<WorkerId>,
    cancelled: bool,
}

/// Everything that happened, as a list somebody could keep on paper.
struct Paper {
    bookings: Vec<Booked>,
    roles: Vec<(WorkerId, Date, BTreeSet<Role>)>,
    left: Vec<(WorkerId, Date)>,
    interests: Vec<(WorkerId, CaseId, Option<Relation>)>,
    cleared: usize,
}

impl Paper {
    fn roles(&self, worker: WorkerId, today: Date) -> BTreeSet<Role> {
        // Of two last days that were written down the later written counts, also where it is the later day.
        if self.left.iter().rev().find(|(who, _)| *who == worker).is_some_and(|(_, last)| *last < today) {
            return BTreeSet::new();
        }
        let mut held: Option<(Date, &BTreeSet<Role>)> = None;
        for (who, from, roles) in &self.roles {
            let later = held.is_none_or(|(since, _)| *from >= since);
            if *who == worker && *from <= today && later {
                held = Some((*from, roles));
            }
        }
        held.map(|(_, roles)| roles.clone()).unwrap_or_default()
    }

    fn relations(&self, worker: WorkerId, case: CaseId, today: Date) -> Relations {
        let since = today.saturating_sub(DAYS.days());
        let theirs = |one: &&Booked| one.case == case && one.day >= since && one.workers.contains(&worker);
        let assigned = self.bookings.iter().filter(theirs).any(|one| !one.cancelled).then_some(Relation::Assigned);
        // The last word counts.
        let said = self.interests.iter().rev().find(|(who, about, _)| *who == worker && *about == case);
        assigned.into_iter().chain(said.and_then(|(_, _, kept)| *kept)).collect()
    }

    /// In a village everybody knows everybody by sight: that keeps nobody away.
    fn close(&mut self, worker: WorkerId, case: CaseId, closeness: Closeness) {
        let kept = (closeness != Closeness::Acquaintance).then_some(Relation::Conflicted);
        self.interests.push((worker, case, kept));
    }
}

/// A house with three families and six workers, and what is written down about them.
struct Told {
    house: TestHouse,
    families: [Family; 3],
    workers: [WorkerId; 6],
    paper: Paper,
    policies: Access,
}

impl Told {
    async fn new() -> Self {
        let house = TestHouse::build().await;
        let families = [
            Family::live(&house, ContactLevel::Supported).await,
            Family::live(&house, ContactLevel::Supported).await,
            Family::live(&house, ContactLevel::Supervised).await,
        ];
        let with = [Role::Volunteer, Role::ContactSupervisor];
        let workers = [
            house.worker(with[0]),
            house.another(with[0]).await,
            house.worker(with[1]),
            house.another(with[1]).await,
            house.worker(Role::ShiftLead),
            house.another(Role::ShiftLead).await,
        ];
        let began = "2026-01-05".parse().unwrap();
        let role = |place: usize| if place < 4 { with[place / 2] } else { Role::ShiftLead };
        let roles = workers.iter().enumerate().map(|(place, who)| (*who, began, [role(place)].into())).collect();
        let paper = Paper { bookings: Vec::new(), roles, left: Vec::new(), interests: Vec::new(), cleared: 0 };
        Self { house, families, workers, paper, policies: Access::load().unwrap() }
    }

    async fn today(&self) -> Date {
        self.house.house.clock_at(&self.house.world(&[]).await).date()
    }

    async fn take(&mut self, step: Step) {
        let today = self.today().await;
        match step {
            Step::Book { family, week, hour, with, lead } => {
                let family = self.families[family];
                let day = SATURDAY.saturating_add((week * 7).days());
                let mut book = family.booking(&self.house, day, time(hour, 0, 0, 0));
                (book.team, book.lead) = (vec![self.workers[with]], self.workers[4 + lead]);
                self.book(book).await;
            }
            Step::Cancel { session } => {
                let Some(booked) = self.paper.bookings.get_mut(session) else { return };
                let (session, date) = (booked.session, booked.day);
                let cancel = BookingCommand::Cancel { session, date, because: CancelledBecause::Illness };
                booked.cancelled |= self.house.carry_out(Role::Coordinator, cancel).await.is_ok();
            }
            Step::Change { worker, roles, in_days } => {
                let (worker, from) = (self.workers[worker], today.saturating_add(in_days.days()));
                let change = WorkerCommand::ChangeRoles { worker, roles: roles.clone(), from };
                if self.house.carry_out(Role::Administrator, change).await.is_ok() {
                    self.paper.roles.push((worker, from, roles));
                }
            }
            Step::Leave { worker, in_days } => {
                let (worker, on) = (self.workers[worker], today.saturating_add(in_days.days()));
                let leave = WorkerCommand::EndEngagement { worker, on };
                if self.house.carry_out(Role::Administrator, leave).await.is_ok() {
                    self.paper.left.push((worker, on));
                }
            }
            Step::Declare { worker, family, closeness } => {
                let (worker, case) = (self.workers[worker], self.families[family].case);
                let Some(who) = self.signed_in(worker).await else { return };
                let declare = InterestCommand::DeclareInterest { case, closeness };
                if self.house.house.carry_out(&who, Order::from(Command::from(declare))).await.is_ok() {
                    self.paper.close(worker, case, closeness);
                }
            }
            Step::Suspect { worker, family } => {
                let (worker, case) = (self.workers[worker], self.families[family].case);
                let suspect = InterestCommand::SuspectInterest { case, worker };
                if self.house.carry_out(Role::SafeguardingLead, suspect).await.is_ok() {
                    self.paper.interests.push((worker, case, Some(Relation::Suspected)));
                }
            }
            Step::Settle { worker, family, settlement } => {
                let (worker, case) = (self.workers[worker], self.families[family].case);
                let reason = text("Both were asked.");
                let settle = InterestCommand::SettleInterest { case, worker, settlement, reason };
                if self.house.carry_out(Role::SafeguardingLead, settle).await.is_ok() {
                    match settlement {
                        Settlement::Confirmed { closeness } => self.paper.close(worker, case, closeness),
                        Settlement::Cleared => {
                            self.paper.interests.push((worker, case, None));
                            self.paper.cleared += 1;
                        }
                    }
                }
            }
            Step::Pass { days } => {
                let then = self.house.house.now() + SignedDuration::from_hours(24 * days);
                self.house.clock.reach(then);
            }
        }
    }

    async fn book(&mut self, book: BookSession) {
        let done = self.house.carry_out(Role::Coordinator, BookingCommand::Book(book.clone())).await;
        if let Some(session) = done.ok().and_then(|done| done.session()) {
            let workers = book.team.iter().copied().chain([book.lead]).collect();
            let (case, day) = (book.case, book.date);
            self.paper.bookings.push(Booked { session, case, day, workers, cancelled: false });
        }
    }

    /// Signs in, where whoever is on the paper as working today can, and nobody else.
    async fn signed_in(&self, worker: WorkerId) -> Option<SignedIn> {
        let token = self.house.house.sign_in_as(self.house.centre, worker).await.unwrap();
        self.house.house.signed_in(&token).await.unwrap()
    }

    async fn compare(&self, lists: bool) {
        let today = self.today().await;
        let greenwich = self.house.house.now().to_zoned(TimeZone::UTC).date();
        for worker in self.workers {
            for family in self.families {
                let told = self.house.house.relations(self.house.centre, worker, Some(family.case)).await.unwrap();
                assert_eq!(told, self.paper.relations(worker, family.case, greenwich), "on {today}");
            }
            let roles = self.paper.roles(worker, today);
            let who = self.signed_in(worker).await;
            assert_eq!(who.as_ref().map(|who| who.asker.roles.clone()).unwrap_or_default(), roles, "on {today}");
            if let Some(who) = who.filter(|_| lists) {
                self.compare_lists(&who).await;
            }
        }
        let of_none = self.house.house.relations(self.house.centre, self.workers[0], None).await.unwrap();
        assert_eq!(of_none, Relations::new());
    }

    /// What lists show is what the policies permit about each record on the paper, no more and no less.
    async fn compare_lists(&self, who: &SignedIn) {
        let listed = match self.house.house.cases(who, &CaseQuery::default()).await {
            Ok(list) => list.rows.iter().map(|row| row.case).collect(),
            Err(Failure::NotOpen) => BTreeSet::new(),
            Err(other) => panic!("{other:?}"),
        };
        let cases = self.families.iter().map(|family| family.case);
        let permitted = |case: &CaseId| self.permits(&who.asker, "list-cases", RecordKind::Case(*case), *case);
        assert_eq!(listed, cases.filter(permitted).collect(), "{:?}", who.asker.roles);
        let days: BTreeSet<_> = self.paper.bookings.iter().map(|one| one.day).collect();
        for day in days {
            let shown = match self.house.house.day_page(who, day).await {
                Ok(page) => page.families.iter().map(|family| family.session).collect(),
                Err(Failure::NotOpen) => BTreeSet::new(),
                Err(other) => panic!("{other:?}"),
            };
            let there = self.paper.bookings.iter().filter(|one| one.day == day && !one.cancelled);
            let open = |one: &&Booked| {
                self.permits(&who.asker, "record-movement", RecordKind::Session(one.session, one.case), one.case)
            };
            assert_eq!(shown, there.filter(open).map(|one| one.session).collect(), "{day} {:?}", who.asker.roles);
        }
    }

    fn permits(&self, asker: &Asker, action: &str, kind: RecordKind, case: CaseId) -> bool {
        let today = self.house.house.now().to_zoned(TimeZone::UTC).date();
        let relations = self.paper.relations(asker.worker, case, today);
        let record = Record::new(self.house.centre, kind);
        self.policies.explain(asker, action, record, &relations, Purpose::CaseWork).permitted
    }
}

#[tokio::test]
async fn what_the_policies_are_told_is_what_happened_and_lists_show_what_they_permit() {
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let (mut booked, mut cancelled, mut lapsed, mut cleared, mut kept) = (0, 0, 0, 0, BTreeSet::new());
    for _ in 0..3 {
        let mut told = Told::new().await;
        let history = proptest::collection::vec(step(), 36).new_tree(&mut runner).unwrap().current();
        for (number, step) in history.into_iter().enumerate() {
            told.take(step).await;
            told.compare(number % 3 == 2).await;
        }
        let since = told.today().await.saturating_sub(DAYS.days());
        booked += told.paper.bookings.len();
        cancelled += told.paper.bookings.iter().filter(|one| one.cancelled).count();
        cleared += told.paper.cleared;
        kept.extend(told.paper.interests.iter().map(|(_, _, kept)| *kept));
        lapsed += told.paper.bookings.iter().filter(|one| one.day < since).count();
    }
    let enough = booked >= 6 && cancelled >= 1 && lapsed >= 1 && cleared >= 1 && kept.len() == 3;
    let seen = format!("{booked} booked, {cancelled} cancelled, {lapsed} lapsed, {cleared} cleared, {kept:?}");
    assert!(enough, "the histories show too little: {seen}");
}
