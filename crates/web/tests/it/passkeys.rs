//! The pages of passkeys: adding one, signing in with it, giving it again, and taking it away.

use crate::client::{Client, Page, anybody, signed_in};
use crate::second_factor::{PASSWORD, body, hidden, set_up, with_password};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use domain::words::Role;
use scraper::{Html, Selector};
use testkit::{Authenticator, TestHouse};

const ORIGIN: &str = "http://localhost";

/// The value of an attribute of the first element that has it.
fn attribute(page: &Page, name: &str) -> String {
    let selector = Selector::parse(&format!("[{name}]")).unwrap();
    let document = Html::parse_document(&page.text());
    document.select(&selector).next().unwrap().attr(name).unwrap().to_owned()
}

/// Adds a passkey on the pages, as a script and a browser do.
async fn adds(client: &Client, name: &str) -> Authenticator {
    let page = client.post("/account/passkeys/new", &[("name", name), ("password", PASSWORD)]).await;
    assert_eq!(page.heading(), "Make the passkey", "{}", page.text());
    let (key, answer) = Authenticator::make(&attribute(&page, "data-passkey-make"), ORIGIN);
    let challenge = hidden(&page, "challenge");
    let fields = [("name", name), ("challenge", challenge.as_str()), ("answer", answer.as_str())];
    let added = client.post("/account/passkeys", &fields).await;
    assert_eq!(added.location.as_deref(), Some("/account"), "{}", added.text());
    key
}

/// What a place that begins says to the script: the challenge's name, and the options.
fn told(page: &Page) -> (String, String) {
    let told: serde_json::Value = serde_json::from_slice(&page.bytes).unwrap_or_else(|_| panic!("{}", page.text()));
    (told["challenge"].as_str().unwrap().to_owned(), told["options"].to_string())
}

/// What the script sends from the sign-in page.
async fn answered(client: &Client, key: &mut Authenticator, then: &str) -> String {
    let (challenge, options) = told(&client.post_raw("/sign-in/passkey/begin", String::new()).await);
    let answer = key.answer(&options, ORIGIN);
    body(&[("challenge", &challenge), ("answer", &answer), ("then", then)])
}

#[tokio::test]
async fn somebody_adds_a_passkey_and_signs_in_with_it_to_where_they_wanted() {
    let house = TestHouse::build().await;
    let client = with_password(&house, Role::Coordinator, "noor").await;
    let wrong = client.post("/account/passkeys/new", &[("name", ""), ("password", PASSWORD)]).await;
    assert!(wrong.at(".govuk-error-summary").contains("Enter a name"), "{}", wrong.text());
    let wrong = client.post("/account/passkeys/new", &[("name", "x"), ("password", "incorrect horse")]).await;
    assert!(wrong.at(".govuk-error-summary").contains("not your password"), "{}", wrong.text());
    let mut key = adds(&client, "my telephone").await;
    let page = client.get("/account").await.text();
    assert!(page.contains("my telephone") && page.contains("A passkey; no codes"), "{page}");
    let them = anybody(&house);
    let page = them.get("/sign-in?then=/cases").await;
    assert_eq!(attribute(&page, "data-passkey-ask"), "/sign-in/passkey/begin");
    let sent = answered(&them, &mut key, "/cases").await;
    let entered = them.post_raw("/sign-in/passkey", sent.clone()).await;
    assert_eq!(entered.location.as_deref(), Some("/cases"), "{}", entered.text());
    let again = them.post_raw("/sign-in/passkey", sent).await;
    assert!(again.location.is_none() && again.at(".govuk-error-summary").contains("not signed in"), "{}", again.text());
}

#[tokio::test]
async fn every_reason_why_not_is_the_same_page() {
    let house = TestHouse::build().await;
    let client = with_password(&house, Role::Coordinator, "noor").await;
    let mut key = adds(&client, "my telephone").await;
    let them = anybody(&house);
    let used = answered(&them, &mut key, "/today").await;
    assert!(them.post_raw("/sign-in/passkey", used.clone()).await.location.is_some());
    let late = answered(&them, &mut key, "/today").await;
    house.clock.set(house.house.now() + jiff::SignedDuration::from_mins(5));
    let (challenge, options) = told(&them.post_raw("/sign-in/passkey/begin", String::new()).await);
    let elsewhere = key.answer(&options, "https://attacker.example");
    let elsewhere = body(&[("challenge", &challenge), ("answer", &elsewhere), ("then", "/today")]);
    key.id = vec![9; 32];
    let unknown = answered(&them, &mut key, "/today").await;
    let mut pages = Vec::new();
    for sent in [used, late, elsewhere, unknown, body(&[("then", "/today")])] {
        let page = them.post_raw("/sign-in/passkey", sent).await;
        pages.push((page.status, page.location.clone(), page.text()));
    }
    assert!(pages.windows(2).all(|pair| pair[0] == pair[1]), "{pages:#?}");
}

async fn at(host: &str, path: &str, house: &TestHouse) -> String {
    let request = Request::get(path).header(header::HOST, host).body(Body::empty()).unwrap();
    let router = crate::client::router(house);
    let response = tower::ServiceExt::oneshot(router, request).await.unwrap();
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}

