//! What happened at a session. Planning and confirming can be blocked; what has happened can always be recorded, in any
//! order, late, from paper. A fact out of order raises a near miss and a prompt, never a refusal (N-01, N-03).

mod commands;
mod decide;
mod events;
mod facts;
mod missed;
mod record;
mod state;

pub use commands::{SessionCommand, WellbeingNote};
pub use events::{BeforeOrAfter, Ending, HowKnown, Movement, SessionEvent, StoppedBecause, Wellbeing, WellbeingEntry};
pub use facts::{confirm_facts, door_findings};
pub(crate) use missed::told_to_case;
pub use state::{Moved, Observation, SessionState, Stage};
