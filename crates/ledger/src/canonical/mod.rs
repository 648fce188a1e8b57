//! Byte strings with exactly one reading: whatever is hashed, authenticated or signed is laid out here.
//!
//! Every string of bytes starts with a length-prefixed tag that says what it is, so that bytes made for one purpose can never
//! pass for bytes made for another. `docs/formats/record.md` is the specification.

mod associated;
mod envelope;

pub use associated::{key_wrap_associated_data, list_associated_data, row_mac_input, segment_associated_data};
pub use envelope::{EnvelopeError, EnvelopeFields};

/// The sixteen bytes of a UUID, in the order in which its text form shows them.
pub type UuidBytes = [u8; 16];

/// A field is too long for the 32-bit length that goes before it (4 GiB and more).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a field is too long for the record's format")]
pub struct TooLong;

/// The tags, each with its 32-bit length already in front.
pub(crate) mod tag {
    pub(crate) const ENVELOPE: &[u8] = b"\x00\x00\x00\x1dcontact-safeguard/envelope/v1";
    pub(crate) const ENVELOPE_COMMITMENT: &[u8] = b"\x00\x00\x00\x28contact-safeguard/envelope-commitment/v1";
    pub(crate) const SEGMENT: &[u8] = b"\x00\x00\x00\x1ccontact-safeguard/segment/v1";
    pub(crate) const LEAF: &[u8; 29] = b"\x00\x00\x00\x19contact-safeguard/leaf/v1";
    pub(crate) const SEGMENT_AD: &[u8] = b"\x00\x00\x00\x1fcontact-safeguard/segment-ad/v1";
    pub(crate) const KEY_WRAP_AD: &[u8] = b"\x00\x00\x00\x20contact-safeguard/key-wrap-ad/v1";
    pub(crate) const LIST_AD: &[u8] = b"\x00\x00\x00\x1ccontact-safeguard/list-ad/v1";
    pub(crate) const ROW_MAC: &[u8] = b"\x00\x00\x00\x1ccontact-safeguard/row-mac/v1";
}

/// The length prefix of a field, or [`TooLong`].
pub(crate) fn length_prefix(length: usize) -> Result<[u8; 4], TooLong> {
    u32::try_from(length).map(u32::to_be_bytes).map_err(|_| TooLong)
}

/// Writes fields one after another; remembers the first that did not fit until [`Writer::finish`].
pub(crate) struct Writer {
    bytes: Vec<u8>,
    fits: Result<(), TooLong>,
}

impl Writer {
    pub(crate) fn tagged(tag: &[u8]) -> Self {
        Self { bytes: tag.to_vec(), fits: Ok(()) }
    }

    /// Bytes whose length the format fixes.
    pub(crate) fn fixed(mut self, bytes: &[u8]) -> Self {
        self.bytes.extend_from_slice(bytes);
        self
    }

    /// The 32-bit count of something, as a length.
    pub(crate) fn count(mut self, count: usize) -> Self {
        match length_prefix(count) {
            Ok(prefix) => self.bytes.extend_from_slice(&prefix),
            Err(too_long) => self.fits = Err(too_long),
        }
        self
    }

    pub(crate) fn prefixed(self, bytes: &[u8]) -> Self {
        self.count(bytes.len()).fixed(bytes)
    }

    pub(crate) fn text(self, text: &str) -> Self {
        self.prefixed(text.as_bytes())
    }

    pub(crate) fn optional<T>(self, value: Option<T>, write: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            None => self.fixed(&[0]),
            Some(value) => write(self.fixed(&[1]), value),
        }
    }

    pub(crate) fn finish(self) -> Result<Vec<u8>, TooLong> {
        self.fits.map(|()| self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::{TooLong, Writer, length_prefix, tag};

    #[test]
    fn every_tag_carries_its_own_length_and_differs_from_the_others() {
        let tags = [
            tag::ENVELOPE,
            tag::ENVELOPE_COMMITMENT,
            tag::SEGMENT,
            tag::LEAF.as_slice(),
            tag::SEGMENT_AD,
            tag::KEY_WRAP_AD,
            tag::LIST_AD,
            tag::ROW_MAC,
        ];
        for (position, tag) in tags.iter().enumerate() {
            let (prefix, text) = tag.split_at(4);
            assert_eq!(length_prefix(text.len()).unwrap(), prefix);
            assert!(text.starts_with(b"contact-safeguard/") && text.ends_with(b"/v1"));
            assert!(!tags[..position].contains(tag));
        }
    }

    #[test]
    #[cfg(target_pointer_width = "64")]
    fn a_length_beyond_32_bits_is_refused_however_much_is_written_after_it() {
        let beyond = usize::try_from(u64::from(u32::MAX) + 1).unwrap();
        let written = Writer::tagged(tag::ROW_MAC).count(beyond).text("later").finish();
        assert_eq!(written, Err(TooLong));
        assert!(length_prefix(beyond - 1).is_ok());
    }
}
