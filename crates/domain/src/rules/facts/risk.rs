use crate::ids::{AssessmentId, ControlId, PersonId, PreVisitId, WorkerId};
use crate::words::{Answer, ContactLevel, Window};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A pre-visit of one adult.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PreVisitFact {
    /// The pre-visit.
    pub id: PreVisitId,
    /// The adult.
    pub adult: PersonId,
    /// When it is or was.
    pub window: Window,
    /// Whether it was held.
    pub standing: PreVisitStanding,
    /// Whether this adult signed the ground rules.
    pub ground_rules: Answer,
    /// Whether this adult signed the notice of what is recorded and who receives it.
    pub recording_notice: Answer,
}

/// Where a pre-visit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PreVisitStanding {
    /// Planned.
    Planned,
    /// Held.
    Held,
    /// Cancelled, or the adult did not come.
    NotHeld,
}

/// A version of the risk assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AssessmentFact {
    /// The version.
    pub id: AssessmentId,
    /// Where it stands.
    pub standing: AssessmentStanding,
    /// The level it says is needed.
    pub level: Option<ContactLevel>,
    /// Who wrote it.
    pub authors: Vec<WorkerId>,
    /// Who signed it, and when.
    pub signed: Option<Signature>,
    /// The second person who signed it.
    pub countersigned_by: Option<WorkerId>,
    /// What it says about each child. A child of the case missing here counts as missing.
    pub children: Vec<ChildImpactFact>,
    /// The controls it asks for.
    pub controls: Vec<ControlFact>,
    /// What has happened since it was signed that makes it due again (R-P07).
    pub triggers: Vec<TriggerFact>,
}

/// Where an assessment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AssessmentStanding {
    /// Being written, or waiting for a signature.
    Draft,
    /// Signed, and the newest.
    Current,
    /// Replaced by a newer one, or withdrawn.
    Superseded,
}

/// A signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signature {
    /// Who signed.
    pub by: WorkerId,
    /// When.
    pub at: Timestamp,
    /// The day on the centre's calendar.
    pub on: Date,
}

/// Whether something that must be written is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Filled {
    /// It is written.
    Complete,
    /// It is blank.
    Missing,
}

/// What an assessment says about one child.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChildImpactFact {
    /// The child.
    pub child: PersonId,
    /// What contact and its risks mean for this child.
    pub impact: Filled,
    /// What this child said when asked, or that they declined, were observed, or why they were not asked.
    pub voice: Filled,
}

/// A control of an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ControlFact {
    /// The control.
    pub id: ControlId,
    /// Whether a session may be held without it.
    pub need: ControlNeed,
}

/// Whether a session may be held without a control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ControlNeed {
    /// No session without it.
    Mandatory,
    /// Advised.
    Advised,
}

/// Something that makes a signed assessment due again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TriggerFact {
    /// The id of what happened: an incident, an order, a disclosure.
    pub id: String,
    /// What it is.
    pub kind: TriggerKind,
}

/// The kinds of event that make an assessment due again (R-P07).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TriggerKind {
    /// An incident that was moderate or worse.
    Incident,
    /// A new order, charge or condition.
    OrderOrCharge,
    /// A disclosure.
    Disclosure,
    /// An address or other protected fact became known to somebody it is kept from.
    AddressLeak,
    /// An adult has a new partner.
    NewPartner,
    /// A pregnancy.
    Pregnancy,
    /// Somebody went into custody or came out.
    Custody,
    /// Two sessions missed.
    MissedSessions,
    /// An agency told the centre something new.
    AgencyInformation,
}

impl TriggerKind {
    /// The words pages use.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Incident => "an incident",
            Self::OrderOrCharge => "a new order or charge",
            // Whoever sees that an assessment is due must not learn from it that somebody disclosed something.
            Self::Disclosure => "new information",
            Self::AddressLeak => "a protected fact may be known",
            Self::NewPartner => "a change in the household",
            Self::Pregnancy => "a pregnancy",
            Self::Custody => "a change of custody",
            Self::MissedSessions => "two missed sessions",
            Self::AgencyInformation => "information from an agency",
        }
    }
}
