//! The arrangement: what contact is held here, how, with whom, until when; and its changes.
//!
//! Proposing, pausing, changing the level in either direction and ending are one command each, so that none of them is
//! nearer at hand than another.

mod attendance;
mod change;
mod commands;
mod course;
mod events;
pub mod facts;
mod propose;
mod referral_facts;
mod state;
mod terms;
mod timing;
mod words;

pub use attendance::{Attendance, AttendanceRow};
pub use commands::ArrangementCommand;
pub use events::ArrangementEvent;
pub use facts::case_facts;
pub use state::{ArrangementState, Decided, LevelChange, Phase, direction};
pub use terms::{Attendee, EntranceUse, HouseRules, Terms};
pub use timing::{Away, SessionWindows, Timing};
pub use words::{
    Allowance, ComesAs, Direction, EndOutcome, Frequency, LanguagePlan, LevelDecision, OrderEnd, PauseReason,
    ToiletHelp,
};
