//! Blocks of people who share a key, within a budget of pairs.
//!
//! The budget decides how large a block may be, so that a table of one surname a million times costs no more than any
//! other: blocks are taken from the smallest up until the budget is spent, and larger ones are left out whole. A pair that
//! shares several keys belongs to the lowest of them and is therefore met once.

use crate::keys::{Keys, MOST_KEYS, NO_KEY};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;
use std::ops::Range;

/// Which pairs of a block are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sides {
    /// All of them.
    One,
    /// Only those across: one from the rows below, one from the rest.
    Two(u32),
}

impl Sides {
    /// How many pairs the rows of a block make. Rows ascend.
    fn pairs(self, rows: &[u64]) -> u64 {
        let count = |rows: usize| u64::try_from(rows).unwrap_or(u64::MAX);
        let all = count(rows.len());
        match self {
            Self::One => all.saturating_mul(all.saturating_sub(1)) / 2,
            Self::Two(first) => {
                let before = count(rows.partition_point(|entry| row(*entry) < first));
                before.saturating_mul(all - before)
            }
        }
    }
}

/// How much work a comparison of everybody may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    /// Pairs over all blocks, counted with repetition.
    pub(crate) pairs: u64,
    /// Pairs in one block.
    pub(crate) block: u64,
}

impl Budget {
    /// A generous sum for small tables, a fixed number for each person in large ones.
    pub(crate) fn for_people(people: usize) -> Self {
        let people = u64::try_from(people).unwrap_or(u64::MAX);
        Self { pairs: people.saturating_mul(14).saturating_add(3_000_000), block: 200_000 }
    }
}

/// The blocks that are used, and the keys of every row that lead to one.
pub(crate) struct Blocks {
    keys: Vec<Keys>,
    /// Key in the upper half, row in the lower, ascending.
    entries: Vec<u64>,
    /// Largest number of pairs in a block that is used.
    pub(crate) cap: u64,
    /// Blocks left out.
    pub(crate) left_out: usize,
    sides: Sides,
}

pub(crate) fn row(entry: u64) -> u32 {
    u32::try_from(entry & 0xffff_ffff).unwrap_or(0)
}

pub(crate) fn key(entry: u64) -> u32 {
    u32::try_from(entry >> 32).unwrap_or(0)
}

/// All keys with their rows, ascending.
pub(crate) fn entries(keys: &[Keys]) -> Vec<u64> {
    let used = |keys: &Keys| keys.iter().filter(|key| **key != NO_KEY).count();
    let mut entries = Vec::with_capacity(keys.iter().map(used).sum());
    for (row, keys) in (0_u64..).zip(keys) {
        entries.extend(keys.iter().filter(|key| **key != NO_KEY).map(|key| u64::from(*key) << 32 | row));
    }
    entries.par_sort_unstable();
    entries
}

/// The largest block that fits the budget, in pairs.
pub(crate) fn cap(entries: &[u64], sides: Sides, budget: Budget) -> u64 {
    let mut blocks_of: BTreeMap<u64, u64> = BTreeMap::new();
    for block in entries.chunk_by(|one, other| key(*one) == key(*other)) {
        *blocks_of.entry(sides.pairs(block)).or_default() += 1;
    }
    let (mut spent, mut cap) = (0_u64, 0);
    for (pairs, blocks) in blocks_of {
        spent = spent.saturating_add(pairs.saturating_mul(blocks));
        if spent > budget.pairs || pairs > budget.block {
            break;
        }
        cap = pairs;
    }
    cap
}

impl Blocks {
    pub(crate) fn new(mut keys: Vec<Keys>, sides: Sides, budget: Budget) -> Self {
        let mut entries = entries(&keys);
        let cap = cap(&entries, sides, budget);
        let mut unused: FxHashSet<u32> = FxHashSet::default();
        let mut kept = Vec::new();
        for block in entries.chunk_by(|one, other| key(*one) == key(*other)) {
            let pairs = sides.pairs(block);
            if pairs > cap {
                unused.extend(block.first().map(|entry| key(*entry)));
            } else if pairs > 0 {
                kept.extend_from_slice(block);
            }
        }
        entries.clear();
        entries.shrink_to_fit();
        if !unused.is_empty() {
            keys.par_iter_mut().for_each(|keys| {
                for key in keys.iter_mut().filter(|key| unused.contains(key)) {
                    *key = NO_KEY;
                }
                keys.sort_unstable();
            });
        }
        Self { keys, entries: kept, cap, left_out: unused.len(), sides }
    }

