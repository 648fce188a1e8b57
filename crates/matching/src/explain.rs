//! Why a pair was judged as it was, field by field.

use crate::compare::{Comparer, Lexicon, Pattern};
use crate::model::{FieldWeight, Model, Verdict, Weights};
use crate::table::Table;

/// Why two records are held for one person, or are not.
///
/// The bits compare the likeliest way of being one person with the likeliest way of being two. `prior_bits` and the bits
/// of all fields sum to the binary logarithm of the odds between those two; the verdict takes all ways together and is
/// therefore a little different.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The probabilities.
    pub verdict: Verdict,
    /// What the pair starts from before any field is looked at, in bits; usually far below 0, because most pairs that are
    /// compared are two people.
    pub prior_bits: f64,
    /// Every field's weight, in the order of [`crate::Field::ALL`].
    pub fields: Vec<FieldWeight>,
    /// The likeliest way of being one person, by its name in the model file.
    pub as_same: String,
    /// The likeliest way of being two people.
    pub as_others: String,
    /// Whether given and family names were compared crosswise, because they agree in that order.
    pub names_crossed: bool,
}

impl Explanation {
    pub(crate) fn of(model: &Model, weights: &Weights, pattern: Pattern, odds: f64) -> Self {
        let (fields, prior, (same, others)) = weights.explain(pattern);
        let name = |place: usize| model.classes.get(place).map(|class| class.name.clone()).unwrap_or_default();
        Self {
            verdict: weights.verdict(pattern).with_odds(odds),
            prior_bits: prior + odds.log2(),
            fields,
            as_same: name(same),
            as_others: name(others),
            names_crossed: pattern.is_crossed(),
        }
    }

    /// The odds in bits between the two ways that are compared.
    pub fn total_bits(&self) -> f64 {
        self.prior_bits + self.fields.iter().map(|field| field.bits + field.rarity_bits).sum::<f64>()
    }
}

impl Table {
    /// Why the people at two places of the table are, or are not, one; `None` when there is nobody at one of them.
    pub fn explain(&self, one: usize, other: usize, model: &Model) -> Option<Explanation> {
        let pattern = Comparer::new(Lexicon::of(self)).compare(self.people.get(one)?, self.people.get(other)?);
        Some(Explanation::of(model, &Weights::of(model, self), pattern, 1.0))
    }
}
