//! Concerns: what somebody said, what happened, and what the safeguarding side has to read. The way here is on every page of
//! the day, and nothing stops it.

mod forms;
mod opened;
mod views;

use crate::answer::Answer;
use crate::asked::Path;
use crate::page::Page;
use crate::reader::Reader;
use crate::routes::Routes;
use crate::sent::Sent;
use crate::state::Web;
use app::Order;
use app::concern::At;
use axum::extract::State;
use axum::response::Redirect;
use domain::command::Command;
use domain::concern::ConcernCommand;
use domain::ids::{CaseId, DisclosureId, SessionId};
use serde::de::DeserializeOwned;

/// A part of an address that says where a concern is recorded.
pub(crate) trait Place: DeserializeOwned + Copy + Send + Sync + 'static {
    /// The place.
    fn at(self) -> At;
}

impl Place for SessionId {
    fn at(self) -> At {
        At::Session(self)
    }
}

impl Place for CaseId {
    fn at(self) -> At {
        At::Case(self)
    }
}

/// The address of a place.
pub(crate) fn base(at: At) -> String {
    match at {
        At::Session(session) => format!("/sessions/{session}"),
        At::Case(case) => format!("/cases/{case}"),
    }
}

/// The routes of `concern`.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/concerns", concerns)
        .page("/sessions/{session}/concern", begin::<SessionId>)
        .page("/cases/{case}/concern", begin::<CaseId>)
        .page("/sessions/{session}/concern/recorded", recorded::<SessionId>)
        .page("/cases/{case}/concern/recorded", recorded::<CaseId>)
        .form::<forms::Disclosed<SessionId>>("/sessions/{session}/disclosure")
        .form::<forms::Disclosed<CaseId>>("/cases/{case}/disclosure")
        .form::<forms::Happened<SessionId>>("/sessions/{session}/incident")
        .form::<forms::Happened<CaseId>>("/cases/{case}/incident")
        .page("/sessions/{session}/disclosures/{disclosure}", disclosure::<SessionId>)
        .page("/cases/{case}/disclosures/{disclosure}", disclosure::<CaseId>)
        .tap("/sessions/{session}/disclosures/{disclosure}/seen", seen::<SessionId>)
        .tap("/cases/{case}/disclosures/{disclosure}/seen", seen::<CaseId>)
        .form::<opened::Reviews<SessionId>>("/sessions/{session}/incidents/{incident}")
        .form::<opened::Reviews<CaseId>>("/cases/{case}/incidents/{incident}")
}

async fn concerns(State(web): State<Web>, reader: Reader) -> Result<Page, Answer> {
    let list = web.house.concern_list(&reader.who).await?;
    Ok(views::list(&reader, &list))
}

async fn begin<P: Place>(State(web): State<Web>, reader: Reader, Path(place): Path<P>) -> Result<Page, Answer> {
    let found = web.house.concern_place(&reader.who, place.at()).await?;
    Ok(views::begin(&reader, place.at(), &found))
}

async fn recorded<P: Place>(State(web): State<Web>, reader: Reader, Path(place): Path<P>) -> Result<Page, Answer> {
    let found = web.house.concern_place(&reader.who, place.at()).await?;
    views::recorded(&reader, place.at(), &found)
}

async fn disclosure<P: Place>(
    State(web): State<Web>,
    reader: Reader,
    Path((place, id)): Path<(P, DisclosureId)>,
) -> Result<Page, Answer> {
    let page = web.house.disclosure_page(&reader.who, place.at(), id).await?;
    opened::disclosure(&web, &reader, place.at(), &page)
}

async fn seen<P: Place>(
    State(web): State<Web>,
    Path((place, disclosure)): Path<(P, DisclosureId)>,
    sent: Sent,
) -> Result<Redirect, Answer> {
    let page = web.house.disclosure_page(&sent.reader.who, place.at(), disclosure).await?;
    let command = ConcernCommand::SeeDisclosure { case: page.case, session: page.session, disclosure };
    let order = Order { repeat: sent.repeat(), ..Order::from(Command::from(command)) };
    web.house.carry_out(&sent.reader.who, order).await?;
    Ok(Redirect::to("/concerns"))
}
