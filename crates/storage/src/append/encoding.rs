//! From what happened to what is stored: segments, seals, commitments, the leaf.

use super::{Append, AppendError};
use crate::error::Error;
use crate::instants;
use crate::keys::{KeyName, SubjectKeys};
use crate::sealing;
use crate::seam::{SeamError, Value};
use domain::body::{self, Segment};
use domain::decision::Recorded;
use domain::event::{Encoded, Event, Happened};
use domain::private::Subject;
use domain::stream::StreamName;
use ledger::canonical::{EnvelopeFields, segment_associated_data};
use ledger::commitment::{Commitment, Salt, SegmentName, leaf_data, segment_commitment, segment_plaintext};
use ledger::merkle::Hash;

/// An event taken apart, not yet sealed.
pub(super) struct Split {
    pub happened: Happened,
    pub segments: Vec<Segment>,
    kind: String,
    type_version: u32,
}

/// An event as its rows hold it.
pub(super) struct Sealed {
    /// The columns of `event`, all but the log index, which is known last.
    pub event: Vec<Value>,
    /// The rows of `segment`.
    pub segments: Vec<Vec<Value>>,
    pub leaf: Hash,
}

/// Takes an event apart, and makes sure that what will be stored reads back.
pub(super) fn split(append: &Append, recorded: &Recorded, version: u64, owner: Subject) -> Result<Split, AppendError> {
    let Encoded { kind, version: type_version, body } = recorded.event.encode().map_err(AppendError::NotAnEvent)?;
    let segments = body::split(owner, body);
    let stored: Vec<_> =
        segments.iter().map(|segment| (segment.subject, segment.compartment, Some(segment.value.clone()))).collect();
    let joined = body::join(&stored).map_err(Error::from)?;
    let event = Event::decode(&kind, type_version, joined).map_err(AppendError::NotAnEvent)?;
    let happened = Happened {
        stream: recorded.stream,
        version,
        recorded_at: instants::whole(append.recorded_at),
        about_at: recorded.about_at.map(instants::whole),
        actor: append.actor,
        event,
    };
    Ok(Split { happened, segments, kind, type_version })
}

impl Split {
    /// The keys that seal it.
    pub(super) fn keys(&self) -> impl Iterator<Item = KeyName> {
        self.segments.iter().map(|segment| KeyName::new(segment.subject, segment.compartment))
    }

    /// Seals it and works out its leaf.
    pub(super) fn seal(&self, append: &Append, keys: &SubjectKeys) -> Result<Sealed, Error> {
        let stream = self.happened.stream.to_string();
        let mut segments = Vec::with_capacity(self.segments.len());
        let mut commitments = Vec::with_capacity(self.segments.len());
        for (index, segment) in (0_u32..).zip(&self.segments) {
            let (row, commitment) = self.seal_segment(append, keys, &stream, index, segment)?;
            segments.push(row);
            commitments.push(commitment);
        }
        let salt = Salt::new(sealing::random()?);
        let leaf = self.envelope(append, &stream, &salt, &commitments)?;
        Ok(Sealed { event: self.columns(append, stream, &salt), segments, leaf })
    }

    fn seal_segment(
        &self,
        append: &Append,
        keys: &SubjectKeys,
        stream: &str,
        index: u32,
        segment: &Segment,
    ) -> Result<(Vec<Value>, Commitment), Error> {
        let name = KeyName::new(segment.subject, segment.compartment);
        let salt = Salt::new(sealing::random()?);
        let named = SegmentName::new(&name.subject, &name.compartment).map_err(|_| SeamError::Shape)?;
        let commitment = segment_commitment(&named, &salt, &segment.value);
        let associated =
            segment_associated_data(append.centre.uuid().into_bytes(), stream, self.happened.version, index)?;
        let plain = zeroize::Zeroizing::new(segment_plaintext(&salt, &segment.value));
        let sealed = sealing::seal(keys.need(&name)?, &associated, &plain)?;
        let row = vec![
            append.centre.to_string().into(),
            stream.into(),
            self.happened.version.into(),
            index.into(),
            name.subject.into(),
            name.compartment.into(),
            commitment.as_bytes().as_slice().into(),
            sealed.into(),
        ];
        Ok((row, commitment))
    }

    fn envelope(&self, append: &Append, stream: &str, salt: &Salt, segments: &[Commitment]) -> Result<Hash, Error> {
        let actor = append.actor.to_string();
        let on_behalf_of = append.on_behalf_of.map(|actor| actor.to_string());
        let cause = cause(append);
        let envelope = EnvelopeFields {
            centre: append.centre.uuid().into_bytes(),
            stream,
            version: self.happened.version,
            event_type: &self.kind,
            type_version: self.type_version,
            recorded_at: self.happened.recorded_at.as_microsecond(),
            about_at: self.happened.about_at.map(jiff::Timestamp::as_microsecond),
            actor: &actor,
            on_behalf_of: on_behalf_of.as_deref(),
            device: append.device.as_deref(),
            command: append.command.uuid().into_bytes(),
            cause: cause.as_deref(),
            policy_pack: &append.policy_pack,
            form_version: append.form_version.as_deref(),
        };
        Ok(leaf_data(envelope.commitment(salt)?, segments).hash())
    }

    /// The columns of `event` from `centre` to `envelope_salt`, without `log_index`.
    fn columns(&self, append: &Append, stream: String, salt: &Salt) -> Vec<Value> {
        vec![
            append.centre.to_string().into(),
            stream.into(),
            self.happened.version.into(),
            self.kind.as_str().into(),
            self.type_version.into(),
            self.happened.recorded_at.as_microsecond().into(),
            self.happened.about_at.map(jiff::Timestamp::as_microsecond).into(),
            append.actor.to_string().into(),
            append.on_behalf_of.map(|actor| actor.to_string()).into(),
            append.device.clone().into(),
            append.command.to_string().into(),
            cause(append).into(),
            append.policy_pack.as_str().into(),
            append.form_version.clone().into(),
            salt.as_bytes().as_slice().into(),
        ]
    }
}

fn cause(append: &Append) -> Option<String> {
    append.cause.map(|(stream, version)| format!("{stream}@{version}"))
}

/// Whose key seals the skeleton, where the stream's name alone says so.
pub(super) fn owner(append: &Append, stream: StreamName) -> Option<Subject> {
    match stream {
        StreamName::Session(id) => append.session_cases.get(&id).map(|case| stream.owner(Some(*case), append.centre)),
        other => Some(other.owner(None, append.centre)),
    }
}
