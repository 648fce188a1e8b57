//! Risk assessment: versioned, signed by one person and, where domestic abuse is recorded, by two.
//!
//! A version is drafted, amended while it is a draft, signed, and from then on never changed: what is learned later
//! becomes a new version. Exactly one counts. What somebody does with it is never worked out here: there is no score.

mod check;
mod choices;
mod commands;
mod content;
mod decide;
mod events;
pub mod facts;
mod state;
mod versions;
mod words;

pub(crate) use choices::choices;
pub use commands::RiskCommand;
pub use content::{
    ChildImpact, Content, ContentGiven, Control, ControlGiven, Hazard, ProtectedPair, RiskConclusion, Source, Unknown,
};
pub use events::RiskEvent;
pub use state::RiskState;
pub use versions::{
    AssessmentStatus, Draft, InForce, Past, ReviewReason, SamePerson, Signed, Signing, Trigger, WhyPast,
};
pub use words::{
    AppliesTo, AtRisk, Concluder, ControlKind, Countersignature, HazardKind, Readiness, Requirement, SourceKind,
    TriggerKind, TriggerOrigin,
};
