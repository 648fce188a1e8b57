#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod actor;
pub mod arrangement;
pub mod body;
pub mod booking;
pub mod centre;
pub mod command;
pub mod concern;
pub mod decision;
pub mod edition;
pub mod emergency;
pub mod event;
pub mod ids;
pub mod interest;
pub mod overrides;
pub mod person;
mod place;
pub mod previsit;
pub mod private;
pub mod referral;
pub mod report;
pub mod risk;
pub mod rules;
pub mod session;
pub mod stream;
pub mod voice;
pub mod words;
pub mod worker;
pub mod world;
