//! Where the assessment of a case stands.

use super::words::{level, on_record, signatures, status_sentence, status_tag};
use crate::answer::Answer;
use crate::cases::shell::{Part, view};
use crate::cases::words::{clock, heading, long, verbatim};
use crate::cases::{Asking, findings_html};
use crate::components::{
    Alert, AlertKind, Button, Cell, Html, SummaryAction, SummaryList, SummaryRow, Table, Tag, TagColour,
};
use crate::page::Page;
use crate::reader::Reader;
use app::risk::{RiskPage, TriggerLine, TriggerStanding, TriggerWords, VersionLine};

pub(super) fn page(reader: &Reader, found: &RiskPage) -> Result<Page, Answer> {
    let case = found.head.case;
    let mut body = Html::default();
    if !found.findings.is_empty() {
        let told = findings_html(&found.findings, case, Asking::by(&found.may));
        body = body.then(Alert::new(AlertKind::Warning, "What the rules say about the assessment").headed(told));
    }
    body = body.then(heading("On record about harm")).then(on_record(&found.assertions, &found.names, &found.head)?);
    body = body.then(heading("Where it stands")).then(standing(found)?);
    body = body.then(buttons(found)).then(heading("What made it due")).then(triggers(found)?);
    if !found.past.is_empty() {
        body = body.then(past(found)?);
    }
    view(reader, &found.head, Part::Risk, "Risk assessment", body)
}

fn standing(found: &RiskPage) -> Result<Html, Answer> {
    let live = [
        (found.current.as_ref(), "The version that counts"),
        (found.awaiting.as_ref(), "Waiting for a second signature"),
        (found.draft.as_ref(), "The draft"),
    ];
    let cards: Result<Html, Answer> =
        live.into_iter().filter_map(|(line, title)| Some(card(line?, title, found))).collect();
    let none = Html::paragraph("No assessment counts. Without one, no session goes ahead.");
    let cards = cards?;
    Ok(if found.current.is_none() { none.then(cards) } else { cards })
}

fn card(line: &VersionLine, title: &str, found: &RiskPage) -> Result<Html, Answer> {
    let case = found.head.case;
    let href = format!("/cases/{case}/risk/{}", line.id);
    let mut rows = vec![
        SummaryRow::new("Status", Html::from(status_tag(&line.status)).then(" ").then(status_sentence(&line.status))),
        SummaryRow::new("Level", level(line.level)),
        SummaryRow::new("Signatures", signatures(line, &found.head.grant)?),
    ];
    if let Some(day) = line.valid_until {
        rows.push(SummaryRow::new("Valid until", long(day)));
    }
    let list = SummaryList::new(rows).card(format!("{title}: version {}", line.number)).card_level(3);
    Ok(list.card_action(SummaryAction::new(href, "Read it")).into())
}

fn buttons(found: &RiskPage) -> Html {
    let case = found.head.case;
    let may = |action: &str| found.may.contains(&action);
    let mut group = Html::trusted("<div class=\"govuk-button-group\">");
    match &found.draft {
        Some(draft) if may("amend-risk-assessment") => {
            let href = format!("/cases/{case}/risk/{}", draft.id);
            group = group.then(Button::link(href, "Go on with the draft"));
        }
        None if may("draft-risk-assessment") => {
            group = group.then(Button::link(format!("/cases/{case}/risk/begin"), "Begin a new version"));
        }
        _ => {}
    }
    if may("raise-risk-trigger") {
        let href = format!("/cases/{case}/risk/trigger");
        group = group.then(Button::link(href, "Write down that something happened").secondary());
    }
    group.then(Html::trusted("</div>"))
}

fn triggers(found: &RiskPage) -> Result<Html, Answer> {
    if found.triggers.is_empty() {
        return Ok(Html::paragraph("Nothing is recorded that would make it due before its last day."));
    }
    let rows: Result<Vec<_>, Answer> = found.triggers.iter().map(|line| trigger(line, found)).collect();
    Ok(Table::new()
        .caption("Newest first")
        .caption_classes("govuk-visually-hidden")
        .head(["When", "What happened", "Does the assessment know of it?"].map(Cell::new))
        .rows(rows?)
        .scrolls("What made the assessment due")
        .into())
}

fn trigger(line: &TriggerLine, found: &RiskPage) -> Result<Vec<Cell>, Answer> {
    let known = match line.standing {
        TriggerStanding::Open => Tag::new("Not yet").colour(TagColour::Orange),
        TriggerStanding::Known => Tag::new("Yes").colour(TagColour::Grey),
    };
    let mut what = Html::from(line.kind.label());
    what = match &line.words {
        TriggerWords::Nothing => what,
        TriggerWords::Here(words) => what.then(verbatim(words, &found.head.grant)?),
        TriggerWords::WithProtectedFacts => what.then(Html::paragraph("What was said lies among the protected facts.")),
    };
    if let Some(session) = line.session {
        let there = Html::link(&format!("/sessions/{session}"), "The session");
        what = what.then(Html::trusted("<br>")).then(there);
    }
    if line.disclosure.is_some() {
        let there = Html::link("/concerns", "Look in the concerns");
        what = what.then(Html::trusted("<br>")).then(there);
    }
    Ok(vec![Cell::new(clock(&line.at)), Cell::new(what), Cell::new(known)])
}

fn past(found: &RiskPage) -> Result<Html, Answer> {
    let case = found.head.case;
    let newest = found.current.as_ref().or(found.awaiting.as_ref()).or(found.draft.as_ref());
    let row = |line: &VersionLine| -> Result<Vec<Cell>, Answer> {
        let read = Html::link(&format!("/cases/{case}/risk/{}", line.id), format!("Version {}", line.number));
        let against = newest.map_or_else(Html::default, |newest| {
            let href = format!("/cases/{case}/risk/{}/against/{}", line.id, newest.id);
            Html::link(&href, format!("Compare with version {}", newest.number))
                .then(Html::unseen(format!(": version {}", line.number)))
        });
        Ok(vec![
            Cell::new(read),
            Cell::new(status_tag(&line.status)),
            Cell::new(signatures(line, &found.head.grant)?),
            Cell::new(against),
        ])
    };
    let rows: Result<Vec<_>, Answer> = found.past.iter().map(row).collect();
    Ok(heading("Earlier versions").then(
        Table::new()
            .caption("Newest first")
            .caption_classes("govuk-visually-hidden")
            .head(["Version", "Status", "Signatures", "Compare"].map(Cell::new))
            .rows(rows?)
            .scrolls("Earlier versions"),
    ))
}
