//! Everybody with everybody who shares a key: within one table, or across two.

use crate::blocks::{Blocks, Budget, Sides};
use crate::compare::{Comparer, Lexicon, Pattern};
use crate::keys;
use crate::model::{Kind, Learning, Model, Observed, Verdict, Weights, count};
use crate::table::Table;
use rayon::prelude::*;

/// Two records and what they probably are to each other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// The place of one record in the table, counted from 0; the lower of the two.
    pub left: usize,
    /// The place of the other.
    pub right: usize,
    /// The probabilities.
    pub verdict: Verdict,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Met {
    pub(crate) left: u32,
    pub(crate) right: u32,
    pub(crate) pattern: Pattern,
}

/// The pairs of one table, or of two, that share a key, each compared once.
///
/// Time and memory grow with the number of people and a fixed budget of pairs for each, whatever the names are: blocks
/// that would exceed it are left out, the largest first, and counted in [`Comparison::blocks_left_out`].
pub struct Comparison<'a> {
    pub(crate) table: &'a Table,
    met: Vec<Vec<Met>>,
    pub(crate) sides: Sides,
    cap: u64,
    left_out: usize,
}

impl<'a> Comparison<'a> {
    /// Compares the people of one table with each other.
    pub fn within(table: &'a Table) -> Self {
        Self::new(table, Sides::One)
    }

    /// Compares the first `first` people of a table with the rest: two lists, added one after the other.
    pub fn across(table: &'a Table, first: usize) -> Self {
        Self::new(table, Sides::Two(u32::try_from(first).unwrap_or(u32::MAX)))
    }

    fn new(table: &'a Table, sides: Sides) -> Self {
        let lexicon = Lexicon::of(table);
        let keys: Vec<_> = table.people.par_iter().map(|person| keys::of(person, &lexicon)).collect();
        let blocks = Blocks::new(keys, sides, Budget::for_people(table.len()));
        let parts: Vec<Vec<Met>> = blocks
            .parts()
            .into_par_iter()
            .map(|part| {
                let mut comparer = Comparer::new(lexicon);
                let mut met = Vec::new();
                blocks.meet(part, |left, right| {
                    if let (Some(one), Some(other)) = (table.person(left), table.person(right)) {
                        met.push(Met { left, right, pattern: comparer.compare(one, other) });
                    }
                });
                met
            })
            .collect();
        Self { table, met: parts, sides, cap: blocks.cap, left_out: blocks.left_out }
    }

    /// The people who are compared.
    pub const fn table(&self) -> &'a Table {
        self.table
    }

    /// How many pairs were compared.
    pub fn pairs(&self) -> usize {
        self.met.iter().map(Vec::len).sum()
    }

    fn met(&self) -> impl Iterator<Item = &Met> {
        self.met.iter().flatten()
    }

    /// How many blocks were too large to be looked through.
    pub const fn blocks_left_out(&self) -> usize {
        self.left_out
    }

    /// The number of pairs in the largest block that was looked through.
    pub const fn largest_block(&self) -> u64 {
        self.cap
    }

    /// The model that fits these pairs, found without being told which are which. Below a few hundred likely pairs there
    /// is too little to learn from and `start` weighs more than the table.
    #[must_use]
    pub fn learn(&self, start: &Model) -> Model {
        let observed = count(self.met().map(|met| met.pattern));
        self.learned(start, &observed, Learning::UNLABELLED)
    }

    /// The model that fits these pairs where `judged` says of some of them (by their places) what they are.
    #[must_use]
    pub fn learn_from(&self, start: &Model, judged: impl Fn(usize, usize) -> Option<Kind>) -> Model {
        let mut observed: Vec<Observed> = Vec::new();
        for kind in [None, Some(Kind::Same), Some(Kind::Relative), Some(Kind::Stranger)] {
            let of_kind = self.met().filter(|met| judged(place(met.left), place(met.right)) == kind);
            let counted = count(of_kind.map(|met| met.pattern));
            observed.extend(counted.into_iter().map(|seen| Observed { known: kind, ..seen }));
        }
        self.learned(start, &observed, Learning::LABELLED)
    }

    fn learned(&self, start: &Model, observed: &[Observed], learning: Learning) -> Model {
        let mut model = learning.learn(start, observed, self.table);
        model.people = u64::try_from(self.table.len()).unwrap_or(u64::MAX);
        model.pairs = u64::try_from(self.pairs()).unwrap_or(u64::MAX);
        model
    }

    /// The pairs whose probability of being one person is at least `least`, by place.
    pub fn likely(&self, model: &Model, least: f64) -> Vec<Match> {
        let weights = Weights::of(model, self.table);
        let likely = self.met.par_iter().flat_map_iter(|met| {
            let found = met.iter().filter_map(|met| {
                let verdict = weights.verdict(met.pattern);
                (verdict.same >= least).then_some(Match { left: place(met.left), right: place(met.right), verdict })
            });
            found.collect::<Vec<_>>()
        });
        let mut likely: Vec<Match> = likely.collect();
        likely.par_sort_unstable_by_key(|found| (found.left, found.right));
        likely
    }
}

pub(crate) fn place(row: u32) -> usize {
    usize::try_from(row).unwrap_or(usize::MAX)
}
