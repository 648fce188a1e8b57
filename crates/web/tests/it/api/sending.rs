//! Sending twice, and sending what somebody else has changed meanwhile.

use super::problems::booking;
use super::{Program, Reply, program};
use axum::http::{Request, StatusCode};
use domain::words::{ContactLevel, Role};
use serde_json::{Value, json};
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, TEN};

fn raise(family: &Family, kind: &str) -> Value {
    json!({ "feature": "risk", "do": "raise-trigger", "case": family.case, "kind": kind, "origin": "told",
        "note": null, "happened_at": null })
}

async fn tag(client: &Program, family: &Family) -> String {
    client.get(&format!("/api/v1/cases/{}", family.case)).await.header("etag").unwrap()
}

async fn raised(house: &TestHouse, family: &Family) -> usize {
    family.state(house).await.risk.triggers.len()
}

#[tokio::test]
async fn the_tag_of_a_case_is_what_if_match_takes() {
    let house = TestHouse::build().await;
    let family = Family::drafted(&house, ContactLevel::Supported).await;
    let client = program(&house, Role::Coordinator).await;
    let seen = tag(&client, &family).await;
    client.command_with(("if-match", &seen), &raise(&family, "custody")).await.done();
    let reply = client.command_with(("if-match", &seen), &raise(&family, "pregnancy")).await;
    let problem = reply.problem(StatusCode::PRECONDITION_FAILED, "changed");
    assert_eq!(raised(&house, &family).await, 1, "nothing was saved");
    let now = tag(&client, &family).await;
    assert_eq!(now, format!("\"case/{}@{}\"", family.case, problem["version"]));
    client.command_with(("if-match", &now), &raise(&family, "pregnancy")).await.done();
}

#[tokio::test]
async fn a_version_that_names_no_record_is_unreadable() {
    let house = TestHouse::build().await;
    let family = Family::drafted(&house, ContactLevel::Supported).await;
    let client = program(&house, Role::Coordinator).await;
    for value in ["7", "\"case/7\"", "\"case/x@7\"", "*", "\"\""] {
        let reply = client.command_with(("if-match", value), &raise(&family, "custody")).await;
        let problem = reply.problem(StatusCode::BAD_REQUEST, "unreadable");
        assert!(problem["detail"].as_str().unwrap().contains("If-Match"), "{problem}");
    }
    assert_eq!(raised(&house, &family).await, 0);
}

#[tokio::test]
async fn somebody_to_whom_a_case_is_not_open_learns_no_version_of_it() {
    let house = TestHouse::build().await;
    let family = Family::drafted(&house, ContactLevel::Supported).await;
    let client = program(&house, Role::Volunteer).await;
    let value = format!("\"case/{}@1\"", family.case);
    let reply = client.command_with(("if-match", &value), &raise(&family, "custody")).await;
    assert!(reply.problem(StatusCode::NOT_FOUND, "not-open").get("version").is_none());
}

/// Somebody may record a concern in any case. Asking "has it this edition?" with it must not tell how the case changes.
#[tokio::test]
async fn an_edition_is_taken_only_with_a_command_that_changes_its_record() {
    let house = TestHouse::build().await;
    let family = Family::drafted(&house, ContactLevel::Supported).await;
    let incident = json!({ "feature": "concern", "do": "report-incident", "case": family.case, "session": null,
        "kind": "other", "severity": "minor", "people": [], "what": "A cup was broken.", "at": null });
    let client = program(&house, Role::Volunteer).await;
    let seen = tag(&program(&house, Role::Coordinator).await, &family).await;
    let mut answers = Vec::new();
    let streams = ["case", "person"].map(|kind| format!("\"{kind}/{}@1\"", family.case));
    for value in streams.into_iter().chain([seen]) {
        let reply = client.command_with(("if-match", &value), &incident).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{value}");
        answers.push(reply.bytes);
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "one answer, whatever the edition");
    client.command_with(("idempotency-key", "a"), &incident).await.done();
}

const KEY: (&str, &str) = ("idempotency-key", "9f1c");

