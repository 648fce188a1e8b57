//! The JSON interface, seen by a program that keeps a token and no cookie.

mod document;
mod problems;
mod same_as_pages;
mod sending;
mod sign_in;

use crate::client::router;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::request::Builder;
use axum::http::{HeaderMap, Request, StatusCode, header};
use domain::words::Role;
use serde_json::Value;
use testkit::TestHouse;
use tower::ServiceExt;

/// A program that uses the interface. Whatever it is answered, the document has to tell of.
pub struct Program {
    router: Router,
    token: Option<String>,
    document: Value,
}

/// What came back.
pub struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

/// A program without a token.
pub async fn nobody(house: &TestHouse) -> Program {
    let router = router(house);
    let asked = Request::get("/api/openapi.json").body(Body::empty()).unwrap();
    let told = router.clone().oneshot(asked).await.unwrap();
    let document = serde_json::from_slice(&to_bytes(told.into_body(), usize::MAX).await.unwrap()).unwrap();
    Program { router, token: None, document }
}

/// A program with the token of a role's sign-in.
pub async fn program(house: &TestHouse, role: Role) -> Program {
    let (token, _) = house.sign_in(role).await;
    Program { token: Some(token), ..nobody(house).await }
}

impl Program {
    pub async fn get(&self, path: &str) -> Reply {
        self.send(Request::get(path), Vec::new()).await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Reply {
        self.send(Request::post(path), body.to_string().into_bytes()).await
    }

    /// Gives a command.
    pub async fn command(&self, command: &Value) -> Reply {
        self.post("/api/v1/commands", command).await
    }

    /// Gives a command with a header.
    pub async fn command_with(&self, header: (&str, &str), command: &Value) -> Reply {
        let request = Request::post("/api/v1/commands").header(header.0, header.1);
        self.send(request, command.to_string().into_bytes()).await
    }

    pub async fn send(&self, mut request: Builder, body: Vec<u8>) -> Reply {
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.body(Body::from(body)).unwrap();
        let (method, path) = (request.method().as_str().to_lowercase(), request.uri().path().to_owned());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap().to_vec();
        let reply = Reply { status: parts.status, headers: parts.headers, bytes };
        self.is_told_of(&method, &path, &reply);
        reply
    }

    /// The document names the status of every answer, and what kind of body it has.
    fn is_told_of(&self, method: &str, path: &str, reply: &Reply) {
        let paths = self.document["paths"].as_object().unwrap();
        let Some((_, item)) = paths.iter().find(|(template, _)| fits(template, path)) else { return };
        let told = &item[method]["responses"][reply.status.as_str()];
        assert!(told.is_object(), "{method} {path}: {} {}", reply.status, reply.text());
        let kind = reply.header("content-type").unwrap_or_default();
        assert!(kind.is_empty() || told["content"][&kind].is_object(), "{method} {path}: {kind} in {told}");
    }
}

fn fits(template: &str, path: &str) -> bool {
    let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    let same = |(one, other): (&&str, &&str)| one.starts_with('{') || one == other;
    template.len() == path.len() && template.iter().zip(&path).all(same)
}

impl Reply {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name).map(|value| value.to_str().unwrap().to_owned())
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// The JSON of an answer that did as asked.
    #[track_caller]
    pub fn done(&self) -> Value {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text());
        self.json()
    }

    /// A problem of this status and kind, as RFC 9457 wants it.
    #[track_caller]
    pub fn problem(&self, status: StatusCode, kind: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type").as_deref(), Some("application/problem+json"));
        let problem = self.json();
        assert_eq!(problem["type"], format!("/problems/{kind}"));
        assert_eq!(problem["status"], status.as_u16());
        for text in ["title", "detail"] {
            assert!(problem[text].as_str().is_some_and(|text| !text.is_empty()), "{text} of {problem}");
        }
        problem
    }
}
