//! What fits into a day and what does not, slot by slot.

use crate::case_story::worker;
use crate::saturday::{Family, SATURDAY, Saturday, door, room};
use domain::arrangement::{ComesAs, Timing};
use domain::booking::{BookingEvent, Clash, DayState, RoomUse, Slot, Visit, clashes};
use domain::ids::SessionId;
use domain::stream::StreamName;
use domain::words::{ContactLevel, Window};
use jiff::civil::{Date, Time, date, time};
use uuid::Uuid;

const TEN: Time = time(10, 0, 0, 0);
const NOON: Time = time(12, 0, 0, 0);
const TWO: Time = time(14, 0, 0, 0);

/// A slot of an invented session, two hours of building time around an hour of contact.
fn slot(n: u128, family: Family, level: ContactLevel, from: Time) -> Slot {
    let contact = Window::new(SATURDAY, from, from + jiff::SignedDuration::from_mins(60)).unwrap();
    let windows = Timing::USUAL.windows(contact).unwrap();
    let visit = |person, comes, entrance, arrive, leave| Visit { person, comes, entrance, arrive, leave };
    Slot {
        session: SessionId::from_uuid(Uuid::from_u128(n)),
        case: family.case,
        level,
        room: room(61),
        room_buffer: 15,
        contact,
        visits: vec![
            visit(family.visiting, ComesAs::Visiting, door(72), windows.visiting_arrives, windows.visiting_leaves),
            visit(family.child, ComesAs::Child, door(71), windows.child_arrives, windows.child_leaves),
        ],
        team: vec![worker(33 + n)],
        lead: worker(32),
        on_call: worker(35),
        controls: Vec::new(),
    }
}

fn held(slots: &[Slot]) -> DayState {
    let mut state = DayState::default();
    for slot in slots {
        let event = BookingEvent::Booked(slot.clone());
        let happened = domain::event::Happened {
            stream: StreamName::Day(domain::ids::CentreId::from_uuid(Uuid::from_u128(1)), SATURDAY),
            version: 1,
            recorded_at: jiff::Timestamp::UNIX_EPOCH,
            about_at: None,
            actor: domain::actor::Actor::Program,
            event: event.clone().into(),
        };
        state.evolve(&happened, &event);
    }
    state
}

/// Two slots of two families at once, the first already booked.
struct Two {
    one: Family,
    there: Slot,
    new: Slot,
}

fn two(there: ContactLevel, new: ContactLevel, from: Time) -> Two {
    let mut day = Saturday::of_centre();
    let (one, other) = (day.family(there), day.family(new));
    Two { one, there: slot(1, one, there, TEN), new: slot(2, other, new, from) }
}

impl Two {
    #[track_caller]
    fn check(&self, families: u16, expected: &[Clash]) {
        let state = held(std::slice::from_ref(&self.there));
        assert_eq!(clashes(&state, &self.new, RoomUse { families }, 15), expected);
    }

    fn taken(&self) -> Clash {
        Clash::RoomTaken(self.there.session)
    }
}

const SUPPORTED: ContactLevel = ContactLevel::Supported;
const SUPERVISED: ContactLevel = ContactLevel::Supervised;

#[test]
fn supported_families_share_a_room_and_nobody_else_does() {
    let shared = two(SUPPORTED, SUPPORTED, TEN);
    shared.check(2, &[]);
    shared.check(1, &[Clash::RoomFull]);
    let watched = two(SUPPORTED, SUPERVISED, TEN);
    watched.check(1, &[watched.taken()]);
    let crowded = two(SUPERVISED, SUPPORTED, TEN);
    crowded.check(5, &[crowded.taken()]);
}

#[test]
fn a_room_stays_empty_for_the_longer_turnaround_of_two_families_who_do_not_share() {
    // In use from 09:25 to 11:35; after fifteen minutes the next can be in use from 11:50, so at 12:25.
    let early = two(SUPERVISED, SUPERVISED, time(12, 24, 0, 0));
    early.check(1, &[early.taken()]);
    let mut in_time = two(SUPERVISED, SUPERVISED, time(12, 25, 0, 0));
    in_time.check(1, &[]);
    in_time.there.room_buffer = 60;
    in_time.check(1, &[in_time.taken()]);
    in_time.new.room = room(62);
    in_time.check(1, &[]);
}

#[test]
fn nobody_is_in_two_rooms_at_once() {
    for level in [SUPPORTED, SUPERVISED] {
        let mut pair = two(level, level, TEN);
        pair.new.room = room(62);
        pair.check(5, &[]);
        pair.new.team = pair.there.team.clone();
        pair.check(5, &[Clash::WorkerElsewhere(worker(34), pair.there.session)]);
        pair.new.team = Vec::new();
        pair.new.visits = pair.there.visits.clone();
        let both = [pair.one.child, pair.one.visiting];
        pair.check(5, &both.map(|person| Clash::PersonElsewhere(person, pair.there.session)));
    }
}

#[test]
fn a_slot_out_of_order_clashes_with_itself() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let good = slot(1, family, ContactLevel::Supported, TEN);
    let check = |slot: &Slot, expected: &[Clash]| {
        assert_eq!(clashes(&DayState::default(), slot, RoomUse { families: 3 }, 15), expected);
    };
    check(&good, &[]);
    let mut early_child = good.clone();
    early_child.visits[1].arrive = Window::new(SATURDAY, time(9, 0, 0, 0), time(9, 10, 0, 0)).unwrap();
    check(&early_child, &[Clash::OutOfOrder(family.child)]);
    let mut gone_first = good.clone();
    gone_first.visits[0].leave = Window::new(SATURDAY, time(9, 0, 0, 0), time(9, 10, 0, 0)).unwrap();
    check(&gone_first, &[Clash::WindowOutside(family.visiting), Clash::OutOfOrder(family.child)]);
    let mut next_day = good.clone();
    let sunday: Date = date(2026, 3, 15);
    next_day.visits[1].leave = Window::new(sunday, time(11, 0, 0, 0), time(11, 10, 0, 0)).unwrap();
    check(&next_day, &[Clash::WindowOutside(family.child)]);
    let mut one_door = good;
    one_door.visits[1].entrance = one_door.visits[0].entrance;
    check(&one_door, &[]);
    one_door.visits[1].arrive = one_door.visits[0].arrive;
    let door = one_door.visits[0].entrance;
    check(&one_door, &[Clash::OutOfOrder(family.child), Clash::SameDoor(door)]);
}

#[test]
fn families_who_come_one_after_the_other_do_not_fill_the_hall_together() {
    let mut day = Saturday::of_centre();
    let (one, two, three) =
        (day.family(ContactLevel::Supported), day.family(ContactLevel::Supported), day.family(ContactLevel::Supported));
    let morning = slot(1, one, ContactLevel::Supported, TEN);
    let afternoon = slot(2, two, ContactLevel::Supported, TWO);
    let between = slot(3, three, ContactLevel::Supported, NOON);
    let state = held(&[morning, afternoon]);
    assert_eq!(clashes(&state, &between, RoomUse { families: 2 }, 15), []);
    assert_eq!(clashes(&state, &between, RoomUse { families: 1 }, 15), [Clash::RoomFull]);
}
