//! From an outcome to probabilities and to bits.

use super::{Kind, Model};
use crate::compare::{CAUTION, Field, LEVELS, Level, Pattern};
use crate::table::Table;
use crate::words::Count;
use std::f64::consts::LN_2;

/// What a pair of records most probably is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Verdict {
    /// The probability that both are one person, 0 to 1.
    pub same: f64,
    /// The probability that they are two people of one family or household, 0 to 1.
    pub relative: f64,
    /// The probability that they have nothing to do with each other, 0 to 1. The three sum to 1.
    pub stranger: f64,
}

impl Verdict {
    /// The kind with the highest probability; of equal ones the more careful.
    pub fn kind(self) -> Kind {
        if self.same > self.relative && self.same > self.stranger {
            Kind::Same
        } else if self.relative > self.stranger {
            Kind::Relative
        } else {
            Kind::Stranger
        }
    }

    /// The same verdict with the odds of "one person" multiplied by `factor`.
    pub(crate) fn with_odds(self, factor: f64) -> Self {
        let same = self.same * factor;
        let all = same + self.relative + self.stranger;
        if all > 0.0 && all.is_finite() {
            Self { same: same / all, relative: self.relative / all, stranger: self.stranger / all }
        } else {
            self
        }
    }
}

/// What one field says, in bits: how many times (as a power of two) likelier its outcome is for one person than for two.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldWeight {
    /// The field.
    pub field: Field,
    /// How far it agrees.
    pub level: Level,
    /// The weight of the level alone, in bits; above 0 speaks for one person, below 0 against.
    pub bits: f64,
    /// The further weight of how rare or common the agreeing name is, in bits; 0 for other fields.
    pub rarity_bits: f64,
}

/// A model has no more classes.
pub(crate) const MOST_CLASSES: usize = 32;

/// No level is quite impossible: a probability this small stands for "never seen".
const LEAST: f64 = 1e-6;

/// How much of the difference in frequency counts: recorded frequencies are estimates, and names run in families.
const TRUST_IN_RARITY: f64 = 0.9;

struct ClassWeights {
    kind: Kind,
    share: f64,
    levels: [[f64; LEVELS]; Field::ALL.len()],
    /// Rarity in half bits that an average agreement of given and of family names has in this class.
    usual: [f64; 2],
}

/// A model made ready for scoring, with the frequencies of one table.
pub(crate) struct Weights {
    classes: Vec<ClassWeights>,
}

impl Weights {
    pub(crate) fn of(model: &Model, table: &Table) -> Self {
        let usual = table.usual_rarity();
        let classes = model.classes.iter().map(|class| ClassWeights {
            usual: [usual.given.0 + 2.0 * class.rarer[0], usual.surname.0 + 2.0 * class.rarer[1]],
            kind: class.kind,
            share: class.share.max(LEAST * LEAST).ln(),
            levels: class.levels.map(|levels| levels.map(|share| share.max(LEAST).ln())),
        });
        Self { classes: classes.collect() }
    }

