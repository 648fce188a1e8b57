//! Appending: one command is one [`Append`], and one Append is one transaction.

mod encoding;
mod heads;
mod idempotency;
mod write;

pub use idempotency::Idempotency;

use crate::access_log::AccessEvent;
use crate::drafts::DraftName;
use crate::error::Error;
use crate::installation::Storage;
use crate::jobs::NewJob;
use crate::read::Loaded;
use crate::seam::{Boxed, SeamError};
use domain::actor::Actor;
use domain::decision::Recorded;
use domain::event::EventError;
use domain::ids::{CaseId, CentreId, CommandId, SessionId};
use domain::stream::StreamName;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::ops::Range;

/// Everything one command writes. It is written whole or not at all.
///
/// List rows are not part of it: they follow from the streams, and are written in the same transaction.
#[derive(Debug, Clone)]
pub struct Append {
    /// The centre that owns the record.
    pub centre: CentreId,
    /// The command, as it was given.
    pub command: CommandId,
    /// Who gave it.
    pub actor: Actor,
    /// For whom, where one person writes down what another did.
    pub on_behalf_of: Option<Actor>,
    /// The device it was captured on, where it was captured away from the server or at a device at the door.
    pub device: Option<String>,
    /// The event it answers.
    pub cause: Option<(StreamName, u64)>,
    /// When it is recorded; anything smaller than a microsecond is dropped.
    pub recorded_at: Timestamp,
    /// The version of the policy pack in force.
    pub policy_pack: String,
    /// The version of the form it was captured with.
    pub form_version: Option<String>,
    /// How far each stream written to was read before deciding; 0 for a stream that did not exist.
    pub expects: Vec<(StreamName, u64)>,
    /// How far each stream that was only read was read: if one has moved on, the decision has to be made again.
    pub pins: Vec<(StreamName, u64)>,
    /// What happened, in order.
    pub events: Vec<Recorded>,
    /// The case of each session that gets its first events here; later ones are looked up.
    pub session_cases: BTreeMap<SessionId, CaseId>,
    /// What was loaded before deciding. May be empty: then storage reads again what it needs for the lists.
    pub known: Loaded,
    /// What is to be done later.
    pub jobs: Vec<NewJob>,
    /// The request's key, so that a repeat has no second effect.
    pub idempotency: Option<Idempotency>,
    /// What was looked at in order to decide.
    pub access: Vec<AccessEvent>,
    /// The draft that this command completes.
    pub discard_draft: Option<DraftName>,
}

impl Append {
    /// An Append without events.
    pub fn new(centre: CentreId, command: CommandId, actor: Actor, recorded_at: Timestamp, policy_pack: &str) -> Self {
        Self {
            centre,
            command,
            actor,
            on_behalf_of: None,
            device: None,
            cause: None,
            recorded_at,
            policy_pack: policy_pack.to_owned(),
            form_version: None,
            expects: Vec::new(),
            pins: Vec::new(),
            events: Vec::new(),
            session_cases: BTreeMap::new(),
            known: Loaded::default(),
            jobs: Vec::new(),
            idempotency: None,
            access: Vec::new(),
            discard_draft: None,
        }
    }
}

/// What an Append did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appended {
    /// The places of its events in the centre's log.
    pub log_index: Range<u64>,
    /// How far each stream it wrote to now goes.
    pub versions: BTreeMap<StreamName, u64>,
}

/// Why nothing was appended.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// Somebody else was faster: load, decide and append again.
    #[error("the record has moved on since it was read")]
    Conflict {
        /// The stream.
        stream: StreamName,
        /// How far it was read.
        expected: u64,
        /// How far it goes.
        found: u64,
    },
    /// The request was carried out before.
    #[error("this request was carried out before")]
    Repeated {
        /// What it brought about then.
        outcome: String,
    },
    /// The request's key was used before for something else.
    #[error("this request's key was used before for something else")]
    OtherBody,
    /// A new session without the case it belongs to.
    #[error("the case of a new session was not named")]
    OwnerUnknown {
        /// The session's stream.
        stream: StreamName,
    },
    /// The disk is full.
    #[error("the disk is full: nothing was saved")]
    Full,
    /// The database is busy, or two nodes waited for each other: try again, as after a conflict.
    #[error("the database is busy: nothing was saved")]
    Busy,
    /// The database did not confirm. Ask again with the same idempotency key.
    #[error("the database did not confirm whether the change was saved")]
    Unconfirmed,
    /// An event that could not be read back as it was given; it is not written.
    #[error("an event cannot be stored so that it reads back the same: {0}")]
    NotAnEvent(#[source] EventError),
    /// Anything else.
    #[error(transparent)]
    Storage(Error),
}

impl From<Error> for AppendError {
    fn from(error: Error) -> Self {
        match error {
            Error::Database(SeamError::Full) => Self::Full,
            Error::Database(SeamError::Busy) => Self::Busy,
            Error::Database(SeamError::Unconfirmed) => Self::Unconfirmed,
            other => Self::Storage(other),
        }
    }
}

impl From<SeamError> for AppendError {
    fn from(error: SeamError) -> Self {
        Self::from(Error::from(error))
    }
}

impl Storage {
    /// Appends. Returns after the COMMIT; dropping the future does not stop the work.
    pub fn append(&self, append: Append) -> Boxed<'_, Result<Appended, AppendError>> {
        Box::pin(self.write(move |tx, inner| Box::pin(write::append(tx, inner, append))))
    }
}
