//! Signing in and out, and somebody's own account. In a demo, one click signs in as any of its people; nowhere else.

mod account;
mod code;
mod enrol;
mod first;
mod join;
mod own_passkeys;
mod pages;
mod passkeys;
mod password;
mod picture;
mod recover;
mod step_up;
mod whence;

pub(crate) use code::code_take;
pub(crate) use first::{first_form, first_take};
pub(crate) use join::{join_form, join_take};
pub(crate) use pages::{
    hidden_field, keep, out_form, sign_in_as, sign_in_form, sign_in_take, sign_out, sign_out_everywhere, stay, waiting,
};
pub(crate) use passkeys::{sign_in_ask as passkey_ask, sign_in_take as passkey_take};
pub(crate) use recover::{recover_form, recover_take};
use step_up::sent_first;
pub(crate) use whence::From;

use crate::components::{Button, ErrorSummary, Html, TextInput};
use crate::reader::Reader;
use crate::routes::Routes;
use crate::sent::FORM_TOKEN;
use domain::decision::FieldProblem;

/// The routes of somebody's own account.
pub(crate) fn routes(routes: Routes) -> Routes {
    routes
        .page("/account", account::show)
        .tap("/account/sign-ins/{id}/end", account::end)
        .page("/account/password", password::show)
        .tap("/account/password", password::take)
        .page("/account/second-factor", enrol::show)
        .tap("/account/second-factor", enrol::take)
        .page("/account/second-factor/code", enrol::show_code)
        .tap("/account/second-factor/code", enrol::take_code)
        .page("/account/passkeys/new", own_passkeys::show)
        .tap("/account/passkeys/new", own_passkeys::begin)
        .tap("/account/passkeys", own_passkeys::take)
        .page("/account/passkeys/{id}/remove", own_passkeys::ask_removal)
        .tap("/account/passkeys/{id}/remove", own_passkeys::remove)
        .page("/step-up", step_up::show)
        .tap("/step-up", step_up::take)
        .tap("/step-up/passkey/begin", passkeys::step_up_ask)
        .tap("/step-up/passkey", passkeys::step_up_take)
}

/// A field for the six digits that a telephone shows.
fn code_field(error: Option<&str>) -> Html {
    TextInput::new("code", "Code")
        .hint("The six digits that the program on your telephone shows now")
        .digits()
        .autocomplete("one-time-code")
        .error_if(error)
        .into()
}

/// What is wrong with a field, where something is.
pub(crate) fn error_of<'a>(problems: &'a [FieldProblem], name: &str) -> Option<&'a str> {
    problems.iter().find(|problem| problem.field == name).map(|problem| problem.message.as_str())
}

/// The title of a page, which says so where something is wrong.
pub(crate) fn titled(heading: &str, problems: &[FieldProblem]) -> String {
    if problems.is_empty() { heading.to_owned() } else { format!("Error: {heading}") }
}

/// What is wrong, and the heading.
pub(crate) fn headed(heading: &str, problems: &[FieldProblem]) -> Html {
    let summary = if problems.is_empty() {
        Html::default()
    } else {
        problems.iter().fold(ErrorSummary::default(), |s, p| s.field(&p.field, p.message.as_str())).into()
    };
    summary.then(Html::trusted("<h1 class=\"govuk-heading-l\">")).then(heading).then(Html::trusted("</h1>"))
}

/// A small form of somebody who is signed in.
pub(crate) fn own_form(reader: &Reader, action: &str, content: impl Into<Html>, button: Button) -> Html {
    Html::trusted("<form method=\"post\" novalidate action=\"")
        .then(action)
        .then(Html::trusted("\">"))
        .then(pages::hidden_field(FORM_TOKEN, &reader.who.form_token))
        .then(content)
        .then(button)
        .then(Html::trusted("</form>"))
}
