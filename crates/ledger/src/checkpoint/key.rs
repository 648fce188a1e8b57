//! The keys that sign and verify checkpoints: Ed25519, signature type 1 of C2SP signed notes.

use std::fmt;
use std::str::FromStr;

use data_encoding::{BASE64, HEXLOWER};
use ed25519_dalek::{Signature, Signer as _};
use sha2::{Digest as _, Sha256};

use super::{Checkpoint, CheckpointError, Origin, note};
use crate::merkle::Hash;

/// The byte that says "Ed25519" in key ids and key texts.
const ED25519: u8 = 0x01;

/// Signs the checkpoints of one log. Wiped when dropped and never printed.
pub struct SigningKey {
    secret: ed25519_dalek::SigningKey,
    public: VerifyingKey,
}

impl SigningKey {
    /// The key of the log named `origin`, from 32 random bytes. The caller wipes its own copy of the seed.
    pub fn from_seed(origin: Origin, seed: &[u8; 32]) -> Self {
        let secret = ed25519_dalek::SigningKey::from_bytes(seed);
        let public = VerifyingKey::new(origin, secret.verifying_key());
        Self { secret, public }
    }

    /// The key with which others check what this one signs.
    pub const fn verifying_key(&self) -> &VerifyingKey {
        &self.public
    }

    /// Signs "the log of this origin had this root at this size" and returns the note's text.
    ///
    /// Before calling this, the signer re-reads the leaves from storage, recomputes the root, and checks that it continues the
    /// last checkpoint signed: a signature cannot be taken back.
    pub fn sign(&self, size: u64, root: Hash) -> String {
        let origin = self.public.origin.clone();
        let text = Checkpoint { origin, size, root }.to_text();
        let signature = self.secret.sign(text.as_bytes()).to_bytes();
        note::write(&text, self.public.origin.as_str(), self.public.id, &signature)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("origin", &self.public.origin).finish_non_exhaustive()
    }
}

/// Why a text is not the key of a log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The text has not the form `<name>+<key id>+<key>`.
    #[error("the text does not have the form of a verifier key")]
    NotAKey,
    /// The key is of another kind than Ed25519.
    #[error("the key is not an Ed25519 key")]
    OtherKind,
    /// The key's id does not follow from its name and its bytes: a typing error, or two keys mixed up.
    #[error("the key's id does not fit its name and its bytes")]
    WrongId,
    /// The bytes are not a point that an Ed25519 key can be, or one under which anything verifies.
    #[error("the key's bytes cannot be used as an Ed25519 key")]
    Unusable,
}

/// Checks the checkpoints of one log. Public: it is printed, published and handed to anyone who asks.
///
/// Its text form is that of C2SP signed notes: `<name>+<key id in hexadecimal>+<base64 of 0x01 and the key>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyingKey {
    origin: Origin,
    id: [u8; 4],
    key: ed25519_dalek::VerifyingKey,
}

impl VerifyingKey {
    fn new(origin: Origin, key: ed25519_dalek::VerifyingKey) -> Self {
        let hash: [u8; 32] = Sha256::new()
            .chain_update(origin.as_str())
            .chain_update([b'\n', ED25519])
            .chain_update(key.as_bytes())
            .finalize()
            .into();
        let [a, b, c, d, ..] = hash;
        Self { origin, id: [a, b, c, d], key }
    }

    /// The log this key checks.
    pub const fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The 32 bytes of the public key.
    pub fn as_bytes(&self) -> &[u8; 32] {
        self.key.as_bytes()
    }

    /// Checks a note and returns what it says; nothing in a note may be used before that.
    ///
    /// Signatures by other keys (witnesses, a key before or after this one) are neither needed nor looked at. One by this key that
    /// does not fit the text spoils the note.
    pub fn verify(&self, note: &str) -> Result<Checkpoint, CheckpointError> {
        let (text, signatures) = note::read(note)?;
        let mut signed = false;
        for line in &signatures {
            if line.name == self.origin.as_str() && line.key_id == self.id {
                let signature = Signature::from_slice(&line.signature).map_err(|_| CheckpointError::BadSignature)?;
                self.key.verify_strict(text.as_bytes(), &signature).map_err(|_| CheckpointError::BadSignature)?;
                signed = true;
            }
        }
        if !signed {
            return Err(CheckpointError::NotSignedByKey);
        }
        let checkpoint = Checkpoint::from_text(&text)?;
        if checkpoint.origin == self.origin { Ok(checkpoint) } else { Err(CheckpointError::OtherLog) }
    }
}

impl fmt::Display for VerifyingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = HEXLOWER.encode(&self.id);
        let key = BASE64.encode(&[[ED25519].as_slice(), self.as_bytes()].concat());
        write!(f, "{}+{id}+{key}", self.origin)
    }
}

impl FromStr for VerifyingKey {
    type Err = KeyError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Base64 may contain '+', the first two parts may not.
        let mut parts = text.splitn(3, '+');
        let (Some(origin), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(KeyError::NotAKey);
        };
        let origin = Origin::parse(origin).map_err(|_| KeyError::NotAKey)?;
        let id = HEXLOWER.decode(id.as_bytes()).map_err(|_| KeyError::NotAKey)?;
        let key = BASE64.decode(key.as_bytes()).map_err(|_| KeyError::NotAKey)?;
        let bytes = match key.split_first() {
            Some((&ED25519, bytes)) => bytes.try_into().map_err(|_| KeyError::NotAKey)?,
            Some(_) => return Err(KeyError::OtherKind),
            None => return Err(KeyError::NotAKey),
        };
        let key = ed25519_dalek::VerifyingKey::from_bytes(bytes)
            .ok()
            .filter(|key| !key.is_weak())
            .ok_or(KeyError::Unusable)?;
        let key = Self::new(origin, key);
        if key.id.as_slice() == id { Ok(key) } else { Err(KeyError::WrongId) }
    }
}
