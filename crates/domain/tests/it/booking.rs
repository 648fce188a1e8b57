use crate::case_story::{because, fields_of, rules_of, worker};
use crate::saturday::{COORDINATOR, OTHER_VOLUNTEER, SAFEGUARDING, SATURDAY, Saturday, VOLUNTEER, room};
use domain::arrangement::{ArrangementEvent, Away, PauseReason, Timing};
use domain::booking::{BookSession, BookingCommand, BookingEvent, CancelledBecause};
use domain::decision::Refusal;
use domain::event::Event;
use domain::private::{Private, Subject};
use domain::session::{Movement, SessionEvent, Stage};
use domain::stream::StreamName;
use domain::words::{ContactLevel, Window};
use jiff::civil::{Time, date, time};

const TEN: Time = time(10, 0, 0, 0);
const NOON: Time = time(12, 0, 0, 0);

fn book(day: &mut Saturday, booking: BookSession) -> Result<Vec<Event>, Refusal> {
    day.does(COORDINATOR, BookingCommand::Book(booking))
}

#[test]
fn a_booking_takes_its_place_in_the_day_and_begins_the_session() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let session = day.booked(family, NOON);
    let slot = day.world.days[&SATURDAY].slot(session).unwrap();
    assert_eq!(Some(slot), day.record(session).session.slot());
    assert_eq!(day.record(session).session.stage(), Stage::Planned);
    let visiting = slot.visits.iter().find(|v| v.person == family.visiting).unwrap();
    let child = slot.visits.iter().find(|v| v.person == family.child).unwrap();
    assert_eq!((visiting.arrive.from(), visiting.leave.to()), (time(11, 25, 0, 0), time(13, 35, 0, 0)));
    assert_eq!((child.arrive.from(), child.leave.to()), (time(11, 50, 0, 0), time(13, 10, 0, 0)));
    assert!(slot.visits.iter().any(|v| v.person == family.resident && v.entrance == day.front));
    assert_eq!(slot.in_use(), Window::new(SATURDAY, time(11, 25, 0, 0), time(13, 35, 0, 0)).unwrap());
}

#[test]
fn a_session_is_booked_only_under_terms_that_hold() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let stream = StreamName::Case(family.case);
    let reason = PauseReason::Safety;
    day.happens(stream, ArrangementEvent::Paused { reason, note: None });
    let booking = Saturday::booking(family, NOON);
    assert!(because(book(&mut day, booking.clone()).unwrap_err()).contains("paused"));
    day.happens(stream, ArrangementEvent::Resumed { note: Private::Erased });
    book(&mut day, booking).unwrap();
}

#[test]
fn a_day_that_has_passed_is_refused_and_today_is_not() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let booking = Saturday::booking(family, NOON);
    day.at("2026-03-15T00:01");
    assert_eq!(fields_of(book(&mut day, booking.clone()).unwrap_err()), ["date"]);
    day.at("2026-03-14T23:59");
    book(&mut day, booking).unwrap();
}

#[test]
fn a_session_that_would_reach_over_midnight_is_refused() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    for from in [time(23, 30, 0, 0), time(22, 45, 0, 0), time(0, 10, 0, 0)] {
        let booking = Saturday::booking(family, from);
        assert_eq!(fields_of(book(&mut day, booking).unwrap_err()), ["from"], "{from}");
    }
}

#[test]
fn a_session_keeps_its_wall_clock_on_the_day_the_clocks_go_forward() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let sunday = date(2026, 3, 29);
    let booking = BookSession { date: sunday, ..Saturday::booking(family, TEN) };
    book(&mut day, booking).unwrap();
    let contact = day.slot(day.newest_session()).contact;
    assert_eq!(contact, Window::new(sunday, TEN, time(11, 0, 0, 0)).unwrap());
    let starts = sunday.to_datetime(contact.from()).to_zoned(day.world.centre.zone()).unwrap();
    assert_eq!(starts.timestamp().to_string(), "2026-03-29T09:00:00Z", "summer time has begun");
}

#[test]
fn no_session_runs_through_a_change_of_the_clocks() {
    for (sunday, from) in [(date(2026, 3, 29), time(1, 15, 0, 0)), (date(2026, 10, 25), time(1, 15, 0, 0))] {
        let mut day = Saturday::of_centre();
        let family = day.family(ContactLevel::Supported);
        let booking = BookSession { date: sunday, ..Saturday::booking(family, from) };
        assert_eq!(fields_of(book(&mut day, booking).unwrap_err()), ["from"], "{sunday}");
    }
}

#[test]
fn the_same_room_is_not_given_twice_and_the_refusal_names_no_family() {
    let mut day = Saturday::of_centre();
    let (one, other) = (day.family(ContactLevel::Supervised), day.family(ContactLevel::Supervised));
    let first = day.booked(one, NOON);
    let mut booking = Saturday::booking(other, NOON);
    booking.team = vec![OTHER_VOLUNTEER];
    let refusal = book(&mut day, booking).unwrap_err();
    let shown = format!("{refusal:?}");
    assert!(!shown.contains(&first.to_string()) && !shown.contains(&one.case.to_string()), "{shown}");
    assert_eq!(fields_of(refusal), ["room"]);
}

