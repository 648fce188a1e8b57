//! Overrides of rules: a departure that two people authorise, with a reason and an end date, for exactly one finding.
//! When the facts of the finding change its key does, and the override no longer fits.

mod commands;
mod decide;
mod events;
mod partner;
mod state;
mod words;

pub use commands::OverrideCommand;
pub use events::OverrideEvent;
pub use partner::LINK_LASTS;
pub use state::{Authorisation, OverrideRecord, OverrideState, PartnerAsked};
pub use words::{Channel, OverrideInForce, OverrideStanding, SecondRole};
