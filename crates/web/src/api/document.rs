use super::{commands, problem, queries, reader, views};
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{OpenApi as Described, RefOr};
use utoipa::{Modify, OpenApi};

/// The interface described for programs.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Contact safeguard",
        description = "The commands and queries of the pages, as JSON. What a page refuses, this refuses."
    ),
    security(("token" = [])),
    modifiers(&Finish),
    paths(        reader::sign_in,
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

/// What stands at no single operation: the token, and that a problem is sent as problem details.
struct Finish;

impl Modify for Finish {
    fn modify(&self, document: &mut Described) {
        let token = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        document.components.get_or_insert_default().add_security_scheme("token", token);
        let operations = document.paths.paths.values_mut().flat_map(|item| [&mut item.get, &mut item.post]);
        for (status, response) in operations.flatten().flat_map(|operation| &mut operation.responses.responses) {
            if let RefOr::T(response) = response
                && status.starts_with(['4', '5'])
                && let Some(content) = response.content.shift_remove("application/json")
            {
                response.content.insert("application/problem+json".to_owned(), content);
            }
        }
    }
}

pub(super) async fn document() -> Response {
    match Document::openapi().to_json() {
        Ok(json) => ([(CONTENT_TYPE, "application/json")], json).into_response(),
        Err(_) => axum::http::StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
