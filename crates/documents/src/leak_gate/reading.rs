//! A text as the gate reads it: words without case, accents, apostrophes and invisible signs.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::phone::{Group, digit_runs};

/// One word of the text.
pub(super) struct Word {
    /// Lower case, without accents.
    pub(super) text: String,
    /// What stands between this word and the one before.
    pub(super) gap: String,
    /// Whether it begins with a capital.
    pub(super) capital: bool,
    /// Whether it begins a sentence.
    pub(super) begins_sentence: bool,
    /// The line it stands in, from 1.
    pub(super) line: usize,
    /// Where it begins in the squeezed text.
    pub(super) start: usize,
}

impl Word {
    /// Whether only blanks and hyphens part this word from the one before, so that the two may be
    /// one word broken by the line or by a careless space.
    pub(super) fn may_continue(&self) -> bool {
        self.gap.chars().all(|sign| sign.is_whitespace() || is_dash(sign))
    }
}

/// A text, read.
#[derive(Default)]
pub(super) struct Reading {
    /// Its words.
    pub(super) words: Vec<Word>,
    /// All letters and digits without anything between them.
    pub(super) squeezed: Vec<char>,
    /// The same with letters that are taken for digits read as digits.
    pub(super) look_alikes: Vec<char>,
    /// Its groups of digits, where they may be telephone numbers.
    pub(super) digit_runs: Vec<Vec<Group>>,
}

impl Reading {
    /// Reads a text.
    pub(super) fn of(text: &str) -> Self {
        let mut reader = Reader { line: 1, sentence_over: true, ..Reader::default() };
        for letter in text.nfkd() {
            reader.take(letter);
        }
        reader.end_word();
        let mut reading = reader.reading;
        reading.look_alikes = reading.squeezed.iter().map(|&c| look_alike(c)).collect();
        reading.digit_runs = digit_runs(&reading.words);
        reading
    }

    /// The word that holds this place of the squeezed text.
    pub(super) fn word_at(&self, place: usize) -> Option<&Word> {
        let after = self.words.partition_point(|word| word.start <= place);
        self.words.get(after.checked_sub(1)?)
    }

    /// Whether a word begins at this place of the squeezed text (its end counts too).
    pub(super) fn word_begins(&self, place: usize) -> bool {
        place == self.squeezed.len() || self.words.binary_search_by_key(&place, |word| word.start).is_ok()
    }

    /// The words as plain strings.
    pub(super) fn texts(&self) -> Vec<String> {
        self.words.iter().map(|word| word.text.clone()).collect()
    }
}

#[derive(Default)]
struct Reader {
    reading: Reading,
    word: String,
    gap: String,
    capital: bool,
    line: usize,
    word_line: usize,
    sentence_over: bool,
}

impl Reader {
    fn take(&mut self, letter: char) {
        if is_combining_mark(letter) || is_unseen(letter) {
            return;
        }
        if letter.is_alphanumeric() {
            if self.word.is_empty() {
                self.capital = letter.is_uppercase();
                self.word_line = self.line;
            }
            fold(letter, &mut self.word);
            return;
        }
        if is_apostrophe(letter) && !self.word.is_empty() {
            return;
        }
        self.end_word();
        if matches!(letter, '.' | '!' | '?' | ':' | '•') {
            self.sentence_over = true;
        }
        if letter == '\n' {
            self.line += 1;
            // An empty line parts a heading from what follows it.
            self.sentence_over |= self.gap.ends_with('\n');
        }
        self.gap.push(letter);
    }

    fn end_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        let start = self.reading.squeezed.len();
        self.reading.squeezed.extend(self.word.chars());
        self.reading.words.push(Word {
            text: std::mem::take(&mut self.word),
            gap: std::mem::take(&mut self.gap),
            capital: self.capital,
            begins_sentence: std::mem::take(&mut self.sentence_over),
            line: self.word_line,
            start,
        });
    }
}

fn fold(letter: char, word: &mut String) {
    for lower in letter.to_lowercase() {
        match lower {
            'ß' => word.push_str("ss"),
            'æ' => word.push_str("ae"),
            'œ' => word.push_str("oe"),
            'þ' => word.push_str("th"),
            'ø' => word.push('o'),
            'ł' => word.push('l'),
            'đ' | 'ð' => word.push('d'),
            'ı' => word.push('i'),
            // What "İ" leaves behind in lower case.
            '\u{307}' => {}
            other => word.push(western_digit(other).unwrap_or_else(|| latin_twin(other))),
        }
    }
}

/// Digits of the scripts of the families served: Arabic, Persian, Devanagari, Bengali, Gurmukhi.
fn western_digit(letter: char) -> Option<char> {
    [0x660, 0x6F0, 0x966, 0x9E6, 0xA66]
        .into_iter()
        .find_map(|zero| char::from_digit(u32::from(letter).checked_sub(zero)?, 10))
}

/// Greek and Cyrillic letters that look like Latin ones, small or capital. They are read alike in what is protected and in
/// what is searched, so that a name in either script is found as before, and one with a stranger in it too.
fn latin_twin(letter: char) -> char {
    match letter {
        'а' | 'α' => 'a',
        'в' | 'β' => 'b',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' | 'ε' => 'e',
        'н' | 'η' | 'һ' => 'h',
        'і' | 'ι' => 'i',
        'ј' | 'ϳ' => 'j',
        'к' | 'κ' => 'k',
        'м' | 'μ' => 'm',
        'ν' => 'n',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'ѵ' => 'v',
        'х' | 'χ' => 'x',
        'у' | 'υ' | 'ү' => 'y',
        'ζ' => 'z',
        other => other,
    }
}

/// O and 0, I or L and 1: on a plate nobody can tell them apart.
pub(super) fn look_alike(letter: char) -> char {
    match letter {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    }
}

fn is_unseen(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}')
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '`' | '´')
}

/// Hyphens, dashes and the minus sign.
pub(super) fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_ligatures_apostrophes_and_unseen_signs_do_not_matter() {
        let reading = Reading::of("ZOË o’Brien \u{FB01}ne Stra\u{AD}ße łódź ٠١٢ İnci");
        assert_eq!(reading.texts(), ["zoe", "obrien", "fine", "strasse", "lodz", "012", "inci"]);
    }

    #[test]
    fn lines_capitals_and_sentences_are_kept() {
        let reading = Reading::of("We hope. Hope\ncame");
        let seen: Vec<_> = reading.words.iter().map(|word| (word.line, word.capital, word.begins_sentence)).collect();
        assert_eq!(seen, [(1, true, true), (1, false, false), (1, true, true), (2, false, false)]);
    }
}
