//! The session day as pages show it: a session with everything recorded of it, what comes next, and what whoever leads it
//! must know before it goes ahead.

mod confirm;
mod names;
mod of_case;
mod page;
mod people;
mod recorded;
mod recording;
mod step;
mod wall;

pub use confirm::{ConfirmPage, ControlLine, FactLine};
pub use names::Name;
pub use of_case::{CaseSessions, SessionRow};
pub use page::{Ended, IncidentLine, SessionFile, SessionPage, Shown};
pub use people::{Comer, Coming};
pub use recorded::{MovedLine, ObservedLine, WellbeingLine, WellbeingWords};
pub use recording::RecordingPlace;
pub use step::{DayIs, Step};
pub use wall::Wall;

pub(crate) use names::{door_name, label, room_name, short_name, worker_name};
pub(crate) use people::comings;
pub(crate) use step::{next_step, offered, prompts};
