//! Telephone numbers, however they are grouped.

use super::reading::{Reading, Word, is_dash, look_alike};

/// A number read digit by digit, with a country code, has this many groups at most.
const MOST_GROUPS: usize = 16;
/// Shorter numbers are extensions and short codes, found as words.
const FEWEST_DIGITS: usize = 6;

/// A group of digits and the line it stands in.
pub(super) type Group = (String, usize);

/// A number without country code and leading zeros, if it is long enough to be one.
pub(super) fn national(value: &str) -> Option<String> {
    let digits = digits_of(value);
    let digits = digits.strip_prefix("00").unwrap_or(&digits);
    // "44" begins local numbers too, but then the whole is shorter.
    let national = match digits.strip_prefix("44") {
        Some(rest) if digits.len() >= 11 => rest,
        _ => digits,
    };
    let national = national.trim_start_matches('0');
    (national.len() >= FEWEST_DIGITS).then(|| national.to_owned())
}

/// Its digits, in western form.
pub(super) fn digits_of(value: &str) -> String {
    Reading::of(value).squeezed.into_iter().filter(char::is_ascii_digit).collect()
}

/// The lines in which the number stands.
pub(super) fn lines(reading: &Reading, number: &str) -> Vec<usize> {
    // Without its area code a landline is its last six to eight digits; a mobile has none.
    let is_landline = number.len() >= 9 && !number.starts_with('7');
    let local: Vec<&str> = [6, 7, 8]
        .into_iter()
        .filter(|_| is_landline)
        .filter_map(|length| number.get(number.len().checked_sub(length)?..))
        .collect();
    let begins = |rest: &[Group]| {
        let mut digits = String::new();
        rest.iter().take(MOST_GROUPS).any(|(group, _)| {
            digits.push_str(group);
            digits.contains(number) || local.contains(&digits.as_str())
        })
    };
    let mut found = Vec::new();
    for run in &reading.digit_runs {
        for start in 0..run.len() {
            let rest = run.get(start..).unwrap_or_default();
            if begins(rest) {
                found.extend(rest.first().map(|(_, line)| *line));
            }
        }
    }
    found
}

/// Groups of digits with nothing but the signs of telephone numbers between them.
pub(super) fn digit_runs(words: &[Word]) -> Vec<Vec<Group>> {
    let mut runs: Vec<Vec<Group>> = Vec::new();
    let mut open = false;
    for word in words {
        let text = as_digits(&word.text);
        let continues = open && is_phone_gap(&word.gap) && begins_with_digit(&text);
        let groups = text.split(|letter: char| !letter.is_ascii_digit()).filter(|group| !group.is_empty());
        for (index, group) in groups.enumerate() {
            let group = (group.to_owned(), word.line);
            match runs.last_mut() {
                Some(run) if index == 0 && continues => run.push(group),
                _ => runs.push(vec![group]),
            }
        }
        open = text.ends_with(|letter: char| letter.is_ascii_digit());
    }
    runs
}

/// "O77OO" is meant for digits; "Oo" and "hello1" are words.
fn as_digits(word: &str) -> String {
    let all: String = word.chars().map(look_alike).collect();
    let meant = word.contains(|letter: char| letter.is_ascii_digit()) && all.chars().all(|sign| sign.is_ascii_digit());
    if meant { all } else { word.to_owned() }
}

fn begins_with_digit(word: &str) -> bool {
    word.starts_with(|letter: char| letter.is_ascii_digit())
}

fn is_phone_gap(gap: &str) -> bool {
    gap.chars().count() <= 4
        && gap.chars().all(|sign| sign.is_whitespace() || is_dash(sign) || matches!(sign, '.' | '(' | ')' | '+' | '/'))
}
