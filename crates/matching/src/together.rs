//! What pairs say about each other: a list holds nobody twice; who is two people's same person makes them one.

use crate::blocks::Sides;
use crate::compare::{Comparer, Lexicon};
use crate::comparison::{Comparison, Match, place};
use crate::model::{Kind, Model, Verdict, Weights};
use crate::table::Table;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// Pairs below this probability do not take part.
const LEAST: f64 = 0.02;
/// Pairs from this probability on carry a third record along.
const CARRIES: f64 = 0.3;
/// Neighbours of one record that are considered: more is not one person but a fault in the data.
const MOST_NEIGHBOURS: usize = 40;
/// Pairs from this probability on gain nothing from a third record.
const SETTLED: f64 = 0.99;
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

    /// Weighs pairs anew with what is sure about either record, then adds those that a third record carries.
    fn carried(&self, model: &Model, likely: Vec<Match>) -> Vec<Match> {
        let weighing = Weighing::of(self.table, model);
        let weighed = weighing.with_the_sure(likely);
        let carriers = Near::of(&weighed, CARRIES);
        let mut pairs: Vec<Carried> = Vec::new();
        for near in carriers.groups().filter(|near| near.len() <= MOST_NEIGHBOURS) {
            for (at, one) in near.iter().enumerate() {
                pairs.extend(near.iter().skip(at + 1).map(|other| Carried::of(one, other)));
            }
        }
        // The strongest carrier of each pair comes first and stays.
        pairs.par_sort_unstable_by(|a, b| {
            a.pair.cmp(&b.pair).then(b.odds.0.total_cmp(&a.odds.0)).then(b.odds.1.total_cmp(&a.odds.1))
        });
        pairs.dedup_by_key(|carried| carried.pair);
        let settled: FxHashSet<(usize, usize)> = weighed
            .iter()
            .filter(|found| found.verdict.same >= SETTLED)
            .map(|found| (found.left, found.right))
            .collect();
        pairs.retain(|carried| !settled.contains(&carried.pair));
        let mut all = weighing.carry(&pairs);
        all.par_extend(weighed);
        all.par_sort_unstable_by(|a, b| {
            (a.left, a.right).cmp(&(b.left, b.right)).then(b.verdict.same.total_cmp(&a.verdict.same))
        });
        all.dedup_by_key(|found| (found.left, found.right));
        all
    }
}

/// Two records that a third carries, with the odds of both with the third, the lower first.
struct Carried {
    pair: (usize, usize),
    odds: (f64, f64),
}