#[test]
fn a_worker_who_is_with_another_family_is_refused_by_their_place_in_the_list() {
    let mut day = Saturday::of_centre();
    let (one, other) = (day.family(ContactLevel::Supervised), day.family(ContactLevel::Supervised));
    day.booked(one, NOON);
    let mut booking = Saturday::booking(other, NOON);
    booking.room = Some(day.hall);
    booking.team = vec![OTHER_VOLUNTEER, VOLUNTEER];
    match book(&mut day, booking).unwrap_err() {
        Refusal::Fields(problems) => {
            assert_eq!(problems.len(), 1);
            assert_eq!(problems[0].field, "team");
            assert!(problems[0].message.starts_with("worker 2 of those"), "{}", problems[0].message);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn supported_families_share_hall_and_team_until_the_hall_is_full() {
    let mut day = Saturday::of_centre();
    for _ in 0..12 {
        let family = day.family(ContactLevel::Supported);
        day.booked(family, NOON);
    }
    let last = day.family(ContactLevel::Supported);
    let booking = Saturday::booking(last, NOON);
    assert_eq!(fields_of(book(&mut day, booking).unwrap_err()), ["room"]);
    day.booked(last, time(16, 0, 0, 0));
}

#[test]
fn rooms_and_doors_that_are_closed_are_not_booked() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let centre = StreamName::Centre(day.centre);
    let mut booking = Saturday::booking(family, NOON);
    booking.room = Some(room(99));
    assert_eq!(fields_of(book(&mut day, booking.clone()).unwrap_err()), ["room"]);
    booking.room = None;
    day.happens(centre, domain::centre::CentreEvent::EntranceClosed { entrance: day.garden });
    assert!(because(book(&mut day, booking).unwrap_err()).contains("door"));
}

#[test]
fn a_shift_without_a_safeguarding_lead_who_can_be_reached_is_stopped_by_its_rule() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let mut booking = Saturday::booking(family, NOON);
    booking.on_call = OTHER_VOLUNTEER;
    assert_eq!(rules_of(book(&mut day, booking.clone()).unwrap_err()), ["R-S05"]);
    booking.on_call = SAFEGUARDING;
    booking.team = Vec::new();
    assert_eq!(rules_of(book(&mut day, booking).unwrap_err()), ["R-S05"], "the lead alone is too few");
}

#[test]
fn a_supervised_family_needs_a_worker_of_its_own() {
    let mut day = Saturday::of_centre();
    let (one, other) = (day.family(ContactLevel::Supervised), day.family(ContactLevel::Supported));
    let mut booking = Saturday::booking(one, NOON);
    booking.team = Vec::new();
    assert!(rules_of(book(&mut day, booking).unwrap_err()).contains(&"R-S05".to_owned()));
    day.booked(one, NOON);
    let booking = Saturday::booking(other, NOON);
    assert_eq!(fields_of(book(&mut day, booking).unwrap_err()), ["team"], "the hall cannot borrow the supervisor");
}

#[test]
fn an_unknown_worker_on_the_shift_counts_as_untrained() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let mut booking = Saturday::booking(family, NOON);
    booking.team = vec![VOLUNTEER, worker(99)];
    assert!(rules_of(book(&mut day, booking).unwrap_err()).contains(&"R-T01".to_owned()));
}

#[test]
fn a_cancelled_session_gives_its_place_back_and_one_that_began_cannot_be_cancelled() {
    let mut day = Saturday::of_centre();
    let (one, other) = (day.family(ContactLevel::Supervised), day.family(ContactLevel::Supervised));
    let first = day.booked(one, NOON);
    let because_closed = CancelledBecause::Centre;
    let cancel = |session| BookingCommand::Cancel { session, date: SATURDAY, because: because_closed };
    let events = day.does(COORDINATOR, cancel(first)).unwrap();
    assert_eq!(
        events,
        [
            Event::from(SessionEvent::Cancelled { because: because_closed }),
            Event::from(BookingEvent::Cancelled { session: first, because: because_closed }),
        ]
    );
    assert_eq!(day.record(first).session.stage(), Stage::Cancelled);
    assert!(because(day.does(COORDINATOR, cancel(first)).unwrap_err()).contains("already cancelled"));
    let second = day.booked(other, NOON);
    day.at("2026-03-14T11:30").moves(second, Movement::VisitingIn);
    assert!(because(day.does(COORDINATOR, cancel(second)).unwrap_err()).contains("has begun"));
}

#[test]
fn one_door_for_both_sides_needs_the_buffer_between_them() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let mut terms = day.terms(family, ContactLevel::Supported);
    terms.entrances[1].entrance = terms.entrances[0].entrance;
    terms.timing = Timing { visiting_arrives: Away { near: 15, far: 25 }, ..Timing::USUAL };
    day.agree(family, terms.clone());
    let booking = Saturday::booking(family, NOON);
    assert!(because(book(&mut day, booking.clone()).unwrap_err()).contains("one door"));
    terms.timing = Timing::USUAL;
    day.agree(family, terms);
    book(&mut day, booking).unwrap();
}

#[test]
fn nothing_of_a_booking_is_private() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    day.booked(family, NOON);
    let (stream, event) = day.told.last().unwrap();
    assert!(matches!(stream, StreamName::Day(..)));
    let segments = domain::body::split(Subject::Centre(day.centre), event.encode().unwrap().body);
    assert_eq!(segments.len(), 1, "a day's bookings are ids and times only");
}
