use crate::client::{Client, Page, signed_in};
use axum::http::StatusCode;
use domain::ids::OrderId;
use domain::referral::{Amendment, ReferralCommand, Stage};
use domain::stream::StreamName;
use domain::words::{Answer, ContactLevel, OrderKind, OrderSeen, Role};
use testkit::TestHouse;
use testkit::story::Family;

async fn save(client: &Client, path: &str, fields: &[(&str, &str)]) -> Page {
    let key = format!("key of {path}");
    let fields: Vec<_> = fields.iter().copied().chain([("_step", "save"), ("repeat_key", key.as_str())]).collect();
    client.post(path, &fields).await
}

async fn with_order(house: &TestHouse, family: &Family) -> OrderId {
    let amendment = Amendment::Order {
        kind: OrderKind::NonMolestation,
        issued_on: None,
        ends_on: None,
        current: Answer::Yes,
        protects: vec![family.resident],
        restrains: vec![family.visiting],
        directs: None,
        made_by: None,
    };
    let amend = ReferralCommand::AmendReferral { case: family.case, amendment: Box::new(amendment) };
    house.carry_out(Role::Coordinator, amend).await.expect("the order is recorded");
    family.state(house).await.referral.orders[0].id()
}

#[tokio::test]
async fn triage_shows_what_is_unknown_the_levels_and_every_decision_beside_the_others() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supervised).await;
    let page = signed_in(&house, Role::Coordinator).await.get(&format!("/cases/{}/triage", family.case)).await;
    let text = page.text();
    assert_eq!(page.heading(), "Triage");
    for shown in [
        "What nobody has said",
        "Level of contact",
        "Accept the referral to pre-visits",
        "Send the referral somewhere that fits better",
        "Do not take the referral",
        "Put the referral on the waiting list",
    ] {
        assert!(text.contains(shown), "{shown}");
    }
    assert!(!text.contains(" checked"));
}

#[tokio::test]
async fn an_intake_worker_is_offered_no_decision_and_cannot_take_one() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supported).await;
    let client = signed_in(&house, Role::IntakeWorker).await;
    let text = client.get(&format!("/cases/{}/triage", family.case)).await.text();
    assert!(text.contains("There is nothing here for you to decide now."));
    let path = format!("/cases/{}/decide/pre-visit", family.case);
    assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND);
    let sent = save(&client, &path, &[("level", "supported"), ("reasons", "So.")]).await;
    assert_eq!(sent.status, StatusCode::NOT_FOUND);
    assert_eq!(family.state(&house).await.referral.stage, Some(Stage::Submitted));
}

#[tokio::test]
async fn a_decision_has_no_default_and_needs_its_reasons() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supported).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let path = format!("/cases/{}/decide/decline", family.case);
    assert!(!client.get(&path).await.text().contains(" checked"));
    let empty = client.post(&path, &[]).await;
    let summary = empty.at(".govuk-error-summary");
    assert!(summary.contains("Choose the ground") && summary.contains("Write down the reasons"), "{summary}");
    let fields = [("ground", "no-capacity"), ("reasons", "Every Saturday is full until March.")];
    assert_eq!(client.post(&path, &fields).await.heading(), "Check your answers");
    assert_eq!(save(&client, &path, &fields).await.status, StatusCode::SEE_OTHER);
    assert_eq!(family.state(&house).await.referral.stage, Some(Stage::Declined));
}

#[tokio::test]
async fn what_the_rules_stop_is_told_with_reason_source_and_what_clears_it() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supervised).await;
    with_order(&house, &family).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let fields = [("level", "supervised"), ("reasons", "Both adults want it.")];
    let refused = save(&client, &format!("/cases/{}/decide/pre-visit", family.case), &fields).await;
    assert_eq!(refused.status, StatusCode::CONFLICT);
    let text = refused.text();
    assert!(
        text.contains("Nothing was saved") && text.contains("What would clear it") && text.contains("Source:"),
        "{text}"
    );
    assert_eq!(family.state(&house).await.referral.stage, Some(Stage::Submitted));
}

