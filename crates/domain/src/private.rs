//! Values that tell about a person, each tagged with whose it is and in which compartment it lies. They are sealed
//! segment by segment when stored, and gone when that person's key is destroyed.

use crate::ids::{CaseId, CentreId, PersonId, WorkerId};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// Whose key seals a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// A child or adult.
    Person(PersonId),
    /// The case as a whole: narrative about several people together.
    Case(CaseId),
    /// Somebody who works for the centre.
    Worker(WorkerId),
    /// The centre itself: rooms, days, settings.
    Centre(CentreId),
}

/// A text that is not a subject, or not a compartment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not the name of a {0}")]
pub struct UnknownName(pub &'static str);

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Person(id) => write!(f, "person/{id}"),
            Self::Case(id) => write!(f, "case/{id}"),
            Self::Worker(id) => write!(f, "worker/{id}"),
            Self::Centre(id) => write!(f, "centre/{id}"),
        }
    }
}

impl FromStr for Subject {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        let unknown = || UnknownName("subject");
        let (kind, id) = text.split_once('/').ok_or_else(unknown)?;
        match kind {
            "person" => id.parse().map(Self::Person).map_err(|_| unknown()),
            "case" => id.parse().map(Self::Case).map_err(|_| unknown()),
            "worker" => id.parse().map(Self::Worker).map_err(|_| unknown()),
            "centre" => id.parse().map(Self::Centre).map_err(|_| unknown()),
            _ => Err(unknown()),
        }
    }
}

/// How secret a value is: each compartment of a subject has a key of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Compartment {
    /// What the people who work on the case need.
    Ordinary,
    /// Address, school, refuge, telephone, vehicle, associates: what could lead somebody to a door.
    ProtectedFacts,
    /// What was disclosed, and that something was.
    Disclosure,
    /// Health, medication, disability.
    Health,
    /// Papers of multi-agency meetings.
    MultiAgency,
}

impl Compartment {
    /// Every compartment, in the order of the formats document.
    pub const ALL: [Self; 5] =
        [Self::Ordinary, Self::ProtectedFacts, Self::Disclosure, Self::Health, Self::MultiAgency];

    /// The name used in keys, segments and policies.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::ProtectedFacts => "protected-facts",
            Self::Disclosure => "disclosure",
            Self::Health => "health",
            Self::MultiAgency => "multi-agency",
        }
    }
}

impl FromStr for Compartment {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        Self::ALL.into_iter().find(|c| c.name() == text).ok_or(UnknownName("compartment"))
    }
}

/// A value that tells about a person. It has no `Display` and its `Debug` shows nothing of the value.
///
/// After the key of its subject and compartment is destroyed it is [`Private::Erased`], and everything that folds or
/// shows it must say so.
#[derive(Clone, PartialEq, Eq)]
pub enum Private<T> {
    /// The value, under its subject and compartment.
    Held {
        /// Whose it is.
        subject: Subject,
        /// How secret it is.
        compartment: Compartment,
        /// The value itself.
        value: T,
    },
    /// The key was destroyed.
    Erased,
}

impl<T> Private<T> {
    /// Puts a value under a subject's compartment.
    pub const fn new(subject: Subject, compartment: Compartment, value: T) -> Self {
        Self::Held { subject, compartment, value }
    }

    /// A person's value in the ordinary compartment.
    pub const fn of_person(person: PersonId, value: T) -> Self {
        Self::new(Subject::Person(person), Compartment::Ordinary, value)
    }

    /// The value, where it is not erased. The layers that show things to readers never call this: they are handed
    /// sealed values that open only with a grant.
    pub const fn expose(&self) -> Option<&T> {
        match self {
            Self::Held { value, .. } => Some(value),
            Self::Erased => None,
        }
    }

    /// Whose value it is, where it is not erased.
    pub const fn subject(&self) -> Option<Subject> {
        match self {
            Self::Held { subject, .. } => Some(*subject),
            Self::Erased => None,
        }
    }

    /// The compartment, where the value is not erased.
    pub const fn compartment(&self) -> Option<Compartment> {
        match self {
            Self::Held { compartment, .. } => Some(*compartment),
            Self::Erased => None,
        }
    }

    /// The same tag around another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Private<U> {
        match self {
            Self::Held { subject, compartment, value } => Private::Held { subject, compartment, value: change(value) },
            Self::Erased => Private::Erased,
        }
    }
}

impl<T> fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Held { compartment, .. } => write!(f, "Private({})", compartment.name()),
            Self::Erased => f.write_str("Private(erased)"),
        }
    }
}

/// A value kept apart even from the others of its compartment: a refuge among protected facts. It gives out no
/// [`Private`], so that it can be sealed as nothing but what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Apart<T>(Private<T>);

impl<T> Apart<T> {
    /// Keeps a value apart.
    pub(crate) const fn new(value: Private<T>) -> Self {
        Self(value)
    }

    /// The value, where it is not erased: for comparing papers with it, never for a reader.
    pub const fn expose(&self) -> Option<&T> {
        self.0.expose()
    }

    /// The compartment it lies in, where it is not erased.
    pub const fn compartment(&self) -> Option<Compartment> {
        self.0.compartment()
    }
}

/// The JSON member that marks a private value inside an event's body; see [`crate::body`].
pub(crate) const MARK: &str = "$private";

#[derive(Serialize, Deserialize)]
struct Marked<T> {
    #[serde(rename = "$private")]
    tag: Option<Tag>,
    value: Option<T>,
}

#[derive(Serialize, Deserialize)]
struct Tag {
    subject: String,
    compartment: Compartment,
}

impl<T: Serialize> Serialize for Private<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Held { subject, compartment, value } => Marked {
                tag: Some(Tag { subject: subject.to_string(), compartment: *compartment }),
                value: Some(value),
            }
            .serialize(serializer),
            Self::Erased => Marked::<&T> { tag: None, value: None }.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Private<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let marked = Marked::<T>::deserialize(deserializer)?;
        match (marked.tag, marked.value) {
            (Some(tag), Some(value)) => Ok(Self::Held {
                subject: tag.subject.parse().map_err(serde::de::Error::custom)?,
                compartment: tag.compartment,
                value,
            }),
            (None, None) => Ok(Self::Erased),
            _ => Err(serde::de::Error::custom("a private value needs both its tag and its value")),
        }
    }
}
