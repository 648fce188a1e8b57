//! Being let into what is sealed in an emergency.

mod forms;
mod views;

use crate::answer::Answer;
use crate::asked::Path;
use crate::components::{Button, Html};
use crate::page::Page;
use crate::reader::Reader;
use crate::routes::Routes;
use crate::sent::Sent;
use crate::state::Web;
use app::Order;
use axum::extract::State;
use axum::response::Redirect;
use domain::command::Command;
use domain::emergency::EmergencyCommand;
use domain::ids::{CaseId, EmergencyId};

/// The routes of `emergency`.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/cases/{case}/emergency", emergencies)
        .form::<forms::Asks>("/cases/{case}/emergency/ask")
        .form::<forms::Answers>("/cases/{case}/emergency/{id}/answer")
        .tap("/cases/{case}/emergency/{id}/end", end)
        .tap("/cases/{case}/emergency/{id}/noted", noted)
}

async fn emergencies(State(web): State<Web>, reader: Reader, Path(case): Path<CaseId>) -> Result<Page, Answer> {
    views::page(&web, &reader, &web.house.emergencies(&reader.who, case).await?)
}

async fn end(
    State(web): State<Web>,
    Path((case, id)): Path<(CaseId, EmergencyId)>,
    sent: Sent,
) -> Result<Redirect, Answer> {
    gives(&web, &sent, EmergencyCommand::EndEmergency { case, id }).await
}

async fn noted(
    State(web): State<Web>,
    Path((case, id)): Path<(CaseId, EmergencyId)>,
    sent: Sent,
) -> Result<Redirect, Answer> {
    gives(&web, &sent, EmergencyCommand::NoteEmergency { case, id }).await
}

async fn gives(web: &Web, sent: &Sent, command: EmergencyCommand) -> Result<Redirect, Answer> {
    let case = command.case();
    let order = Order { repeat: sent.repeat(), ..Order::from(Command::from(command)) };
    web.house.carry_out(&sent.reader.who, order).await?;
    Ok(Redirect::to(&at(case)))
}

/// The way for anybody on the floor to ask, beside whatever shows them that a family comes.
pub(crate) fn way(case: CaseId) -> Html {
    Button::link(at(case), "In an emergency: ask to be let in").secondary().into()
}

fn at(case: CaseId) -> String {
    format!("/cases/{case}/emergency")
}
