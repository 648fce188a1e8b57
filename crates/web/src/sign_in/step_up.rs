//! Giving the second factor again, and the way there from whatever needs it.

use super::pages::{hidden_field, ours};
use super::passkeys::{Here, step_up_button};
use super::{code_field, error_of, headed, own_form, titled};
use crate::answer::Answer;
use crate::asked::Query;
use crate::components::{BackLink, Button, Html, InsetText};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::{FORM_TOKEN, Sent};
use crate::state::Web;
use app::Failure;
use app::sign_in::{Site, StepUp};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::decision::{FieldProblem, Refusal};
use serde::Deserialize;

const HEADING: &str = "Show that it is you";

/// Where to go on.
#[derive(Deserialize)]
pub(super) struct Then {
    #[serde(default)]
    then: String,
}

/// The page a path belongs to: its own, or for a place that only takes something the page that has its button.
fn page_of(path: &str) -> &str {
    let taps = ["/join", "/recover/ask", "/recover/agree", "/opened"];
    if let Some((report, _recipient)) = path.split_once("/release/") {
        return report;
    }
    // The numbers of partner centres' leads stand on the page of the centre.
    if path.starts_with("/centre/partners/") {
        return "/centre";
    }
    taps.iter().find_map(|tap| path.strip_suffix(tap)).unwrap_or(path)
}

/// Sends whoever needs to give their second factor first there, and from there back.
pub(crate) fn sent_first(path: &str) -> Response {
    let then = crate::answer::sign_in_path(page_of(path));
    Redirect::to(&then.replacen("/sign-in", "/step-up", 1)).into_response()
}

pub(super) async fn show(
    State(web): State<Web>,
    here: Here,
    reader: Reader,
    Query(then): Query<Then>,
) -> Result<Page, Answer> {
    page(&web, here.0.as_ref(), &reader, ours(&then.then), &[]).await
}

pub(super) async fn page(
    web: &Web,
    site: Option<&Site>,
    reader: &Reader,
    then: &str,
    problems: &[FieldProblem],
) -> Result<Page, Answer> {
    let why = Html::paragraph(
        "What you are about to do needs a second factor. What you entered was kept: you will find it when you come back.",
    );
    let carried = hidden_field("then", then);
    let form = |fields: Html, words: &str| own_form(reader, "/step-up", fields, Button::new(words));
    let code = form(carried.clone().then(code_field(error_of(problems, "code"))), "Continue");
    let passkey = step_up_button(site, hidden_field(FORM_TOKEN, &reader.who.form_token), then);
    let how = match web.house.step_up_by(&reader.who).await? {
        StepUp::Code => code,
        StepUp::PasskeyOrCode => passkey.then(code),
        StepUp::Passkey => passkey.then(Html::paragraph(
            "Your second factor is a passkey. It works at the address at which you made it, and needs scripts. If you have lost it, \
             ask two of your centre's officers to let you back in.",
        )),
        StepUp::DemoClick => {
            Html::from(InsetText::new("This is a demo: a click stands for the code that a telephone would show."))
                .then(form(carried, "Go on as if you had given a code"))
        }
        StepUp::SetUpFirst => Html::paragraph("You have none yet. Set one up, and then do this again.")
            .then(Button::link("/account/second-factor", "Set up a second factor"))
            .then(Html::paragraph(Html::link("/account/passkeys/new", "Add a passkey instead"))),
    };
    let body = headed(HEADING, problems).then(why).then(how);
    Ok(Page::bare(&titled(HEADING, problems), body).for_reader(reader).above(BackLink::new(then)))
}

pub(super) async fn take(State(web): State<Web>, here: Here, sent: Sent) -> Result<Response, Answer> {
    let then = ours(sent.fields.get("then"));
    match web.house.step_up(&sent.reader.who, sent.fields.get("code")).await {
        Ok(()) => Ok(Redirect::to(then).into_response()),
        Err(Failure::Refused(Refusal::Fields(problems))) => {
            Ok(page(&web, here.0.as_ref(), &sent.reader, then, &problems).await?.into_response())
        }
        Err(other) => Err(other.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_gives_their_second_factor_comes_back_to_a_page() {
        for (from, to) in [
            ("/workforce/7/join", "/workforce/7"),
            ("/workforce/7/recover/agree", "/workforce/7"),
            ("/cases/7/protected", "/cases/7/protected"),
            ("/cases/7/risk/8/opened", "/cases/7/risk/8"),
            ("/reports/7/release/0", "/reports/7"),
            ("/centre/partners/7/telephone", "/centre"),
            ("/centre/second-factor", "/centre/second-factor"),
        ] {
            assert_eq!(page_of(from), to);
        }
    }
}
