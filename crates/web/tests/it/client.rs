//! A browser without JavaScript, for tests: it keeps a cookie, follows nothing by itself, and knows its forms' tokens.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::words::Role;
use scraper::{Html, Selector};
use std::sync::Arc;
use testkit::TestHouse;
use tower::ServiceExt;
use web::{Cookies, Web};

/// A role's browser.
pub struct Client {
    router: Router,
    cookie: String,
    token: String,
}

/// What came back.
pub struct Page {
    pub status: StatusCode,
    pub location: Option<String>,
    pub content_type: String,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

/// The pages of a house.
pub fn router(house: &TestHouse) -> Router {
    web::router(Web { house: Arc::clone(&house.house), cookies: Cookies::Loopback })
}

/// Somebody who is not signed in.
pub fn anybody(house: &TestHouse) -> Client {
    Client { router: router(house), cookie: String::new(), token: String::new() }
}

/// A device at the door, by the text of its cookie.
pub fn at_door(house: &TestHouse, cookie: &str) -> Client {
    let token = app::sign_in::Token::parse(cookie).map(|token| token.form_token()).unwrap_or_default();
    Client { router: router(house), cookie: format!("door={cookie}; sign-in={cookie}"), token }
}

/// The worker of a role, signed in.
pub async fn signed_in(house: &TestHouse, role: Role) -> Client {
    let (cookie, who) = house.sign_in(role).await;
    Client { router: router(house), cookie: format!("sign-in={cookie}"), token: who.form_token }
}

impl Client {
    pub async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Sends a form with this sign-in's token.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let mut body = form_urlencoded::Serializer::new(String::new());
        body.append_pair("form_token", &self.token).extend_pairs(fields);
        self.post_raw(path, body.finish()).await
    }

    pub async fn post_raw(&self, path: &str, body: String) -> Page {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body)).await
    }

    /// Sends a request with this client's cookie.
    pub async fn send(&self, request: axum::http::request::Builder, body: Body) -> Page {
        let request = request.header(header::COOKIE, &self.cookie).header(header::HOST, "localhost");
        let path = request.uri_ref().map(ToString::to_string).unwrap_or_default();
        let response = self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap();
        let text = |name| response.headers().get(name).map(|v| v.to_str().unwrap().to_owned());
        let page = Page {
            status: response.status(),
            location: text(header::LOCATION),
            content_type: text(header::CONTENT_TYPE).unwrap_or_default(),
            headers: response.headers().clone(),
            bytes: to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec(),
        };
        page.headings_descend_by_one(&path);
        page
    }
}

impl Page {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The text of the first element that a selector finds.
    #[track_caller]
    pub fn at(&self, selector: &str) -> String {
        let document = Html::parse_document(&self.text());
        let selector = Selector::parse(selector).unwrap();
        let found = document.select(&selector).next();
        let text = found.map(|element| element.text().collect::<Vec<_>>().join(" "));
        text.unwrap_or_else(|| panic!("no such element in {}", self.text())).trim().to_owned()
    }

    /// Whoever moves by headings must not find a level left out: looked at on every page that any test opens.
    #[track_caller]
    fn headings_descend_by_one(&self, path: &str) {
        if !self.content_type.starts_with("text/html") {
            return;
        }
        let text = self.text();
        let levels: Vec<u8> = text
            .match_indices("<h")
            .filter_map(|(at, _)| match text.as_bytes().get(at + 2..at + 4) {
                Some([level @ b'1'..=b'6', b' ' | b'>']) => Some(level - b'0'),
                _ => None,
            })
            .collect();
        let skipped = levels.windows(2).any(|pair| pair[1] > pair[0] + 1);
        assert!(!skipped, "{path}: a level of heading is left out: {levels:?}");
    }

    pub fn heading(&self) -> String {
        self.at("h1")
    }
}
