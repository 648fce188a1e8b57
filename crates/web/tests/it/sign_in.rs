use crate::client::{anybody, router, signed_in};
use axum::http::StatusCode;
use domain::words::Role;
use testkit::TestHouse;

#[tokio::test]
async fn whoever_is_not_signed_in_is_asked_to_and_comes_back_to_where_they_wanted() {
    let house = TestHouse::build().await;
    let page = anybody(&house).get("/cases").await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert_eq!(page.location.unwrap(), "/sign-in?then=/cases");
}

#[tokio::test]
async fn a_link_in_the_sign_in_address_cannot_lead_to_another_site() {
    let house = TestHouse::build().await;
    for then in ["//evil.example", "https://evil.example", "/\\evil.example"] {
        let body = form_urlencoded::Serializer::new(String::new())
            .append_pair("centre", &house.centre.to_string())
            .append_pair("worker", &house.worker(Role::Coordinator).to_string())
            .append_pair("then", then)
            .finish();
        let page = anybody(&house).post_raw("/sign-in/demo", body).await;
        assert_eq!(page.location.unwrap(), "/today", "{then}");
    }
}

#[tokio::test]
async fn a_form_without_the_token_of_its_sign_in_is_not_taken() {
    let house = TestHouse::build().await;
    let client = signed_in(&house, Role::Coordinator).await;
    let page = client.post_raw("/sign-out", "form_token=another".to_owned()).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert_eq!(client.get("/sign-out").await.status, StatusCode::OK, "still signed in");
}

#[tokio::test]
async fn signing_out_everywhere_ends_the_other_sign_ins_of_this_worker_and_of_nobody_else() {
    let house = TestHouse::build().await;
    let here = signed_in(&house, Role::Coordinator).await;
    let there = signed_in(&house, Role::Coordinator).await;
    let other = signed_in(&house, Role::Trustee).await;
    here.post("/sign-out/everywhere", &[]).await;
    assert_eq!(there.get("/sign-out").await.status, StatusCode::SEE_OTHER);
    assert_eq!(other.get("/sign-out").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_sign_in_ends_after_fifteen_minutes_without_a_page() {
    let house = TestHouse::build().await;
    let client = signed_in(&house, Role::Coordinator).await;
    house.clock.set("2026-11-23T09:14:00Z".parse().unwrap());
    assert_eq!(client.get("/sign-out").await.status, StatusCode::OK);
    house.clock.set("2026-11-23T09:29:30Z".parse().unwrap());
    assert_eq!(client.get("/sign-out").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_page_that_does_not_exist_and_one_that_is_refused_look_the_same() {
    let house = TestHouse::build().await;
    let client = signed_in(&house, Role::Administrator).await;
    let missing = client.get("/no/such/page").await;
    let refused = client.get("/cases/00000000-0000-4000-8000-000000000000").await;
    assert_eq!((missing.status, missing.bytes), (refused.status, refused.bytes));
}

/// The path of a route with an id wherever it takes a value.
fn filled(path: &str) -> String {
    let id = "018f3c1e-0000-7000-8000-000000000001";
    let words: Vec<_> = path.split('/').map(|word| if word.starts_with('{') { id } else { word }).collect();
    words.join("/")
}

#[tokio::test]
async fn every_route_that_is_not_for_anybody_asks_for_a_sign_in() {
    let house = TestHouse::build().await;
    let client = anybody(&house);
    for route in web::routes::table().into_iter().filter(|r| r.who == web::routes::For::SignedIn) {
        let path = filled(route.path);
        let page = match route.method {
            "GET" => client.get(&path).await,
            _ => client.post(&path, &[("answer", "1")]).await,
        };
        let sent = page.location.as_deref().is_some_and(|to| to.starts_with("/sign-in"));
        // What somebody typed waits with the sign-in that a form asks for, so that one is a page and no redirect.
        let asked = sent || page.status == StatusCode::UNAUTHORIZED || page.text().contains("<title>Sign in");
        assert!(asked, "{} {}: {} {}", route.method, route.path, page.status, page.text());
    }
}

#[tokio::test]
async fn every_reply_carries_the_strict_policy_and_is_not_kept() {
    use tower::ServiceExt;
    let house = TestHouse::build().await;
    for path in ["/sign-in", "/no/such/page", "/healthz"] {
        let request = axum::http::Request::get(path).body(axum::body::Body::empty()).unwrap();
        let response = router(&house).oneshot(request).await.unwrap();
        let header = |name: &str| response.headers().get(name).map(|v| v.to_str().unwrap().to_owned());
        assert!(header("content-security-policy").unwrap().starts_with("default-src 'none'"), "{path}");
        assert_eq!(header("cache-control").as_deref(), Some("no-store"), "{path}");
        assert_eq!(header("referrer-policy").as_deref(), Some("no-referrer"), "{path}");
    }
}

#[tokio::test]
async fn a_demo_says_so_on_pages_that_refuse_too() {
    says(TestHouse::build().await, true).await;
}

#[tokio::test]
async fn a_house_that_is_no_demo_says_nothing_of_one() {
    testkit::houses_on_both_engines(async |house| says(house, false).await).await;
}

async fn says(house: TestHouse, demo: bool) {
    let client = signed_in(&house, Role::Coordinator).await;
    assert_eq!(client.get("/today").await.text().contains("DEMO"), demo);
    let absent = client.get("/no-such-page").await;
    assert_eq!((absent.status, absent.text().contains("DEMO")), (StatusCode::NOT_FOUND, demo));
    let not_ours = client.post_raw("/sign-out", "form_token=another".to_owned()).await;
    assert_eq!((not_ours.status, not_ours.text().contains("DEMO")), (StatusCode::FORBIDDEN, demo));
}
