//! Problem details (RFC 9457). They say what, where and what to do next, and nothing that the reader may not know.

use app::Failure;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_TYPE, WWW_AUTHENTICATE};
use axum::response::{IntoResponse, Response};
use domain::decision::{FieldProblem, Refusal};
use domain::rules::Finding;
use serde::Serialize;
use utoipa::ToSchema;

/// A problem.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Problem {
    /// What kind, as a relative address that names it for good.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The kind in words.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What went wrong here, and what to do next.
    #[schema(value_type = String)]
    detail: Box<str>,
    /// Fields that need another look.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Object>)]
    fields: Vec<FieldProblem>,
    /// Safety rules that stop it, with reason, source, what clears each and the key an override names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Object>)]
    findings: Vec<KeyedFinding>,
    /// The version the record has now, where it was changed meanwhile.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<u64>,
}

#[derive(Debug, Serialize)]
struct KeyedFinding {
    key: String,
    #[serde(flatten)]
    finding: Finding,
}

impl Problem {
    pub(super) fn new(status: StatusCode, kind: &'static str, title: &'static str, detail: &str) -> Self {
        Self {
            kind,
            title,
            status: status.as_u16(),
            detail: detail.into(),
            fields: Vec::new(),
            findings: Vec::new(),
            version: None,
        }
    }

    /// The request is not as the document of the interface says.
    pub(super) fn unreadable(detail: &str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "/problems/unreadable", "The request cannot be read", detail)
    }

    /// Somebody else was faster; the record is at this version now.
    fn changed(now_at: u64) -> Self {
        let (title, detail) = ("Somebody changed the record", "Read it again and decide anew.");
        Self { version: Some(now_at), ..Self::new(StatusCode::PRECONDITION_FAILED, "/problems/changed", title, detail) }
    }

    /// Nobody is signed in.
    pub(super) fn sign_in_first() -> Self {
        let detail = "Send the token of a sign-in as Authorization: Bearer.";
        Self::new(StatusCode::UNAUTHORIZED, "/problems/sign-in", "Nobody is signed in", detail)
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::NotOpen => Self::new(
                StatusCode::NOT_FOUND,
                "/problems/not-open",
                "Not open to you, or not here",
                "There is nothing here for you.",
            ),
            Failure::SecondFactorFirst => Self::new(
                StatusCode::FORBIDDEN,
                "/problems/second-factor",
                "This needs a second factor",
                "Sign in again and send the code with the name and password.",
            ),
            Failure::Refused(refusal) => Self::from(refusal),
            Failure::Changed { now_at, .. } => Self::changed(now_at),
            Failure::OtherBody => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                "/problems/other-body",
                "The idempotency key was used with another body",
                "Use a fresh key for another command.",
            ),
            Failure::Full => Self::new(
                StatusCode::INSUFFICIENT_STORAGE,
                "/problems/full",
                "There is no room left",
                "Nothing was saved; reading still works.",
            ),
            Failure::Unconfirmed => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "/problems/unconfirmed",
                "Not known whether it was saved",
                "Send the same request with the same idempotency key again.",
            ),
            Failure::Fault(error) => {
                tracing::error!(error = %error, "a request failed");
                Self::new(
                    StatusCode::INTERNAL_SERVER_ERROR,
                    "/problems/fault",
                    "The program could not do this",
                    "Nothing was saved. Try again.",
                )
            }
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let status = StatusCode::CONFLICT;
        match refusal {
            Refusal::Rules(findings) => {
                let detail = "Each finding says what would clear it and who can act.";
                let keyed = |finding: Finding| KeyedFinding { key: finding.key().as_str().to_owned(), finding };
                Self {
                    findings: findings.into_iter().map(keyed).collect(),
                    ..Self::new(status, "/problems/rules", "A safety rule stops this", detail)
                }
            }
            Refusal::Fields(fields) => Self {
                fields,
                ..Self::new(
                    StatusCode::UNPROCESSABLE_ENTITY,
                    "/problems/fields",
                    "Something needs another look",
                    "Correct the fields named and send it again.",
                )
            },
            Refusal::NotNow { because, next } => {
                let detail = format!("{} {next}", crate::answer::capital(&because));
                Self::new(status, "/problems/not-now", "This cannot be done now", &detail)
            }
        }
    }
}

impl From<access::OtherRecord> for Problem {
    fn from(error: access::OtherRecord) -> Self {
        Failure::from(error).into()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_string(&self).unwrap_or_default();
        let mut response = (status, [(CONTENT_TYPE, "application/problem+json")], body).into_response();
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(WWW_AUTHENTICATE, axum::http::HeaderValue::from_static("Bearer"));
        }
        response
    }
}
