//! Being let into what is sealed in an emergency: one person asks and says why, another agrees with a sign-in of their own or
//! refuses, and it ends by itself. Refusals are kept like the rest.

mod commands;
mod events;
mod state;
mod words;

pub use commands::EmergencyCommand;
pub use events::EmergencyEvent;
pub use state::{ANSWERED_WITHIN, EmergencyState, LetIn, Progress};
pub use words::Length;
