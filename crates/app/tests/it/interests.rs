//! Whoever has something to do with a family is kept from all of it, whatever their role, and can still say that something
//! happened.

use ::access::{Record, RecordKind, Relation};
use app::cases::CaseQuery;
use app::concern::{At, Known};
use app::report::ReportQuery;
use app::{Failure, Order, SignedIn};
use documents::PdfText;
use domain::command::Command;
use domain::concern::{CaptureDisclosure, ConcernCommand};
use domain::ids::{CaseId, SessionId};
use domain::interest::{Closeness, InterestCommand, Settlement};
use domain::session::{HowKnown, Movement, SessionCommand};
use domain::stream::StreamName;
use domain::words::{ContactLevel, Role};
use std::fmt::Debug;
use testkit::story::{Family, SATURDAY, TEN, text};
use testkit::{TestHouse, houses_on_both_engines};

const LEVEL: ContactLevel = ContactLevel::Supervised;

async fn gives(house: &TestHouse, who: &SignedIn, command: impl Into<Command>) -> Result<(), Failure> {
    house.house.carry_out(who, Order::from(command.into())).await.map(drop)
}

#[track_caller]
fn not_open<T: Debug>(answer: Result<T, Failure>, what: &str) {
    match answer {
        Err(Failure::NotOpen) => {}
        other => panic!("{what} is open: {other:?}"),
    }
}

/// The families somebody sees in every list: of cases, of today, of reports, with their totals.
async fn listed(house: &TestHouse, who: &SignedIn) -> (Vec<CaseId>, u64, Vec<CaseId>, u64, Option<bool>) {
    let cases = house.house.cases(who, &CaseQuery::default()).await.unwrap();
    let today = house.house.today_page(who).await.unwrap();
    let reports = house.house.reports(who, ReportQuery { stage: None, page: 1 }).await.unwrap();
    let on_day = today.day.map(|day| day.families.iter().map(|family| family.case).collect()).unwrap_or_default();
    let tasks = today.tasks.iter().map(|task| task.case.is_some());
    (cases.rows.iter().map(|row| row.case).collect(), cases.total, on_day, reports.total, tasks.reduce(|a, b| a || b))
}

async fn first_name(house: &TestHouse, family: &Family) -> String {
    let world = house.world(&[StreamName::Person(family.child)]).await;
    let name = world.people[&family.child].identity.as_ref().unwrap().name.as_ref().unwrap().clone();
    name.expose().unwrap().given().to_lowercase()
}

async fn refused_everywhere(house: &TestHouse, who: &SignedIn, case: CaseId, session: SessionId) {
    let program = &house.house;
    not_open(program.case_overview(who, case).await, "the case");
    not_open(program.timeline(who, case, None).await, "the timeline");
    not_open(program.voice(who, case).await, "what people said");
    not_open(program.interests(who, case).await, "who knows the family");
    not_open(program.overrides(who, case).await, "the overrides");
    not_open(program.session_page(who, session).await, "the session");
    not_open(program.report_start(who, session).await, "the notes");
    not_open(program.booking_choices(who, case).await, "booking");
    let moves =
        SessionCommand::Move { session, person: None, movement: Movement::ChildIn, at: None, known: HowKnown::Live };
    not_open(gives(house, who, moves).await, "recording");
}

#[tokio::test]
async fn whoever_declares_an_interest_sees_nothing_more_of_the_family_whatever_their_role() {
    houses_on_both_engines(async |house| {
        let (theirs, other) = (Family::live(&house, LEVEL).await, Family::live(&house, LEVEL).await);
        let session = theirs.book(&house, SATURDAY, TEN).await;
        house.clock.set("2026-11-28T09:00:00Z".parse().unwrap());
        for role in [Role::Coordinator, Role::SafeguardingLead] {
            let (_, who) = house.sign_in(role).await;
            let before = listed(&house, &who).await;
            assert!(before.0.contains(&theirs.case) && before.2 == [theirs.case], "{role:?} {}", house.engine);
            let declare = InterestCommand::DeclareInterest { case: theirs.case, closeness: Closeness::Relative };
            gives(&house, &who, declare).await.unwrap();
            refused_everywhere(&house, &who, theirs.case, session).await;
            let (cases, total, today, reports, tasks) = listed(&house, &who).await;
            assert_eq!((cases, total, today, reports), (vec![other.case], 1, Vec::new(), 0), "{role:?}");
            assert_ne!(tasks, Some(true), "no task of the family");
            assert!(house.house.concern_list(&who).await.map_or(true, |list| list.unreviewed.is_empty()));
            assert!(house.house.run_sheet(&who, SATURDAY).await.is_err(), "nobody else comes");
            let place = house.house.concern_place(&who, At::Session(session)).await.unwrap();
            assert!(matches!(place.known, Known::ByPart), "no name is opened to say that something happened");
        }
        let (_, trustee) = house.sign_in(Role::Trustee).await;
        let record = Record::new(house.centre, RecordKind::Case(theirs.case));
        assert!(!house.house.may(&trustee, "read-case", record).await.unwrap());
    })
    .await;
}

