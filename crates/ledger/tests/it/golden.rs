//! The specification's golden vectors, recomputed from the specification's own file.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use ledger::canonical::{
    EnvelopeFields, key_wrap_associated_data, list_associated_data, row_mac_input, segment_associated_data,
};
use ledger::checkpoint::{Origin, SigningKey};
use ledger::commitment::{Commitment, Salt, SegmentName, leaf_data, segment_commitment, segment_plaintext};
use ledger::merkle::{Frontier, Hash, consistency_proof, inclusion_proof, leaf_hash, tree_root, verify_consistency};
use ledger::proof::LogProof;
use sha2::Sha256;

use crate::golden_document::{Block, RECORD, blocks};

type Blocks = BTreeMap<String, Block>;

/// Recomputes one block, given all of them.
type Check = fn(&Block, &Blocks);

/// How each block is recomputed. A block is checked against its own inputs; those that build on others fetch them.
const CHECKS: [(&str, Check); 15] = [
    ("length-prefix", length_prefix),
    ("envelope-full", envelope),
    ("envelope-bare", envelope),
    ("segment-skeleton", segment),
    ("segment-protected-facts", segment),
    ("leaf", leaf),
    ("log", log),
    ("checkpoint", checkpoint),
    ("checkpoint-note", checkpoint_note),
    ("tlog-proof", tlog_proof),
    ("sealed-segment", sealed_segment),
    ("sealed-key", sealed_key),
    ("sealed-list-column", sealed_list_column),
    ("row-mac", row_mac),
    ("withheld", withheld),
];

fn length_prefix(block: &Block, _: &Blocks) {
    // The simplest public byte string that carries a prefixed text: what follows the tag of an empty row.
    let empty = row_mac_input("", &[]).unwrap();
    let tag = empty.len() - 8;
    let named = row_mac_input(block.text("text"), &[]).unwrap();
    assert_eq!(named[tag..named.len() - 4], block.bytes("bytes"));
}

fn envelope(block: &Block, _: &Blocks) {
    let fields = EnvelopeFields {
        centre: block.array("centre"),
        stream: block.text("stream"),
        version: block.number("version"),
        event_type: block.text("event-type"),
        type_version: block.number("type-version"),
        recorded_at: block.number("recorded-at"),
        about_at: block.optional("about-at").map(|_| block.number("about-at")),
        actor: block.text("actor"),
        on_behalf_of: block.optional("on-behalf-of"),
        device: block.optional("device"),
        command: block.array("command"),
        cause: block.optional("cause"),
        policy_pack: block.text("policy-pack"),
        form_version: block.optional("form-version"),
    };
    let canonical = fields.to_bytes().unwrap();
    assert_eq!(canonical, block.bytes("canonical"));
    assert_eq!(EnvelopeFields::parse(&canonical), Ok(fields));
    let salt = Salt::new(block.array("salt"));
    assert_eq!(fields.commitment(&salt).unwrap().as_bytes(), &block.array("commitment"));
}

fn segment(block: &Block, _: &Blocks) {
    let name = SegmentName::new(block.text("subject"), block.text("compartment")).unwrap();
    assert_eq!(name.as_str(), block.text("name"));
    let (salt, value) = (Salt::new(block.array("salt")), block.text("value").as_bytes());
    assert_eq!(segment_commitment(&name, &salt, value).as_bytes(), &block.array("commitment"));
    assert_eq!(segment_plaintext(&salt, value), block.bytes("plaintext"));
}

fn commitment(block: &Block, key: &str) -> Commitment {
    Commitment::new(block.array(key))
}

fn leaf(block: &Block, blocks: &Blocks) {
    let parts = [
        ("envelope-commitment", "envelope-full"),
        ("segment-0-commitment", "segment-skeleton"),
        ("segment-1-commitment", "segment-protected-facts"),
    ]
    .map(|(key, from)| {
        assert_eq!(block.text(key), blocks[from].text("commitment"));
        commitment(block, key)
    });
    let leaf = leaf_data(parts[0], &parts[1..]);
    assert_eq!(leaf.as_bytes(), &block.array("data"));
    assert_eq!(leaf.hash().as_bytes(), &block.array("hash"));
    let root = tree_root(&parts.map(|part| leaf_hash(part.as_bytes())));
    assert_eq!(root.as_bytes(), &block.array("root"));
}

fn log_leaves(block: &Block) -> Vec<Hash> {
    (0..5).map(|number| leaf_hash(&block.array::<61>(&format!("leaf-data-{number}")))).collect()
}

