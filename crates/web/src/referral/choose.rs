use crate::answer::Answer;
use crate::cases::words::heading;
use crate::components::{BackLink, Html};
use crate::page::Page;
use crate::reader::Reader;
use crate::state::Web;
use axum::extract::State;

/// The ways a referral can come in.
pub(super) async fn choose(State(web): State<Web>, reader: Reader) -> Result<Page, Answer> {
    web.house.may_refer(&reader.who, "record-referral").await?;
    let ways = [
        (
            "/referrals/phone",
            "By telephone",
            "Somebody is on the line. Twenty-five questions at most; others open when an answer asks for them.",
        ),
        ("/referrals/type", "Typed in from a letter, form or message", "The same questions, from what is on paper."),
        (
            "/referrals/upload",
            "From the file of a court application",
            "The JSON file of a C100 or C1A. You see what is in it before anything is saved.",
        ),
    ];
    let body = ways.iter().fold(Html::paragraph("How did the referral come?"), |body, (href, name, about)| {
        body.then(heading_link(href, name)).then(Html::paragraph(*about))
    });
    let after = Html::paragraph(
        "You can keep what you entered and come back later. A referral is a draft until you hand it in.",
    );
    let body = body.then(heading("What happens next")).then(after);
    Ok(Page::new("Take in a referral", body)
        .for_reader(&reader)
        .above(BackLink::new("/cases").text("Cases"))
        .part("/cases"))
}

fn heading_link(href: &str, name: &str) -> Html {
    Html::trusted("<h2 class=\"govuk-heading-s govuk-!-margin-bottom-1\">")
        .then(Html::link(href, name))
        .then(Html::trusted("</h2>"))
}
