use super::words::{Channel, SecondRole};
use crate::actor::Actor;
use crate::event::FeatureEvent;
use crate::ids::{OverrideId, PersonId};
use crate::private::Private;
use crate::rules::{FindingKey, RuleId};
use crate::words::Narrative;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Overrides of rules, in the stream of their case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "kebab-case")]
pub enum OverrideEvent {
    /// Somebody asks for a departure from a rule.
    Requested {
        /// The override.
        id: OverrideId,
        /// Exactly the finding it is for.
        finding: FindingKey,
        /// The rule of that finding.
        rule: RuleId,
        /// Why, and what is done instead.
        reason: Private<Narrative>,
        /// The last day it is to hold.
        until: Date,
    },
    /// A second person authorises it.
    Authorised {
        /// The override.
        id: OverrideId,
        /// Who.
        second: Actor,
        /// As what.
        role: SecondRole,
        /// How.
        channel: Channel,
        /// By telephone: the last day on which they can confirm it.
        confirm_by: Option<Date>,
    },
    /// The second person confirms what was authorised by telephone.
    Confirmed {
        /// The override.
        id: OverrideId,
    },
    /// It is taken back.
    Withdrawn {
        /// The override.
        id: OverrideId,
        /// Why.
        reason: Private<Narrative>,
    },
    /// A one-time link to this request was made for the lead of a partner centre; it replaces every earlier one.
    PartnerLeadAsked {
        /// The override.
        id: OverrideId,
        /// Who is asked.
        lead: PersonId,
        /// Until when the link works.
        until: Timestamp,
    },
    /// Whoever was asked to be the second person does not authorise it, or says that they never did by telephone.
    Declined {
        /// The override.
        id: OverrideId,
    },
}

impl FeatureEvent for OverrideEvent {
    const FEATURE: &'static str = "override";
}
