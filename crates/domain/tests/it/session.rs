use crate::case_story::{because, fields_of, person, rules_of, text, wall};
use crate::saturday::{COORDINATOR, Family, LEAD, SAFEGUARDING, Saturday, VOLUNTEER};
use domain::booking::{BookingCommand, CancelledBecause};
use domain::concern::{ConcernCommand, IncidentKind, RaisedBy, ReportIncident, Severity};
use domain::event::Event;
use domain::ids::{PersonId, SessionId};
use domain::session::{
    BeforeOrAfter, Ending, HowKnown, Movement, SessionCommand, SessionEvent, Stage, WellbeingEntry, WellbeingNote,
};
use domain::words::{ContactLevel, Side};
use jiff::civil::time;

pub fn supported(day: &mut Saturday) -> (Family, SessionId) {
    let family = day.family(ContactLevel::Supported);
    let session = day.booked(family, time(12, 0, 0, 0));
    (family, session)
}

pub fn supervised(day: &mut Saturday) -> (Family, SessionId) {
    let family = day.family(ContactLevel::Supervised);
    let session = day.booked(family, time(12, 0, 0, 0));
    (family, session)
}

/// The near misses that rules raised, as rule, kind and people.
pub fn near_misses(day: &Saturday, session: SessionId) -> Vec<(String, IncidentKind, Vec<PersonId>)> {
    let incidents = day.record(session).concern.incidents();
    let raised = incidents.filter_map(|(_, record)| match &record.incident.raised {
        RaisedBy::Rule(rule) => Some((rule.clone(), record.incident.kind, record.incident.people.clone())),
        RaisedBy::Recorder => None,
    });
    raised.collect()
}

pub fn note(session: SessionId, person: PersonId, when: BeforeOrAfter, note: WellbeingNote) -> SessionCommand {
    SessionCommand::NoteWellbeing { session, person: Some(person), when, note }
}

#[test]
fn a_session_goes_from_planned_to_closed() {
    let mut day = Saturday::of_centre();
    let (family, session) = supervised(&mut day);
    let stage = |day: &Saturday| day.record(session).session.stage();
    assert_eq!(stage(&day), Stage::Planned);
    day.at("2026-03-14T11:00").does(LEAD, SessionCommand::Confirm { session }).unwrap();
    assert_eq!(stage(&day), Stage::Confirmed);
    day.at("2026-03-14T11:30").moves(session, Movement::VisitingIn);
    assert_eq!(stage(&day), Stage::Underway);
    day.at("2026-03-14T11:55").moves(session, Movement::ChildIn);
    let observe = SessionCommand::Observe { session, at: None, note: text("They read a book together.") };
    day.at("2026-03-14T12:20").does(LEAD, observe).unwrap();
    let end = SessionCommand::End { session, ending: Ending::AsPlanned, at: None };
    day.at("2026-03-14T13:00").does(LEAD, end).unwrap();
    assert_eq!(stage(&day), Stage::Ended);
    day.at("2026-03-14T13:05").moves(session, Movement::ChildOut);
    day.at("2026-03-14T13:25").moves(session, Movement::VisitingOut);
    let missing = day.does(LEAD, SessionCommand::Close { session }).unwrap_err();
    assert!(because(missing).starts_with("6 entries"));
    for person in [family.child, family.resident, family.visiting] {
        let before = note(session, person, BeforeOrAfter::Before, WellbeingNote::AsPlanned);
        day.does(LEAD, before).unwrap();
        let after = WellbeingNote::NotObtained(text("They had a bus to catch."));
        day.does(LEAD, note(session, person, BeforeOrAfter::After, after)).unwrap();
    }
    let described = WellbeingNote::Described(text("Quiet at first, then asked for a story."));
    day.does(LEAD, note(session, family.child, BeforeOrAfter::After, described)).unwrap();
    day.does(LEAD, SessionCommand::Close { session }).unwrap();
    assert_eq!(stage(&day), Stage::Closed);
    assert_eq!(near_misses(&day, session), []);
    let record = &day.record(session).session;
    assert_eq!(record.confirmed().unwrap().0, wall("2026-03-14T11:00"));
    assert_eq!(record.when(family.child, Movement::ChildOut), Some(wall("2026-03-14T13:05")));
    assert_eq!(record.observed().len(), 1);
}

