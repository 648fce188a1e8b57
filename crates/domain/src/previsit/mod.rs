//! Pre-visits: each adult sees the centre before the first session, on a day of their own, and signs the ground rules.

mod commands;
mod decide;
mod events;
pub mod facts;
mod record;
mod state;
mod words;

pub use commands::PreVisitCommand;
pub use events::PreVisitEvent;
pub use record::{Held, Plan};
pub use state::{PreVisit, PreVisitState, Progress, TextSignature};
pub use words::{NotATextVersion, NotHeldReason, OpenPoint, SignedText, TextVersion};
