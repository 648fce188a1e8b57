use serde::{Deserialize, Serialize};

/// Orders and restrictions a centre must know of (domain vocabulary; England and Wales).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrderKind {
    /// Child arrangements order.
    ChildArrangements,
    /// Non-molestation order.
    NonMolestation,
    /// Occupation order.
    Occupation,
    /// Prohibited steps order.
    ProhibitedSteps,
    /// Specific issue order.
    SpecificIssue,
    /// Order under section 91(14) of the Children Act 1989.
    Section91,
    /// Domestic violence or domestic abuse protection notice.
    ProtectionNotice,
    /// Domestic violence or domestic abuse protection order.
    ProtectionOrder,
    /// Restraining order.
    Restraining,
    /// Forced marriage protection order.
    ForcedMarriageProtection,
    /// Injunction or undertaking of another kind.
    OtherInjunction,
    /// Condition of police or court bail. The family court cannot vary it.
    BailCondition,
    /// Condition of a licence after prison.
    LicenceCondition,
    /// Sexual harm prevention order.
    SexualHarmPrevention,
    /// Care order or interim care order.
    Care,
    /// Contact order for a child in care (section 34).
    Section34Contact,
    /// Something else.
    Other,
}

impl OrderKind {
    /// Whether it is by nature a restriction on somebody rather than a direction for contact.
    pub const fn restricts(self) -> bool {
        !matches!(
            self,
            Self::ChildArrangements | Self::SpecificIssue | Self::Care | Self::Section34Contact | Self::Other
        )
    }
}

/// What a clause of an order forbids. Transcribed by a person, checked by a second; never inferred from its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Prohibition {
    /// Contact with the child.
    ContactWithChild,
    /// Contact with another adult, direct or through others.
    ContactWithAdult,
    /// Going to, or near, a place.
    AttendingPlace,
    /// Nobody has transcribed what it forbids. Treated as a restriction until somebody has.
    NotTranscribed,
}

/// Whether a clause has an exception that covers the planned contact, and whether it is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Exception {
    /// Nobody has asked or read whether there is one.
    Unknown,
    /// The clause has none.
    None,
    /// It has one whose condition the plan does not meet.
    NotMet,
    /// It has one, documented, whose condition the plan meets.
    Met,
}

/// How the centre knows of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OrderSeen {
    /// Somebody told the centre of it.
    DescribedOnly,
    /// The centre holds a copy and one person has transcribed it.
    CopySeen,
    /// A second person has checked the transcription.
    SecondChecked,
}
