//! Every index in every size and every size against every later one; and the same bytes as an implementation by other people.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use ledger::merkle::{
    ConsistencyError, Frontier, FrontierError, Hash, InclusionError, MAX_SIZE, ProvingError, consistency_proof,
    inclusion_proof, tree_root, verify_consistency, verify_inclusion,
};
use sha2::Sha256;

use crate::trees::{data, full, hashes};

fn largest() -> u64 {
    if full() { 300 } else { 64 }
}

fn roots(leaves: &[Hash]) -> Vec<Hash> {
    (0..=leaves.len()).map(|size| tree_root(&leaves[..size])).collect()
}

#[test]
fn every_leaf_of_every_log_is_shown_to_be_in_it_and_no_other_leaf_is() {
    let leaves = hashes(largest());
    let roots = roots(&leaves);
    let mut pairs = 0_u32;
    for size in 1..=largest() {
        let root = roots[usize::try_from(size).unwrap()];
        for index in 0..size {
            let leaf = leaves[usize::try_from(index).unwrap()];
            let proof = inclusion_proof(&leaves, index, size).unwrap();
            assert_eq!(verify_inclusion(leaf, index, size, &proof, root), Ok(()));
            let other = leaves[usize::try_from((index + 1) % size).unwrap()];
            if size > 1 {
                assert_eq!(verify_inclusion(other, index, size, &proof, root), Err(InclusionError::OtherRoot));
                let neighbour = (index + 1) % size;
                assert!(verify_inclusion(leaf, neighbour, size, &proof, root).is_err());
            }
            pairs += 1;
        }
    }
    println!("{pairs} inclusion proofs, logs of up to {} leaves", largest());
    assert_eq!(u64::from(pairs), largest() * (largest() + 1) / 2);
}

#[test]
fn every_log_is_shown_to_continue_every_earlier_one_and_not_a_different_one() {
    let leaves = hashes(largest());
    let roots = roots(&leaves);
    let at = |size: u64| roots[usize::try_from(size).unwrap()];
    let mut pairs = 0_u32;
    for new in 1..=largest() {
        for old in 1..=new {
            let proof = consistency_proof(&leaves, old, new).unwrap();
            assert_eq!(verify_consistency(old, at(old), new, at(new), &proof), Ok(()));
            if old < new {
                let rewritten = at(old - 1);
                assert!(verify_consistency(old, rewritten, new, at(new), &proof).is_err());
                assert!(verify_consistency(old, at(old), new, rewritten, &proof).is_err());
            }
            pairs += 1;
        }
    }
    println!("{pairs} consistency proofs, logs of up to {} leaves", largest());
    assert_eq!(u64::from(pairs), largest() * (largest() + 1) / 2);
}

#[test]
fn roots_and_proofs_are_byte_for_byte_those_of_an_independent_implementation() {
    let leaves = hashes(100);
    let mut theirs = MemoryBackedTree::<Sha256, Vec<u8>>::new();
    for size in 1..=100_u64 {
        theirs.push(data(size - 1));
        let upto = usize::try_from(size).unwrap();
        assert_eq!(tree_root(&leaves[..upto]).as_bytes().as_slice(), theirs.root().as_bytes().as_slice());
        for index in 0..size {
            let ours = inclusion_proof(&leaves, index, size).unwrap();
            let other = theirs.prove_inclusion(usize::try_from(index).unwrap());
            assert_eq!(flat(&ours), other.as_bytes());
        }
        for old in 1..size {
            let ours = consistency_proof(&leaves, old, size).unwrap();
            let other = theirs.prove_consistency(usize::try_from(size - old).unwrap());
            assert_eq!(flat(&ours), other.as_bytes(), "{old} to {size}");
        }
    }
}

fn flat(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| *hash.as_bytes()).collect()
}

#[test]
fn the_frontier_has_the_root_of_all_leaves_and_survives_being_stored() {
    let leaves = hashes(largest());
    let mut frontier = Frontier::new();
    for (number, leaf) in leaves.iter().enumerate() {
        assert_eq!(frontier.root(), tree_root(&leaves[..number]));
        assert_eq!(frontier.push(*leaf), Ok(u64::try_from(number).unwrap()));
        frontier = Frontier::from_bytes(&frontier.to_bytes()).unwrap();
    }
    assert_eq!(frontier.size(), largest());
    assert_eq!(frontier.root(), tree_root(&leaves));
}

