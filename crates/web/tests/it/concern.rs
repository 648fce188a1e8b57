use crate::client::signed_in;
use crate::family::{names, save};
use axum::http::StatusCode;
use domain::ids::DisclosureId;
use domain::words::{ContactLevel, Role};
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, TEN};

const WORDS: &str = "He said I must not tell where we sleep.";

async fn disclosed(house: &TestHouse) -> (Family, String, DisclosureId) {
    let family = Family::live(house, ContactLevel::Supported).await;
    let session = family.book(house, SATURDAY, TEN).await;
    house.clock.set("2026-11-28T10:20:00Z".parse().unwrap());
    let client = signed_in(house, Role::Volunteer).await;
    let child = family.child.to_string();
    let path = format!("/sessions/{session}/disclosure");
    let saved = save(&client, &path, &[("words", WORDS), ("from", &child)]).await;
    assert_eq!(saved.location.unwrap(), format!("/sessions/{session}/concern/recorded"));
    let record = family.record(house, session).await;
    let id = record.concern.disclosures().next().unwrap().0;
    (family, format!("/sessions/{session}"), id)
}

#[tokio::test]
async fn whoever_writes_a_disclosure_down_is_told_it_is_recorded_and_whom_to_tell() {
    let house = TestHouse::build().await;
    let (_, session, _) = disclosed(&house).await;
    let client = signed_in(&house, Role::Volunteer).await;
    let page = client.get(&format!("{session}/concern/recorded")).await;
    assert_eq!(page.heading(), "Recorded");
    let text = page.text();
    assert!(text.contains("Worker safeguarding lead") && text.contains("10:20am"), "{text}");
    assert!(!text.contains("sleep"), "the words are not shown again");
}

#[tokio::test]
async fn nobody_else_learns_that_something_was_said() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    house.clock.set("2026-11-28T10:20:00Z".parse().unwrap());
    let paths = [
        "/today".to_owned(),
        "/day/2026-11-28".to_owned(),
        format!("/sessions/{session}"),
        format!("/sessions/{session}/concern"),
        format!("/cases/{}/sessions", family.case),
    ];
    let roles = [Role::ShiftLead, Role::Coordinator];
    let scrubbed = |text: String| {
        let lines = text.lines().filter(|line| !line.contains("form_token"));
        lines.collect::<Vec<_>>().join("\n")
    };
    let mut before = Vec::new();
    for role in roles {
        for path in &paths {
            before.push(scrubbed(signed_in(&house, role).await.get(path).await.text()));
        }
    }
    let child = family.child.to_string();
    let volunteer = signed_in(&house, Role::Volunteer).await;
    save(&volunteer, &format!("/sessions/{session}/disclosure"), &[("words", WORDS), ("from", &child)]).await;
    let mut after = Vec::new();
    for role in roles {
        for path in &paths {
            after.push(scrubbed(signed_in(&house, role).await.get(path).await.text()));
        }
    }
    assert_eq!(before, after);
}

#[tokio::test]
async fn the_safeguarding_lead_reads_it_once_and_it_leaves_the_list() {
    let house = TestHouse::build().await;
    let (family, session, id) = disclosed(&house).await;
    let client = signed_in(&house, Role::SafeguardingLead).await;
    let list = client.get("/concerns").await;
    let path = format!("{session}/disclosures/{id}");
    let text = list.text();
    assert!(text.contains(&path) && text.contains("To be read by 11:20am"), "{text}");
    assert!(!text.contains("sleep"), "the list says nothing of what was said");
    let page = client.get(&path).await;
    assert!(page.text().contains(WORDS), "{}", page.text());
    let seen = client.post(&format!("{path}/seen"), &[]).await;
    assert_eq!(seen.location.as_deref(), Some("/concerns"), "{}", seen.text());
    assert!(!client.get("/concerns").await.text().contains(&path));
    let (families, _) = names(&house, &family).await;
    assert!(page.text().contains(&families[0]), "the safeguarding lead sees whole names");
}

#[tokio::test]
async fn an_hour_after_it_was_recorded_the_list_says_overdue() {
    let house = TestHouse::build().await;
    disclosed(&house).await;
    house.clock.set("2026-11-28T11:20:00Z".parse().unwrap());
    let list = signed_in(&house, Role::DeputySafeguardingLead).await.get("/concerns").await;
    assert!(list.text().contains("Overdue"), "{}", list.text());
}

#[tokio::test]
async fn a_disclosure_opens_for_its_writer_and_the_safeguarding_side_and_for_nobody_else() {
    let house = TestHouse::build().await;
    let (_, session, id) = disclosed(&house).await;
    let path = format!("{session}/disclosures/{id}");
    let writer = signed_in(&house, Role::Volunteer).await.get(&path).await;
    assert!(writer.text().contains(WORDS));
    assert!(!writer.text().contains("I have read this"), "a writer does not mark their own as read");
    for role in [Role::Coordinator, Role::ShiftLead, Role::ContactSupervisor, Role::Trustee, Role::Administrator] {
        let client = signed_in(&house, role).await;
        let refused = client.get(&path).await;
        let missing = client.get(&format!("{session}/disclosures/00000000-0000-4000-8000-000000000000")).await;
        assert_eq!((refused.status, refused.bytes), (missing.status, missing.bytes), "{role:?}");
        assert_eq!(client.get("/concerns").await.status, StatusCode::NOT_FOUND, "{role:?}");
        let seen = client.post(&format!("{path}/seen"), &[]).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{role:?}");
    }
}

#[tokio::test]
async fn whoever_may_not_see_names_can_still_record_a_concern() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    let client = signed_in(&house, Role::Administrator).await;
    let path = format!("/sessions/{session}/incident");
    let form = client.get(&path).await;
    let (families, child) = names(&house, &family).await;
    for name in families.iter().chain([&child]) {
        assert!(!form.text().contains(name.as_str()), "{name}");
    }
    assert!(form.text().contains("Visiting adult"), "{}", form.text());
    house.clock.set("2026-11-28T10:20:00Z".parse().unwrap());
    let client = signed_in(&house, Role::Administrator).await;
    let answers = [("kind", "followed-or-watched"), ("severity", "moderate"), ("what", "A car waited by the gate.")];
    let saved = save(&client, &path, &answers).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
}

#[tokio::test]
async fn an_incident_is_reviewed_and_leaves_the_list() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    house.clock.set("2026-11-28T10:20:00Z".parse().unwrap());
    let answers = [("kind", "aggression"), ("severity", "moderate"), ("what", "Shouting in the hall.")];
    let floor = signed_in(&house, Role::ShiftLead).await;
    save(&floor, &format!("/sessions/{session}/incident"), &answers).await;
    let lead = signed_in(&house, Role::SafeguardingLead).await;
    let id = family.record(&house, session).await.concern.incidents().next().unwrap().0;
    let path = format!("/sessions/{session}/incidents/{id}");
    assert!(lead.get("/concerns").await.text().contains(&path));
    assert!(lead.get(&path).await.text().contains("Shouting in the hall."));
    let saved = save(&lead, &path, &[("outcome", "Both adults were spoken to.")]).await;
    assert_eq!(saved.location.as_deref(), Some("/concerns"), "{}", saved.text());
    assert!(!lead.get("/concerns").await.text().contains(&path));
    let refused = signed_in(&house, Role::Coordinator).await.get(&path).await;
    assert_eq!(refused.status, StatusCode::NOT_FOUND);
}
