//! What the centre has to say to a booking: its rooms, doors, levels and buffers.

use super::fit::RoomUse;
use super::plan::plan_fact;
use super::slot::Slot;
use crate::arrangement::case_facts;
use crate::decision::Refusal;
use crate::ids::SessionId;
use crate::rules::Facts;
use crate::world::World;
use jiff::Timestamp;
use jiff::civil::Date;

/// Everything the rules look at when a session is booked, or confirmed under its `id`: the case, the plan, and the
/// numbers this centre has settled.
pub fn session_facts(world: &World, slot: &Slot, id: Option<SessionId>, now: Timestamp, today: Date) -> Facts {
    let mut facts = case_facts(world, slot.case, now, today);
    facts.pack = world.centre.pack();
    facts.centre_opened_on = world.centre.opened_on();
    facts.plan = Some(plan_fact(world, slot, id));
    facts.case.levels.delivered = Some(slot.level);
    facts
}

/// How the room may be used for this booking.
pub(super) fn room_use(world: &World, slot: &Slot) -> Result<RoomUse, Refusal> {
    let unused = || Refusal::field("room", "choose a room that is in use");
    let room = world.centre.room(slot.room).ok_or_else(unused)?;
    Ok(RoomUse { families: if slot.shares() { room.capacity } else { 1 } })
}

/// Whether the centre still offers the level and uses the doors that were arranged.
pub(super) fn offered(world: &World, slot: &Slot) -> Result<(), Refusal> {
    if !world.centre.offers(slot.level) {
        return Err(Refusal::not_now(
            &format!("this centre does not offer {}", slot.level.label()),
            "Look for a centre that does, or have the level decided anew.",
        ));
    }
    if slot.visits.iter().any(|visit| world.centre.entrance(visit.entrance).is_none()) {
        return Err(Refusal::not_now(
            "the arrangement names a door that is not in use",
            "Propose terms that name a door in use for each side, and have them agreed.",
        ));
    }
    Ok(())
}
