//! Incidents and disclosures: where one can be recorded, what the safeguarding side has to read, and one opened.

mod list;
mod opened;
mod place;

pub use list::{ConcernLine, ConcernList};
pub use opened::{DisclosurePage, IncidentPage};
pub use place::{At, ConcernPerson, ConcernPlace, Known, OwnEntry};
