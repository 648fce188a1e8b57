//! Session reports: a summary drafted from the notes, reviewed by somebody other than its author, checked for protected
//! facts, released to named recipients, one paper each. A released report is never edited: an addendum shows both texts.

mod commands;
mod decide;
mod draft;
mod events;
mod exception;
mod facts;
mod release;
mod sharing;
mod source;
mod state;

pub use commands::{
    AnswerRelease, AskRelease, Checked, ComparedPaper, FoundHit, NameRecipients, RecipientGiven, ReleaseReport,
    ReportCommand, StatementText,
};
pub use draft::{draft_from, unsourced};
pub use events::{Basis, Recipient, RecipientKind, ReportEvent, Section, Statement};
pub use exception::{Exception, ExceptionStage};
pub use sharing::{RecipientClass, SharingPurpose, allowed, withheld};
pub use source::Source;
pub use state::{Addendum, Release, Report, ReportStage, ReportState};