#[tokio::test]
async fn the_sign_in_page_offers_passkeys_where_they_work_and_nowhere_else() {
    let house = TestHouse::build().await;
    for (host, offered) in [("localhost:8080", true), ("127.0.0.1:8080", false), ("[::1]:8080", false)] {
        assert_eq!(at(host, "/sign-in", &house).await.contains("passkey"), offered, "{host}");
    }
}

#[tokio::test]
async fn another_site_begins_nothing_and_ends_nothing() {
    let house = TestHouse::build().await;
    let them = anybody(&house);
    for path in ["/sign-in/passkey/begin", "/sign-in/passkey"] {
        let request = Request::post(path).header("origin", "https://attacker.example");
        assert_eq!(them.send(request, Body::empty()).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn after_the_right_password_the_page_leads_to_the_passkey() {
    let house = TestHouse::build().await;
    let client = with_password(&house, Role::Coordinator, "noor").await;
    adds(&client, "my telephone").await;
    let them = anybody(&house);
    let page = them.post_raw("/sign-in", body(&[("name", "noor"), ("password", PASSWORD), ("then", "/cases")])).await;
    assert_eq!(page.heading(), "Use your passkey");
    assert_eq!(
        (attribute(&page, "data-passkey-ask").as_str(), hidden(&page, "then").as_str()),
        ("/sign-in/passkey/begin", "/cases")
    );
}

#[tokio::test]
async fn in_the_middle_of_a_sign_in_a_passkey_leads_on_and_one_can_be_taken_away_after_a_look_at_it() {
    let house = TestHouse::build().await;
    let client = with_password(&house, Role::Coordinator, "noor").await;
    let mut key = adds(&client, "my telephone").await;
    house.clock.set(house.house.now() + jiff::SignedDuration::from_mins(5));
    let first = client.get("/account/passkeys/new").await;
    assert_eq!(first.location.as_deref(), Some("/step-up?then=/account/passkeys/new"));
    let page = client.get("/step-up?then=/account/passkeys/new").await;
    assert_eq!(attribute(&page, "data-passkey-ask"), "/step-up/passkey/begin");
    assert!(!page.text().contains("six digits"), "they have no codes: {}", page.text());
    let wrong = client.post("/step-up/passkey", &[("then", "/account/passkeys/new")]).await;
    assert!(wrong.at(".govuk-error-summary").contains("not taken"), "{}", wrong.text());
    let (challenge, options) = told(&client.post("/step-up/passkey/begin", &[]).await);
    let answer = key.answer(&options, ORIGIN);
    let fields = [("challenge", challenge.as_str()), ("answer", &answer), ("then", "/account/passkeys/new")];
    let back = client.post("/step-up/passkey", &fields).await;
    assert_eq!(back.location.as_deref(), Some("/account/passkeys/new"), "{}", back.text());
    let way = |page: &str| {
        page.split("href=\"")
            .find(|part| part.starts_with("/account/passkeys/") && part.contains("/remove\""))
            .map(|part| part.split('"').next().unwrap().to_owned())
    };
    let only = way(&client.get("/account").await.text()).unwrap();
    assert!(client.get(&only).await.text().contains("only second factor"));
    assert_eq!(client.post(&only, &[]).await.status, StatusCode::CONFLICT, "it stays");
    adds(&client, "the office laptop").await;
    let page = client.get(&only).await;
    assert!(page.text().contains("my telephone") && page.text().contains("Take it away"), "{}", page.text());
    assert_eq!(client.post(&only, &[]).await.location.as_deref(), Some("/account"));
    let left = client.get("/account").await.text();
    assert!(!left.contains("my telephone") && left.contains("the office laptop"), "{left}");
}

#[tokio::test]
async fn whoever_has_both_may_leave_the_code_empty_after_a_passkey() {
    let house = TestHouse::build().await;
    let client = with_password(&house, Role::Coordinator, "noor").await;
    set_up(&house, &client).await;
    adds(&client, "my laptop").await;
    let page = client.get("/account/second-factor").await;
    assert!(page.text().contains("/step-up?then=/account/second-factor"), "{}", page.text());
    let begun = client.post("/account/second-factor", &[("password", PASSWORD), ("code", "")]).await;
    assert_eq!(begun.location.as_deref(), Some("/account/second-factor/code"), "{}", begun.text());
}

#[tokio::test]
async fn where_passkeys_do_not_work_the_pages_say_what_does() {
    let house = TestHouse::build().await;
    let coordinator = signed_in(&house, Role::Coordinator).await;
    let request = Request::get("/account/passkeys/new");
    assert!(coordinator.send(request, Body::empty()).await.text().contains("What you call it"));
    let (cookie, _) = house.sign_in(Role::Coordinator).await;
    let request = Request::get("/account/passkeys/new").header(header::HOST, "127.0.0.1:8080");
    let request = request.header(header::COOKIE, format!("sign-in={cookie}")).body(Body::empty()).unwrap();
    let response = tower::ServiceExt::oneshot(crate::client::router(&house), request).await.unwrap();
    let bytes = axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap();
    let page = String::from_utf8_lossy(&bytes).into_owned();
    assert!(page.contains("do not work at this address") && !page.contains("What you call it"), "{page}");
}
