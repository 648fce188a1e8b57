//! The link that makes the first coordinator of a new database. It works once.

use super::whence::From;
use crate::answer::Answer;
use crate::components::{Button, ErrorSummary, Html, PasswordInput, TextInput};
use crate::page::Page;
use crate::sent::{Fields, from_elsewhere};
use crate::state::Web;
use app::program::FirstCoordinator;
use app::sign_in::PASSWORD_MIN;
use axum::body::to_bytes;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::decision::FieldProblem;
use secrecy::SecretString;

pub(crate) async fn first_form(Path(_link): Path<String>) -> Response {
    page(&Fields::default(), &[])
}

fn page(fields: &Fields, problems: &[FieldProblem]) -> Response {
    let error = |name: &str| problems.iter().find(|p| p.field == name).map(|p| p.message.as_str());
    let line = |name: &'static str, label: &'static str| {
        TextInput::new(name, label).value(fields.get(name)).error_if(error(name))
    };
    let body = error_summary(problems)
        .then(Html::trusted("<h1 class=\"govuk-heading-l\">Set up your centre</h1>"))
        .then(Html::paragraph(
            "You will be its first coordinator. You can add other people and give up the role afterwards.",
        ))
        .then(Html::trusted("<form method=\"post\" novalidate>"))
        .then(line("centre", "Name of the centre"))
        .then(line("given", "Your first name"))
        .then(line("family", "Your last name"))
        .then(line("name", "Sign-in name").hint("An email address or any name you will remember"))
        .then(
            PasswordInput::new("password", "Password")
                .hint(format!("At least {PASSWORD_MIN} characters; three words are easy to remember").as_str())
                .autocomplete("new-password")
                .error_if(error("password")),
        )
        .then(Button::new("Set up the centre"))
        .then(Html::trusted("</form>"));
    let title = if problems.is_empty() { "Set up your centre" } else { "Error: Set up your centre" };
    Page::bare(title, body).into_response()
}

/// What is wrong with a form that nobody needs to be signed in for; nothing where nothing is.
pub(super) fn error_summary(problems: &[FieldProblem]) -> Html {
    if problems.is_empty() {
        return Html::default();
    }
    problems.iter().fold(ErrorSummary::default(), |s, p| s.field(&p.field, p.message.as_str())).into()
}

/// The answers of a form that nobody needs to be signed in for, sent from a page of ours.
pub(super) async fn from_form(request: Request) -> Result<Fields, Answer> {
    let (parts, body) = request.into_parts();
    if from_elsewhere(&parts) {
        return Err(Answer::NotFromHere);
    }
    let bytes = to_bytes(body, 16 * 1024).await.map_err(|_| Answer::Unreadable("The form is too large."))?;
    Ok(Fields::parse(&bytes))
}

pub(crate) async fn first_take(
    State(web): State<Web>,
    From(whence): From,
    Path(link): Path<String>,
    request: Request,
) -> Result<Response, Answer> {
    let fields = from_form(request).await?;
    if web.house.is_resting(whence).await? {
        return Err(app::Failure::NotOpen.into());
    }
    let first = FirstCoordinator {
        centre: fields.get("centre").to_owned(),
        given: fields.get("given").to_owned(),
        family: fields.get("family").to_owned(),
        name: fields.get("name").to_owned(),
        password: SecretString::from(fields.get("password").to_owned()),
    };
    match web.house.make_first_coordinator(&link, first).await {
        Ok(()) => Ok(Redirect::to("/sign-in").into_response()),
        Err(app::Failure::Refused(domain::decision::Refusal::Fields(problems))) => Ok(page(&fields, &problems)),
        Err(app::Failure::NotOpen) => {
            web.house.count_wrong(whence).await?;
            Err(app::Failure::NotOpen.into())
        }
        Err(other) => Err(other.into()),
    }
}
