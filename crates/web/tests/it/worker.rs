use crate::client::signed_in;
use crate::family::hidden;
use axum::http::StatusCode;
use domain::words::Role;
use testkit::TestHouse;

#[tokio::test]
async fn the_workforce_page_tells_yes_no_and_not_known_of_specialist_training_with_its_date() {
    let house = TestHouse::build().await;
    let client = signed_in(&house, Role::Coordinator).await;
    let page = client.get("/workforce").await;
    assert_eq!(page.heading(), "Workforce");
    let text = page.text();
    assert!(text.contains("Yes") && text.contains("1 September 2026"), "{text}");
    house.clock.set("2027-09-02T09:00:00Z".parse().unwrap());
    let later = signed_in(&house, Role::Coordinator).await.get("/workforce").await;
    assert!(later.text().contains("govuk-tag--red"), "{}", later.text());
}

#[tokio::test]
async fn volunteers_see_neither_the_workforce_nor_the_centre_but_their_own_page() {
    let house = TestHouse::build().await;
    let client = signed_in(&house, Role::Volunteer).await;
    assert_eq!(client.get("/workforce").await.status, StatusCode::NOT_FOUND);
    assert_eq!(client.get("/centre").await.status, StatusCode::NOT_FOUND);
    let own = format!("/workforce/{}", house.worker(Role::Volunteer));
    let page = client.get(&own).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text().contains("Record training"), "nobody records their own training");
    let other = format!("/workforce/{}", house.worker(Role::Trustee));
    assert_eq!(client.get(&other).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_worker_is_engaged_after_the_answers_were_checked() {
    let house = TestHouse::build().await;
    let client = signed_in(&house, Role::Coordinator).await;
    let answers = [
        ("given", "Noor"),
        ("family", "Haddad"),
        ("roles", "volunteer"),
        ("terms", "volunteer"),
        ("started_on-day", "23"),
        ("started_on-month", "11"),
        ("started_on-year", "2026"),
    ];
    let step = |step: &'static str| {
        let mut fields = answers.to_vec();
        fields.push(("_step", step));
        fields
    };
    let check = client.post("/workforce/new", &step("check")).await;
    assert_eq!(check.heading(), "Check your answers");
    let saved = client.post("/workforce/new", &step("save")).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let page = client.get(&saved.location.unwrap()).await;
    assert_eq!(page.heading(), "Noor Haddad");
    assert!(page.text().contains("Not known"), "no training is on record yet");
}

#[tokio::test]
async fn an_incomplete_form_says_everything_that_is_missing_at_once() {
    let house = TestHouse::build().await;
    let client = signed_in(&house, Role::Coordinator).await;
    let page = client.post("/workforce/new", &[("_step", "check")]).await;
    assert!(page.at("title").starts_with("Error:"));
    let summary = page.at(".govuk-error-summary");
    for problem in ["Enter a name", "Choose at least one role", "Choose paid or volunteer", "Enter their first day"] {
        assert!(summary.contains(problem), "{problem} in {summary}");
    }
}

#[tokio::test]
async fn a_room_is_added_changed_and_taken_out_of_use() {
    let house = TestHouse::build().await;
    let client = signed_in(&house, Role::Administrator).await;
    let room = [("name", "Quiet room"), ("capacity", "2"), ("zones", "north-corridor"), ("_step", "save")];
    let added = client.post("/centre/rooms/new", &room).await;
    assert_eq!(added.location.as_deref(), Some("/centre"), "{}", added.text());
    let page = client.get("/centre").await;
    assert!(page.text().contains("Quiet room") && page.text().contains("zones north-corridor"), "{}", page.text());
    let close = format!("/centre/rooms/{}/close", house.rooms[1]);
    let closed = client.post(&close, &[("_step", "save")]).await;
    assert_eq!(closed.location.as_deref(), Some("/centre"), "{}", closed.text());
    assert!(!client.get("/centre").await.text().contains("Small room"));
}

#[tokio::test]
async fn two_people_changing_one_room_see_both_versions() {
    let house = TestHouse::build().await;
    let one = signed_in(&house, Role::Coordinator).await;
    let path = format!("/centre/rooms/{}", house.rooms[1]);
    let version = one.get(&path).await;
    let seen = hidden(&version, "_version");
    let change = |name| [("name", name), ("capacity", "1"), ("_step", "save"), ("_version", seen.as_str())];
    let first = one.post(&path, &change("Blue room")).await;
    assert_eq!(first.location.as_deref(), Some("/centre"), "{}", first.text());
    let second = one.post(&path, &change("Green room")).await;
    assert_eq!(second.status, StatusCode::CONFLICT);
    let text = second.text();
    assert!(text.contains("Blue room") && text.contains("Green room"), "{text}");
}
