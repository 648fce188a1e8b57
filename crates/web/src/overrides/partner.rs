//! Sending a request to the lead of a partner centre: a link to pass on by one way, a code to pass on by another.

use super::at;
use super::page::rows;
use crate::answer::Answer;
use crate::asked::Path;
use crate::cases::shell::{Part, view};
use crate::cases::words::{clock, heading};
use crate::components::{Button, ErrorSummary, Html, InsetText, SummaryList, SummaryRow, WarningText};
use crate::forms::Question;
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::{FORM_TOKEN, Fields, Sent};
use crate::state::{Web, address_of};
use crate::worker::partners::{called, ring};
use app::overrides::{AskingPartner, MadeLink};
use axum::extract::State;
use axum::http::HeaderMap;
use domain::ids::{CaseId, OverrideId};

const MISSING: &str = "Choose who is asked";

/// Asks who it is for.
pub(super) async fn ask(
    State(web): State<Web>,
    reader: Reader,
    Path((case, id)): Path<(CaseId, OverrideId)>,
) -> Result<Page, Answer> {
    let found = web.house.asking_partner(&reader.who, case, id).await?;
    question(&reader, &found, None)
}

fn question(reader: &Reader, found: &AskingPartner, problem: Option<&str>) -> Result<Page, Answer> {
    let mut body = Html::default();
    if let Some(problem) = problem {
        body = body.then(ErrorSummary::default().field("lead", problem));
    }
    body = body.then(SummaryList::new(rows(&found.line, &found.head)?));
    if found.leads.is_empty() {
        let none = "Nobody who can be asked is named. Somebody other than whoever asks for this override, such as a trustee or \
                    the safeguarding lead, names them on the page of the centre.";
        return view(reader, &found.head, Part::Overview, "Ask a partner centre", body.then(InsetText::new(none)));
    }
    let (mut choices, mut ways) = (Vec::new(), Html::default());
    for line in &found.leads {
        let (name, organisation) = called(line, &found.head.grant)?;
        ways = ways.then(ring(reader, line.lead, &name));
        choices.push((line.lead.to_string(), format!("{name}, {organisation}")));
    }
    let warning = "They will see the rule, why it applies, the reason given for the override word by word, and its last day: \
                   no names, unless the reason holds some. If it does, withdraw it and ask anew without them.";
    let body = body
        .then(WarningText::new(warning))
        .then(Html::trusted(format!(
            "<form method=\"post\" action=\"{}/{}/partner/link\" novalidate>",
            at(found.head.case),
            found.line.id
        )))
        .then(Html::trusted(format!("<input type=\"hidden\" name=\"{FORM_TOKEN}\" value=\"")))
        .then(reader.who.form_token.as_str())
        .then(Html::trusted("\">"))
        .then(Question::one("lead", "Who is asked?", choices).ask(&Fields::default(), problem))
        .then(Button::new("Make a one-time link"))
        .then(Html::trusted("</form>"))
        .then(heading("By telephone instead"))
        .then(Html::paragraph(
            "Ring them, read the rule and the reason to them, and write down what they say under \u{201c}write down a \
             call\u{201d}. It holds at once. Then make the link here: they confirm by it within two working days, or it lapses.",
        ))
        .then(ways);
    view(reader, &found.head, Part::Overview, "Ask a partner centre", body)
}

/// Makes the link and shows it, once.
pub(super) async fn make(
    State(web): State<Web>,
    Path((case, id)): Path<(CaseId, OverrideId)>,
    headers: HeaderMap,
    sent: Sent,
) -> Result<Page, Answer> {
    let reader = &sent.reader;
    let Ok(lead) = sent.fields.get("lead").parse() else {
        let found = web.house.asking_partner(&reader.who, case, id).await?;
        return question(reader, &found, Some(MISSING));
    };
    let made = web.house.ask_partner(&reader.who, case, id, lead).await?;
    shown(reader, &made, &address_of(&web, &headers, &format!("/partner/{}", made.token)))
}

fn shown(reader: &Reader, made: &MadeLink, link: &str) -> Result<Page, Answer> {
    let (name, _) = called(&made.lead, &made.head.grant)?;
    let code = made.code.split_at_checked(4).map_or_else(|| made.code.clone(), |(a, b)| format!("{a} {b}"));
    let rows = vec![
        SummaryRow::new("For", name.as_str()),
        SummaryRow::new(
            "Link",
            Html::trusted("<code class=\"house-verbatim\">").then(link).then(Html::trusted("</code>")),
        ),
        SummaryRow::new("Code", Html::trusted("<strong>").then(code).then(Html::trusted("</strong>"))),
        SummaryRow::new("Works until", clock(&made.until)),
    ];
    let warning = "This page is shown once. Send the link and the code by two different ways: the link by email, say, and the \
                   code when you speak to them. Write neither where the other is.";
    let body = Html::from(WarningText::new(warning))
        .then(SummaryList::new(rows))
        .then(InsetText::new("It works once. Five wrong codes end it, and so does another link for the same override."))
        .then(Html::paragraph(Html::link(&at(made.head.case), "Back to the overrides of the case")));
    view(reader, &made.head, Part::Overview, "The link for the partner centre", body)
}
