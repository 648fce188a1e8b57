use crate::client::{Client, signed_in};
use crate::family::{hidden, names, save, steps};
use axum::http::StatusCode;
use domain::words::{ContactLevel, Role};
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, SCHOOL, TELEPHONE, TEN};

/// Saturday morning, half an hour before the first family comes.
fn saturday(house: &TestHouse) {
    house.clock.set("2026-11-28T09:00:00Z".parse().unwrap());
}

/// The button that a page offers first of a session, pressed.
async fn tap(client: &Client, session: &str, step: &str) {
    let path = format!("/sessions/{session}/tap");
    let page = client.post(&path, &[("step", step), ("back", "today")]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    assert_eq!(page.location.unwrap(), format!("/today#s-{session}"));
}

#[tokio::test]
async fn the_floor_sees_who_comes_by_which_door_when_and_no_family_name() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    saturday(&house);
    let client = signed_in(&house, Role::Volunteer).await;
    let page = client.get("/today").await;
    let text = page.text();
    assert!(page.heading().starts_with("Today, Saturday 28 November 2026"));
    let (families, child) = names(&house, &family).await;
    assert!(text.contains(&child), "{text}");
    for told in ["Front door", "Garden door", "Hall", "Planned", "run-sheet.pdf"] {
        assert!(text.contains(told), "{told}");
    }
    for hidden in families.iter().map(String::as_str).chain([SCHOOL, TELEPHONE]) {
        assert!(!text.contains(hidden), "{hidden}");
    }
    assert!(text.contains(&format!("/sessions/{session}/concern")));
}

#[tokio::test]
async fn a_supported_family_is_recorded_in_three_taps_that_lead_back_to_its_place() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await.to_string();
    saturday(&house);
    let client = signed_in(&house, Role::ShiftLead).await;
    let mut taps = 0;
    while let Some(step) = steps(&client.get("/today").await).into_iter().next() {
        taps += 1;
        tap(&client, &session, &step).await;
        assert!(taps < 9, "the taps come to no end");
    }
    assert_eq!(taps, 3, "twelve families in forty taps");
    assert!(client.get("/today").await.text().contains("Recorded"));
}

#[tokio::test]
async fn a_child_recorded_before_the_visiting_adult_raises_what_to_do_now() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await.to_string();
    saturday(&house);
    let client = signed_in(&house, Role::Volunteer).await;
    tap(&client, &session, "child-in").await;
    let text = client.get("/today").await.text();
    assert!(text.contains("What to do now") && text.contains("R-D02"), "{text}");
    let page = client.get(&format!("/sessions/{session}")).await.text();
    assert!(page.contains("What to do now"), "{page}");
}

#[tokio::test]
async fn pressing_a_button_twice_records_it_once() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    saturday(&house);
    let client = signed_in(&house, Role::Volunteer).await;
    let key = hidden(&client.get("/today").await, "repeat_key");
    for _ in 0..2 {
        let fields = [("step", "visiting-in"), ("back", "today"), ("repeat_key", key.as_str())];
        client.post(&format!("/sessions/{session}/tap"), &fields).await;
    }
    assert_eq!(family.record(&house, session).await.session.moved().len(), 1);
}

#[tokio::test]
async fn a_tap_leads_back_only_to_pages_of_ours() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    saturday(&house);
    let client = signed_in(&house, Role::Volunteer).await;
    let fields = [("step", "visiting-in"), ("back", "//evil.example")];
    let page = client.post(&format!("/sessions/{session}/tap"), &fields).await;
    assert_eq!(page.location.unwrap(), format!("/today#s-{session}"));
}

#[tokio::test]
async fn the_office_sees_what_is_due_and_only_the_safeguarding_side_that_something_was_said() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let child = family.child.to_string();
    let volunteer = signed_in(&house, Role::Coordinator).await;
    let answers = [("words", "I do not want to go there."), ("from", child.as_str())];
    let saved = save(&volunteer, &format!("/cases/{}/disclosure", family.case), &answers).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let lead = signed_in(&house, Role::SafeguardingLead).await.get("/today").await;
    assert!(lead.text().contains("Read what somebody said"), "{}", lead.text());
    for role in [Role::Coordinator, Role::ShiftLead, Role::Volunteer, Role::Reviewer, Role::Trustee] {
        let text = signed_in(&house, role).await.get("/today").await.text();
        assert!(!text.contains("somebody said<") && !text.contains("/concerns"), "{role:?}");
    }
}

#[tokio::test]
async fn somebody_without_work_on_the_floor_sees_no_session() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    family.book(&house, SATURDAY, TEN).await;
    saturday(&house);
    for role in [Role::Administrator, Role::Reviewer, Role::Trustee] {
        let client = signed_in(&house, role).await;
        let page = client.get("/today").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.text().contains("Sessions today"), "{role:?}");
        for path in ["/day/2026-11-28", "/day/2026-11-28/run-sheet.pdf"] {
            assert_eq!(client.get(path).await.status, StatusCode::NOT_FOUND, "{role:?} {path}");
        }
    }
}
