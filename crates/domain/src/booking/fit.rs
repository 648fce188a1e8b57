use super::slot::Slot;
use super::state::DayState;
use crate::arrangement::ComesAs;
use crate::ids::{EntranceId, PersonId, SessionId, WorkerId};
use crate::words::Window;

/// How a room may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoomUse {
    /// How many families it holds at once where contact is supported; 1 for every other level.
    pub families: u16,
}

/// What stands in the way of a booking. It names sessions of the same day by id only, so that the page can show as much
/// of them as its reader may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clash {
    /// Another session has the room, or has it too soon before or after.
    RoomTaken(SessionId),
    /// As many families as the room holds are already there.
    RoomFull,
    /// A worker is with another family at that time.
    WorkerElsewhere(WorkerId, SessionId),
    /// A person is at another session at that time.
    PersonElsewhere(PersonId, SessionId),
    /// Somebody comes or leaves on another day, or leaves before they come.
    WindowOutside(PersonId),
    /// The child is expected before the visiting adult, or leaves after them.
    OutOfOrder(PersonId),
    /// People of the two sides use one door within the buffer.
    SameDoor(EntranceId),
}

/// Everything in the way of adding `slot` to the day. `buffer` is in minutes.
pub fn clashes(day: &DayState, slot: &Slot, room: RoomUse, buffer: i64) -> Vec<Clash> {
    let mut found = windows(slot);
    found.extend(doors(slot, buffer));
    let others: Vec<_> = day.slots().filter(|other| other.session != slot.session).collect();
    for other in &others {
        found.extend(with_other(slot, other));
    }
    if slot.shares() && most_at_once(slot, &others) >= usize::from(room.families) {
        found.push(Clash::RoomFull);
    }
    found.sort();
    found.dedup();
    found
}

fn windows(slot: &Slot) -> Vec<Clash> {
    let mut found = Vec::new();
    for visit in &slot.visits {
        let same_day = [visit.arrive, visit.leave].iter().all(|w| w.date() == slot.contact.date());
        if !same_day || visit.leave.to() <= visit.arrive.from() {
            found.push(Clash::WindowOutside(visit.person));
        }
    }
    for visiting in slot.coming_as(ComesAs::Visiting) {
        for child in slot.coming_as(ComesAs::Child) {
            if child.arrive.from() < visiting.arrive.to() || child.leave.to() > visiting.leave.from() {
                found.push(Clash::OutOfOrder(child.person));
            }
        }
    }
    found
}

fn doors(slot: &Slot, buffer: i64) -> Vec<Clash> {
    let near = |a: Window, b: Window| a.gap_minutes(b).is_some_and(|gap| gap < buffer);
    let mut found = Vec::new();
    for visiting in slot.coming_as(ComesAs::Visiting) {
        for other in slot.visits.iter().filter(|v| matches!(v.comes, ComesAs::Child | ComesAs::Escort)) {
            let times = [(visiting.arrive, other.arrive), (visiting.leave, other.leave)];
            if visiting.entrance == other.entrance && times.iter().any(|(a, b)| near(*a, *b)) {
                found.push(Clash::SameDoor(visiting.entrance));
            }
        }
    }
    found
}

/// How many other families are in the room at once while this one is.
fn most_at_once(slot: &Slot, others: &[&Slot]) -> usize {
    let ours = slot.in_use();
    let sharing: Vec<_> = others
        .iter()
        .filter(|other| other.room == slot.room && other.shares())
        .map(|other| other.in_use())
        .filter(|theirs| theirs.overlaps(ours))
        .collect();
    // The number only rises when somebody starts, so looking at the starts is enough.
    let starts = sharing.iter().map(|w| w.from().max(ours.from()));
    starts.map(|at| sharing.iter().filter(|w| w.from() <= at && at < w.to()).count()).max().unwrap_or(0)
}

fn with_other(slot: &Slot, other: &Slot) -> Vec<Clash> {
    let mut found = Vec::new();
    let (ours, theirs) = (slot.in_use(), other.in_use());
    let same_room = slot.room == other.room;
    let turnaround = i64::from(slot.room_buffer.max(other.room_buffer));
    let too_close = ours.gap_minutes(theirs).is_some_and(|gap| ours.overlaps(theirs) || gap < turnaround);
    if same_room && too_close && !slot.shares_room_with(other) {
        found.push(Clash::RoomTaken(other.session));
    }
    if !ours.overlaps(theirs) {
        return found;
    }
    if !slot.shares_room_with(other) {
        let shared = slot.team.iter().filter(|w| other.team.contains(w));
        found.extend(shared.map(|w| Clash::WorkerElsewhere(*w, other.session)));
    }
    let people = slot.visits.iter().filter(|v| other.visits.iter().any(|o| o.person == v.person));
    found.extend(people.map(|v| Clash::PersonElsewhere(v.person, other.session)));
    found
}
