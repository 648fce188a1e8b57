//! Overrides of rules: a departure that two people authorise, with a reason and an end date, for exactly one finding.
//! When the facts of the finding change its key does, and the override no longer fits.

mod commands;
mod decide;
mod events;
mod state;
mod words;

pub use commands::OverrideCommand;
pub use events::OverrideEvent;
pub use state::{Authorisation, OverrideRecord, OverrideState};
pub use words::{Channel, OverrideInForce, OverrideStanding, SecondRole};
