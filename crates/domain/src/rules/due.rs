//! When something must have been seen.

use super::facts::DisclosureFact;
use super::pack::PackParameters;
use crate::words::Answer;
use jiff::{Timestamp, ToSpan};

/// When a safeguarding lead or deputy must have seen a disclosure: within the pack's minutes on a day of sessions, and on
/// the same day at the latest.
pub fn disclosure_due_at(disclosure: &DisclosureFact, pack: &PackParameters) -> Timestamp {
    if disclosure.session_day == Answer::No {
        return disclosure.day_ends_at;
    }
    disclosure
        .recorded_at
        .checked_add(i64::from(pack.disclosure_seen_minutes).minutes())
        .map_or(disclosure.day_ends_at, |due| due.min(disclosure.day_ends_at))
}
