//! Session reports: list, draft, review, recipients, release. A paper leaves only through `app`, which compares its final
//! bytes first.

mod draft;
mod exception;
mod forms;
mod list;
mod views;

use crate::answer::Answer;
use crate::asked::{Path, Query};
use crate::page::Page;
use crate::reader::Reader;
use crate::routes::Routes;
use crate::sent::Sent;
use crate::state::Web;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use domain::command::Command;
use domain::ids::ReportId;
use domain::report::ReportCommand;

/// The routes of `report`.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/reports", reports)
        .form::<draft::DraftReport>("/sessions/{session}/report")
        .page("/reports/{report}", show)
        .form::<draft::AmendReport>("/reports/{report}/change")
        .tap("/reports/{report}/submit", submit)
        .tap("/reports/{report}/pass", pass)
        .form::<forms::ReturnReport>("/reports/{report}/return")
        .form::<forms::NameRecipients>("/reports/{report}/recipients")
        .tap("/reports/{report}/release/{place}", release)
        .form::<exception::AskRelease>("/reports/{report}/release/{place}/ask")
        .form::<exception::AnswerRelease>("/reports/{report}/release/{place}/answer")
        .page("/reports/{report}/paper/{place}", paper)
        .form::<forms::WriteAddendum>("/reports/{report}/addendum/{statement}")
}

async fn reports(State(web): State<Web>, reader: Reader, Query(asked): Query<list::Asked>) -> Result<Page, Answer> {
    let found = web.house.reports(&reader.who, asked.query()).await?;
    Ok(list::page(&asked, &found).for_reader(&reader).part("/reports"))
}

async fn show(State(web): State<Web>, reader: Reader, Path(report): Path<ReportId>) -> Result<Page, Answer> {
    let page = web.house.report_page(&reader.who, report).await?;
    let may = web.house.may_of(&reader.who, page.case, &views::ACTIONS).await?;
    let key = domain::ids::FreshIds::fresh(&mut web.house.ids()).to_string();
    let view = views::ReportView::open(&page, &may, &reader.who.form_token, &key)?;
    Ok(view.page().for_reader(&reader).part("/reports"))
}

async fn step(web: &Web, sent: Sent, report: ReportId, command: ReportCommand) -> Result<Redirect, Answer> {
    let repeat = sent.repeat();
    let order = app::Order { repeat, ..app::Order::from(Command::from(command)) };
    web.house.carry_out(&sent.reader.who, order).await?;
    Ok(Redirect::to(&format!("/reports/{report}")))
}

async fn submit(State(web): State<Web>, Path(report): Path<ReportId>, sent: Sent) -> Result<Redirect, Answer> {
    let session = web.house.report_page(&sent.reader.who, report).await?.session;
    step(&web, sent, report, ReportCommand::SubmitReport { session, report }).await
}

async fn pass(State(web): State<Web>, Path(report): Path<ReportId>, sent: Sent) -> Result<Redirect, Answer> {
    let session = web.house.report_page(&sent.reader.who, report).await?.session;
    step(&web, sent, report, ReportCommand::PassReport { session, report }).await
}

async fn release(
    State(web): State<Web>,
    Path((report, place)): Path<(ReportId, u32)>,
    sent: Sent,
) -> Result<Redirect, Answer> {
    web.house.release_report(&sent.reader.who, report, place, sent.repeat()).await?;
    Ok(Redirect::to(&format!("/reports/{report}")))
}

async fn paper(
    State(web): State<Web>,
    reader: Reader,
    Path((report, place)): Path<(ReportId, u32)>,
) -> Result<Response, Answer> {
    let kept = web.house.kept_paper(&reader.who, report, place).await?;
    let disposition = format!("attachment; filename=\"{}\"", kept.file_name);
    let headers = [(CONTENT_TYPE, "application/pdf".to_owned()), (CONTENT_DISPOSITION, disposition)];
    Ok((headers, kept.pdf).into_response())
}
