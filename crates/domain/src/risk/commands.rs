use super::content::ContentGiven;
use super::decide;
use super::words::{Readiness, TriggerKind, TriggerOrigin};
use crate::command::FeatureCommand;
use crate::decision::{Context, Decision};
use crate::ids::{AssessmentId, CaseId, CentreId};
use crate::stream::StreamName;
use crate::words::Narrative;
use crate::world::World;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Commands about the risk assessment of a case.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum RiskCommand {
    /// Begins a version: the first, or a new one after one that was signed.
    DraftAssessment {
        /// The case.
        case: CaseId,
        /// What it says.
        content: ContentGiven,
        /// Whether it is ready to be signed.
        readiness: Readiness,
    },
    /// Changes the draft as a whole. A signed version is never changed (R-I21).
    AmendDraft {
        /// The case.
        case: CaseId,
        /// The draft.
        assessment: AssessmentId,
        /// What it says now.
        content: ContentGiven,
        /// Whether it is ready to be signed.
        readiness: Readiness,
    },
    /// Puts one's name to the draft.
    SignAssessment {
        /// The case.
        case: CaseId,
        /// The draft.
        assessment: AssessmentId,
    },
    /// Puts a second name to a signed version; never that of the person who signed it.
    CountersignAssessment {
        /// The case.
        case: CaseId,
        /// The signed version.
        assessment: AssessmentId,
    },
    /// Takes a version back. After that none counts, unless another one does.
    WithdrawAssessment {
        /// The case.
        case: CaseId,
        /// The version.
        assessment: AssessmentId,
        /// Why.
        reason: Narrative,
    },
    /// Records that something happened which makes the assessment due again. Nothing refuses it.
    RaiseTrigger {
        /// The case.
        case: CaseId,
        /// What kind of thing.
        kind: TriggerKind,
        /// What it arose from.
        origin: TriggerOrigin,
        /// What is known of it.
        note: Option<Narrative>,
        /// When it happened, where that was not just now.
        happened_at: Option<Timestamp>,
    },
}

impl RiskCommand {
    const fn case(&self) -> CaseId {
        match self {
            Self::DraftAssessment { case, .. }
            | Self::AmendDraft { case, .. }
            | Self::SignAssessment { case, .. }
            | Self::CountersignAssessment { case, .. }
            | Self::WithdrawAssessment { case, .. }
            | Self::RaiseTrigger { case, .. } => *case,
        }
    }
}

impl FeatureCommand for RiskCommand {
    fn action(&self) -> &'static str {
        match self {
            Self::DraftAssessment { .. } => "draft-risk-assessment",
            Self::AmendDraft { .. } => "amend-risk-assessment",
            Self::SignAssessment { .. } => "sign-risk-assessment",
            Self::CountersignAssessment { .. } => "countersign-risk-assessment",
            Self::WithdrawAssessment { .. } => "withdraw-risk-assessment",
            // For the safeguarding lead and the deputy: what they hold need not be something that was disclosed.
            Self::RaiseTrigger { kind: TriggerKind::Disclosure, .. } => "hold-information",
            Self::RaiseTrigger { .. } => "raise-risk-trigger",
        }
    }

    fn reads(&self, centre: CentreId) -> Vec<StreamName> {
        vec![StreamName::Case(self.case()), StreamName::Centre(centre)]
    }

    fn decide(self, world: &World, context: &mut Context<'_>) -> Decision {
        match self {
            Self::DraftAssessment { case, content, readiness } => {
                decide::draft(world, context, case, content, readiness)
            }
            Self::AmendDraft { case, assessment, content, readiness } => {
                decide::amend(world, context, case, assessment, content, readiness)
            }
            Self::SignAssessment { case, assessment } => decide::sign(world, context, case, assessment),
            Self::CountersignAssessment { case, assessment } => decide::countersign(world, context, case, assessment),
            Self::WithdrawAssessment { case, assessment, reason } => decide::withdraw(world, case, assessment, reason),
            Self::RaiseTrigger { case, kind, origin, note, happened_at } => {
                decide::raise(world, context, case, (kind, origin), note, happened_at)
            }
        }
    }
}
