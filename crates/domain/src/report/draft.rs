//! A starting point for the author of a report. A report is a summary: nothing is copied out of the notes; each section
//! names the notes it can be written from.

use super::commands::StatementText;
use super::events::Section;
use super::source::Source;
use super::state::Report;
use crate::arrangement::ComesAs;
use crate::ids::StatementId;
use crate::session::{Ending, Moved, Movement, SessionState};
use crate::words::{Narrative, Side, at_centre};
use crate::world::SessionRecord;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// When the visiting adult and the child came into the contact room and when contact ended, in plain sentences; then
/// each section, empty, with the notes of its time. `zone` is that of the clock on the centre's wall.
///
/// When the child was brought and fetched is left out: every recipient reads the same text, and the comings and goings
/// of the adult the child lives with are never told to the other.
pub fn draft_from(record: &SessionRecord, zone: &TimeZone) -> Vec<StatementText> {
    let session = &record.session;
    let mut statements = arrivals(session, zone);
    statements.push(empty(Section::Arrival, notes(session, Section::Arrival)));
    statements.push(empty(Section::Session, notes(session, Section::Session)));
    statements.extend(ending(session, zone));
    statements.push(empty(Section::Ending, notes(session, Section::Ending)));
    let wellbeing = session.wellbeing().iter().map(|entry| Source::Wellbeing(entry.id)).collect();
    statements.push(empty(Section::BeforeAndAfter, wellbeing));
    statements
}

/// The statements that name nothing they rest on. They are marked on the page and on the paper.
pub fn unsourced(report: &Report) -> Vec<StatementId> {
    report.statements.iter().filter(|s| s.sources.is_empty()).map(|s| s.id).collect()
}

const fn empty(section: Section, sources: Vec<Source>) -> StatementText {
    StatementText { id: None, section, text: None, sources }
}

fn told(section: Section, text: &str, sources: Vec<Source>) -> StatementText {
    StatementText { id: None, section, text: Narrative::parse(text).ok(), sources }
}

fn clock(at: Timestamp, zone: &TimeZone) -> String {
    at_centre(at, zone).strftime("%H:%M").to_string()
}

fn arrivals(session: &SessionState, zone: &TimeZone) -> Vec<StatementText> {
    let ways = [
        (ComesAs::Visiting, Movement::VisitingIn, "visiting adult", "visiting adults", "in the contact room"),
        (ComesAs::Child, Movement::ChildIn, "child", "children", "with them in the contact room"),
    ];
    let mut statements = Vec::new();
    for (comes, movement, one, many, place) in ways {
        let booked = session.slot().map_or(0, |slot| slot.coming_as(comes).count());
        for together in by_minute(session.moved().iter().filter(|m| m.movement == movement)) {
            let Some(first) = together.first() else {
                continue;
            };
            let who = match (together.len(), booked) {
                (_, 0 | 1) => format!("The {one} was"),
                (here, all) if here == all => format!("The {many} were"),
                (1, _) => format!("One of the {many} was"),
                (here, _) => format!("{here} of the {many} were"),
            };
            let sources = together.iter().map(|m| Source::Fact(m.place)).collect();
            let text = format!("{who} {place} at {}.", clock(first.at, zone));
            statements.push(told(Section::Arrival, &text, sources));
        }
    }
    statements
}

/// Movements in runs of one minute: people who came together are told of together.
fn by_minute<'m>(moved: impl Iterator<Item = &'m Moved>) -> Vec<Vec<&'m Moved>> {
    let mut runs: Vec<Vec<&Moved>> = Vec::new();
    for next in moved {
        match runs.last_mut() {
            Some(run) if run.first().is_some_and(|m| m.at.as_second() / 60 == next.at.as_second() / 60) => {
                run.push(next);
            }
            _ => runs.push(vec![next]),
        }
    }
    runs
}

fn ending(session: &SessionState, zone: &TimeZone) -> Option<StatementText> {
    let (at, how) = session.ended()?;
    let at = clock(at, zone);
    let text = match how {
        Ending::AsPlanned => format!("Contact ended at {at}, as planned."),
        // Why it stopped is the author's to say: the recorded reason may tell of what somebody disclosed.
        Ending::StoppedEarly(_) => format!("Contact was ended at {at}, before its time."),
        Ending::StoppedAtDoor(_) => "Contact did not begin.".to_owned(),
        Ending::NoShow(Side::Visiting) => "The visiting adult did not come.".to_owned(),
        Ending::NoShow(Side::Resident) => "The child did not come.".to_owned(),
        Ending::NoShow(Side::Other) => "Contact did not take place.".to_owned(),
    };
    let sources = session.ended_place().map(Source::Fact).into_iter().collect();
    Some(told(Section::Ending, &text, sources))
}

/// The notes of the time a section is about: until the child is in the room, until contact ends, and after.
fn notes(session: &SessionState, section: Section) -> Vec<Source> {
    let met = session.moved().iter().find(|m| m.movement == Movement::ChildIn).map(|m| m.at);
    let ended = session.ended().map(|(at, _)| at);
    let part = |at: Timestamp| {
        if ended.is_some_and(|ended| at >= ended) {
            Section::Ending
        } else if met.is_some_and(|met| at < met) {
            Section::Arrival
        } else {
            Section::Session
        }
    };
    session.observed().iter().filter(|o| part(o.at) == section).map(|o| Source::Note(o.id)).collect()
}