fn flat(hashes: &[Hash]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| *hash.as_bytes()).collect()
}

fn log(block: &Block, blocks: &Blocks) {
    assert_eq!(block.text("leaf-data-2"), blocks["leaf"].text("data"));
    let leaves = log_leaves(block);
    let mut frontier = Frontier::new();
    for size in 0..=leaves.len() {
        let root = block.array(&format!("root-{size}"));
        assert_eq!(frontier.root().as_bytes(), &root);
        if let Some(leaf) = leaves.get(size) {
            frontier.push(*leaf).unwrap();
        }
    }
    assert_eq!(frontier.to_bytes(), block.bytes("frontier-5"));
    for index in [2, 4] {
        let proof = inclusion_proof(&leaves, index, 5).unwrap();
        assert_eq!(flat(&proof), block.bytes(&format!("inclusion-{index}-in-5")));
    }
    for old in [3, 4] {
        let proof = consistency_proof(&leaves, old, 5).unwrap();
        assert_eq!(flat(&proof), block.bytes(&format!("consistency-{old}-to-5")));
        let old_root = Hash::new(block.array(&format!("root-{old}")));
        verify_consistency(old, old_root, 5, frontier.root(), &proof).unwrap();
    }
}

fn signing_key(block: &Block) -> SigningKey {
    SigningKey::from_seed(Origin::for_centre(block.array("centre")), &block.array("seed"))
}

fn checkpoint(block: &Block, blocks: &Blocks) {
    let signing = signing_key(block);
    let key = signing.verifying_key();
    assert_eq!(key.origin().as_str(), block.text("origin"));
    assert_eq!(key.as_bytes(), &block.array("public-key"));
    assert_eq!(key.to_string(), block.text("verifier-key"));
    assert_eq!(key.to_string().split('+').nth(1), Some(block.text("key-id")));
    assert_eq!(block.text("root"), blocks["log"].text("root-5"));
    assert_eq!(block.number::<u64>("size"), 5);
}

fn checkpoint_note(block: &Block, blocks: &Blocks) {
    let said = &blocks["checkpoint"];
    let root = Hash::new(said.array("root"));
    let signing = signing_key(said);
    assert_eq!(signing.sign(said.number("size"), root), block.whole());
    let read = signing.verifying_key().verify(block.whole()).unwrap();
    assert_eq!((read.size, read.root), (5, root));
}

fn tlog_proof(block: &Block, blocks: &Blocks) {
    let leaves = log_leaves(&blocks["log"]);
    let proof = LogProof {
        index: 2,
        path: inclusion_proof(&leaves, 2, 5).unwrap(),
        checkpoint: blocks["checkpoint-note"].whole().to_owned(),
    };
    assert_eq!(proof.to_string(), block.whole());
    let read: LogProof = block.whole().parse().unwrap();
    let leaf = Hash::new(blocks["leaf"].array("hash"));
    read.verify(leaf, signing_key(&blocks["checkpoint"]).verifying_key()).unwrap();
}

/// Seals the block's plaintext as storage does and compares what would be stored.
fn sealed(block: &Block, associated_data: &[u8]) {
    assert_eq!(associated_data, block.bytes("associated-data"));
    let nonce: [u8; 24] = block.array("nonce");
    let cipher = XChaCha20Poly1305::new_from_slice(&block.array::<32>("key")).unwrap();
    let payload = Payload { msg: &block.bytes("plaintext"), aad: associated_data };
    let sealed = cipher.encrypt(&XNonce::from(nonce), payload).unwrap();
    assert_eq!([nonce.as_slice(), &sealed].concat(), block.bytes("stored"));
}

fn sealed_segment(block: &Block, blocks: &Blocks) {
    assert_eq!(block.text("plaintext"), blocks["segment-protected-facts"].text("plaintext"));
    let data = segment_associated_data(
        block.array("centre"),
        block.text("stream"),
        block.number("version"),
        block.number("index"),
    );
    sealed(block, &data.unwrap());
}

fn sealed_key(block: &Block, blocks: &Blocks) {
    assert_eq!(block.text("plaintext"), blocks["sealed-segment"].text("key"));
    let data = key_wrap_associated_data(
        block.array("centre"),
        block.text("subject"),
        block.text("compartment"),
        block.number("epoch"),
    );
    sealed(block, &data.unwrap());
}

