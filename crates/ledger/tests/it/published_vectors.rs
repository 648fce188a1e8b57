//! The test vectors that transparency-dev publishes for its own Merkle trees. They are not part of the project: where the folder
//! is absent the test says so and checks nothing.

use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use ledger::merkle::{Hash, verify_consistency, verify_inclusion};
use serde_json::Value;

/// Their verifier compares roots of any length and so accepts two equal 12-byte "roots" of one size; here a root is 32 bytes.
const ROOTS_THAT_ARE_NO_HASHES: &str = "additional/sizes-are-equal-one-and-proof-is-empty.json";

/// Whether a vector holds; `None` when something in it is not a 32-byte hash, so that no arithmetic was done.
fn outcome(kind: &str, vector: &Value) -> Option<bool> {
    let number = |name: &str| vector[name].as_u64().unwrap();
    let hash = |value: &Value| -> Option<Hash> {
        let bytes = BASE64.decode(value.as_str()?.as_bytes()).ok()?;
        Hash::try_from(bytes.as_slice()).ok()
    };
    let proof: Vec<Hash> = match &vector["proof"] {
        Value::Null => Vec::new(),
        list => list.as_array().unwrap().iter().map(hash).collect::<Option<_>>()?,
    };
    Some(if kind == "inclusion" {
        let (leaf, root) = (hash(&vector["leafHash"])?, hash(&vector["root"])?);
        verify_inclusion(leaf, number("leafIdx"), number("treeSize"), &proof, root).is_ok()
    } else {
        let (old, new) = (hash(&vector["root1"])?, hash(&vector["root2"])?);
        verify_consistency(number("size1"), old, number("size2"), new, &proof).is_ok()
    })
}

fn json_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            json_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "json") {
            found.push(path);
        }
    }
}

#[test]
fn the_vectors_of_transparency_dev_are_judged_as_their_authors_judge_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/merkle/transparency-dev");
    if !folder.is_dir() {
        println!("skipped: the vectors of transparency-dev are not here");
        return;
    }
    let (mut agreed, mut calculated, mut exceptions) = (0, 0, Vec::new());
    for kind in ["inclusion", "consistency"] {
        let mut files = Vec::new();
        json_files(&folder.join(kind), &mut files);
        for file in files {
            let vector: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
            let expected = !vector["wantErr"].as_bool().unwrap();
            let outcome = outcome(kind, &vector);
            calculated += i32::from(outcome.is_some());
            if outcome.unwrap_or(false) == expected {
                agreed += 1;
            } else {
                exceptions.push(file);
            }
        }
    }
    println!("{agreed} vectors agreed, {calculated} of all reached the arithmetic");
    let [exception] = exceptions.as_slice() else {
        panic!("one known exception, but found {exceptions:?}");
    };
    assert!(exception.ends_with(ROOTS_THAT_ARE_NO_HASHES), "{exception:?}");
    assert_eq!((agreed, calculated), (195, 143));
}
