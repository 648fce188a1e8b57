//! What the web crate promises, seen from outside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod booking;
mod cases;
mod client;
mod components;
mod concern;
mod family;
mod overrides;
mod referral;
mod session;
mod sign_in;
mod today;
mod triage;
mod worker;
