//! Changing one's own password: the old one and the second factor show who asks.

use super::{code_field, error_of, headed, own_form, titled};
use crate::answer::Answer;
use crate::components::{BackLink, Button, Html, PasswordInput};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::Sent;
use crate::state::Web;
use app::Failure;
use app::sign_in::{FactorStanding, PASSWORD_MIN};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::decision::{FieldProblem, Refusal};
use secrecy::SecretString;

const HEADING: &str = "Change your password";

/// What shows that it is they: their password, and a code where they have a second factor.
pub(super) async fn proof(web: &Web, reader: &Reader, then: &str, problems: &[FieldProblem]) -> Result<Html, Answer> {
    let page = web.house.account_page(&reader.who).await?;
    let password: Html = PasswordInput::new("password", "Your present password")
        .autocomplete("current-password")
        .error_if(error_of(problems, "password"))
        .into();
    let lost = Html::paragraph(
        Html::link(&format!("/step-up?then={then}"), "If you have lost the telephone, use a passkey")
            .then(", and then leave the code empty."),
    );
    Ok(match page.second_factor {
        FactorStanding::SetUp if !page.passkeys.is_empty() => {
            password.then(code_field(error_of(problems, "code"))).then(lost)
        }
        FactorStanding::SetUp => password.then(code_field(error_of(problems, "code"))),
        FactorStanding::NotSetUp => password,
    })
}

pub(super) async fn show(State(web): State<Web>, reader: Reader) -> Result<Page, Answer> {
    web.house.passkey_first(&reader.who).await?;
    page(&web, &reader, &[]).await
}

async fn page(web: &Web, reader: &Reader, problems: &[FieldProblem]) -> Result<Page, Answer> {
    let fields = proof(web, reader, "/account/password", problems).await?.then(
        PasswordInput::new("new_password", "New password")
            .hint(format!("At least {PASSWORD_MIN} characters; three words are easy to remember").as_str())
            .autocomplete("new-password")
            .error_if(error_of(problems, "new_password")),
    );
    let body = headed(HEADING, problems)
        .then(Html::paragraph("You stay signed in here. Everywhere else you are signed out."))
        .then(own_form(reader, "/account/password", fields, Button::new("Change password")));
    Ok(Page::bare(&titled(HEADING, problems), body).for_reader(reader).above(BackLink::new("/account")))
}

pub(super) async fn take(State(web): State<Web>, sent: Sent) -> Result<Response, Answer> {
    let secret = |name: &str| SecretString::from(sent.fields.get(name).to_owned());
    let (old, new) = (secret("password"), secret("new_password"));
    match web.house.change_password(&sent.reader.who, old, sent.fields.get("code"), new).await {
        Ok(()) => Ok(Redirect::to("/account").into_response()),
        Err(Failure::Refused(Refusal::Fields(problems))) => {
            Ok(page(&web, &sent.reader, &problems).await?.into_response())
        }
        Err(other) => Err(other.into()),
    }
}
