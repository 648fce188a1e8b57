//! Who did something.

use crate::ids::{PersonId, WorkerId};
use crate::private::UnknownName;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Who gave a command. Roles are not part of it: what somebody may do is decided by `access` at that moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Actor {
    /// Somebody who works for the centre.
    Worker(WorkerId),
    /// A person from outside: a referrer, a party.
    Person(PersonId),
    /// The program itself, as when a due date passes, the demo is filled or a file is imported at the command line.
    Program,
}

impl Actor {
    /// The worker, where a worker acts.
    pub const fn worker(self) -> Option<WorkerId> {
        match self {
            Self::Worker(id) => Some(id),
            Self::Person(_) | Self::Program => None,
        }
    }
}

impl fmt::Display for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Worker(id) => write!(f, "worker/{id}"),
            Self::Person(id) => write!(f, "person/{id}"),
            Self::Program => f.write_str("program"),
        }
    }
}

impl FromStr for Actor {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, UnknownName> {
        let unknown = || UnknownName("actor");
        match text.split_once('/') {
            Some(("worker", id)) => id.parse().map(Self::Worker).map_err(|_| unknown()),
            Some(("person", id)) => id.parse().map(Self::Person).map_err(|_| unknown()),
            None if text == "program" => Ok(Self::Program),
            _ => Err(unknown()),
        }
    }
}

impl From<Actor> for String {
    fn from(actor: Actor) -> Self {
        actor.to_string()
    }
}

impl TryFrom<String> for Actor {
    type Error = UnknownName;

    fn try_from(text: String) -> Result<Self, UnknownName> {
        text.parse()
    }
}
