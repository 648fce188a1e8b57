use super::asked::Path;
use super::problem::Problem;
use super::reader::Bearer;
use crate::guard::LARGEST_BODY;
use crate::state::Web;
use app::{Done, IfMatch, Order, Repeat};
use axum::Json;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::IF_MATCH;
use domain::command::Command;
use domain::ids::ReportId;
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

/// The route that idempotency keys of commands belong to.
const ROUTE: &str = "/api/v1/commands";

/// What was done. It is sent after the commit.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Carried {
    /// The records written, a new one first: `case/{id}`, `session/{id}` and so on.
    records: Vec<String>,
}

impl From<Done> for Carried {
    fn from(done: Done) -> Self {
        Self { records: done.streams.iter().map(ToString::to_string).collect() }
    }
}

/// Carries out one command. `Idempotency-Key` makes sending it twice harmless; `If-Match` with the `ETag` of the record it
/// changes, such as `"case/{id}@{version}"`, refuses it where somebody changed the record since it was read.
#[utoipa::path(
    post, path = "/api/v1/commands", request_body(content = Object, description = "feature, do, and the command's fields"),
    params(("Idempotency-Key" = Option<String>, Header), ("If-Match" = Option<String>, Header)),
    responses((status = 200, body = Carried), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem),
        (status = 422, body = Problem))
)]
pub(super) async fn carry_out(
    State(web): State<Web>,
    Bearer(who): Bearer,
    headers: HeaderMap,
    request: Request,
) -> Result<Json<Carried>, Problem> {
    let body = to_bytes(request.into_body(), LARGEST_BODY).await;
    let body = body.map_err(|_| Problem::unreadable("The body is larger than 6 MiB."))?;
    let command = command(&body)?;
    let repeat = repeat(&headers, ROUTE, &body)?;
    let order = Order { command, if_match: if_match(&headers)?, repeat, draft: None };
    Ok(Json(web.house.carry_out(&who, order).await?.into()))
}

fn command(body: &[u8]) -> Result<Command, Problem> {
    Command::parse(body).map_err(|unreadable| Problem::unreadable(&format!("{unreadable}.")))
}

fn repeat(headers: &HeaderMap, route: &str, body: &[u8]) -> Result<Option<Repeat>, Problem> {
    let Some(key) = headers.get("idempotency-key") else {
        return Ok(None);
    };
    match key.to_str() {
        Ok(key) if (1..=128).contains(&key.len()) => {
            Ok(Some(Repeat { route: route.to_owned(), key: key.to_owned(), body: Sha256::digest(body).into() }))
        }
        _ => Err(Problem::unreadable("Idempotency-Key has 1 to 128 printable characters.")),
    }
}

fn if_match(headers: &HeaderMap) -> Result<Option<IfMatch>, Problem> {
    let Some(value) = headers.get(IF_MATCH) else {
        return Ok(None);
    };
    let read = || {
        let (stream, edition) = value.to_str().ok()?.trim_matches('"').rsplit_once('@')?;
        Some(IfMatch { stream: stream.parse().ok()?, edition: edition.parse().ok()? })
    };
    let wrong = || Problem::unreadable("If-Match names a record and its version: \"case/{id}@{version}\".");
    read().map(Some).ok_or_else(wrong)
}

/// Makes the paper for one recipient, checks it and releases it.
#[utoipa::path(
    post, path = "/api/v1/reports/{report}/release/{place}",
    params(("report" = String, Path), ("place" = u32, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 200, body = Carried), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem))
)]
pub(super) async fn release(
    State(web): State<Web>,
    Bearer(who): Bearer,
    Path((report, place)): Path<(ReportId, u32)>,
    headers: HeaderMap,
) -> Result<Json<Carried>, Problem> {
    let route = format!("/api/v1/reports/{report}/release/{place}");
    let repeat = repeat(&headers, &route, b"")?;
    Ok(Json(web.house.release_report(&who, report, place, repeat).await?.into()))
}
