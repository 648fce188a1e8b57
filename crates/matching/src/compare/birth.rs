//! Two dates of birth.

use crate::text::likeness::{within_one_slip, within_two_slips};
use crate::value::birth::Birth;

const SAME: u8 = 0;
const SWAPPED: u8 = 1;
const YEAR_ALONE: u8 = 2;
const DAY: u8 = 3;
const MONTH: u8 = 4;
const YEAR_SLIP: u8 = 5;
const YEAR: u8 = 6;
const TWO_SLIPS: u8 = 7;
const SAME_YEAR: u8 = 8;
const APART: u8 = 9;
const GENERATION: u8 = 10;
const MISSING: u8 = 11;

/// The level at which two dates agree, as listed in [`super::Field::levels`].
pub(crate) fn likeness(one: Birth, other: Birth) -> u8 {
    if !one.is_known() || !other.is_known() {
        return MISSING;
    }
    if one.is_whole() && other.is_whole() && !(one.is_year_only() && other.is_year_only()) {
        whole(one, other)
    } else {
        in_part(one, other)
    }
}

fn whole(one: Birth, other: Birth) -> u8 {
    let (day, month, year) = (one.day == other.day, one.month == other.month, one.year == other.year);
    let years = one.year.abs_diff(other.year);
    match (year, month, day) {
        (true, true, true) if one.is_date() => SAME,
        (true, true, _) => DAY,
        (true, ..) if one.unordered() == other.unordered() => SWAPPED,
        (true, ..) if one.is_year_only() || other.is_year_only() => YEAR_ALONE,
        (true, _, true) => MONTH,
        (false, true, true) if years <= 2 || years == 10 || slip(one, other) => YEAR_SLIP,
        (false, true, true) => YEAR,
        _ if two_slips(one, other) => TWO_SLIPS,
        (true, ..) => SAME_YEAR,
        _ => apart(years),
    }
}

/// At least one gives no more than a year or a month.
fn in_part(one: Birth, other: Birth) -> u8 {
    if one.year != other.year {
        return apart(one.year.abs_diff(other.year));
    }
    let month_known = one.month > 0 && other.month > 0 && !one.is_year_only() && !other.is_year_only();
    match (month_known, one.month == other.month) {
        (true, true) => DAY,
        (true, false) => SAME_YEAR,
        (false, _) => YEAR_ALONE,
    }
}

const fn apart(years: u16) -> u8 {
    if years >= 15 { GENERATION } else { APART }
}

fn slip(one: Birth, other: Birth) -> bool {
    compared(one, other, within_one_slip)
}

fn two_slips(one: Birth, other: Birth) -> bool {
    compared(one, other, within_two_slips) && one.year.abs_diff(other.year) <= 30
}

fn compared(one: Birth, other: Birth, check: fn(&str, &str) -> bool) -> bool {
    let (one, other) = (one.digits(), other.digits());
    let differing = one.iter().zip(&other).filter(|(a, b)| a != b).count();
    if differing > 3 {
        return false;
    }
    match (std::str::from_utf8(&one), std::str::from_utf8(&other)) {
        (Ok(one), Ok(other)) => check(one, other),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, level: u8) {
        assert_eq!(likeness(Birth::read(one), Birth::read(other)), level, "{one} {other}");
        assert_eq!(likeness(Birth::read(other), Birth::read(one)), level, "{other} {one}");
    }

    #[test]
    fn dates_agree_by_degrees() {
        check("1990-03-04", "04/03/1990", SAME);
        check("1990-03-04", "1990-04-03", SWAPPED);
        check("1990-03-04", "1990-01-01", YEAR_ALONE);
        check("1990-01-01", "1990-01-01", YEAR_ALONE);
        check("1990-03-04", "1990", YEAR_ALONE);
        check("1990-03-04", "1990-03-24", DAY);
        check("1990-03-04", "1990-03", DAY);
        check("1990-03-04", "1990-05-04", MONTH);
        check("1990-03-04", "1991-03-04", YEAR_SLIP);
        check("1990-03-04", "1960-03-04", YEAR_SLIP);
        check("1990-03-04", "1977-03-04", YEAR);
        check("1990-03-04", "1991-03-05", TWO_SLIPS);
        check("1990-03-04", "1990-11-25", SAME_YEAR);
        check("1990-03-04", "1984-11-25", APART);
        check("1990-03-04", "2015-11-25", GENERATION);
        check("1990-03-04", "", MISSING);
    }

    #[test]
    fn what_is_no_date_agrees_in_part_only() {
        check("31/02/1990", "31/02/1990", DAY);
    }
}
