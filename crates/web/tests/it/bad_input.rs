//! What nobody's browser sends: it is answered with a 4xx, saves nothing, and tells nothing.

use crate::client::{router, signed_in};
use crate::family::hidden;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use domain::ids::FreshIds;
use domain::referral::ReferralCommand;
use domain::words::{ContactLevel, Role};
use domain::worker::WorkerCommand;
use testkit::story::Family;
use testkit::{SeededIds, TestHouse};
use tower::ServiceExt;

/// How many of each kind.
const EACH: usize = 2_500;

/// Bytes that repeat from run to run.
struct Noise(SeededIds);

impl Noise {
    fn bytes(&mut self, most: usize) -> Vec<u8> {
        let head = self.0.fresh();
        let length = usize::from(u16::from_be_bytes([head.as_bytes()[0], head.as_bytes()[1]])) % most;
        let mut bytes = Vec::new();
        while bytes.len() < length {
            bytes.extend_from_slice(self.0.fresh().as_bytes());
        }
        bytes.truncate(length);
        bytes
    }

    /// What can stand in a header: anything but control characters.
    fn header(&mut self) -> Vec<u8> {
        self.bytes(300).into_iter().map(|byte| if byte < 32 || byte == 127 { b'=' } else { byte }).collect()
    }
}

async fn sent(router: &Router, request: Request<Body>) -> (StatusCode, usize) {
    let response = router.clone().oneshot(request).await.unwrap();
    let status = response.status();
    (status, to_bytes(response.into_body(), usize::MAX).await.unwrap().len())
}

/// How far everything in the house has come.
async fn written(house: &TestHouse) -> (usize, usize) {
    let streams = house.house.storage().streams(house.centre).await.unwrap();
    let log = house.house.storage().log_from(house.centre, 0, 100_000).await.unwrap();
    (streams.len(), log.len())
}

#[tokio::test]
async fn ten_thousand_malformed_cookies_tokens_and_bodies_are_answered_with_a_4xx_and_save_nothing() {
    let house = TestHouse::build().await;
    let family = Family::drafted(&house, ContactLevel::Supported).await;
    let (cookie, who) = house.sign_in(Role::Coordinator).await;
    let router = router(&house);
    let before = written(&house).await;
    let mut noise = Noise(SeededIds::new(0xbad));
    let (mut answered, mut longest) = (0, 0);
    for round in 0..EACH {
        let cookies = [noise.header(), b"sign-in=".to_vec(), cookie.as_bytes()[..round % 40].to_vec()].concat();
        let cookie_request = Request::get(format!("/cases/{}", family.case)).header(header::COOKIE, cookies);
        let bearer = [b"Bearer ".to_vec(), noise.header()].concat();
        let token = Request::get("/api/v1/cases").header(header::AUTHORIZATION, bearer);
        let own = format!("sign-in={cookie}");
        let multipart = Request::post("/referrals/upload")
            .header(header::COOKIE, &own)
            .header(header::CONTENT_TYPE, format!("multipart/form-data; boundary={}", "x".repeat(round % 80)));
        let json = Request::post("/api/v1/commands")
            .header(header::AUTHORIZATION, format!("Bearer {cookie}"))
            .header(header::CONTENT_TYPE, "application/json");
        let halves = format!("{{\"feature\":\"referral\",\"do\":\"submit\",\"case\":\"{}", family.case);
        let half = [&halves.as_bytes()[..round % halves.len()], &noise.bytes(200)].concat();
        let parts = [format!("--{}\r\n", "x".repeat(round % 80)).into_bytes(), noise.bytes(2_000)].concat();
        let requests = [
            (cookie_request.header(header::HOST, "localhost").body(Body::empty()), "cookie"),
            (token.body(Body::empty()), "token"),
            (multipart.header(header::HOST, "localhost").body(Body::from(parts)), "multipart"),
            (json.body(Body::from(half)), "json"),
        ];
        for (request, kind) in requests {
            let (status, length) = sent(&router, request.unwrap()).await;
            let led_to_sign_in = kind == "cookie" && status == StatusCode::SEE_OTHER;
            assert!(status.is_client_error() || led_to_sign_in, "{kind} {round}: {status}");
            (answered, longest) = (answered + 1, longest.max(length));
        }
    }
    println!("{answered} malformed requests, the longest answer {longest} bytes");
    assert!(longest < 64 * 1024, "an answer grew with what was sent");
    assert_eq!(written(&house).await, before, "something was saved");
    assert!(!who.form_token.is_empty());
}

#[tokio::test]
async fn a_worker_who_leaves_in_mid_form_saves_nothing_and_what_they_typed_is_not_lost() {
    let house = TestHouse::build().await;
    let family = Family::drafted(&house, ContactLevel::Supported).await;
    let client = signed_in(&house, Role::IntakeWorker).await;
    let path = format!("/cases/{}/referral/text", family.case);
    let form = client.get(&path).await;
    assert_eq!(form.status, StatusCode::OK);
    let worker = house.worker(Role::IntakeWorker);
    let on = "2026-11-22".parse().unwrap();
    house.carry_out(Role::Coordinator, WorkerCommand::EndEngagement { worker, on }).await.unwrap();
    let before = written(&house).await;
    let answers = [("kind", "reasons"), ("text", "They asked for a quiet room."), ("_step", "save")];
    let reply = client.post(&path, &answers).await;
    assert_eq!(written(&house).await, before, "{}", reply.text());
    assert_eq!(reply.heading(), "Sign in to go on with your form");
    assert!(reply.text().contains("quiet"), "the sign-in page carries what was typed");
}

#[tokio::test]
async fn a_form_of_another_sign_in_is_refused_and_says_so() {
    let house = TestHouse::build().await;
    let family = Family::drafted(&house, ContactLevel::Supported).await;
    let first = signed_in(&house, Role::IntakeWorker).await;
    let path = format!("/cases/{}/referral/text", family.case);
    let token = hidden(&first.get(&path).await, "form_token");
    let second = signed_in(&house, Role::Coordinator).await;
    let before = written(&house).await;
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.append_pair("form_token", &token).append_pair("text", "They asked for a quiet room.");
    let reply = second.post_raw(&path, body.finish()).await;
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(reply.text().contains("quiet room"), "what was typed is kept: {}", reply.text());
    assert_eq!(written(&house).await, before);
    let submit = ReferralCommand::Submit { case: family.case };
    house.carry_out(Role::IntakeWorker, submit).await.expect("the first sign-in goes on");
}
