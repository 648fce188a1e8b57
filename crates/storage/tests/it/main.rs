//! Stories of the record, told on SQLite and on PostgreSQL (`CONTACT_SAFEGUARD_TEST_POSTGRES`).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::similar_names,
    reason = "a test that cannot go on fails; a cast has a case"
)]

mod around;
mod bit_flips;
mod checkpoints;
mod concurrency;
mod doors;
mod endurance;
mod erasure;
mod journal;
mod key_file;
mod lists;
mod looks;
mod partner_links;
mod passkeys;
mod sample;
mod schema;
mod second_factors;
