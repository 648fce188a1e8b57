use super::asked::{Path, Query};
use super::problem::Problem;
use super::reader::Bearer;
use super::views::{CaseView, CasesView, DayView, ReportView, ReportsView};
use crate::state::Web;
use app::cases::CaseQuery;
use app::report::ReportQuery;
use axum::Json;
use axum::extract::State;
use axum::http::header::ETAG;
use axum::response::{IntoResponse, Response};
use domain::ids::{CaseId, ReportId};
use jiff::civil::Date;
use serde::Deserialize;

/// Which page of a list.
#[derive(Deserialize)]
pub(super) struct PageNumber {
    /// From 1.
    #[serde(default)]
    page: u32,
}

/// The safety rules.
#[utoipa::path(get, path = "/api/v1/rules", responses((status = 200, body = Object), (status = 401, body = Problem)))]
pub(super) async fn rules(Bearer(_): Bearer) -> Json<Vec<domain::rules::RuleListing>> {
    Json(domain::rules::listing())
}

/// The cases in the reader's scope.
#[utoipa::path(
    get, path = "/api/v1/cases", params(("page" = Option<u32>, Query)),
    responses((status = 200, body = CasesView), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 404, body = Problem))
)]
pub(super) async fn cases(
    State(web): State<Web>,
    Bearer(who): Bearer,
    Query(number): Query<PageNumber>,
) -> Result<Json<CasesView>, Problem> {
    let query = CaseQuery { page: number.page.max(1), ..CaseQuery::default() };
    let list = web.house.cases(&who, &query).await?;
    Ok(Json(CasesView::open(&list)?))
}

/// One case as its overview page shows it. `ETag` is what `If-Match` of a command takes.
#[utoipa::path(
    get, path = "/api/v1/cases/{case}", params(("case" = String, Path)),
    responses((status = 200, body = CaseView), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 404, body = Problem))
)]
pub(super) async fn case(
    State(web): State<Web>,
    Bearer(who): Bearer,
    Path(case): Path<CaseId>,
) -> Result<Response, Problem> {
    let overview = web.house.case_overview(&who, case).await?;
    let tag = format!("\"case/{case}@{}\"", overview.head.edition);
    Ok(([(ETAG, tag)], Json(CaseView::open(&overview)?)).into_response())
}

/// The sessions of a day.
#[utoipa::path(
    get, path = "/api/v1/days/{date}", params(("date" = String, Path)),
    responses((status = 200, body = DayView), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 404, body = Problem))
)]
pub(super) async fn day(
    State(web): State<Web>,
    Bearer(who): Bearer,
    Path(date): Path<Date>,
) -> Result<Json<DayView>, Problem> {
    let page = web.house.day_page(&who, date).await?;
    Ok(Json(DayView::open(&page)?))
}

/// The session reports in the reader's scope.
#[utoipa::path(
    get, path = "/api/v1/reports", params(("page" = Option<u32>, Query)),
    responses((status = 200, body = ReportsView), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 404, body = Problem))
)]
pub(super) async fn reports(
    State(web): State<Web>,
    Bearer(who): Bearer,
    Query(number): Query<PageNumber>,
) -> Result<Json<ReportsView>, Problem> {
    let list = web.house.reports(&who, ReportQuery { stage: None, page: number.page.max(1) }).await?;
    Ok(Json(ReportsView::from(&list)))
}

/// One session report.
#[utoipa::path(
    get, path = "/api/v1/reports/{report}", params(("report" = String, Path)),
    responses((status = 200, body = ReportView), (status = 400, body = Problem), (status = 401, body = Problem),
        (status = 404, body = Problem))
)]
pub(super) async fn report(
    State(web): State<Web>,
    Bearer(who): Bearer,
    Path(report): Path<ReportId>,
) -> Result<Response, Problem> {
    let page = web.house.report_page(&who, report).await?;
    let tag = format!("\"session/{}@{}\"", page.session, page.edition);
    Ok(([(ETAG, tag)], Json(ReportView::open(&page)?)).into_response())
}
