//! Being let into what is sealed, by two people, for a time, in one case, and never for somebody who knows the family.

use access::Purpose;
use app::concern::At;
use app::emergency::{Open, Stands};
use app::today::TaskKind;
use app::{Failure, Order, SignedIn};
use domain::command::Command;
use domain::concern::{CaptureDisclosure, ConcernCommand};
use domain::emergency::{EmergencyCommand, Length};
use domain::ids::{CaseId, DisclosureId, EmergencyId};
use domain::interest::{Closeness, InterestCommand};
use domain::person::{Confidentiality, FactKind, KnownFrom, PersonCommand};
use domain::words::{ContactLevel, Role};
use jiff::ToSpan;
use std::fmt::Debug;
use storage::AccessOutcome;
use testkit::story::{Family, TELEPHONE, text};
use testkit::{TestHouse, houses_on_both_engines};

const LEVEL: ContactLevel = ContactLevel::Supervised;
const REFUGE: &str = "Harrier House";

/// Somebody of this role who gave their second factor a moment ago.
async fn surely(house: &TestHouse, role: Role) -> SignedIn {
    house.sign_in_surely(role).await.1
}

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

#[track_caller]
fn factor_first(answer: &Result<(), Failure>, what: &str) {
    assert!(matches!(answer, Err(Failure::SecondFactorFirst)), "{what} needs a second factor: {answer:?}");
}

fn asks(case: CaseId) -> EmergencyCommand {
    EmergencyCommand::AskEmergency { case, length: Length::OneHour, reason: text("The child did not come home.") }
}

async fn newest(house: &TestHouse, who: &SignedIn, case: CaseId) -> EmergencyId {
    house.house.emergencies(who, case).await.unwrap().lines[0].id
}

/// Lets somebody in: they ask, the lead agrees.
async fn let_in(house: &TestHouse, who: &SignedIn, case: CaseId) -> EmergencyId {
    gives(house, who, asks(case)).await.unwrap();
    let id = newest(house, who, case).await;
    let lead = surely(house, Role::SafeguardingLead).await;
    gives(house, &lead, EmergencyCommand::AgreeEmergency { case, id }).await.unwrap();
    id
}

async fn sealed_family(house: &TestHouse) -> (Family, DisclosureId) {
    let family = Family::live(house, LEVEL).await;
    let record = PersonCommand::RecordProtectedFact {
        person: family.resident,
        kind: FactKind::Refuge,
        text: text(REFUGE),
        confidentiality: Confidentiality::Confidential,
        known_from: KnownFrom::ThePerson,
    };
    house.carry_out(Role::IntakeWorker, record).await.unwrap();
    let said = ConcernCommand::CaptureDisclosure(CaptureDisclosure {
        case: family.case,
        session: None,
        from: family.child,
        about: Vec::new(),
        words: text("They are afraid at home."),
        at: None,
    });
    house.carry_out(Role::ShiftLead, said).await.unwrap();
    let id = family.state(house).await.concern.disclosures().next().unwrap().0;
    (family, id)
}

/// Whether each of what is sealed opens: facts, refuge, disclosure, and the page of everything.
async fn opens(house: &TestHouse, who: &SignedIn, family: &Family, disclosure: DisclosureId) -> [bool; 4] {
    let (program, case) = (&house.house, family.case);
    let facts = program.open_protected(who, case, family.resident, Purpose::Emergency).await;
    let facts = facts.is_ok_and(|found| {
        let told = found.facts.iter().filter_map(|line| line.detail.open(&found.opened).unwrap().ok());
        told.into_iter().any(|detail| detail.text.as_str() == TELEPHONE)
    });
    let refuge = program.open_refuge(who, case, family.resident, Purpose::Emergency).await;
    let refuge = refuge.is_ok_and(|found| {
        found.refuges.iter().any(|line| line.text.open(&found.opened).unwrap().unwrap().as_str() == REFUGE)
    });
    let said = program.disclosure_page(who, At::Case(case), disclosure).await.is_ok();
    let inside = program.emergencies(who, case).await.is_ok_and(|page| page.inside.is_some());
    [facts, refuge, said, inside]
}

#[tokio::test]
async fn two_people_let_a_third_into_what_is_sealed_of_one_case_until_the_minute_it_ends() {
    houses_on_both_engines(async |house| {
        let ((family, said), (other, other_said)) = (sealed_family(&house).await, sealed_family(&house).await);
        for role in [Role::Volunteer, Role::Coordinator] {
            let who = surely(&house, role).await;
            let before = opens(&house, &who, &family, said).await;
            assert!(!before[1] && !before[2] && !before[3], "{role:?} {before:?}");
            gives(&house, &who, asks(family.case)).await.unwrap();
            assert_eq!(opens(&house, &who, &family, said).await, before, "{role:?}: asking opens nothing");
            let id = newest(&house, &who, family.case).await;
            not_open(
                gives(
                    &house,
                    &surely(&house, Role::ShiftLead).await,
                    EmergencyCommand::AgreeEmergency { case: family.case, id },
                )
                .await,
                "agreeing",
            );
            let lead = surely(&house, Role::DeputySafeguardingLead).await;
            gives(&house, &lead, EmergencyCommand::AgreeEmergency { case: family.case, id }).await.unwrap();
            assert_eq!(opens(&house, &who, &family, said).await, [true; 4], "{role:?} {}", house.engine);
            let elsewhere = opens(&house, &who, &other, other_said).await;
            assert!(!elsewhere[1] && !elsewhere[2] && !elsewhere[3], "{role:?}: of that case only");
            for purpose in [Purpose::Safeguarding, Purpose::SafeContact, Purpose::CaseWork] {
                let opened = house.house.open_refuge(&who, family.case, family.resident, purpose).await;
                not_open(opened, "the refuge, for another purpose");
            }
            let end = house.house.now().checked_add(1.hour()).unwrap();
            house.clock.set(end.checked_sub(1.second()).unwrap());
            let again = surely(&house, role).await;
            assert_eq!(opens(&house, &again, &family, said).await, [true; 4], "{role:?}: a second before the end");
            house.clock.set(end);
            assert_eq!(opens(&house, &again, &family, said).await, before, "{role:?}: it ends by itself");
        }
    })
    .await;
}

