//! Verification: everything that is stored is read back and worked out again.
//!
//! The journal follows from its leaves and its keys, the rows around it carry MACs, the lists are compared with a rebuild. The
//! first thing that does not fit is named.

mod journal;
mod rows;

use crate::error::Error;
use crate::installation::{self, Storage};
use crate::lists;
use crate::seam::SeamError;
use domain::ids::CentreId;
use std::fmt;

/// What was read back and found right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verified {
    /// Centres.
    pub centres: u64,
    /// Events, each with its place in the log.
    pub events: u64,
    /// Segments that opened.
    pub segments: u64,
    /// Segments that were erased by this program.
    pub erased: u64,
    /// Keys that opened.
    pub keys: u64,
    /// Signed checkpoints.
    pub checkpoints: u64,
    /// Entries of access logs.
    pub access_events: u64,
    /// Records by which those entries are found.
    pub looks: u64,
    /// Other rows.
    pub rows: u64,
    /// Rows of lists.
    pub list_rows: u64,
}

/// The first entry that does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstBad {
    /// The centre, where it is known.
    pub centre: Option<CentreId>,
    /// The table.
    pub what: &'static str,
    /// The stream, where it is about one.
    pub stream: Option<String>,
    /// The place in the stream.
    pub version: Option<u64>,
    /// The place in the centre's log.
    pub log_index: Option<u64>,
    /// What does not fit.
    pub why: String,
}

impl FirstBad {
    pub(crate) fn new(what: &'static str, why: impl Into<String>) -> Self {
        Self { centre: None, what, stream: None, version: None, log_index: None, why: why.into() }
    }

    pub(crate) const fn of(mut self, centre: CentreId) -> Self {
        self.centre = Some(centre);
        self
    }

    pub(crate) const fn at(mut self, log_index: u64) -> Self {
        self.log_index = Some(log_index);
        self
    }

    pub(crate) fn event(mut self, stream: &str, version: u64) -> Self {
        self.stream = Some(stream.to_owned());
        self.version = Some(version);
        self
    }
}

impl fmt::Display for FirstBad {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.what)?;
        if let Some(stream) = &self.stream {
            write!(f, ", {stream}")?;
        }
        if let Some(version) = self.version {
            write!(f, ", version {version}")?;
        }
        if let Some(index) = self.log_index {
            write!(f, ", log index {index}")?;
        }
        if let Some(centre) = self.centre {
            write!(f, ", centre {centre}")?;
        }
        write!(f, ": {}", self.why)
    }
}

/// How a verification ends badly.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// Something stored is not as the program wrote it.
    #[error("{0}")]
    Bad(Box<FirstBad>),
    /// Nothing can be said: the database or the key file could not be read.
    #[error(transparent)]
    Storage(Error),
}

impl From<FirstBad> for VerifyError {
    fn from(bad: FirstBad) -> Self {
        Self::Bad(Box::new(bad))
    }
}

impl From<Error> for VerifyError {
    fn from(error: Error) -> Self {
        let what = match &error {
            Error::Altered(table) => table,
            Error::KeyMissing(_) => "subject_key",
            Error::NoSuchCentre => "centre",
            Error::LogBroken(_) => "ledger_leaf",
            Error::Body(_) | Error::Event(_) => "event",
            Error::Database(SeamError::Shape) => "a stored row",
            _ => return Self::Storage(error),
        };
        FirstBad::new(what, error.to_string()).into()
    }
}

impl From<SeamError> for VerifyError {
    fn from(error: SeamError) -> Self {
        Error::from(error).into()
    }
}

impl Storage {
    /// Reads everything back; an error names the first entry that does not fit.
    pub async fn verify(&self) -> Result<Verified, VerifyError> {
        let inner = &self.0;
        let mut snapshot = inner.db.snapshot().await?;
        let mut verified = Verified::default();
        rows::schema(&mut snapshot, inner).await?;
        let centres = installation::centres(&mut snapshot, &inner.database_key).await?;
        verified.centres = u64::try_from(centres.len()).unwrap_or(u64::MAX);
        rows::keys(&mut snapshot, inner, &centres, &mut verified).await?;
        rows::guarded(&mut snapshot, inner, &centres, &mut verified).await?;
        for centre in &centres {
            journal::verify(&mut snapshot, inner, *centre, &mut verified).await?;
            rows::access_chain(&mut snapshot, inner, *centre, &mut verified).await?;
        }
        rows::looks(&mut snapshot, &verified).await?;
        journal::nothing_besides(&mut snapshot, &centres, &verified).await?;
        let (list_rows, difference) = lists::compare(&mut snapshot, inner).await?;
        verified.list_rows = list_rows;
        match difference {
            None => Ok(verified),
            Some(found) => Err(FirstBad {
                centre: found.centre,
                what: found.table,
                stream: found.stream.map(|stream| stream.to_string()),
                version: None,
                log_index: None,
                why: format!("{}: row {}", found.why, found.key),
            }
            .into()),
        }
    }
}