#[tokio::test]
async fn the_same_key_twice_has_one_effect_and_one_answer() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let client = program(&house, Role::Coordinator).await;
    let book = booking(&house, &family, "2026-11-28");
    let first = client.command_with(KEY, &book).await;
    let second = client.command_with(KEY, &book).await;
    assert!(first.done()["records"][0].as_str().unwrap().starts_with("session/"), "{}", first.text());
    assert_eq!((first.status, &first.bytes), (second.status, &second.bytes));
    let day = client.get("/api/v1/days/2026-11-28").await.done();
    assert_eq!(day["sessions"].as_array().unwrap().len(), 1);
    let other = client.command_with(KEY, &booking(&house, &family, "2026-12-05")).await;
    other.problem(StatusCode::UNPROCESSABLE_ENTITY, "other-body");
}

#[tokio::test]
async fn the_same_key_sent_at_once_has_one_effect() {
    let house = TestHouse::build().await;
    let family = Family::drafted(&house, ContactLevel::Supported).await;
    let client = program(&house, Role::Coordinator).await;
    let command = raise(&family, "custody");
    let send = || client.command_with(KEY, &command);
    let (one, two, three): (Reply, Reply, Reply) = tokio::join!(send(), send(), send());
    assert_eq!((one.done(), two.done()), (two.done(), three.done()));
    assert_eq!(raised(&house, &family).await, 1);
}

#[tokio::test]
async fn a_key_belongs_to_whoever_sent_it() {
    let house = TestHouse::build().await;
    let family = Family::drafted(&house, ContactLevel::Supported).await;
    for (role, kind) in [(Role::Coordinator, "custody"), (Role::SafeguardingLead, "pregnancy")] {
        program(&house, role).await.command_with(KEY, &raise(&family, kind)).await.done();
    }
    assert_eq!(raised(&house, &family).await, 2);
    let outside = program(&house, Role::Volunteer).await;
    let reply = outside.command_with(KEY, &raise(&family, "custody")).await;
    reply.problem(StatusCode::NOT_FOUND, "not-open");
}

#[tokio::test]
async fn a_key_that_was_refused_is_still_fresh() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supported).await;
    let client = program(&house, Role::Coordinator).await;
    let past = client.command_with(KEY, &booking(&house, &family, "2026-11-21")).await;
    past.problem(StatusCode::UNPROCESSABLE_ENTITY, "fields");
    client.command_with(KEY, &booking(&house, &family, "2026-11-28")).await.done();
}

#[tokio::test]
async fn a_key_without_characters_or_with_too_many_is_unreadable() {
    let house = TestHouse::build().await;
    let family = Family::drafted(&house, ContactLevel::Supported).await;
    let client = program(&house, Role::Coordinator).await;
    for key in [String::new(), "k".repeat(129)] {
        let reply = client.command_with(("idempotency-key", &key), &raise(&family, "custody")).await;
        reply.problem(StatusCode::BAD_REQUEST, "unreadable");
    }
}

#[tokio::test]
async fn a_report_is_released_once_by_its_own_route_and_never_by_a_command_that_brings_its_paper() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, ContactLevel::Supervised).await;
    let session = family.book(&house, SATURDAY, TEN).await;
    family.hold(&house, session).await;
    let report = family.report(&house, session).await;
    let path = format!("/api/v1/reports/{report}/release/0");
    let outside = program(&house, Role::Volunteer).await.post(&path, &Value::Null).await;
    outside.problem(StatusCode::NOT_FOUND, "not-open");
    let client = program(&house, Role::Coordinator).await;
    let brought = json!({ "feature": "report", "do": "release-report", "session": session, "report": report,
        "recipient": 0, "paper": "0".repeat(64), "checked": { "compared": "yes", "hits": [] } });
    client.command(&brought).await.problem(StatusCode::NOT_FOUND, "not-open");
    let release = || client.send(Request::post(&path).header(KEY.0, KEY.1), Vec::new());
    let (first, second) = (release().await, release().await);
    assert_eq!(first.done()["records"][0], format!("session/{session}"));
    assert_eq!(first.bytes, second.bytes, "sent twice, released once");
    let again = client.post(&path, &Value::Null).await.problem(StatusCode::CONFLICT, "not-now");
    assert!(again["detail"].as_str().unwrap().contains("has the report already"), "{again}");
    let shown = client.get(&format!("/api/v1/reports/{report}")).await.done();
    assert_eq!(shown["stage"], "released");
}
