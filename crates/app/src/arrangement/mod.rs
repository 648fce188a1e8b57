//! The arrangement: where it stands, its terms, the ways it can go on, and what proposing terms offers.

mod page;
mod proposing;
mod terms;

pub use page::{ArrangementPage, ChangeLine, Deciding, DecisionLine};
pub use proposing::{OfferedControl, Proposing, Standing};
pub use terms::{AttendeeLine, ControlKept, TermsLine};
