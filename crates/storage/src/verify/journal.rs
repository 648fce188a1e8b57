//! The journal: envelopes, segments, leaves, heads, checkpoints.

use super::{FirstBad, Verified, VerifyError};
use crate::checkpoint;
use crate::erase;
use crate::error::Error;
use crate::installation::Inner;
use crate::keys::{KeyName, SubjectKeys};
use crate::rows::LOG_HEAD;
use crate::sealing::{self, Key};
use crate::seam::{Row, Tx};
use crate::stored_event::{self, StoredEvent, segment};
use domain::ids::CentreId;
use ledger::canonical::segment_associated_data;
use ledger::commitment::{SegmentName, segment_commitment, split_segment_plaintext};
use ledger::merkle::{Frontier, Hash};
use std::collections::{BTreeMap, BTreeSet};

/// Events read at a time.
const PAGE: u64 = 500;

/// What is carried along the log of one centre.
struct Walk<'a> {
    inner: &'a Inner,
    centre: CentreId,
    guard: Key,
    frontier: Frontier,
    /// How far each stream has been seen.
    streams: BTreeMap<String, u64>,
    /// The root at the size of each checkpoint.
    roots: BTreeMap<u64, Option<Hash>>,
}

pub(super) async fn verify(
    tx: &mut Tx,
    inner: &Inner,
    centre: CentreId,
    verified: &mut Verified,
) -> Result<(), VerifyError> {
    let checkpoints = tx
        .rows("SELECT size, note FROM checkpoint WHERE centre = $1 ORDER BY size", vec![centre.to_string().into()])
        .await?;
    let mut walk = Walk {
        inner,
        centre,
        guard: inner.ring.row_mac_key(tx, centre).await?,
        frontier: Frontier::new(),
        streams: BTreeMap::new(),
        roots: BTreeMap::new(),
    };
    for row in &checkpoints {
        walk.roots.insert(row.count(0)?, None);
    }
    walk.note_root();
    loop {
        let from = walk.frontier.size();
        let events = stored_event::events(tx, centre, from, PAGE).await?;
        if events.is_empty() {
            break;
        }
        let leaves = leaves(tx, centre, from).await?;
        let keys = walk.keys(tx, &events).await?;
        for event in &events {
            walk.event(event, &leaves, &keys, verified)?;
        }
    }
    walk.head(tx).await?;
    walk.stream_heads(tx).await?;
    walk.checkpoints(tx, &checkpoints, verified).await
}

async fn leaves(tx: &mut Tx, centre: CentreId, from: u64) -> Result<BTreeMap<u64, Row>, Error> {
    let until = from.saturating_add(PAGE);
    tx.rows(
        "SELECT log_index, leaf_hash FROM ledger_leaf
         WHERE centre = $1 AND log_index >= $2 AND log_index < $3",
        vec![centre.to_string().into(), from.into(), until.into()],
    )
    .await?
    .into_iter()
    .map(|row| Ok((row.count(0)?, row)))
    .collect()
}

