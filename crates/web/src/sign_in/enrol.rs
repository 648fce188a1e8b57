//! Setting up a second factor: a page that asks who it is, and one that shows the secret until a right code has come back.

use super::password::proof;
use super::picture::picture;
use super::{code_field, error_of, headed, own_form, titled};
use crate::answer::Answer;
use crate::components::{BackLink, Button, Html, InsetText, SummaryList, SummaryRow};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::Sent;
use crate::state::Web;
use app::Failure;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::decision::{FieldProblem, Refusal};
use secrecy::SecretString;

const HEADING: &str = "Set up a second factor";
const CODE: &str = "/account/second-factor/code";

pub(super) async fn show(State(web): State<Web>, reader: Reader) -> Result<Page, Answer> {
    web.house.passkey_first(&reader.who).await?;
    page(&web, &reader, &[]).await
}

async fn page(web: &Web, reader: &Reader, problems: &[FieldProblem]) -> Result<Page, Answer> {
    let without = if reader.demo {
        InsetText::new("In this demo nobody has a password: leave it empty.").into()
    } else {
        Html::default()
    };
    let body = headed(HEADING, problems)
        .then(Html::paragraph(
            "You need a telephone, or another device of your own, with a program that makes codes. Any that follows the common \
             standard (TOTP) will do. When you sign in you will be asked for the code that it shows.",
        ))
        .then(without)
        .then(own_form(
            reader,
            "/account/second-factor",
            proof(web, reader, "/account/second-factor", problems).await?,
            Button::new("Show the secret"),
        ));
    Ok(Page::bare(&titled(HEADING, problems), body).for_reader(reader).above(BackLink::new("/account")))
}

pub(super) async fn take(State(web): State<Web>, sent: Sent) -> Result<Response, Answer> {
    let password = SecretString::from(sent.fields.get("password").to_owned());
    match web.house.begin_second_factor(&sent.reader.who, password, sent.fields.get("code")).await {
        Ok(()) => Ok(Redirect::to(CODE).into_response()),
        Err(Failure::Refused(Refusal::Fields(problems))) => {
            Ok(page(&web, &sent.reader, &problems).await?.into_response())
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn show_code(State(web): State<Web>, reader: Reader) -> Result<Response, Answer> {
    code_page(&web, &reader, &[]).await
}

async fn code_page(web: &Web, reader: &Reader, problems: &[FieldProblem]) -> Result<Response, Answer> {
    let Some(enrolment) = web.house.enrolment(&reader.who).await? else {
        return Ok(Redirect::to("/account/second-factor").into_response());
    };
    let heading = "Take the secret over to your telephone";
    let secret =
        Html::trusted("<code class=\"house-verbatim\">").then(enrolment.secret.as_str()).then(Html::trusted("</code>"));
    let body = headed(heading, problems)
        .then(Html::paragraph("Let the program on your telephone read this picture, or type the secret into it."))
        .then(picture(&enrolment.address))
        .then(SummaryList::new([SummaryRow::new("Secret", secret)]))
        .then(Html::paragraph(
            "Nobody else may see it: whoever has it makes your codes. It counts once you have entered the first code.",
        ))
        .then(own_form(reader, CODE, code_field(error_of(problems, "code")), Button::new("Finish")));
    let back = BackLink::new("/account/second-factor");
    Ok(Page::bare(&titled(heading, problems), body).for_reader(reader).above(back).into_response())
}

pub(super) async fn take_code(State(web): State<Web>, sent: Sent) -> Result<Response, Answer> {
    match web.house.confirm_second_factor(&sent.reader.who, sent.fields.get("code")).await {
        Ok(()) => Ok(Redirect::to("/account").into_response()),
        Err(Failure::Refused(Refusal::Fields(problems))) => code_page(&web, &sent.reader, &problems).await,
        Err(other) => Err(other.into()),
    }
}
