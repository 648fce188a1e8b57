//! What stands around every page: headers that keep a browser from keeping, framing or sending anything, and limits.

use crate::health::Counts;
use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Sleep, sleep};

/// Nothing but this program's own style, scripts and images; forms go nowhere else; nobody frames us.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
                      connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The largest body taken, in bytes: a court application may have 5 MiB, and a form around it.
pub(crate) const LARGEST_BODY: usize = 6 * 1024 * 1024;

/// How long a whole body may take to arrive: the largest over a slow telephone line.
const BODY_WITHIN: Duration = Duration::from_mins(2);

/// A body that breaks off where the whole of it does not arrive in time: whoever trickles it holds nothing for long.
struct Timed {
    body: Body,
    ends: Pin<Box<Sleep>>,
}

impl HttpBody for Timed {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        if self.ends.as_mut().poll(context).is_ready() {
            return Poll::Ready(Some(Err(axum::Error::new(Elapsed))));
        }
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A body did not arrive in time.
#[derive(Debug, thiserror::Error)]
#[error("the body did not arrive in time")]
struct Elapsed;

fn within(body: Body, time: Duration) -> Body {
    Body::new(Timed { body, ends: Box::pin(sleep(time)) })
}

/// Cuts bodies that trickle.
pub(crate) async fn in_time(request: Request, next: Next) -> Response {
    next.run(request.map(|body| within(body, BODY_WITHIN))).await
}

/// The size of a refusal is a whole number of these, so that it tells no more than the page does.
const SIZE_CLASS: usize = 1024;

/// Fills refusals up with blanks, which neither a page nor an object of the JSON interface minds at its end.
pub(crate) async fn padded(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let fills = ["text/html", "application/problem+json"].iter().any(|known| kind.starts_with(known));
    if !fills || !response.status().is_client_error() {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    match to_bytes(body, LARGEST_BODY).await {
        Ok(bytes) => {
            let mut bytes = Vec::from(bytes);
            bytes.resize(bytes.len().next_multiple_of(SIZE_CLASS), b' ');
            parts.headers.remove(CONTENT_LENGTH);
            Response::from_parts(parts, Body::from(bytes))
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

pub(crate) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_SECURITY_POLICY, POLICY),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (X_FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

pub(crate) async fn count(State(counts): State<Arc<Counts>>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    let counter = if status.is_server_error() {
        &counts.failed
    } else if status.is_client_error() {
        &counts.refused
    } else {
        &counts.done
    };
    counter.fetch_add(1, Ordering::Relaxed);
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A body of which nothing ever comes.
    struct Never;

    impl HttpBody for Never {
        type Data = Bytes;
        type Error = axum::Error;

        fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
            Poll::Pending
        }
    }

    #[tokio::test]
    async fn a_body_that_never_ends_breaks_off_and_one_that_is_there_arrives_whole() {
        assert!(to_bytes(within(Body::new(Never), Duration::from_millis(20)), 1024).await.is_err());
        let whole = to_bytes(within(Body::from("reason=So"), Duration::from_mins(1)), 1024).await.unwrap();
        assert_eq!(&whole[..], b"reason=So");
    }
}
