//! Signing in by a passkey, and giving one in the middle of a sign-in. The browser is asked by a script of ours; where there are
//! no scripts, or no passkeys, nothing of it is seen and the other ways remain.

use super::pages::{self, carried, enter, fields, hidden_field, ours};
use super::step_up;
use super::whence::From;
use super::{headed, titled};
use crate::answer::Answer;
use crate::components::{Button, Html};
use crate::page::Page;
use crate::sent::{Fields, Sent};
use crate::state::{Web, address_of};
use app::Failure;
use app::sign_in::{PasskeyAsked, PasskeyGiven, Site};
use axum::Json;
use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use domain::decision::{FieldProblem, Refusal};
use std::convert::Infallible;

/// One sentence for every reason why not.
const REFUSED: &str = "You were not signed in by this passkey, or no attempt is taken for a while after several wrong ones. Each \
                       attempt works once and for five minutes: try again, or sign in with your password.";
const NEXT: &str = "Use your passkey";

/// The place at which this page was asked for, where passkeys work there.
pub(crate) struct Here(pub(crate) Option<Site>);

impl Here {
    pub(super) fn of(web: &Web, headers: &HeaderMap) -> Option<Site> {
        Site::of(&address_of(web, headers, ""))
    }

    /// The place, or the page for what is not there.
    pub(super) fn site(self) -> Result<Site, Answer> {
        self.0.ok_or_else(|| Failure::NotOpen.into())
    }
}

impl FromRequestParts<Web> for Here {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Infallible> {
        Ok(Self(Self::of(web, &parts.headers)))
    }
}

/// What a browser sent back.
pub(super) fn given(fields: &Fields) -> PasskeyGiven<'_> {
    PasskeyGiven { challenge: fields.get("challenge"), answer: fields.get("answer") }
}

/// A form that a script fills by a passkey: hidden until one is there to do it.
pub(super) fn form(action: &str, script: &Html, content: impl Into<Html>, button: Button) -> Html {
    Html::trusted("<form method=\"post\" novalidate hidden action=\"")
        .then(action)
        .then(Html::trusted("\" "))
        .then(script.clone())
        .then(Html::trusted(">"))
        .then(content)
        .then(Html::trusted("<input type=\"hidden\" name=\"answer\">"))
        .then(button.id("passkey"))
        .then(Html::trusted(
            "<p class=\"govuk-body\" role=\"status\" data-passkey-status data-failed=\"Your browser gave no passkey. Try again, \
             or use another way.\"></p></form>",
        ))
}

/// A form that uses a passkey, which the script asks for at the form's own address and `/begin`.
fn uses(action: &str, content: Html, button: Button) -> Html {
    let ask = Html::trusted("data-passkey-ask=\"").then(action).then(Html::trusted("/begin\""));
    let empty = Html::trusted("<input type=\"hidden\" name=\"challenge\">");
    form(action, &ask, content.then(empty), button)
}

/// The button by which somebody signs in with a passkey, where passkeys work.
pub(super) fn sign_in_button(site: Option<&Site>, then: &str, kept: &Fields) -> Html {
    match site {
        Some(_) => uses("/sign-in/passkey", carried(then, kept), Button::new("Sign in with a passkey")),
        None => Html::default(),
    }
}

/// The button by which somebody gives a passkey in the middle of a sign-in, where passkeys work.
pub(super) fn step_up_button(site: Option<&Site>, token: Html, then: &str) -> Html {
    match site {
        Some(_) => uses("/step-up/passkey", token.then(hidden_field("then", then)), Button::new("Use a passkey")),
        None => Html::default(),
    }
}

fn asked(asked: &PasskeyAsked) -> Result<Response, Answer> {
    let options: serde_json::Value = serde_json::from_str(&asked.options).map_err(Failure::fault)?;
    Ok(Json(serde_json::json!({ "challenge": asked.challenge, "options": options })).into_response())
}

pub(crate) async fn sign_in_ask(
    State(web): State<Web>,
    From(whence): From,
    here: Here,
    request: Request,
) -> Result<Response, Answer> {
    let _ours = fields(request).await?;
    match web.house.ask_passkey_sign_in(whence, &here.site()?).await? {
        Some(passkey) => asked(&passkey),
        None => Ok(StatusCode::TOO_MANY_REQUESTS.into_response()),
    }
}

pub(crate) async fn sign_in_take(
    State(web): State<Web>,
    From(whence): From,
    here: Here,
    request: Request,
) -> Result<Response, Answer> {
    let fields = fields(request).await?;
    let site = here.site()?;
    match web.house.sign_in_by_passkey(whence, &site, given(&fields)).await? {
        Some(token) => enter(&web, &token, &fields).await,
        None => pages::page(&web, Some(&site), ours(fields.get("then")), &fields, Some(("passkey", REFUSED))).await,
    }
}

/// The page after the right password of somebody whose second factor is a passkey.
pub(super) fn next_page(site: Option<&Site>, kept: &Fields) -> Response {
    let how = match site {
        Some(_) => Html::paragraph("Your password was right. Your second factor is a passkey.")
            .then(sign_in_button(site, ours(kept.get("then")), kept))
            .then(Html::trusted("<p class=\"govuk-body\" data-passkey-without>"))
            .then("This browser has no passkeys, or runs no scripts. Use another browser or device.")
            .then(Html::trusted("</p>")),
        None => Html::paragraph(
            "Your password was right. Your second factor is a passkey, and passkeys do not work at this address: open the address \
             at which you made it.",
        ),
    };
    let lost = Html::paragraph("If you have lost it, ask two of your centre's officers to let you back in.");
    Page::bare(&titled(NEXT, &[]), headed(NEXT, &[]).then(how).then(lost)).into_response()
}

pub(super) async fn step_up_ask(State(web): State<Web>, here: Here, sent: Sent) -> Result<Response, Answer> {
    asked(&web.house.ask_passkey_step_up(&sent.reader.who, &here.site()?).await?)
}

pub(super) async fn step_up_take(State(web): State<Web>, here: Here, sent: Sent) -> Result<Response, Answer> {
    let then = ours(sent.fields.get("then"));
    let site = here.site()?;
    match web.house.step_up_by_passkey(&sent.reader.who, &site, given(&sent.fields)).await {
        Ok(()) => Ok(Redirect::to(then).into_response()),
        Err(Failure::Refused(Refusal::Fields(problems))) => {
            let problems: Vec<FieldProblem> = problems;
            Ok(step_up::page(&web, Some(&site), &sent.reader, then, &problems).await?.into_response())
        }
        Err(other) => Err(other.into()),
    }
}
