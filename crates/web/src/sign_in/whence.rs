//! Where a request comes from: what the entrance found, which the pages take as it is.

use app::sign_in::Whence;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::convert::Infallible;

/// Where a request comes from. One that came by no entrance comes from within the program.
pub(crate) struct From(pub(crate) Whence);

impl<S: Send + Sync> FromRequestParts<S> for From {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.extensions.get::<Whence>().copied().unwrap_or(Whence::Within)))
    }
}
