//! A step with one button: it says which edition of the case its reader saw, and is refused where that has changed since.

use crate::answer::{Answer, capital};
use crate::cases::shell::{Part, view};
use crate::cases::{Asking, findings_html};
use crate::components::{Alert, AlertKind, Button, Html};
use crate::reader::Reader;
use crate::sent::Sent;
use crate::session::taps::{carried, open_form};
use crate::state::Web;
use app::cases::CaseHead;
use app::risk::Stopped;
use app::{Failure, IfMatch, Order};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::command::Command;
use domain::ids::CaseId;
use domain::stream::StreamName;

/// The field that says which edition of the case was read.
const SEEN: &str = "_version";

/// A button that is a whole form.
pub(crate) fn button(web: &Web, reader: &Reader, head: &CaseHead, action: &str, button: Button) -> Html {
    let seen = head.edition.to_string();
    open_form(action)
        .then(carried(web, reader, &[(SEEN, seen.as_str())]))
        .then(button.once())
        .then(Html::trusted("</form>"))
}

/// The case as it was read, for a form that changes it.
pub(crate) const fn seen(head: &CaseHead) -> IfMatch {
    IfMatch { stream: StreamName::Case(head.case), edition: head.edition }
}

/// What stops something, with the way to an override where there is one.
pub(crate) fn stopped(stopped: &Stopped, case: CaseId, asking: Asking) -> Html {
    match stopped {
        Stopped::Rules(findings) => findings_html(findings, case, asking),
        Stopped::NotNow { because, next } => {
            let said = Html::paragraph(capital(because).as_str());
            if next.is_empty() { said } else { said.then(Html::paragraph(capital(next).as_str())) }
        }
    }
}

/// The same as a notice with a title; nothing where nothing stops it.
pub(crate) fn notice(title: &str, stopping: Option<&Stopped>, case: CaseId, asking: Asking) -> Html {
    stopping.map_or_else(Html::default, |stopping| {
        let kind = match stopping {
            Stopped::Rules(_) => AlertKind::Error,
            Stopped::NotNow { .. } => AlertKind::Information,
        };
        Alert::new(kind, title).headed(stopped(stopping, case, asking)).into()
    })
}

/// Carries out a step; a refusal is told with what would clear it.
pub(crate) async fn carried_out(
    web: &Web,
    sent: &Sent,
    case: CaseId,
    command: impl Into<Command>,
    next: &str,
) -> Result<Response, Answer> {
    let edition = sent.fields.get(SEEN).parse().ok();
    let if_match = edition.map(|edition| IfMatch { stream: StreamName::Case(case), edition });
    let order = Order { command: command.into(), if_match, repeat: sent.repeat(), draft: None };
    let reader = &sent.reader;
    match web.house.carry_out(&reader.who, order).await {
        Ok(_) => Ok(Redirect::to(next).into_response()),
        Err(Failure::Refused(refusal)) => {
            let head = web.house.case_head(&reader.who, case).await?;
            let may = web.house.may_of(&reader.who, case, &["request-override"]).await?;
            let told = stopped(&Stopped::of(refusal), case, Asking::by(&may));
            let body =
                Html::paragraph("Nothing was saved.").then(told).then(Html::paragraph(Html::link(next, "Go back")));
            let page = view(reader, &head, Part::Risk, "This cannot be done now", body)?;
            Ok(page.status(StatusCode::CONFLICT).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
