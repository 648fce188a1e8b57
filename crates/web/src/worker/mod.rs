//! Who works for the centre, their roles and training, and the centre itself.

mod centre;
mod centre_forms;
mod doors;
mod forms;
mod invite;
pub(crate) mod partners;
mod recover;
mod rooms;
mod second_factor;
mod training;
mod views;

use crate::answer::Answer;
use crate::asked::Path;
use crate::page::Page;
use crate::reader::Reader;
use crate::routes::Routes;
use crate::state::Web;
use axum::extract::State;
use domain::ids::WorkerId;

/// The routes of `worker`.
pub(crate) fn routes(routes: Routes) -> Routes {
    let workers = routes
        .page("/workforce", workforce)
        .form::<forms::Engages>("/workforce/new")
        .page("/workforce/{worker}", worker)
        .tap("/workforce/{worker}/join", invite::make)
        .tap("/workforce/{worker}/recover/ask", recover::ask)
        .tap("/workforce/{worker}/recover/agree", recover::agree)
        .form::<forms::Roles>("/workforce/{worker}/roles")
        .form::<forms::Office>("/workforce/{worker}/office")
        .form::<forms::Leaves>("/workforce/{worker}/end")
        .form::<training::Trained>("/workforce/{worker}/training")
        .form::<training::Withdraws>("/workforce/{worker}/training/{record}/withdraw")
        .form::<training::Checked>("/workforce/{worker}/check");
    workers
        .page("/centre", centre)
        .form::<centre_forms::Renames>("/centre/name")
        .form::<centre_forms::Settles>("/centre/settings")
        .form::<second_factor::Settles>("/centre/second-factor")
        .form::<rooms::AddsRoom>("/centre/rooms/new")
        .form::<rooms::ChangesRoom>("/centre/rooms/{room}")
        .form::<rooms::ClosesRoom>("/centre/rooms/{room}/close")
        .form::<doors::AddsDoor>("/centre/doors/new")
        .form::<doors::ChangesDoor>("/centre/doors/{door}")
        .form::<doors::ClosesDoor>("/centre/doors/{door}/close")
        .form::<partners::Names>("/centre/partners/new")
        .form::<partners::Ends>("/centre/partners/{lead}/end")
        .tap("/centre/partners/{lead}/telephone", partners::telephone)
}

async fn workforce(State(web): State<Web>, reader: Reader) -> Result<Page, Answer> {
    let page = web.house.workforce(&reader.who).await?;
    views::list(&reader, &page)
}

async fn worker(State(web): State<Web>, reader: Reader, Path(worker): Path<WorkerId>) -> Result<Page, Answer> {
    let page = web.house.worker_page(&reader.who, worker).await?;
    views::one(&reader, &page)
}

async fn centre(State(web): State<Web>, reader: Reader) -> Result<Page, Answer> {
    let page = web.house.centre_page(&reader.who).await?;
    centre::page(&reader, &page)
}
