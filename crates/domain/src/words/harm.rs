use serde::{Deserialize, Serialize};

/// The kinds of harm a court application or referral can allege.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Harm {
    /// Domestic abuse of an adult, controlling or coercive behaviour included.
    DomesticAbuse,
    /// Abuse or neglect of a child.
    ChildAbuse,
    /// Abduction of a child, or the fear of it.
    ChildAbduction,
    /// Misuse of drugs or alcohol.
    SubstanceAbuse,
    /// Any other concern for safety.
    OtherConcerns,
}

impl Harm {
    /// The words pages and papers use.
    pub const fn label(self) -> &'static str {
        match self {
            Self::DomesticAbuse => "domestic abuse",
            Self::ChildAbuse => "child abuse",
            Self::ChildAbduction => "child abduction",
            Self::SubstanceAbuse => "drugs or alcohol",
            Self::OtherConcerns => "other concerns",
        }
    }
}

/// What stands behind a statement about somebody. These are never merged: an allegation is not a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EvidentialStatus {
    /// Somebody says so.
    Allegation,
    /// The person accepts it.
    Admission,
    /// A court found it.
    Finding,
    /// A criminal court convicted.
    Conviction,
    /// The police cautioned.
    Caution,
    /// Nobody told the centre which of these it is.
    NotKnown,
}

impl EvidentialStatus {
    /// Whether a court, the police or the person themselves has settled it (R-R01: finding, admission, conviction,
    /// and a caution, which needs an admission).
    pub const fn is_established(self) -> bool {
        matches!(self, Self::Admission | Self::Finding | Self::Conviction | Self::Caution)
    }

    /// The words pages and papers use.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Allegation => "alleged, not decided",
            Self::Admission => "admitted",
            Self::Finding => "found by a court",
            Self::Conviction => "convicted",
            Self::Caution => "cautioned",
            Self::NotKnown => "status not known",
        }
    }
}