    /// Parts of the work, each a run of whole blocks.
    pub(crate) fn parts(&self) -> Vec<Range<usize>> {
        const PART: usize = 1 << 14;
        let mut parts = Vec::new();
        let (mut start, mut at) = (0, 0);
        for block in self.entries.chunk_by(|one, other| key(*one) == key(*other)) {
            at += block.len();
            if at - start >= PART {
                parts.push(start..at);
                start = at;
            }
        }
        if at > start {
            parts.push(start..at);
        }
        parts
    }

    /// Meets every wanted pair of a part, lower row first; over all parts each pair once.
    pub(crate) fn meet(&self, part: Range<usize>, mut pair: impl FnMut(u32, u32)) {
        let entries = self.entries.get(part).unwrap_or_default();
        for block in entries.chunk_by(|one, other| key(*one) == key(*other)) {
            let mut rest = block;
            while let Some((&first, after)) = rest.split_first() {
                rest = after;
                let (key, one) = (key(first), row(first));
                let Some(keys) = self.keys_of(one) else { continue };
                for other in after.iter().map(|entry| row(*entry)) {
                    if self.wanted(one, other) && self.keys_of(other).is_some_and(|theirs| lowest(keys, theirs) == key)
                    {
                        pair(one, other);
                    }
                }
            }
        }
    }

    fn wanted(&self, one: u32, other: u32) -> bool {
        match self.sides {
            Sides::One => true,
            Sides::Two(first) => one < first && other >= first,
        }
    }

    fn keys_of(&self, row: u32) -> Option<&Keys> {
        usize::try_from(row).ok().and_then(|row| self.keys.get(row))
    }
}

/// The lowest key two rows share, [`NO_KEY`] if they share none. Both lists ascend.
fn lowest(one: &[u32; MOST_KEYS], other: &[u32; MOST_KEYS]) -> u32 {
    let (mut mine, mut theirs) = (one.iter(), other.iter());
    let (mut a, mut b) = (mine.next(), theirs.next());
    while let (Some(x), Some(y)) = (a, b) {
        match x.cmp(y) {
            std::cmp::Ordering::Equal => return *x,
            std::cmp::Ordering::Less => a = mine.next(),
            std::cmp::Ordering::Greater => b = theirs.next(),
        }
    }
    NO_KEY
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(list: &[u32]) -> Keys {
        let mut keys = [NO_KEY; MOST_KEYS];
        keys[..list.len()].copy_from_slice(list);
        keys.sort_unstable();
        keys
    }

    fn met(rows: &[&[u32]], sides: Sides, budget: Budget) -> Vec<(u32, u32)> {
        let blocks = Blocks::new(rows.iter().map(|row| keys(row)).collect(), sides, budget);
        let mut pairs = Vec::new();
        for part in blocks.parts() {
            blocks.meet(part, |one, other| pairs.push((one, other)));
        }
        pairs.sort_unstable();
        pairs
    }

    const PLENTY: Budget = Budget { pairs: 1_000, block: 1_000 };

    #[test]
    fn a_pair_that_shares_several_keys_is_met_once() {
        assert_eq!(met(&[&[1, 2, 3], &[2, 3], &[3, 9]], Sides::One, PLENTY), [(0, 1), (0, 2), (1, 2)]);
    }

    #[test]
    fn across_two_tables_nobody_meets_their_own_side() {
        assert_eq!(met(&[&[1], &[1], &[1], &[1]], Sides::Two(1), PLENTY), [(0, 1), (0, 2), (0, 3)]);
    }

    #[test]
    fn a_block_beyond_the_budget_is_left_out_and_its_pairs_meet_elsewhere() {
        let rows: [&[u32]; 6] = [&[1, 7], &[1, 7], &[1], &[1], &[1, 8], &[1, 8]];
        let small = Budget { pairs: 10, block: 1_000 };
        assert_eq!(met(&rows, Sides::One, small), [(0, 1), (4, 5)]);
        assert_eq!(met(&rows, Sides::One, Budget { pairs: 1_000, block: 5 }), [(0, 1), (4, 5)]);
        assert_eq!(met(&rows, Sides::One, PLENTY).len(), 15);
    }
}
