use super::program;
use axum::http::{Request, StatusCode};
use domain::ids::SessionId;
use domain::words::{ContactLevel, Role};
use serde_json::{Value, json};
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, TEN};

/// What a family's booking says, as a program sends it.
pub fn booking(house: &TestHouse, family: &Family, date: &str) -> Value {
    let worker = |role| house.worker(role).to_string();
    json!({ "feature": "booking", "do": "book", "case": family.case, "date": date, "from": "10:00:00",
        "team": [worker(Role::Volunteer)], "lead": worker(Role::ShiftLead), "on_call": worker(Role::SafeguardingLead) })
}

pub fn observe(session: SessionId) -> Value {
    json!({ "feature": "session", "do": "observe", "session": session, "note": "They played." })
}

#[tokio::test]
async fn a_command_that_cannot_be_read_is_told_where_it_goes_wrong_and_never_by_its_text() {
    let house = TestHouse::build().await;
    let family = Family::drafted(&house, ContactLevel::Supported).await;
    let client = program(&house, Role::Coordinator).await;
    let whole = booking(&house, &family, "2026-11-28");
    let with = |field: &str, value: Value| {
        let mut command = whole.clone();
        command[field] = value;
        command
    };
    for (command, place) in [
        (with("date", json!("Amal's birthday")), "at date."),
        (with("team", json!([family.child, "Amal"])), "at team[1]."),
        (with("do", json!("Amal")), "at do."),
        (with("feature", json!("Amal")), "at feature."),
        (json!({ "feature": "session", "do": "close", "Amal": 1 }), "at session."),
        (json!("Amal"), "at its top."),
    ] {
        let problem = client.command(&command).await.problem(StatusCode::BAD_REQUEST, "unreadable");
        let detail = problem["detail"].as_str().unwrap();
        assert!(detail.ends_with(place) && !detail.contains("Amal"), "{detail}");
    }
    let broken = client.send(Request::post("/api/v1/commands"), b"{\"feature\": \"Ama".to_vec()).await;
    let problem = broken.problem(StatusCode::BAD_REQUEST, "unreadable");
    assert!(problem["detail"].as_str().unwrap().contains("line 1, column 16"), "{problem}");
}

#[tokio::test]
async fn a_body_that_is_too_large_is_a_problem_and_nothing_is_read_of_it() {
    let house = TestHouse::build().await;
    let client = program(&house, Role::Coordinator).await;
    let large = client.send(Request::post("/api/v1/commands"), vec![b'['; 6 * 1024 * 1024 + 1]).await;
    assert!(large.problem(StatusCode::BAD_REQUEST, "unreadable")["detail"].as_str().unwrap().contains("6 MiB"));
    let deep = client.send(Request::post("/api/v1/commands"), vec![b'['; 60_000]).await;
    deep.problem(StatusCode::BAD_REQUEST, "unreadable");
}

#[tokio::test]
async fn a_value_in_the_address_that_cannot_be_read_is_a_problem_like_any_other() {
    let house = TestHouse::build().await;
    let client = program(&house, Role::Coordinator).await;
    for path in [
        "/api/v1/cases/amal",
        "/api/v1/cases?page=first",
        "/api/v1/days/2026-02-30",
        "/api/v1/reports/%00",
        "/api/v1/reports?page=-1",
    ] {
        let reply = client.get(path).await;
        reply.problem(StatusCode::BAD_REQUEST, "unreadable");
        assert!(!reply.text().contains("amal"), "{}", reply.text());
    }
    let release = client.post("/api/v1/reports/amal/release/1", &Value::Null).await;
    release.problem(StatusCode::BAD_REQUEST, "unreadable");
}

#[tokio::test]
async fn a_field_that_needs_another_look_is_named() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let client = program(&house, Role::Coordinator).await;
    let before = family.state(&house).await.version;
    let reply = client.command(&booking(&house, &family, "2026-11-21")).await;
    let problem = reply.problem(StatusCode::UNPROCESSABLE_ENTITY, "fields");
    assert_eq!(problem["fields"], json!([{ "field": "date", "message": "choose today or a later day" }]));
    assert_eq!(family.state(&house).await.version, before, "nothing was saved");
}

#[tokio::test]
async fn a_safety_rule_that_stops_something_says_why_from_where_and_what_clears_it() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    let client = program(&house, Role::Coordinator).await;
    let problem = client.command(&observe(session)).await.problem(StatusCode::CONFLICT, "rules");
    let finding = &problem["findings"][0];
    assert_eq!(finding["rule"], "R-I05");
    for told in ["sentence", "reason", "source", "clears", "key", "effect"] {
        assert!(finding[told].as_str().is_some_and(|text| !text.is_empty()), "{told} of {finding}");
    }
    assert!(problem.get("fields").is_none() && problem.get("version").is_none(), "{problem}");
}

#[tokio::test]
async fn what_cannot_be_done_now_says_what_to_do_next() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, ContactLevel::Supported).await;
    let client = program(&house, Role::Coordinator).await;
    let reply = client.command(&booking(&house, &family, "2026-11-28")).await;
    let problem = reply.problem(StatusCode::CONFLICT, "not-now");
    let detail = problem["detail"].as_str().unwrap();
    assert_eq!(detail, "No arrangement has been agreed. Propose one and have both adults agree to it.");
}
