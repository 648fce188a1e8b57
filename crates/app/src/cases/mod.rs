//! A case as pages show it: the list, the page of one case, what is to be done before contact can start, the timeline,
//! and protected facts opened for a purpose.

mod emergency;
mod file;
mod list;
mod overview;
mod people;
mod protected;
mod steps;
mod steps_later;
mod timeline;
mod told;
mod told_case;
mod told_referral;
pub mod words;

pub(crate) use file::CaseFile;
pub use file::{CaseHead, Course};
pub use list::{CaseList, CaseQuery, CaseRow, CaseSort, Direction, PER_PAGE};
pub(crate) use overview::gaps;
pub use overview::{AssertionLine, LevelGap, Overview, Safeguards};
pub use people::{By, Named, Names};
pub use protected::{OpenedFacts, OpenedOfCase, OpenedRefuge, ProtectedLine, RefugeLine, SafeContactLine};
pub use steps::{Step, StepKind, StepState};
pub use timeline::{Account, Timeline, TimelineItem, TimelineOf};
pub use told::{Piece, Words};
