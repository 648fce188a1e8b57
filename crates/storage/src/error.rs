//! What can go wrong with storage, named by situation. No variant carries a value from the record.

use crate::keys::KeyFileError;
use crate::seam::SeamError;
use domain::body::BodyError;
use domain::event::EventError;

/// Storage could not do what was asked. Nothing was saved, unless the database did not confirm
/// ([`SeamError::Unconfirmed`]).
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The database.
    #[error(transparent)]
    Database(#[from] SeamError),
    /// The key file.
    #[error(transparent)]
    KeyFile(#[from] KeyFileError),
    /// The key file does not hold the key that is needed.
    #[error("the key file does not hold the key of this {0}")]
    KeyMissing(&'static str),
    /// A row was changed behind the program's back.
    #[error("a row of {0} was changed outside the program")]
    Altered(&'static str),
    /// There is no such centre here.
    #[error("there is no such centre in this database")]
    NoSuchCentre,
    /// A list or a column that does not exist.
    #[error("there is no column {column} in {table}")]
    NoSuchColumn {
        /// The list.
        table: &'static str,
        /// The column asked for.
        column: &'static str,
    },
    /// An event's body cannot be put together again.
    #[error(transparent)]
    Body(#[from] BodyError),
    /// An event of a type this program does not know, or not of its type's shape.
    #[error(transparent)]
    Event(#[from] EventError),
    /// A field is longer than the record's format allows.
    #[error(transparent)]
    TooLong(#[from] ledger::canonical::TooLong),
    /// The log takes no more leaves.
    #[error(transparent)]
    LogFull(#[from] ledger::merkle::LogFull),
    /// The operating system gave no randomness.
    #[error("the operating system gave no random bytes")]
    NoRandomness,
    /// The log in the database is not the one that was signed or counted before: nothing is signed.
    #[error("the log does not continue what was signed before: {0}")]
    LogBroken(&'static str),
    /// A centre's own keys guard everything else of it.
    #[error("a centre itself is not erased")]
    NeverErased,
    /// Somebody else is doing this right now.
    #[error("another node is doing this at the moment")]
    Elsewhere,
}

impl From<domain::private::UnknownName> for Error {
    fn from(_: domain::private::UnknownName) -> Self {
        Self::Database(SeamError::Shape)
    }
}