impl Walk<'_> {
    async fn keys(&self, tx: &mut Tx, events: &[StoredEvent]) -> Result<SubjectKeys, Error> {
        let mut wanted = BTreeSet::new();
        for row in events.iter().flat_map(|event| &event.segments) {
            wanted.insert(name(row)?);
        }
        SubjectKeys::existing(tx, &self.inner.ring, self.centre, &wanted, None).await
    }

    fn event(
        &mut self,
        event: &StoredEvent,
        leaves: &BTreeMap<u64, Row>,
        keys: &SubjectKeys,
        verified: &mut Verified,
    ) -> Result<(), VerifyError> {
        let index = self.frontier.size();
        let centre = self.centre;
        let bad = |what, why: &str| FirstBad::new(what, why).of(centre).at(index).event(&event.stream, event.version);
        if event.log_index != index {
            let why = "the event at this place of the log is missing";
            return Err(FirstBad::new("event", why).of(centre).at(index).into());
        }
        let head = self.streams.entry(event.stream.clone()).or_insert(0);
        *head += 1;
        if event.version != *head {
            return Err(bad("event", "an earlier event of the stream is missing").into());
        }
        for (place, row) in (0_u32..).zip(&event.segments) {
            if row.small(segment::INDEX)? != place {
                return Err(bad("segment", "a segment of the event is missing").into());
            }
            self.segment(event, place, row, keys, verified).map_err(|why| bad("segment", why))?;
        }
        let leaf = event.leaf(centre).map_err(|_| bad("event", "the event's row cannot be read"))?;
        let stored = leaves.get(&index).ok_or_else(|| bad("ledger_leaf", "the event has no leaf"))?;
        if stored.bytes(1)? != leaf.as_bytes() {
            let why = "the envelope or a commitment is not what the leaf commits to";
            return Err(bad("event", why).into());
        }
        self.frontier.push(leaf).map_err(Error::from)?;
        self.note_root();
        verified.events += 1;
        Ok(())
    }

    /// A segment opens to what its commitment says, or was erased by this program.
    fn segment(
        &self,
        event: &StoredEvent,
        place: u32,
        row: &Row,
        keys: &SubjectKeys,
        verified: &mut Verified,
    ) -> Result<(), &'static str> {
        const UNREADABLE: &str = "the segment's row cannot be read";
        let sealed = row.opt_bytes(segment::SEALED).map_err(|_| UNREADABLE)?;
        let erased = row.opt_bytes(segment::ERASED_MAC).map_err(|_| UNREADABLE)?;
        let Some(sealed) = sealed else {
            let columns = row.values().get(..segment::SEALED).unwrap_or_default();
            let expected = erase::erasure_mac(&self.guard, columns).map_err(|_| UNREADABLE)?;
            if erased != Some(expected.as_slice()) {
                return Err("the segment is empty, and not by an erasure of this program");
            }
            verified.erased += 1;
            return Ok(());
        };
        if erased.is_some() {
            return Err("the segment is marked as erased and is still there");
        }
        let name = name(row).map_err(|_| UNREADABLE)?;
        let key = keys.get(&name).ok_or("the segment's key is missing")?;
        let centre = self.centre.uuid().into_bytes();
        let associated =
            segment_associated_data(centre, &event.stream, event.version, place).map_err(|_| UNREADABLE)?;
        let plain = sealing::open(key, &associated, sealed).ok_or("the segment does not open")?;
        let (salt, value) = split_segment_plaintext(&plain).map_err(|_| UNREADABLE)?;
        let name = SegmentName::new(&name.subject, &name.compartment).map_err(|_| UNREADABLE)?;
        let commitment = segment_commitment(&name, &salt, value);
        if row.bytes(segment::COMMITMENT).map_err(|_| UNREADABLE)? != commitment.as_bytes() {
            return Err("the segment is not what its commitment says");
        }
        verified.segments += 1;
        Ok(())
    }

    fn note_root(&mut self) {
        if let Some(root) = self.roots.get_mut(&self.frontier.size()) {
            *root = Some(self.frontier.root());
        }
    }

    async fn head(&self, tx: &mut Tx) -> Result<(), VerifyError> {
        let condition = "WHERE centre = $1";
        let arguments = vec![self.centre.to_string().into()];
        let heads = LOG_HEAD.rows(tx, &self.guard, condition, arguments, None).await?;
        let head = heads.first().ok_or(Error::NoSuchCentre)?;
        let fits = head.count(1)? == self.frontier.size() && head.bytes(2)? == self.frontier.to_bytes();
        if fits {
            Ok(())
        } else {
            let why = "the log's head does not follow from the events";
            Err(FirstBad::new("log_head", why).of(self.centre).at(self.frontier.size()).into())
        }
    }

    async fn stream_heads(&mut self, tx: &mut Tx) -> Result<(), VerifyError> {
        let rows = tx
            .rows(
                "SELECT stream, version FROM streams WHERE centre = $1 ORDER BY stream",
                vec![self.centre.to_string().into()],
            )
            .await?;
        let bad = |stream: &str, why: &str| {
            let mut bad = FirstBad::new("streams", why).of(self.centre);
            bad.stream = Some(stream.to_owned());
            bad
        };
        let mut seen = self.streams.clone();
        for row in rows {
            let stream = row.text(0)?;
            if seen.remove(stream).unwrap_or(0) != row.count(1)? {
                return Err(bad(stream, "the stream's head is not its last event").into());
            }
            // A head without events is one that a pin left; its name is still a stream's.
            if stream.parse::<domain::stream::StreamName>().is_err() {
                return Err(bad(stream, "this is not the name of a stream").into());
            }
        }
        match seen.keys().next() {
            None => Ok(()),
            Some(stream) => Err(bad(stream, "the stream has no head").into()),
        }
    }

    async fn checkpoints(&self, tx: &mut Tx, rows: &[Row], verified: &mut Verified) -> Result<(), VerifyError> {
        let key = checkpoint::signing_key(tx, self.inner, self.centre).await?;
        for row in rows {
            let size = row.count(0)?;
            let bad = |why| FirstBad::new("checkpoint", why).of(self.centre).at(size);
            let signed = key.verifying_key().verify(row.text(1)?).map_err(|_| bad("the signature does not verify"))?;
            if signed.size != size {
                return Err(bad("the note is of another size").into());
            }
            if self.roots.get(&size).copied().flatten() != Some(signed.root) {
                return Err(bad("the log at this size is not what was signed").into());
            }
            verified.checkpoints += 1;
        }
        Ok(())
    }
}

fn name(row: &Row) -> Result<KeyName, Error> {
    Ok(KeyName {
        subject: row.text(segment::SUBJECT)?.to_owned(),
        compartment: row.text(segment::COMPARTMENT)?.to_owned(),
    })
}

/// No rows beside those that the centres' logs led to.
pub(super) async fn nothing_besides(tx: &mut Tx, centres: &[CentreId], verified: &Verified) -> Result<(), VerifyError> {
    let heads = tx.rows("SELECT DISTINCT centre FROM streams", Vec::new()).await?;
    for row in heads {
        if !row.parse(0).is_ok_and(|centre| centres.contains(&centre)) {
            let why = "a stream of a centre that does not exist";
            return Err(FirstBad::new("streams", why).into());
        }
    }
    for (table, seen) in [
        ("event", verified.events),
        ("segment", verified.segments + verified.erased),
        ("ledger_leaf", verified.events),
        ("checkpoint", verified.checkpoints),
        ("access_event", verified.access_events),
    ] {
        let rows = tx.rows(format!("SELECT COUNT(*) FROM {table}"), Vec::new()).await?;
        if rows.first().ok_or(crate::seam::SeamError::Shape)?.count(0)? != seen {
            return Err(FirstBad::new(table, "there are rows that belong to nothing").into());
        }
    }
    Ok(())
}
