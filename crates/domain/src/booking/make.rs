//! Makes the slot of a booking out of the terms of the arrangement: nobody types in people, doors or windows again.

use super::commands::BookSession;
use super::slot::{Slot, Visit};
use crate::arrangement::{Attendee, ComesAs, SessionWindows, Terms};
use crate::decision::Refusal;
use crate::ids::{PersonId, SessionId};
use crate::words::Window;
use jiff::SignedDuration;
use jiff::tz::TimeZone;

/// The slot a booking asks for.
pub(super) fn slot_of(book: &BookSession, terms: &Terms, session: SessionId, zone: &TimeZone) -> Result<Slot, Refusal> {
    let contact = contact(book, terms)?;
    let reaches_over = || Refusal::field("from", "choose a time at which everybody can come and leave on the same day");
    let windows = terms.timing.windows(contact).ok_or_else(reaches_over)?;
    let mut visits = Vec::new();
    for (person, comes) in coming(terms) {
        visits.push(visit(person, comes, terms, windows)?);
    }
    // In the order they were chosen: a refusal tells of a worker by their place in the list.
    let mut team = Vec::new();
    for worker in &book.team {
        if !team.contains(worker) {
            team.push(*worker);
        }
    }
    let slot = Slot {
        session,
        case: book.case,
        level: terms.level,
        room: book.room.unwrap_or(terms.room),
        room_buffer: terms.room_buffer,
        contact,
        visits,
        team,
        lead: book.lead,
        on_call: book.on_call,
        controls: terms.controls.clone(),
    };
    if runs_evenly(slot.in_use(), zone) {
        Ok(slot)
    } else {
        Err(Refusal::field("from", "choose another time: the clocks change during this one"))
    }
}

fn contact(book: &BookSession, terms: &Terms) -> Result<Window, Refusal> {
    let reaches_over = || Refusal::field("from", "choose an earlier time: the session would end on the next day");
    let length = SignedDuration::from_mins(i64::from(terms.minutes));
    let to = book.from.checked_add(length).map_err(|_| reaches_over())?;
    Window::new(book.date, book.from, to).map_err(|_| reaches_over())
}

/// Everybody who comes. Whoever brings or collects the child comes too, named as attending or not.
fn coming(terms: &Terms) -> Vec<(PersonId, ComesAs)> {
    let mut coming: Vec<_> =
        terms.attendees.iter().map(|Attendee { person, comes_as, .. }| (*person, *comes_as)).collect();
    for person in [terms.brings, terms.collects] {
        if coming.iter().all(|(known, _)| *known != person) {
            coming.push((person, ComesAs::Escort));
        }
    }
    coming
}

fn visit(person: PersonId, comes: ComesAs, terms: &Terms, windows: SessionWindows) -> Result<Visit, Refusal> {
    let entrance = terms.entrance(comes.side()).ok_or_else(|| {
        Refusal::not_now(
            "the arrangement does not say by which door each side comes and goes",
            "Propose terms that name a door for each side, and have them agreed.",
        )
    })?;
    let (arrive, leave) = match comes {
        ComesAs::Visiting | ComesAs::Visitor => (windows.visiting_arrives, windows.visiting_leaves),
        ComesAs::Child | ComesAs::Escort => (windows.child_arrives, windows.child_leaves),
    };
    Ok(Visit { person, comes, entrance, arrive, leave })
}

/// Whether the clock on the wall runs through the window without being put forward or back.
fn runs_evenly(window: Window, zone: &TimeZone) -> bool {
    let instant = |time| zone.to_ambiguous_zoned(window.date().to_datetime(time)).unambiguous().ok();
    let (Some(from), Some(to)) = (instant(window.from()), instant(window.to())) else {
        return false;
    };
    from.timestamp().duration_until(to.timestamp()) == SignedDuration::from_mins(window.minutes())
}
