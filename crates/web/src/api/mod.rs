//! The JSON interface: the same commands and queries through the same app layer and the same access. A client signs in, gets
//! a token and sends it as `Authorization: Bearer`; cookies are not taken here, so no other site can make a browser send one.

mod asked;
mod commands;
mod document;
mod problem;
mod queries;
mod reader;
mod views;

use crate::routes::Routes;

/// The routes of `api`.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .api_open("/api/openapi.json", "GET", axum::routing::get(document::document))
        .api_open("/api/v1/sign-in", "POST", axum::routing::post(reader::sign_in))
        .api("/api/v1/sign-out", "POST", axum::routing::post(reader::sign_out))
        .api("/api/v1/commands", "POST", axum::routing::post(commands::carry_out))
        .api("/api/v1/reports/{report}/release/{place}", "POST", axum::routing::post(commands::release))
        .api("/api/v1/rules", "GET", axum::routing::get(queries::rules))
        .api("/api/v1/cases", "GET", axum::routing::get(queries::cases))
        .api("/api/v1/cases/{case}", "GET", axum::routing::get(queries::case))
        .api("/api/v1/days/{date}", "GET", axum::routing::get(queries::day))
        .api("/api/v1/reports", "GET", axum::routing::get(queries::reports))
        .api("/api/v1/reports/{report}", "GET", axum::routing::get(queries::report))
}
