//! The words of a name, apart from what stands around them.

use crate::text::fold;

/// Words of a name that are looked at; a longer name is cut.
pub(crate) const MOST_WORDS: usize = 4;

/// Titles, and words for "not known", that are no names.
const NOT_NAMES: [&str; 18] = [
    "mr", "mrs", "ms", "miss", "mx", "dr", "prof", "rev", "sir", "unknown", "unk", "nk", "na", "none", "baby",
    "junior", "jr", "snr",
];

/// Words that belong to the one after them: `Mc Donald`, `O Brien`, `ud Din`.
const LEANS: [&str; 12] = ["mc", "mac", "o", "ud", "ul", "ur", "us", "uz", "fitz", "st", "d", "l"];

/// Words that come and go in front of a family name.
const LOOSE: [&str; 24] = [
    "al", "el", "bin", "bint", "ibn", "binti", "ben", "de", "da", "do", "dos", "del", "della", "di", "la", "le", "van",
    "von", "der", "den", "ter", "af", "e", "y",
];

/// The words of given or middle names.
pub(crate) fn given(text: &str) -> Vec<String> {
    words(text, false)
}

/// The words of a family name.
pub(crate) fn surname(text: &str) -> Vec<String> {
    words(text, true)
}

fn words(text: &str, family: bool) -> Vec<String> {
    let folded = fold(text);
    let mut words: Vec<String> = Vec::new();
    let mut leaning: Option<&str> = None;
    let mut all = folded.split_whitespace().peekable();
    while let Some(word) = all.next() {
        let last = all.peek().is_none() && leaning.is_none();
        let alone = last && words.is_empty();
        let word = match leaning.take() {
            Some(first) => format!("{first}{word}"),
            None if family && !last && LEANS.contains(&word) => {
                leaning = Some(word);
                continue;
            }
            None if family && !alone && LOOSE.contains(&word) => continue,
            None if NOT_NAMES.contains(&word) || word.bytes().all(|byte| byte.is_ascii_digit()) => continue,
            None => word.to_owned(),
        };
        if words.len() < MOST_WORDS && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// Given names and family name of a whole name: the last word, or all after the comma of `Khan, Amina`.
pub(crate) fn apart(whole: &str) -> (&str, &str) {
    let whole = whole.trim();
    if let Some((family, given)) = whole.split_once(',') {
        return (given.trim(), family.trim());
    }
    whole.rsplit_once(char::is_whitespace).map_or((whole, ""), |(given, family)| (given.trim(), family))
}

/// Whether a word is a patronymic of Eastern Slavic form: kept with the middle names wherever it was written.
pub(crate) fn is_patronymic(word: &str) -> bool {
    word.len() > 6 && ["ovich", "evich", "ovych", "ovna", "evna", "ivna", "yivna"].iter().any(|end| word.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_its_words() {
        assert_eq!(given("Mrs Mary-Ann"), ["mary", "ann"]);
        assert_eq!(surname("O'Brien"), ["obrien"]);
        assert_eq!(surname("O Brien"), ["obrien"]);
        assert_eq!(surname("Mc Donald - Smith"), ["mcdonald", "smith"]);
        assert_eq!(surname("Ud-Din"), ["uddin"]);
        assert_eq!(surname("van der Berg"), ["berg"]);
        assert_eq!(surname("Al Hussaini"), ["hussaini"]);
        assert_eq!(surname("Le"), ["le"]);
        assert_eq!(given("unknown"), [""; 0]);
        assert_eq!(surname("o"), ["o"]);
    }

    #[test]
    fn a_whole_name_is_taken_apart() {
        assert_eq!(apart("Amina Zahra Khan"), ("Amina Zahra", "Khan"));
        assert_eq!(apart("Khan, Amina Zahra"), ("Amina Zahra", "Khan"));
        assert_eq!(apart("Amina"), ("Amina", ""));
        assert_eq!(apart(""), ("", ""));
    }

    #[test]
    fn a_patronymic_is_known_by_its_end() {
        assert!(is_patronymic("ivanovich") && is_patronymic("petrovna"));
        assert!(!is_patronymic("rovna") && !is_patronymic("khan"));
    }
}