#[tokio::test]
async fn whoever_is_kept_away_can_still_say_that_something_happened() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, LEVEL).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    let (_, who) = house.sign_in(Role::ContactSupervisor).await;
    let declare = InterestCommand::DeclareInterest { case: family.case, closeness: Closeness::Party };
    gives(&house, &who, declare).await.unwrap();
    not_open(house.house.session_page(&who, session).await, "the session");
    let said = CaptureDisclosure {
        case: family.case,
        session: Some(session),
        from: family.child,
        about: Vec::new(),
        words: text("They told me they are afraid."),
        at: None,
    };
    gives(&house, &who, ConcernCommand::CaptureDisclosure(said)).await.unwrap();
}

#[tokio::test]
async fn a_suspicion_leaves_recording_open_and_another_person_settles_it() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, LEVEL).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    let supervisor = house.worker(Role::ContactSupervisor);
    let (_, who) = house.sign_in(Role::ContactSupervisor).await;
    house.house.session_page(&who, session).await.unwrap();
    let suspect = InterestCommand::SuspectInterest { case: family.case, worker: supervisor };
    house.carry_out(Role::Coordinator, suspect.clone()).await.unwrap();
    not_open(house.house.session_page(&who, session).await, "the session");
    house.clock.set("2026-11-28T09:40:00Z".parse().unwrap());
    let day = house.house.day_page(&who, SATURDAY).await.unwrap();
    assert_eq!(day.families.len(), 1, "what happens can be recorded from the day");
    let (_, lead) = house.sign_in(Role::SafeguardingLead).await;
    let today = house.house.today_page(&lead).await.unwrap();
    assert!(today.tasks.iter().any(|task| task.kind == app::today::TaskKind::Interest), "somebody has to settle it");
    let settle = InterestCommand::SettleInterest {
        case: family.case,
        worker: supervisor,
        settlement: Settlement::Cleared,
        reason: text("Another person of that name."),
    };
    not_open(gives(&house, &who, settle.clone()).await, "settling for oneself");
    not_open(gives(&house, &house.sign_in(Role::Volunteer).await.1, settle.clone()).await, "settling as a volunteer");
    gives(&house, &lead, settle).await.unwrap();
    house.house.session_page(&who, session).await.unwrap();
    let relations = house.house.relations(house.centre, supervisor, Some(family.case)).await.unwrap();
    assert_eq!(relations.into_iter().collect::<Vec<_>>(), [Relation::Assigned]);
}

#[tokio::test]
async fn the_sheet_for_the_doors_leaves_out_the_family_and_says_on_every_day_that_it_may() {
    let house = TestHouse::build().await;
    let (theirs, other) = (Family::live(&house, LEVEL).await, Family::live(&house, LEVEL).await);
    theirs.book(&house, SATURDAY, TEN).await;
    other.book(&house, SATURDAY, jiff::civil::time(14, 0, 0, 0)).await;
    let (_, lead) = house.sign_in(Role::ShiftLead).await;
    let declare = InterestCommand::DeclareInterest { case: theirs.case, closeness: Closeness::Relative };
    gives(&house, &lead, declare).await.unwrap();
    let pdf = house.house.run_sheet(&lead, SATURDAY).await.unwrap();
    let says = PdfText::extract(&pdf).unwrap().pages.join("\n").to_lowercase();
    assert!(says.contains("may not list every family"), "{says}");
    assert!(says.contains(&first_name(&house, &other).await), "{says}");
    let (kept, shown) = (first_name(&house, &theirs).await, first_name(&house, &other).await);
    assert!(kept == shown || !says.contains(&kept), "{kept} is on it: {says}");
    let (_, coordinator) = house.sign_in(Role::Coordinator).await;
    let whole = house.house.run_sheet(&coordinator, SATURDAY).await.unwrap();
    let says = PdfText::extract(&whole).unwrap().pages.join("\n").to_lowercase();
    assert!(says.contains(&kept) && !says.contains("may not list every family"), "{says}");
}
