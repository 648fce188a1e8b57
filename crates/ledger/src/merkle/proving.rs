//! Proofs out of the leaf hashes: RFC 6962, sections 2.1.1 and 2.1.2.
//!
//! Each costs one pass over the leaf hashes. A centre writes some thousands of events a year, so a decade's log is proved from in
//! well under a second and no interior hashes need to be stored, or trusted.

use super::{Hash, tree_root};

/// Why there is no such proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProvingError {
    /// The index is not below the size.
    #[error("the log of that size has no leaf at that index")]
    NoSuchLeaf,
    /// Fewer leaf hashes were given than the size asks for.
    #[error("there are fewer leaf hashes than the log's size")]
    TooFewLeaves,
    /// The older size is 0: every log continues the empty one, so there is nothing to prove.
    #[error("a log without leaves proves nothing")]
    FromNothing,
    /// The older size is larger than the newer.
    #[error("the older log is larger than the newer")]
    Backwards,
}

/// The hashes that, with the leaf at `index`, make the root of the log's first `size` leaves: nearest sibling first.
pub fn inclusion_proof(leaves: &[Hash], index: u64, size: u64) -> Result<Vec<Hash>, ProvingError> {
    let leaves = first(leaves, size)?;
    let mut index =
        usize::try_from(index).ok().filter(|index| *index < leaves.len()).ok_or(ProvingError::NoSuchLeaf)?;
    let mut path = Vec::new();
    let mut subtree = leaves;
    while let Some((left, right)) = halves(subtree) {
        if index < left.len() {
            path.push(tree_root(right));
            subtree = left;
        } else {
            path.push(tree_root(left));
            index -= left.len();
            subtree = right;
        }
    }
    path.reverse();
    Ok(path)
}

/// The hashes that show the log's first `new_size` leaves to begin with its first `old_size` leaves.
pub fn consistency_proof(leaves: &[Hash], old_size: u64, new_size: u64) -> Result<Vec<Hash>, ProvingError> {
    if old_size == 0 {
        return Err(ProvingError::FromNothing);
    }
    if old_size > new_size {
        return Err(ProvingError::Backwards);
    }
    let mut subtree = first(leaves, new_size)?;
    let mut old = first(leaves, old_size)?.len();
    let mut path = Vec::new();
    // Whether the subtree still starts at the log's first leaf: then the verifier holds its old root already.
    let mut from_start = true;
    while old < subtree.len()
        && let Some((left, right)) = halves(subtree)
    {
        if old <= left.len() {
            path.push(tree_root(right));
            subtree = left;
        } else {
            path.push(tree_root(left));
            old -= left.len();
            subtree = right;
            from_start = false;
        }
    }
    if !from_start {
        path.push(tree_root(subtree));
    }
    path.reverse();
    Ok(path)
}

fn first(leaves: &[Hash], size: u64) -> Result<&[Hash], ProvingError> {
    usize::try_from(size).ok().and_then(|size| leaves.get(..size)).ok_or(ProvingError::TooFewLeaves)
}

/// Cuts a subtree at the largest power of two below its size; a single leaf has no halves.
fn halves(subtree: &[Hash]) -> Option<(&[Hash], &[Hash])> {
    (subtree.len() > 1)
        .then(|| subtree.len().next_power_of_two() / 2)
        .and_then(|middle| subtree.split_at_checked(middle))
}
