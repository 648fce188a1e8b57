//! Two sessions missed in a row make the risk assessment due again (R-P07); recording that is never refused.

use crate::case_story::{rules_of, wall};
use crate::saturday::{COORDINATOR, Family, LEAD, Saturday};
use domain::arrangement::ArrangementEvent;
use domain::booking::{BookSession, BookingCommand, CancelledBecause};
use domain::event::Event;
use domain::ids::SessionId;
use domain::risk::{RiskEvent, TriggerKind, TriggerOrigin};
use domain::session::{Ending, SessionCommand, StoppedBecause};
use domain::words::{ContactLevel, Side};
use jiff::civil::{Date, date, time};

const DID_NOT_COME: Ending = Ending::NoShow(Side::Visiting);

const SATURDAYS: [Date; 4] = [date(2026, 3, 14), date(2026, 3, 21), date(2026, 3, 28), date(2026, 4, 4)];

/// A family with a session on each of four Saturdays, all of them past, as nothing but the bookings tells of them.
fn four_sessions() -> (Saturday, Family, [SessionId; 4]) {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let sessions = SATURDAYS.map(|date| {
        let booking = BookSession { date, ..Saturday::booking(family, time(12, 0, 0, 0)) };
        day.does(COORDINATOR, BookingCommand::Book(booking)).unwrap();
        day.newest_session()
    });
    (day, family, sessions)
}

/// Records how a session ended; typed up at the end of the last Saturday.
fn ends(day: &mut Saturday, session: SessionId, ending: Ending) -> Vec<Event> {
    let started = day.slot(session).contact.date();
    let at = Some(wall(&format!("{started}T12:30")));
    day.at("2026-04-04T18:00").does(LEAD, SessionCommand::End { session, ending, at }).unwrap()
}

fn cancels(day: &mut Saturday, session: SessionId, because: CancelledBecause) -> Vec<Event> {
    let date = day.slot(session).contact.date();
    day.does(COORDINATOR, BookingCommand::Cancel { session, date, because }).unwrap()
}

/// The sessions whose being missed made the assessment due, in the order they were told.
fn due_because_of(day: &Saturday, family: Family) -> Vec<SessionId> {
    let triggers = day.world.cases[&family.case].risk.triggers.iter();
    let missed = triggers.filter(|trigger| trigger.kind == TriggerKind::MissedSessions);
    let session = |origin| match origin {
        TriggerOrigin::Session(session) => session,
        other => panic!("a session, not {other:?}"),
    };
    missed.map(|trigger| session(trigger.origin)).collect()
}

#[test]
fn the_second_session_missed_in_a_row_makes_the_assessment_due_once() {
    let (mut day, family, [first, second, third, fourth]) = four_sessions();
    ends(&mut day, first, DID_NOT_COME);
    assert_eq!(due_because_of(&day, family), []);
    let told = ends(&mut day, second, DID_NOT_COME);
    let raised = RiskEvent::TriggerRaised {
        kind: TriggerKind::MissedSessions,
        origin: TriggerOrigin::Session(second),
        note: None,
    };
    assert_eq!(told.last(), Some(&Event::Risk(raised)));
    ends(&mut day, third, DID_NOT_COME);
    assert_eq!(due_because_of(&day, family), [second], "a third in the same row says nothing new");
    ends(&mut day, fourth, DID_NOT_COME);
    assert_eq!(due_because_of(&day, family), [second, fourth], "the next two do: it may have been assessed in between");
}

#[test]
fn confirming_the_next_session_then_waits_for_a_new_assessment() {
    let (mut day, _, [first, second, third, _]) = four_sessions();
    cancels(&mut day, first, CancelledBecause::VisitingAdult);
    cancels(&mut day, second, CancelledBecause::ResidentAdult);
    let refused = day.at("2026-03-27T10:00").does(COORDINATOR, SessionCommand::Confirm { session: third }).unwrap_err();
    assert_eq!(rules_of(refused), ["R-P07"]);
}

