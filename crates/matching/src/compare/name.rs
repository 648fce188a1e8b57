//! Two names, in either order, and the whole comparison.

use super::birth;
use super::lexicon::{Lexicon, Stock};
use super::pattern::{Field, Pattern};
use super::place;
use crate::table::{Name, Person};
use crate::text::likeness::{jaro_winkler, within_one_slip};
use crate::value::Sex;
use crate::value::contact::phones_alike;
use crate::words::{Count, Word, WordId};

const SAME: u8 = 0;
const SHORT_FORM: u8 = 1;
const PART: u8 = 2;
const VARIANT: u8 = 3;
const SIMILAR: u8 = 4;
const INITIAL: u8 = 5;
const AS_MIDDLE: u8 = 6;
const DIFFERENT: u8 = 7;
const MISSING: u8 = 8;

/// From where on two words are alike without sharing consonants.
const ALIKE: f64 = 0.86;

/// Compared word pairs that are remembered: a power of two.
const REMEMBERED: usize = 1 << 12;

/// How far two names agree, and how often the agreeing words occur.
///
/// Ordered by level and then by counts, never by numbers of words, which depend on the order of the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Agreement {
    level: u8,
    count: Count,
}

impl Agreement {
    const fn none(level: u8) -> Self {
        Self { level, count: Count { given: 0, surname: 0 } }
    }
}

/// Compares people. Keeps the outcomes of recent word comparisons, because names repeat.
pub(crate) struct Comparer<'a> {
    lexicon: Lexicon<'a>,
    remembered: Vec<(u64, u8)>,
}

impl<'a> Comparer<'a> {
    pub(crate) fn new(lexicon: Lexicon<'a>) -> Self {
        Self { lexicon, remembered: vec![(0, 0); REMEMBERED] }
    }

    /// The outcome for two people; the same whichever comes first.
    pub(crate) fn compare(&mut self, one: &Person, other: &Person) -> Pattern {
        let (given, surname, crossed) = self.names(one, other);
        // A word found crosswise counts as what it is commoner as.
        let stocks = if crossed { [Stock::Either; 2] } else { [Stock::Given, Stock::Surname] };
        let (rare_given, rare_surname) = (self.rarity(given, stocks[0]), self.rarity(surname, stocks[1]));
        Pattern::default()
            .with(Field::Given, given.level)
            .with(Field::Surname, surname.level)
            .with(Field::Middle, self.middles(one, other))
            .with(Field::Birth, birth::likeness(one.birth, other.birth))
            .with(Field::Sex, sexes(one.sex, other.sex))
            .with(Field::Place, place::likeness(one, other, &self.lexicon))
            .with(Field::Phone, phones(one.phone, other.phone))
            .with(Field::Email, self.emails(one.email, other.email))
            .with(Field::Other, digests(one.other, other.other))
            .with_rarity(rare_given, rare_surname, crossed)
    }

    /// Names straight, or crosswise where that agrees and straight does not.
    fn names(&mut self, one: &Person, other: &Person) -> (Agreement, Agreement, bool) {
        let mut given = self.name(&one.given, &other.given);
        let surname = self.name(&one.surname, &other.surname);
        if given.level > VARIANT && surname.level > VARIANT {
            let first = self.name(&one.given, &other.surname);
            if first.level <= VARIANT {
                let second = self.name(&one.surname, &other.given);
                if second.level <= VARIANT {
                    // In an order that does not depend on which of the two came first.
                    return (first.min(second), first.max(second), true);
                }
            }
        }
        if given.level == INITIAL || given.level == DIFFERENT {
            let middle = self.as_middle(one, other).into_iter().chain(self.as_middle(other, one)).min();
            given = middle.unwrap_or(given);
        }
        (given, surname, false)
    }

    /// One side's given name is the other's middle name.
    fn as_middle(&mut self, one: &Person, other: &Person) -> Option<Agreement> {
        let mut best: Option<Agreement> = None;
        for middle in one.middle.into_iter().filter(|id| *id > 0) {
            for word in other.given.words() {
                if matches!(self.words(middle, word), SAME | SHORT_FORM | VARIANT) {
                    let agreement = Agreement { level: AS_MIDDLE, count: self.count(AS_MIDDLE, middle, word) };
                    best = Some(best.map_or(agreement, |best| best.min(agreement)));
                }
            }
        }
        best
    }

    fn name(&mut self, one: &Name, other: &Name) -> Agreement {
        if !one.is_known() || !other.is_known() {
            return Agreement::none(MISSING);
        }
        if one.whole == other.whole {
            let counts = one.words().chain(other.words()).map(|id| self.lexicon.counted(id));
            return Agreement {
                level: SAME,
                count: counts.filter(|count| count.total() > 0).min().unwrap_or_default(),
            };
        }
        let several = one.parts.get(1) != Some(&0) || other.parts.get(1) != Some(&0);
        let mut best = Agreement::none(DIFFERENT);
        for mine in one.words() {
            for theirs in other.words() {
                let level = self.words(mine, theirs);
                if level <= best.level && level < DIFFERENT {
                    best = best.min(Agreement { level, count: self.count(level, mine, theirs) });
                }
            }
        }
        if several {
            best.level = self.of_several(best.level, one, other);
        }
        best
    }

