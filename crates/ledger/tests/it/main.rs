//! The record's proofs, from the outside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a test says what went wrong by stopping, and says what it left out by printing"
)]

mod canonical;
mod checkpoint;
mod golden;
mod golden_document;
mod pairs;
mod published_vectors;
mod tampering;
mod trees;