#[test]
fn one_missed_then_one_held_then_one_missed_are_not_two_in_a_row() {
    for held in [Ending::AsPlanned, Ending::StoppedEarly(StoppedBecause::ChildsWish)] {
        let (mut day, family, [first, second, third, _]) = four_sessions();
        ends(&mut day, first, DID_NOT_COME);
        ends(&mut day, second, held);
        ends(&mut day, third, DID_NOT_COME);
        assert_eq!(due_because_of(&day, family), [], "{held:?}");
    }
}

#[test]
fn a_family_that_left_as_planned_was_there() {
    let (mut day, family, [first, second, third, _]) = four_sessions();
    ends(&mut day, first, DID_NOT_COME);
    let told = day.does(LEAD, SessionCommand::LeftAsPlanned { session: second }).unwrap();
    let contact = day.slot(second).contact;
    assert_eq!(told.last(), Some(&ArrangementEvent::SessionKept { session: second, contact }.into()));
    ends(&mut day, third, DID_NOT_COME);
    assert_eq!(due_because_of(&day, family), []);
}

#[test]
fn nobody_let_in_and_cancelling_by_the_family_count_and_cancelling_by_the_centre_stands_in_no_row() {
    let (mut day, family, [first, second, third, fourth]) = four_sessions();
    cancels(&mut day, first, CancelledBecause::Centre);
    cancels(&mut day, second, CancelledBecause::Illness);
    assert_eq!(due_because_of(&day, family), []);
    cancels(&mut day, third, CancelledBecause::OrderChanged);
    ends(&mut day, fourth, Ending::StoppedAtDoor(StoppedBecause::TooLate));
    assert_eq!(due_because_of(&day, family), [fourth]);
}

#[test]
fn sessions_typed_up_late_find_their_place_by_the_day_they_were_planned_for() {
    let (mut day, family, [first, second, third, fourth]) = four_sessions();
    ends(&mut day, first, DID_NOT_COME);
    ends(&mut day, second, Ending::AsPlanned);
    ends(&mut day, fourth, DID_NOT_COME);
    assert_eq!(due_because_of(&day, family), []);
    ends(&mut day, third, DID_NOT_COME);
    assert_eq!(due_because_of(&day, family), [third]);
}

#[test]
fn an_ending_that_is_put_right_is_put_right_in_the_row() {
    let (mut day, family, [first, second, third, _]) = four_sessions();
    ends(&mut day, first, DID_NOT_COME);
    ends(&mut day, first, DID_NOT_COME);
    assert_eq!(due_because_of(&day, family), [], "said twice is missed once");
    ends(&mut day, first, Ending::AsPlanned);
    ends(&mut day, second, DID_NOT_COME);
    assert_eq!(due_because_of(&day, family), []);
    ends(&mut day, third, DID_NOT_COME);
    assert_eq!(due_because_of(&day, family), [third]);
}

#[test]
fn a_case_in_which_nothing_is_missed_is_told_of_nothing() {
    let (mut day, family, sessions) = four_sessions();
    let before = day.world.cases[&family.case].version;
    for session in sessions {
        ends(&mut day, session, Ending::AsPlanned);
    }
    assert_eq!(day.world.cases[&family.case].version, before);
}

#[test]
fn what_one_family_missed_says_nothing_of_another() {
    let mut day = Saturday::of_centre();
    let families = [day.family(ContactLevel::Supported), day.family(ContactLevel::Supported)];
    let sessions = families.map(|family| day.booked(family, time(12, 0, 0, 0)));
    for session in sessions {
        ends(&mut day, session, DID_NOT_COME);
    }
    assert_eq!(families.map(|family| due_because_of(&day, family)), [[], []]);
}

#[test]
fn a_missed_session_is_recorded_and_told_where_the_case_was_not_read() {
    let (mut day, family, [first, ..]) = four_sessions();
    day.world.cases.clear();
    let told = ends(&mut day, first, DID_NOT_COME);
    assert_eq!(told.len(), 2, "its ending, and that it was missed");
    assert_eq!(day.told.last().unwrap().0, domain::stream::StreamName::Case(family.case));
}
