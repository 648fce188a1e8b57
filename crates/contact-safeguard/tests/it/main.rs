//! The built program, started as people start it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a test says what went wrong by failing"
)]

mod explaining;
mod importing;
mod listing;
mod program;
mod serving;
mod tls;
mod verifying;
