//! What whoever keeps the program running may ask.

use crate::client::router;
use app::sign_in::Whence;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use testkit::TestHouse;
use tower::ServiceExt;

#[tokio::test]
async fn how_many_were_refused_is_told_to_this_computer_alone() {
    let house = TestHouse::build().await;
    let here = [Whence::Within, Whence::Address("127.0.0.1".parse().unwrap()), Whence::Address("::1".parse().unwrap())];
    let elsewhere = ["192.168.1.20", "203.0.113.9", "2001:db8::7"].map(|text| Whence::Address(text.parse().unwrap()));
    for (whence, status) in
        here.map(|w| (w, StatusCode::OK)).into_iter().chain(elsewhere.map(|w| (w, StatusCode::NOT_FOUND)))
    {
        let request = Request::get("/metrics").extension(whence).body(Body::empty()).unwrap();
        assert_eq!(router(&house).oneshot(request).await.unwrap().status(), status, "{whence:?}");
    }
}
