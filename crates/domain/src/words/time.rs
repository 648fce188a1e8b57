use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

/// An instant as the clock on a centre's wall shows it.
pub fn at_centre(instant: Timestamp, zone: &TimeZone) -> Zoned {
    instant.to_zoned(zone.clone())
}

/// A day in words: "27 March 2026".
pub fn day_in_words(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// A stretch of one day on the clock on the centre's wall, from its start up to but not including its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Window {
    date: Date,
    from: Time,
    to: Time,
}

/// A window that ends before it starts, or lasts no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the end must be later than the start, on the same day")]
pub struct NotAWindow;

impl Window {
    /// A window of one day.
    pub fn new(date: Date, from: Time, to: Time) -> Result<Self, NotAWindow> {
        if from < to { Ok(Self { date, from, to }) } else { Err(NotAWindow) }
    }

    /// The day.
    pub const fn date(self) -> Date {
        self.date
    }

    /// When it starts.
    pub const fn from(self) -> Time {
        self.from
    }

    /// When it ends.
    pub const fn to(self) -> Time {
        self.to
    }

    /// How long it lasts, in whole minutes.
    pub fn minutes(self) -> i64 {
        minute_of_day(self.to) - minute_of_day(self.from)
    }

    /// Whether the two windows share any time.
    pub fn overlaps(self, other: Self) -> bool {
        self.date == other.date && self.from < other.to && other.from < self.to
    }

    /// Whole minutes between the windows: 0 where they touch or overlap, `None` on different days.
    pub fn gap_minutes(self, other: Self) -> Option<i64> {
        if self.date != other.date {
            return None;
        }
        let after = minute_of_day(other.from) - minute_of_day(self.to);
        let before = minute_of_day(self.from) - minute_of_day(other.to);
        Some(after.max(before).max(0))
    }
}

fn minute_of_day(time: Time) -> i64 {
    i64::from(time.hour()) * 60 + i64::from(time.minute())
}
