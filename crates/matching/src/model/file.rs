//! The model as a file that people can read.

use super::{Class, Kind, MOST_CLASSES, Model};
use crate::compare::{FIELDS, Field, LEVELS};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The version this build writes and reads.
const VERSION: u32 = 1;

/// Learned from invented people; see the handbook page on matching.
const SHIPPED: &str = include_str!("shipped.json");

/// Why a text is not a model.
#[derive(Debug, thiserror::Error)]
pub enum ModelFault {
    /// The text is not JSON of a model's shape.
    #[error("the model is not readable: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The file was written by another version.
    #[error("the model has version {0}; this program reads version {VERSION}")]
    OtherVersion(u32),
    /// A field or level is unknown or left out, or a number is no probability.
    #[error("the model's class {class:?}: {what}")]
    Class {
        /// The class.
        class: String,
        /// What is wrong with it.
        what: String,
    },
    /// There are more classes than anybody can tell apart.
    #[error("the model has more than {MOST_CLASSES} classes")]
    TooMany,
    /// The classes do not include all kinds.
    #[error("the model needs a class of each kind: same, relative, stranger")]
    KindMissing,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ModelFile {
    version: u32,
    people: u64,
    pairs: u64,
    expected_known: f64,
    classes: Vec<ClassFile>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClassFile {
    name: String,
    kind: Kind,
    share: f64,
    #[serde(default)]
    rarer_given: f64,
    #[serde(default)]
    rarer_surname: f64,
    fields: BTreeMap<String, BTreeMap<String, f64>>,
}

impl Model {
    /// The model that comes with the program: learned from invented people, for a centre that has too few of its own.
    pub fn shipped() -> Result<Self, ModelFault> {
        Self::from_json(SHIPPED)
    }

    /// Reads a model file. Probabilities are brought to a sum of 1 for each field.
    pub fn from_json(text: &str) -> Result<Self, ModelFault> {
        let file: ModelFile = serde_json::from_str(text)?;
        if file.version != VERSION {
            return Err(ModelFault::OtherVersion(file.version));
        }
        if file.classes.len() > MOST_CLASSES {
            return Err(ModelFault::TooMany);
        }
        let classes = file.classes.into_iter().map(class).collect::<Result<Vec<_>, _>>()?;
        let model = Self { classes, people: file.people, pairs: file.pairs, expected_known: 0.5 };
        if [Kind::Same, Kind::Relative, Kind::Stranger].iter().any(|kind| model.share_of(*kind) <= 0.0) {
            return Err(ModelFault::KindMissing);
        }
        Ok(model.expecting(file.expected_known))
    }

    /// The model as a file: JSON with the names of classes, fields and levels.
    pub fn to_json(&self) -> Result<String, ModelFault> {
        let classes = self.classes.iter().map(|class| ClassFile {
            name: class.name.clone(),
            kind: class.kind,
            share: rounded(class.share),
            rarer_given: rounded(class.rarer[0]),
            rarer_surname: rounded(class.rarer[1]),
            fields: Field::ALL
                .iter()
                .zip(&class.levels)
                .map(|(field, levels)| (field.name().to_owned(), named(*field, levels)))
                .collect(),
        });
        let file = ModelFile {
            version: VERSION,
            people: self.people,
            pairs: self.pairs,
            expected_known: self.expected_known,
            classes: classes.collect(),
        };
        Ok(serde_json::to_string_pretty(&file)?)
    }
}

fn named(field: Field, levels: &[f64; LEVELS]) -> BTreeMap<String, f64> {
    field.levels().iter().zip(levels).map(|(name, share)| ((*name).to_owned(), rounded(*share))).collect()
}

/// Nine decimal places: more are noise, and fewer would lose the rare.
fn rounded(number: f64) -> f64 {
    (number * 1e9).round() / 1e9
}

fn class(file: ClassFile) -> Result<Class, ModelFault> {
    let fault = |what: String| ModelFault::Class { class: file.name.clone(), what };
    let sensible = |number: f64| (0.0..=1.0).contains(&number);
    if !sensible(file.share) {
        return Err(fault("its share is no probability".to_owned()));
    }
    if let Some(name) = file.fields.keys().find(|name| !Field::ALL.iter().any(|field| field.name() == *name)) {
        return Err(fault(format!("there is no field {name:?}")));
    }
    let mut levels = [[0.0; LEVELS]; FIELDS];
    for (field, shares) in Field::ALL.iter().zip(&mut levels) {
        let given =
            file.fields.get(field.name()).ok_or_else(|| fault(format!("field {:?} is left out", field.name())))?;
        if let Some(name) = given.keys().find(|name| !field.levels().contains(&name.as_str())) {
            return Err(fault(format!("field {:?} has no level {name:?}", field.name())));
        }
        for (name, share) in field.levels().iter().zip(shares.iter_mut()) {
            *share = given.get(*name).copied().unwrap_or(0.0);
        }
        let sum: f64 = shares.iter().sum();
        if sum <= 0.0 || !shares.iter().all(|share| sensible(*share)) {
            return Err(fault(format!("the levels of {:?} are no probabilities", field.name())));
        }
        // What rounding has left of the sum is not worth a change.
        if (sum - 1.0).abs() > 1e-6 {
            for share in shares.iter_mut() {
                *share /= sum;
            }
        }
    }
    let rarer = [file.rarer_given, file.rarer_surname];
    if rarer.iter().any(|bits| !(-30.0..=30.0).contains(bits)) {
        return Err(fault("its rarity lies beyond 30 bits".to_owned()));
    }
    Ok(Class { share: file.share, kind: file.kind, levels, rarer, name: file.name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_model_is_read_and_written_back() {
        let model = Model::shipped().unwrap();
        let again = Model::from_json(&model.to_json().unwrap()).unwrap();
        assert_eq!(again.to_json().unwrap(), model.to_json().unwrap());
    }

    #[test]
    fn a_file_that_is_no_model_says_why() {
        let good = Model::shipped().unwrap().to_json().unwrap();
        for (from, to, why) in [
            ("\"version\": 1", "\"version\": 9", "version 9"),
            ("\"day_differs\"", "\"day_is_odd\"", "no level"),
            ("\"place\"", "\"planet\"", "no field"),
            ("\"kind\": \"relative\"", "\"kind\": \"stranger\"", "each kind"),
            ("\"kind\": \"relative\"", "\"kind\": \"friend\"", "not readable"),
        ] {
            let fault = Model::from_json(&good.replace(from, to)).unwrap_err().to_string();
            assert!(fault.contains(why), "{fault}");
        }
        assert!(Model::from_json("").is_err());
    }
}
