//! Signing checkpoints: one signer at a time, and never before the log has been read back and worked out again.

use crate::error::Error;
use crate::installation::{Inner, Storage};
use crate::instants;
use crate::keys::{KeyName, SIGNING, SubjectKeys};
use crate::rows::{LEASE, LOG_HEAD};
use crate::seam::{Lock, SeamError, Tx};
use crate::stored_event;
use domain::ids::CentreId;
use domain::private::Subject;
use jiff::{SignedDuration, Timestamp};
use ledger::checkpoint::{Checkpoint, Origin, SigningKey, VerifyingKey};
use ledger::merkle::{Frontier, Hash};
use std::collections::BTreeSet;

/// How long one node may take to sign before another may.
const LEASE_LASTS: SignedDuration = SignedDuration::from_secs(60);
/// Events read back at a time.
const PAGE: u64 = 500;

impl Storage {
    /// Signs "the log has this root at this size" and returns the note. Signs nothing new where nothing was appended since.
    pub async fn sign_checkpoint(&self, centre: CentreId, now: Timestamp) -> Result<String, Error> {
        let name = format!("checkpoint/{centre}");
        let leased = name.clone();
        let fence: Result<i64, Error> =
            self.write(move |tx, inner| Box::pin(async move { take_lease(tx, &inner, &leased, now).await })).await;
        let fence = fence?;
        let mut snapshot = self.0.db.snapshot().await?;
        let key = signing_key(&mut snapshot, &self.0, centre).await?;
        let last = latest(&mut snapshot, centre).await?;
        let (size, root) = read_back(&mut snapshot, &self.0, centre, key.verifying_key(), last.as_deref()).await?;
        drop(snapshot);
        if let Some(note) = last
            && key.verifying_key().verify(&note).is_ok_and(|checkpoint| checkpoint.size == size)
        {
            return Ok(note);
        }
        let note = key.sign(size, root);
        let kept = note.clone();
        let kept: Result<(), Error> = self
            .write(move |tx, inner| Box::pin(async move { keep(tx, &inner, centre, &name, fence, size, kept).await }))
            .await;
        kept.map(|()| note)
    }

    /// The last checkpoint signed.
    pub async fn latest_checkpoint(&self, centre: CentreId) -> Result<Option<String>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        Ok(latest(&mut snapshot, centre).await?)
    }

    /// The key with which others check this centre's checkpoints.
    pub async fn verifying_key(&self, centre: CentreId) -> Result<VerifyingKey, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        let key = signing_key(&mut snapshot, &self.0, centre).await?;
        Ok(key.verifying_key().clone())
    }
}

pub(crate) async fn signing_key(tx: &mut Tx, inner: &Inner, centre: CentreId) -> Result<SigningKey, Error> {
    let name = KeyName::named(Subject::Centre(centre), SIGNING);
    let wanted = BTreeSet::from([name.clone()]);
    let keys = SubjectKeys::existing(tx, &inner.ring, centre, &wanted, None).await?;
    let seed = keys.get(&name).ok_or(Error::NoSuchCentre)?;
    let origin = Origin::for_centre(centre.uuid().into_bytes());
    Ok(SigningKey::from_seed(origin, seed))
}

async fn latest(tx: &mut Tx, centre: CentreId) -> Result<Option<String>, SeamError> {
    let row = tx
        .row(
            "SELECT note FROM checkpoint WHERE centre = $1 ORDER BY size DESC LIMIT 1",
            vec![centre.to_string().into()],
        )
        .await?;
    row.map(|row| row.text(0).map(str::to_owned)).transpose()
}

