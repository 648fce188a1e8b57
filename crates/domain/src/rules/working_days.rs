//! Working days: Monday to Friday without bank holidays. The holidays are data that the caller passes in.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use std::collections::BTreeSet;

/// Whether a day is a working day.
pub fn is_working_day(day: Date, holidays: &BTreeSet<Date>) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) && !holidays.contains(&day)
}

/// The working day that lies `count` working days after a day; the day itself does not count. At the end of the
/// calendar it is the last day there is.
pub fn working_days_after(day: Date, count: u8, holidays: &BTreeSet<Date>) -> Date {
    let mut last = day;
    for _ in 0..count {
        last = next_working_day(last, holidays);
    }
    last
}

fn next_working_day(day: Date, holidays: &BTreeSet<Date>) -> Date {
    let mut next = day;
    while let Ok(following) = next.checked_add(1.day()) {
        next = following;
        if is_working_day(next, holidays) {
            break;
        }
    }
    next
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::PackParameters;
    use jiff::civil::date;

    #[test]
    fn two_working_days_step_over_a_weekend_and_over_bank_holidays() {
        let holidays = PackParameters::shipped().bank_holidays;
        let cases = [
            (date(2026, 11, 23), date(2026, 11, 25)),
            (date(2026, 11, 20), date(2026, 11, 24)),
            // Saturday: Monday and Tuesday follow.
            (date(2026, 11, 21), date(2026, 11, 24)),
            // Christmas Day is a Friday and Boxing Day is taken on the Monday.
            (date(2026, 12, 24), date(2026, 12, 30)),
            // Good Friday and Easter Monday.
            (date(2027, 3, 25), date(2027, 3, 31)),
        ];
        for (from, until) in cases {
            assert_eq!(working_days_after(from, 2, &holidays), until, "after {from}");
        }
    }

    #[test]
    fn the_end_of_the_calendar_is_no_fault() {
        assert_eq!(working_days_after(Date::MAX, 2, &BTreeSet::new()), Date::MAX);
    }
}
