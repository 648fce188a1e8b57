//! Pages of the pre-visits: both adults, each on days of their own.

mod holding;
mod planning;
mod signing;
mod views;

use crate::answer::Answer;
use crate::asked::Path;
use crate::page::Page;
use crate::reader::Reader;
use crate::routes::Routes;
use crate::state::Web;
use axum::extract::State;
use domain::ids::CaseId;

/// The routes of `previsit`.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/cases/{case}/pre-visits", pre_visits)
        .form::<planning::Plans>("/cases/{case}/pre-visits/plan/{adult}")
        .form::<holding::Holds>("/cases/{case}/pre-visits/held/{adult}")
        .form::<signing::Signs>("/cases/{case}/pre-visits/signed/{adult}")
        .form::<signing::DidNotHappen>("/cases/{case}/pre-visits/not-held/{adult}")
}

async fn pre_visits(State(web): State<Web>, reader: Reader, Path(case): Path<CaseId>) -> Result<Page, Answer> {
    views::page(&reader, &web.house.pre_visits(&reader.who, case).await?)
}
