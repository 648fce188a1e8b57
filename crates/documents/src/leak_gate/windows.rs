//! Finds a run of words in a text, with one slip of the pen forgiven.

use super::everyday::Capitals;
use super::reading::{Reading, Word};

/// Slips are forgiven only in words this long: in shorter ones too many other words are one
/// letter away.
const FORGIVING_FROM: usize = 5;
/// Squeezed names shorter than this are found in too much else.
const SQUEEZED_FROM: usize = 8;

/// A run of words to look for; each word with its other spellings.
pub(super) struct Window {
    words: Vec<Vec<String>>,
    capitals: Capitals,
    slip_from: usize,
    filler: bool,
    followed_by: &'static [&'static str],
}

/// One slip is forgiven a window: a letter wrong, missing, extra or swapped, or one word between.
#[derive(Clone, Copy)]
enum Slack {
    One,
    Used,
}

impl Window {
    /// A run of words, forgiving one slip in its longer words.
    pub(super) fn new(words: Vec<Vec<String>>) -> Self {
        Self { words, capitals: Capitals::NotNeeded, slip_from: FORGIVING_FROM, filler: false, followed_by: &[] }
    }

    /// Counts only with these capitals.
    pub(super) fn with_capitals(mut self, capitals: Capitals) -> Self {
        self.capitals = capitals;
        self
    }

    /// Forgives a slip only in words of at least so many letters.
    pub(super) fn forgiving_from(mut self, letters: usize) -> Self {
        self.slip_from = letters;
        self
    }

    /// Forgives one other word between two of its words, such as a middle name.
    pub(super) fn with_filler(mut self) -> Self {
        self.filler = true;
        self
    }

    /// Counts only when one of these words is among the next three.
    pub(super) fn followed_by(mut self, words: &'static [&'static str]) -> Self {
        self.followed_by = words;
        self
    }

    /// The lines in which it stands.
    pub(super) fn lines(&self, reading: &Reading) -> Vec<usize> {
        let words = &reading.words;
        let spelt_out = (0..words.len()).filter(|&start| {
            let rest = words.get(start..).unwrap_or_default();
            self.matched(&self.words, rest, Slack::One).is_some_and(|length| {
                self.capitals_fit(rest.get(..length).unwrap_or_default())
                    && self.is_followed(rest.get(length..).unwrap_or_default())
            })
        });
        let mut lines: Vec<usize> = spelt_out.filter_map(|start| words.get(start).map(|word| word.line)).collect();
        if self.capitals == Capitals::NotNeeded && self.followed_by.is_empty() {
            lines.extend(self.squeezed_lines(reading));
        }
        lines
    }

    /// How many words of the text the wanted words take up, if they stand at its beginning.
    fn matched(&self, wanted: &[Vec<String>], text: &[Word], slack: Slack) -> Option<usize> {
        let Some((spellings, wanted_after)) = wanted.split_first() else {
            return Some(0);
        };
        let (first, text_after) = text.split_first()?;
        let begins = wanted.len() == self.words.len();
        if let Some(slack) = self.same(spellings, &first.text, slack)
            && let Some(more) = self.matched(wanted_after, text_after, slack)
        {
            return Some(more + 1);
        }
        if let Some((second, text_beyond)) = text_after.split_first() {
            if second.may_continue()
                && may_be_as_long(spellings, first.text.len() + second.text.len())
                && let joined = format!("{}{}", first.text, second.text)
                && let Some(slack) = self.same(spellings, &joined, slack)
                && let Some(more) = self.matched(wanted_after, text_beyond, slack)
            {
                return Some(more + 2);
            }
            if self.filler && !begins && matches!(slack, Slack::One) {
                return self.matched(wanted, text_after, Slack::Used).map(|more| more + 1);
            }
        }
        None
    }

    fn same(&self, spellings: &[String], word: &str, slack: Slack) -> Option<Slack> {
        if !may_be_as_long(spellings, word.len()) {
            return None;
        }
        let owned = word.strip_suffix('s').unwrap_or(word);
        if spellings.iter().any(|wanted| wanted == word || wanted == owned) {
            return Some(slack);
        }
        let forgiven = matches!(slack, Slack::One)
            && spellings.iter().any(|wanted| {
                wanted.chars().count() >= self.slip_from
                    && !wanted.contains(|letter: char| letter.is_ascii_digit())
                    && one_slip_apart(wanted, word)
            });
        forgiven.then_some(Slack::Used)
    }

    fn capitals_fit(&self, found: &[Word]) -> bool {
        match self.capitals {
            Capitals::NotNeeded => true,
            Capitals::Needed => found.iter().all(|word| word.capital),
            Capitals::NeededInside => found.iter().all(|word| word.capital && !word.begins_sentence),
        }
    }

    fn is_followed(&self, after: &[Word]) -> bool {
        self.followed_by.is_empty() || after.iter().take(3).any(|word| self.followed_by.contains(&word.text.as_str()))
    }

    /// The name written as one word, or broken where no word ends.
    fn squeezed_lines(&self, reading: &Reading) -> Vec<usize> {
        let mut wanted: Vec<String> = vec![String::new()];
        for spellings in &self.words {
            wanted = wanted
                .iter()
                .flat_map(|begun| spellings.iter().map(move |word| format!("{begun}{word}")))
                .take(64)
                .collect();
        }
        wanted
            .iter()
            .filter(|name| name.chars().count() >= SQUEEZED_FROM)
            .flat_map(|name| squeezed_places(reading, name))
            .filter(|&(start, end)| reading.word_begins(start) && reading.word_begins(end))
            .filter_map(|(start, _)| reading.word_at(start).map(|word| word.line))
            .collect()
    }
}

