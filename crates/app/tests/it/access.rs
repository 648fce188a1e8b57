//! Who gets in where. A refusal looks the same whether the record exists or not.

use ::access::{Purpose, Record, RecordKind};
use app::{Failure, Order};
use domain::actor::Actor;
use domain::centre::{CentreCommand, Clock, Label, Settings};
use domain::command::Command;
use domain::concern::{CaptureDisclosure, ConcernCommand};
use domain::ids::{CaseId, CentreId, PersonId, ReportId, SessionId, WorkerId};
use domain::overrides::{Channel, OverrideCommand, SecondRole};
use domain::referral::ReferralCommand;
use domain::session::SessionCommand;
use domain::stream::StreamName;
use domain::words::{Answer, ContactLevel, PersonName, Role};
use domain::worker::{Terms, WorkerCommand};
use std::collections::BTreeSet;
use std::fmt::Debug;
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, TEN, text};

const LEVEL: ContactLevel = ContactLevel::Supervised;

#[track_caller]
fn not_open<T: Debug>(answer: Result<T, Failure>) -> String {
    match answer {
        Err(failure @ Failure::NotOpen) => format!("{failure} {failure:?}"),
        other => panic!("it is open: {other:?}"),
    }
}

#[tokio::test]
async fn a_supervisor_reads_the_cases_they_are_assigned_to_and_no_others() {
    let house = TestHouse::build().await;
    let theirs = Family::live(&house, LEVEL).await;
    let another = Family::live(&house, LEVEL).await;
    let (_, supervisor) = house.sign_in(Role::ContactSupervisor).await;
    let (_, stranger) = house.sign_in_worker(house.another(Role::ContactSupervisor).await).await;
    let program = &house.house;
    not_open(program.case_overview(&supervisor, theirs.case).await);
    let session = theirs.book(&house, SATURDAY, TEN).await;
    program.case_overview(&supervisor, theirs.case).await.unwrap();
    program.session_page(&supervisor, session).await.unwrap();
    not_open(program.case_overview(&supervisor, another.case).await);
    not_open(program.case_overview(&stranger, theirs.case).await);
    not_open(program.session_page(&stranger, session).await);
    not_open(program.timeline(&stranger, theirs.case, None).await);
    let observe = SessionCommand::Observe { session, at: None, note: text("Not there.") };
    not_open(program.carry_out(&stranger, Order::from(Command::from(observe))).await);
    let volunteer = house.sign_in(Role::Volunteer).await.1;
    not_open(program.case_overview(&volunteer, theirs.case).await);
}

#[tokio::test]
async fn a_record_that_does_not_exist_is_refused_as_one_that_is_not_open() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, LEVEL).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    family.hold(&house, session).await;
    let report = family.report(&house, session).await;
    let (_, stranger) = house.sign_in_worker(house.another(Role::ContactSupervisor).await).await;
    let mut ids = house.house.ids();
    let program = &house.house;
    let mut answers = BTreeSet::new();
    for case in [family.case, CaseId::fresh(&mut ids)] {
        answers.insert(not_open(program.case_overview(&stranger, case).await));
        answers.insert(not_open(program.triage(&stranger, case).await));
        answers.insert(not_open(program.open_protected(&stranger, case, family.child, Purpose::Emergency).await));
        let submit = ReferralCommand::Submit { case };
        answers.insert(not_open(program.carry_out(&stranger, Order::from(Command::from(submit))).await));
    }
    for session in [session, SessionId::fresh(&mut ids)] {
        answers.insert(not_open(program.session_page(&stranger, session).await));
        answers.insert(not_open(program.report_start(&stranger, session).await));
        let observe = SessionCommand::Observe { session, at: None, note: text("Not there.") };
        answers.insert(not_open(program.carry_out(&stranger, Order::from(Command::from(observe))).await));
    }
    for report in [report, ReportId::fresh(&mut ids)] {
        answers.insert(not_open(program.report_page(&stranger, report).await));
        answers.insert(not_open(program.kept_paper(&stranger, report, 0).await.map(|_| ())));
        answers.insert(not_open(program.release_report(&stranger, report, 0, None).await));
    }
    assert_eq!(answers.len(), 1, "{answers:?}");
}

