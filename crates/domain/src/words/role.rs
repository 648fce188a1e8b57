use serde::{Deserialize, Serialize};

/// What somebody does at or for a centre. People hold several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Sends families to the centre.
    Referrer,
    /// Takes referrals in.
    IntakeWorker,
    /// Runs the centre day to day.
    Coordinator,
    /// Supervises contact.
    ContactSupervisor,
    /// Helps with supported contact.
    Volunteer,
    /// Leads a session day at the centre.
    ShiftLead,
    /// Designated safeguarding lead.
    SafeguardingLead,
    /// Deputy of the safeguarding lead.
    DeputySafeguardingLead,
    /// Reads reports before they are released.
    Reviewer,
    /// Manager or trustee.
    Trustee,
    /// Keeps the program running; sees no case content.
    Administrator,
}

impl Role {
    /// Every role this path knows.
    pub const ALL: [Self; 11] = [
        Self::Referrer,
        Self::IntakeWorker,
        Self::Coordinator,
        Self::ContactSupervisor,
        Self::Volunteer,
        Self::ShiftLead,
        Self::SafeguardingLead,
        Self::DeputySafeguardingLead,
        Self::Reviewer,
        Self::Trustee,
        Self::Administrator,
    ];

    /// The name used in policies and in stored rows.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Referrer => "referrer",
            Self::IntakeWorker => "intake-worker",
            Self::Coordinator => "coordinator",
            Self::ContactSupervisor => "contact-supervisor",
            Self::Volunteer => "volunteer",
            Self::ShiftLead => "shift-lead",
            Self::SafeguardingLead => "safeguarding-lead",
            Self::DeputySafeguardingLead => "deputy-safeguarding-lead",
            Self::Reviewer => "reviewer",
            Self::Trustee => "trustee",
            Self::Administrator => "administrator",
        }
    }

    /// The words pages show.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Referrer => "referrer",
            Self::IntakeWorker => "intake worker",
            Self::Coordinator => "coordinator",
            Self::ContactSupervisor => "contact supervisor",
            Self::Volunteer => "volunteer",
            Self::ShiftLead => "shift lead",
            Self::SafeguardingLead => "safeguarding lead",
            Self::DeputySafeguardingLead => "deputy safeguarding lead",
            Self::Reviewer => "report reviewer",
            Self::Trustee => "trustee",
            Self::Administrator => "administrator",
        }
    }
}
