//! The link by which somebody whom two officers let back in chooses their password anew. It works once.

use super::first::from_form;
use super::whence::From;
use super::{error_of, headed, titled};
use crate::answer::Answer;
use crate::components::{Button, Html, PasswordInput};
use crate::page::Page;
use crate::state::Web;
use app::Failure;
use app::sign_in::PASSWORD_MIN;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::decision::{FieldProblem, Refusal};
use secrecy::SecretString;

const HEADING: &str = "Choose a new password";

/// The page is the same for every link: whether one works is told only when it is used.
pub(crate) async fn recover_form(Path(_link): Path<String>) -> Response {
    page(&[])
}

fn page(problems: &[FieldProblem]) -> Response {
    let body = headed(HEADING, problems)
        .then(Html::paragraph(
            "Your old password, your passkeys and your second factor stop working, and you are signed out everywhere. After you \
             have signed in, set them up again.",
        ))
        .then(Html::trusted("<form method=\"post\" novalidate>"))
        .then(
            PasswordInput::new("password", "New password")
                .hint(format!("At least {PASSWORD_MIN} characters; three words are easy to remember").as_str())
                .autocomplete("new-password")
                .error_if(error_of(problems, "password")),
        )
        .then(Button::new("Save and sign in"))
        .then(Html::trusted("</form>"));
    Page::bare(&titled(HEADING, problems), body).into_response()
}

pub(crate) async fn recover_take(
    State(web): State<Web>,
    From(whence): From,
    Path(link): Path<String>,
    request: Request,
) -> Result<Response, Answer> {
    let fields = from_form(request).await?;
    if web.house.is_resting(whence).await? {
        return Err(Failure::NotOpen.into());
    }
    let password = SecretString::from(fields.get("password").to_owned());
    match web.house.recover(&link, password).await {
        Ok(()) => Ok(Redirect::to("/sign-in?then=/account/second-factor").into_response()),
        Err(Failure::Refused(Refusal::Fields(problems))) => Ok(page(&problems)),
        Err(Failure::NotOpen) => {
            web.house.count_wrong(whence).await?;
            Err(Failure::NotOpen.into())
        }
        Err(other) => Err(other.into()),
    }
}