#[test]
fn stored_bytes_that_are_not_a_frontier_are_refused() {
    let mut frontier = Frontier::new();
    for leaf in hashes(11) {
        frontier.push(leaf).unwrap();
    }
    let bytes = frontier.to_bytes();
    for length in 0..8 {
        assert_eq!(Frontier::from_bytes(&bytes[..length]), Err(FrontierError::NoSize));
    }
    for length in 8..bytes.len() {
        assert_eq!(Frontier::from_bytes(&bytes[..length]), Err(FrontierError::WrongHashes));
    }
    for more in [&[0; 1][..], &[0; 31], &[0; 32]] {
        let longer = [bytes.as_slice(), more].concat();
        assert_eq!(Frontier::from_bytes(&longer), Err(FrontierError::WrongHashes));
    }
    let beyond = (MAX_SIZE + 1).to_be_bytes();
    assert_eq!(Frontier::from_bytes(&[beyond.as_slice(), &[0; 32]].concat()), Err(FrontierError::TooLarge));
}

#[test]
fn what_cannot_be_proved_is_refused_with_its_reason() {
    let leaves = hashes(5);
    assert_eq!(inclusion_proof(&leaves, 5, 5), Err(ProvingError::NoSuchLeaf));
    assert_eq!(inclusion_proof(&leaves, 0, 0), Err(ProvingError::NoSuchLeaf));
    assert_eq!(inclusion_proof(&leaves, 0, 6), Err(ProvingError::TooFewLeaves));
    assert_eq!(consistency_proof(&leaves, 0, 5), Err(ProvingError::FromNothing));
    assert_eq!(consistency_proof(&leaves, 4, 3), Err(ProvingError::Backwards));
    assert_eq!(consistency_proof(&leaves, 3, 6), Err(ProvingError::TooFewLeaves));
}

#[test]
fn a_proof_of_the_wrong_length_is_refused_even_if_its_beginning_is_right() {
    let leaves = hashes(13);
    let root = tree_root(&leaves);
    let mut proof = inclusion_proof(&leaves, 6, 13).unwrap();
    let last = proof.pop().unwrap();
    assert_eq!(verify_inclusion(leaves[6], 6, 13, &proof, root), Err(InclusionError::WrongLength));
    proof.extend([last, last]);
    assert_eq!(verify_inclusion(leaves[6], 6, 13, &proof, root), Err(InclusionError::WrongLength));
    let old = tree_root(&leaves[..6]);
    let mut proof = consistency_proof(&leaves, 6, 13).unwrap();
    let last = proof.pop().unwrap();
    assert_eq!(verify_consistency(6, old, 13, root, &proof), Err(ConsistencyError::WrongLength));
    proof.extend([last, last]);
    assert_eq!(verify_consistency(6, old, 13, root, &proof), Err(ConsistencyError::WrongLength));
    assert_eq!(verify_consistency(6, old, 13, root, &[]), Err(ConsistencyError::WrongLength));
    assert_eq!(verify_consistency(13, root, 13, root, &[last]), Err(ConsistencyError::WrongLength));
}

#[test]
fn what_cannot_have_been_proved_is_refused_before_any_hash_is_compared() {
    let leaf = hashes(1)[0];
    for (index, size) in [(0, 0), (1, 1), (2, 1)] {
        assert_eq!(verify_inclusion(leaf, index, size, &[], leaf), Err(InclusionError::NoSuchLeaf));
    }
    for new in [0, 1] {
        assert_eq!(verify_consistency(0, leaf, new, leaf, &[]), Err(ConsistencyError::FromNothing));
    }
    assert_eq!(verify_consistency(2, leaf, 1, leaf, &[]), Err(ConsistencyError::Backwards));
}

#[test]
fn sizes_at_the_edge_of_64_bits_are_refused_without_overflow() {
    let hash = hashes(1)[0];
    for size in [u64::MAX, u64::MAX - 1, 1 << 63] {
        assert!(verify_inclusion(hash, size - 1, size, &[hash; 70], hash).is_err());
        assert!(verify_inclusion(hash, size, size, &[], hash).is_err());
        assert!(verify_consistency(size - 1, hash, size, hash, &[hash; 70]).is_err());
        assert!(verify_consistency(1, hash, size, hash, &[]).is_err());
        assert!(inclusion_proof(&[hash], 0, size).is_err());
    }
}
