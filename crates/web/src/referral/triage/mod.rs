//! Triage: what is unknown, what contradicts itself, the levels, what stops it, what was asked for; and the forms by
//! which people ask, check and decide.

mod cards;
mod decide;
mod facts;
mod orders;
mod page;
mod requests;
mod shared;
mod transcribe;

pub(crate) use decide::stored;
pub(crate) use facts::STATUSES;
pub(crate) use shared::{on_case, open_for, people};

use crate::answer::Answer;
use crate::asked::Path;
use crate::page::Page;
use crate::reader::Reader;
use crate::routes::Routes;
use crate::state::Web;
use axum::extract::State;
use domain::ids::CaseId;

/// The routes of triage.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/cases/{case}/triage", triage)
        .form::<requests::Ask>("/cases/{case}/requests/new")
        .form::<requests::Record>("/cases/{case}/requests/{request}")
        .form::<transcribe::Transcribe>("/cases/{case}/orders/{order}/transcribe")
        .form::<orders::SecondCheck>("/cases/{case}/orders/{order}/check")
        .form::<orders::ClauseException>("/cases/{case}/orders/{order}/clauses/{clause}")
        .form::<facts::AssertionStatus>("/cases/{case}/assertions/{assertion}/status")
        .form::<decide::Decide>("/cases/{case}/decide/{decision}")
}

async fn triage(State(web): State<Web>, reader: Reader, Path(case): Path<CaseId>) -> Result<Page, Answer> {
    let found = web.house.triage(&reader.who, case).await?;
    page::page(&reader, &found)
}
