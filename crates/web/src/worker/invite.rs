//! Giving somebody who was engaged a way to sign in.

use crate::answer::Answer;
use crate::asked::Path;
use crate::cases::words::clock;
use crate::components::{BackLink, Html, SummaryList, SummaryRow, WarningText};
use crate::page::Page;
use crate::sent::Sent;
use crate::state::{Web, address_of};
use crate::today::words::name;
use axum::extract::State;
use axum::http::HeaderMap;
use domain::ids::WorkerId;

/// Makes the link and shows it, once.
pub(super) async fn make(
    State(web): State<Web>,
    Path(worker): Path<WorkerId>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Page, Answer> {
    let made = web.house.invite(&sent.reader.who, worker).await?;
    let link = address_of(&web, &headers, &format!("/join/{}", made.token));
    let rows = vec![
        SummaryRow::new("For", name(&made.name, &made.grant)?),
        SummaryRow::new(
            "Link",
            Html::trusted("<code class=\"house-verbatim\">").then(link).then(Html::trusted("</code>")),
        ),
        SummaryRow::new("Works until", clock(&made.until)),
    ];
    let warning = "This page is shown once. Give the link to nobody but them, best when you sit beside them: whoever has it \
                   chooses the password, and acts in their name.";
    let body = Html::from(WarningText::new(warning)).then(SummaryList::new(rows));
    let back = BackLink::new(format!("/workforce/{worker}")).text("Back");
    Ok(Page::new("A link to sign in with", body).for_reader(&sent.reader).above(back).part("/workforce"))
}
