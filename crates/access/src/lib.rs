#![doc = include_str!("../README.md")]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod action;
mod engine;
mod grant;
mod record;
mod sealed;

pub use engine::{Access, Explanation, PolicyFault, Refused};
pub use grant::{Grant, Permit};
pub use record::{Asker, Purpose, Record, RecordKind, Relation, Relations};
pub use sealed::{Erased, OtherRecord, Sealed};
