//! The moments at which rules are consulted.

use serde::{Deserialize, Serialize};

/// What is about to be decided, or has happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moment {
    /// Showing what stands in the way of a referral; nothing is decided yet.
    Triage,
    /// Accepting a referral to pre-visit.
    Acceptance,
    /// Planning a pre-visit.
    PreVisit,
    /// Signing or countersigning a risk assessment.
    SignAssessment,
    /// Agreeing an arrangement.
    Agreement,
    /// Booking a session.
    Booking,
    /// Confirming a booked session, a day or two before or at the start of the shift.
    Confirm,
    /// Putting workers on a shift.
    Roster,
    /// Writing an observation or a report.
    Writing,
    /// Reviewing a report.
    Review,
    /// Letting a report or other paper leave the centre.
    Release,
    /// Changing a record.
    Edit,
    /// Changing the level of contact.
    Progression,
    /// Something happened at the door or in the room and is being recorded, then or afterwards.
    Door,
    /// An incident, near miss or concern is being recorded.
    Incident,
    /// A disclosure is being recorded, or is waiting to be seen.
    Disclosure,
    /// A session is being ended.
    EndSession,
    /// A sealed record is opened in an emergency.
    EmergencyAccess,
}

impl Moment {
    /// Every moment.
    pub const ALL: [Self; 18] = [
        Self::Triage,
        Self::Acceptance,
        Self::PreVisit,
        Self::SignAssessment,
        Self::Agreement,
        Self::Booking,
        Self::Confirm,
        Self::Roster,
        Self::Writing,
        Self::Review,
        Self::Release,
        Self::Edit,
        Self::Progression,
        Self::Door,
        Self::Incident,
        Self::Disclosure,
        Self::EndSession,
        Self::EmergencyAccess,
    ];

    /// Whether something that has happened is recorded. No rule can stop that: at these moments only
    /// [`super::Prompt`]s are raised, and a prompt cannot block (N-01, N-02, N-03).
    pub const fn records(self) -> bool {
        matches!(self, Self::Door | Self::Incident | Self::Disclosure | Self::EndSession | Self::EmergencyAccess)
    }

    /// The words the catalogue uses.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Triage => "triage",
            Self::Acceptance => "accepting a referral",
            Self::PreVisit => "planning a pre-visit",
            Self::SignAssessment => "signing a risk assessment",
            Self::Agreement => "agreeing an arrangement",
            Self::Booking => "booking a session",
            Self::Confirm => "confirming a session",
            Self::Roster => "filling a shift",
            Self::Writing => "writing about a session",
            Self::Review => "reviewing a report",
            Self::Release => "releasing a report",
            Self::Edit => "changing a record",
            Self::Progression => "changing the level",
            Self::Door => "recording at the door",
            Self::Incident => "recording an incident or concern",
            Self::Disclosure => "recording a disclosure",
            Self::EndSession => "ending a session",
            Self::EmergencyAccess => "emergency access",
        }
    }
}
