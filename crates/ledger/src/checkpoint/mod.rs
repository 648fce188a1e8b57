//! The signed statement "at this size the log's root was this": a C2SP tlog-checkpoint in a signed note.
//!
//! Short enough to print on a page, mail to a trustee or read out; whoever keeps one can later show that the log was rewritten.

mod key;
mod note;

use std::fmt;

use data_encoding::{BASE64, HEXLOWER};

use crate::canonical::UuidBytes;
use crate::merkle::Hash;

pub use key::{KeyError, SigningKey, VerifyingKey};

/// Whose log it is; also the name of the key that signs for it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin(String);

/// The text is empty or contains white space, a control character or `+`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a log's origin is one word without '+'")]
pub struct OriginError;

impl Origin {
    /// The origin of a centre's log: `contact-safeguard/centre/<uuid>`.
    pub fn for_centre(centre: UuidBytes) -> Self {
        let mut text = String::from("contact-safeguard/centre/");
        for (position, byte) in centre.iter().enumerate() {
            if matches!(position, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            text.push_str(&HEXLOWER.encode(&[*byte]));
        }
        Self(text)
    }

    /// Reads any origin that may stand in a checkpoint.
    pub fn parse(text: &str) -> Result<Self, OriginError> {
        if note::is_key_name(text) { Ok(Self(text.to_owned())) } else { Err(OriginError) }
    }

    /// The origin's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a verified note says: the log's root at one size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// Whose log it is.
    pub origin: Origin,
    /// How many leaves it had.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

/// Why a note is not a checkpoint of this log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The text has not the form of a signed note.
    #[error("the text does not have the form of a signed note")]
    NotANote,
    /// The note has more signatures than anyone needs.
    #[error("the note has too many signatures")]
    TooManySignatures,
    /// None of the signatures is by the expected key.
    #[error("the note is not signed by the expected key")]
    NotSignedByKey,
    /// A signature by the expected key does not fit the text.
    #[error("the signature does not fit the text")]
    BadSignature,
    /// The signed text is not a checkpoint as this log writes them.
    #[error("the signed text is not a checkpoint")]
    NotACheckpoint,
    /// The signed text is a checkpoint of another log.
    #[error("the checkpoint is of another log")]
    OtherLog,
}

impl Checkpoint {
    /// The text that is signed: origin, size and root, one to a line.
    fn to_text(&self) -> String {
        let root = BASE64.encode(self.root.as_bytes());
        format!("{}\n{}\n{root}\n", self.origin, self.size)
    }

    /// Reads a signed text; the one form that [`Checkpoint::to_text`] writes is accepted, so extension lines are not.
    fn from_text(text: &str) -> Result<Self, CheckpointError> {
        let lines: Vec<&str> = text.split('\n').collect();
        let [origin, size, root, ""] = lines.as_slice() else {
            return Err(CheckpointError::NotACheckpoint);
        };
        let checkpoint = Self {
            origin: Origin::parse(origin).map_err(|_| CheckpointError::NotACheckpoint)?,
            size: decimal(size).ok_or(CheckpointError::NotACheckpoint)?,
            root: base64_hash(root).ok_or(CheckpointError::NotACheckpoint)?,
        };
        Ok(checkpoint)
    }
}

/// A number as decimal digits without sign or leading zeroes.
pub(crate) fn decimal(text: &str) -> Option<u64> {
    let number: u64 = text.parse().ok()?;
    (number.to_string() == text).then_some(number)
}

/// A hash in base64 with its padding.
pub(crate) fn base64_hash(text: &str) -> Option<Hash> {
    let bytes = BASE64.decode(text.as_bytes()).ok()?;
    Hash::try_from(bytes.as_slice()).ok()
}
