//! Words as they are compared: one alphabet, one case, no marks.

pub(crate) mod likeness;
pub(crate) mod nicknames;
pub(crate) mod scripts;
pub(crate) mod skeleton;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// More letters than any name or address line has; the rest of a longer value is not looked at, so that one absurd
/// value cannot cost more than a sensible one.
const MOST_LETTERS: usize = 256;

/// Lower case Latin words with digits kept: marks dropped, other scripts romanised, everything else a blank.
///
/// Compatibility decomposition takes marks off letters (é, ș, ż); letters that do not decompose have folds of their own
/// (ł, ø, ß). A letter of a script without a table stays as it is, so that it can at least agree with itself.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return fold_ascii(text);
    }
    let letters: Vec<char> = text.chars().take(MOST_LETTERS).nfkd().take(MOST_LETTERS).collect();
    let mut folded = String::with_capacity(letters.len());
    let mut rest = letters.as_slice();
    while let Some((&letter, after)) = rest.split_first() {
        rest = after;
        if let Some(taken) = scripts::romanise(letter, after, &mut folded) {
            rest = after.get(taken..).unwrap_or_default();
        } else if letter.is_ascii() {
            push_ascii(letter, &mut folded);
        } else if is_apostrophe(letter) || is_combining_mark(letter) || is_invisible(letter) {
        } else if letter.is_alphanumeric() {
            folded.extend(letter.to_lowercase());
        } else {
            folded.push(' ');
        }
    }
    folded
}

fn fold_ascii(text: &str) -> String {
    let mut folded = String::with_capacity(text.len().min(MOST_LETTERS));
    for letter in text.chars().take(MOST_LETTERS) {
        push_ascii(letter, &mut folded);
    }
    folded
}

fn push_ascii(letter: char, folded: &mut String) {
    if letter.is_ascii_alphanumeric() {
        folded.push(letter.to_ascii_lowercase());
    } else if !is_apostrophe(letter) {
        folded.push(' ');
    }
}

/// Apostrophes and the marks typed in their place: `O'Brien` is one word.
const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '`' | '\u{b4}' | '\u{2bb}' | '\u{2bc}' | '\u{2bf}' | '\u{2018}' | '\u{2019}')
}

/// Direction marks and joiners that come along when a name is copied out of a document.
const fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' | '\u{640}')
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[track_caller]
    fn check(written: &str, folded: &str) {
        assert_eq!(fold(written).split_whitespace().collect::<Vec<_>>().join(" "), folded);
    }

    #[test]
    fn marks_and_case_are_taken_off() {
        check("ZOË  Wiśniewska-Łoś", "zoe wisniewska los");
        check("Søren Groß", "soren gross");
        check("I\u{307}smail Işık", "ismail isik");
        check("D’Arcy O'Neill", "darcy oneill");
    }

    #[test]
    fn other_scripts_become_latin() {
        check("Дмитрий Шевченко", "dmitrii shevchenko");
        check("محمد خان", "mhmd khan");
        check("ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ", "guraprit singh");
        check("রহমান", "rahaman");
    }

    #[test]
    fn letters_of_a_script_without_a_table_are_kept() {
        check("王 小明", "王 小明");
    }

    #[test]
    fn an_absurdly_long_value_is_cut() {
        assert!(fold(&"x".repeat(1_000_000)).len() <= 256);
        assert!(fold(&"é".repeat(1_000_000)).len() <= 256);
        assert!(fold(&"\u{fdfa}".repeat(1_000)).len() <= 2_048);
    }
}
