//! Queries of `report`, and letting a paper leave. The paper is made, compared with the protected facts of everybody but its
//! recipient, and kept with its release in one go; nothing about that comparison is taken from outside.

mod basis;
mod exception;
mod guarded;
mod list;
mod page;
mod paper;
mod release;

pub use basis::{Basis, BasisLine};
pub use exception::{ExceptionLine, FoundLine, HeldPaper, StoppedPaper, WordsFound};
pub use list::{PER_PAGE, ReportLine, ReportList, ReportQuery};
pub use page::{RecipientLine, ReportPage, ReportStart, StatementLine};
pub use release::KeptPaper;
