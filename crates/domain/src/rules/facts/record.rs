use crate::ids::{DisclosureId, PersonId, VoiceId, WorkerId};
use crate::words::{Answer, ContactLevel};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What was recorded at the door and in the room, in any order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DoorFacts {
    /// Comings and goings, by the time they happened and not by when they were typed in.
    pub marks: Vec<DoorMark>,
    /// People who came though nobody named them.
    pub unlisted: Vec<PersonId>,
}

/// Somebody came or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoorMark {
    /// The id of the fact, such as `session/{id}/{version}`.
    pub fact: String,
    /// Who.
    pub person: PersonId,
    /// What.
    pub mark: Mark,
    /// When it happened.
    pub at: Timestamp,
}

/// The comings and goings whose order matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mark {
    /// The visiting adult is in the contact room.
    VisitingIn,
    /// The child came in.
    ChildIn,
    /// The child left with whoever collects them.
    ChildOut,
    /// The visiting adult left the building.
    VisitingOut,
}

/// A disclosure and whether a safeguarding lead has seen it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DisclosureFact {
    /// The disclosure.
    pub id: DisclosureId,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Whether it was recorded on a day of sessions; unknown counts as one.
    pub session_day: Answer,
    /// The midnight that ends that day at the centre.
    pub day_ends_at: Timestamp,
    /// When a safeguarding lead or deputy saw it.
    pub seen_at: Option<Timestamp>,
}

/// Something about to be written about a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WritingFact {
    /// What.
    pub kind: WritingKind,
    /// The level of contact delivered; `None` is unknown.
    pub level: Option<ContactLevel>,
}

/// What is written about a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WritingKind {
    /// A timed observation.
    Observation,
    /// A session report.
    Report,
    /// An incident, a concern or a disclosure: never stopped.
    IncidentOrConcern,
}

/// A paper about to be reviewed, or to leave the centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutputFact {
    /// The id of the report or paper.
    pub id: String,
    /// What it is.
    pub kind: WritingKind,
    /// The level of contact it is about; `None` is unknown.
    pub level: Option<ContactLevel>,
    /// Who wrote it.
    pub author: Option<WorkerId>,
    /// Who reviewed it, or is about to.
    pub reviewer: Option<WorkerId>,
    /// Whether it belongs to the court.
    pub court_property: CourtProperty,
    /// To whom it goes. Empty while it is only reviewed.
    pub recipients: Vec<RecipientFact>,
}

/// Whether a report belongs to the court that ordered it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CourtProperty {
    /// Nobody has said. Treated as the court's wherever a court decided on contact.
    #[default]
    NotKnown,
    /// It does not.
    No,
    /// It does; whether the court consents to these recipients.
    Yes(Answer),
}

/// Somebody a paper goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipientFact {
    /// The id of the recipient, without a name: `person/{id}`, `court`, `cafcass`.
    pub id: String,
    /// As what they receive it.
    pub kind: RecipientKind,
    /// Whether the order or the agreed list names them. Unknown counts as not named.
    pub allowed: Answer,
    /// Whether the final bytes of their copy were compared with the protected facts of everybody else. Unless Yes, the
    /// copy does not leave.
    pub checked: Answer,
    /// Protected facts of others found in it.
    pub hits: Vec<ProtectedHit>,
}

/// As what somebody receives a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RecipientKind {
    /// A party or their solicitor.
    Party,
    /// The court.
    Court,
    /// Cafcass, a local authority, another professional.
    Professional,
}

/// How often protected facts of one kind were found; never which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ProtectedHit {
    /// The kind.
    pub kind: ProtectedKind,
    /// How often.
    pub count: u32,
}

/// Kinds of protected fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProtectedKind {
    /// An address or part of one.
    Address,
    /// A postcode.
    Postcode,
    /// A telephone number.
    Telephone,
    /// An email address.
    Email,
    /// A school or nursery.
    School,
    /// A place of work.
    Workplace,
    /// A vehicle.
    Vehicle,
    /// A refuge.
    Refuge,
    /// A partner or associate.
    Associate,
    /// Any other.
    Other,
}

impl ProtectedKind {
    /// The words pages use.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Address => "an address",
            Self::Postcode => "a postcode",
            Self::Telephone => "a telephone number",
            Self::Email => "an email address",
            Self::School => "a school",
            Self::Workplace => "a place of work",
            Self::Vehicle => "a vehicle",
            // The words must not tell a reader that somebody is in a refuge.
            Self::Refuge | Self::Other => "another protected fact",
            Self::Associate => "a name of somebody close",
        }
    }
}

/// A change of level being decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelChangeFact {
    /// The level before.
    pub from: Option<ContactLevel>,
    /// The level after.
    pub to: ContactLevel,
    /// When the level was last settled: the last change, else when the arrangement was agreed.
    pub last_changed_at: Option<Timestamp>,
    /// What each child said since then. A child of the case missing here counts as not asked.
    pub children: Vec<ChildVoiceFact>,
}

/// Whether a child was asked since the last change of level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChildVoiceFact {
    /// The child.
    pub child: PersonId,
    /// The newest entry since then.
    pub entry: Option<VoiceId>,
    /// What it says.
    pub standing: VoiceStanding,
}

/// What an entry of a child's voice says about asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum VoiceStanding {
    /// Not asked, for whatever reason. It never counts as having been asked.
    NotAsked,
    /// Asked and answered.
    Answered,
    /// Asked; the child chose not to say.
    Declined,
    /// Too young or otherwise unable to say; observed.
    Observed,
}

/// A change to a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditFact {
    /// The id of the record.
    pub record: String,
    /// Whether it is signed or released; unknown counts as signed.
    pub signed: Answer,
    /// How it is to be changed.
    pub kind: EditKind,
}

/// How a record is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EditKind {
    /// Its text is replaced.
    InPlace,
    /// A correction is added that shows both texts.
    Addendum,
}
