//! A device at the door: who opens it, what it shows to whom and for how long, and in whose name it records.

use ::access::{Purpose, Record, RecordKind};
use app::cases::CaseQuery;
use app::concern::At;
use app::door::{DoorPlace, DoorSheet, DoorStanding};
use app::report::ReportQuery;
use app::sign_in::Token;
use app::{Failure, Order, SignedIn};
use domain::command::Command;
use domain::concern::{CaptureDisclosure, ConcernCommand};
use domain::decision::Refusal;
use domain::ids::{SessionId, WorkerId};
use domain::interest::{Closeness, InterestCommand};
use domain::session::{Ending, HowKnown, Movement, SessionCommand, Stage};
use domain::stream::StreamName;
use domain::words::{ContactLevel, Role};
use domain::worker::WorkerCommand;
use jiff::ToSpan;
use jiff::civil::{Time, time};
use secrecy::SecretString;
use testkit::story::{Family, SATURDAY, TEN, text};
use testkit::{TestHouse, houses_on_both_engines};

const LEVEL: ContactLevel = ContactLevel::Supervised;
const PIN: &str = "4821";
const ONE: Time = time(13, 0, 0, 0);

/// Saturday at this time, by the clock in the hall.
fn clock(house: &TestHouse, text: &str) {
    house.clock.set(format!("2026-11-28T{text}Z").parse().unwrap());
}

fn secret(text: &str) -> SecretString {
    SecretString::from(text.to_owned())
}

/// Chooses this PIN for the worker of a role.
async fn with_pin(house: &TestHouse, role: Role, pin: &str) -> WorkerId {
    let (_, who) = house.sign_in(role).await;
    house.house.choose_door_pin(&who, secret(pin)).await.unwrap();
    house.worker(role)
}

/// The shift lead opens a device that shows every door, until one o'clock.
async fn opened(house: &TestHouse) -> Token {
    let (_, lead) = house.sign_in_surely(Role::ShiftLead).await;
    house.house.open_door(&lead, DoorPlace::EveryDoor, ONE).await.unwrap()
}

async fn hidden(house: &TestHouse, token: &Token) -> bool {
    matches!(house.house.door_standing(token).await.unwrap(), DoorStanding::Hidden(_))
}

async fn not_open_any_more(house: &TestHouse, token: &Token) -> bool {
    matches!(house.house.door_standing(token).await.unwrap(), DoorStanding::NotOpen)
}

async fn shown(house: &TestHouse, token: &Token) -> Box<DoorSheet> {
    match house.house.door_standing(token).await.unwrap() {
        DoorStanding::Shown(sheet) => sheet,
        DoorStanding::Hidden(_) | DoorStanding::NotOpen => panic!("it is not shown"),
    }
}

/// Whether the sheet is shown to whoever enters this name and PIN.
async fn shows(house: &TestHouse, token: &Token, role: Role, pin: &str) -> bool {
    house.house.show_door(token, &format!("{}@willow", role.name()), secret(pin)).await.unwrap()
}

async fn gives(house: &TestHouse, who: &SignedIn, command: impl Into<Command>) -> Result<(), Failure> {
    house.house.carry_out(who, Order::from(command.into())).await.map(drop)
}

const fn came(session: SessionId) -> SessionCommand {
    SessionCommand::Move { session, person: None, movement: Movement::VisitingIn, at: None, known: HowKnown::Live }
}

#[track_caller]
fn not_open<T>(answer: Result<T, Failure>, what: &str) {
    let refused = answer.err();
    assert!(matches!(refused, Some(Failure::NotOpen)), "{what} is open: {refused:?}");
}

#[tokio::test]
async fn whoever_works_that_day_records_with_their_pin_in_their_own_name_and_the_entry_names_the_device() {
    houses_on_both_engines(async |house| {
        let family = Family::live(&house, LEVEL).await;
        let session = family.book(&house, SATURDAY, TEN).await;
        clock(&house, "09:20:00");
        let supervisor = with_pin(&house, Role::ContactSupervisor, PIN).await;
        let token = opened(&house).await;
        assert!(hidden(&house, &token).await, "{}: before anybody entered a PIN", house.engine);
        assert!(shows(&house, &token, Role::ContactSupervisor, PIN).await);
        let sheet = shown(&house, &token).await;
        assert_eq!(sheet.rows.iter().map(|row| row.session).collect::<Vec<_>>(), [session]);
        let who = house.house.enter_at_door(&token, supervisor, secret(PIN)).await.unwrap().unwrap();
        gives(&house, &who, came(session)).await.unwrap();
        let record = family.record(&house, session).await;
        assert_eq!(record.session.when(family.visiting, Movement::VisitingIn), Some(house.house.now()));
        let entries = house.house.storage().entries(house.centre, StreamName::Session(session)).await.unwrap();
        let last = entries.last().unwrap();
        assert_eq!(last.actor, who.actor(), "{}", house.engine);
        assert_eq!(last.actor.worker(), Some(supervisor));
        assert!(last.device.as_ref().is_some_and(|device| device.starts_with("door/")), "{last:?}");
        assert_eq!(entries[0].device, None, "what was not recorded there names none");
        let end = SessionCommand::End { session, ending: Ending::AsPlanned, at: None };
        gives(&house, &who, end).await.unwrap();
        assert_eq!(family.record(&house, session).await.session.stage(), Stage::Ended);
    })
    .await;
}