/// Works the log out again from its leaves, and the leaves since the last checkpoint from their events.
async fn read_back(
    tx: &mut Tx,
    inner: &Inner,
    centre: CentreId,
    key: &VerifyingKey,
    last: Option<&str>,
) -> Result<(u64, Hash), Error> {
    let last = last
        .map(|note| key.verify(note))
        .transpose()
        .map_err(|_| Error::LogBroken("the last checkpoint does not verify"))?;
    let signed = last.as_ref().map_or(0, |checkpoint| checkpoint.size);
    let (frontier, hashes) = leaves(tx, centre, last.as_ref()).await?;
    if signed > frontier.size() {
        return Err(Error::LogBroken("the log is shorter than the last checkpoint"));
    }
    compare_events(tx, centre, signed, &hashes).await?;
    let guard = inner.ring.row_mac_key(tx, centre).await?;
    let condition = "WHERE centre = $1";
    let heads = LOG_HEAD.rows(tx, &guard, condition, vec![centre.to_string().into()], None).await?;
    let head = heads.first().ok_or(Error::NoSuchCentre)?;
    if head.bytes(2)? != frontier.to_bytes() {
        return Err(Error::LogBroken("the log's head does not follow from its leaves"));
    }
    Ok((frontier.size(), frontier.root()))
}

/// The log over all leaves, which must go through the last checkpoint.
async fn leaves(tx: &mut Tx, centre: CentreId, last: Option<&Checkpoint>) -> Result<(Frontier, Vec<Hash>), Error> {
    let rows = tx
        .rows(
            "SELECT log_index, leaf_hash FROM ledger_leaf WHERE centre = $1 ORDER BY log_index",
            vec![centre.to_string().into()],
        )
        .await?;
    let mut frontier = Frontier::new();
    let mut hashes = Vec::with_capacity(rows.len());
    for row in &rows {
        let leaf = Hash::new(row.bytes32(1)?);
        if frontier.push(leaf)? != row.count(0)? {
            return Err(Error::LogBroken("a leaf is missing"));
        }
        hashes.push(leaf);
        let other = |last: &Checkpoint| last.size == frontier.size() && last.root != frontier.root();
        if last.is_some_and(other) {
            return Err(Error::LogBroken("the log at the last checkpoint's size is another one"));
        }
    }
    Ok((frontier, hashes))
}

async fn compare_events(tx: &mut Tx, centre: CentreId, from: u64, leaves: &[Hash]) -> Result<(), Error> {
    let size = u64::try_from(leaves.len()).unwrap_or(u64::MAX);
    let mut next = from;
    while next < size {
        let events = stored_event::events(tx, centre, next, PAGE).await?;
        for event in &events {
            let place = usize::try_from(event.log_index).unwrap_or(usize::MAX);
            if event.log_index != next || leaves.get(place) != Some(&event.leaf(centre)?) {
                return Err(Error::LogBroken("a leaf does not follow from its event"));
            }
            next += 1;
        }
        if events.is_empty() {
            return Err(Error::LogBroken("an event is missing"));
        }
    }
    Ok(())
}

/// Takes the lease, or renews it. The fence tells a node that was overtaken.
async fn take_lease(tx: &mut Tx, inner: &Inner, name: &str, now: Timestamp) -> Result<i64, Error> {
    let key = &inner.database_key;
    let condition = "WHERE name = $1";
    let rows = LEASE.rows(tx, key, condition, vec![name.into()], Some(Lock::Update)).await?;
    let mut fence = 1;
    if let Some(row) = rows.first() {
        let held_until = instants::stored(row.int(3)?)?;
        if row.text(1)? != inner.holder && held_until > now {
            return Err(Error::Elsewhere);
        }
        fence = row.int(2)? + 1;
    }
    let until = now.saturating_add(LEASE_LASTS).unwrap_or(now);
    let row = vec![name.into(), inner.holder.as_str().into(), fence.into(), until.as_microsecond().into()];
    LEASE.put(tx, key, row).await?;
    Ok(fence)
}

/// Keeps the note, if nobody has taken the lease since.
async fn keep(
    tx: &mut Tx,
    inner: &Inner,
    centre: CentreId,
    name: &str,
    fence: i64,
    size: u64,
    note: String,
) -> Result<(), Error> {
    let condition = "WHERE name = $1";
    let key = &inner.database_key;
    let rows = LEASE.rows(tx, key, condition, vec![name.into()], Some(Lock::Update)).await?;
    if rows.first().ok_or(Error::Elsewhere)?.int(2)? != fence {
        return Err(Error::Elsewhere);
    }
    tx.execute(
        "INSERT INTO checkpoint (centre, size, note) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        vec![centre.to_string().into(), size.into(), note.into()],
    )
    .await?;
    Ok(())
}
