//! Letting somebody back in: one officer asks, another agrees and hands over the link.

use crate::answer::Answer;
use crate::asked::Path;
use crate::cases::words::clock;
use crate::components::{BackLink, Button, Html, InsetText, SummaryList, SummaryRow, WarningText};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::{FORM_TOKEN, Sent};
use crate::state::{Web, address_of};
use crate::today::words::name;
use app::sign_in::RecoveryStanding;
use app::worker::WorkerPage;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Redirect;
use domain::ids::WorkerId;

/// What this reader can do for somebody who lost their password or second factor.
pub(super) fn section(reader: &Reader, page: &WorkerPage) -> Result<Html, Answer> {
    let at = |step: &str| format!("/workforce/{}/recover/{step}", page.worker);
    let (told, step) = match &page.recovery {
        RecoveryStanding::NotTheirs => return Ok(Html::default()),
        RecoveryStanding::MayAsk => (
            "Whoever has lost their password or second factor is let back in by two officers: one asks, another agrees within a \
             day."
            .to_owned(),
            Some((at("ask"), "Ask for them to be let back in")),
        ),
        RecoveryStanding::Asked => {
            ("You asked for them to be let back in. Another officer has to agree within a day.".to_owned(), None)
        }
        RecoveryStanding::MayAgree(by) => (
            format!(
                "{} asked for them to be let back in. Agree only when you know, by seeing or hearing them, that it is they who \
                 want it.",
                name(by, &page.grant)?
            ),
            Some((at("agree"), "Agree, and make the link")),
        ),
    };
    let button = step.map_or_else(Html::default, |(to, words)| {
        Html::trusted("<form method=\"post\" action=\"")
            .then(to)
            .then(Html::trusted(format!("\"><input type=\"hidden\" name=\"{FORM_TOKEN}\" value=\"")))
            .then(reader.who.form_token.as_str())
            .then(Html::trusted("\">"))
            .then(Button::new(words).secondary())
            .then(Html::trusted("</form>"))
    });
    let heading = Html::trusted("<h2 class=\"govuk-heading-m\">Letting them back in</h2>");
    Ok(heading.then(InsetText::new(told)).then(button))
}

pub(super) async fn ask(State(web): State<Web>, Path(worker): Path<WorkerId>, sent: Sent) -> Result<Redirect, Answer> {
    web.house.ask_recovery(&sent.reader.who, worker).await?;
    Ok(Redirect::to(&format!("/workforce/{worker}")))
}

/// Makes the link and shows it, once.
pub(super) async fn agree(
    State(web): State<Web>,
    Path(worker): Path<WorkerId>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Page, Answer> {
    let made = web.house.agree_to_recovery(&sent.reader.who, worker).await?;
    let link = address_of(&web, &headers, &format!("/recover/{}", made.token));
    let rows = vec![
        SummaryRow::new("For", name(&made.name, &made.grant)?),
        SummaryRow::new(
            "Link",
            Html::trusted("<code class=\"house-verbatim\">").then(link).then(Html::trusted("</code>")),
        ),
        SummaryRow::new("Works until", clock(&made.until)),
    ];
    let warning = "This page is shown once. Give the link to nobody but them: whoever has it chooses the password, and acts in \
                   their name.";
    let body = Html::from(WarningText::new(warning)).then(SummaryList::new(rows));
    let back = BackLink::new(format!("/workforce/{worker}")).text("Back");
    Ok(Page::new("A link to come back with", body).for_reader(&sent.reader).above(back).part("/workforce"))
}
