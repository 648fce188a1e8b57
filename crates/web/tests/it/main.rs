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
mod health;
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
mod statements;
mod today;
mod triage;
mod twins;
mod voice;
mod who_looked;
mod worker;

/// Whether everything is tried, which takes long.
#[expect(clippy::disallowed_methods, reason = "how much is tried is told to the tests from outside")]
fn full() -> bool {
    std::env::var_os("CONTACT_SAFEGUARD_FULL").is_some_and(|value| value == "1")
}