#[tokio::test]
async fn somebody_who_may_read_every_case_learns_of_no_person_outside_the_one_they_opened() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, LEVEL).await;
    let another = Family::submitted(&house, LEVEL).await;
    let (_, coordinator) = house.sign_in(Role::Coordinator).await;
    let nobody = PersonId::fresh(&mut house.house.ids());
    for person in [another.child, nobody] {
        let opened = house.house.open_protected(&coordinator, family.case, person, Purpose::Safeguarding).await;
        not_open(opened);
    }
}

#[tokio::test]
async fn nobody_changes_their_own_roles_or_engages_themselves() {
    let house = TestHouse::build().await;
    let today = "2026-11-23".parse().unwrap();
    let more = BTreeSet::from([Role::SafeguardingLead, Role::Coordinator]);
    for role in [Role::Coordinator, Role::Administrator] {
        let own = house.worker(role);
        let change = |worker| WorkerCommand::ChangeRoles { worker, roles: more.clone(), from: today };
        not_open(house.carry_out(role, change(own)).await);
        let again = WorkerCommand::EngageWorker {
            worker: Some(own),
            name: PersonName::parse("Somebody", "Else").unwrap(),
            roles: more.clone(),
            terms: Terms::Paid,
            started_on: today,
        };
        not_open(house.carry_out(role, again).await);
        let world = house.world(&[StreamName::Worker(own)]).await;
        assert_eq!(world.workers[&own].roles_on(today), BTreeSet::from([role]));
        house.carry_out(role, change(house.worker(Role::Volunteer))).await.unwrap();
    }
    let by_trustee = WorkerCommand::EndEngagement { worker: house.worker(Role::Volunteer), on: today };
    not_open(house.carry_out(Role::Trustee, by_trustee).await);
}

#[tokio::test]
async fn roles_are_those_of_today_and_not_those_of_the_sign_in() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, LEVEL).await;
    let (cookie, _) = house.sign_in(Role::SafeguardingLead).await;
    let change = WorkerCommand::ChangeRoles {
        worker: house.worker(Role::SafeguardingLead),
        roles: BTreeSet::from([Role::Volunteer]),
        from: "2026-11-23".parse().unwrap(),
    };
    house.carry_out(Role::Coordinator, change).await.unwrap();
    let token = app::sign_in::Token::parse(&cookie).unwrap();
    let who = house.house.signed_in(&token).await.unwrap().unwrap();
    not_open(house.house.case_overview(&who, family.case).await);
}

