//! Referral and triage.
//!
//! [`ReferralState`] is what other features read: `children_of_referral()`, `adults` with their sides
//! (`adults_on(Side::Visiting)`), `orders`, `assertions`, `levels`, `protected_pairs(today)`, `answer(topic)`,
//! `conclusions`, `court`. An adult's side is `None` until a document or a person states it. [`triage()`] is what a page
//! shows before somebody decides; the program itself never decides. [`questions`] is the form of a referral typed in or
//! taken by telephone, as data; [`court_application`] reads the files of the court's service.

mod amending;
mod amendment;
mod commands;
mod course;
pub mod court_application;
mod drafting;
mod events;
mod folding;
mod import;
pub mod questions;
mod record;
mod reference;
mod state;
mod topic;
pub mod triage;
mod typed;
mod typed_form;
mod words;

pub use amendment::Amendment;
pub use commands::{OriginalFile, ReferralCommand};
pub use events::ReferralEvent;
pub use record::{
    Clause, Conclusion, ContactWish, CourtDetails, FactAssertion, InfoRequest, Order, OrderDescribed, OrderTerms,
    Proceedings, ReferredAdult, ReferredChild, Relationship,
};
pub use reference::{NotAReference, Reference};
pub use state::{Levels, ReferralState};
pub use topic::Topic;
pub use triage::{Contradiction, Triage, Unknown, UnknownFact, triage};
pub use typed_form::{TypedAdult, TypedAssertion, TypedChild, TypedOrder, TypedReferral};
pub use words::{
    AbuseForm, Asked, CheckOutcome, ChildPlace, ConcludedBy, ContactWanted, DecidedBy, DeclineGround, InfoOutcome,
    Ongoing, ProceedingsRole, RedirectTo, ReferrerKind, RelationshipKind, Route, Stage, TextKind,
};
