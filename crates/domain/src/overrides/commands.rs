use super::words::{Channel, SecondRole};
use crate::actor::Actor;
use crate::command::FeatureCommand;
use crate::decision::{Context, Decision};
use crate::ids::{CaseId, CentreId, OverrideId, PersonId};
use crate::rules::FindingKey;
use crate::stream::StreamName;
use crate::words::Narrative;
use crate::world::World;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Commands: the overrides of a case.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum OverrideCommand {
    /// Asks for a departure from a rule.
    RequestOverride {
        /// The case.
        case: CaseId,
        /// The key of the finding.
        finding: FindingKey,
        /// Why, and what is done instead.
        reason: Narrative,
        /// The last day it is to hold.
        until: Date,
    },
    /// Authorises it as the second person, or writes down that they did by telephone.
    AuthoriseOverride {
        /// The case.
        case: CaseId,
        /// The override.
        id: OverrideId,
        /// The second person. In person and by link it is whoever gives the command.
        second: Actor,
        /// As what.
        role: SecondRole,
        /// How.
        channel: Channel,
    },
    /// Confirms what one authorised by telephone.
    ConfirmPhoned {
        /// The case.
        case: CaseId,
        /// The override.
        id: OverrideId,
    },
    /// Takes an override or a request back.
    WithdrawOverride {
        /// The case.
        case: CaseId,
        /// The override.
        id: OverrideId,
        /// Why.
        reason: Narrative,
    },
    /// Makes a one-time link by which the lead of a partner centre authorises it, or confirms what they authorised by
    /// telephone. Every earlier link of this override stops working.
    AskPartnerLead {
        /// The case.
        case: CaseId,
        /// The override.
        id: OverrideId,
        /// Who is asked.
        lead: PersonId,
    },
    /// Says, as whoever the link was made for, that one does not authorise it.
    DeclineOverride {
        /// The case.
        case: CaseId,
        /// The override.
        id: OverrideId,
    },
}

impl OverrideCommand {
    /// The case it is about.
    pub const fn case(&self) -> CaseId {
        match self {
            Self::RequestOverride { case, .. }
            | Self::AuthoriseOverride { case, .. }
            | Self::ConfirmPhoned { case, .. }
            | Self::WithdrawOverride { case, .. }
            | Self::AskPartnerLead { case, .. }
            | Self::DeclineOverride { case, .. } => *case,
        }
    }
}

impl FeatureCommand for OverrideCommand {
    fn action(&self) -> &'static str {
        match self {
            Self::RequestOverride { .. } => "request-override",
            Self::AuthoriseOverride { .. } => "authorise-override",
            Self::ConfirmPhoned { .. } => "confirm-override",
            Self::WithdrawOverride { .. } => "withdraw-override",
            Self::AskPartnerLead { .. } => "ask-partner-lead",
            Self::DeclineOverride { .. } => "decline-override",
        }
    }

    fn reads(&self, centre: CentreId) -> Vec<StreamName> {
        let mut streams = vec![StreamName::Case(self.case()), StreamName::Centre(centre)];
        if let Self::AuthoriseOverride { second: Actor::Worker(worker), .. } = self {
            streams.push(StreamName::Worker(*worker));
        }
        streams
    }

    fn decide(self, world: &World, context: &mut Context<'_>) -> Decision {
        super::decide::decide(self, world, context)
    }
}
