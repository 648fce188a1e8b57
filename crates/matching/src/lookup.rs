//! One new person against everybody known.

use crate::blocks::{self, Budget, Sides};
use crate::compare::{Comparer, Lexicon, Pattern};
use crate::comparison::{Comparison, place};
use crate::explain::Explanation;
use crate::keys::{self, NO_KEY};
use crate::model::{Kind, Model, Verdict, Weights};
use crate::record::Record;
use crate::table::{Draft, Person, Table};
use crate::words::Word;
use rayon::prelude::*;

/// Somebody known who may be the person asked about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Their place in the index, counted from 0.
    pub place: usize,
    /// What they probably are to the person asked about.
    pub verdict: Verdict,
}

/// Everybody known, ready for questions about one new person at a time.
///
/// Answers use the block sizes and the shares that were found when the people of the index were compared with each
/// other: a block that was too large then is not looked into now. The prior is set anew for a question, because a new
/// person is met by all of the index and is one of them, by [`Model::expecting`], so and so many times.
pub struct Index {
    table: Table,
    /// Key in the upper half, place in the lower, ascending.
    entries: Vec<u64>,
    /// People in the largest block that is looked into.
    largest: usize,
    model: Model,
    weights: Weights,
    /// What the odds of "one person" are multiplied by for a question.
    odds: f64,
}

impl Index {
    /// Makes an index of the table's people, learning from them what can be learned; `start` is where learning begins and
    /// what remains of it for a small centre.
    pub fn new(table: Table, start: &Model) -> Self {
        let comparison = Comparison::within(&table);
        let model = comparison.learn(start);
        let pairs = comparison.largest_block();
        drop(comparison);
        Self::of(table, model, pairs)
    }

    /// Makes an index with a model learned before, on this table or a similar one.
    pub fn with_model(table: Table, model: Model) -> Self {
        Self::of(table, model, u64::MAX)
    }

    fn of(table: Table, model: Model, pairs: u64) -> Self {
        let lexicon = Lexicon::of(&table);
        let keys: Vec<_> = table.people.par_iter().map(|person| keys::of(person, &lexicon)).collect();
        let entries = blocks::entries(&keys);
        drop(keys);
        let pairs =
            if pairs == u64::MAX { blocks::cap(&entries, Sides::One, Budget::for_people(table.len())) } else { pairs };
        let weights = Weights::of(&model, &table);
        let odds = odds(&model);
        Self { entries, largest: rows_of(pairs), weights, odds, model, table }
    }

    /// The people of the index.
    pub const fn table(&self) -> &Table {
        &self.table
    }

    /// The model in use.
    pub const fn model(&self) -> &Model {
        &self.model
    }

    /// Everybody known who is the person with a probability of at least `least`, the likeliest first; of equal ones the
    /// one added first. Relatives have their own probability and are found by a `least` of 0.
    pub fn find(&self, record: &Record<'_>, least: f64) -> Vec<Candidate> {
        let question = Question::of(record, &self.table);
        let lexicon = question.lexicon(&self.table);
        let mut comparer = Comparer::new(lexicon);
        let met = self.meets(&question.person, &lexicon);
        let mut candidates: Vec<Candidate> = met
            .into_iter()
            .filter_map(|row| Some((row, comparer.compare(&question.person, self.table.person(row)?))))
            .map(|(row, pattern)| Candidate { place: place(row), verdict: self.verdict(pattern) })
            .filter(|candidate| candidate.verdict.same >= least)
            .collect();
        candidates
            .sort_by(|one, other| other.verdict.same.total_cmp(&one.verdict.same).then(one.place.cmp(&other.place)));
        candidates
    }

    /// The answers of [`Index::find`] to many questions, in their order, worked out on all cores.
    pub fn find_all(&self, records: &[Record<'_>], least: f64) -> Vec<Vec<Candidate>> {
        records.par_iter().map(|record| self.find(record, least)).collect()
    }

    /// Why the person at `place` is, or is not, the person asked about; `None` when there is nobody at that place.
    pub fn explain(&self, record: &Record<'_>, place: usize) -> Option<Explanation> {
        let question = Question::of(record, &self.table);
        let known = self.table.people.get(place)?;
        let pattern = Comparer::new(question.lexicon(&self.table)).compare(&question.person, known);
        Some(Explanation::of(&self.model, &self.weights, pattern, self.odds))
    }

    fn verdict(&self, pattern: Pattern) -> Verdict {
        self.weights.verdict(pattern).with_odds(self.odds)
    }

    /// Places that share a key, ascending.
    fn meets(&self, person: &Person, lexicon: &Lexicon<'_>) -> Vec<u32> {
        let mut rows = Vec::new();
        for wanted in keys::of(person, lexicon).into_iter().filter(|key| *key != NO_KEY) {
            let start = self.entries.partition_point(|entry| blocks::key(*entry) < wanted);
            let block = self.entries.get(start..).unwrap_or_default();
            let block = block.get(..block.len().min(self.largest + 1)).unwrap_or_default();
            let size = block.partition_point(|entry| blocks::key(*entry) == wanted);
            if size <= self.largest {
                rows.extend(block.iter().take(size).map(|entry| blocks::row(*entry)));
            }
        }
        rows.sort_unstable();
        rows.dedup();
        rows
    }
}

/// The most people a block can have that makes so many pairs.
fn rows_of(pairs: u64) -> usize {
    let pairs = usize::try_from(pairs).unwrap_or(usize::MAX / 4);
    (1 + pairs.saturating_mul(8)).isqrt().div_ceil(2)
}

/// The odds for a question over the odds within the table: there, every record met `2 · pairs / people` others, of
/// which the model holds a share for the same person; of those a new person meets, [`Model::expecting`] are.
fn odds(model: &Model) -> f64 {
    if model.people == 0 || model.pairs == 0 {
        return 1.0;
    }
    let real = |count: u64| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    let met_as_same = 2.0 * real(model.pairs) / real(model.people) * model.share_of(Kind::Same);
    (model.expected_known / met_as_same.max(1e-6)).clamp(0.02, 50.0)
}

/// A person asked about, with the words that the table does not know.
pub(crate) struct Question {
    person: Person,
    words: Vec<Word>,
    texts: Vec<String>,
}

impl Question {
    pub(crate) fn of(record: &Record<'_>, table: &Table) -> Self {
        let (mut words, mut texts): (Vec<Word>, Vec<String>) = (Vec::new(), Vec::new());
        let person = Draft::of(record).numbered(
            |word| {
                table.words.find(word).unwrap_or_else(|| {
                    let known = words.iter().position(|extra| &*extra.text == word);
                    beyond(table.words.len(), word, known, &mut words, Word::of)
                })
            },
            |text| {
                table.texts.find(text).unwrap_or_else(|| {
                    let known = texts.iter().position(|extra| extra == text);
                    beyond(table.texts.len(), text, known, &mut texts, str::to_owned)
                })
            },
        );
        Self { person, words, texts }
    }

    pub(crate) fn lexicon<'a>(&'a self, table: &'a Table) -> Lexicon<'a> {
        Lexicon { table, extra_words: &self.words, extra_texts: &self.texts }
    }
}

/// The number of a word the table does not know: those after its own.
fn beyond<T>(table: usize, text: &str, known: Option<usize>, extra: &mut Vec<T>, make: impl Fn(&str) -> T) -> u32 {
    if text.is_empty() {
        return 0;
    }
    let at = known.unwrap_or_else(|| {
        extra.push(make(text));
        extra.len() - 1
    });
    u32::try_from(table + 1 + at).unwrap_or(u32::MAX)
}
