//! N-01 and N-03: whatever the state of a session, what has happened is recorded.

use crate::case_story::{text, wall};
use crate::saturday::{Family, LEAD, Saturday};
use domain::booking::{BookingCommand, CancelledBecause};
use domain::concern::{CaptureDisclosure, ConcernCommand, IncidentKind, ReportIncident, Severity};
use domain::decision::Refusal;
use domain::ids::SessionId;
use domain::session::{BeforeOrAfter, Ending, HowKnown, Movement, SessionCommand, StoppedBecause, WellbeingNote};
use domain::words::{ContactLevel, Side};
use jiff::Timestamp;
use jiff::civil::time;
use proptest::prelude::*;

/// Anything somebody may try on a session, at a minute of its day that has passed.
fn anything() -> impl Strategy<Value = (u8, i64)> {
    (0..14_u8, 0..600_i64)
}

fn command(choice: u8, session: SessionId, family: Family, at: Timestamp) -> domain::command::Command {
    let at = Some(at);
    let moving = |movement| SessionCommand::Move { session, person: None, movement, at, known: HowKnown::FromPaper };
    let end = |ending| SessionCommand::End { session, ending, at };
    let date = crate::saturday::SATURDAY;
    match choice {
        0 => moving(Movement::VisitingIn).into(),
        1 => moving(Movement::ChildIn).into(),
        2 => moving(Movement::ChildOut).into(),
        3 => moving(Movement::VisitingOut).into(),
        4 => end(Ending::StoppedEarly(StoppedBecause::ChildsWish)).into(),
        5 => end(Ending::NoShow(Side::Resident)).into(),
        6 => ConcernCommand::ReportIncident(ReportIncident {
            case: family.case,
            session: Some(session),
            kind: IncidentKind::FollowedOrWatched,
            severity: Severity::Serious,
            people: vec![family.visiting],
            what: text("Waited at the corner."),
            at,
        })
        .into(),
        7 => ConcernCommand::CaptureDisclosure(CaptureDisclosure {
            case: family.case,
            session: Some(session),
            from: family.child,
            about: vec![family.visiting],
            words: text("I do not want to go."),
            at,
        })
        .into(),
        8 => SessionCommand::Confirm { session }.into(),
        9 => SessionCommand::Close { session }.into(),
        10 => SessionCommand::LeftAsPlanned { session }.into(),
        11 => BookingCommand::Cancel { session, date, because: CancelledBecause::Safety }.into(),
        12 => SessionCommand::Observe { session, at, note: text("Drew a house.") }.into(),
        _ => SessionCommand::NoteWellbeing {
            session,
            person: None,
            when: BeforeOrAfter::After,
            note: WellbeingNote::Concern,
        }
        .into(),
    }
}

/// Choices that record what has happened: N-01, N-03.
const RECORDING: std::ops::Range<u8> = 0..8;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_has_happened_is_recorded_whatever_the_state(
        before in prop::collection::vec(anything(), 0..12),
        level in prop_oneof![Just(ContactLevel::Supported), Just(ContactLevel::Supervised)],
    ) {
        let mut day = Saturday::of_centre();
        let family = day.family(level);
        let session = day.booked(family, time(12, 0, 0, 0));
        day.at("2026-03-15T09:00");
        let at = |minute: i64| wall("2026-03-14T10:00") + jiff::SignedDuration::from_mins(minute);
        for (choice, minute) in before {
            let outcome = day.does(LEAD, command(choice, session, family, at(minute)));
            if RECORDING.contains(&choice) {
                prop_assert!(outcome.is_ok(), "choice {choice}: {:?}", outcome.err());
            }
        }
        for choice in RECORDING {
            let outcome = day.decides(LEAD, command(choice, session, family, at(0)));
            prop_assert!(outcome.as_ref().is_ok_and(|events| !events.is_empty()), "choice {choice}");
        }
    }
}

#[test]
fn a_refusal_of_a_recording_command_is_only_ever_about_a_field() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let session = day.booked(family, time(12, 0, 0, 0));
    day.at("2026-03-14T12:00");
    for choice in RECORDING {
        let future = wall("2026-03-14T18:00");
        let refusal = day.decides(LEAD, command(choice, session, family, future)).unwrap_err();
        assert!(matches!(refusal, Refusal::Fields(_)), "{refusal:?}");
    }
}
