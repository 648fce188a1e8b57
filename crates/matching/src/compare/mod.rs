//! Two people, field by field: how far does each value agree?

mod birth;
mod lexicon;
mod name;
mod pattern;
mod place;

pub(crate) use lexicon::{CAUTION, Lexicon};
pub(crate) use name::Comparer;
pub(crate) use pattern::{FIELDS, LEVELS, Pattern};
pub use pattern::{Field, Level};
