//! The centre's day, its run sheet, and booking and cancelling a session.

mod forms;
mod views;

use crate::answer::Answer;
use crate::asked::Path;
use crate::page::Page;
use crate::reader::Reader;
use crate::routes::Routes;
use crate::state::Web;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;

/// The routes of `booking`.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/day/{date}", day)
        .page("/day/{date}/run-sheet.pdf", run_sheet)
        .form::<forms::Books>("/cases/{case}/book")
        .form::<forms::Cancels>("/sessions/{session}/cancel")
}

async fn day(State(web): State<Web>, reader: Reader, Path(date): Path<Date>) -> Result<Page, Answer> {
    let page = web.house.day_page(&reader.who, date).await?;
    views::day(&web, &reader, &page)
}

async fn run_sheet(State(web): State<Web>, reader: Reader, Path(date): Path<Date>) -> Result<Response, Answer> {
    let bytes = web.house.run_sheet(&reader.who, date).await?;
    let named = format!("attachment; filename=\"run-sheet-{date}.pdf\"");
    Ok(([(CONTENT_TYPE, "application/pdf".to_owned()), (CONTENT_DISPOSITION, named)], bytes).into_response())
}
