//! What stands on the outside of every event.

use std::fmt;

use super::{TooLong, UuidBytes, Writer, tag};

/// What stands on the outside of every event: where it belongs, when, by whom and under which rules.
///
/// Holds ids and codes only, never a name, an address or a sentence somebody wrote. Instants are microseconds since 1970 UTC.
/// `Debug` leaves the ids out: they are pseudonyms of people, and a log is not the place for them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct EnvelopeFields<'a> {
    /// The centre that owns the record, its keys and its log.
    pub centre: UuidBytes,
    /// The stream the event belongs to, such as `case/<uuid>`.
    pub stream: &'a str,
    /// The event's place in its stream; the first event is 1.
    pub version: u64,
    /// What happened, such as `referral.drafted`.
    pub event_type: &'a str,
    /// The version of the event type's body.
    pub type_version: u32,
    /// When the centre's system recorded it.
    pub recorded_at: i64,
    /// When it happened, where that differs from when it was recorded.
    pub about_at: Option<i64>,
    /// Who recorded it.
    pub actor: &'a str,
    /// For whom, where one person writes down what another did or said they did.
    pub on_behalf_of: Option<&'a str>,
    /// The device it was captured on, where it was captured away from the server or at a device at the door.
    pub device: Option<&'a str>,
    /// The command that caused it; a command sent twice has one effect.
    pub command: UuidBytes,
    /// The event it answers, as `stream@version`.
    pub cause: Option<&'a str>,
    /// The version of the policy pack in force.
    pub policy_pack: &'a str,
    /// The version of the form it was captured with.
    pub form_version: Option<&'a str>,
}

/// Why bytes are not a canonical envelope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EnvelopeError {
    /// The bytes do not begin with the envelope's tag.
    #[error("the bytes do not begin with the tag of a version 1 envelope")]
    NotAnEnvelope,
    /// The bytes end within a field.
    #[error("the envelope ends in the middle of a field")]
    CutShort,
    /// Bytes follow the last field.
    #[error("the envelope goes on after its last field")]
    GoesOn,
    /// A text field is not UTF-8.
    #[error("a text field of the envelope is not UTF-8")]
    NotText,
    /// The byte before an optional field is neither 0 nor 1.
    #[error("an optional field of the envelope is marked neither present nor absent")]
    NeitherPresentNorAbsent,
}

impl<'a> EnvelopeFields<'a> {
    /// The one byte string that stands for this envelope.
    pub fn to_bytes(&self) -> Result<Vec<u8>, TooLong> {
        Writer::tagged(tag::ENVELOPE)
            .fixed(&self.centre)
            .text(self.stream)
            .fixed(&self.version.to_be_bytes())
            .text(self.event_type)
            .fixed(&self.type_version.to_be_bytes())
            .fixed(&self.recorded_at.to_be_bytes())
            .optional(self.about_at, |writer, at| writer.fixed(&at.to_be_bytes()))
            .text(self.actor)
            .optional(self.on_behalf_of, Writer::text)
            .optional(self.device, Writer::text)
            .fixed(&self.command)
            .optional(self.cause, Writer::text)
            .text(self.policy_pack)
            .optional(self.form_version, Writer::text)
            .finish()
    }

    /// Reads canonical bytes back; only bytes that [`EnvelopeFields::to_bytes`] could have written are accepted.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, EnvelopeError> {
        let rest = bytes.strip_prefix(tag::ENVELOPE).ok_or(EnvelopeError::NotAnEnvelope)?;
        let mut reader = Reader { rest };
        let fields = Self {
            centre: reader.fixed()?,
            stream: reader.text()?,
            version: u64::from_be_bytes(reader.fixed()?),
            event_type: reader.text()?,
            type_version: u32::from_be_bytes(reader.fixed()?),
            recorded_at: i64::from_be_bytes(reader.fixed()?),
            about_at: reader.optional(|reader| reader.fixed().map(i64::from_be_bytes))?,
            actor: reader.text()?,
            on_behalf_of: reader.optional(Reader::text)?,
            device: reader.optional(Reader::text)?,
            command: reader.fixed()?,
            cause: reader.optional(Reader::text)?,
            policy_pack: reader.text()?,
            form_version: reader.optional(Reader::text)?,
        };
        if reader.rest.is_empty() { Ok(fields) } else { Err(EnvelopeError::GoesOn) }
    }
}

impl fmt::Debug for EnvelopeFields<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnvelopeFields")
            .field("event_type", &self.event_type)
            .field("type_version", &self.type_version)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn fixed<const N: usize>(&mut self) -> Result<[u8; N], EnvelopeError> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or(EnvelopeError::CutShort)?;
        self.rest = rest;
        Ok(*taken)
    }

    fn text(&mut self) -> Result<&'a str, EnvelopeError> {
        let length = usize::try_from(u32::from_be_bytes(self.fixed()?)).map_err(|_| EnvelopeError::CutShort)?;
        let (taken, rest) = self.rest.split_at_checked(length).ok_or(EnvelopeError::CutShort)?;
        self.rest = rest;
        std::str::from_utf8(taken).map_err(|_| EnvelopeError::NotText)
    }

    fn optional<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, EnvelopeError>,
    ) -> Result<Option<T>, EnvelopeError> {
        match self.fixed()? {
            [0] => Ok(None),
            [1] => read(self).map(Some),
            [_] => Err(EnvelopeError::NeitherPresentNorAbsent),
        }
    }
}
