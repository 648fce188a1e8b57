use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Whether a worker is paid. Every rule counts both alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Terms {
    /// Paid.
    Paid,
    /// Volunteer.
    Volunteer,
}

/// The kinds of course the rules and indicators tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Course {
    /// Induction at this centre.
    Induction,
    /// General safeguarding of children and adults.
    Safeguarding,
    /// Specialist training on domestic abuse. A general course never counts as this.
    SpecialistDa,
    /// Handling disclosures.
    DisclosureHandling,
    /// Coercive and controlling behaviour.
    CoerciveControl,
    /// Writing reports.
    ReportWriting,
}

impl Course {
    /// The words pages show.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Induction => "induction",
            Self::Safeguarding => "safeguarding",
            Self::SpecialistDa => "specialist domestic abuse",
            Self::DisclosureHandling => "handling disclosures",
            Self::CoerciveControl => "coercive control",
            Self::ReportWriting => "writing reports",
        }
    }
}

/// What stands behind a record of training or suitability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// The centre has seen a certificate.
    CertificateSeen,
    /// Whoever gave the course confirmed it.
    ProviderConfirmed,
    /// The centre gave it itself, as with induction.
    GivenHere,
    /// Only the worker says so. It does not count for a rule.
    SelfDeclared,
}

impl Evidence {
    /// Whether a rule may count it.
    pub const fn counts(self) -> bool {
        !matches!(self, Self::SelfDeclared)
    }
}

/// With whom a disclosure and barring check says somebody may work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Workforce {
    /// Children.
    Children,
    /// Children and adults.
    ChildrenAndAdults,
    /// Adults only.
    Adults,
    /// Other, or it does not say.
    Other,
}

/// A completed course as it is recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Training {
    /// The version of the worker's stream that recorded it, which names it.
    pub record: u64,
    /// The kind of course.
    pub course: Course,
    /// The day it was completed.
    pub completed_on: Date,
    /// What stands behind it.
    pub evidence: Evidence,
}

/// Whether somebody who works here is the data-protection officer besides, who reads who looked at a record and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Officer {
    /// They are.
    DataProtection,
    /// They are not, or no longer.
    Nobody,
}
