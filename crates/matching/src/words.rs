//! Every word of every name once, with what comparing it needs and how often it occurs.

use crate::text::{nicknames, skeleton::skeleton};
use rustc_hash::FxHashMap;

/// A word's number in a [`Words`]; 0 is no word.
pub(crate) type WordId = u32;

/// A word and what is compared of it.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub(crate) text: Box<str>,
    /// A digest of the skeleton.
    pub(crate) bones: u32,
    /// A digest of what stands for the name and its short forms.
    pub(crate) root: u32,
    /// Groups of short forms and translations.
    pub(crate) groups: &'static [u16],
    /// What rules most other words out at a glance.
    pub(crate) glance: Glance,
}

/// A word at a glance: which letters it has and how many.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glance {
    letters: u32,
    length: u8,
    first: u8,
}

impl Glance {
    fn of(text: &str) -> Self {
        let letters = text.bytes().fold(0, |letters, byte| letters | 1 << (byte & 31));
        let length = u8::try_from(text.len()).unwrap_or(u8::MAX);
        Self { letters, length, first: text.bytes().next().unwrap_or(0) }
    }

    /// Whether one slip may lead from one word to the other: it changes at most one letter into one other.
    pub(crate) fn may_be_one_slip(self, other: Self) -> bool {
        (self.letters ^ other.letters).count_ones() <= 2 && self.length.abs_diff(other.length) <= 1
    }

    /// Whether the Jaro-Winkler similarity may reach `least`, supposing that all letters of the shorter word that the
    /// longer one has at all are found there, in order.
    pub(crate) fn may_be_alike(self, other: Self, least: f64) -> bool {
        let (short, long) = if self.length <= other.length { (self, other) } else { (other, self) };
        let alien = f64::from((short.letters & !long.letters).count_ones());
        let (short_length, long_length) = (f64::from(short.length), f64::from(long.length));
        let shared = short_length - alien;
        if shared <= 0.0 {
            return false;
        }
        let jaro = (shared / short_length + shared / long_length + 1.0) / 3.0;
        let bonus = if self.first == other.first { 0.4 } else { 0.0 };
        jaro + bonus * (1.0 - jaro) >= least
    }
}

impl Word {
    pub(crate) fn of(text: &str) -> Self {
        Self {
            bones: digest(&[1], skeleton(text).as_bytes()),
            root: digest(&[1], nicknames::root(text).as_bytes()),
            groups: nicknames::groups(text),
            glance: Glance::of(text),
            text: text.into(),
        }
    }

    pub(crate) fn is_initial(&self) -> bool {
        self.text.chars().nth(1).is_none()
    }
}

/// How often something occurs as a given name and as a family name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Count {
    pub(crate) given: u32,
    pub(crate) surname: u32,
}

impl Count {
    pub(crate) const fn total(self) -> u32 {
        self.given.saturating_add(self.surname)
    }
}

/// A dictionary of words with counts.
#[derive(Debug, Default)]
pub(crate) struct Words {
    ids: FxHashMap<Box<str>, WordId>,
    known: Vec<Word>,
    counts: Vec<Count>,
    bones: FxHashMap<u32, Count>,
}

impl Words {
    /// The number of a word, a new one if it was not there.
    pub(crate) fn intern(&mut self, text: &str) -> WordId {
        if text.is_empty() {
            return 0;
        }
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        self.known.push(Word::of(text));
        self.counts.push(Count::default());
        let id = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.ids.insert(text.into(), id);
        id
    }

    pub(crate) fn find(&self, text: &str) -> Option<WordId> {
        self.ids.get(text).copied()
    }

    pub(crate) fn get(&self, id: WordId) -> Option<&Word> {
        self.known.get(usize::try_from(id).ok()?.checked_sub(1)?)
    }

    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }

    /// Counts one occurrence.
    pub(crate) fn count(&mut self, id: WordId, add: Count) {
        let Some(place) = usize::try_from(id).ok().and_then(|id| id.checked_sub(1)) else { return };
        if let Some(count) = self.counts.get_mut(place) {
            count.given += add.given;
            count.surname += add.surname;
        }
        if let Some(word) = self.known.get(place) {
            let count = self.bones.entry(word.bones).or_default();
            count.given += add.given;
            count.surname += add.surname;
        }
    }

    pub(crate) fn counted(&self, id: WordId) -> Count {
        let place = usize::try_from(id).ok().and_then(|id| id.checked_sub(1));
        place.and_then(|place| self.counts.get(place)).copied().unwrap_or_default()
    }

    pub(crate) fn bones_counted(&self, bones: u32) -> Count {
        self.bones.get(&bones).copied().unwrap_or_default()
    }

    /// The counts of all words.
    pub(crate) fn counts(&self) -> impl Iterator<Item = Count> + '_ {
        self.counts.iter().copied()
    }
}

/// A 32-bit digest of some numbers and some bytes, the same on every computer (FNV-1a, then a mixing step).
pub(crate) fn digest(numbers: &[u32], bytes: &[u8]) -> u32 {
    let mut state: u64 = 0xcbf2_9ce4_8422_2325;
    for number in numbers {
        state = (state ^ u64::from(*number)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        state ^= state >> 29;
    }
    for byte in bytes {
        state = (state ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    }
    state ^= state >> 32;
    state = state.wrapping_mul(0xd6e8_feb8_6659_fd93);
    u32::try_from(state >> 32).unwrap_or(0)
}

/// Texts that are numbered and not taken apart: streets, e-mail addresses.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    ids: FxHashMap<Box<str>, u32>,
    known: Vec<Box<str>>,
}

impl Texts {
    /// The number of a text, a new one if it was not there; 0 for the empty text.
    pub(crate) fn intern(&mut self, text: &str) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if let Some(id) = self.ids.get(text) {
            return *id;
        }
        self.known.push(text.into());
        let id = u32::try_from(self.known.len()).unwrap_or(u32::MAX);
        self.ids.insert(text.into(), id);
        id
    }

    pub(crate) fn find(&self, text: &str) -> Option<u32> {
        self.ids.get(text).copied()
    }

    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }

    pub(crate) fn get(&self, id: u32) -> Option<&str> {
        self.known.get(usize::try_from(id).ok()?.checked_sub(1)?).map(AsRef::as_ref)
    }
}

#[cfg(test)]
mod tests {
    use super::Word;
    use crate::text::likeness::{jaro_winkler, within_one_slip};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_glance_never_rules_out_what_is_alike(one in "[a-eшж]{1,9}", other in "[a-eшж]{1,9}") {
            let (a, b) = (Word::of(&one), Word::of(&other));
            prop_assert!(!within_one_slip(&one, &other) || a.glance.may_be_one_slip(b.glance));
            for least in [0.7, 0.86, 0.95] {
                prop_assert!(jaro_winkler(&one, &other) < least || a.glance.may_be_alike(b.glance, least));
            }
        }
    }
}
