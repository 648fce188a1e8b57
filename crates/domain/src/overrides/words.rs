use crate::actor::Actor;
use crate::ids::OverrideId;
use crate::words::Role;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// As what the second person authorises a departure from a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecondRole {
    /// A trustee or manager of the centre.
    Trustee,
    /// The deputy of the safeguarding lead.
    Deputy,
    /// The safeguarding lead.
    SafeguardingLead,
    /// The lead of a partner centre.
    PartnerLead,
}

impl SecondRole {
    /// The role at this centre that the person must hold; `None` for somebody from a partner centre.
    pub const fn at_this_centre(self) -> Option<Role> {
        match self {
            Self::Trustee => Some(Role::Trustee),
            Self::Deputy => Some(Role::DeputySafeguardingLead),
            Self::SafeguardingLead => Some(Role::SafeguardingLead),
            Self::PartnerLead => None,
        }
    }

    /// The words pages show.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Trustee => "trustee",
            Self::Deputy => "deputy safeguarding lead",
            Self::SafeguardingLead => "safeguarding lead",
            Self::PartnerLead => "lead of a partner centre",
        }
    }
}

/// How the second person authorised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// Signed in at the centre.
    InPerson,
    /// By a link sent to them.
    ByLink,
    /// By telephone, written down by somebody else; they confirm it themselves within two working days.
    ByPhone,
}

/// How an override stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OverrideStanding {
    /// Waiting for the second person.
    Requested,
    /// In force.
    InForce,
    /// In force; authorised by telephone and lapses unless confirmed.
    AwaitingConfirmation,
    /// Its end date has passed.
    Ended,
    /// Authorised by telephone and not confirmed in time.
    NotConfirmed,
    /// Withdrawn.
    Withdrawn,
    /// The second person did not authorise it.
    Declined,
}

/// An override that lets a finding pass today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OverrideInForce {
    /// The override.
    pub id: OverrideId,
    /// Who asked for it.
    pub requested_by: Actor,
    /// Who authorised it.
    pub second: Actor,
    /// As what.
    pub role: SecondRole,
    /// The last day it holds.
    pub until: Date,
    /// The last day on which an authorisation by telephone can be confirmed, while it is not.
    pub confirm_by: Option<Date>,
}
