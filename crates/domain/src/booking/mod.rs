//! Bookings of a centre-day. Booking is serialised here: one stream a centre and day, so that two people cannot take the
//! same room, worker or child at the same time.

mod commands;
mod decide;
mod events;
mod fit;
mod make;
mod plan;
mod setting;
mod slot;
mod state;

pub use commands::{BookSession, BookingCommand};
pub(crate) use decide::kept_away;
pub use events::{BookingEvent, CancelledBecause};
pub use fit::{Clash, RoomUse, clashes};
pub use plan::plan_fact;
pub use setting::session_facts;
pub use slot::{Slot, Visit};
pub use state::DayState;