    /// What the best pair of words says when there are further words: `Part` while one side is all accounted for, one
    /// level less when both have a word the other knows nothing of.
    fn of_several(&mut self, best: u8, one: &Name, other: &Name) -> u8 {
        if best > SIMILAR {
            return if best == INITIAL || !self.joined_alike(one, other) { best } else { VARIANT };
        }
        let left_mine = one.words().any(|mine| other.words().all(|theirs| self.words(mine, theirs) == DIFFERENT));
        let left_theirs = other.words().any(|theirs| one.words().all(|mine| self.words(mine, theirs) == DIFFERENT));
        match (best, left_mine && left_theirs) {
            (_, true) => SIMILAR,
            (SAME, false) => PART,
            (other, false) => other,
        }
    }

    fn joined_alike(&mut self, one: &Name, other: &Name) -> bool {
        self.words(one.whole, other.whole) <= VARIANT
    }

    /// The level of two words, from memory if they were compared lately.
    fn words(&mut self, one: WordId, other: WordId) -> u8 {
        if one == other {
            return SAME;
        }
        let (low, high) = (one.min(other), one.max(other));
        let key = u64::from(low) << 32 | u64::from(high);
        let place = usize::try_from(key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 52).unwrap_or(0);
        if let Some((_, level)) = self.remembered.get(place).filter(|(of, _)| *of == key) {
            return *level;
        }
        let level = match (self.lexicon.word(low), self.lexicon.word(high)) {
            (Some(one), Some(other)) => word_likeness(one, other),
            _ => DIFFERENT,
        };
        if let Some(slot) = self.remembered.get_mut(place) {
            *slot = (key, level);
        }
        level
    }

    fn middles(&mut self, one: &Person, other: &Person) -> u8 {
        const NONE: u8 = 4;
        let mut best = NONE;
        for mine in one.middle.into_iter().filter(|id| *id > 0) {
            for theirs in other.middle.into_iter().filter(|id| *id > 0) {
                let level = match self.words(mine, theirs) {
                    SAME if self.lexicon.word(mine).is_some_and(Word::is_initial) => 1,
                    SAME => 0,
                    INITIAL => 1,
                    DIFFERENT => 3,
                    _ => 2,
                };
                best = best.min(level);
            }
        }
        best
    }

    fn emails(&self, one: u32, other: u32) -> u8 {
        if one == 0 || other == 0 {
            3
        } else if one == other {
            0
        } else {
            match (self.lexicon.text(one), self.lexicon.text(other)) {
                (Some(a), Some(b)) if emails_alike(a, b) => 1,
                _ => 2,
            }
        }
    }

    /// How often the agreeing words occur. Where two spellings agree, the commoner one counts, with all its spellings.
    fn count(&self, level: u8, one: WordId, other: WordId) -> Count {
        match level {
            SAME | SHORT_FORM | PART | AS_MIDDLE => commoner(self.lexicon.counted(one), self.lexicon.counted(other)),
            _ => commoner(self.lexicon.bones_counted(one), self.lexicon.bones_counted(other)),
        }
    }

    fn rarity(&self, agreement: Agreement, stock: Stock) -> u8 {
        match agreement.level {
            INITIAL | DIFFERENT | MISSING => 0,
            _ => self.lexicon.rarity(agreement.count, stock),
        }
    }
}

fn commoner(one: Count, other: Count) -> Count {
    Count { given: one.given.max(other.given), surname: one.surname.max(other.surname) }
}

fn word_likeness(one: &Word, other: &Word) -> u8 {
    if one.is_initial() || other.is_initial() {
        return if one.text.chars().next() == other.text.chars().next() { INITIAL } else { DIFFERENT };
    }
    if one.groups.iter().any(|group| other.groups.contains(group)) {
        return SHORT_FORM;
    }
    let shorter = one.text.len().min(other.text.len());
    if one.bones == other.bones
        || (shorter >= 4 && one.glance.may_be_one_slip(other.glance) && within_one_slip(&one.text, &other.text))
    {
        return VARIANT;
    }
    let start = shorter >= 3 && (one.text.starts_with(&*other.text) || other.text.starts_with(&*one.text));
    let alike = || one.glance.may_be_alike(other.glance, ALIKE) && jaro_winkler(&one.text, &other.text) >= ALIKE;
    if start || alike() { SIMILAR } else { DIFFERENT }
}

fn emails_alike(one: &str, other: &str) -> bool {
    let local = |text: &'_ str| text.split('@').next().map(str::len).unwrap_or_default();
    let (mine, theirs) = (one.get(..local(one)), other.get(..local(other)));
    mine == theirs || within_one_slip(one, other)
}

fn phones(one: u64, other: u64) -> u8 {
    if one == 0 || other == 0 {
        3
    } else if one == other {
        0
    } else if phones_alike(one, other) {
        1
    } else {
        2
    }
}

fn sexes(one: Sex, other: Sex) -> u8 {
    match (one, other) {
        (Sex::Unknown, _) | (_, Sex::Unknown) => 2,
        _ => u8::from(one != other),
    }
}

const fn digests(one: u32, other: u32) -> u8 {
    if one == 0 || other == 0 {
        2
    } else if one == other {
        0
    } else {
        1
    }
}
