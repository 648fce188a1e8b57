//! Notes that are signed, altered, signed by somebody else, or not notes at all.

use ledger::checkpoint::{Checkpoint, CheckpointError, KeyError, Origin, SigningKey, VerifyingKey};
use ledger::merkle::{InclusionError, inclusion_proof, tree_root};
use ledger::proof::{LogProof, LogProofError};

use crate::trees::hashes;

const CENTRE: [u8; 16] = [0x5a; 16];

fn key(seed: u8) -> SigningKey {
    SigningKey::from_seed(Origin::for_centre(CENTRE), &[seed; 32])
}

#[test]
fn a_signed_checkpoint_says_what_was_signed() {
    let leaves = hashes(5);
    let note = key(1).sign(5, tree_root(&leaves));
    let expected = Checkpoint { origin: Origin::for_centre(CENTRE), size: 5, root: tree_root(&leaves) };
    assert_eq!(key(1).verifying_key().verify(&note), Ok(expected));
    assert!(note.starts_with("contact-safeguard/centre/5a5a5a5a-5a5a-5a5a-5a5a-5a5a5a5a5a5a\n5\n"));
}

#[test]
fn every_change_of_a_single_byte_spoils_a_note() {
    let note = key(1).sign(5, tree_root(&hashes(5)));
    let signing = key(1);
    let key = signing.verifying_key();
    let mut tried = 0;
    for place in 0..note.len() {
        for byte in 0..=u8::MAX {
            let mut altered = note.clone().into_bytes();
            if altered[place] == byte {
                continue;
            }
            altered[place] = byte;
            tried += 1;
            if let Ok(altered) = String::from_utf8(altered) {
                assert!(key.verify(&altered).is_err(), "byte {place} to {byte}");
            }
        }
        let mut shorter = note.clone().into_bytes();
        shorter.remove(place);
        if let Ok(shorter) = String::from_utf8(shorter) {
            assert!(key.verify(&shorter).is_err(), "byte {place} left out");
        }
    }
    println!("{tried} altered notes refused");
    assert!(key.verify(&note).is_ok());
}

#[test]
fn another_key_of_the_same_log_or_the_same_key_of_another_log_does_not_sign_for_it() {
    let root = tree_root(&hashes(5));
    let note = key(1).sign(5, root);
    assert_eq!(key(2).verifying_key().verify(&note), Err(CheckpointError::NotSignedByKey));
    let elsewhere = SigningKey::from_seed(Origin::for_centre([0x5b; 16]), &[1; 32]);
    assert_eq!(elsewhere.verifying_key().verify(&note), Err(CheckpointError::NotSignedByKey));
}

fn signature_line(note: &str) -> String {
    format!("{}\n", note.lines().last().unwrap())
}

#[test]
fn signatures_by_witnesses_and_by_a_later_key_are_let_stand() {
    let root = tree_root(&hashes(5));
    let note = key(1).sign(5, root);
    let later = signature_line(&key(2).sign(5, root));
    let witness = "\u{2014} witness.example/east AAAAAAECAwQFBgc=\n";
    for both in [
        format!("{note}{later}{witness}"),
        note.replace("\u{2014} contact", &format!("{witness}{later}\u{2014} contact")),
    ] {
        assert!(key(1).verifying_key().verify(&both).is_ok());
        assert!(key(2).verifying_key().verify(&both).is_ok());
    }
}

#[test]
fn one_false_signature_under_the_expected_key_spoils_a_note_that_is_also_rightly_signed() {
    let root = tree_root(&hashes(5));
    let note = key(1).sign(5, root);
    let of_another_size = signature_line(&key(1).sign(6, root));
    assert_eq!(key(1).verifying_key().verify(&format!("{note}{of_another_size}")), Err(CheckpointError::BadSignature));
}

