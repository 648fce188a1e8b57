//! The page between a right password and a sign-in, for whoever has a second factor.

use super::pages::{carried, enter, fields, hidden_field, ours};
use super::whence::From;
use super::{code_field, error_of, headed, titled};
use crate::answer::Answer;
use crate::components::{Button, Html};
use crate::page::Page;
use crate::sent::Fields;
use crate::state::Web;
use app::sign_in::CodeNext;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use domain::decision::FieldProblem;

/// The field with the half-made sign-in.
const HALF: &str = "half";
const HEADING: &str = "Enter your code";
/// One sentence for every reason why not.
const REFUSED: &str = "This code is wrong, was used before, or came too late. Enter the one that shows now; after five minutes, \
                       or several wrong ones, sign in again.";

pub(super) fn page(half: &CodeNext, kept: &Fields, problems: &[FieldProblem]) -> Response {
    let body = headed(HEADING, problems)
        .then(Html::trusted("<form method=\"post\" action=\"/sign-in/code\" novalidate>"))
        .then(carried(ours(kept.get("then")), kept))
        .then(hidden_field(HALF, &half.text()))
        .then(code_field(error_of(problems, "code")))
        .then(Button::new("Sign in"))
        .then(Html::trusted("</form>"))
        .then(Html::paragraph(
            "If you have lost the telephone, sign in with a passkey if you have one, or ask two of your centre's officers to let you \
             back in.",
        ));
    Page::bare(&titled(HEADING, problems), body).into_response()
}

pub(crate) async fn code_take(
    State(web): State<Web>,
    From(whence): From,
    request: Request,
) -> Result<Response, Answer> {
    let fields = fields(request).await?;
    let half = CodeNext::parse(fields.get(HALF)).ok_or(Answer::SignInFirst { then: "/".to_owned() })?;
    match web.house.give_code(whence, &half, fields.get("code")).await? {
        Some(token) => enter(&web, &token, &fields).await,
        None => Ok(page(&half, &fields, &[FieldProblem::new("code", REFUSED)])),
    }
}