#[tokio::test]
async fn a_decision_on_a_record_that_changed_meanwhile_shows_both_versions() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supported).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let stream = StreamName::Case(family.case);
    let seen = house.world(&[stream]).await.edition(stream).to_string();
    with_order(&house, &family).await;
    let fields = [("reasons", "It waits."), ("_version", seen.as_str())];
    let page = save(&client, &format!("/cases/{}/decide/waitlist", family.case), &fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert_eq!(page.heading(), "Two versions of one record");
    assert!(page.text().contains("It waits."), "what was entered is not lost");
}

#[tokio::test]
async fn information_is_asked_for_and_its_answer_recorded() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supported).await;
    let client = signed_in(&house, Role::IntakeWorker).await;
    let ask = format!("/cases/{}/requests/new", family.case);
    let asked = [
        ("to", "police"),
        ("about", "bail_conditions"),
        ("question", "Is anybody on bail?"),
        ("due-day", "1"),
        ("due-month", "12"),
        ("due-year", "2026"),
    ];
    assert_eq!(save(&client, &ask, &asked).await.status, StatusCode::SEE_OTHER);
    let request = family.state(&house).await.referral.requests[0].request;
    let text = client.get(&format!("/cases/{}/triage", family.case)).await.text();
    assert!(text.contains("Is anybody on bail?") && text.contains("1 December 2026"));
    let record = format!("/cases/{}/requests/{request}", family.case);
    let unanswered = client.post(&record, &[("outcome", "replied")]).await;
    assert!(unanswered.at(".govuk-error-summary").contains("Write down what was answered"));
    let fields = [("outcome", "cannot-be-obtained")];
    assert_eq!(save(&client, &record, &fields).await.status, StatusCode::SEE_OTHER);
    let referral = family.state(&house).await.referral;
    assert!(referral.open_requests().next().is_none());
}

#[tokio::test]
async fn an_order_is_written_down_by_one_person_and_checked_by_another() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supervised).await;
    let order = with_order(&house, &family).await;
    let coordinator = signed_in(&house, Role::Coordinator).await;
    let write = format!("/cases/{}/orders/{order}/transcribe", family.case);
    let (restrains, protects) = (family.visiting.to_string(), family.resident.to_string());
    let fields = [
        ("current", "yes"),
        ("restrains", restrains.as_str()),
        ("protects", protects.as_str()),
        ("clauses", "contact-with-adult"),
        ("exception-contact-with-adult", "none"),
    ];
    let saved = save(&coordinator, &write, &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let check = format!("/cases/{}/orders/{order}/check", family.case);
    let own = save(&coordinator, &check, &[("outcome", "agrees")]).await;
    assert_eq!(own.status, StatusCode::CONFLICT, "nobody checks their own transcription");
    let lead = signed_in(&house, Role::SafeguardingLead).await;
    assert!(lead.get(&check).await.text().contains("Contact with another adult; it has no exception"));
    assert_eq!(save(&lead, &check, &[("outcome", "agrees")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(family.state(&house).await.referral.orders[0].seen, OrderSeen::SecondChecked);
}

#[tokio::test]
async fn what_stands_behind_a_statement_is_changed_with_its_source() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supervised).await;
    let assertion = family.state(&house).await.referral.assertions[0].assertion;
    let client = signed_in(&house, Role::Coordinator).await;
    let path = format!("/cases/{}/assertions/{assertion}/status", family.case);
    let page = client.get(&path).await;
    assert!(page.text().contains("So far: alleged, not decided") && !page.text().contains(" checked"));
    let fields = [("status", "finding"), ("source", "Order of 3 November 2026, paragraph 4.")];
    assert_eq!(save(&client, &path, &fields).await.status, StatusCode::SEE_OTHER);
    let text = client.get(&format!("/cases/{}", family.case)).await.text();
    assert!(text.contains("<strong>found by a court</strong>"));
}
