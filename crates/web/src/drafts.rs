//! Drafts that save themselves while somebody writes. The form's own "Save and come back later" does the same without
//! JavaScript.

use crate::answer::Answer;
use crate::asked::Path;
use crate::sent::Sent;
use crate::state::Web;
use app::DraftName;
use axum::extract::State;
use axum::http::StatusCode;

pub(crate) async fn keep(State(web): State<Web>, Path(form): Path<String>, sent: Sent) -> Result<StatusCode, Answer> {
    let who = &sent.reader.who;
    let name = DraftName { actor: who.actor(), form: format!("/{form}"), about: String::new() };
    let answers = sent.fields.answers();
    web.house.keep_draft(who, &name, answers.body().as_bytes()).await?;
    Ok(StatusCode::NO_CONTENT)
}
