//! What the web crate promises, seen from outside.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests"
)]

mod api;
mod arrangement;
mod bad_input;
mod booking;
mod cases;
mod client;
mod components;
mod concern;
mod door;
mod emergency;
mod family;
mod interest;
mod joining;
mod matrix;
mod overrides;
mod overrides_partner;
mod passkeys;
mod previsit;
mod referral;
mod refuge;
mod report;
mod risk;
mod second_factor;
mod session;
mod sign_in;
mod today;
mod triage;
mod voice;
mod who_looked;
mod worker;
