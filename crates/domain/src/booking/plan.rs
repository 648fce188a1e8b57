//! A booking as the rules look at it.

use super::slot::{Slot, Visit};
use super::state::DayState;
use crate::arrangement::ComesAs;
use crate::ids::{PersonId, SessionId, WorkerId};
use crate::rules::facts::{AttendeeFact, Capacity, Place, PlanFact, Presence, WorkerFact};
use crate::words::{Answer, Role, Side, Window};
use crate::world::{CaseState, World};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A slot as the rules look at it: with the workers as they stand on its day and everybody else who comes that day.
/// `id` is the session's where it is booked.
///
/// Whether it is the family's first session is not known here, and unknown counts as first.
pub fn plan_fact(world: &World, slot: &Slot, id: Option<SessionId>) -> PlanFact {
    let day = slot.contact.date();
    let on_shift: BTreeSet<WorkerId> = slot.team.iter().copied().chain([slot.lead]).collect();
    let case = world.cases.get(&slot.case);
    let on_call = worker_fact(world, slot.on_call, day);
    PlanFact {
        id,
        level: Some(slot.level),
        session: slot.contact,
        first: Answer::Unknown,
        room: Some(slot.room),
        attendees: slot.visits.iter().map(|v| attendee(world, slot, v, listed(case, v.person))).collect(),
        others_there: others(world, slot)
            .flat_map(|other| other.visits.iter().map(move |v| attendee(world, other, v, Answer::Yes)))
            .collect(),
        workers: on_shift.iter().map(|id| worker_fact(world, *id, day)).collect(),
        supervisors: if slot.shares() { Vec::new() } else { slot.team.clone() },
        engaged_elsewhere: others(world, slot)
            .filter(|other| other.in_use().overlaps(slot.in_use()) && !slot.shares_room_with(other))
            .flat_map(|other| other.team.iter().copied())
            .collect(),
        lead: Some(slot.lead),
        safeguarding_lead_on_call: leads_safeguarding(&on_call).then_some(slot.on_call),
        minimum_staff: world.centre.minimum_staff(),
        advice_by_telephone: advice(world, &on_call, day),
        controls: slot.controls.clone(),
    }
}

/// The other sessions of the day. People who must not meet may come by one door just before or after, so the rules are
/// given all of them.
fn others<'w>(world: &'w World, slot: &Slot) -> impl Iterator<Item = &'w Slot> {
    let (session, day) = (slot.session, world.days.get(&slot.contact.date()));
    day.into_iter().flat_map(DayState::slots).filter(move |other| other.session != session)
}

fn worker_fact(world: &World, id: WorkerId, day: Date) -> WorkerFact {
    world.workers.get(&id).map_or_else(|| WorkerFact::unknown(id), |worker| worker.fact(id, day))
}

fn leads_safeguarding(worker: &WorkerFact) -> bool {
    worker.roles.iter().any(|role| matches!(role, Role::SafeguardingLead | Role::DeputySafeguardingLead))
}

/// Whoever can be reached during this session gives trained advice if their own training is recent; else it is as the
/// centre has settled it (R-T02).
fn advice(world: &World, on_call: &WorkerFact, day: Date) -> Answer {
    let valid = i32::from(world.centre.pack().specialist_training_days);
    let recent = on_call.specialist_da.as_ref().is_some_and(|course| {
        let last = course.completed_on.checked_add(valid.days());
        last.is_ok_and(|last| course.completed_on <= day && day <= last)
    });
    if recent { Answer::Yes } else { world.centre.advice_by_telephone() }
}

fn attendee(world: &World, slot: &Slot, visit: &Visit, listed: Answer) -> AttendeeFact {
    AttendeeFact {
        person: visit.person,
        capacity: capacity(visit.comes),
        listed,
        arriving: Some(visit.arrive),
        leaving: Some(visit.leave),
        entrance: Some(visit.entrance),
        presences: presences(world, slot, visit),
    }
}

/// Where somebody is besides at their door: in the zones they pass while they come and leave, and in the contact room
/// between. Whoever brings the child hands it to a worker near the door and does not go to the contact room.
fn presences(world: &World, slot: &Slot, visit: &Visit) -> Vec<Presence> {
    let enters = visit.comes != ComesAs::Escort;
    let door = world.centre.entrance(visit.entrance).map(|door| &door.zones);
    let room = world.centre.room(slot.room).filter(|_| enters).map(|room| &room.zones);
    let zones: BTreeSet<_> = door.into_iter().chain(room).flatten().collect();
    let mut found: Vec<_> = zones
        .into_iter()
        .flat_map(|zone| [visit.arrive, visit.leave].map(|window| (zone, window)))
        .map(|(zone, window)| Presence { place: Place::Zone(zone.as_str().to_owned()), window })
        .collect();
    let between = Window::new(visit.arrive.date(), visit.arrive.from(), visit.leave.to());
    if let (true, Ok(window)) = (enters, between) {
        found.push(Presence { place: Place::Room(slot.room), window });
    }
    found
}

const fn capacity(comes: ComesAs) -> Capacity {
    match comes {
        ComesAs::Child => Capacity::Child,
        ComesAs::Visiting => Capacity::Visiting,
        ComesAs::Visitor => Capacity::Visitor,
        ComesAs::Escort => Capacity::Escort,
    }
}

/// Whether the referral names somebody, or terms that the adults of both sides agreed to (R-S04).
fn listed(case: Option<&CaseState>, person: PersonId) -> Answer {
    let Some(case) = case else {
        return Answer::Unknown;
    };
    let arrangement = &case.arrangement;
    let agreed_on = |side| case.referral.adults_on(side).any(|adult| arrangement.agreed_by.contains(&adult));
    let agreed = agreed_on(Side::Resident) && agreed_on(Side::Visiting);
    let in_terms = arrangement
        .agreed
        .as_ref()
        .is_some_and(|terms| terms.names(person) || [terms.brings, terms.collects].contains(&person));
    if case.referral.people().any(|named| named == person) || (agreed && in_terms) { Answer::Yes } else { Answer::No }
}
