//! How an event becomes one leaf of the log, so that parts of it can be withheld or erased and the rest still be proved.
//!
//! A commitment binds whoever made it to the value and, because of its salt, tells nobody else what the value is.

use std::fmt;

use sha2::{Digest as _, Sha256};
use zeroize::{Zeroize as _, ZeroizeOnDrop};

use crate::canonical::{EnvelopeFields, TooLong, length_prefix, tag};
use crate::digest::digest_type;
use crate::merkle::{self, Hash};

digest_type! {
    /// The salted hash that stands for an envelope or a segment in the log.
    ///
    /// Once the salt is destroyed it says nothing about the value, so it stays in the log after an erasure.
    Commitment
}

/// Thirty-two random bytes, drawn anew for every envelope and every segment.
///
/// A secret as long as the value is one: a short value (a postcode, a phone number) could be guessed against its commitment
/// by anyone who knows the salt. Wiped when dropped and never printed.
#[derive(Clone, ZeroizeOnDrop)]
pub struct Salt([u8; 32]);

impl Salt {
    /// Bytes of a salt, in a sealed segment's plaintext or elsewhere.
    pub const LENGTH: usize = 32;

    /// Takes 32 bytes that a cryptographic random source has drawn.
    pub const fn new(bytes: [u8; Self::LENGTH]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes, to be sealed beside the value or handed to somebody to whom the value is disclosed.
    pub const fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }
}

impl fmt::Debug for Salt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Salt(..)")
    }
}

/// Why a subject and a compartment do not name a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SegmentNameError {
    /// The subject or the compartment is empty.
    #[error("a segment needs a subject and a compartment")]
    Empty,
    /// The compartment contains `/`, so that the name could be taken apart in two ways.
    #[error("a compartment's name has no '/' in it")]
    SlashInCompartment,
    /// The name is too long for the record's format.
    #[error(transparent)]
    TooLong(#[from] TooLong),
}

/// Whose segment it is and which compartment it lies in: `<subject>/<compartment>`, such as `person/<uuid>/protected-facts`.
///
/// `Debug` leaves the name out: a subject is a pseudonym of a person.
#[derive(Clone, PartialEq, Eq)]
pub struct SegmentName {
    text: String,
    prefix: [u8; 4],
}

impl SegmentName {
    /// Joins a subject (`case/<uuid>`, `person/<uuid>`) and a compartment.
    pub fn new(subject: &str, compartment: &str) -> Result<Self, SegmentNameError> {
        if subject.is_empty() || compartment.is_empty() {
            return Err(SegmentNameError::Empty);
        }
        if compartment.contains('/') {
            return Err(SegmentNameError::SlashInCompartment);
        }
        let text = format!("{subject}/{compartment}");
        let prefix = length_prefix(text.len())?;
        Ok(Self { text, prefix })
    }

    /// The joined name.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for SegmentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SegmentName(..)")
    }
}

/// Commits to an envelope, given its canonical bytes ([`EnvelopeFields::to_bytes`]).
pub fn envelope_commitment(salt: &Salt, canonical: &[u8]) -> Commitment {
    let hash = Sha256::new()
        .chain_update(tag::ENVELOPE_COMMITMENT)
        .chain_update(salt.as_bytes())
        .chain_update(canonical)
        .finalize();
    Commitment::new(hash.into())
}

impl EnvelopeFields<'_> {
    /// Commits to this envelope: [`envelope_commitment`] of its canonical bytes.
    pub fn commitment(&self, salt: &Salt) -> Result<Commitment, TooLong> {
        self.to_bytes().map(|canonical| envelope_commitment(salt, &canonical))
    }
}

/// Commits to one segment: its name and its value, byte for byte as it was written.
pub fn segment_commitment(name: &SegmentName, salt: &Salt, value: &[u8]) -> Commitment {
    let hash = Sha256::new()
        .chain_update(tag::SEGMENT)
        .chain_update(name.prefix)
        .chain_update(name.as_str())
        .chain_update(salt.as_bytes())
        .chain_update(value)
        .finalize();
    Commitment::new(hash.into())
}

/// The plaintext that is sealed for a segment: the salt, then the value, so that both go when the key goes.
pub fn segment_plaintext(salt: &Salt, value: &[u8]) -> Vec<u8> {
    [salt.as_bytes().as_slice(), value].concat()
}

/// The opened plaintext of a segment is shorter than its salt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the opened segment is too short to hold its salt")]
pub struct NoSalt;

/// Takes an opened segment apart into its salt and its value.
pub fn split_segment_plaintext(plaintext: &[u8]) -> Result<(Salt, &[u8]), NoSalt> {
    let (salt, value) = plaintext.split_first_chunk().ok_or(NoSalt)?;
    let mut copy: [u8; Salt::LENGTH] = *salt;
    let salt = Salt::new(copy);
    copy.zeroize();
    Ok((salt, value))
}

/// What the log holds of one event: the root over its commitments, under a tag of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LeafData([u8; LeafData::LENGTH]);

impl LeafData {
    /// Bytes of every leaf, whatever the event holds.
    pub const LENGTH: usize = 61;

    /// The bytes themselves.
    pub const fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }

    /// The leaf's hash in the log.
    pub fn hash(&self) -> Hash {
        merkle::leaf_hash(&self.0)
    }
}

/// Makes the leaf of an event from the commitments to its envelope and its segments, in their order.
///
/// Whoever checks an event with withheld parts calls this too: commitments of what they were shown, recomputed, and commitments
/// of what they were not, as given.
pub fn leaf_data(envelope: Commitment, segments: &[Commitment]) -> LeafData {
    let leaves: Vec<Hash> =
        std::iter::once(&envelope).chain(segments).map(|commitment| merkle::leaf_hash(commitment.as_bytes())).collect();
    let root = merkle::tree_root(&leaves);
    let mut bytes = [0; LeafData::LENGTH];
    for (place, byte) in bytes.iter_mut().zip(tag::LEAF.iter().chain(root.as_bytes())) {
        *place = *byte;
    }
    LeafData(bytes)
}
