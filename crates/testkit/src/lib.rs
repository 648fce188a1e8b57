//! What tests share: ids and clocks that repeat, and the harness that tells one story on both engines.
//!
//! ```ignore
//! testkit::on_both_engines(async |bench| {
//!     bench.storage.add_centre(bench.centre, testkit::at("2026-11-23T09:00:00Z")).await.unwrap();
//! })
//! .await;
//! ```
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::missing_panics_doc,
    clippy::indexing_slicing,
    reason = "a harness that cannot do its work fails the test that asked"
)]

mod authenticator;
mod clock;
mod engines;
mod house;
mod house_parts;
mod ids;
pub mod story;
mod telephone;
mod twin;

pub use authenticator::{Authenticator, Verified};
pub use clock::{SteppedClock, at};
pub use engines::{Bench, POSTGRES_VARIABLE, on_both_engines, on_both_engines_with};
pub use house::{TestHouse, houses_on_both_engines};
pub use house_parts::{MovableClock, SeededEntropy};
pub use ids::SeededIds;
pub use telephone::Telephone;
