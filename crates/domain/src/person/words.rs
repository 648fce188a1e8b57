use crate::private::Compartment;
use crate::words::Narrative;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Whether a person is a child or an adult of the case. Not an age: somebody of 17 may be a child in one case and a
/// parent in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PersonKind {
    /// A child the contact is about, or another child of the family.
    Child,
    /// An adult: party, carer, relative, named visitor.
    Adult,
}

/// What a document or person said about keeping a fact from the others (the court's form C8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Confidentiality {
    /// They asked for it to be kept from the other people.
    Confidential,
    /// They were asked and did not ask for it to be kept. It is still shown to nobody by default.
    NotAskedToBeKept,
    /// Nobody said. Treated as confidential until somebody does.
    NotStated,
}

impl Confidentiality {
    /// Of two statements about one fact, the one that protects more.
    #[must_use]
    pub const fn stricter(self, other: Self) -> Self {
        match (self, other) {
            (Self::Confidential, _) | (_, Self::Confidential) => Self::Confidential,
            (Self::NotStated, _) | (_, Self::NotStated) => Self::NotStated,
            _ => Self::NotAskedToBeKept,
        }
    }
}

/// What kind of fact could lead somebody to a door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    /// Where somebody lives, now or before.
    Address,
    /// A telephone number.
    Telephone,
    /// An electronic mail address.
    Email,
    /// School or nursery.
    School,
    /// A vehicle or its registration.
    Vehicle,
    /// A refuge. Never shown to anyone outside the sealed role, a solicitor included (R-I02).
    Refuge,
    /// Where somebody works.
    Workplace,
    /// A new partner, friend or relative through whom somebody could be found.
    Associate,
}

/// A protected fact: its kind and its text, sealed together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProtectedDetail {
    /// What kind of fact.
    pub kind: FactKind,
    /// The fact.
    pub text: Narrative,
}

/// A refuge, in the words in which it was written down.
#[derive(Clone, PartialEq, Eq)]
pub struct Refuge(Narrative);

impl Refuge {
    pub(super) const fn new(text: Narrative) -> Self {
        Self(text)
    }

    /// The words.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl fmt::Debug for Refuge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Refuge(..)")
    }
}

/// Where the centre has a fact from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum KnownFrom {
    /// A court application file.
    CourtApplication,
    /// The referrer, in writing or by telephone.
    Referrer,
    /// The person themselves.
    ThePerson,
    /// An agency.
    Agency,
    /// Somebody who works for the centre noticed it.
    Worker,
}

/// A way to reach somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Channel {
    /// A call.
    Telephone,
    /// A text message.
    Text,
    /// Electronic mail.
    Email,
    /// A letter.
    Post,
    /// Through the referrer or a representative.
    ThroughRepresentative,
}

/// Whether a message may be left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LeavingMessages {
    /// They said it is safe.
    Safe,
    /// Never leave one.
    DoNotLeave,
    /// Nobody has asked: treated as never.
    NotAsked,
}

/// How a person may safely be reached (R-I16).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SafeContactRules {
    /// The ways they named, best first.
    pub channels: Vec<Channel>,
    /// When, in their words.
    pub times: Option<Narrative>,
    /// Whether a message may be left.
    pub messages: LeavingMessages,
    /// The word by which a caller shows that they are who they say.
    pub code_word: Option<Narrative>,
    /// Anything else they asked for.
    pub instructions: Option<Narrative>,
}

/// What kind of need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NeedKind {
    /// An interpreter. Never a member of the family (R-S06).
    Interpreter,
    /// A language spoken or wished for, without an interpreter.
    Language,
    /// Access: disability, sight, hearing, mobility. Health.
    Access,
    /// An intermediary, who helps a person to take part. Health.
    Intermediary,
    /// To be kept apart from somebody: a screen, another waiting room.
    KeptApart,
    /// Medication, allergies, what to do. Health.
    Medical,
}

impl NeedKind {
    /// Where such a need is kept.
    pub const fn compartment(self) -> Compartment {
        match self {
            Self::Access | Self::Intermediary | Self::Medical => Compartment::Health,
            Self::Interpreter | Self::Language | Self::KeptApart => Compartment::Ordinary,
        }
    }
}

/// A need, in the words of whoever stated it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// What kind.
    pub kind: NeedKind,
    /// The words; none where a form only says that there is a need.
    pub text: Option<Narrative>,
}
