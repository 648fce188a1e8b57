use crate::client::{Client, Page, signed_in};
use axum::http::StatusCode;
use domain::ids::OverrideId;
use domain::overrides::OverrideStanding;
use domain::referral::{Amendment, ReferralCommand};
use domain::rules::FindingKey;
use domain::words::{ContactLevel, EvidentialStatus, Harm, Role};
use jiff::civil::date;
use scraper::{Html, Selector};
use testkit::TestHouse;
use testkit::story::Family;

pub async fn save(client: &Client, path: &str, fields: &[(&str, &str)]) -> Page {
    let key = format!("key of {path}");
    let fields: Vec<_> = fields.iter().copied().chain([("_step", "save"), ("repeat_key", key.as_str())]).collect();
    client.post(path, &fields).await
}

/// The first link by which an override can be asked for on the page of overrides.
async fn way_to_ask(client: &Client, family: &Family) -> String {
    let page = client.get(&format!("/cases/{}/overrides", family.case)).await;
    let document = Html::parse_document(&page.text());
    let links = Selector::parse("main a[href*=\"/overrides/new/\"]").unwrap();
    let link = document.select(&links).next().unwrap_or_else(|| panic!("nothing to override in {}", page.text()));
    link.value().attr("href").unwrap().to_owned()
}

const ASKED: [(&str, &str); 4] = [
    ("reason", "A second worker stays in the room."),
    ("until-day", "20"),
    ("until-month", "12"),
    ("until-year", "2026"),
];

/// A supported family of which somebody alleges domestic abuse: two people look at that (R-R02).
pub async fn family(house: &TestHouse) -> Family {
    let family = Family::submitted(house, ContactLevel::Supported).await;
    let amendment = Amendment::Assertion {
        harm: Harm::DomesticAbuse,
        form: None,
        status: EvidentialStatus::Allegation,
        by: vec![family.visiting],
        against: vec![family.resident],
        made_by: vec![family.resident],
        when: None,
        narrative: None,
    };
    let amend = ReferralCommand::AmendReferral { case: family.case, amendment: Box::new(amendment) };
    house.carry_out(Role::Coordinator, amend).await.expect("the allegation is recorded");
    family
}

pub async fn asked(house: &TestHouse, family: &Family) -> OverrideId {
    asked_with(house, family, &ASKED).await
}

pub async fn asked_with(house: &TestHouse, family: &Family, answers: &[(&str, &str)]) -> OverrideId {
    let client = signed_in(house, Role::Coordinator).await;
    let way = way_to_ask(&client, family).await;
    let saved = save(&client, &way, answers).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    family.state(house).await.overrides.records().next().expect("an override").id
}

pub async fn standing(house: &TestHouse, family: &Family, id: OverrideId) -> OverrideStanding {
    family.state(house).await.overrides.record(id).unwrap().standing(date(2026, 11, 23))
}