#[test]
fn sixteen_signatures_are_accepted_and_a_flood_is_not() {
    let note = key(1).sign(5, tree_root(&hashes(5)));
    let witness = "\u{2014} witness.example/east AAAAAAECAwQFBgc=\n";
    let sixteen = format!("{note}{}", witness.repeat(15));
    assert!(key(1).verifying_key().verify(&sixteen).is_ok());
    let flood = format!("{note}{}", witness.repeat(32));
    assert_eq!(key(1).verifying_key().verify(&flood), Err(CheckpointError::TooManySignatures));
}

#[test]
fn texts_that_are_no_notes_are_refused() {
    let signing = key(1);
    let note = signing.sign(5, tree_root(&hashes(5)));
    let unsigned = note.split_once("\n\n").unwrap().0;
    for text in [
        String::new(),
        "\n\n".to_owned(),
        format!("{unsigned}\n"),
        format!("{unsigned}\n\n"),
        note.trim_end().to_owned(),
        format!("{note}\n"),
        note.replace('\n', "\r\n"),
        note.replace('\u{2014}', "-"),
        format!("{note}\u{2014} short AAAA\n"),
        format!("{note}\u{2014} only-a-key-id AAAAAA==\n"),
        sign_text("a text with a tab\t in it\n"),
        format!("{note}\u{2014} two  spaces\n"),
        format!("{note}\u{2014} a+plus AAAAAAECAwQFBgc=\n"),
        format!("{note}and more\n"),
    ] {
        assert_eq!(signing.verifying_key().verify(&text), Err(CheckpointError::NotANote), "{text:?}");
    }
}

/// Signs any text as a note, which the crate itself does for checkpoints only.
fn sign_text(text: &str) -> String {
    use data_encoding::{BASE64, HEXLOWER};
    use ed25519_dalek::Signer as _;

    let public = key(1).verifying_key().to_string();
    let mut parts = public.split('+');
    let (name, id) = (parts.next().unwrap(), parts.next().unwrap());
    let mut line = HEXLOWER.decode(id.as_bytes()).unwrap();
    let secret = ed25519_dalek::SigningKey::from_bytes(&[1; 32]);
    line.extend(secret.sign(text.as_bytes()).to_bytes());
    format!("{text}\n\u{2014} {name} {}\n", BASE64.encode(&line))
}

#[test]
fn a_rightly_signed_text_that_is_not_a_checkpoint_of_this_log_is_refused() {
    let origin = Origin::for_centre(CENTRE);
    let root = "6HI6cDyRR9PzoYeT0h+b4NQI7tRDZ140hjQkAgaNFjM=";
    let verify = |text: &str| key(1).verifying_key().verify(&sign_text(text));
    assert!(verify(&format!("{origin}\n5\n{root}\n")).is_ok());
    for text in [
        format!("{origin}\n5\n{root}\nextension\n"),
        format!("{origin}\n5\n"),
        format!("{origin}\n05\n{root}\n"),
        format!("{origin}\n+5\n{root}\n"),
        format!("{origin}\n\n{root}\n"),
        format!("{origin}\n18446744073709551616\n{root}\n"),
        format!("{origin}\n5\n{}\n", root.trim_end_matches('=')),
        format!("{origin}\n5\nAAAA\n"),
        format!("\n5\n{root}\n"),
        "any text\n".to_owned(),
    ] {
        assert_eq!(verify(&text), Err(CheckpointError::NotACheckpoint), "{text:?}");
    }
    assert_eq!(verify(&format!("{}\n5\n{root}\n", Origin::for_centre([1; 16]))), Err(CheckpointError::OtherLog));
}

#[test]
fn a_verifier_key_is_read_back_from_its_text() {
    let signing = key(1);
    let text = signing.verifying_key().to_string();
    assert_eq!(text.parse().as_ref(), Ok(signing.verifying_key()));
}

#[test]
fn the_published_key_of_a_public_log_is_read_and_its_id_recomputed() {
    let text = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";
    let key: VerifyingKey = text.parse().unwrap();
    assert_eq!(key.to_string(), text);
}

