//! Telephones and e-mail addresses.

/// A telephone number as one number: its national digits behind a leading 1 that keeps the zeros. `None` for fewer
/// than six digits, for more than fifteen, and for one digit over and over (what people type to get past a form).
pub(crate) fn phone(text: &str) -> Option<u64> {
    let digits: String = text
        .chars()
        .filter_map(|letter| letter.to_digit(10))
        .filter_map(|d| char::from_digit(d, 10))
        .take(20)
        .collect();
    let international = text.trim_start().starts_with('+');
    let national = match digits.as_str() {
        d if d.starts_with("0044") => d.get(4..),
        d if d.starts_with("44") && (international || d.len() == 12) => d.get(2..),
        d => Some(d),
    }?;
    let national = national.trim_start_matches('0');
    let first = national.chars().next()?;
    let sensible = (6..=15).contains(&national.len()) && national.chars().any(|digit| digit != first);
    if sensible { national.parse().ok() } else { None }
}

/// Whether two numbers differ in one digit, or in two neighbours exchanged.
pub(crate) fn phones_alike(one: u64, other: u64) -> bool {
    let (mut one, mut other) = (one, other);
    let (mut different, mut first, mut at, mut place) = (0, (0, 0), 0, 0);
    while one > 0 || other > 0 {
        let (a, b) = (one % 10, other % 10);
        if a != b {
            different += 1;
            match different {
                1 => (first, at) = ((a, b), place),
                2 if place == at + 1 && first == (b, a) => {}
                _ => return false,
            }
        }
        (one, other, place) = (one / 10, other / 10, place + 1);
    }
    true
}

/// An e-mail address in lower case without a `+tag`; `None` for what is not one.
pub(crate) fn email(text: &str) -> Option<String> {
    let text: String = text.trim().chars().take(128).flat_map(char::to_lowercase).collect();
    let (local, host) = text.split_once('@')?;
    let local = local.split('+').next().unwrap_or(local);
    (!local.is_empty() && host.contains('.')).then(|| format!("{local}@{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        let number = phone("07123456789");
        assert!(number.is_some());
        for text in ["+447123456789", "0044 7123 456789", "07123 456 789", "+44 (0)7123 456789", "447123456789"] {
            assert_eq!(phone(text), number, "{text}");
        }
        for text in ["", "n/a", "00000000000", "12345", "999999999", "1".repeat(500).as_str()] {
            assert_eq!(phone(text), None, "{text}");
        }
    }

    #[test]
    fn one_wrong_digit_is_alike() {
        assert!(phones_alike(7_123_456_789, 7_123_456_780));
        assert!(phones_alike(7_123_456_789, 7_123_465_789));
        assert!(!phones_alike(7_123_456_789, 7_123_456_700));
        assert!(!phones_alike(7_123_456_789, 7_321_456_789));
    }

    #[test]
    fn an_address_is_the_same_in_capitals_and_with_a_tag() {
        assert_eq!(email(" Amina.K+court@Example.org "), email("amina.k@example.org"));
        assert_eq!(email("none"), None);
        assert_eq!(email("@example.org"), None);
    }
}
