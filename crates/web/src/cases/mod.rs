//! Cases: the list, the page of one case, its timeline, and protected facts opened for a purpose.

mod findings;
mod list;
mod overview;
mod protected;
mod refuge;
pub(crate) mod shell;
mod steps;
mod timeline;
mod who_looked;
pub(crate) mod words;

pub(crate) use findings::{Asking, findings_html, rules};
pub(crate) use overview::levels;

use crate::answer::Answer;
use crate::asked::{Path, Query};
use crate::page::Page;
use crate::reader::Reader;
use crate::routes::Routes;
use crate::state::Web;
use app::cases::TimelineOf;
use axum::extract::State;
use domain::ids::CaseId;
use serde::Deserialize;

/// The routes of `cases`.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/cases", cases)
        .page("/cases/{case}", overview)
        .page("/cases/{case}/timeline", timeline_page)
        .page("/cases/{case}/who-looked", who_looked::page)
        .page("/cases/{case}/protected", protected::ask_of_case)
        .tap("/cases/{case}/protected", protected::open_of_case)
        .page("/cases/{case}/people/{person}/protected", protected::ask)
        .tap("/cases/{case}/people/{person}/protected", protected::open)
        .page("/cases/{case}/people/{person}/refuge", refuge::ask)
        .tap("/cases/{case}/people/{person}/refuge", refuge::open)
}

async fn cases(State(web): State<Web>, reader: Reader, Query(asked): Query<list::Asked>) -> Result<Page, Answer> {
    let query = asked.query();
    let found = web.house.cases(&reader.who, &query).await?;
    let refers = web.house.may_refer(&reader.who, "record-referral").await.is_ok();
    list::page(&reader, &asked, &query, &found, refers)
}

async fn overview(State(web): State<Web>, reader: Reader, Path(case): Path<CaseId>) -> Result<Page, Answer> {
    let found = web.house.case_overview(&reader.who, case).await?;
    let may = web
        .house
        .may_of(&reader.who, case, &["request-override", "amend-referral", "read-break-glass", "read-access-log"])
        .await?;
    overview::page(&reader, &found, &may)
}

/// Which part of a timeline is shown.
#[derive(Deserialize)]
struct Only {
    #[serde(default)]
    only: String,
    page: Option<usize>,
}

async fn timeline_page(
    State(web): State<Web>,
    reader: Reader,
    Path(case): Path<CaseId>,
    Query(asked): Query<Only>,
) -> Result<Page, Answer> {
    let only = TimelineOf::ALL.into_iter().find(|part| part.name() == asked.only);
    let found = web.house.timeline(&reader.who, case, only).await?;
    timeline::page(&reader, &found, only, asked.page.unwrap_or(1))
}
