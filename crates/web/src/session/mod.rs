//! Pages of a session: what is recorded of it changes with its level, and the way to a concern is on every one.

mod confirm;
mod forms;
mod how;
mod of_case;
pub(crate) mod taps;
mod views;

use crate::answer::Answer;
use crate::asked::Path;
use crate::page::Page;
use crate::reader::Reader;
use crate::routes::Routes;
use crate::sent::Sent;
use crate::state::Web;
use app::Order;
use axum::extract::State;
use axum::response::Redirect;
use domain::command::Command;
use domain::ids::{CaseId, SessionId};
use domain::session::SessionCommand;

pub(crate) use forms::Times;
pub(crate) use views::{cancelled_because, movement};

/// The routes of `session`.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/sessions/{session}", session)
        .tap("/sessions/{session}/tap", taps::take)
        .tap("/sessions/{session}/how", taps::wellbeing)
        .form::<forms::Moves>("/sessions/{session}/movement")
        .form::<forms::Observes>("/sessions/{session}/observe")
        .form::<forms::Ends>("/sessions/{session}/end")
        .form::<how::Describes>("/sessions/{session}/how/{person}/{when}")
        .page("/sessions/{session}/confirm", confirm_page)
        .tap("/sessions/{session}/confirm", confirm)
        .page("/cases/{case}/sessions", of_case)
}

async fn session(State(web): State<Web>, reader: Reader, Path(session): Path<SessionId>) -> Result<Page, Answer> {
    let page = web.house.session_page(&reader.who, session).await?;
    views::page(&web, &reader, &page)
}

async fn of_case(State(web): State<Web>, reader: Reader, Path(case): Path<CaseId>) -> Result<Page, Answer> {
    let sessions = web.house.case_sessions(&reader.who, case).await?;
    of_case::page(&reader, &sessions)
}

async fn confirm_page(State(web): State<Web>, reader: Reader, Path(session): Path<SessionId>) -> Result<Page, Answer> {
    let page = web.house.confirm_page(&reader.who, session).await?;
    confirm::page(&web, &reader, &page)
}

async fn confirm(State(web): State<Web>, Path(session): Path<SessionId>, sent: Sent) -> Result<Redirect, Answer> {
    let command = Command::from(SessionCommand::Confirm { session });
    let order = Order { repeat: sent.repeat(), ..Order::from(command) };
    web.house.carry_out(&sent.reader.who, order).await?;
    Ok(Redirect::to(&format!("/sessions/{session}")))
}
