//! What every request must show before a page sees it: the proxy's word that it came over TLS, or that it was meant for
//! this computer. The connection's peer was already checked when it was taken.

use super::listening::Entrance;
use app::sign_in::Whence;
use axum::Router;
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, HOST, STRICT_TRANSPORT_SECURITY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse as _, Response};
use std::net::IpAddr;

/// A year; the name stays with this program that long.
const HSTS: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// Puts the checks of an entrance around the pages.
pub fn guard(router: Router, entrance: &Entrance) -> Router {
    match entrance {
        Entrance::Loopback => router.layer(middleware::from_fn(meant_for_this_computer)),
        Entrance::Proxy(_) => router.layer(middleware::from_fn(came_over_tls)),
        Entrance::Tls(_) => router.layer(middleware::from_fn(stays_on_tls)),
    }
}

/// A page of another site can give its own name this computer's address and then read what is served here; its name in
/// `Host` gives it away.
async fn meant_for_this_computer(request: Request, next: Next) -> Response {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    if names_this_computer(host) {
        next.run(request).await
    } else {
        text(StatusCode::MISDIRECTED_REQUEST, "This address is for 127.0.0.1 and localhost alone.\n")
    }
}

async fn came_over_tls(mut request: Request, next: Next) -> Response {
    // Everybody comes by the proxy's address. Whom it does not name is not counted together with everybody else.
    let whence = forwarded_for(request.headers()).map_or(Whence::Within, Whence::Address);
    request.extensions_mut().insert(whence);
    // Whoever watches over the program asks without the proxy's header; the answer tells nothing about anybody.
    let watched = matches!(request.uri().path(), "/healthz" | "/readyz");
    if watched || forwarded_over_tls(request.headers()) {
        return stays_on_tls(request, next).await;
    }
    text(StatusCode::FORBIDDEN, "This is served over https alone: the proxy must set X-Forwarded-Proto: https.\n")
}

async fn stays_on_tls(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(STRICT_TRANSPORT_SECURITY, HSTS);
    response
}

fn forwarded_over_tls(headers: &HeaderMap) -> bool {
    let mut values = headers.get_all("x-forwarded-proto").iter();
    values.next().is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"https")) && values.next().is_none()
}

/// The address that the proxy itself saw: the last one it names. What stands before it, anybody can write.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
    last.rsplit(',').next()?.trim().parse().ok()
}

fn names_this_computer(host: &str) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => name,
        _ => host,
    };
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost") || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn text(status: StatusCode, words: &'static str) -> Response {
    (status, [(CONTENT_TYPE, "text/plain; charset=utf-8")], words).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_computer_are_its_own() {
        for own in ["127.0.0.1:8080", "localhost", "LOCALHOST:1", "[::1]:8080", "127.0.0.1"] {
            assert!(names_this_computer(own), "{own}");
        }
        for other in ["", "attacker.example", "localhost.attacker.example:8080", "192.0.2.1:8080", "[2001:db8::1]"] {
            assert!(!names_this_computer(other), "{other}");
        }
    }

    #[test]
    fn the_address_is_the_one_the_proxy_saw_and_none_that_the_reader_wrote() {
        let from = |values: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append("x-forwarded-for", HeaderValue::from_static(value));
            }
            forwarded_for(&headers).map(|address| address.to_string())
        };
        assert_eq!(from(&["192.0.2.1"]).as_deref(), Some("192.0.2.1"));
        assert_eq!(from(&["203.0.113.9, 192.0.2.1"]).as_deref(), Some("192.0.2.1"));
        assert_eq!(from(&["203.0.113.9", "2001:db8::1"]).as_deref(), Some("2001:db8::1"));
        assert_eq!(from(&[]), None);
        assert_eq!(from(&["somebody"]), None);
    }

    #[test]
    fn the_proxy_says_https_once() {
        let said = |values: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for value in values {
                headers.append("x-forwarded-proto", HeaderValue::from_static(value));
            }
            forwarded_over_tls(&headers)
        };
        assert!(said(&["https"]) && said(&["HTTPS"]));
        assert!(!said(&[]) && !said(&["http"]) && !said(&["https", "http"]) && !said(&["https,http"]));
    }
}
