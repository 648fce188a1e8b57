//! The model: what each kind of pair looks like, and how a pair's outcome becomes a probability.

mod em;
mod file;
mod score;

pub(crate) use em::{Learning, Observed, count};
pub use file::ModelFault;
pub use score::{FieldWeight, Verdict};
pub(crate) use score::{MOST_CLASSES, Weights};

use crate::compare::{FIELDS, LEVELS};
use serde::{Deserialize, Serialize};

/// What two records can be to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// One person, recorded twice.
    Same,
    /// Two people of one family or household.
    Relative,
    /// Two people with nothing in common but some values.
    Stranger,
}

/// A latent class: one way in which pairs of a kind come about (the same person who has moved; twins; namesakes).
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Class {
    pub(crate) name: String,
    pub(crate) kind: Kind,
    /// Share among the pairs that are compared, 0 to 1.
    pub(crate) share: f64,
    /// Probability of each level of each field.
    pub(crate) levels: [[f64; LEVELS]; FIELDS],
    /// By how many bits the given and family names that agree are rarer than those of random people who share a name.
    /// Above 0 where blocks of the commonest names were left out.
    pub(crate) rarer: [f64; 2],
}

/// A latent-class Fellegi-Sunter model.
///
/// A pair belongs to one of several classes; within a class the fields agree independently. The probability of a class
/// `c` given the levels `g` of all fields `f` is proportional to `share(c) · Π P(g_f | c)`, and the three probabilities
/// that are shown are sums over the classes of each [`Kind`]. After Fellegi and Sunter, *A theory for record linkage*
/// (Journal of the American Statistical Association 64, 1969), and Winkler's EM for it (1988); latent classes beyond two after
/// Larsen and Rubin (Journal of the American Statistical Association 96, 2001).
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    pub(crate) classes: Vec<Class>,
    /// How many people the shares were learned among.
    pub(crate) people: u64,
    /// How many pairs were compared among them.
    pub(crate) pairs: u64,
    /// How many of the people a new one is expected to be, before anything is compared: 0.5 says that every second one
    /// is known, once.
    pub(crate) expected_known: f64,
}

impl Model {
    /// How many people the model's shares were learned among; 0 for the shipped one.
    pub const fn people(&self) -> u64 {
        self.people
    }

    /// Sets how many records of a new person are expected to be known before anything is compared, above 0.
    #[must_use]
    pub fn expecting(mut self, known: f64) -> Self {
        if known.is_finite() && known > 0.0 {
            self.expected_known = known;
        }
        self
    }

    /// The share of compared pairs that the model holds for one person.
    pub(crate) fn share_of(&self, kind: Kind) -> f64 {
        self.classes.iter().filter(|class| class.kind == kind).map(|class| class.share).sum()
    }
}
