//! What the matching of people promises, kept on invented people.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests may stop at what they did not expect, and the fairness gate shows its table"
)]

mod bounds;
mod fairness;
mod invented;
mod promises;
mod quality;
