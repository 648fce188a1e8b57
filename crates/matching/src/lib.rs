#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

mod blocks;
mod compare;
mod comparison;
mod explain;
mod keys;
mod lookup;
mod model;
mod names;
mod namesake;
mod record;
mod table;
mod text;
mod together;
mod value;
mod words;

pub use compare::{Field, Level};
pub use comparison::{Comparison, Match};
pub use explain::Explanation;
pub use lookup::{Candidate, Index};
pub use model::{FieldWeight, Kind, Model, ModelFault, Verdict};
pub use namesake::namesakes;
pub use record::Record;
pub use table::Table;
