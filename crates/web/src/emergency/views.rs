use super::at;
use crate::answer::Answer;
use crate::cases::words::{ERASED, by, clock, heading, links, opened, verbatim};
use crate::components::{BackLink, Button, Html, InsetText, SummaryAction, SummaryList, SummaryRow, Tag, TagColour};
use crate::page::Page;
use crate::reader::Reader;
use crate::session::taps::{carried, open_form};
use crate::state::Web;
use access::Grant;
use access::action::ReadBreakGlass;
use app::emergency::{EmergencyLine, EmergencyPage, Inside, Open, Stands};
use domain::ids::CaseId;
use domain::words::PersonName;

/// Who asked to be let in, as far as the reader learns of it, and what is open to the reader.
pub(super) fn page(web: &Web, reader: &Reader, found: &EmergencyPage) -> Result<Page, Answer> {
    let text = "What is sealed, such as a refuge or a disclosure, opens to somebody else only in an emergency, when two people \
                agree, and for a time.";
    let mut body = Html::paragraph(text).then(asking(found));
    if let Some(inside) = &found.inside {
        body = body.then(inside_of(found.case, inside)?);
    }
    if !found.lines.is_empty() {
        body = body.then(heading("Who asked, and what was answered"));
    }
    for line in &found.lines {
        body = body.then(card(line, found)?).then(taps(web, reader, line, found.case));
    }
    if found.who_looked == Open::Yes {
        let log = format!("/cases/{}/who-looked", found.case);
        body = body.then(Html::paragraph(Html::link(&log, "Who looked at this case")));
    }
    let title = match &found.reference {
        Some(reference) => format!("{reference}: let in for an emergency"),
        None => "Let in for an emergency".to_owned(),
    };
    Ok(Page::new(&title, body).for_reader(reader).above(BackLink::new("/today")).part("/today"))
}

/// What to do where a second factor is missing: never a dead end.
fn asking(found: &EmergencyPage) -> Html {
    match found.ask {
        Open::Yes => Button::link(format!("{}/ask", at(found.case)), "Ask to be let in").into(),
        Open::No => Html::default(),
    }
}

fn inside_of(case: CaseId, inside: &Inside) -> Result<Html, Answer> {
    let mut ways = Vec::new();
    for (person, name) in &inside.people {
        let name = match name {
            Some(name) => opened(name, &inside.grant)?.map_or_else(|_| ERASED.to_owned(), PersonName::full),
            None => "Somebody whose name is not known".to_owned(),
        };
        let of = format!("/cases/{case}/people/{person}");
        ways.push((format!("{of}/protected"), format!("{name}: protected facts")));
        ways.push((format!("{of}/refuge"), format!("{name}: refuge")));
    }
    ways.push((format!("/cases/{case}/protected"), "The referrer, and where the children are".to_owned()));
    for (number, (session, disclosure)) in (1..).zip(&inside.disclosures) {
        let place = session.map_or_else(|| format!("/cases/{case}"), |session| format!("/sessions/{session}"));
        ways.push((format!("{place}/disclosures/{disclosure}"), format!("What somebody said ({number})")));
    }
    let note = "You are let in. Open only what you need; every look is recorded.";
    Ok(heading("Open to you now").then(InsetText::new(note)).then(links(ways)))
}

fn stands(line: &EmergencyLine) -> Html {
    let (text, colour, words) = match &line.stands {
        Stands::Waits => ("Waiting", TagColour::Red, "It waits for a second person and opens nothing yet.".to_owned()),
        Stands::Lapsed => ("Lapsed", TagColour::Grey, "Nobody answered within an hour.".to_owned()),
        Stands::TakenBack => ("Taken back", TagColour::Grey, "It was taken back before it was answered.".to_owned()),
        Stands::Refused => ("Refused", TagColour::Grey, "A second person refused.".to_owned()),
        Stands::Open { until } => ("Open", TagColour::Orange, format!("It is open until {}.", clock(until))),
        Stands::Over { at } => ("Over", TagColour::Grey, format!("It ended on {}.", clock(at))),
    };
    Html::from(Tag::new(text).colour(colour)).then(" ").then(words)
}

/// One asking, as the page and the form of the answer show it.
pub(super) fn rows(line: &EmergencyLine, grant: &Grant<ReadBreakGlass>) -> Result<Vec<SummaryRow>, Answer> {
    let mut rows = vec![
        SummaryRow::new("Stands at", stands(line)),
        SummaryRow::new("Asked by", format!("{}, {}", by(&line.who, grant)?, clock(&line.asked_at))),
        SummaryRow::new("For", line.length.label()),
        SummaryRow::new("The emergency", verbatim(&line.reason, grant)?),
    ];
    if let Some((who, at)) = &line.answered {
        rows.push(SummaryRow::new("Second person", format!("{}, {}", by(who, grant)?, clock(at))));
    }
    if let Some(refusal) = &line.refusal {
        rows.push(SummaryRow::new("Why it was refused", verbatim(refusal, grant)?));
    }
    if let Some(noted) = &line.noted_at {
        rows.push(SummaryRow::new("Data-protection officer", format!("Looked at it, {}", clock(noted))));
    }
    Ok(rows)
}

fn card(line: &EmergencyLine, found: &EmergencyPage) -> Result<Html, Answer> {
    let card = SummaryList::new(rows(line, &found.grant)?).card(format!("Asked on {}", clock(&line.asked_at)));
    Ok(match line.answer {
        Open::Yes => {
            let href = format!("{}/{}/answer", at(found.case), line.id);
            card.card_action(SummaryAction::new(href, "Answer")).into()
        }
        Open::No => card.into(),
    })
}

fn taps(web: &Web, reader: &Reader, line: &EmergencyLine, case: CaseId) -> Html {
    let mut html = Html::default();
    if line.end == Open::Yes {
        let label = match line.stands {
            Stands::Waits | Stands::Lapsed => "Take it back",
            _ => "End it now",
        };
        html = html.then(tap(web, reader, &format!("{}/{}/end", at(case), line.id), label));
    }
    if line.note == Open::Yes {
        html = html.then(tap(web, reader, &format!("{}/{}/noted", at(case), line.id), "I have looked at this"));
    }
    html
}

fn tap(web: &Web, reader: &Reader, to: &str, label: &str) -> Html {
    open_form(to)
        .then(carried(web, reader, &[]))
        .then(Button::new(label).secondary().once())
        .then(Html::trusted("</form>"))
}
