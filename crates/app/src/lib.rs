#![doc = include_str!("../README.md")]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod arrangement;
pub mod booking;
pub mod cases;
pub mod concern;
pub mod door;
mod drafts;
mod edge;
pub mod emergency;
mod execute;
mod failure;
mod house;
pub mod interest;
pub mod joining;
pub mod overrides;
pub mod previsit;
pub mod program;
mod reading;
pub mod referral;
pub mod report;
pub mod risk;
pub mod session;
pub mod sign_in;
mod standing;
pub mod today;
pub mod voice;
pub mod who_looked;
pub mod worker;

pub use edge::{Clock, Entropy, Ids};
pub use execute::{Done, IfMatch, Order, Repeat};
pub use failure::Failure;
pub use house::House;
pub use reading::{Granted, Look};
pub use sign_in::SignedIn;
pub use storage::{Boxed, DraftName};
