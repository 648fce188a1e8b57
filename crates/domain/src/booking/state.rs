use super::events::BookingEvent;
use super::slot::Slot;
use crate::event::Happened;
use crate::ids::SessionId;
use std::collections::BTreeMap;

/// The bookings of one centre-day.
#[derive(Debug, Clone, Default)]
pub struct DayState {
    slots: BTreeMap<SessionId, Slot>,
}

impl DayState {
    /// Takes one more event into the state.
    pub fn evolve(&mut self, _happened: &Happened, event: &BookingEvent) {
        match event {
            BookingEvent::Booked(slot) => {
                self.slots.insert(slot.session, slot.clone());
            }
            BookingEvent::Cancelled { session, .. } => {
                self.slots.remove(session);
            }
        }
    }

    /// The bookings that stand.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.slots.values()
    }

    /// One booking.
    pub fn slot(&self, session: SessionId) -> Option<&Slot> {
        self.slots.get(&session)
    }
}