impl Carried {
    fn of(one: &Edge, other: &Edge) -> Self {
        Self {
            pair: (one.to.min(other.to), one.to.max(other.to)),
            odds: (one.odds.min(other.odds), one.odds.max(other.odds)),
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Edge {
    from: usize,
    to: usize,
    odds: f64,
}

/// The pairs from a probability on, from both sides, by record.
struct Near(Vec<Edge>);

impl Near {
    fn of(matches: &[Match], least: f64) -> Self {
        let kept = matches.iter().filter(|found| found.verdict.same >= least);
        let mut edges: Vec<Edge> = kept
            .flat_map(|found| {
                let odds = odds(found.verdict);
                let (left, right) = (found.left, found.right);
                [Edge { from: left, to: right, odds }, Edge { from: right, to: left, odds }]
            })
            .collect();
        edges.par_sort_unstable_by_key(|edge| (edge.from, edge.to));
        Self(edges)
    }

    fn to(&self, from: usize) -> &[Edge] {
        let start = self.0.partition_point(|edge| edge.from < from);
        let rest = self.0.get(start..).unwrap_or_default();
        rest.get(..rest.partition_point(|edge| edge.from == from)).unwrap_or_default()
    }

    fn groups(&self) -> impl Iterator<Item = &[Edge]> {
        self.0.chunk_by(|one, other| one.from == other.from)
    }
}

/// What is needed to compare further pairs.
struct Weighing<'a> {
    table: &'a Table,
    weights: Weights,
    /// Shares of the kinds among the pairs compared.
    shares: [f64; 3],
}

impl<'a> Weighing<'a> {
    fn of(table: &'a Table, model: &Model) -> Self {
        let shares = [Kind::Same, Kind::Relative, Kind::Stranger].map(|kind| model.share_of(kind).max(1e-9));
        Self { table, weights: Weights::of(model, table), shares }
    }

    fn verdict(&self, comparer: &mut Comparer<'_>, one: usize, other: usize) -> Option<Verdict> {
        let (one, other) = (self.table.people.get(one)?, self.table.people.get(other)?);
        Some(self.weights.verdict(comparer.compare(one, other)))
    }

    /// What the values of two records say without the prior, as odds to the power of [`OWN`]. Two records that a third
    /// agrees with are no chance pair: relatives are as likely among them as strangers.
    fn evidence(&self, verdict: Verdict) -> f64 {
        let [same, relative, stranger] = self.shares;
        let others = f64::midpoint(verdict.relative / relative, verdict.stranger / stranger);
        (verdict.same / same / others.max(1e-12)).clamp(1e-9, 1e9).powf(OWN)
    }

    /// Whoever is surely one person with one of a pair has to fit the other as well: the odds of the pair are multiplied by
    /// the mean evidence of all such, the geometric one.
    fn with_the_sure(&self, mut likely: Vec<Match>) -> Vec<Match> {
        let sure = Near::of(&likely, SURE);
        likely.par_chunks_mut(1024).for_each(|chunk| {
            let mut comparer = Comparer::new(Lexicon::of(self.table));
            for found in chunk.iter_mut().filter(|found| found.verdict.same < SETTLED) {
                let mut logarithms = Vec::new();
                for (near, other) in [(found.left, found.right), (found.right, found.left)] {
                    let witnesses = sure.to(near);
                    if witnesses.len() > MOST_NEIGHBOURS {
                        continue;
                    }
                    for third in witnesses.iter().filter(|third| third.to != other) {
                        let verdict = self.verdict(&mut comparer, third.to, other);
                        logarithms.extend(verdict.map(|verdict| self.evidence(verdict).ln()));
                    }
                }
                let count = f64::from(u32::try_from(logarithms.len()).unwrap_or(u32::MAX));
                if count > 0.0 {
                    found.verdict = found.verdict.with_odds((logarithms.iter().sum::<f64>() / count).exp());
                }
            }
        });
        likely
    }

    /// Of three records a, b, c either all are one person, or one pair is, or none; with the odds of each pair that gives
    /// the probability that a and c are one.
    fn carry(&self, pairs: &[Carried]) -> Vec<Match> {
        let raised = pairs.par_chunks(1024).flat_map_iter(|chunk| {
            let mut comparer = Comparer::new(Lexicon::of(self.table));
            let found = chunk.iter().filter_map(|carried| {
                let (left, right) = carried.pair;
                let verdict = self.verdict(&mut comparer, left, right)?;
                let own = odds(verdict);
                let all = carried.odds.0 * carried.odds.1 * self.evidence(verdict);
                let same = (all + own) / (all + own + carried.odds.0 + carried.odds.1 + 1.0);
                Some(Match { left, right, verdict: raised_to(verdict, same) })
            });
            found.collect::<Vec<_>>()
        });
        raised.collect()
    }
}

fn odds(verdict: Verdict) -> f64 {
    (verdict.same / (1.0 - verdict.same).max(1e-9)).min(1e6)
}

fn raised_to(verdict: Verdict, same: f64) -> Verdict {
    if same <= verdict.same {
        return verdict;
    }
    verdict.with_odds(same / (1.0 - same).max(1e-9) / odds(verdict).max(1e-12))
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
/// From here on a pair counts as certain.
const SURE: f64 = 0.95;
