//! The centre: rooms, entrances, settings, and the leads of partner centres. Its name is under the centre's own key: which centre a family uses can tell
//! where they live.

mod commands;
mod events;
mod partners;
mod state;
mod words;

pub use commands::CentreCommand;
pub use events::CentreEvent;
pub use partners::{NotATelephone, PartnerLead, PartnerStanding, Telephone};
pub use state::{CentreState, Entrance, Room, Standing};
pub use words::{Clock, FactorDemand, Label, NotALabel, NotAZone, Settings, ZoneCode};
