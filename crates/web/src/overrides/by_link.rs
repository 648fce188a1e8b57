//! What the lead of a partner centre sees by a one-time link, without an account: one request and two buttons. Opening the
//! link changes nothing; a link that is unknown, used, old or burnt gives the same page.

use crate::answer::Answer;
use crate::cases::words::{long, verbatim};
use crate::components::{Button, ErrorSummary, Html, InsetText, SummaryList, SummaryRow, TextInput};
use crate::page::Page;
use crate::sent::{Fields, from_elsewhere};
use crate::state::Web;
use app::overrides::{ByLink, PartnerAnswer, PartnerAsks, PartnerRequest};
use axum::body::to_bytes;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;

/// Two short fields.
const LARGEST: usize = 4 * 1024;

pub(crate) async fn partner_form(State(web): State<Web>, Path(link): Path<String>) -> Result<Page, Answer> {
    let works = web.house.partner_link_works(&link).await?;
    Ok(if works { code_page(&web, None) } else { nothing(&web) })
}

pub(crate) async fn partner_take(
    State(web): State<Web>,
    Path(link): Path<String>,
    request: Request,
) -> Result<Page, Answer> {
    let (parts, body) = request.into_parts();
    if from_elsewhere(&parts) {
        return Err(Answer::NotFromHere);
    }
    let bytes = to_bytes(body, LARGEST).await.map_err(|_| Answer::Unreadable("The form is too large."))?;
    let fields = Fields::parse(&bytes);
    let code = fields.get("code");
    let answer = match fields.get("answer") {
        "authorise" => PartnerAnswer::Authorise,
        "decline" => PartnerAnswer::Decline,
        _ => {
            return match web.house.partner_request(&link, code).await? {
                ByLink::Open(request) => request_page(&web, &request, code),
                ByLink::WrongCode => Ok(code_page(&web, Some(WRONG))),
                ByLink::Nothing => Ok(nothing(&web)),
            };
        }
    };
    Ok(match web.house.answer_partner_request(&link, code, answer).await? {
        ByLink::Open(asked) => answered(&web, asked, answer),
        ByLink::WrongCode => code_page(&web, Some(WRONG)),
        ByLink::Nothing => nothing(&web),
    })
}

const WRONG: &str = "This code does not belong to this link. Check it; five wrong codes end the link.";

fn framed(web: &Web, page: Page) -> Page {
    page.demo(web.house.is_demo())
}

fn nothing(web: &Web) -> Page {
    let text = "There is nothing behind this link. It may have been used, its three days may be over, or a newer one was made. \
                Ask whoever sent it for another.";
    framed(web, Page::new("This link does not work", Html::paragraph(text)).status(StatusCode::NOT_FOUND))
}

fn code_page(web: &Web, problem: Option<&str>) -> Page {
    let mut body = Html::default();
    if let Some(problem) = problem {
        body = body.then(ErrorSummary::default().field("code", problem));
    }
    let body = body
        .then(Html::trusted("<h1 class=\"govuk-heading-l\">Enter your code</h1>"))
        .then(Html::paragraph("Whoever sent you this link gave you a code of eight digits by another way."))
        .then(Html::trusted("<form method=\"post\" novalidate>"))
        .then(TextInput::new("code", "Code").autocomplete("off").error_if(problem))
        .then(Button::new("Continue"))
        .then(Html::trusted("</form>"));
    let title = if problem.is_some() { "Error: Enter your code" } else { "Enter your code" };
    framed(web, Page::bare(title, body))
}

fn request_page(web: &Web, request: &PartnerRequest, code: &str) -> Result<Page, Answer> {
    let because =
        request.found_because.as_deref().unwrap_or("This shows only when a session is planned, or has changed since.");
    let rows = vec![
        SummaryRow::new("Rule", request.sentence),
        SummaryRow::new("Why it applies", because),
        SummaryRow::new("Reason for the departure", verbatim(&request.reason, &request.grant)?),
        SummaryRow::new("It would hold until", long(request.until)),
    ];
    let (introduction, yes, no) = match request.asks {
        PartnerAsks::Authorise => (
            "You are asked, as the second person, to authorise a departure from a safety rule. Authorise only what you have \
             understood and stand for.",
            "Authorise",
            "Do not authorise",
        ),
        PartnerAsks::Confirm => (
            "It is recorded that you authorised this departure from a safety rule by telephone. Confirm it if you did and \
             still stand for it. If you do not, it ends now.",
            "Confirm that I authorised this",
            "I do not authorise this",
        ),
    };
    let body = Html::paragraph(introduction)
        .then(SummaryList::new(rows))
        .then(Html::trusted("<form method=\"post\" novalidate><input type=\"hidden\" name=\"code\" value=\""))
        .then(code)
        .then(Html::trusted("\"><div class=\"govuk-button-group\">"))
        .then(Button::new(yes).name("answer").value("authorise"))
        .then(Button::new(no).name("answer").value("decline").secondary())
        .then(Html::trusted("</div></form>"));
    Ok(framed(web, Page::new("A departure from a safety rule", body)))
}

fn answered(web: &Web, asked: PartnerAsks, answer: PartnerAnswer) -> Page {
    let heading = match (answer, asked) {
        (PartnerAnswer::Authorise, PartnerAsks::Authorise) => "You authorised this",
        (PartnerAnswer::Authorise, PartnerAsks::Confirm) => "You confirmed this",
        (PartnerAnswer::Decline, _) => "You did not authorise this",
    };
    let text = "It is recorded, and the centre sees it. The link works no more; you can close this page.";
    framed(web, Page::new(heading, InsetText::new(text)))
}
