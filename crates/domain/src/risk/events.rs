use super::content::Content;
use super::words::{Countersignature, Readiness, TriggerKind, TriggerOrigin};
use crate::event::FeatureEvent;
use crate::ids::{AssessmentId, WorkerId};
use crate::private::Private;
use crate::words::Narrative;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Risk assessments and what makes them due again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "kebab-case")]
pub enum RiskEvent {
    /// A new version was begun. Its author is the actor.
    Drafted {
        /// The version's id.
        assessment: AssessmentId,
        /// The version's number in the case, from 1.
        number: u32,
        /// What it says.
        content: Content,
        /// Whether it is ready to be signed.
        readiness: Readiness,
    },
    /// The draft was changed as a whole.
    DraftAmended {
        /// The draft.
        assessment: AssessmentId,
        /// What it says now.
        content: Content,
        /// Whether it is ready to be signed.
        readiness: Readiness,
    },
    /// Somebody put their name to it. From here it never changes.
    Signed {
        /// The version.
        assessment: AssessmentId,
        /// Who signed.
        signed_by: WorkerId,
        /// The day at the centre.
        signed_on: Date,
        /// The last day on which its age alone does not make it due.
        valid_until: Date,
        /// Whether a second signature is needed before it counts.
        countersignature: Countersignature,
    },
    /// A second person put their name to it.
    Countersigned {
        /// The version.
        assessment: AssessmentId,
        /// Who countersigned.
        countersigned_by: WorkerId,
        /// The day at the centre.
        countersigned_on: Date,
    },
    /// It no longer counts, and nothing replaces it yet.
    Withdrawn {
        /// The version.
        assessment: AssessmentId,
        /// Why.
        reason: Private<Narrative>,
    },
    /// Something happened that makes the assessment due again. Other features append this beside their own events.
    TriggerRaised {
        /// What kind of thing.
        kind: TriggerKind,
        /// What it arose from.
        origin: TriggerOrigin,
        /// What was said of it; the disclosure compartment where it is one.
        note: Option<Private<Narrative>>,
    },
}

impl FeatureEvent for RiskEvent {
    const FEATURE: &'static str = "risk";
}
