#![doc = include_str!("../README.md")]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod action;
mod engine;
mod grant;
mod question;
mod record;
mod sealed;

pub use engine::{Access, Decider, Explanation, POLICIES, PolicyFault, Refused, SCHEMA};
pub use grant::{Grant, Permit};
pub use record::{Asker, FactorNeed, Moment, Office, Purpose, Record, RecordKind, Relation, Relations, SecondFactor};
pub use sealed::{Erased, OtherRecord, Sealed};
