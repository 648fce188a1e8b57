use crate::ids::{ObservationId, WellbeingId};
use crate::private::UnknownName;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// What a statement of a report rests on. In forms and in JSON it is a text such as `note/{id}`, `wellbeing/{id}` or
/// `fact/3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Source {
    /// A timed note.
    Note(ObservationId),
    /// An entry on how somebody was.
    Wellbeing(WellbeingId),
    /// A fact of the session by its place among them, from 1: a coming, a going, the end.
    Fact(u64),
    /// The same by its place in the session's stream, as reports cited it once. It is still read, and no longer written or
    /// shown: between two such places lies how much else was recorded.
    Record(u64),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Note(id) => write!(f, "note/{id}"),
            Self::Wellbeing(id) => write!(f, "wellbeing/{id}"),
            Self::Fact(place) => write!(f, "fact/{place}"),
            Self::Record(version) => write!(f, "record/{version}"),
        }
    }
}

impl FromStr for Source {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        let unknown = || UnknownName("source");
        match text.split_once('/') {
            Some(("note", id)) => id.parse().map(Self::Note).map_err(|_| unknown()),
            Some(("wellbeing", id)) => id.parse().map(Self::Wellbeing).map_err(|_| unknown()),
            Some(("fact", place)) => place.parse().map(Self::Fact).map_err(|_| unknown()),
            Some(("record", version)) => version.parse().map(Self::Record).map_err(|_| unknown()),
            _ => Err(unknown()),
        }
    }
}

impl From<Source> for String {
    fn from(source: Source) -> Self {
        source.to_string()
    }
}

impl TryFrom<String> for Source {
    type Error = UnknownName;

    fn try_from(text: String) -> Result<Self, UnknownName> {
        text.parse()
    }
}
