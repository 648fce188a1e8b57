use crate::words::{Answer, ContactLevel};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// A short name on a door or a list: never empty, at most 120 characters. Its `Debug` shows only its length: the name
/// of a centre can tell where a family lives.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Label(String);

/// A text that is not a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("enter a name of 1 to {limit} characters", limit = Label::LIMIT)]
pub struct NotALabel;

impl Label {
    /// The longest name taken, in characters.
    pub const LIMIT: usize = 120;

    /// Takes a name, without the spaces around it.
    pub fn parse(text: &str) -> Result<Self, NotALabel> {
        let text = text.trim();
        if text.is_empty() || text.chars().count() > Self::LIMIT || text.chars().any(char::is_control) {
            return Err(NotALabel);
        }
        Ok(Self(text.to_owned()))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Label {
    type Error = NotALabel;

    fn try_from(text: String) -> Result<Self, NotALabel> {
        Self::parse(&text)
    }
}

impl From<Label> for String {
    fn from(label: Label) -> Self {
        label.0
    }
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Label({} characters)", self.0.chars().count())
    }
}

/// The code of a zone that several rooms or doors share, such as "north-corridor": lower-case letters, digits and
/// hyphens, at most 40.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ZoneCode(String);

/// A text that is not a zone's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write a zone in lower-case letters, digits and hyphens, such as north-corridor")]
pub struct NotAZone;

impl ZoneCode {
    /// Takes a code.
    pub fn parse(text: &str) -> Result<Self, NotAZone> {
        let fits = (1..=40).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if fits { Ok(Self(text.to_owned())) } else { Err(NotAZone) }
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for ZoneCode {
    type Error = NotAZone;

    fn try_from(text: String) -> Result<Self, NotAZone> {
        Self::parse(&text)
    }
}

impl From<ZoneCode> for String {
    fn from(code: ZoneCode) -> Self {
        code.0
    }
}

/// The clock on the centre's wall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Clock {
    /// England, Wales, Scotland and Northern Ireland.
    #[default]
    #[serde(rename = "Europe/London")]
    London,
}

impl Clock {
    /// The name in the time-zone database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::London => "Europe/London",
        }
    }

    /// The zone, from its rule rather than from files of the computer: the law of summer time has been the same since
    /// 1996, and this crate opens no files.
    pub fn zone(self) -> TimeZone {
        let rule = match self {
            Self::London => "GMT0BST,M3.5.0/1,M10.5.0",
        };
        TimeZone::posix(rule).unwrap_or(TimeZone::UTC)
    }
}

/// Whether a centre demands a second factor of those who open protected facts or disclosures, release reports or engage people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactorDemand {
    /// It does not.
    #[default]
    NotDemanded,
    /// It does.
    Demanded,
}

/// What a centre has settled for itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The clock on its wall.
    #[serde(default)]
    pub clock: Clock,
    /// When it took its first family; the training ramp counts from it.
    pub opened_on: Date,
    /// The levels of contact it offers.
    pub levels: BTreeSet<ContactLevel>,
    /// The least number of workers on a shift, at least 2.
    pub minimum_staff: u16,
    /// Minutes between arrivals, 10 to 120; absent leaves it to the policy pack.
    #[serde(default)]
    pub arrival_buffer_minutes: Option<u16>,
    /// Minutes between leavings, 10 to 120; absent leaves it to the policy pack.
    #[serde(default)]
    pub leaving_buffer_minutes: Option<u16>,
    /// Whether somebody trained in domestic abuse can be reached by telephone during sessions (R-T02); no substitute for
    /// training once the training ramp has ended.
    #[serde(default)]
    pub advice_by_telephone: Answer,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;

    #[test]
    fn the_clock_in_london_changes_on_the_last_sundays_of_march_and_october() {
        let at = |text: &str| {
            let instant: Timestamp = text.parse().unwrap();
            instant.to_zoned(Clock::London.zone()).datetime().to_string()
        };
        assert_eq!(at("2026-03-29T00:59:59Z"), "2026-03-29T00:59:59");
        assert_eq!(at("2026-03-29T01:00:00Z"), "2026-03-29T02:00:00");
        assert_eq!(at("2026-10-25T00:59:59Z"), "2026-10-25T01:59:59");
        assert_eq!(at("2026-10-25T01:00:00Z"), "2026-10-25T01:00:00");
    }

    #[test]
    fn labels_and_zones_take_what_they_should_and_hide_names_in_debug() {
        let label = Label::parse("  Hawthorn Hall ").unwrap();
        assert_eq!(label.as_str(), "Hawthorn Hall");
        assert!(!format!("{label:?}").contains("Hawthorn"));
        assert!(Label::parse(" ").is_err() && Label::parse(&"x".repeat(121)).is_err());
        assert!(ZoneCode::parse("north-corridor").is_ok());
        assert!(ZoneCode::parse("North corridor").is_err() && ZoneCode::parse("").is_err());
    }
}