/// Whether a word of so many bytes may be one of these, give or take one letter: almost every word
/// of a text is told apart by its length, without looking at it.
fn may_be_as_long(spellings: &[String], bytes: usize) -> bool {
    const LARGEST_LETTER: usize = 4;
    spellings.iter().any(|wanted| wanted.len().abs_diff(bytes) <= LARGEST_LETTER)
}

/// Where letters stand in the squeezed text: begin and end.
pub(super) fn squeezed_places(reading: &Reading, wanted: &str) -> Vec<(usize, usize)> {
    places(&reading.squeezed, &wanted.chars().collect::<Vec<_>>())
}

/// Where a run of letters stands in another.
pub(super) fn places(letters: &[char], wanted: &[char]) -> Vec<(usize, usize)> {
    if wanted.is_empty() {
        return Vec::new();
    }
    letters
        .windows(wanted.len())
        .enumerate()
        .filter(|(_, window)| *window == wanted)
        .map(|(start, _)| (start, start + wanted.len()))
        .collect()
}

/// Whether one letter more, less, other or swapped with its neighbour makes one word the other.
fn one_slip_apart(one: &str, other: &str) -> bool {
    // One slip leaves the first letter or the last as it was, and nearly all words differ in both.
    if one.chars().next() != other.chars().next() && one.chars().last() != other.chars().last() {
        return false;
    }
    let one: Vec<char> = one.chars().collect();
    let other: Vec<char> = other.chars().collect();
    let same_start = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    let one = one.get(same_start..).unwrap_or_default();
    let other = other.get(same_start..).unwrap_or_default();
    match (one, other) {
        ([], [_]) | ([_], []) => true,
        ([a, b, one @ ..], [c, d, other @ ..]) if a == d && b == c && one == other => true,
        ([_, one_after @ ..], [_, other_after @ ..]) => {
            one_after == other_after || one_after == other || one == other_after
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_a_letter_more_less_other_or_swapped() {
        for (one, other) in [
            ("larch", "larsh"),
            ("larch", "lach"),
            ("larch", "larrch"),
            ("larch", "lacrh"),
            ("larch", "larc"),
            ("larch", "larchs"),
        ] {
            assert!(one_slip_apart(one, other), "{one} {other}");
            assert!(one_slip_apart(other, one), "{other} {one}");
        }
        for (one, other) in [("larch", "birch"), ("larch", "lar"), ("larch", "larch")] {
            assert!(!one_slip_apart(one, other), "{one} {other}");
        }
    }
}
