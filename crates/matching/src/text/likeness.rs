//! How alike two words are.

/// Longest word looked at, in bytes: a bit for each.
const MOST: usize = 64;

fn cut(word: &str) -> &[u8] {
    let bytes = word.as_bytes();
    bytes.get(..MOST).unwrap_or(bytes)
}

/// The Jaro-Winkler similarity of two words, from 0 (nothing shared) to 1 (the same), in bytes.
///
/// Jaro's measure (*Journal of the American Statistical Association* 84, 1989) with Winkler's bonus of a tenth for each
/// of the first four letters that agree (Proceedings of the Section on Survey Research Methods, 1990).
pub(crate) fn jaro_winkler(one: &str, other: &str) -> f64 {
    let (one, other) = (cut(one), cut(other));
    if one.is_empty() || other.is_empty() {
        return 0.0;
    }
    let reach = (one.len().max(other.len()) / 2).saturating_sub(1);
    let (mut taken, mut matched) = (0_u64, [0_u8; MOST]);
    let mut count = 0;
    for (place, letter) in one.iter().enumerate() {
        let from = place.saturating_sub(reach);
        let mut near = other.iter().enumerate().skip(from).take(place + reach + 1 - from);
        if let Some((at, _)) = near.find(|(at, candidate)| *candidate == letter && taken >> at & 1 == 0) {
            taken |= 1 << at;
            if let Some(slot) = matched.get_mut(count) {
                *slot = *letter;
            }
            count += 1;
        }
    }
    if count == 0 {
        return 0.0;
    }
    let crossed = other.iter().enumerate().filter(|(at, _)| taken >> at & 1 == 1).zip(matched);
    let crossed = crossed.filter(|((_, letter), mine)| *letter != mine).count();
    let shared = real(count);
    let jaro = (shared / real(one.len()) + shared / real(other.len()) + (shared - real(crossed / 2)) / shared) / 3.0;
    let prefix = one.iter().zip(other).take(4).take_while(|(a, b)| a == b).count();
    jaro + real(prefix) * 0.1 * (1.0 - jaro)
}

/// Small counts as numbers; exact up to 2^32.
fn real(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Whether one slip of the fingers makes one word the other: a letter put in, left out, changed, or two side by side
/// exchanged (optimal string alignment distance at most 1).
pub(crate) fn within_one_slip(one: &str, other: &str) -> bool {
    one_slip(one.as_bytes(), other.as_bytes())
}

fn one_slip(one: &[u8], other: &[u8]) -> bool {
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short, long) = (short.get(same..).unwrap_or_default(), long.get(same..).unwrap_or_default());
    match (short, long) {
        (_, [_, after @ ..]) if after == short => true,
        ([_, rest_short @ ..], [_, rest_long @ ..]) if rest_short == rest_long => true,
        ([a, b, rest_short @ ..], [c, d, rest_long @ ..]) => a == d && b == c && rest_short == rest_long,
        ([], []) => true,
        _ => false,
    }
}

/// Whether two slips make one word the other, for words long enough that two slips leave most of it.
pub(crate) fn within_two_slips(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    if one.len().abs_diff(other.len()) > 2 {
        return false;
    }
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (one, other) = (one.get(same..).unwrap_or_default(), other.get(same..).unwrap_or_default());
    let (Some((a, after_one)), Some((b, after_other))) = (one.split_first(), other.split_first()) else {
        return true;
    };
    let exchanged = match (after_one, after_other) {
        ([c, rest_one @ ..], [d, rest_other @ ..]) => a == d && b == c && one_slip(rest_one, rest_other),
        _ => false,
    };
    exchanged || one_slip(after_one, after_other) || one_slip(after_one, other) || one_slip(one, after_other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jaro_winkler_gives_the_published_values() {
        for (one, other, value) in
            [("martha", "marhta", 0.9611), ("dixon", "dicksonx", 0.8133), ("dwayne", "duane", 0.84), ("a", "b", 0.0)]
        {
            assert!((jaro_winkler(one, other) - value).abs() < 1e-4, "{one} {other} {}", jaro_winkler(one, other));
        }
        assert!((jaro_winkler("amina", "amina") - 1.0).abs() < 1e-9);
    }

    #[test]
    fn one_slip_is_one_letter_or_one_exchange() {
        for (one, other) in [("grace", "grac"), ("josh", "jsoh"), ("amina", "anina"), ("", "x"), ("same", "same")] {
            assert!(within_one_slip(one, other) && within_one_slip(other, one), "{one} {other}");
        }
        for (one, other) in [("grace", "gr"), ("josh", "hosj"), ("amina", "omino"), ("", "xy")] {
            assert!(!within_one_slip(one, other) && !within_one_slip(other, one), "{one} {other}");
        }
    }

    #[test]
    fn two_slips_are_two_of_them() {
        for (one, other) in [("kowalski", "kowaslk"), ("fraciszek", "franmciszek"), ("abcdef", "badcef"), ("ab", "")] {
            assert!(within_two_slips(one, other) && within_two_slips(other, one), "{one} {other}");
        }
        for (one, other) in [("kowalski", "kovalsky2"), ("abcdef", "badcfe"), ("abc", "")] {
            assert!(!within_two_slips(one, other) && !within_two_slips(other, one), "{one} {other}");
        }
    }
}
