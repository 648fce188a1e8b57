//! The referral as pages show it, and the look at a court application before it is saved.

mod lines;
mod preview;
mod read;
mod sealing;
mod triage;

pub use lines::{
    AdultLine, AnswerLine, AssertionDetail, ChildLine, ClauseLine, OrderLine, ProceedingsLine, RelationLine,
    RequestLine, TextLine, WhoTranscribed, WishLine,
};
pub use preview::Preview;
pub use read::ReferralPage;
pub use triage::TriagePage;
