//! Pages on who of a centre's own people has something to do with a family.

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

pub(crate) use views::{declare, kept_from};

/// The routes of `interest`.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/cases/{case}/interests", interests)
        .form::<forms::Declares>("/cases/{case}/interests/declare")
        .form::<forms::WritesDown>("/cases/{case}/interests/told")
        .form::<forms::Settles>("/cases/{case}/interests/{worker}/settle")
}

async fn interests(State(web): State<Web>, reader: Reader, Path(case): Path<CaseId>) -> Result<Page, Answer> {
    views::page(&reader, &web.house.interests(&reader.who, case).await?)
}

fn at(case: CaseId) -> String {
    format!("/cases/{case}/interests")
}
