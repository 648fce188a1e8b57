//! Risk assessment: where it stands, one version in full, two versions side by side, and the draft that is being written.

mod comparing;
mod content;
mod drafting;
mod opened;
mod page;
mod rehearsal;
mod version;

pub use comparing::{Compared, Comparison, How};
pub use content::{ContentLines, ControlLine, HazardLine, ImpactLine, Kept, UnknownLine};
pub use drafting::{AssessmentDraft, Beginning, HazardEntry, Section, Start};
pub use opened::{OpenedPart, OpenedParts};
pub use page::{RiskPage, TriggerLine, TriggerStanding, TriggerWords};
pub use rehearsal::Stopped;
pub use version::{AssessmentPage, NextStep, SignatureLine, VersionLine};
