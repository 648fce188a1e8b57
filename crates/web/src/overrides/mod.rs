//! Overrides of a case: asked for by one person, authorised by another, for exactly one finding and until a day.

mod authorise;
mod by_link;
mod page;
mod partner;
mod request;
mod withdraw;

pub(crate) use by_link::{partner_form, partner_take};

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
use domain::ids::{CaseId, OverrideId};
use domain::overrides::OverrideCommand;

/// The routes of `overrides`.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/cases/{case}/overrides", overrides)
        .form::<request::Request>("/cases/{case}/overrides/new/{finding}")
        .form::<authorise::Authorise>("/cases/{case}/overrides/{id}/authorise")
        .tap("/cases/{case}/overrides/{id}/confirm", confirm)
        .page("/cases/{case}/overrides/{id}/partner", partner::ask)
        .tap("/cases/{case}/overrides/{id}/partner/link", partner::make)
        .form::<withdraw::Withdraw>("/cases/{case}/overrides/{id}/withdraw")
}

async fn overrides(State(web): State<Web>, reader: Reader, Path(case): Path<CaseId>) -> Result<Page, Answer> {
    let found = web.house.overrides(&reader.who, case).await?;
    page::page(&reader, &found)
}

async fn confirm(
    State(web): State<Web>,
    Path((case, id)): Path<(CaseId, OverrideId)>,
    sent: Sent,
) -> Result<Redirect, Answer> {
    let command = Command::from(OverrideCommand::ConfirmPhoned { case, id });
    let order = Order { repeat: sent.repeat(), ..Order::from(command) };
    web.house.carry_out(&sent.reader.who, order).await?;
    Ok(Redirect::to(&at(case)))
}

fn at(case: CaseId) -> String {
    format!("/cases/{case}/overrides")
}
