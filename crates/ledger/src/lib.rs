#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod canonical;
pub mod checkpoint;
pub mod commitment;
mod digest;
pub mod merkle;
pub mod proof;

pub use digest::WrongLength;