fn sealed_list_column(block: &Block, _: &Blocks) {
    let data =
        list_associated_data(block.array("centre"), block.text("table"), block.text("row-id"), block.text("column"));
    sealed(block, &data.unwrap());
}

fn row_mac(block: &Block, _: &Blocks) {
    let columns: Vec<Option<Vec<u8>>> = (1..=5)
        .map(|number| format!("column-{number}"))
        .map(|key| match block.text(&key) {
            "none" => None,
            "empty" => Some(Vec::new()),
            _ => Some(block.bytes(&key)),
        })
        .collect();
    let columns: Vec<Option<&[u8]>> = columns.iter().map(Option::as_deref).collect();
    let input = row_mac_input(block.text("table"), &columns).unwrap();
    assert_eq!(input, block.bytes("input"));
    let mut mac = Hmac::<Sha256>::new_from_slice(&block.bytes("key")).unwrap();
    mac.update(&input);
    assert_eq!(mac.finalize().into_bytes().as_slice(), block.bytes("mac"));
}

fn withheld(block: &Block, blocks: &Blocks) {
    let name = SegmentName::new(block.text("shown-name-subject"), block.text("shown-name-compartment"));
    let shown =
        segment_commitment(&name.unwrap(), &Salt::new(block.array("shown-salt")), block.text("shown-value").as_bytes());
    let leaf = leaf_data(commitment(block, "withheld-envelope"), &[shown, commitment(block, "withheld-segment-1")]);
    assert_eq!(leaf.hash().as_bytes(), &block.array("leaf-hash"));
    assert_eq!(block.text("leaf-hash"), blocks["leaf"].text("hash"));
}

#[test]
fn every_golden_vector_of_the_specification_is_what_the_code_computes() {
    let blocks = blocks(RECORD);
    let named: Vec<&str> = blocks.keys().map(String::as_str).collect();
    let mut checked = CHECKS.map(|(name, _)| name);
    checked.sort_unstable();
    assert_eq!(named, checked, "blocks in record.md, blocks checked here");
    for (name, check) in CHECKS {
        check(&blocks[name], &blocks);
    }
}

/// Every document that differs from the specification in one character of one value of one block.
fn with_one_character_changed(blocks: &Blocks, name: &str) -> Vec<(String, Blocks)> {
    let change = |text: &str, place: usize| -> Option<String> {
        let mut characters: Vec<char> = text.chars().collect();
        let character = characters.get_mut(place)?;
        *character = if *character == '0' { '1' } else { '0' };
        Some(characters.into_iter().collect())
    };
    let mut altered = Vec::new();
    let mut add = |what: String, block: Block| {
        let mut other = blocks.clone();
        other.insert(name.to_owned(), block);
        altered.push((what, other));
    };
    match &blocks[name] {
        Block::Text(text) => {
            for place in 0..text.chars().count() {
                let changed = change(text, place).unwrap();
                add(format!("{name} at {place}"), Block::Text(changed));
            }
        }
        Block::Values(values) => {
            for (key, value) in values {
                let last = value.chars().count() - 1;
                for place in [0, last / 2, last] {
                    let mut values = values.clone();
                    values.insert(key.clone(), change(value, place).unwrap());
                    add(format!("{name}, {key} at {place}"), Block::Values(values));
                }
            }
        }
    }
    altered
}

/// Which altered vectors pass their check all the same, and how many were tried.
fn unnoticed(blocks: &Blocks) -> (Vec<String>, u32) {
    let mut unnoticed = Vec::new();
    let mut tried = 0;
    for (name, check) in CHECKS {
        for (what, altered) in with_one_character_changed(blocks, name) {
            tried += 1;
            if catch_unwind(AssertUnwindSafe(|| check(&altered[name], &altered))).is_ok() {
                unnoticed.push(what);
            }
        }
    }
    (unnoticed, tried)
}

#[test]
fn a_golden_vector_altered_in_one_character_is_noticed() {
    // A thousand assertions are expected to fail on a thread of their own; their messages alone are kept quiet.
    const QUIET: &str = "altered vectors";
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() != Some(QUIET) {
            usual(info);
        }
    }));
    let thread = std::thread::Builder::new().name(QUIET.to_owned());
    let altered = thread.spawn(|| unnoticed(&blocks(RECORD))).unwrap();
    let (unnoticed, tried) = altered.join().unwrap();
    println!("{tried} altered vectors");
    assert_eq!(unnoticed, Vec::<String>::new());
    assert!(tried > 1_000);
}
