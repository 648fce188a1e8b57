//! What children and adults said when asked, at every stage from referral to closure; each person for themselves.

mod commands;
mod events;
pub mod facts;
mod state;
mod words;

pub use commands::VoiceCommand;
pub use events::VoiceEvent;
pub use state::{Coverage, VoiceEntry, VoiceState};
pub use words::{MaySee, NotAskedReason, Outcome, ReadBack, Stage, VoiceReader};
