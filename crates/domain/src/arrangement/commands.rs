use super::terms::Terms;
use super::words::{EndOutcome, LevelDecision, PauseReason};
use super::{change, course, propose};
use crate::command::FeatureCommand;
use crate::decision::{Context, Decision};
use crate::ids::{CaseId, CentreId, PersonId};
use crate::stream::StreamName;
use crate::words::{ContactLevel, Narrative};
use crate::world::World;
use serde::{Deserialize, Serialize};

/// Commands about the arrangement of a case. Each is one step, whichever way it leads.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum ArrangementCommand {
    /// Proposes terms: the first ones, or others at the same level.
    ProposeArrangement {
        /// The case.
        case: CaseId,
        /// The terms as a whole.
        terms: Box<Terms<Narrative>>,
    },
    /// Agrees to the proposed terms, which hold from here.
    AgreeArrangement {
        /// The case.
        case: CaseId,
        /// The adults who agreed to them.
        agreed_by: Vec<PersonId>,
    },
    /// Pauses it. No rule stops that.
    PauseArrangement {
        /// The case.
        case: CaseId,
        /// Why.
        reason: PauseReason,
        /// In words.
        note: Option<Narrative>,
    },
    /// Resumes it.
    ResumeArrangement {
        /// The case.
        case: CaseId,
        /// What has changed.
        note: Narrative,
    },
    /// Proposes another level, more or less closely watched over.
    ProposeLevelChange {
        /// The case.
        case: CaseId,
        /// The level proposed.
        to: ContactLevel,
        /// Why.
        why: Narrative,
    },
    /// Decides on the proposed level; never by whoever proposed it.
    DecideLevelChange {
        /// The case.
        case: CaseId,
        /// What is decided.
        decision: LevelDecision,
        /// Why.
        why: Narrative,
    },
    /// Ends it. No rule stops that.
    EndArrangement {
        /// The case.
        case: CaseId,
        /// How.
        outcome: EndOutcome,
        /// In words.
        note: Option<Narrative>,
    },
}

impl ArrangementCommand {
    const fn case(&self) -> CaseId {
        match self {
            Self::ProposeArrangement { case, .. }
            | Self::AgreeArrangement { case, .. }
            | Self::PauseArrangement { case, .. }
            | Self::ResumeArrangement { case, .. }
            | Self::ProposeLevelChange { case, .. }
            | Self::DecideLevelChange { case, .. }
            | Self::EndArrangement { case, .. } => *case,
        }
    }
}

impl FeatureCommand for ArrangementCommand {
    fn action(&self) -> &'static str {
        match self {
            Self::ProposeArrangement { .. } => "propose-arrangement",
            Self::AgreeArrangement { .. } => "agree-arrangement",
            Self::PauseArrangement { .. } => "pause-arrangement",
            Self::ResumeArrangement { .. } => "resume-arrangement",
            Self::ProposeLevelChange { .. } => "propose-level-change",
            Self::DecideLevelChange { .. } => "decide-level-change",
            Self::EndArrangement { .. } => "end-arrangement",
        }
    }

    fn reads(&self, centre: CentreId) -> Vec<StreamName> {
        vec![StreamName::Case(self.case()), StreamName::Centre(centre)]
    }

    fn decide(self, world: &World, context: &mut Context<'_>) -> Decision {
        match self {
            Self::ProposeArrangement { case, terms } => propose::propose(world, context, case, *terms),
            Self::AgreeArrangement { case, agreed_by } => propose::agree(world, context, case, agreed_by),
            Self::PauseArrangement { case, reason, note } => course::pause(world, case, reason, note),
            Self::ResumeArrangement { case, note } => course::resume(world, context, case, note),
            Self::ProposeLevelChange { case, to, why } => change::propose(world, case, to, why),
            Self::DecideLevelChange { case, decision, why } => change::decide(world, context, case, decision, why),
            Self::EndArrangement { case, outcome, note } => course::end(world, case, outcome, note),
        }
    }
}
