//! Every way a request can fail, as a page. Internal text never reaches one; what went wrong inside is logged once, here.

use crate::components::{Html, WarningText};
use crate::page::Page;
use crate::sent::Fields;
use app::Failure;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::decision::Refusal;
use domain::rules::{Effect, Finding};

/// Why there is no page as asked.
pub(crate) enum Answer {
    /// The use case failed.
    Failed(Failure),
    /// Nobody is signed in.
    SignInFirst {
        /// Where to go afterwards.
        then: String,
    },
    /// Nobody is signed in any more, and a form arrived: the sign-in page carries it.
    SignInKeeping(Fields),
    /// The form did not come from one of our pages, or from another sign-in.
    NotFromHere,
    /// The form is of another sign-in than the present one: what was typed is shown, and nothing of it saved.
    OtherSignIn(Fields),
    /// The request cannot be read.
    Unreadable(&'static str),
}

impl From<Failure> for Answer {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<access::OtherRecord> for Answer {
    fn from(error: access::OtherRecord) -> Self {
        Self::Failed(error.into())
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        match self {
            Self::SignInFirst { then } => Redirect::to(&sign_in_path(&then)).into_response(),
            Self::SignInKeeping(fields) => {
                let mut response = StatusCode::OK.into_response();
                response.extensions_mut().insert(Waiting(fields));
                response
            }
            Self::NotFromHere => page(
                StatusCode::FORBIDDEN,
                "Open the form again",
                "This form did not come from a page of your present sign-in. Nothing was saved. Open it again.",
            ),
            Self::OtherSignIn(typed) => other_sign_in(&typed),
            Self::Unreadable(why) => page(StatusCode::BAD_REQUEST, "This could not be read", why),
            Self::Failed(failure) => failed(failure),
        }
    }
}

fn other_sign_in(typed: &Fields) -> Response {
    let why = "This form did not come from a page of your present sign-in. Nothing was saved. Open it again.";
    let kept = typed.iter().filter(|(_, value)| !value.trim().is_empty()).map(|(_, value)| Html::verbatim(value));
    let typed = kept.fold(Html::default(), Html::then);
    let typed = Html::paragraph("What was typed, to copy from:").then(typed);
    let home = Html::paragraph(Html::link("/today", "Go to today"));
    apart(Page::new("Open the form again", Html::paragraph(why).then(typed).then(home)).status(StatusCode::FORBIDDEN))
}

/// A form that waits for its sender to sign in again; a layer that has the house puts the page around it.
#[derive(Clone)]
pub(crate) struct Waiting(pub(crate) Fields);

/// What its reader is sent to give their second factor for first; a layer that knows the path does it.
#[derive(Clone)]
pub(crate) struct FactorFirst;

/// The sign-in page that leads back to a path of ours.
pub(crate) fn sign_in_path(then: &str) -> String {
    if then == "/" || then.is_empty() { "/sign-in".to_owned() } else { format!("/sign-in?then={}", encoded(then)) }
}

fn encoded(path: &str) -> String {
    path.bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' => char::from(b).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

fn failed(failure: Failure) -> Response {
    match failure {
        Failure::SecondFactorFirst => {
            let mut response = StatusCode::OK.into_response();
            response.extensions_mut().insert(FactorFirst);
            response
        }
        Failure::NotOpen => page(
            StatusCode::NOT_FOUND,
            "Page not found",
            "There is nothing here for you. If you typed the address, check it; if you need it for your work, ask your \
             coordinator.",
        ),
        Failure::Refused(refusal) => refused(&refusal),
        Failure::Changed { .. } => page(
            StatusCode::CONFLICT,
            "Somebody changed this record",
            "Somebody else changed this record while you were working. Nothing was saved. Open it again, look at what \
             changed, and decide anew.",
        ),
        Failure::OtherBody => page(
            StatusCode::UNPROCESSABLE_ENTITY,
            "This form was already sent",
            "This form was sent before with other content. Open the page again to see what was saved.",
        ),
        Failure::Full => page(
            StatusCode::INSUFFICIENT_STORAGE,
            "There is no room left to save in",
            "Nothing was saved. Reading still works. Write down what happened on paper and tell whoever runs this \
             computer; what you type up later is recorded with its own time.",
        ),
        Failure::Unconfirmed => page(
            StatusCode::SERVICE_UNAVAILABLE,
            "It is not known whether this was saved",
            "Go back and send the same form again. It will not be recorded twice.",
        ),
        Failure::Fault(error) => {
            tracing::error!(error = %error, "a request failed");
            page(
                StatusCode::INTERNAL_SERVER_ERROR,
                "Something went wrong",
                "Nothing was saved. Try again. If it goes on, tell whoever runs this computer.",
            )
        }
    }
}

fn refused(refusal: &Refusal) -> Response {
    let body = match refusal {
        Refusal::Rules(findings) => findings.iter().map(finding).fold(Html::default(), Html::then),
        Refusal::Fields(problems) => {
            problems.iter().fold(Html::default(), |all, p| all.then(Html::paragraph(p.message.as_str())))
        }
        Refusal::NotNow { because, next } => {
            Html::paragraph(capital(because).as_str()).then(Html::paragraph(next.as_str()))
        }
    };
    let home = Html::paragraph(Html::link("/today", "Go to today"));
    let body = Html::paragraph("Nothing was saved.").then(body).then(home);
    apart(Page::new("This cannot be done now", body).status(StatusCode::CONFLICT))
}

/// A finding as every page shows it: sentence, reason, source, what would clear it.
pub(crate) fn finding(finding: &Finding) -> Html {
    let details = Html::paragraph(finding.reason.as_str())
        .then(Html::paragraph(format!("What would clear it: {}", finding.clears).as_str()))
        .then(Html::paragraph(format!("Rule {}. Source: {}", finding.rule, finding.source).as_str()));
    let link = override_path(finding)
        .map_or_else(Html::default, |path| Html::paragraph(Html::link(&path, "Ask for an override of this finding")));
    Html::from(WarningText::new(finding.sentence.as_str())).then(details).then(link)
}

/// Where an override of exactly this finding is asked for, where two people may override it.
pub(crate) fn override_path(finding: &Finding) -> Option<String> {
    let case = finding.subjects.iter().find_map(|subject| subject.strip_prefix("case/"))?;
    let key = crate::cases::words::encoded(finding.key().as_str());
    (finding.effect == Effect::Override).then(|| format!("/cases/{case}/overrides/new/{key}"))
}

pub(crate) fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    let full = letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect());
    if full.ends_with('.') { full } else { format!("{full}.") }
}

fn page(status: StatusCode, heading: &str, text: &str) -> Response {
    let home = Html::paragraph(Html::link("/today", "Go to today"));
    apart(Page::new(heading, Html::paragraph(text).then(home)).status(status))
}

/// A page made where the house is not known; a layer that has it says whether this is a demo.
#[derive(Clone)]
pub(crate) struct Apart(pub(crate) Page);

fn apart(page: Page) -> Response {
    let mut response = page.status.into_response();
    response.extensions_mut().insert(Apart(page));
    response
}
