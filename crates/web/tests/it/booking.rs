use crate::client::signed_in;
use crate::family::{names, save};
use axum::http::StatusCode;
use domain::words::{ContactLevel, Role};
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, TEN};

fn answers(house: &TestHouse) -> Vec<(&'static str, String)> {
    let worker = |role| house.worker(role).to_string();
    vec![
        ("date-day", "28".to_owned()),
        ("date-month", "11".to_owned()),
        ("date-year", "2026".to_owned()),
        ("from", "10:00".to_owned()),
        ("room", house.rooms[0].to_string()),
        ("team", worker(Role::Volunteer)),
        ("lead", worker(Role::ShiftLead)),
        ("on_call", worker(Role::SafeguardingLead)),
    ]
}

fn borrowed<'a>(answers: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    answers.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

#[tokio::test]
async fn a_coordinator_books_a_session_and_it_stands_on_the_day() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let path = format!("/cases/{}/book", family.case);
    let form = client.get(&path).await;
    assert!(form.text().contains("Hall (agreed)"), "{}", form.text());
    let saved = save(&client, &path, &borrowed(&answers(&house))).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    assert!(saved.location.unwrap().starts_with("/sessions/"));
    let (_, child) = names(&house, &family).await;
    assert!(client.get("/day/2026-11-28").await.text().contains(&child));
    let sessions = client.get(&format!("/cases/{}/sessions", family.case)).await;
    assert!(sessions.text().contains("28 November 2026, 10am"), "{}", sessions.text());
}

#[tokio::test]
async fn a_clash_is_told_without_telling_of_the_other_family() {
    let house = TestHouse::build().await;
    let one = Family::live(&house, ContactLevel::Supervised).await;
    one.book(&house, SATURDAY, TEN).await;
    let other = Family::live(&house, ContactLevel::Supported).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let mut fields = answers(&house);
    for (name, value) in &mut fields {
        if *name == "room" {
            *value = house.rooms[1].to_string();
        }
    }
    let path = format!("/cases/{}/book", other.case);
    let page = save(&client, &path, &borrowed(&fields)).await;
    assert!(page.at(".govuk-error-summary").contains("room is taken"), "{}", page.text());
    let (families, child) = names(&house, &one).await;
    let (own, own_child) = names(&house, &other).await;
    for told in families.iter().filter(|name| !own.contains(name)) {
        assert!(!page.text().contains(told.as_str()), "{told}");
    }
    assert!(child == own_child || !page.text().contains(&child), "{child}");
}

#[tokio::test]
async fn a_rule_that_stops_a_booking_is_shown_with_what_clears_it() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let mut fields = answers(&house);
    // The shift lead alone is one person where two are asked.
    for (name, value) in &mut fields {
        if *name == "team" {
            *value = house.worker(Role::ShiftLead).to_string();
        }
    }
    let page = save(&client, &format!("/cases/{}/book", family.case), &borrowed(&fields)).await;
    assert_eq!(page.status, StatusCode::CONFLICT, "{}", page.text());
    assert!(page.text().contains("R-S05") && page.text().contains("What would clear it"), "{}", page.text());
}

#[tokio::test]
async fn nobody_but_those_who_book_is_offered_the_form() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    for role in [Role::Volunteer, Role::ShiftLead, Role::IntakeWorker, Role::Administrator] {
        let client = signed_in(&house, role).await;
        let page = client.get(&format!("/cases/{}/book", family.case)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{role:?}");
    }
}

#[tokio::test]
async fn a_cancelled_session_leaves_the_day() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    let client = signed_in(&house, Role::Coordinator).await;
    let path = format!("/sessions/{session}/cancel");
    let saved = save(&client, &path, &[("because", "illness")]).await;
    assert_eq!(saved.location.as_deref(), Some("/day/2026-11-28"), "{}", saved.text());
    let day = client.get("/day/2026-11-28").await;
    assert!(day.text().contains("No session is booked on this day"), "{}", day.text());
    let page = client.get(&format!("/sessions/{session}")).await;
    assert!(page.text().contains("somebody was ill"), "{}", page.text());
}

#[tokio::test]
async fn the_run_sheet_is_a_file_to_keep_nowhere_and_has_no_family_name_on_it() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    family.book(&house, SATURDAY, TEN).await;
    let client = signed_in(&house, Role::Volunteer).await;
    let page = client.get("/day/2026-11-28/run-sheet.pdf").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    assert_eq!(page.content_type, "application/pdf");
    assert!(page.bytes.starts_with(b"%PDF"));
    let empty = client.get("/day/2026-11-29/run-sheet.pdf").await;
    assert_eq!(empty.status, StatusCode::CONFLICT);
    assert!(empty.text().contains("No session is booked on this day"), "{}", empty.text());
}

#[tokio::test]
async fn the_key_to_the_letters_is_shown_to_whoever_leads_the_day_alone() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    family.book(&house, SATURDAY, TEN).await;
    let told = |text: &str| text.contains("What the letters on the run sheet mean");
    let lead = signed_in(&house, Role::ShiftLead).await.get("/day/2026-11-28").await;
    assert!(told(&lead.text()));
    let volunteer = signed_in(&house, Role::Volunteer).await.get("/day/2026-11-28").await;
    assert!(!told(&volunteer.text()));
}
