//! Learning a model from pairs of which nobody has said what they are, or from some of which somebody has.

use super::score::UsualRarity;
use super::{Kind, Model, Weights};
use crate::compare::{FIELDS, Field, LEVELS, Level, Pattern};
use crate::table::Table;
use rustc_hash::FxHashMap;

/// An outcome, how many pairs had it, and what they are if that is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Observed {
    pub(crate) pattern: Pattern,
    pub(crate) pairs: f64,
    pub(crate) known: Option<Kind>,
}

/// Counts outcomes, with rarities coarsened; in an order that depends on the outcomes alone.
pub(crate) fn count(patterns: impl Iterator<Item = Pattern>) -> Vec<Observed> {
    let mut counts: FxHashMap<Pattern, u32> = FxHashMap::default();
    for pattern in patterns {
        *counts.entry(pattern.coarse()).or_default() += 1;
    }
    let mut observed: Vec<Observed> =
        counts.into_iter().map(|(pattern, pairs)| Observed { pattern, pairs: f64::from(pairs), known: None }).collect();
    observed.sort_unstable_by_key(|seen| seen.pattern);
    observed
}

/// How a model is learned: expectation-maximisation (Dempster, Laird and Rubin, 1977) with Dirichlet smoothing towards
/// the model it starts from.
///
/// How often a value is missing is learned freely, because every register leaves out other things. How values agree where
/// they are there is drawn towards the start: a little for one person (registers differ in their slips), strongly for the
/// names and dates of birth of different people, who agree by chance alone. Left free, the class of namesakes takes over
/// everybody who has moved.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Learning {
    /// Most rounds.
    pub(crate) rounds: usize,
    /// Pairs' worth of the starting model mixed into every class.
    pub(crate) pseudo: f64,
    /// The same as a share of the class's own pairs, for one person and for what is no more than a register's habit.
    pub(crate) anchored: f64,
    /// The same for the names and dates of birth of different people.
    pub(crate) anchored_chance: f64,
}

impl Learning {
    /// For a table of which nothing is known but its records.
    pub(crate) const UNLABELLED: Self = Self { rounds: 40, pseudo: 100.0, anchored: 0.15, anchored_chance: 8.0 };

    /// For pairs that people have judged.
    pub(crate) const LABELLED: Self = Self { rounds: 200, pseudo: 2.0, anchored: 0.0, anchored_chance: 0.0 };

    /// The model that fits the outcomes, starting from `start`.
    pub(crate) fn learn(self, start: &Model, observed: &[Observed], table: &Table) -> Model {
        let mut model = start.clone();
        let usual = table.usual_rarity();
        let mut before = f64::NEG_INFINITY;
        for _ in 0..self.rounds {
            let (mut sums, likelihood) = expectation(&Weights::of(&model, table), observed, model.classes.len());
            pool(&model, &mut sums);
            self.maximise(&mut model, start, &sums);
            Self::rarities(&mut model, &sums, &usual);
            if (likelihood - before).abs() < 1e-6 * likelihood.abs() {
                break;
            }
            before = likelihood;
        }
        model
    }

    /// Sets every class to its share of the pairs and to the levels they had, drawn towards the start.
    fn maximise(self, model: &mut Model, start: &Model, sums: &[Sums]) {
        let all: f64 = sums.iter().map(|sum| sum.pairs + 1.0).sum();
        for ((class, first), sum) in model.classes.iter_mut().zip(&start.classes).zip(sums) {
            class.share = (sum.pairs + 1.0) / all;
            let fields = Field::ALL.iter().zip(&mut class.levels).zip(&first.levels).zip(&sum.levels);
            for (((field, levels), prior), counts) in fields {
                let by_chance = class.kind != Kind::Same && matches!(field, Field::Birth);
                let anchored = if by_chance { self.anchored_chance } else { self.anchored };
                self.estimate(field.levels().len(), levels, prior, counts, anchored);
            }
        }
    }

    /// How much rarer than usual the names are on which a class of different people agrees.
    fn rarities(model: &mut Model, sums: &[Sums], usual: &UsualRarity) {
        for (class, sum) in model.classes.iter_mut().zip(sums).filter(|(class, _)| class.kind == Kind::Stranger) {
            let fields = class.rarer.iter_mut().zip(&sum.rarity).zip([usual.given.1, usual.surname.1]);
            for ((rarer, (pairs, half_bits)), mean) in fields {
                *rarer = HALF_WAY * ((half_bits - pairs * mean) / 2.0 / (pairs + FEW_NAMESAKES)).max(0.0);
            }
        }
    }

