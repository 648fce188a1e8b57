//! The centre's day: who comes when, the sheet for the doors, and what booking a session offers.

mod choices;
mod day;
mod run_sheet;

pub use choices::{BookingChoices, Choosable};
pub use day::{DayPage, Family, Reach};

pub(crate) use day::DayFile;
pub(crate) use run_sheet::notes;
