//! What pairs say about each other: a list holds nobody twice; who is two people's same person makes them one.

use crate::blocks::Sides;
use crate::compare::{Comparer, Lexicon};
use crate::comparison::{Comparison, Match, place};
use crate::model::{Kind, Model, Verdict, Weights};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// Pairs below this probability do not take part.
const LEAST: f64 = 0.02;
/// Pairs from this probability on carry a third record along.
const CARRIES: f64 = 0.3;
/// Neighbours of one record that are considered: more is not one person but a fault in the data.
const MOST_NEIGHBOURS: usize = 40;
/// How much of a pair's own evidence counts beside that of the two that carry it: the three share their values.
const OWN: f64 = 0.5;

impl Comparison<'_> {
    /// The pairs held for one person with a probability of at least `least`, after each has been weighed against the
    /// others it touches.
    ///
    /// Within one table, two records that a third agrees with are considered together. Across two lists of which neither
    /// seems to hold anybody twice, records compete: a record has at most one partner.
    pub fn matches(&self, model: &Model, least: f64) -> Vec<Match> {
        let likely = self.likely(model, LEAST.min(least));
        let mut weighed = match self.sides {
            Sides::One => self.carried(model, likely),
            Sides::Two(first) => competing(likely, [place(first), self.table.len().saturating_sub(place(first))]),
        };
        weighed.retain(|found| found.verdict.same >= least);
        weighed
    }

    /// Adds and raises pairs that a third record carries.
    ///
    /// Of three records a, b, c either all are one person, or one pair is, or none; with the odds of each pair, and those of
    /// (a, c) taken without their prior and to the power of one half, that gives the probability that a and c are one. The
    /// record b that gives the highest is taken.
    fn carried(&self, model: &Model, likely: Vec<Match>) -> Vec<Match> {
        let mut of_record: FxHashMap<usize, Vec<(usize, f64)>> = FxHashMap::default();
        for found in likely.iter().filter(|found| found.verdict.same >= CARRIES) {
            of_record.entry(found.left).or_default().push((found.right, odds(found.verdict)));
            of_record.entry(found.right).or_default().push((found.left, odds(found.verdict)));
        }
        let mut carriers: Vec<Vec<(usize, f64)>> = of_record.into_values().filter(|near| near.len() > 1).collect();
        carriers.retain(|near| near.len() <= MOST_NEIGHBOURS);
        let mut carried: Vec<(usize, usize, f64, f64)> = Vec::new();
        for near in &carriers {
            for (at, (one, first)) in near.iter().enumerate() {
                for (other, second) in near.iter().skip(at + 1) {
                    let (low, high) = (first.min(*second), first.max(*second));
                    carried.push((*one.min(other), *one.max(other), low, high));
                }
            }
        }
        // The strongest carrier of each pair comes first and stays.
        carried.par_sort_unstable_by(|a, b| {
            (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)).then(b.3.total_cmp(&a.3))
        });
        carried.dedup_by_key(|pair| (pair.0, pair.1));
        let prior = model.share_of(Kind::Same) / (1.0 - model.share_of(Kind::Same)).max(1e-9);
        let weights = Weights::of(model, self.table);
        let raised = carried.par_chunks(1024).flat_map_iter(|chunk| {
            let mut comparer = Comparer::new(Lexicon::of(self.table));
            let found = chunk.iter().filter_map(|(left, right, first, second)| {
                let (one, other) = (self.table.people.get(*left)?, self.table.people.get(*right)?);
                let verdict = weights.verdict(comparer.compare(one, other));
                Some(Match { left: *left, right: *right, verdict: raised(verdict, *first, *second, prior) })
            });
            found.collect::<Vec<_>>()
        });
        let mut all: Vec<Match> = likely;
        all.par_extend(raised);
        all.par_sort_unstable_by(|a, b| {
            (a.left, a.right).cmp(&(b.left, b.right)).then(b.verdict.same.total_cmp(&a.verdict.same))
        });
        all.dedup_by_key(|found| (found.left, found.right));
        all
    }
}

fn odds(verdict: Verdict) -> f64 {
    (verdict.same / (1.0 - verdict.same).max(1e-9)).min(1e6)
}

fn raised(verdict: Verdict, first: f64, second: f64, prior: f64) -> Verdict {
    let own = odds(verdict);
    let evidence = (own / prior).max(1e-9).powf(OWN);
    let all = first * second * evidence;
    let same = (all + own) / (all + own + first + second + 1.0);
    if same <= verdict.same {
        return verdict;
    }
    verdict.with_odds(same / (1.0 - same).max(1e-9) / own.max(1e-12))
}

/// Lets the pairs of a record compete, if it looks as though nobody were in either list twice.
///
/// The model's odds weigh a pair against "these two are two people". Where a record has at most one partner, they are to be
/// weighed against "both have none" and against each of the pair's rivals: with shares u and v of the two lists that have
/// a partner, the odds o become o / ((1-u)(1-v)) beside those of the rivals. u and v are found by repeating.
fn competing(mut likely: Vec<Match>, lists: [usize; 2]) -> Vec<Match> {
    let own: Vec<f64> = likely.iter().map(|found| odds(found.verdict)).collect();
    let mut sums: [FxHashMap<usize, (f64, u32)>; 2] = [FxHashMap::default(), FxHashMap::default()];
    for (found, own) in likely.iter().zip(&own) {
        for (sums, record) in sums.iter_mut().zip([found.left, found.right]) {
            let sum = sums.entry(record).or_default();
            sum.0 += own;
            sum.1 += u32::from(found.verdict.same > SURE);
        }
    }
    let with = |least: u32| sums.iter().flat_map(FxHashMap::values).filter(|(_, sure)| *sure >= least).count();
    if with(2) * 50 > with(1) {
        return likely;
    }
    let others: Vec<f64> = likely
        .iter()
        .zip(&own)
        .map(|(found, own)| {
            let rivals = sums.iter().zip([found.left, found.right]);
            rivals.map(|(sums, record)| sums.get(&record).map_or(0.0, |(sum, _)| (sum - own).max(0.0))).sum()
        })
        .collect();
    let lists = lists.map(|people| f64::from(u32::try_from(people).unwrap_or(u32::MAX)).max(1.0));
    let mut raise = 1.0;
    for _ in 0..ROUNDS {
        let partners: f64 =
            own.iter().zip(&others).map(|(own, others)| raise * own / (1.0 + raise * (own + others))).sum();
        let without = lists.map(|people| (1.0 - partners / people).max(LEAST_WITHOUT));
        raise = 1.0 / (without[0] * without[1]);
    }
    for ((found, own), others) in likely.iter_mut().zip(&own).zip(&others) {
        let same = raise * own / (1.0 + raise * (own + others));
        found.verdict = found.verdict.with_odds(same / (1.0 - same).max(1e-9) / own.max(1e-12));
    }
    likely
}

/// Rounds in which the share of records with a partner settles.
const ROUNDS: usize = 10;
/// However many seem to have a partner, so many may have none.
const LEAST_WITHOUT: f64 = 0.2;
/// From here on a pair counts as certain when it is asked whether a list holds somebody twice.
const SURE: f64 = 0.95;
