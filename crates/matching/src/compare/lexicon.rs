//! Words by number, those of a table and those only one question has.

use crate::table::Table;
use crate::words::{Count, Word, WordId};

/// Looks words up. Numbers above the table's own belong to the words of a single question that the table never saw.
#[derive(Clone, Copy)]
pub(crate) struct Lexicon<'a> {
    pub(crate) table: &'a Table,
    pub(crate) extra_words: &'a [Word],
    pub(crate) extra_texts: &'a [String],
}

/// Beside how many more names a count is taken: the fewer people a centre knows, the less a single bearer says.
pub(crate) const CAUTION: f64 = 1_000.0;

impl<'a> Lexicon<'a> {
    pub(crate) const fn of(table: &'a Table) -> Self {
        Self { table, extra_words: &[], extra_texts: &[] }
    }

    pub(crate) fn word(&self, id: WordId) -> Option<&'a Word> {
        self.table.words.get(id).or_else(|| beyond(self.extra_words, id, self.table.words.len()))
    }

    pub(crate) fn text(&self, id: u32) -> Option<&'a str> {
        let extra = || beyond(self.extra_texts, id, self.table.texts.len()).map(String::as_str);
        self.table.texts.get(id).or_else(extra)
    }

    pub(crate) fn counted(&self, id: WordId) -> Count {
        self.table.words.counted(id)
    }

    pub(crate) fn bones_counted(&self, id: WordId) -> Count {
        self.word(id).map(|word| self.table.words.bones_counted(word.bones)).unwrap_or_default()
    }

    /// Rarity in half bits: minus twice the binary logarithm of the share, from 1 to 63.
    pub(crate) fn rarity(&self, count: Count, stock: Stock) -> u8 {
        let (given, surname) = self.table.counted;
        let given = (f64::from(count.given) + 0.5) / (f64::from(given) + CAUTION);
        let surname = (f64::from(count.surname) + 0.5) / (f64::from(surname) + CAUTION);
        half_bits(match stock {
            Stock::Given => given,
            Stock::Surname => surname,
            Stock::Either => given.max(surname),
        })
    }
}

/// Which names a frequency is taken among.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stock {
    Given,
    Surname,
    Either,
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1..=63 just before")]
pub(crate) fn half_bits(share: f64) -> u8 {
    (-2.0 * share.log2()).round().clamp(1.0, 63.0) as u8
}

fn beyond<T>(extra: &[T], id: u32, known: usize) -> Option<&T> {
    usize::try_from(id).ok().and_then(|id| id.checked_sub(known + 1)).and_then(|place| extra.get(place))
}
