use super::base;
use crate::answer::Answer;
use crate::components::{
    BackLink, Button, Html, InsetText, Panel, SummaryAction, SummaryList, SummaryRow, Tag, TagColour, WarningText,
};
use crate::page::Page;
use crate::reader::Reader;
use crate::today::words::{clock, day, name};
use access::OtherRecord;
use app::concern::{At, ConcernLine, ConcernList, ConcernPlace, Known};
use app::session::Name;
use jiff::Timestamp;

/// A name, where this reader knows names here.
pub(super) fn known_name(named: &Name, known: &Known) -> Result<Option<String>, OtherRecord> {
    if named.is_none() {
        return Ok(None);
    }
    match known {
        Known::Session(grant) => name(named, grant).map(Some),
        Known::Day(grant) => name(named, grant).map(Some),
        Known::Case(grant) => name(named, grant).map(Some),
        Known::ByPart => Ok(None),
    }
}

/// What always comes first.
pub(super) fn first() -> Html {
    WarningText::new("If somebody is in danger now, call 999 first. This program does not call anybody.").into()
}

/// Where somebody who is worried begins.
pub(super) fn begin(reader: &Reader, at: At, place: &ConcernPlace) -> Page {
    let path = base(at);
    let said = Html::trusted("<h2 class=\"govuk-heading-m\">Somebody said something</h2>")
        .then(Html::paragraph("A child or an adult told you something that may mean harm to them or to somebody else."))
        .then(Button::link(format!("{path}/disclosure"), "Write down what they said"));
    let happened = Html::trusted("<h2 class=\"govuk-heading-m\">Something happened, or you are worried</h2>")
        .then(Html::paragraph(
            "You saw or noticed something, or something went wrong or nearly did. You need not be sure.",
        ))
        .then(Button::link(format!("{path}/incident"), "Write down what happened"));
    let body = first().then(said).then(happened).then(own(place));
    let heading = "I am worried, or somebody said something";
    Page::new(heading, body).for_reader(reader).above(BackLink::new(back(at))).part("/today")
}

/// The way back: to the day, which everybody on the floor may see.
pub(super) fn back(at: At) -> String {
    match at {
        At::Session(session) => format!("/today#s-{session}"),
        At::Case(case) => format!("/cases/{case}"),
    }
}

/// What this reader has recorded here, without saying of what kind: a screen may be looked at by others.
fn own(place: &ConcernPlace) -> Html {
    if place.own.is_empty() {
        return Html::default();
    }
    let times: Html = place
        .own
        .iter()
        .map(|entry| {
            Html::paragraph(format!("An entry of yours about {} is recorded.", clock(place.wall.shows(entry.at))))
        })
        .collect();
    Html::trusted("<h2 class=\"govuk-heading-m\">Your own entries</h2>").then(times)
}

/// That an entry is recorded, and whom to tell.
pub(super) fn recorded(reader: &Reader, at: At, place: &ConcernPlace) -> Result<Page, Answer> {
    let panel = Panel::confirmation("Recorded").body("It cannot be changed by anybody, and it can always be added to.");
    let whom = known_name(&place.on_call, &place.known)?;
    let tell = match whom {
        Some(whom) => {
            format!("Tell {whom}, who answers for safeguarding today, as soon as you can. It is on their list too.")
        }
        None => "Tell whoever answers for safeguarding today as soon as you can. It is on their list too.".to_owned(),
    };
    let next = Html::trusted("<h2 class=\"govuk-heading-m\">What happens next</h2>")
        .then(Html::paragraph(tell))
        .then(Html::paragraph("Do not ask the person more about it, and do not tell anybody else. If somebody is in danger now, call 999."))
        .then(Html::paragraph("The safeguarding lead decides what is passed on, to whom, and whether the risk assessment is done again."));
    let links = Html::paragraph(Html::link(&back(at), "Go back"))
        .then(Html::paragraph(Html::link(&format!("{}/concern", base(at)), "Record something else")));
    let body = Html::from(panel).then(next).then(own(place)).then(links);
    Ok(Page::bare("Recorded", body).for_reader(reader).part("/today"))
}

/// What waits for the safeguarding side.
pub(super) fn list(reader: &Reader, list: &ConcernList) -> Page {
    let body = Html::trusted("<h2 class=\"govuk-heading-m\">Said, and not yet read</h2>")
        .then(unseen(list))
        .then(Html::trusted("<h2 class=\"govuk-heading-m\">Incidents to review</h2>"))
        .then(unreviewed(list));
    Page::new("Concerns", body).for_reader(reader).part("/concerns")
}

fn place<Id, More>(line: &ConcernLine<Id, More>) -> (String, &str) {
    let at = line.session.map_or(At::Case(line.case), At::Session);
    (base(at), line.reference.as_deref().unwrap_or("case"))
}

fn instant(list: &ConcernList, at: Timestamp) -> String {
    let today = list.wall.date();
    let date = list.wall.date_of(at);
    let time = clock(list.wall.shows(at));
    if date == today { time } else { format!("{time} on {}", day(date)) }
}

fn unseen(list: &ConcernList) -> Html {
    if list.unseen.is_empty() {
        return InsetText::new("Nothing waits to be read.").into();
    }
    let rows = list.unseen.iter().map(|line| {
        let (path, reference) = place(line);
        let tag = if line.more <= list.now {
            Tag::new("Overdue").colour(TagColour::Red)
        } else {
            Tag::new("Waiting").colour(TagColour::Orange)
        };
        let when = format!("Recorded at {}. To be read by {}. ", instant(list, line.since), instant(list, line.more));
        let read = SummaryAction::new(format!("{path}/disclosures/{}", line.id), "Read").unseen(reference);
        SummaryRow::new(reference, Html::from(when).then(tag)).action(read)
    });
    SummaryList::new(rows).into()
}

fn unreviewed(list: &ConcernList) -> Html {
    if list.unreviewed.is_empty() {
        return InsetText::new("No incident waits to be reviewed.").into();
    }
    let rows = list.unreviewed.iter().map(|line| {
        let (path, reference) = place(line);
        let (kind, severity) = line.more;
        let words = Html::from(kind.label())
            .then(Html::trusted("<br>"))
            .then(severity.label())
            .then(Html::trusted("<br>"))
            .then(format!("At {}", instant(list, line.since)));
        let review = SummaryAction::new(format!("{path}/incidents/{}", line.id), "Review").unseen(reference);
        SummaryRow::new(reference, words).action(review)
    });
    SummaryList::new(rows).into()
}
