//! The demo's four months around the day it is started on: twelve weeks behind it, four ahead.

use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

/// Weeks of sessions behind today.
pub const PAST_WEEKS: i64 = 12;
/// Weeks of sessions ahead.
pub const WEEKS_AHEAD: i64 = 4;

/// The calendar on the centres' walls.
#[derive(Clone)]
pub struct Calendar {
    zone: TimeZone,
    today: Date,
    now: Timestamp,
}

impl Calendar {
    /// The calendar of an instant.
    pub fn at_instant(now: Timestamp) -> Self {
        let zone = domain::centre::Clock::London.zone();
        Self { today: now.to_zoned(zone.clone()).date(), zone, now }
    }

    /// Today.
    pub const fn today(&self) -> Date {
        self.today
    }

    /// The day so many days after today, or before it.
    pub fn day(&self, from_today: i64) -> Date {
        self.today.saturating_add(from_today.days())
    }

    /// The first day of the records.
    pub fn opened(&self) -> Date {
        self.day(-7 * PAST_WEEKS - 45)
    }

    /// The instant at which a centre's clock shows this. Nothing here lies in the hour that is skipped or told twice.
    pub fn at(&self, day: Date, hour: i8, minute: i8) -> Timestamp {
        self.instant(day, Time::constant(hour, minute, 0, 0))
    }

    /// The instant at which a centre's clock shows this time.
    pub fn instant(&self, day: Date, time: Time) -> Timestamp {
        self.zone.to_timestamp(day.to_datetime(time)).unwrap_or(self.now)
    }
}
