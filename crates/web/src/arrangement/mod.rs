//! Pages of the arrangement: where it stands, its terms, and every way it can go on. None of them is nearer at hand than
//! another.

mod agreeing;
mod course;
mod level;
mod propose;
mod reading;
mod terms;
mod views;

use crate::answer::Answer;
use crate::asked::Path;
use crate::page::Page;
use crate::reader::Reader;
use crate::routes::Routes;
use crate::state::Web;
use app::Failure;
use app::arrangement::ArrangementPage;
use axum::extract::State;
use domain::ids::CaseId;

/// The routes of `arrangement`.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/cases/{case}/arrangement", arrangement)
        .form::<propose::Proposes>("/cases/{case}/arrangement/propose")
        .form::<agreeing::Agrees>("/cases/{case}/arrangement/agree")
        .form::<course::Pauses>("/cases/{case}/arrangement/pause")
        .form::<course::Resumes>("/cases/{case}/arrangement/resume")
        .form::<course::Ends>("/cases/{case}/arrangement/end")
        .form::<level::ProposesLevel>("/cases/{case}/arrangement/level")
        .form::<level::DecidesLevel>("/cases/{case}/arrangement/level/decide")
}

async fn arrangement(State(web): State<Web>, reader: Reader, Path(case): Path<CaseId>) -> Result<Page, Answer> {
    views::page(&reader, &web.house.arrangement(&reader.who, case).await?)
}

/// The arrangement, to somebody who may take this step.
async fn to_take(web: &Web, reader: &Reader, case: CaseId, action: &str) -> Result<ArrangementPage, Answer> {
    let found = web.house.arrangement(&reader.who, case).await?;
    if found.may.contains(&action) { Ok(found) } else { Err(Failure::NotOpen.into()) }
}

/// The page of the arrangement, from which its forms come and to which they lead.
fn at(case: CaseId) -> String {
    format!("/cases/{case}/arrangement")
}
