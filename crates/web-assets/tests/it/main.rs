//! What is served, and how it is fetched.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "../../build/css.rs"]
#[expect(dead_code, reason = "the build uses more of it than the tests")]
mod css;
#[path = "../../build/npm.rs"]
#[expect(dead_code, reason = "the tests fetch nothing")]
mod npm;

mod branding;
mod fetching;
mod served;
