//! The door: what is recorded there, in and out of order.

use crate::case_story::{person, wall};
use crate::saturday::{LEAD, Saturday};
use crate::session::{near_misses, supervised, supported};
use domain::centre::CentreEvent;
use domain::concern::{ConcernEvent, IncidentKind, Severity};
use domain::event::Event;
use domain::ids::SessionId;
use domain::session::{BeforeOrAfter, Ending, HowKnown, Movement, SessionCommand, WellbeingNote, door_findings};
use domain::stream::StreamName;
use jiff::civil::date;

fn movement(session: SessionId, movement: Movement, at: &str) -> SessionCommand {
    let at = Some(wall(&format!("2026-03-14T{at}")));
    SessionCommand::Move { session, person: None, movement, at, known: HowKnown::FromPaper }
}

#[test]
fn a_child_who_comes_in_first_is_recorded_with_a_near_miss() {
    let mut day = Saturday::of_centre();
    let (family, session) = supported(&mut day);
    day.at("2026-03-14T12:00").moves(session, Movement::ChildIn);
    let expected = [("R-D02".to_owned(), IncidentKind::Sequence, vec![family.child])];
    assert_eq!(near_misses(&day, session), expected);
    day.at("2026-03-14T12:05").moves(session, Movement::VisitingIn);
    assert_eq!(near_misses(&day, session).len(), 1, "told once");
    let told: Vec<_> = day.told.iter().filter(|(_, e)| matches!(e, Event::Concern(_))).collect();
    assert_eq!(told.len(), 1, "a near miss alone makes no assessment due");
}

#[test]
fn a_visiting_adult_who_leaves_within_the_buffer_is_recorded_with_a_near_miss() {
    let mut day = Saturday::of_centre();
    let (family, session) = supervised(&mut day);
    day.at("2026-03-14T18:00");
    for (way, at) in [(Movement::VisitingIn, "11:30"), (Movement::ChildIn, "12:00"), (Movement::ChildOut, "13:00")] {
        day.does(LEAD, movement(session, way, at)).unwrap();
    }
    assert_eq!(near_misses(&day, session), []);
    day.does(LEAD, movement(session, Movement::VisitingOut, "13:14")).unwrap();
    assert_eq!(near_misses(&day, session), [("R-D02".to_owned(), IncidentKind::Sequence, vec![family.visiting])]);
}

#[test]
fn paper_typed_up_in_any_order_is_judged_by_the_times_when_the_session_is_closed() {
    let mut day = Saturday::of_centre();
    let (family, session) = supervised(&mut day);
    day.at("2026-03-14T18:00");
    let typed = [
        (Movement::VisitingOut, "13:05"),
        (Movement::ChildOut, "13:00"),
        (Movement::VisitingIn, "11:30"),
        (Movement::ChildIn, "12:00"),
    ];
    for (way, at) in typed {
        day.does(LEAD, movement(session, way, at)).unwrap();
    }
    assert_eq!(near_misses(&day, session), [], "each fact was in order with what was recorded before it");
    day.does(LEAD, SessionCommand::End { session, ending: Ending::AsPlanned, at: None }).unwrap();
    for when in [BeforeOrAfter::Before, BeforeOrAfter::After] {
        let seen = SessionCommand::NoteWellbeing { session, person: None, when, note: WellbeingNote::NotSeen };
        day.does(LEAD, seen).unwrap();
    }
    day.does(LEAD, SessionCommand::Close { session }).unwrap();
    assert_eq!(near_misses(&day, session), [("R-D02".to_owned(), IncidentKind::Sequence, vec![family.visiting])]);
}

#[test]
fn somebody_who_is_not_on_the_list_is_recorded_and_prompts() {
    let mut day = Saturday::of_centre();
    let (_, session) = supported(&mut day);
    day.at("2026-03-14T11:30").moves(session, Movement::VisitingIn);
    let stranger = person(77);
    let came = SessionCommand::Move {
        session,
        person: Some(stranger),
        movement: Movement::VisitingIn,
        at: None,
        known: HowKnown::Live,
    };
    day.does(LEAD, came).unwrap();
    let expected = [("R-S04".to_owned(), IncidentKind::UnlistedPerson, vec![stranger])];
    assert_eq!(near_misses(&day, session), expected);
}

#[test]
fn an_incident_of_a_rule_carries_no_words() {
    let mut day = Saturday::of_centre();
    let (_, session) = supported(&mut day);
    day.at("2026-03-14T12:00").moves(session, Movement::ChildIn);
    let incident = day.told.iter().find_map(|(_, event)| match event {
        Event::Concern(ConcernEvent::IncidentReported(incident)) => Some(incident),
        _ => None,
    });
    assert_eq!(incident.unwrap().what, None);
    assert_eq!(incident.unwrap().severity, Severity::NearMiss);
}

#[test]
fn times_from_paper_are_kept_beside_when_they_were_typed_in() {
    let mut day = Saturday::of_centre();
    let (family, session) = supported(&mut day);
    day.at("2026-03-16T09:00").does(LEAD, movement(session, Movement::VisitingIn, "11:31")).unwrap();
    assert_eq!(day.record(session).session.when(family.visiting, Movement::VisitingIn), Some(wall("2026-03-14T11:31")));
    assert_eq!(day.record(session).session.moved()[0].known, HowKnown::FromPaper);
}

#[test]
fn a_centre_that_settled_on_ten_minutes_is_judged_by_ten() {
    let mut day = Saturday::of_centre();
    let mut settings = day.world.centre.settings().unwrap().clone();
    settings.leaving_buffer_minutes = Some(10);
    let centre = StreamName::Centre(day.centre);
    day.happens(centre, CentreEvent::SettingsChanged { settings });
    let (family, session) = supervised(&mut day);
    day.at("2026-03-14T18:00");
    let marks = [
        (Movement::VisitingIn, "11:30"),
        (Movement::ChildIn, "12:00"),
        (Movement::ChildOut, "13:00"),
        (Movement::VisitingOut, "13:11"),
    ];
    for (way, at) in marks {
        day.does(LEAD, movement(session, way, at)).unwrap();
    }
    assert_eq!(near_misses(&day, session), []);
    day.does(LEAD, movement(session, Movement::VisitingOut, "13:09")).unwrap();
    assert_eq!(near_misses(&day, session)[0].2, [family.visiting]);
}

#[test]
fn a_page_prompts_in_the_rules_words_for_every_near_miss_on_record_and_no_other() {
    let mut day = Saturday::of_centre();
    let (_, session) = supervised(&mut day);
    day.at("2026-03-14T18:00");
    let marks = [
        (Movement::ChildIn, "11:50"),
        (Movement::VisitingIn, "11:55"),
        (Movement::ChildOut, "13:00"),
        (Movement::VisitingOut, "13:20"),
    ];
    for (way, at) in marks {
        day.does(LEAD, movement(session, way, at)).unwrap();
    }
    let (now, today) = (day.now, date(2026, 3, 14));
    let record = day.record(session);
    let moved = record.session.moved().iter();
    let prompts: Vec<_> = moved
        .flat_map(|moved| door_findings(session, record, *moved, now, today))
        .map(|finding| finding.reason)
        .collect();
    assert_eq!(prompts.len(), 1, "twenty minutes are enough: {prompts:?}");
    assert!(prompts[0].starts_with("The child came in before"));
}
