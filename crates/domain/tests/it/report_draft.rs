//! The starting point an author is given, and what statements rest on.

use crate::case_story::{erased, fields_of};
use crate::report::{drafted, held, written};
use crate::saturday::{COORDINATOR, LEAD, Saturday};
use domain::booking::BookingCommand;
use domain::event::Event;
use domain::ids::ObservationId;
use domain::private::{Private, Subject};
use domain::report::{ReportCommand, ReportEvent, Section, Source, StatementText, draft_from, unsourced};
use domain::session::{Ending, Movement, SessionCommand, StoppedBecause};
use domain::words::{ContactLevel, Side};
use jiff::civil::{date, time};
use uuid::Uuid;

#[test]
fn a_starting_point_tells_times_names_its_sources_and_copies_no_note() {
    let mut day = Saturday::of_centre();
    let (_, session) = held(&mut day);
    let start = draft_from(day.record(session), &day.world.centre.zone());
    let told: Vec<_> = start.iter().filter_map(|s| Some((s.section, s.text.as_ref()?.as_str()))).collect();
    assert_eq!(
        told,
        [
            (Section::Arrival, "The visiting adult was in the contact room at 11:30."),
            (Section::Arrival, "The child was with them in the contact room at 12:00."),
            (Section::Ending, "Contact ended at 13:00, as planned."),
        ]
    );
    let all: String = told.iter().map(|(_, text)| *text).collect();
    assert!(!all.contains("tower") && !all.contains("13:04"), "when the child was fetched is told to nobody: {all}");
    assert!(start.iter().filter(|s| s.text.is_some()).all(|s| !s.sources.is_empty()));
    let empty = |section| start.iter().find(|s| s.section == section && s.text.is_none()).unwrap().sources.clone();
    let notes: Vec<_> = day.record(session).session.observed().iter().map(|o| Source::Note(o.id)).collect();
    assert_eq!((empty(Section::Arrival), empty(Section::Session)), (vec![notes[0]], vec![notes[1]]));
    assert_eq!(empty(Section::Ending), []);
    assert!(matches!(empty(Section::BeforeAndAfter)[..], [Source::Wellbeing(_)]));
}

#[test]
fn a_starting_point_shows_the_clock_on_the_wall_in_summer_too() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supervised);
    let mut booking = Saturday::booking(family, time(12, 0, 0, 0));
    booking.date = date(2026, 3, 29);
    day.does(COORDINATOR, BookingCommand::Book(booking)).unwrap();
    let session = day.newest_session();
    day.at("2026-03-29T11:30").moves(session, Movement::VisitingIn);
    assert_eq!(day.now.to_string(), "2026-03-29T10:30:00Z");
    let start = draft_from(day.record(session), &day.world.centre.zone());
    assert!(start[0].text.as_ref().unwrap().as_str().contains("11:30"));
}

#[test]
fn what_did_not_take_place_is_told_without_a_reason() {
    let tells = [
        (Ending::NoShow(Side::Visiting), "The visiting adult did not come."),
        (Ending::NoShow(Side::Resident), "The child did not come."),
        (Ending::StoppedAtDoor(StoppedBecause::UnderInfluence), "Contact did not begin."),
        (Ending::StoppedEarly(StoppedBecause::ChildsWish), "Contact was ended at 12:10, before its time."),
    ];
    for (ending, sentence) in tells {
        let mut day = Saturday::of_centre();
        let family = day.family(ContactLevel::Supervised);
        let session = day.booked(family, time(12, 0, 0, 0));
        day.at("2026-03-14T12:10").does(LEAD, SessionCommand::End { session, ending, at: None }).unwrap();
        let start = draft_from(day.record(session), &day.world.centre.zone());
        let told: Vec<_> = start.iter().filter_map(|s| s.text.as_ref()).map(|t| t.as_str().to_owned()).collect();
        assert_eq!(told, [sentence]);
    }
}

#[test]
fn statements_without_a_source_are_named_and_invented_sources_refused() {
    let mut day = Saturday::of_centre();
    let (_, session) = held(&mut day);
    let mut statements = written(&day, session);
    let none = statements.iter().filter(|s| s.sources.is_empty()).count();
    let draft = |statements| ReportCommand::DraftReport { session, statements };
    for nowhere in [Source::Record(999), Source::Fact(0), Source::Fact(999)] {
        statements[0].sources = vec![nowhere];
        assert_eq!(fields_of(day.does(LEAD, draft(statements.clone())).unwrap_err()), ["statements.0.sources"]);
    }
    statements[0].sources = Vec::new();
    day.does(LEAD, draft(statements)).unwrap();
    let (_, report) = day.record(session).report.current().unwrap();
    let named = unsourced(report);
    assert_eq!(named.len(), none + 1);
    assert!(named.contains(&report.statements[0].id));
    let blank = StatementText { id: None, section: Section::Ending, text: None, sources: Vec::new() };
    let mut other = Saturday::of_centre();
    let (_, session) = held(&mut other);
    let empty = ReportCommand::DraftReport { session, statements: vec![blank] };
    assert_eq!(fields_of(other.does(LEAD, empty).unwrap_err()), ["statements"]);
}

#[test]
fn sources_are_read_as_they_are_written() {
    let id = ObservationId::from_uuid(Uuid::from_u128(5));
    for source in [Source::Note(id), Source::Fact(3), Source::Record(7)] {
        assert_eq!(source.to_string().parse::<Source>().unwrap(), source);
    }
    for odd in ["", "note/", "record/x", "fact/", "letter/7", "note"] {
        assert!(odd.parse::<Source>().is_err(), "{odd}");
    }
}

#[test]
fn the_words_of_a_report_are_private_and_come_back_erased() {
    let mut day = Saturday::of_centre();
    let (family, session) = held(&mut day);
    drafted(&mut day, session);
    let (_, event) = day.told.last().unwrap();
    let owner = Subject::Case(family.case);
    let Event::Report(ReportEvent::Drafted { statements, .. }) = erased(event, owner) else {
        panic!("another event came back")
    };
    assert!(statements.iter().all(|s| s.text == Private::Erased));
    let shown = format!("{event:?}");
    assert!(!shown.contains("summary in"), "{shown}");
}
