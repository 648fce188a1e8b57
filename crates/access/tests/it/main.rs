//! Policies as a table of roles, and sealed values that do not open with the wrong grant.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod commands;
mod door;
mod matrix;
mod policies;
mod roles;
mod sealed;
mod world;
