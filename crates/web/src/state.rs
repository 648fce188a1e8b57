use app::House;
use axum::http::HeaderMap;
use axum::http::header::HOST;
use std::sync::Arc;

/// How the sign-in cookie travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookies {
    /// Over TLS, here or at a trusted proxy: the `__Host-` name and `Secure`.
    Secure,
    /// Over plain HTTP, which is served on the loopback address alone.
    Loopback,
}

impl Cookies {
    /// The cookie's name.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Secure => "__Host-sign-in",
            Self::Loopback => "sign-in",
        }
    }

    /// The name of the cookie of a device at the door.
    pub(crate) const fn door_name(self) -> &'static str {
        match self {
            Self::Secure => "__Host-door",
            Self::Loopback => "door",
        }
    }

    pub(crate) const fn attributes(self) -> &'static str {
        match self {
            Self::Secure => "; Path=/; HttpOnly; SameSite=Strict; Secure",
            Self::Loopback => "; Path=/; HttpOnly; SameSite=Strict",
        }
    }
}

/// What every handler is given.
#[derive(Clone)]
pub struct Web {
    /// The program behind the pages.
    pub house: Arc<House>,
    /// How the sign-in cookie travels.
    pub cookies: Cookies,
}

/// A path of ours as an address that can be handed to somebody, on the host this page was asked for.
pub(crate) fn address_of(web: &Web, headers: &HeaderMap, path: &str) -> String {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let scheme = match web.cookies {
        Cookies::Secure => "https",
        Cookies::Loopback => "http",
    };
    format!("{scheme}://{host}{path}")
}
