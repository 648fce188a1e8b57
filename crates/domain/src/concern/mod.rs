//! Incidents and disclosures. They can be recorded at any point, whatever else is blocked (N-01): from a session or
//! outside one, live or from paper.

mod commands;
mod decide;
mod events;
mod state;

pub use commands::{CaptureDisclosure, ConcernCommand, ReportIncident};
pub use decide::{let_in_for_emergency, opened_in_emergency};
pub use events::{ConcernEvent, Incident, IncidentKind, RaisedBy, Severity};
pub use state::{ConcernState, Disclosure, IncidentRecord};
