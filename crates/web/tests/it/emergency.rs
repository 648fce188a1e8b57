//! The pages by which somebody is let into what is sealed. Asking and agreeing need a second factor, and are given here
//! without the pages.

use crate::client::signed_in;
use crate::family::hidden;
use app::Order;
use axum::http::StatusCode;
use domain::command::Command;
use domain::emergency::{EmergencyCommand, Length};
use domain::ids::{CaseId, EmergencyId};
use domain::person::{Confidentiality, FactKind, KnownFrom, PersonCommand};
use domain::words::{ContactLevel, Role};
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, TELEPHONE, TEN, text};

const REFUGE: &str = "Harrier House";

async fn gives(house: &TestHouse, role: Role, command: EmergencyCommand) {
    let (_, who) = house.sign_in_surely(role).await;
    house.house.carry_out(&who, Order::from(Command::from(command))).await.unwrap();
}

async fn asked(house: &TestHouse, case: CaseId) -> EmergencyId {
    let reason = text("The child did not come home.");
    gives(house, Role::Volunteer, EmergencyCommand::AskEmergency { case, length: Length::OneHour, reason }).await;
    let (_, who) = house.sign_in(Role::Volunteer).await;
    house.house.emergencies(&who, case).await.unwrap().lines[0].id
}

async fn sheltered() -> (TestHouse, Family) {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let record = PersonCommand::RecordProtectedFact {
        person: family.resident,
        kind: FactKind::Refuge,
        text: text(REFUGE),
        confidentiality: Confidentiality::Confidential,
        known_from: KnownFrom::ThePerson,
    };
    house.carry_out(Role::IntakeWorker, record).await.unwrap();
    (house, family)
}

#[tokio::test]
async fn whoever_is_let_in_finds_what_is_open_until_they_end_it() {
    let (house, family) = sheltered().await;
    let page = format!("/cases/{}/emergency", family.case);
    let people = format!("/cases/{}/people/{}", family.case, family.resident);
    let client = signed_in(&house, Role::Volunteer).await;
    assert_eq!(client.get(&format!("{people}/refuge")).await.status, StatusCode::NOT_FOUND);
    let id = asked(&house, family.case).await;
    let waiting = client.get(&page).await.text();
    assert!(waiting.contains("It waits for a second person") && !waiting.contains(&people), "{waiting}");
    gives(&house, Role::DeputySafeguardingLead, EmergencyCommand::AgreeEmergency { case: family.case, id }).await;
    let open = client.get(&page).await;
    assert!(
        open.text().contains(&format!("{people}/refuge")) && !open.text().contains(REFUGE),
        "nothing opens by itself"
    );
    let ask = client.get(&format!("{people}/refuge")).await;
    assert!(ask.status == StatusCode::OK && !ask.text().contains("safe-contact"), "for an emergency only");
    let emergency = [("purpose", "emergency")];
    assert!(client.post(&format!("{people}/refuge"), &emergency).await.text().contains(REFUGE));
    let facts = client.post(&format!("{people}/protected"), &emergency).await.text();
    assert!(facts.contains(TELEPHONE) && !facts.contains(REFUGE));
    let case = client.get(&format!("/cases/{}", family.case)).await;
    assert_eq!(case.status, StatusCode::NOT_FOUND, "its ordinary pages stay closed");
    let key = hidden(&open, "repeat_key");
    let ended = client.post(&format!("{page}/{id}/end"), &[("repeat_key", &key)]).await;
    assert_eq!(ended.location.as_deref(), Some(page.as_str()), "{}", ended.text());
    assert_eq!(client.post(&format!("{people}/refuge"), &emergency).await.status, StatusCode::NOT_FOUND);
    assert!(client.get(&page).await.text().contains("It ended on"));
}

#[tokio::test]
async fn nobody_reads_what_a_colleague_asked_but_whoever_answers() {
    let (house, family) = sheltered().await;
    asked(&house, family.case).await;
    let page = format!("/cases/{}/emergency", family.case);
    for role in Role::ALL {
        let found = signed_in(&house, role).await.get(&page).await;
        let told = found.text().contains("The child did not come home.");
        let expected = match role {
            Role::Volunteer
            | Role::Coordinator
            | Role::SafeguardingLead
            | Role::DeputySafeguardingLead
            | Role::Trustee => (StatusCode::OK, true),
            Role::ShiftLead | Role::ContactSupervisor => (StatusCode::OK, false),
            _ => (StatusCode::NOT_FOUND, false),
        };
        assert_eq!((found.status, told), expected, "{role:?}");
    }
}

#[tokio::test]
async fn whoever_asks_is_led_to_their_second_factor_and_finds_the_form_as_they_left_it() {
    let (house, family) = sheltered().await;
    family.book(&house, SATURDAY, TEN).await;
    let page = format!("/cases/{}/emergency", family.case);
    let volunteer = signed_in(&house, Role::Volunteer).await;
    assert!(volunteer.get(&page).await.text().contains("Ask to be let in"));
    let ask = format!("{page}/ask");
    let key = hidden(&volunteer.get(&ask).await, "repeat_key");
    let answers =
        [("length", "1-hour"), ("reason", "Nobody knows where they are."), ("_step", "save"), ("repeat_key", &key)];
    let sent = volunteer.post(&ask, &answers).await;
    assert_eq!(sent.location, Some(format!("/step-up?then={ask}")), "{}", sent.text());
    assert!(volunteer.get(&ask).await.text().contains("Nobody knows where they are."), "nothing typed is lost");
    let (_, who) = house.sign_in(Role::Volunteer).await;
    assert!(house.house.emergencies(&who, family.case).await.unwrap().lines.is_empty(), "nothing was asked");
    let id = asked(&house, family.case).await;
    let lead = signed_in(&house, Role::SafeguardingLead).await;
    assert!(lead.get("/today").await.text().contains("Answer now: somebody asks to be let in"));
    assert_eq!(lead.get(&format!("{page}/{id}/answer")).await.status, StatusCode::OK);
}
