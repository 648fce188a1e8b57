//! Who works for the centre, and the centre itself: rooms, doors, settings.

mod centre;
mod list;
mod one;
mod partners;

pub use centre::{CentrePage, DoorLine, RoomLine};
pub use list::{Currency, WorkerLine, Workforce};
pub use one::{TrainingLine, WorkerPage};
pub use partners::{PartnerLine, PartnerTelephone};
