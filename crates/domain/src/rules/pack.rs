//! The numbers a policy pack sets. A pack is text that the edge reads; here it is only parsed.

use crate::words::ContactLevel;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// The pack the program is shipped with.
const SHIPPED: &str = include_str!("../../../../packs/england-and-wales.json");

/// The parameters of the policy pack in force. See `packs/README.md` for where the numbers come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackParameters {
    /// The pack's name.
    pub name: String,
    /// The pack's version.
    pub version: String,
    /// Where it applies: "E&W" is England and Wales.
    pub jurisdiction: String,
    /// The first day it applies.
    pub in_force_from: Date,
    /// For how many days after signature a risk assessment is current (R-P06): 90 by default.
    pub assessment_valid_days: ValidDays,
    /// Minutes between the visiting adult's arrival and the child's (R-S02): 15 by default, never below 10.
    pub arrival_buffer_minutes: u16,
    /// Minutes between the child's leaving and the visiting adult's (R-S02): 15 by default, never below 10.
    pub leaving_buffer_minutes: u16,
    /// For how many days specialist training on domestic abuse counts (R-T02): 365 by default, never more.
    pub specialist_training_days: u16,
    /// For how many months after a centre opens nobody trained on shift can still be overridden (R-T02): 12 by
    /// default, never more.
    pub training_ramp_months: u8,
    /// The last day of that ramp where the pack dates it; `None` counts from the centre's opening.
    pub training_ramp_ends: Option<Date>,
    /// Within how many minutes a safeguarding lead sees a disclosure made on a session day: 60 by default.
    pub disclosure_seen_minutes: u16,
    /// The least number of workers on a shift where the centre sets none (R-S05): 2 by default, never below.
    pub minimum_staff: u16,
    /// Whether established domestic abuse may be overridden for supported contact at all (R-R01).
    pub established_abuse_in_supported_contact: EstablishedAbuse,
    /// The longest an override may run, in days: 90 by default, never more.
    pub override_longest_days: u16,
    /// Within how many working days an authorisation by telephone is confirmed: 2 by default, never more.
    pub telephone_confirmation_working_days: u8,
    /// The last day for which the bank holidays are known. Later weekdays count as working days, so that a deadline
    /// comes too early rather than too late.
    pub bank_holidays_until: Date,
    /// Bank holidays.
    pub bank_holidays: BTreeSet<Date>,
}

/// For how many days a risk assessment is current, by what it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ValidDays {
    /// Supported contact.
    pub supported: u16,
    /// Supervised contact and other contact that is observed.
    pub observed: u16,
    /// Handover, letters, video, and contact whose level is not known.
    pub other: u16,
}

/// What a pack says about established domestic abuse and supported contact (R-R01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EstablishedAbuse {
    /// Never at this centre.
    Never,
    /// Only where qualified staff assess and engagement is evidenced, and then only with an override.
    WithConditions,
}

/// A pack that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// It is not of the shape of a pack.
    #[error("the policy pack is not in its format: {0}")]
    Shape(String),
    /// A value lies outside what a pack may set.
    #[error("the policy pack sets {name} to a value outside {range}")]
    Range {
        /// The parameter.
        name: &'static str,
        /// What it may be.
        range: &'static str,
    },
}

/// A parameter, what it may be in words and as a range, and its value.
type Bounded = (&'static str, &'static str, RangeInclusive<u16>, u16);

impl PackParameters {
    /// Reads a pack. Unknown names and values outside their ranges refuse it as a whole.
    pub fn parse(text: &str) -> Result<Self, PackError> {
        let pack: Self = crate::place::read(text.as_bytes()).map_err(PackError::Shape)?;
        pack.within_ranges()
    }

    /// The pack the program is shipped with.
    pub fn shipped() -> Self {
        // The shipped text is tested to parse; the built-in numbers are the same and only lack the bank holidays.
        Self::parse(SHIPPED).unwrap_or_else(|_| Self::built_in())
    }

    fn built_in() -> Self {
        Self {
            name: "england-and-wales".to_owned(),
            version: "2026.1".to_owned(),
            jurisdiction: "E&W".to_owned(),
            in_force_from: date(2026, 1, 1),
            assessment_valid_days: ValidDays { supported: 90, observed: 90, other: 90 },
            arrival_buffer_minutes: 15,
            leaving_buffer_minutes: 15,
            specialist_training_days: 365,
            training_ramp_months: 12,
            training_ramp_ends: None,
            disclosure_seen_minutes: 60,
            minimum_staff: 2,
            established_abuse_in_supported_contact: EstablishedAbuse::Never,
            override_longest_days: 90,
            telephone_confirmation_working_days: 2,
            bank_holidays_until: date(2028, 12, 31),
            bank_holidays: BTreeSet::new(),
        }
    }