#[tokio::test]
async fn a_shift_lead_or_coordinator_opens_it_with_a_second_factor_until_a_time_today_and_is_signed_out_there() {
    houses_on_both_engines(async |house| {
        clock(&house, "09:00:00");
        let (_, plain) = house.sign_in(Role::ShiftLead).await;
        let asked = house.house.open_door(&plain, DoorPlace::EveryDoor, ONE).await;
        assert!(matches!(asked, Err(Failure::SecondFactorFirst)), "{}", house.engine);
        assert!(matches!(house.house.door_opening(&plain).await, Err(Failure::SecondFactorFirst)));
        for role in Role::ALL.into_iter().filter(|role| ![Role::ShiftLead, Role::Coordinator].contains(role)) {
            let (_, who) = house.sign_in_surely(role).await;
            not_open(house.house.open_door(&who, DoorPlace::EveryDoor, ONE).await, role.name());
            not_open(house.house.door_opening(&who).await, role.name());
        }
        let (cookie, lead) = house.sign_in_surely(Role::ShiftLead).await;
        let nowhere = domain::ids::EntranceId::fresh(&mut house.house.ids());
        for (place, until) in [(DoorPlace::EveryDoor, time(8, 59, 0, 0)), (DoorPlace::At(nowhere), ONE)] {
            let refused = house.house.open_door(&lead, place, until).await;
            assert!(matches!(refused, Err(Failure::Refused(Refusal::Fields(_)))), "{place:?}");
        }
        let theirs = Token::parse(&cookie).unwrap();
        assert!(house.house.signed_in(&theirs).await.unwrap().is_some());
        let token = house.house.open_door(&lead, DoorPlace::EveryDoor, ONE).await.unwrap();
        assert!(
            house.house.signed_in(&theirs).await.unwrap().is_none(),
            "nobody's own sign-in stays on a shared device"
        );
        assert!(house.house.signed_in(&token).await.unwrap().is_none(), "a device is no sign-in");
        assert!(not_open_any_more(&house, &theirs).await, "and a sign-in no device");
        assert!(hidden(&house, &token).await);
        let (_, coordinator) = house.sign_in_surely(Role::Coordinator).await;
        house.house.open_door(&coordinator, DoorPlace::At(house.entrances[0]), ONE).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_sheet_is_hidden_five_minutes_after_the_last_pin_and_what_happens_is_taken_all_the_same() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, LEVEL).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    clock(&house, "09:20:00");
    let supervisor = with_pin(&house, Role::ContactSupervisor, PIN).await;
    let token = opened(&house).await;
    assert!(shows(&house, &token, Role::ContactSupervisor, PIN).await);
    for minute in ["09:22:00", "09:24:59"] {
        clock(&house, minute);
        assert_eq!(shown(&house, &token).await.rows.len(), 1, "looking does not make it longer");
    }
    clock(&house, "09:25:00");
    assert!(hidden(&house, &token).await);
    let who = house.house.enter_at_door(&token, supervisor, secret(PIN)).await.unwrap().unwrap();
    gives(&house, &who, came(session)).await.unwrap();
    assert_eq!(shown(&house, &token).await.reader, supervisor, "a PIN shows it again");
    house.house.hide_door(&token).await.unwrap();
    assert!(hidden(&house, &token).await);
}

#[tokio::test]
async fn it_ends_with_the_shift_by_a_tap_with_signing_out_everywhere_and_when_its_opener_leaves() {
    houses_on_both_engines(async |house| {
        clock(&house, "09:00:00");
        let supervisor = with_pin(&house, Role::ShiftLead, PIN).await;
        let program = &house.house;
        let tapped = opened(&house).await;
        let (_, coordinator) = house.sign_in(Role::Coordinator).await;
        let devices = program.open_doors(&coordinator).await.unwrap().unwrap().devices;
        let [device] = devices.as_slice() else { panic!("{devices:?}") };
        let (_, volunteer) = house.sign_in(Role::Volunteer).await;
        assert!(program.open_doors(&volunteer).await.unwrap().is_none());
        not_open(program.end_door(&volunteer, device.device).await, "ending it as a volunteer");
        let neighbour = house.neighbour().await;
        let theirs = neighbour.newcomer(Role::Coordinator, "elsewhere").await;
        let (_, elsewhere) = neighbour.sign_in_worker(theirs).await;
        program.end_door(&elsewhere, device.device).await.unwrap();
        assert!(hidden(&house, &tapped).await, "{}: another centre ends nothing here", house.engine);
        program.end_door(&coordinator, device.device).await.unwrap();
        assert!(not_open_any_more(&house, &tapped).await);
        let everywhere = opened(&house).await;
        program.sign_out_everywhere(&house.sign_in(Role::ShiftLead).await.1).await.unwrap();
        assert!(not_open_any_more(&house, &everywhere).await, "signing out everywhere");
        let timed = opened(&house).await;
        assert!(shows(&house, &timed, Role::ShiftLead, PIN).await);
        clock(&house, "12:59:59");
        assert!(!not_open_any_more(&house, &timed).await);
        clock(&house, "13:00:00");
        assert!(not_open_any_more(&house, &timed).await, "the shift is over");
        assert!(program.enter_at_door(&timed, supervisor, secret(PIN)).await.unwrap().is_none());
        clock(&house, "09:00:00");
        let left = opened(&house).await;
        let on = SATURDAY.yesterday().unwrap();
        let ends = WorkerCommand::EndEngagement { worker: house.worker(Role::ShiftLead), on };
        house.carry_out(Role::Coordinator, ends).await.unwrap();
        assert!(not_open_any_more(&house, &left).await, "{}: whoever opened it left", house.engine);
    })
    .await;
}

#[tokio::test]
async fn no_pin_is_taken_of_whoever_does_not_work_that_day_nor_after_five_wrong_ones() {
    houses_on_both_engines(async |house| {
        let family = Family::live(&house, LEVEL).await;
        family.book(&house, SATURDAY, TEN).await;
        clock(&house, "09:20:00");
        let volunteer = with_pin(&house, Role::Volunteer, PIN).await;
        let supervisor = with_pin(&house, Role::ContactSupervisor, "9038").await;
        let token = opened(&house).await;
        let enter = async |worker, pin: &str| house.house.enter_at_door(&token, worker, secret(pin)).await.unwrap();
        assert!(enter(volunteer, PIN).await.is_none(), "{}: not at work on Saturday", house.engine);
        assert!(!shows(&house, &token, Role::Volunteer, PIN).await);
        assert!(enter(house.worker(Role::ShiftLead), PIN).await.is_none(), "no PIN chosen");
        assert!(enter(supervisor, PIN).await.is_none(), "another's PIN");
        assert!(!house.house.show_door(&token, "nobody@willow", secret(PIN)).await.unwrap());
        assert!(enter(supervisor, "9038").await.is_some());
        for wrong in ["1039", "2039", "3039", "4039", "5039"] {
            assert!(enter(supervisor, wrong).await.is_none());
        }
        assert!(enter(supervisor, "9038").await.is_none(), "{}: not even the right one", house.engine);
        assert!(!shows(&house, &token, Role::ContactSupervisor, "9038").await, "by either way in");
        clock(&house, "09:35:00");
        assert!(enter(supervisor, "9038").await.is_some());
    })
    .await;
}

#[tokio::test]
async fn whoever_is_kept_from_a_family_neither_sees_nor_records_it_and_is_told_what_is_told_of_no_session() {
    houses_on_both_engines(async |house| {
        let (theirs, other) = (Family::live(&house, LEVEL).await, Family::live(&house, LEVEL).await);
        let session = theirs.book(&house, SATURDAY, TEN).await;
        let later = other.book(&house, SATURDAY, time(14, 0, 0, 0)).await;
        clock(&house, "09:20:00");
        let supervisor = with_pin(&house, Role::ContactSupervisor, PIN).await;
        with_pin(&house, Role::ShiftLead, "7310").await;
        let token = opened(&house).await;
        assert!(shows(&house, &token, Role::ContactSupervisor, PIN).await);
        assert_eq!(shown(&house, &token).await.rows.len(), 2);
        let declare = InterestCommand::DeclareInterest { case: theirs.case, closeness: Closeness::Relative };
        house.carry_out(Role::ContactSupervisor, declare).await.unwrap();
        let rows: Vec<_> = shown(&house, &token).await.rows.iter().map(|row| row.session).collect();
        assert_eq!(rows, [later], "{}", house.engine);
        let who = house.house.enter_at_door(&token, supervisor, secret(PIN)).await.unwrap().unwrap();
        not_open(gives(&house, &who, came(session)).await, "recording");
        not_open(gives(&house, &who, came(SessionId::fresh(&mut house.house.ids()))).await, "what is not there");
        gives(&house, &who, came(later)).await.unwrap();
        assert!(shows(&house, &token, Role::ShiftLead, "7310").await);
        assert_eq!(shown(&house, &token).await.rows.len(), 2, "the sheet is whose PIN was entered last");
    })
    .await;
}

async fn nothing_else(house: &TestHouse, who: &SignedIn, family: &Family, session: SessionId) {
    let (program, case) = (&house.house, family.case);
    not_open(program.case_overview(who, case).await, "the case");
    not_open(program.cases(who, &CaseQuery::default()).await, "the list of cases");
    not_open(program.timeline(who, case, None).await, "the timeline");
    not_open(program.voice(who, case).await, "what children said");
    not_open(program.session_page(who, session).await, "the session");
    not_open(program.day_page(who, SATURDAY).await, "the day");
    not_open(program.run_sheet(who, SATURDAY).await, "the run sheet");
    not_open(program.concern_list(who).await, "concerns");
    not_open(program.emergencies(who, case).await, "emergencies");
    not_open(program.confirm_page(who, session).await, "what to look out for");
    not_open(program.report_start(who, session).await, "the notes");
    not_open(program.booking_choices(who, case).await, "booking");
    let reports = program.reports(who, ReportQuery { stage: None, page: 1 }).await;
    assert!(reports.is_ok_and(|list| list.total == 0), "reports");
    for purpose in Purpose::ALL {
        let facts = program.open_protected(who, case, family.resident, purpose).await;
        assert!(matches!(facts, Err(Failure::NotOpen | Failure::SecondFactorFirst)), "addresses for {purpose:?}");
    }
    not_open(program.concern_place(who, At::Session(session)).await, "the place to write a concern down");
    for action in ["read-day", "read-session", "read-times", "open-door", "end-door", "book-session", "read-centre"] {
        let record = Record::new(house.centre, RecordKind::Session(session, case));
        assert!(!program.may(who, action, record).await.unwrap(), "{action}");
    }
}

#[tokio::test]
async fn nothing_else_opens_from_a_device_whatever_the_roles_of_whoever_entered_their_pin() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, LEVEL).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    let next_week = family.book(&house, SATURDAY + 7.days(), TEN).await;
    clock(&house, "09:20:00");
    let (_, coordinator) = house.sign_in_surely(Role::Coordinator).await;
    house.house.choose_door_pin(&coordinator, secret(PIN)).await.unwrap();
    let token = house.house.open_door(&coordinator, DoorPlace::EveryDoor, ONE).await.unwrap();
    let entered = house.house.enter_at_door(&token, house.worker(Role::Coordinator), secret(PIN)).await.unwrap();
    let who = entered.expect("whoever opened it works that day");
    nothing_else(&house, &who, &family, session).await;
    not_open(gives(&house, &who, SessionCommand::Confirm { session }).await, "confirming");
    not_open(gives(&house, &who, SessionCommand::Close { session }).await, "closing");
    not_open(gives(&house, &who, came(next_week)).await, "recording at a session of another day");
    gives(&house, &who, came(session)).await.unwrap();
    let said = CaptureDisclosure {
        case: family.case,
        session: Some(session),
        from: family.child,
        about: Vec::new(),
        words: text("They told me they are afraid."),
        at: None,
    };
    gives(&house, &who, ConcernCommand::CaptureDisclosure(said)).await.expect("no concern is ever stopped");
}

#[tokio::test]
async fn a_device_at_one_door_shows_only_who_comes_by_it_and_only_their_times() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, LEVEL).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    clock(&house, "09:20:00");
    with_pin(&house, Role::ContactSupervisor, PIN).await;
    let world = house.world(&[StreamName::Session(session)]).await;
    let visits = world.sessions[&session].session.slot().unwrap().visits.clone();
    for entrance in house.entrances {
        let (_, lead) = house.sign_in_surely(Role::ShiftLead).await;
        let token = house.house.open_door(&lead, DoorPlace::At(entrance), ONE).await.unwrap();
        assert!(shows(&house, &token, Role::ContactSupervisor, PIN).await);
        let sheet = shown(&house, &token).await;
        let comers = sheet.rows.iter().flat_map(|row| &row.comings).flat_map(|coming| &coming.people);
        let mut here: Vec<_> = comers.map(|comer| comer.person).collect();
        let mut expected: Vec<_> = visits.iter().filter(|v| v.entrance == entrance).map(|v| v.person).collect();
        here.sort_unstable();
        expected.sort_unstable();
        assert_eq!(here, expected);
    }
    assert!(visits.iter().any(|visit| visit.entrance != visits[0].entrance), "the two sides use two doors");
}
