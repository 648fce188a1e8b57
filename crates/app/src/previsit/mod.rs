//! Pre-visits: what each adult of the two sides has had, signed and left open, and what planning one offers.

mod choices;
mod page;

pub use choices::{AtPreVisit, PlannedVisit, PreVisitChoices, Receiver};
pub use page::{AdultVisits, PreVisitsPage, ProgressLine, VisitLine};
