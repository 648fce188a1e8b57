//! The tasks that end by themselves.

pub mod policy;
pub mod rebuild;
pub mod referral;
pub mod rules;
pub mod verify;
