#![doc = include_str!("../README.md")]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod fonts;
pub mod leak_gate;
mod pdf;
pub mod pdf_text;
mod press;
mod printable;
pub mod run_sheet;
pub mod session_report;
pub mod trust_sheet;
mod words;

pub use leak_gate::{
    Cleared, Examined, Format, Hit, Place, ProtectedKind, ProtectedString, RecipientClass, Refusal, Unreadable,
    examine, gate, leaks, scan, search,
};
pub use pdf::Pdf;
pub use pdf_text::PdfText;
pub use press::DocumentError;
pub use run_sheet::{
    Door, DoorNote, DoorPerson, DoorRole, DoorRow, Listed, RoomList, RunSheet, ShortName, Window, run_sheet,
};
pub use session_report::{
    Addendum, Attendee, CourtNote, OrderLine, Recipient, SessionReport, StaffMember, Statement, Wellbeing,
    session_report,
};
pub use trust_sheet::{TrustSheet, trust_sheet};
