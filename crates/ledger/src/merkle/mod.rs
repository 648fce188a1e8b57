//! The centre's log: the Merkle tree of RFC 6962, section 2.1, over SHA-256, and nothing beyond it.
//!
//! Proof schemes with additions of their own have been forged elsewhere, so there are none here.

mod frontier;
mod proving;
mod verifying;

use sha2::{Digest as _, Sha256};

use crate::digest::digest_type;

pub use frontier::{Frontier, FrontierError, LogFull, MAX_SIZE};
pub use proving::{ProvingError, consistency_proof, inclusion_proof};
pub use verifying::{ConsistencyError, InclusionError, verify_consistency, verify_inclusion};

digest_type! {
    /// A hash in the log: of a leaf, of two hashes below it, or the root of them all.
    Hash
}

/// The hash of a leaf: `SHA-256(0x00 || data)`.
pub fn leaf_hash(data: &[u8]) -> Hash {
    Hash::new(Sha256::new().chain_update([0x00]).chain_update(data).finalize().into())
}

/// The hash over two hashes: `SHA-256(0x01 || left || right)`.
fn node_hash(left: Hash, right: Hash) -> Hash {
    Hash::new(
        Sha256::new()
            .chain_update([0x01])
            .chain_update(left.as_bytes())
            .chain_update(right.as_bytes())
            .finalize()
            .into(),
    )
}

/// The root of a log with no leaves: the hash of nothing.
fn empty_root() -> Hash {
    Hash::new(Sha256::digest([]).into())
}

/// The root over leaf hashes, in their order.
pub fn tree_root(leaves: &[Hash]) -> Hash {
    let mut frontier = Frontier::new();
    for leaf in leaves {
        frontier.absorb(*leaf);
    }
    frontier.root()
}