#[test]
fn what_happens_to_a_session_that_is_not_where_a_step_needs_it() {
    let mut day = Saturday::of_centre();
    let (_, session) = supported(&mut day);
    let date = crate::saturday::SATURDAY;
    let close = SessionCommand::Close { session };
    assert!(because(day.does(LEAD, close.clone()).unwrap_err()).contains("has not ended"));
    day.does(LEAD, SessionCommand::Confirm { session }).unwrap();
    let again = day.does(LEAD, SessionCommand::Confirm { session }).unwrap_err();
    assert!(because(again).contains("already confirmed"));
    day.does(COORDINATOR, BookingCommand::Cancel { session, date, because: CancelledBecause::Centre }).unwrap();
    let cancelled = day.does(LEAD, SessionCommand::Confirm { session }).unwrap_err();
    assert!(because(cancelled).contains("was cancelled"));
    assert!(because(day.does(LEAD, close.clone()).unwrap_err()).contains("was cancelled"));
    // The family came all the same.
    day.at("2026-03-14T11:30").moves(session, Movement::VisitingIn);
    assert_eq!(day.record(session).session.stage(), Stage::Underway);
    let nowhere = SessionCommand::Close { session: SessionId::from_uuid(uuid::Uuid::from_u128(404)) };
    assert!(because(day.does(LEAD, nowhere).unwrap_err()).contains("no such session"));
}

#[test]
fn confirming_is_stopped_by_what_has_changed_since_the_booking() {
    let mut day = Saturday::of_centre();
    let (family, session) = supported(&mut day);
    let report = ConcernCommand::ReportIncident(ReportIncident {
        case: family.case,
        session: None,
        kind: IncidentKind::Aggression,
        severity: Severity::Serious,
        people: vec![family.visiting],
        what: text("Shouted in the street."),
        at: None,
    });
    day.does(LEAD, report).unwrap();
    let refused = day.does(LEAD, SessionCommand::Confirm { session }).unwrap_err();
    assert_eq!(rules_of(refused), ["R-P07"], "the assessment is due again");
}

#[test]
fn a_session_names_the_streams_that_confirming_it_looks_at() {
    let mut day = Saturday::of_centre();
    let (family, session) = supported(&mut day);
    let names: Vec<_> = day.record(session).session.looks_at(day.centre).iter().map(ToString::to_string).collect();
    assert!(names.contains(&format!("case/{}", family.case)));
    assert!(names.contains(&format!("day/{}/2026-03-14", day.centre)));
    for worker in [VOLUNTEER, LEAD, SAFEGUARDING] {
        assert!(names.contains(&format!("worker/{worker}")));
    }
}

#[test]
fn a_saturday_of_twelve_supported_families_is_recorded_in_at_most_forty_taps() {
    let mut day = Saturday::of_centre();
    let sessions: Vec<_> = (0..12).map(|_| supported(&mut day).1).collect();
    let mut taps = 0;
    let mut tap = |day: &mut Saturday, command: SessionCommand| {
        taps += 1;
        day.does(LEAD, command).unwrap();
    };
    for (way, at) in [(Movement::VisitingIn, "2026-03-14T11:30"), (Movement::ChildIn, "2026-03-14T12:00")] {
        for session in &sessions {
            let known = HowKnown::Live;
            let command = SessionCommand::Move { session: *session, person: None, movement: way, at: None, known };
            tap(day.at(at), command);
        }
    }
    for session in &sessions {
        tap(day.at("2026-03-14T13:30"), SessionCommand::LeftAsPlanned { session: *session });
    }
    assert!(taps <= 40, "{taps} taps");
    for session in sessions {
        assert_eq!(day.record(session).session.stage(), Stage::Closed);
        assert_eq!(near_misses(&day, session), [], "a tap for the whole family tells no order of leaving");
        let entries: Vec<_> = day.record(session).session.wellbeing().iter().map(|w| w.entry.clone()).collect();
        assert_eq!(entries, [WellbeingEntry::AsPlanned]);
    }
}