    /// The logarithms of share times likelihood of every class, in the model's order.
    pub(crate) fn classes(&self, pattern: Pattern) -> impl Iterator<Item = (Kind, f64)> + '_ {
        self.classes.iter().map(move |class| {
            let rarity = class.rarity(Field::Given, pattern) + class.rarity(Field::Surname, pattern);
            (class.kind, class.share + class.of(pattern) + rarity)
        })
    }

    pub(crate) fn verdict(&self, pattern: Pattern) -> Verdict {
        let mut weights = [f64::NEG_INFINITY; MOST_CLASSES];
        let mut most = f64::NEG_INFINITY;
        for (slot, (_, weight)) in weights.iter_mut().zip(self.classes(pattern)) {
            *slot = weight;
            most = most.max(weight);
        }
        let mut sums = [0.0; 3];
        for (class, weight) in self.classes.iter().zip(weights) {
            // Less than this does not show in any probability.
            if weight - most < -40.0 {
                continue;
            }
            let weight = (weight - most).exp();
            match class.kind {
                Kind::Same => sums[0] += weight,
                Kind::Relative => sums[1] += weight,
                Kind::Stranger => sums[2] += weight,
            }
        }
        let all = sums[0] + sums[1] + sums[2];
        Verdict { same: sums[0] / all, relative: sums[1] / all, stranger: sums[2] / all }
    }

    /// The fields' weights, one kind against the others.
    ///
    /// A field's bits compare its probability in the class of "one person" that fits the pair best with the one in the best
    /// class of others, so that their sum and the prior are the odds between those two.
    pub(crate) fn explain(&self, pattern: Pattern) -> (Vec<FieldWeight>, f64, (usize, usize)) {
        let best = |same: bool| {
            let of_kind = self.classes(pattern).enumerate().filter(|(_, (kind, _))| (*kind == Kind::Same) == same);
            of_kind.max_by(|(_, (_, one)), (_, (_, other))| one.total_cmp(other)).map_or(0, |(place, _)| place)
        };
        let (same, other) = (best(true), best(false));
        let (Some(one), Some(two)) = (self.classes.get(same), self.classes.get(other)) else {
            return (Vec::new(), 0.0, (same, other));
        };
        let weights = Field::ALL.iter().map(|field| {
            let level = pattern.level(*field);
            FieldWeight {
                field: *field,
                level,
                bits: (one.level(*field, level) - two.level(*field, level)) / LN_2,
                rarity_bits: 0.0 - two.rarity(*field, pattern) / LN_2,
            }
        });
        (weights.collect(), (one.share - two.share) / LN_2, (same, other))
    }
}

impl ClassWeights {
    /// By how much two different people's agreement on this very name is likelier than on an average one (natural
    /// logarithm): common names agree by chance, rare ones do not. A family shares its family name whatever it is.
    fn rarity(&self, field: Field, pattern: Pattern) -> f64 {
        let usual = match (self.kind, field) {
            (Kind::Relative | Kind::Stranger, Field::Given) => self.usual[0],
            (Kind::Stranger, Field::Surname) => self.usual[1],
            _ => return 0.0,
        };
        match pattern.rarity(field) {
            0 => 0.0,
            half_bits => (usual - f64::from(half_bits)) / 2.0 * LN_2 * TRUST_IN_RARITY,
        }
    }

    fn level(&self, field: Field, level: Level) -> f64 {
        self.levels.get(field as usize).and_then(|levels| levels.get(level.place())).copied().unwrap_or(0.0)
    }

    fn of(&self, pattern: Pattern) -> f64 {
        let levels = Field::ALL.iter().zip(&self.levels);
        levels.map(|(field, levels)| levels.get(pattern.level(*field).place()).copied().unwrap_or(0.0)).sum()
    }
}

/// Two numbers about agreement of two random people on a name, in half bits: minus twice the logarithm of its
/// probability, and the mean rarity of the name they then share.
pub(crate) struct UsualRarity {
    pub(crate) given: (f64, f64),
    pub(crate) surname: (f64, f64),
}

impl Table {
    pub(crate) fn usual_rarity(&self) -> UsualRarity {
        let counts = |of: u32, part: fn(&Count) -> u32| {
            let of = f64::from(of) + 1.0;
            let (mut agree, mut rarity) = (0.0, 0.0);
            for count in self.words.counts().map(|count| part(&count)).filter(|count| *count > 1) {
                let both = (f64::from(count) / of).powi(2);
                agree += both;
                rarity += both * -2.0 * (f64::from(count) / (of + CAUTION)).log2();
            }
            // A handful of people says little: their names are taken for as common as names usually are.
            let agree_or_usual = (agree * of + USUAL * FEW) / (of + FEW);
            let usual = -2.0 * agree_or_usual.log2();
            (usual, if agree > 0.0 { rarity / agree } else { usual })
        };
        UsualRarity {
            given: counts(self.counted.0, |count| count.given),
            surname: counts(self.counted.1, |count| count.surname),
        }
    }
}

/// The chance that two random people share a name, in a mixed British population.
const USUAL: f64 = 0.003;
/// Names below which that chance is not yet taken from the table.
const FEW: f64 = 2_000.0;
