//! Who was asked when, and what each person said, each for themselves.

use super::forms::CameOfIt;
use crate::answer::Answer;
use crate::cases::shell::{Part, view};
use crate::cases::words::{clock, heading, links, name_in, verbatim};
use crate::components::{Cell, Details, Html, SummaryList, SummaryRow, Table, Tag, TagColour};
use crate::page::Page;
use crate::reader::Reader;
use app::voice::{PersonVoice, VoiceLine, VoicePage};
use domain::person::PersonKind;
use domain::voice::{Coverage, MaySee, Outcome, Stage};

pub(super) fn page(reader: &Reader, found: &VoicePage) -> Result<Page, Answer> {
    let text = "Everybody is asked for themselves, at every stage. Two children of one family can wish different things. \
                That somebody was not asked never counts as an answer.";
    let mut body = Html::paragraph(text).then(heading("Who was asked when")).then(matrix(found)?);
    for person in &found.people {
        body = body.then(said(found, person)?);
    }
    if found.people.is_empty() {
        body = body.then(Html::paragraph("The referral names nobody yet."));
    }
    view(reader, &found.head, Part::Overview, "What people said", body)
}

/// Stages down, people across: a case has more stages than people, and a telephone is narrow.
fn matrix(found: &VoicePage) -> Result<Table, Answer> {
    let mut head = vec![Cell::new("When")];
    for person in &found.people {
        head.push(Cell::new(name_in(&found.names, person.person, &found.head.grant)?));
    }
    let row = |stage: &Stage| {
        let cells = found.people.iter().map(|person| Cell::new(covered(person, *stage)));
        [Cell::new(stage.label())].into_iter().chain(cells).collect::<Vec<_>>()
    };
    Ok(Table::new()
        .caption("Each person at each stage")
        .caption_classes("govuk-visually-hidden")
        .head(head)
        .rows(Stage::ALL.iter().map(row))
        .headed_rows()
        .scrolls("Who was asked when"))
}

fn covered(person: &PersonVoice, stage: Stage) -> Html {
    let coverage = person.coverage.iter().find(|(known, _)| *known == stage).map(|(_, coverage)| *coverage);
    match coverage {
        Some(Coverage::Asked) => Tag::new("Asked").colour(TagColour::Green).into(),
        Some(Coverage::NotAsked) => Tag::new("Not asked").colour(TagColour::Orange).into(),
        Some(Coverage::Missing) | None => "Nothing yet".into(),
    }
}

fn said(found: &VoicePage, person: &PersonVoice) -> Result<Html, Answer> {
    let name = name_in(&found.names, person.person, &found.head.grant)?;
    let mut html = heading(&name);
    if found.may.contains(&"record-voice") {
        let ways = CameOfIt::of(person.kind).into_iter().map(|way| {
            (format!("/cases/{}/voice/{}/{}", found.head.case, person.person, way.name()), way.label().to_owned())
        });
        html = html.then(Details::new(Html::from("Write something down for ").then(name.as_str()), links(ways)));
    }
    if !found.hears {
        let text = "What was said is shown to whoever leads the case, and to the supervisor of its sessions.";
        return Ok(html.then(Html::paragraph(text)));
    }
    if person.entries.is_empty() {
        return Ok(html.then(Html::paragraph("Nothing is written down yet.")));
    }
    let entries: Result<Html, Answer> = person.entries.iter().map(|line| entry(found, person, line)).collect();
    Ok(html.then(entries?))
}

fn entry(found: &VoicePage, person: &PersonVoice, line: &VoiceLine) -> Result<Html, Answer> {
    let grant = &found.head.grant;
    let mut rows = match &line.outcome {
        Outcome::Said { words, read_back } => vec![
            SummaryRow::new("Word for word", verbatim(words, grant)?),
            SummaryRow::new("Read back", read_back.label()),
        ],
        Outcome::ChoseNotToSay => vec![SummaryRow::new("What came of it", "Asked, and chose not to say")],
        Outcome::TooYoungObserved { seen } => {
            vec![SummaryRow::new("Too young to say: what was seen", verbatim(seen, grant)?)]
        }
        Outcome::NotAsked { reason, note } => {
            let mut rows = vec![SummaryRow::new("Not asked, because", reason.label())];
            if let Some(note) = note {
                rows.push(SummaryRow::new("In words", verbatim(note, grant)?));
            }
            rows
        }
    };
    if let Some(may_see) = &line.may_see {
        rows.push(SummaryRow::new("Who may see it, as they wish", readers(may_see, person.kind)));
    }
    if let Some(session) = line.session {
        rows.push(SummaryRow::new("Session", Html::link(&format!("/sessions/{session}"), "The session")));
    }
    let title = format!("{}: {}", line.stage.label(), clock(&line.at));
    Ok(SummaryList::new(rows).card(title).card_level(3).into())
}

/// A wish is not yet a decision to show it.
fn readers(may_see: &MaySee, kind: PersonKind) -> Html {
    match may_see {
        MaySee::NobodyElse => "Nobody but those who work on the case here".into(),
        MaySee::These(readers) => {
            let named: Vec<_> = readers.iter().map(|reader| reader.label()).collect();
            let text = format!("Those who work on the case here, and: {}.", named.join("; ").to_lowercase());
            let decides = match kind {
                PersonKind::Child => " It is shown only when the safeguarding lead has decided so.",
                PersonKind::Adult => "",
            };
            format!("{text}{decides}").into()
        }
    }
}
