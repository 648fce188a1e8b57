//! Checking proofs: the iterative algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2, on RFC 6962 hashes.
//!
//! Sizes and roots must come from a verified checkpoint: a path alone does not pin the size (the path of leaf 0 is the same in a
//! log of 3 and of 4).

use super::{Hash, node_hash};

/// Why a leaf is not shown to be in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InclusionError {
    /// The index is not below the size.
    #[error("the log of that size has no leaf at that index")]
    NoSuchLeaf,
    /// The proof has more or fewer hashes than the index and size ask for.
    #[error("the proof does not have the length that the index and the size ask for")]
    WrongLength,
    /// The proof leads to another root.
    #[error("the proof leads to another root")]
    OtherRoot,
}

/// Why a log is not shown to continue an older one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ConsistencyError {
    /// The older size is 0: every log continues the empty one, so nothing is shown.
    #[error("a log without leaves proves nothing")]
    FromNothing,
    /// The older size is larger than the newer.
    #[error("the older log is larger than the newer")]
    Backwards,
    /// The proof has more or fewer hashes than the sizes ask for.
    #[error("the proof does not have the length that the sizes ask for")]
    WrongLength,
    /// The proof leads to another root for the older log.
    #[error("the proof leads to another root for the older log")]
    OtherOldRoot,
    /// The proof leads to another root for the newer log.
    #[error("the proof leads to another root for the newer log")]
    OtherNewRoot,
}

/// Where a walk up the tree stands: the node's number in its level, and the last node's.
struct Place {
    node: u64,
    last: u64,
}

impl Place {
    fn up(&mut self) {
        self.node >>= 1;
        self.last >>= 1;
    }

    /// Whether the next hash of a proof stands to the left; then also climbs past the levels at which this node, being the last
    /// of an incomplete row, has no sibling.
    fn sibling_is_left(&mut self) -> bool {
        let left = self.node & 1 == 1 || self.node == self.last;
        if left {
            while self.node & 1 == 0 && self.node != 0 {
                self.up();
            }
        }
        left
    }
}

/// Checks that `leaf` stands at `index` in the log of `size` leaves whose root is `root`.
pub fn verify_inclusion(leaf: Hash, index: u64, size: u64, proof: &[Hash], root: Hash) -> Result<(), InclusionError> {
    if index >= size {
        return Err(InclusionError::NoSuchLeaf);
    }
    let mut place = Place { node: index, last: size - 1 };
    let mut hash = leaf;
    for sibling in proof {
        if place.last == 0 {
            return Err(InclusionError::WrongLength);
        }
        hash = if place.sibling_is_left() { node_hash(*sibling, hash) } else { node_hash(hash, *sibling) };
        place.up();
    }
    if place.last != 0 {
        Err(InclusionError::WrongLength)
    } else if hash != root {
        Err(InclusionError::OtherRoot)
    } else {
        Ok(())
    }
}

/// Checks that the log of `new_size` leaves with root `new_root` begins with the log of `old_size` leaves with root `old_root`.
pub fn verify_consistency(
    old_size: u64,
    old_root: Hash,
    new_size: u64,
    new_root: Hash,
    proof: &[Hash],
) -> Result<(), ConsistencyError> {
    if old_size == 0 {
        return Err(ConsistencyError::FromNothing);
    }
    if old_size > new_size {
        return Err(ConsistencyError::Backwards);
    }
    if old_size == new_size {
        return same_size(old_root, new_root, proof);
    }
    let (start, rest) = if old_size.is_power_of_two() {
        (old_root, proof)
    } else {
        let (start, rest) = proof.split_first().ok_or(ConsistencyError::WrongLength)?;
        (*start, rest)
    };
    let mut place = Place { node: old_size - 1, last: new_size - 1 };
    while place.node & 1 == 1 {
        place.up();
    }
    let (mut old, mut new) = (start, start);
    for sibling in rest {
        if place.last == 0 {
            return Err(ConsistencyError::WrongLength);
        }
        if place.sibling_is_left() {
            old = node_hash(*sibling, old);
            new = node_hash(*sibling, new);
        } else {
            new = node_hash(new, *sibling);
        }
        place.up();
    }
    if place.last != 0 {
        Err(ConsistencyError::WrongLength)
    } else if old != old_root {
        Err(ConsistencyError::OtherOldRoot)
    } else if new != new_root {
        Err(ConsistencyError::OtherNewRoot)
    } else {
        Ok(())
    }
}

fn same_size(old_root: Hash, new_root: Hash, proof: &[Hash]) -> Result<(), ConsistencyError> {
    if !proof.is_empty() {
        Err(ConsistencyError::WrongLength)
    } else if old_root != new_root {
        Err(ConsistencyError::OtherNewRoot)
    } else {
        Ok(())
    }
}