#[test]
fn leaving_as_planned_is_one_tap_once_and_only_where_contact_is_not_observed() {
    let mut day = Saturday::of_centre();
    let (family, session) = supported(&mut day);
    day.at("2026-03-14T11:30").moves(session, Movement::VisitingIn);
    day.at("2026-03-14T12:00").moves(session, Movement::ChildIn);
    day.at("2026-03-14T13:00").moves(session, Movement::ChildOut);
    let tap = SessionCommand::LeftAsPlanned { session };
    let events = day.at("2026-03-14T13:10").does(LEAD, tap.clone()).unwrap();
    let moved: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            Event::Session(SessionEvent::Moved { person, movement, known }) => Some((*person, *movement, *known)),
            _ => None,
        })
        .collect();
    assert_eq!(moved, [(family.visiting, Movement::VisitingOut, HowKnown::AsPlanned)], "what is known stays");
    assert_eq!(near_misses(&day, session), []);
    assert!(because(day.does(LEAD, tap).unwrap_err()).contains("already closed"));
    let mut day = Saturday::of_centre();
    let (_, session) = supervised(&mut day);
    let refused = day.does(LEAD, SessionCommand::LeftAsPlanned { session }).unwrap_err();
    assert!(because(refused).contains("observed"));
}

#[test]
fn supported_contact_takes_no_observation_and_no_narrative() {
    let mut day = Saturday::of_centre();
    let (family, session) = supported(&mut day);
    let observe = SessionCommand::Observe { session, at: None, note: text("They played.") };
    assert_eq!(rules_of(day.does(LEAD, observe).unwrap_err()), ["R-I05"]);
    for words in [WellbeingNote::Described(text("Cheerful.")), WellbeingNote::NotObtained(text("Left in a hurry."))] {
        let described = note(session, family.child, BeforeOrAfter::After, words);
        assert_eq!(rules_of(day.does(LEAD, described).unwrap_err()), ["R-I05"]);
    }
    for tap in [WellbeingNote::AsPlanned, WellbeingNote::Concern, WellbeingNote::NotSeen] {
        day.does(LEAD, note(session, family.child, BeforeOrAfter::After, tap)).unwrap();
    }
}

#[test]
fn a_side_that_did_not_come_needs_no_wellbeing_entries() {
    let mut day = Saturday::of_centre();
    let (family, session) = supervised(&mut day);
    let ending = Ending::NoShow(Side::Visiting);
    day.at("2026-03-14T12:30").does(LEAD, SessionCommand::End { session, ending, at: None }).unwrap();
    let missing: Vec<_> = day.record(session).session.wellbeing_missing().iter().map(|(person, _)| *person).collect();
    assert_eq!(missing.len(), 4);
    assert!(!missing.contains(&Some(family.visiting)));
}

#[test]
fn what_is_to_come_cannot_be_recorded_as_having_happened() {
    let mut day = Saturday::of_centre();
    let (family, session) = supervised(&mut day);
    day.at("2026-03-14T12:00");
    let later = Some(wall("2026-03-14T12:01"));
    let (known, way) = (HowKnown::Live, Movement::VisitingIn);
    let moving = SessionCommand::Move { session, person: None, movement: way, at: later, known };
    assert_eq!(fields_of(day.does(LEAD, moving).unwrap_err()), ["at"]);
    let end = SessionCommand::End { session, ending: Ending::AsPlanned, at: later };
    assert_eq!(fields_of(day.does(LEAD, end).unwrap_err()), ["at"]);
    let elsewhere = note(session, person(77), BeforeOrAfter::Before, WellbeingNote::NotSeen);
    assert_eq!(fields_of(day.does(LEAD, elsewhere).unwrap_err()), ["person"]);
    day.does(LEAD, note(session, family.child, BeforeOrAfter::Before, WellbeingNote::NotSeen)).unwrap();
}
