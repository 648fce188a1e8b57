//! The pages of second factors: setting one up, signing in with it, giving it again, and being let back in without it.

use crate::client::{Client, Page, anybody, signed_in};
use axum::http::StatusCode;
use domain::words::Role;
use scraper::{Html, Selector};
use testkit::{Telephone, TestHouse};

pub const PASSWORD: &str = "correct horse battery";

pub async fn with_password(house: &TestHouse, role: Role, name: &str) -> Client {
    house.house.open_account(house.centre, house.worker(role), name, Some(PASSWORD.to_owned().into())).await.unwrap();
    signed_in(house, role).await
}

fn half_a_minute_later(house: &TestHouse) {
    house.clock.set(house.house.now() + jiff::SignedDuration::from_secs(30));
}

/// Sets a second factor up on the pages, as somebody does who types the secret.
pub async fn set_up(house: &TestHouse, client: &Client) -> Telephone {
    let begun = client.post("/account/second-factor", &[("password", PASSWORD)]).await;
    assert_eq!(begun.location.as_deref(), Some("/account/second-factor/code"), "{}", begun.text());
    let page = client.get("/account/second-factor/code").await;
    let telephone = Telephone::with(&page.at("code"));
    let shown = telephone.shows(house.house.now());
    let done = client.post("/account/second-factor/code", &[("code", &shown)]).await;
    assert_eq!(done.location.as_deref(), Some("/account"), "{}", done.text());
    half_a_minute_later(house);
    telephone
}

pub fn hidden(page: &Page, name: &str) -> String {
    let selector = Selector::parse(&format!("input[name={name}]")).unwrap();
    let document = Html::parse_document(&page.text());
    document.select(&selector).next().unwrap().attr("value").unwrap().to_owned()
}

