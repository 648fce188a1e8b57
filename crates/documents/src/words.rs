//! Dates and times as they are printed.

use jiff::civil::{Date, DateTime, Time};
use serde::{Serialize, Serializer, ser::SerializeStruct};

/// "Saturday 14 November 2026", with the parts a template needs for the file's own date.
#[derive(Clone, Copy)]
pub(crate) struct PrintedDate(Date);

impl Serialize for PrintedDate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Date", 4)?;
        fields.serialize_field("words", &self.0.strftime("%A %-d %B %Y").to_string())?;
        fields.serialize_field("year", &self.0.year())?;
        fields.serialize_field("month", &self.0.month())?;
        fields.serialize_field("day", &self.0.day())?;
        fields.end()
    }
}

/// For `#[serde(serialize_with)]` on a civil date.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
pub(crate) fn date<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    PrintedDate(*date).serialize(serializer)
}

/// For `#[serde(serialize_with)]` on a clock time: "10:05".
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
pub(crate) fn time<S: Serializer>(time: &Time, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&time.strftime("%H:%M"))
}

/// For `#[serde(serialize_with)]` on a civil date-time: "14 November 2026, 10:05".
pub(crate) fn moment<S: Serializer>(moment: &DateTime, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&moment.strftime("%-d %B %Y, %H:%M"))
}
