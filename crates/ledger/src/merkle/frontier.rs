//! The right edge of the log: all that appending needs.

use super::{Hash, empty_root, node_hash};

/// The largest size of a log; one more would not fit the signed 64-bit columns it is kept in.
pub const MAX_SIZE: u64 = i64::MAX.unsigned_abs();

/// The log has [`MAX_SIZE`] leaves and takes no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the log is full")]
pub struct LogFull;

/// Why bytes are not a frontier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrontierError {
    /// There are not even eight bytes for the size.
    #[error("the frontier is too short to hold its size")]
    NoSize,
    /// The size is larger than a log may be.
    #[error("the frontier's size is beyond what a log can hold")]
    TooLarge,
    /// The number of hashes does not follow from the size.
    #[error("the frontier does not hold as many hashes as its size asks for")]
    WrongHashes,
}

/// The right edge of the log: the roots of the complete subtrees that its leaves form, largest first.
///
/// One hash per bit set in the size, so it grows with the logarithm of the log; it is kept in the log's head row and makes
/// appending a leaf cheap without reading any other leaf.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The frontier of a log with no leaves.
    pub const fn new() -> Self {
        Self { size: 0, peaks: Vec::new() }
    }

    /// Appends a leaf and returns its index, counted from 0.
    pub fn push(&mut self, leaf: Hash) -> Result<u64, LogFull> {
        if self.size >= MAX_SIZE {
            return Err(LogFull);
        }
        let index = self.size;
        self.absorb(leaf);
        Ok(index)
    }

    /// Appends a leaf to a log that is known to be short enough, such as one held in memory.
    pub(super) fn absorb(&mut self, leaf: Hash) {
        let mut hash = leaf;
        let mut complete = self.size;
        while complete & 1 == 1
            && let Some(left) = self.peaks.pop()
        {
            hash = node_hash(left, hash);
            complete >>= 1;
        }
        self.peaks.push(hash);
        self.size = self.size.saturating_add(1);
    }

    /// How many leaves the log has.
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root over all leaves so far.
    pub fn root(&self) -> Hash {
        self.peaks.iter().copied().rev().reduce(|right, left| node_hash(left, right)).unwrap_or_else(empty_root)
    }

    /// The size as eight bytes, most significant first, then the hashes, largest subtree first.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = self.size.to_be_bytes().to_vec();
        for peak in &self.peaks {
            bytes.extend_from_slice(peak.as_bytes());
        }
        bytes
    }

    /// Reads what [`Frontier::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrontierError> {
        let (size, hashes) = bytes.split_first_chunk().ok_or(FrontierError::NoSize)?;
        let size = u64::from_be_bytes(*size);
        if size > MAX_SIZE {
            return Err(FrontierError::TooLarge);
        }
        let (peaks, rest) = hashes.as_chunks();
        let expected = usize::try_from(size.count_ones()).ok();
        if !rest.is_empty() || expected != Some(peaks.len()) {
            return Err(FrontierError::WrongHashes);
        }
        let peaks = peaks.iter().copied().map(Hash::new).collect();
        Ok(Self { size, peaks })
    }
}

#[cfg(test)]
mod tests {
    use super::{Frontier, Hash, LogFull, MAX_SIZE};

    #[test]
    fn a_full_log_takes_no_more_and_stays_as_it_was() {
        let mut full = Frontier { size: MAX_SIZE, peaks: vec![Hash::new([1; 32]); 63] };
        let before = full.clone();
        assert_eq!(full.push(Hash::new([2; 32])), Err(LogFull));
        assert_eq!(full, before);
    }
}
