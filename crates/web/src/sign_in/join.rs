//! The link by which somebody who was engaged chooses how they sign in. It works once.

use super::first::{error_summary, from_form};
use super::whence::From;
use crate::answer::Answer;
use crate::components::{Button, Html, PasswordInput, TextInput};
use crate::page::Page;
use crate::sent::Fields;
use crate::state::Web;
use app::sign_in::PASSWORD_MIN;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::decision::{FieldProblem, Refusal};
use secrecy::SecretString;

/// The page is the same for every link: whether one works is told only when it is used.
pub(crate) async fn join_form(Path(_link): Path<String>) -> Response {
    page(&Fields::default(), &[])
}

fn page(fields: &Fields, problems: &[FieldProblem]) -> Response {
    let error = |name: &str| problems.iter().find(|p| p.field == name).map(|p| p.message.as_str());
    let body = error_summary(problems)
        .then(Html::trusted("<h1 class=\"govuk-heading-l\">Choose how you sign in</h1>"))
        .then(Html::paragraph("Nobody else learns your password, not even whoever gave you this link."))
        .then(Html::trusted("<form method=\"post\" novalidate>"))
        .then(
            TextInput::new("name", "Sign-in name")
                .hint("An email address or any name you will remember")
                .value(fields.get("name"))
                .error_if(error("name")),
        )
        .then(
            PasswordInput::new("password", "Password")
                .hint(format!("At least {PASSWORD_MIN} characters; three words are easy to remember").as_str())
                .autocomplete("new-password")
                .error_if(error("password")),
        )
        .then(Button::new("Save and sign in"))
        .then(Html::trusted("</form>"));
    let title = if problems.is_empty() { "Choose how you sign in" } else { "Error: Choose how you sign in" };
    Page::bare(title, body).into_response()
}

pub(crate) async fn join_take(
    State(web): State<Web>,
    From(whence): From,
    Path(link): Path<String>,
    request: Request,
) -> Result<Response, Answer> {
    let fields = from_form(request).await?;
    if web.house.is_resting(whence).await? {
        return Err(app::Failure::NotOpen.into());
    }
    let password = SecretString::from(fields.get("password").to_owned());
    match web.house.join(&link, fields.get("name"), password).await {
        Ok(()) => Ok(Redirect::to("/sign-in").into_response()),
        Err(app::Failure::Refused(Refusal::Fields(problems))) => Ok(page(&fields, &problems)),
        Err(app::Failure::NotOpen) => {
            web.house.count_wrong(whence).await?;
            Err(app::Failure::NotOpen.into())
        }
        Err(other) => Err(other.into()),
    }
}