#[tokio::test]
async fn an_override_is_asked_for_by_one_person_and_authorised_by_another() {
    let house = TestHouse::build().await;
    let family = family(&house).await;
    let id = asked(&house, &family).await;
    assert_eq!(standing(&house, &family, id).await, OverrideStanding::Requested);
    let path = format!("/cases/{}/overrides/{id}/authorise", family.case);
    let lead = signed_in(&house, Role::SafeguardingLead).await;
    let form = lead.get(&path).await;
    assert!(form.text().contains("(you)") && !form.text().contains(" checked"));
    let second = house.worker(Role::SafeguardingLead).to_string();
    let fields = [("second", second.as_str()), ("role", "safeguarding-lead"), ("channel", "in-person")];
    assert_eq!(save(&lead, &path, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(standing(&house, &family, id).await, OverrideStanding::InForce);
    let page = lead.get(&format!("/cases/{}/overrides", family.case)).await.text();
    assert!(page.contains("A second worker stays in the room.") && page.contains("In force"));
}

#[tokio::test]
async fn nobody_authorises_their_own_and_nobody_signs_for_another_in_person() {
    let house = TestHouse::build().await;
    let family = family(&house).await;
    let id = asked(&house, &family).await;
    let path = format!("/cases/{}/overrides/{id}/authorise", family.case);
    let client = signed_in(&house, Role::Coordinator).await;
    let own = house.worker(Role::Coordinator).to_string();
    let fields = [("second", own.as_str()), ("role", "trustee"), ("channel", "in-person")];
    assert_ne!(save(&client, &path, &fields).await.status, StatusCode::SEE_OTHER);
    let trustee = house.worker(Role::Trustee).to_string();
    let fields = [("second", trustee.as_str()), ("role", "trustee"), ("channel", "in-person")];
    assert_ne!(save(&client, &path, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(standing(&house, &family, id).await, OverrideStanding::Requested);
}

#[tokio::test]
async fn what_was_authorised_by_telephone_is_confirmed_by_whoever_spoke() {
    let house = TestHouse::build().await;
    let family = family(&house).await;
    let id = asked(&house, &family).await;
    let coordinator = signed_in(&house, Role::Coordinator).await;
    let lead = house.worker(Role::SafeguardingLead).to_string();
    let fields = [("second", lead.as_str()), ("role", "safeguarding-lead"), ("channel", "by-phone")];
    let path = format!("/cases/{}/overrides/{id}/authorise", family.case);
    assert_eq!(save(&coordinator, &path, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(standing(&house, &family, id).await, OverrideStanding::AwaitingConfirmation);
    let confirm = format!("/cases/{}/overrides/{id}/confirm", family.case);
    assert_eq!(coordinator.post(&confirm, &[]).await.status, StatusCode::CONFLICT);
    let lead = signed_in(&house, Role::SafeguardingLead).await;
    let page = lead.get(&format!("/cases/{}/overrides", family.case)).await.text();
    assert!(page.contains("Confirm that I authorised this by telephone"));
    assert_eq!(lead.post(&confirm, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(standing(&house, &family, id).await, OverrideStanding::InForce);
}

#[tokio::test]
async fn an_override_is_withdrawn_with_a_reason() {
    let house = TestHouse::build().await;
    let family = family(&house).await;
    let id = asked(&house, &family).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let path = format!("/cases/{}/overrides/{id}/withdraw", family.case);
    assert!(client.post(&path, &[]).await.at(".govuk-error-summary").contains("Write down why"));
    assert_eq!(save(&client, &path, &[("reason", "It is no longer needed.")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(standing(&house, &family, id).await, OverrideStanding::Withdrawn);
}

#[tokio::test]
async fn a_made_up_finding_is_refused_and_whoever_may_not_ask_finds_no_form() {
    let house = TestHouse::build().await;
    let family = family(&house).await;
    let key = FindingKey::from_form("R-X99@1|case/x|");
    let path = format!("/cases/{}/overrides/new/{}", family.case, key.as_str().replace('/', "%2F").replace('|', "%7C"));
    let client = signed_in(&house, Role::Coordinator).await;
    assert_ne!(save(&client, &path, &ASKED).await.status, StatusCode::SEE_OTHER);
    let intake = signed_in(&house, Role::IntakeWorker).await;
    assert_eq!(intake.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_page_lists_what_stays_with_two_people_where_one_runs_a_centre() {
    let house = TestHouse::build().await;
    let family = family(&house).await;
    let text =
        signed_in(&house, Role::Coordinator).await.get(&format!("/cases/{}/overrides", family.case)).await.text();
    assert!(text.contains("What stays with two people") && text.contains("Countersigning a risk assessment"));
}

#[tokio::test]
async fn a_trustee_reads_the_overrides_of_a_case_only_while_one_waits_for_a_second_person() {
    let house = TestHouse::build().await;
    let family = family(&house).await;
    let trustee = signed_in(&house, Role::Trustee).await;
    let page = format!("/cases/{}/overrides", family.case);
    assert_eq!(trustee.get(&page).await.status, StatusCode::NOT_FOUND);
    let id = asked(&house, &family).await;
    assert_eq!(trustee.get(&page).await.status, StatusCode::OK);
    assert_eq!(trustee.get(&format!("/cases/{}", family.case)).await.status, StatusCode::NOT_FOUND);
    let own = house.worker(Role::Trustee).to_string();
    let fields = [("second", own.as_str()), ("role", "trustee"), ("channel", "in-person")];
    let path = format!("{page}/{id}/authorise");
    assert_eq!(save(&trustee, &path, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(standing(&house, &family, id).await, OverrideStanding::InForce);
    assert_eq!(trustee.get(&page).await.status, StatusCode::OK, "it rests on them now");
    let coordinator = signed_in(&house, Role::Coordinator).await;
    let withdraw = format!("{page}/{id}/withdraw");
    save(&coordinator, &withdraw, &[("reason", "Another room is free.")]).await;
    assert_eq!(trustee.get(&page).await.status, StatusCode::NOT_FOUND, "nothing waits any more");
}