pub fn body(fields: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

#[tokio::test]
async fn the_secret_is_shown_as_text_and_as_a_picture_of_our_own_until_a_right_code_has_come_back() {
    let house = TestHouse::build().await;
    let client = with_password(&house, Role::Coordinator, "noor").await;
    let wrong = client.post("/account/second-factor", &[("password", "incorrect horse")]).await;
    assert!(wrong.at(".govuk-error-summary").contains("not your password"), "{}", wrong.text());
    client.post("/account/second-factor", &[("password", PASSWORD)]).await;
    let page = client.get("/account/second-factor/code").await.text();
    assert!(page.contains("<svg") && !page.contains("<img") && !page.contains("otpauth:"), "{page}");
    let wrong = client.post("/account/second-factor/code", &[("code", "000000")]).await;
    assert!(wrong.at(".govuk-error-summary").contains("six digits"), "{}", wrong.text());
    assert!(client.get("/account").await.text().contains("None yet"));
    set_up(&house, &client).await;
    assert!(client.get("/account").await.text().contains("A code from your telephone"));
    let again = client.get("/account/second-factor/code").await;
    assert_eq!(again.location.as_deref(), Some("/account/second-factor"), "the secret is not shown again");
}

#[tokio::test]
async fn after_the_password_comes_a_page_for_the_code_that_carries_on_to_where_they_wanted() {
    let house = TestHouse::build().await;
    let client = with_password(&house, Role::Coordinator, "noor").await;
    let telephone = set_up(&house, &client).await;
    let them = anybody(&house);
    let page = them.post_raw("/sign-in", body(&[("name", "noor"), ("password", PASSWORD), ("then", "/cases")])).await;
    assert_eq!((page.status, page.heading()), (StatusCode::OK, "Enter your code".to_owned()));
    let half = hidden(&page, "half");
    let wrong = them.post_raw("/sign-in/code", body(&[("half", &half), ("code", "000000"), ("then", "/cases")])).await;
    assert!(wrong.location.is_none() && wrong.at(".govuk-error-summary").contains("wrong"), "{}", wrong.text());
    let code = telephone.shows(house.house.now());
    let right = body(&[("half", &half), ("code", &code), ("then", &hidden(&wrong, "then"))]);
    let entered = them.post_raw("/sign-in/code", right.clone()).await;
    assert_eq!(entered.location.as_deref(), Some("/cases"), "{}", entered.text());
    assert!(them.post_raw("/sign-in/code", right).await.location.is_none(), "it works once");
    let invented = body(&[("half", &"A".repeat(43)), ("code", &code)]);
    assert_eq!(them.post_raw("/sign-in/code", invented).await.heading(), "Enter your code", "as for a half that ended");
}

#[tokio::test]
async fn what_needs_a_second_factor_leads_there_and_back_whether_or_not_there_is_such_a_record() {
    let house = TestHouse::build().await;
    let coordinator = signed_in(&house, Role::Coordinator).await;
    let settle = [("demand", "demanded"), ("_step", "save")];
    let sent = coordinator.post("/centre/second-factor", &settle).await;
    assert_eq!(sent.location.as_deref(), Some("/step-up?then=/centre/second-factor"), "{}", sent.text());
    let page = coordinator.get("/step-up?then=/centre/second-factor").await;
    assert!(page.text().contains("This is a demo"), "{}", page.text());
    let back = coordinator.post("/step-up", &[("then", "/centre/second-factor")]).await;
    assert_eq!(back.location.as_deref(), Some("/centre/second-factor"));
    let kept = coordinator.get("/centre/second-factor").await;
    assert!(kept.text().contains("This is the draft you kept"), "{}", kept.text());
    let saved = coordinator.post("/centre/second-factor", &settle).await;
    assert_eq!(saved.location.as_deref(), Some("/centre"), "{}", saved.text());
    assert!(coordinator.get("/centre").await.text().contains("Demanded for protected facts"));
    let administrator = signed_in(&house, Role::Administrator).await;
    let unknown = domain::ids::WorkerId::fresh(&mut house.house.ids());
    for worker in [house.worker(Role::Volunteer), unknown] {
        let sent = administrator.post(&format!("/workforce/{worker}/join"), &[]).await;
        assert_eq!(sent.location, Some(format!("/step-up?then=/workforce/{worker}")), "{}", sent.text());
    }
}

#[tokio::test]
async fn the_way_back_from_a_second_factor_stays_with_us() {
    let house = TestHouse::build().await;
    let coordinator = signed_in(&house, Role::Coordinator).await;
    for then in ["//evil.example", "https://evil.example", "/\\evil.example"] {
        let back = coordinator.post("/step-up", &[("then", then)]).await;
        assert_eq!(back.location.as_deref(), Some("/today"), "{then}");
    }
}

#[tokio::test]
async fn two_officers_let_somebody_back_in_on_their_page() {
    let house = TestHouse::build().await;
    let lost = with_password(&house, Role::Volunteer, "oluwaseun").await;
    set_up(&house, &lost).await;
    let page = format!("/workforce/{}", house.worker(Role::Volunteer));
    let (ask, agree) = (format!("{page}/recover/ask"), format!("{page}/recover/agree"));
    let coordinator = signed_in(&house, Role::Coordinator).await;
    let trustee = signed_in(&house, Role::Trustee).await;
    let sent = coordinator.post(&ask, &[]).await;
    assert_eq!(sent.location, Some(format!("/step-up?then={page}")));
    for officer in [&coordinator, &trustee] {
        officer.post("/step-up", &[("then", page.as_str())]).await;
    }
    assert_eq!(coordinator.post(&ask, &[]).await.location.as_deref(), Some(page.as_str()));
    assert!(coordinator.get(&page).await.text().contains("Another officer has to agree"));
    assert_eq!(coordinator.post(&agree, &[]).await.status, StatusCode::CONFLICT, "not the same person twice");
    assert!(trustee.get(&page).await.text().contains("asked for them to be let back in. Agree only"));
    let made = trustee.post(&agree, &[]).await.text();
    let from = made.find("/recover/").unwrap_or_else(|| panic!("{made}"));
    let link = made[from..].split('<').next().unwrap().to_owned();
    let them = anybody(&house);
    assert_eq!(them.get(&link).await.heading(), them.get("/recover/another").await.heading());
    let saved = them.post_raw(&link, body(&[("password", "four loud herons")])).await;
    assert_eq!(saved.location.as_deref(), Some("/sign-in?then=/account/second-factor"), "{}", saved.text());
    let again = them.post_raw(&link, body(&[("password", "four loud herons")])).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND, "it works once");
    assert_eq!(lost.get("/account").await.status, StatusCode::SEE_OTHER, "signed out");
}

#[tokio::test]
async fn somebody_changes_their_password_and_ends_another_sign_in_on_their_own_page() {
    let house = TestHouse::build().await;
    let here = with_password(&house, Role::Coordinator, "noor").await;
    let there = signed_in(&house, Role::Coordinator).await;
    let page = here.get("/account").await.text();
    let other = page.split("/account/sign-ins/").nth(2).unwrap().split('/').next().unwrap();
    here.post(&format!("/account/sign-ins/{other}/end"), &[]).await;
    assert_eq!(there.get("/account").await.status, StatusCode::SEE_OTHER);
    let short = here.post("/account/password", &[("password", PASSWORD), ("new_password", "short")]).await;
    assert!(short.at(".govuk-error-summary").contains("at least 12 characters"), "{}", short.text());
    let both = [("password", PASSWORD), ("new_password", "four loud herons")];
    assert_eq!(here.post("/account/password", &both).await.location.as_deref(), Some("/account"));
    assert_eq!(here.get("/account").await.status, StatusCode::OK, "still signed in here");
}
