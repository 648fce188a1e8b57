//! One text file with everything needed to check offline that a leaf is in the log: a C2SP tlog-proof.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64;

use crate::checkpoint::{Checkpoint, CheckpointError, VerifyingKey, base64_hash, decimal};
use crate::merkle::{Hash, InclusionError, verify_inclusion};

const FIRST_LINE: &str = "c2sp.org/tlog-proof@v1";

/// No log has a longer path: 64 levels hold more leaves than a 64-bit size can count.
const LONGEST_PATH: usize = 64;

/// A leaf's index, its path to the root, and a checkpoint with that root.
///
/// The specification's optional `extra` line is neither written nor accepted: nothing signs it, and what a court is handed should
/// hold nothing that is not checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogProof {
    /// The leaf's index, counted from 0.
    pub index: u64,
    /// The path from the leaf's sibling up, as [`crate::merkle::inclusion_proof`] makes it for the checkpoint's size.
    pub path: Vec<Hash>,
    /// The checkpoint's note, word for word.
    pub checkpoint: String,
}

/// Why a text is not a proof, or a proof does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LogProofError {
    /// The text has not the form of a tlog-proof.
    #[error("the text does not have the form of a log proof")]
    NotAProof,
    /// The checkpoint does not verify.
    #[error("the checkpoint in the proof does not verify: {0}")]
    Checkpoint(#[from] CheckpointError),
    /// The path does not lead from the leaf to the checkpoint's root.
    #[error("the leaf is not shown to be in the log: {0}")]
    Inclusion(#[from] InclusionError),
}

impl LogProof {
    /// Checks that the log `key` signs for holds `leaf`, and returns the checkpoint that shows it.
    pub fn verify(&self, leaf: Hash, key: &VerifyingKey) -> Result<Checkpoint, LogProofError> {
        let checkpoint = key.verify(&self.checkpoint)?;
        verify_inclusion(leaf, self.index, checkpoint.size, &self.path, checkpoint.root)?;
        Ok(checkpoint)
    }
}

impl fmt::Display for LogProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{FIRST_LINE}\nindex {}", self.index)?;
        for hash in &self.path {
            writeln!(f, "{}", BASE64.encode(hash.as_bytes()))?;
        }
        write!(f, "\n{}", self.checkpoint)
    }
}

impl FromStr for LogProof {
    type Err = LogProofError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (head, checkpoint) = text.split_once("\n\n").ok_or(LogProofError::NotAProof)?;
        let mut lines = head.split('\n');
        if lines.next() != Some(FIRST_LINE) {
            return Err(LogProofError::NotAProof);
        }
        let index = lines
            .next()
            .and_then(|line| line.strip_prefix("index "))
            .and_then(decimal)
            .ok_or(LogProofError::NotAProof)?;
        let path = lines
            .map(base64_hash)
            .collect::<Option<Vec<Hash>>>()
            .filter(|path| path.len() <= LONGEST_PATH)
            .ok_or(LogProofError::NotAProof)?;
        Ok(Self { index, path, checkpoint: checkpoint.to_owned() })
    }
}