#[tokio::test]
async fn it_ends_by_a_tap_and_every_look_in_it_is_logged_as_an_emergency() {
    let house = TestHouse::build().await;
    let (family, said) = sealed_family(&house).await;
    let who = surely(&house, Role::Volunteer).await;
    let before = house.house.storage().access_log(house.centre, 0, 10_000).await.unwrap().len();
    let id = let_in(&house, &who, family.case).await;
    assert_eq!(opens(&house, &who, &family, said).await, [true; 4]);
    house.house.storage().record_access(Vec::new(), storage::Flush::Now).await.unwrap();
    let log = house.house.storage().access_log(house.centre, before as u64, 10_000).await.unwrap();
    let theirs: Vec<_> = log.iter().filter(|line| line.event.actor == who.actor()).collect();
    for action in ["break-glass", "read-case", "open-protected-facts", "open-refuge", "open-disclosure"] {
        let look = theirs.iter().find(|line| line.event.action == action);
        assert!(look.is_some_and(|look| look.event.outcome == AccessOutcome::Granted), "{action}");
    }
    assert!(theirs.iter().all(|line| line.event.purpose == "emergency"), "{theirs:?}");
    gives(&house, &who, EmergencyCommand::EndEmergency { case: family.case, id }).await.unwrap();
    let [_, refuge, disclosure, inside] = opens(&house, &who, &family, said).await;
    assert!(!refuge && !disclosure && !inside);
    assert!(matches!(house.house.emergencies(&who, family.case).await.unwrap().lines[0].stands, Stands::Over { .. }));
}

#[tokio::test]
async fn whoever_knows_the_family_is_never_let_in_even_where_two_people_agreed() {
    let house = TestHouse::build().await;
    let (family, said) = sealed_family(&house).await;
    let who = surely(&house, Role::Coordinator).await;
    let declare = InterestCommand::DeclareInterest { case: family.case, closeness: Closeness::Relative };
    let_in(&house, &who, family.case).await;
    assert_eq!(opens(&house, &who, &family, said).await, [true; 4]);
    gives(&house, &who, declare.clone()).await.unwrap();
    assert_eq!(opens(&house, &who, &family, said).await, [false; 4], "while it runs");
    not_open(gives(&house, &who, asks(family.case)).await, "asking again");
    let other = surely(&house, Role::ShiftLead).await;
    gives(&house, &other, declare).await.unwrap();
    not_open(gives(&house, &other, asks(family.case)).await, "asking");
    not_open(house.house.emergencies(&other, family.case).await, "the page");
}

#[tokio::test]
async fn whoever_asks_or_agrees_gives_a_second_factor_first_and_the_page_leads_there() {
    let house = TestHouse::build().await;
    let (family, _) = sealed_family(&house).await;
    let (_, plain) = house.sign_in(Role::Volunteer).await;
    factor_first(&gives(&house, &plain, asks(family.case)).await, "asking");
    assert_eq!(house.house.emergencies(&plain, family.case).await.unwrap().ask, Open::Yes);
    let who = surely(&house, Role::Volunteer).await;
    gives(&house, &who, asks(family.case)).await.unwrap();
    let id = newest(&house, &who, family.case).await;
    let (_, lead) = house.sign_in(Role::SafeguardingLead).await;
    factor_first(&gives(&house, &lead, EmergencyCommand::AgreeEmergency { case: family.case, id }).await, "agreeing");
    let page = house.house.emergencies(&lead, family.case).await.unwrap();
    assert_eq!(page.lines[0].answer, Open::Yes);
}

#[tokio::test]
async fn the_second_person_finds_it_first_on_today_and_the_lead_is_told_when_it_opens() {
    let house = TestHouse::build().await;
    let (family, _) = sealed_family(&house).await;
    let who = surely(&house, Role::Coordinator).await;
    gives(&house, &who, asks(family.case)).await.unwrap();
    for role in [Role::SafeguardingLead, Role::DeputySafeguardingLead, Role::Trustee] {
        let (_, second) = house.sign_in(role).await;
        let today = house.house.today_page(&second).await.unwrap();
        assert_eq!(today.tasks.first().map(|task| task.kind), Some(TaskKind::LetIn), "{role:?}");
    }
    let id = newest(&house, &who, family.case).await;
    let trustee = surely(&house, Role::Trustee).await;
    gives(&house, &trustee, EmergencyCommand::AgreeEmergency { case: family.case, id }).await.unwrap();
    let (_, lead) = house.sign_in(Role::SafeguardingLead).await;
    let kinds: Vec<_> = house.house.today_page(&lead).await.unwrap().tasks.iter().map(|task| task.kind).collect();
    assert!(kinds.contains(&TaskKind::Incident) && !kinds.contains(&TaskKind::LetIn), "{kinds:?}");
    let timeline = house.house.timeline(&lead, family.case, None).await.unwrap();
    let told = format!("{:?}", timeline.items);
    for words in ["asked to be let into what is sealed, for 1 hour", "A second person agreed"] {
        assert!(told.contains(words), "{words}");
    }
}