    fn of_the_assessment(&self) -> [Bounded; 3] {
        let days = self.assessment_valid_days;
        [days.supported, days.observed, days.other]
            .map(|value| ("assessment_valid_days", "1 to 180 days", 1..=180, value))
    }

    fn of_the_session(&self) -> [Bounded; 4] {
        let buffer = |name, value| (name, "10 to 120 minutes", 10..=120, value);
        let seen = self.disclosure_seen_minutes;
        [
            buffer("arrival_buffer_minutes", self.arrival_buffer_minutes),
            buffer("leaving_buffer_minutes", self.leaving_buffer_minutes),
            ("minimum_staff", "2 to 50 workers", 2..=50, self.minimum_staff),
            ("disclosure_seen_minutes", "1 to 1440 minutes", 1..=1440, seen),
        ]
    }

    fn of_training_and_overrides(&self) -> [Bounded; 4] {
        let trained = self.specialist_training_days;
        let ramp = u16::from(self.training_ramp_months);
        let longest = self.override_longest_days;
        let confirm = u16::from(self.telephone_confirmation_working_days);
        [
            ("specialist_training_days", "1 to 365 days", 1..=365, trained),
            ("training_ramp_months", "0 to 12 months", 0..=12, ramp),
            ("override_longest_days", "1 to 90 days", 1..=90, longest),
            ("telephone_confirmation_working_days", "1 or 2 days", 1..=2, confirm),
        ]
    }

    fn within_ranges(self) -> Result<Self, PackError> {
        let outside = self
            .of_the_assessment()
            .into_iter()
            .chain(self.of_the_session())
            .chain(self.of_training_and_overrides())
            .find(|(_, _, range, value)| !range.contains(value));
        match outside {
            Some((name, range, _, _)) => Err(PackError::Range { name, range }),
            None => Ok(self),
        }
    }

    /// For how many days an assessment for contact at this level is current.
    pub fn assessment_days(&self, level: Option<ContactLevel>) -> u16 {
        match level {
            Some(ContactLevel::Supported) => self.assessment_valid_days.supported,
            Some(level) if level.is_observed() => self.assessment_valid_days.observed,
            _ => self.assessment_valid_days.other,
        }
    }

    /// The last day of the training ramp. Without a dated ramp and without an opening day there is none.
    pub fn ramp_ends(&self, opened_on: Option<Date>) -> Option<Date> {
        self.training_ramp_ends.or_else(|| {
            let opened = opened_on?;
            opened.checked_add(i32::from(self.training_ramp_months).months()).ok()
        })
    }

    /// Minutes as the windows count them.
    pub(crate) fn arrival_buffer(&self) -> i64 {
        i64::from(self.arrival_buffer_minutes)
    }

    /// Minutes as the windows count them.
    pub(crate) fn leaving_buffer(&self) -> i64 {
        i64::from(self.leaving_buffer_minutes)
    }
}

impl Default for PackParameters {
    fn default() -> Self {
        Self::shipped()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_pack_parses_and_agrees_with_the_built_in_numbers() {
        let shipped = PackParameters::parse(SHIPPED).unwrap();
        assert!(shipped.bank_holidays.len() > 30, "five years of bank holidays");
        let without = PackParameters { bank_holidays: BTreeSet::new(), ..shipped };
        assert_eq!(without, PackParameters::built_in());
        assert_eq!(super::super::PACK, format!("{}/{}", without.name, without.version));
    }

    #[test]
    fn a_pack_that_weakens_a_floor_or_has_an_unknown_name_is_refused() {
        let weak = SHIPPED.replace("\"arrival_buffer_minutes\": 15", "\"arrival_buffer_minutes\": 9");
        let error = PackParameters::parse(&weak).unwrap_err().to_string();
        assert!(error.contains("arrival_buffer_minutes") && error.contains("10 to 120"), "{error}");
        let odd = SHIPPED.replace("\"minimum_staff\"", "\"minimum_stuff\"");
        assert!(PackParameters::parse(&odd).is_err());
        assert!(PackParameters::parse(&SHIPPED[..200]).is_err(), "a truncated pack");
    }

    #[test]
    fn the_ramp_counts_from_the_opening_unless_it_is_dated() {
        let mut pack = PackParameters::shipped();
        assert_eq!(pack.ramp_ends(None), None);
        assert_eq!(pack.ramp_ends(Some(date(2026, 3, 1))), Some(date(2027, 3, 1)));
        pack.training_ramp_ends = Some(date(2026, 6, 30));
        assert_eq!(pack.ramp_ends(Some(date(2026, 3, 1))), Some(date(2026, 6, 30)));
    }
}