#[tokio::test]
async fn nobody_can_act_as_the_program() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, LEVEL).await;
    let nil = WorkerId::from_uuid(uuid::Uuid::nil());
    let program = &house.house;
    // A volunteer whose request was tampered with so that it looks like the program's own.
    let (_, mut who) = house.sign_in(Role::Volunteer).await;
    who.asker.worker = nil;
    who.asker.roles.clear();
    assert_ne!(who.actor(), Actor::Program);
    let submit = ReferralCommand::Submit { case: family.case };
    not_open(program.carry_out(&who, Order::from(Command::from(submit))).await);
    assert!(matches!(program.sign_in_as(house.centre, nil).await, Err(Failure::NotOpen)));
    assert!(serde_json::from_str::<Command>(r#"{"do": "submit", "actor": "program"}"#).is_err());
}

#[tokio::test]
async fn the_second_person_of_an_override_is_a_person_and_another_one() {
    let house = TestHouse::build().await;
    let family = Family::assessed(&house, LEVEL).await;
    let case = family.case;
    let (_, coordinator) = house.sign_in(Role::Coordinator).await;
    let overrides = house.house.overrides(&coordinator, case).await.unwrap();
    drop(overrides);
    let world = house.world(&[StreamName::Case(case)]).await;
    let now = house.house.now();
    let facts = domain::arrangement::case_facts(&world, case, now, "2026-11-23".parse().unwrap());
    let found = domain::rules::at(domain::rules::Moment::Agreement, &facts);
    let open = found.iter().find(|f| f.rule.to_string() == "R-P08").unwrap();
    let request = OverrideCommand::RequestOverride {
        case,
        finding: open.key(),
        reason: text("The safeguarding lead is away until Monday."),
        until: "2026-12-01".parse().unwrap(),
    };
    house.carry_out(Role::Coordinator, request).await.unwrap();
    let id = family.state(&house).await.overrides.records().next().unwrap().id;
    let authorise = |second| OverrideCommand::AuthoriseOverride {
        case,
        id,
        second,
        role: SecondRole::SafeguardingLead,
        channel: Channel::InPerson,
    };
    let own = Actor::Worker(house.worker(Role::Coordinator));
    let lead = Actor::Worker(house.worker(Role::SafeguardingLead));
    for (role, second) in [
        (Role::Coordinator, own),
        (Role::Coordinator, Actor::Program),
        (Role::Coordinator, lead),
        (Role::SafeguardingLead, Actor::Program),
    ] {
        let answer = house.carry_out(role, authorise(second)).await;
        assert!(matches!(answer, Err(Failure::Refused(_))), "{role:?} for {second:?}: {answer:?}");
    }
    house.carry_out(Role::SafeguardingLead, authorise(lead)).await.unwrap();
}

#[tokio::test]
async fn nothing_of_one_centre_is_open_to_somebody_at_another() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, LEVEL).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    let (_, other) = at_another_centre(&house).await;
    let program = &house.house;
    not_open(program.case_overview(&other, family.case).await);
    not_open(program.session_page(&other, session).await);
    assert_eq!(program.cases(&other, &app::cases::CaseQuery::default()).await.unwrap().total, 0);
    let submit = ReferralCommand::Submit { case: family.case };
    assert!(program.carry_out(&other, Order::from(Command::from(submit))).await.is_err());
    let words = text("Something was said.");
    let heard = CaptureDisclosure {
        case: family.case,
        session: Some(session),
        from: family.child,
        about: Vec::new(),
        words,
        at: None,
    };
    let heard = ConcernCommand::CaptureDisclosure(heard);
    assert!(program.carry_out(&other, Order::from(Command::from(heard))).await.is_err(), "it is no record of theirs");
    let record = Record::new(house.centre, RecordKind::Case(family.case));
    assert!(!program.may(&other, "read-case", record).await.unwrap());
    assert_eq!(family.record(&house, session).await.concern.disclosures().count(), 0);
}

/// A coordinator of a second centre of the same installation.
async fn at_another_centre(house: &TestHouse) -> (String, app::SignedIn) {
    let program = &house.house;
    let mut ids = program.ids();
    let (centre, worker) = (CentreId::fresh(&mut ids), WorkerId::fresh(&mut ids));
    let settings = Settings {
        clock: Clock::London,
        opened_on: "2026-01-05".parse().unwrap(),
        levels: BTreeSet::from([ContactLevel::Supported]),
        minimum_staff: 2,
        arrival_buffer_minutes: None,
        leaving_buffer_minutes: None,
        advice_by_telephone: Answer::Yes,
    };
    let open = CentreCommand::OpenCentre { name: Label::parse("Alder House").unwrap(), settings };
    program.carry_out_as_program(centre, Order::from(Command::from(open))).await.unwrap();
    let engage = WorkerCommand::EngageWorker {
        worker: Some(worker),
        name: PersonName::parse("Linh", "Vo").unwrap(),
        roles: BTreeSet::from([Role::Coordinator, Role::SafeguardingLead]),
        terms: Terms::Paid,
        started_on: "2026-01-05".parse().unwrap(),
    };
    program.carry_out_as_program(centre, Order::from(Command::from(engage))).await.unwrap();
    program.open_account(centre, worker, "linh@alder", None).await.unwrap();
    let token = program.sign_in_as(centre, worker).await.unwrap();
    (token.text(), program.signed_in(&token).await.unwrap().unwrap())
}
