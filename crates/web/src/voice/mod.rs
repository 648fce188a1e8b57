//! Pages of what children and adults said when asked: who was asked when, and each person's own words.

mod forms;
mod views;

use crate::answer::Answer;
use crate::asked::Path;
use crate::page::Page;
use crate::reader::Reader;
use crate::routes::Routes;
use crate::state::Web;
use axum::extract::State;
use domain::ids::CaseId;

/// The routes of `voice`.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes.page("/cases/{case}/voice", voice).form::<forms::Records>("/cases/{case}/voice/{person}/{came_of_it}")
}

async fn voice(State(web): State<Web>, reader: Reader, Path(case): Path<CaseId>) -> Result<Page, Answer> {
    views::page(&reader, &web.house.voice(&reader.who, case).await?)
}
