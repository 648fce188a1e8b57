//! Logs to prove things about.

use ledger::merkle::{Hash, leaf_hash};

/// Whether the long form of a scaled test was asked for.
#[expect(
    clippy::disallowed_methods,
    reason = "how long a test may take is for whoever runs it to say, and tests have no arguments"
)]
pub fn full() -> bool {
    std::env::var_os("CONTACT_SAFEGUARD_FULL").is_some_and(|value| value == "1")
}

/// The data of a leaf; different for every number.
pub fn data(number: u64) -> Vec<u8> {
    format!("leaf {number}").into_bytes()
}

/// The hashes of the first `size` leaves.
pub fn hashes(size: u64) -> Vec<Hash> {
    (0..size).map(|number| leaf_hash(&data(number))).collect()
}
