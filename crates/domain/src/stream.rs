//! Streams: each thing that has a history of its own.

use crate::ids::{CaseId, CentreId, PersonId, SessionId, WorkerId};
use crate::private::{Subject, UnknownName};
use jiff::civil::Date;
use std::fmt;
use std::str::FromStr;

/// The name of a stream. A stream belongs to exactly one centre and is never shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StreamName {
    /// One family's case: referral, assessment, pre-visits, arrangement.
    Case(CaseId),
    /// One session: what was planned, what happened, its report.
    Session(SessionId),
    /// The bookings of one centre on one day; booking is serialised here.
    Day(CentreId, Date),
    /// A person's identity, protected facts and safe-contact rules.
    Person(PersonId),
    /// The centre's rooms, entrances, settings.
    Centre(CentreId),
    /// A worker's roles, training and suitability.
    Worker(WorkerId),
}

impl StreamName {
    /// Whose key seals the skeleton of this stream's events. A session's skeleton belongs to the case it is part of,
    /// so the caller names it.
    pub const fn owner(self, session_case: Option<CaseId>, centre: CentreId) -> Subject {
        match (self, session_case) {
            (Self::Case(id), _) | (Self::Session(_), Some(id)) => Subject::Case(id),
            (Self::Person(id), _) => Subject::Person(id),
            (Self::Worker(id), _) => Subject::Worker(id),
            (Self::Centre(id) | Self::Day(id, _), _) => Subject::Centre(id),
            (Self::Session(_), None) => Subject::Centre(centre),
        }
    }
}

impl fmt::Display for StreamName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(id) => write!(f, "case/{id}"),
            Self::Session(id) => write!(f, "session/{id}"),
            Self::Day(centre, date) => write!(f, "day/{centre}/{date}"),
            Self::Person(id) => write!(f, "person/{id}"),
            Self::Centre(id) => write!(f, "centre/{id}"),
            Self::Worker(id) => write!(f, "worker/{id}"),
        }
    }
}

impl FromStr for StreamName {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        let unknown = || UnknownName("stream");
        let (kind, rest) = text.split_once('/').ok_or_else(unknown)?;
        match kind {
            "case" => rest.parse().map(Self::Case).map_err(|_| unknown()),
            "session" => rest.parse().map(Self::Session).map_err(|_| unknown()),
            "person" => rest.parse().map(Self::Person).map_err(|_| unknown()),
            "centre" => rest.parse().map(Self::Centre).map_err(|_| unknown()),
            "worker" => rest.parse().map(Self::Worker).map_err(|_| unknown()),
            "day" => {
                let (centre, date) = rest.split_once('/').ok_or_else(unknown)?;
                Ok(Self::Day(centre.parse().map_err(|_| unknown())?, date.parse().map_err(|_| unknown())?))
            }
            _ => Err(unknown()),
        }
    }
}
