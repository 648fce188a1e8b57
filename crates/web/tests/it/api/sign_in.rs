use super::{nobody, program};
use axum::http::{Request, StatusCode, header};
use domain::ids::CaseId;
use domain::words::{ContactLevel, Role};
use secrecy::SecretString;
use serde_json::{Value, json};
use testkit::TestHouse;
use testkit::story::Family;

const PASSWORD: &str = "a long sentence about willows";

/// A house in which the coordinator signs in as tam@willow with the password.
async fn house_with_a_password() -> TestHouse {
    let house = TestHouse::build().await;
    let (worker, password) = (house.worker(Role::Coordinator), SecretString::from(PASSWORD));
    house.house.open_account(house.centre, worker, "tam@willow", Some(password)).await.unwrap();
    house
}

fn credentials(name: &str, password: &str) -> Value {
    json!({ "name": name, "password": password })
}

#[tokio::test]
async fn a_program_signs_in_sends_its_token_and_signs_out() {
    let house = house_with_a_password().await;
    let mut client = nobody(&house).await;
    let entered = client.post("/api/v1/sign-in", &credentials("tam@willow", PASSWORD)).await.done();
    client.token = Some(entered["token"].as_str().unwrap().to_owned());
    assert_eq!(client.get("/api/v1/cases").await.done()["total"], 0);
    let out = client.post("/api/v1/sign-out", &Value::Null).await;
    assert_eq!((out.status, out.bytes.len()), (StatusCode::NO_CONTENT, 0));
    client.get("/api/v1/cases").await.problem(StatusCode::UNAUTHORIZED, "sign-in");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_get_the_same_problem() {
    let house = house_with_a_password().await;
    let client = nobody(&house).await;
    let mut replies = Vec::new();
    for (name, password) in [("tam@willow", "another long sentence"), ("nobody@willow", PASSWORD)] {
        let reply = client.post("/api/v1/sign-in", &credentials(name, password)).await;
        reply.problem(StatusCode::UNAUTHORIZED, "sign-in");
        replies.push((reply.bytes, reply.headers));
    }
    assert_eq!(replies[0], replies[1]);
}

#[tokio::test]
async fn what_is_no_name_and_password_is_unreadable_and_its_text_is_not_sent_back() {
    let house = TestHouse::build().await;
    let client = nobody(&house).await;
    for body in [json!({ "name": "tam@willow" }), json!({ "name": 7, "password": PASSWORD }), json!(PASSWORD)] {
        let reply = client.post("/api/v1/sign-in", &body).await;
        reply.problem(StatusCode::BAD_REQUEST, "unreadable");
        assert!(!reply.text().contains("willow"), "{}", reply.text());
    }
}

/// The path of a route with something that is no id wherever it takes a value.
fn filled(path: &str) -> String {
    let words: Vec<_> = path.split('/').map(|word| if word.starts_with('{') { "x" } else { word }).collect();
    words.join("/")
}

#[tokio::test]
async fn every_route_asks_for_a_token_before_it_looks_at_anything_else() {
    let house = TestHouse::build().await;
    let mut client = nobody(&house).await;
    let closed = web::routes::table().into_iter().filter(|route| route.path.starts_with("/api/"));
    for route in closed.filter(|route| route.who == web::routes::For::SignedIn) {
        for token in [None, Some("x".to_owned()), Some("A".repeat(43))] {
            client.token = token;
            let reply = client.send(Request::builder().method(route.method).uri(filled(route.path)), Vec::new()).await;
            reply.problem(StatusCode::UNAUTHORIZED, "sign-in");
            assert_eq!(reply.header("www-authenticate").as_deref(), Some("Bearer"), "{}", route.path);
        }
    }
}

#[tokio::test]
async fn a_browsers_cookie_is_no_token() {
    let house = TestHouse::build().await;
    let (cookie, _) = house.sign_in(Role::Coordinator).await;
    let request = Request::get("/api/v1/cases").header(header::COOKIE, format!("sign-in={cookie}"));
    let reply = nobody(&house).await.send(request, Vec::new()).await;
    reply.problem(StatusCode::UNAUTHORIZED, "sign-in");
}

#[tokio::test]
async fn the_word_before_the_token_is_read_in_either_case() {
    let house = TestHouse::build().await;
    let (token, _) = house.sign_in(Role::Coordinator).await;
    for scheme in ["Bearer", "bearer", "BEARER"] {
        let request = Request::get("/api/v1/cases").header(header::AUTHORIZATION, format!("{scheme} {token}"));
        assert_eq!(nobody(&house).await.send(request, Vec::new()).await.status, StatusCode::OK, "{scheme}");
    }
}

#[tokio::test]
async fn a_case_that_is_not_there_and_one_that_is_not_open_get_the_same_bytes() {
    let house = TestHouse::build().await;
    let family = Family::drafted(&house, ContactLevel::Supported).await;
    let unknown = CaseId::fresh(&mut house.house.ids());
    let client = program(&house, Role::Volunteer).await;
    let mut replies = Vec::new();
    for case in [family.case, unknown] {
        let shown = client.get(&format!("/api/v1/cases/{case}")).await;
        let raise = json!({ "feature": "risk", "do": "raise-trigger", "case": case, "kind": "custody", "origin": "told",
            "note": null, "happened_at": null });
        let done = client.command(&raise).await;
        done.problem(StatusCode::NOT_FOUND, "not-open");
        shown.problem(StatusCode::NOT_FOUND, "not-open");
        assert_eq!(shown.bytes, done.bytes);
        replies.push((shown.bytes, shown.headers));
    }
    assert_eq!(replies[0], replies[1]);
    let allowed = program(&house, Role::Coordinator).await;
    let shown = allowed.get(&format!("/api/v1/cases/{unknown}")).await;
    assert_eq!(shown.bytes, replies[0].0, "for those who may read every case, too");
    allowed.get(&format!("/api/v1/cases/{}", family.case)).await.done();
}
