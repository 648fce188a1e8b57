use super::{commands, problem, queries, reader, views};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use utoipa::OpenApi;

/// The interface described for programs.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Contact safeguard",
        description = "The commands and queries of the pages, as JSON. What a page refuses, this refuses."
    ),
    paths(
        reader::sign_in,
        reader::sign_out,
        commands::carry_out,
        commands::release,
        queries::rules,
        queries::cases,
        queries::case,
        queries::day,
        queries::reports,
        queries::report
    ),
    components(schemas(
        problem::Problem,
        reader::Credentials,
        reader::Entered,
        commands::Carried,
        views::CasesView,
        views::CaseView,
        views::DayView,
        views::ReportsView,
        views::ReportView
    ))
)]
struct Document;

pub(super) async fn document() -> Response {
    match Document::openapi().to_json() {
        Ok(json) => ([(CONTENT_TYPE, "application/json")], json).into_response(),
        Err(_) => axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
