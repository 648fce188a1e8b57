//! Stories of the program without its doors, told on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

mod access;
mod access_log;
mod answers;
mod door;
mod emergency;
mod exceptions;
mod families;
mod interests;
mod loader;
mod moments;
mod noticing;
mod overrides_partner;
mod papers;
mod passkeys;
mod passkeys_own;
mod path;
mod path_case;
mod path_terms;
mod race;
mod recovery;
mod repeating;
mod reports;
mod scopes;
mod second_factor;
mod sign_in;
mod upkeep;
mod who_looked;
