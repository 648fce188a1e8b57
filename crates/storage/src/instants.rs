//! Instants as the record keeps them: microseconds since 1970 UTC.

use crate::seam::SeamError;
use jiff::Timestamp;

/// The instant, without what is smaller than a microsecond.
pub(crate) fn whole(instant: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(instant.as_microsecond()).unwrap_or(instant)
}

/// Reads a stored instant.
pub(crate) fn stored(microseconds: i64) -> Result<Timestamp, SeamError> {
    Timestamp::from_microsecond(microseconds).map_err(|_| SeamError::Shape)
}

/// Reads a stored instant that may be missing.
pub(crate) fn stored_if_any(microseconds: Option<i64>) -> Result<Option<Timestamp>, SeamError> {
    microseconds.map(stored).transpose()
}
