//! One wrong bit anywhere, and nothing is proved.

use ledger::merkle::{
    Frontier, Hash, consistency_proof, inclusion_proof, leaf_hash, tree_root, verify_consistency, verify_inclusion,
};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::trees::{full, hashes};

fn flipped(hash: Hash, bit: usize) -> Hash {
    let mut bytes = *hash.as_bytes();
    bytes[bit / 8] ^= 1 << (bit % 8);
    Hash::new(bytes)
}

fn cases() -> ProptestConfig {
    ProptestConfig::with_cases(if full() { 100_000 } else { 1_000 })
}

#[test]
fn every_flipped_bit_in_the_proofs_of_a_small_log_is_rejected() {
    let leaves = hashes(7);
    let root = tree_root(&leaves);
    let mut rejected = 0;
    for index in 0..7_u8 {
        let leaf = leaves[usize::from(index)];
        let proof = inclusion_proof(&leaves, index.into(), 7).unwrap();
        for bit in 0..256 {
            for position in 0..proof.len() {
                let mut proof = proof.clone();
                proof[position] = flipped(proof[position], bit);
                assert!(verify_inclusion(leaf, index.into(), 7, &proof, root).is_err());
                rejected += 1;
            }
            let wrong_leaf = verify_inclusion(flipped(leaf, bit), index.into(), 7, &proof, root);
            let wrong_root = verify_inclusion(leaf, index.into(), 7, &proof, flipped(root, bit));
            assert!(wrong_leaf.is_err() && wrong_root.is_err());
            rejected += 2;
        }
    }
    println!("{rejected} altered proofs rejected");
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn a_flipped_bit_in_an_inclusion_proof_its_leaf_or_its_root_is_rejected(
        size in 1_u64..=70,
        leaf in any::<Index>(),
        part in any::<Index>(),
        bit in 0_usize..256,
    ) {
        let leaves = hashes(size);
        let index = leaf.index(leaves.len());
        let number = u64::try_from(index).unwrap();
        let proof = inclusion_proof(&leaves, number, size).unwrap();
        let mut parts = proof.clone();
        parts.extend([leaves[index], tree_root(&leaves)]);
        let check = |parts: &[Hash]| {
            let (proof, ends) = parts.split_at(parts.len() - 2);
            verify_inclusion(ends[0], number, size, proof, ends[1])
        };
        prop_assert!(check(&parts).is_ok());
        let part = part.index(parts.len());
        parts[part] = flipped(parts[part], bit);
        prop_assert!(check(&parts).is_err());
    }

    #[test]
    fn a_flipped_bit_in_a_consistency_proof_or_either_root_is_rejected(
        new in 1_u64..=70,
        old in any::<Index>(),
        part in any::<Index>(),
        bit in 0_usize..256,
    ) {
        let leaves = hashes(new);
        let old_size = old.index(leaves.len()) + 1;
        let old = u64::try_from(old_size).unwrap();
        let mut parts = consistency_proof(&leaves, old, new).unwrap();
        parts.extend([tree_root(&leaves[..old_size]), tree_root(&leaves)]);
        let check = |parts: &[Hash]| {
            let (proof, ends) = parts.split_at(parts.len() - 2);
            verify_consistency(old, ends[0], new, ends[1], proof)
        };
        prop_assert!(check(&parts).is_ok());
        let part = part.index(parts.len());
        parts[part] = flipped(parts[part], bit);
        prop_assert!(check(&parts).is_err());
    }

    #[test]
    fn hashes_made_up_at_random_prove_nothing(
        size in 2_u64..=70,
        leaf in any::<Index>(),
        made_up in proptest::collection::vec(any::<[u8; 32]>(), 0..8),
    ) {
        let leaves = hashes(size);
        let index = leaf.index(leaves.len());
        let proof: Vec<Hash> = made_up.into_iter().map(Hash::new).collect();
        let root = tree_root(&leaves);
        let number = u64::try_from(index).unwrap();
        prop_assert!(verify_inclusion(leaves[index], number, size, &proof, root).is_err());
        let old = tree_root(&leaves[..=index]);
        if number + 1 < size {
            prop_assert!(verify_consistency(number + 1, old, size, root, &proof).is_err());
        }
    }

    #[test]
    fn the_frontier_and_the_slice_have_one_root_for_leaves_of_any_content(
        leaves in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..80), 0..130),
    ) {
        let hashes: Vec<Hash> = leaves.iter().map(|leaf| leaf_hash(leaf)).collect();
        let mut frontier = Frontier::new();
        for hash in &hashes {
            frontier.push(*hash).unwrap();
        }
        prop_assert_eq!(frontier.root(), tree_root(&hashes));
        prop_assert_eq!(Frontier::from_bytes(&frontier.to_bytes()), Ok(frontier));
    }
}