#[test]
fn every_change_of_a_single_character_spoils_a_verifier_key() {
    let signing = key(1);
    let text = signing.verifying_key().to_string();
    for place in 0..text.len() {
        for other in (' '..='~').chain(['\n']) {
            let mut altered: Vec<char> = text.chars().collect();
            if altered[place] != other {
                altered[place] = other;
                let altered: String = altered.into_iter().collect();
                assert!(altered.parse::<VerifyingKey>().is_err(), "{altered:?}");
            }
        }
    }
}

#[test]
fn keys_of_another_kind_and_keys_under_which_anything_verifies_are_refused() {
    use data_encoding::BASE64;
    let other_kind = format!("log+00000000+{}", BASE64.encode(&[4; 33]));
    assert_eq!(other_kind.parse::<VerifyingKey>(), Err(KeyError::OtherKind));
    let mut neutral = [0; 33];
    neutral[..2].copy_from_slice(&[1, 1]);
    let weak = format!("log+00000000+{}", BASE64.encode(&neutral));
    assert_eq!(weak.parse::<VerifyingKey>(), Err(KeyError::Unusable));
    for text in ["", "log", "log+00000000", "log+00000000+", "+00000000+AQ==", "log+0+AQ=="] {
        assert_eq!(text.parse::<VerifyingKey>(), Err(KeyError::NotAKey), "{text}");
    }
}

#[test]
fn a_signing_key_prints_nothing_of_its_secret() {
    let printed = format!("{:?}", key(0xab));
    assert!(printed.contains("contact-safeguard/centre/"));
    assert!(!printed.contains("171") && !printed.contains("ab, ab") && !printed.contains("abab"));
}

fn a_log_proof() -> (LogProof, Vec<ledger::merkle::Hash>) {
    let leaves = hashes(13);
    let proof = LogProof {
        index: 6,
        path: inclusion_proof(&leaves, 6, 13).unwrap(),
        checkpoint: key(1).sign(13, tree_root(&leaves)),
    };
    (proof, leaves)
}

#[test]
fn a_log_proof_is_checked_offline_from_its_text() {
    let (proof, leaves) = a_log_proof();
    let read: LogProof = proof.to_string().parse().unwrap();
    assert_eq!(read, proof);
    let signing = key(1);
    let checkpoint = read.verify(leaves[6], signing.verifying_key()).unwrap();
    assert_eq!(checkpoint.size, 13);
    assert_eq!(
        read.verify(leaves[7], signing.verifying_key()),
        Err(LogProofError::Inclusion(InclusionError::OtherRoot))
    );
    assert_eq!(
        read.verify(leaves[6], key(2).verifying_key()),
        Err(LogProofError::Checkpoint(CheckpointError::NotSignedByKey))
    );
}

#[test]
fn every_change_of_a_single_byte_spoils_a_log_proof() {
    let (proof, leaves) = a_log_proof();
    let signing = key(1);
    let holds = |text: &str| {
        text.parse::<LogProof>().is_ok_and(|proof| proof.verify(leaves[6], signing.verifying_key()).is_ok())
    };
    let text = proof.to_string();
    assert!(holds(&text));
    for place in 0..text.len() {
        for bit in 0..8 {
            let mut altered = text.clone().into_bytes();
            altered[place] ^= 1 << bit;
            if let Ok(altered) = String::from_utf8(altered) {
                assert!(!holds(&altered), "byte {place}, bit {bit}");
            }
        }
    }
}

#[test]
fn a_log_proof_with_unsigned_extras_or_an_endless_path_is_refused() {
    let (proof, _) = a_log_proof();
    let text = proof.to_string();
    for altered in [
        text.replace("index", "extra AAAA\nindex"),
        text.replace("index 6", "index 06"),
        text.replace("@v1", "@v2"),
        text.replacen("\n\n", "\n", 1),
    ] {
        assert_eq!(altered.parse::<LogProof>(), Err(LogProofError::NotAProof));
    }
    let endless = LogProof { path: vec![proof.path[0]; 65], ..proof };
    assert_eq!(endless.to_string().parse::<LogProof>(), Err(LogProofError::NotAProof));
}