    /// One field of one class: first how often it is missing, then how it agrees where it is not.
    fn estimate(self, levels: usize, share: &mut [f64], prior: &[f64], counts: &[f64], anchored: f64) {
        let agreeing = levels.saturating_sub(1);
        let sum = |values: &[f64]| values.iter().take(agreeing).sum::<f64>();
        let (there, prior_there) = (sum(counts), sum(prior));
        let all = there + counts.iter().skip(agreeing).sum::<f64>();
        let known = (there + self.pseudo * prior_there) / (all + self.pseudo);
        let drawn = self.pseudo + anchored * there;
        for ((share, prior), count) in share.iter_mut().zip(prior).zip(counts).take(agreeing) {
            *share = known * (count + drawn * prior / prior_there.max(1e-9)) / (there + drawn);
        }
        if let Some(missing) = share.get_mut(agreeing) {
            // The levels of a file are rounded and may sum to a little more than 1.
            *missing = (1.0 - known).max(0.0);
        }
    }
}

/// Lets all ways of being one person share what does not depend on where they live: how names and dates are written.
fn pool(model: &Model, sums: &mut [Sums]) {
    const OWN: [Field; 3] = [Field::Place, Field::Phone, Field::Email];
    let mut pooled = [[0.0; LEVELS]; FIELDS];
    let same = || model.classes.iter().map(|class| class.kind == Kind::Same);
    for (sum, _) in sums.iter().zip(same()).filter(|(_, same)| *same) {
        for (all, mine) in pooled.iter_mut().flatten().zip(sum.levels.iter().flatten()) {
            *all += mine;
        }
    }
    for (sum, _) in sums.iter_mut().zip(same()).filter(|(_, same)| *same) {
        for ((field, mine), all) in Field::ALL.iter().zip(&mut sum.levels).zip(&pooled) {
            if !OWN.contains(field) {
                *mine = *all;
            }
        }
    }
}

/// Pairs below which the rarity of the names that strangers share is not taken from the table.
const FEW_NAMESAKES: f64 = 2_000.0;
/// Some of those who share a rare name are one person after all: half of the difference is taken.
const HALF_WAY: f64 = 0.5;

/// What counting in steps of two bits takes off a rarity on average, in half bits.
const COARSE: f64 = 1.5;

/// What a class was found to have.
#[derive(Clone)]
struct Sums {
    pairs: f64,
    levels: [[f64; LEVELS]; FIELDS],
    /// Of those who agree wholly on given and on family names: how many, and the sum of their rarities in half bits.
    rarity: [(f64, f64); 2],
}

/// Shares every outcome out among the classes. Sequential, so that sums are the same on every computer.
fn expectation(weights: &Weights, observed: &[Observed], classes: usize) -> (Vec<Sums>, f64) {
    let mut sums = vec![Sums { pairs: 0.0, levels: [[0.0; LEVELS]; FIELDS], rarity: [(0.0, 0.0); 2] }; classes];
    let mut likelihood = 0.0;
    let mut shares = vec![0.0; classes];
    for seen in observed {
        let mut most = f64::NEG_INFINITY;
        for (share, (kind, weight)) in shares.iter_mut().zip(weights.classes(seen.pattern)) {
            *share = if seen.known.is_none_or(|known| known == kind) { weight } else { f64::NEG_INFINITY };
            most = most.max(*share);
        }
        let all: f64 = shares.iter().map(|share| (share - most).exp()).sum();
        likelihood += seen.pairs * (most + all.ln());
        for (sum, share) in sums.iter_mut().zip(&shares) {
            let pairs = seen.pairs * (share - most).exp() / all;
            if pairs < 1e-9 {
                continue;
            }
            sum.pairs += pairs;
            for (rarity, field) in sum.rarity.iter_mut().zip([Field::Given, Field::Surname]) {
                if seen.pattern.level(field) == Level::SAME {
                    rarity.0 += pairs;
                    rarity.1 += pairs * (f64::from(seen.pattern.rarity(field)) + COARSE);
                }
            }
            for (field, levels) in Field::ALL.iter().zip(&mut sum.levels) {
                if let Some(level) = levels.get_mut(seen.pattern.level(*field).place()) {
                    *level += pairs;
                }
            }
        }
    }
    (sums, likelihood)
}
