//! What an address asks for. One that cannot be read is a problem like any other.

use super::problem::Problem;
use axum::extract::FromRequestParts;
use axum::extract::rejection::{PathRejection, QueryRejection};

/// The values in the path.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(Problem))]
pub(super) struct Path<T>(pub(super) T);

/// The values behind the question mark.
#[derive(FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(Problem))]
pub(super) struct Query<T>(pub(super) T);

impl From<PathRejection> for Problem {
    fn from(_: PathRejection) -> Self {
        Self::unreadable("A value in the address is not of the shape that /api/openapi.json gives for it.")
    }
}

impl From<QueryRejection> for Problem {
    fn from(_: QueryRejection) -> Self {
        Self::unreadable("A value behind the question mark is not of the shape that /api/openapi.json gives for it.")
    }
}
