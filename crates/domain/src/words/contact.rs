use serde::{Deserialize, Serialize};

/// The kind of contact. It is a fact in four values, requested, ordered, assessed and delivered, and every mismatch is
/// shown. There is no default.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContactLevel {
    /// Several families in one room; no observation, no report.
    Supported,
    /// One worker to a family, within sight and sound; written reports.
    Supervised,
    /// The child is handed from one adult to the other; nobody stays.
    Handover,
    /// Letters, gifts, recorded messages, looked through before they are passed on.
    Indirect,
    /// Live video.
    Virtual,
    /// Supervised, away from the centre.
    Community,
    /// A professional assessment during supervised contact.
    SupervisedAssessment,
    /// Contact for a child's life story or identity, often once.
    LifeStory,
}

impl ContactLevel {
    /// How closely people are watched over, from 0 (not together, or unwatched) to 3. Used only to tell whether one
    /// level gives less protection than another (R-O06); it says nothing about a person. `None` where two people are
    /// never in one place, so that the comparison has no meaning.
    pub const fn protection(self) -> Option<u8> {
        match self {
            Self::Handover => Some(0),
            Self::Supported => Some(1),
            Self::Community | Self::LifeStory => Some(2),
            Self::Supervised | Self::SupervisedAssessment => Some(3),
            Self::Indirect | Self::Virtual => None,
        }
    }

    /// Whether observations and reports are written at this level (R-I05).
    pub const fn is_observed(self) -> bool {
        matches!(self, Self::Supervised | Self::SupervisedAssessment | Self::Community | Self::LifeStory)
    }

    /// The field's word, as pages and papers show it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Supported => "supported contact",
            Self::Supervised => "supervised contact",
            Self::Handover => "handover",
            Self::Indirect => "indirect contact",
            Self::Virtual => "virtual contact",
            Self::Community => "community contact",
            Self::SupervisedAssessment => "supervised contact assessment",
            Self::LifeStory => "life story contact",
        }
    }
}

/// On which side of the case an adult stands. Never a statement about their sex, and never a judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The child lives with this adult.
    Resident,
    /// This adult spends time with the child at the centre.
    Visiting,
    /// Somebody else: another relative, a guardian, a named visitor.
    Other,
}
