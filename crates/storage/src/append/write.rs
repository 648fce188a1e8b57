//! The transaction of an Append.
//!
//! On PostgreSQL the order of locks is: the centre's epoch (shared), the request's key, streams in order, keys in order, the
//! log's head, the access log's head. From the log's head on one centre's commits are serial.

use super::encoding::{self, Sealed, Split};
use super::{Append, AppendError, Appended, heads, idempotency};
use crate::access_log::append_access;
use crate::error::Error;
use crate::installation::{self, Inner};
use crate::keys::{KeyName, SubjectKeys};
use crate::lists::{self, Change};
use crate::rows::LOG_HEAD;
use crate::seam::{Lock, SeamError, Tx, Value};
use crate::{drafts, jobs, read};
use domain::event::Happened;
use domain::private::Subject;
use domain::stream::StreamName;
use ledger::merkle::Frontier;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

pub(super) async fn append(tx: &mut Tx, inner: Arc<Inner>, append: Append) -> Result<Appended, AppendError> {
    let inner = &*inner;
    let centre = append.centre;
    let epoch = installation::epoch(tx, &inner.database_key, centre, Some(Lock::Share)).await?;
    if let Some(request) = &append.idempotency {
        let at = append.recorded_at;
        idempotency::claim(tx, inner, centre, append.actor, at, request).await?;
    }
    let mut versions = heads::lock(tx, &append).await?;
    let before = versions.clone();
    let splits = split_all(tx, &append, &mut versions).await?;
    let lists = list_changes(tx, inner, &append, &before, &splits).await?;

    let mut wanted: BTreeSet<KeyName> = splits.iter().flat_map(Split::keys).collect();
    wanted.extend(lists.values().flat_map(Change::keys));
    wanted.extend(append.jobs.iter().filter_map(jobs::key));
    let keys = SubjectKeys::for_writing(tx, &inner.ring, centre, epoch, &wanted).await?;
    let sealed: Vec<Sealed> = splits.iter().map(|split| split.seal(&append, &keys)).collect::<Result<_, _>>()?;

    let log_index = log(tx, inner, &append, sealed).await?;
    for (stream, version) in &versions {
        heads::advance(tx, centre, *stream, *version).await?;
    }
    for (stream, change) in &lists {
        change.apply(tx, centre, *stream, &keys).await?;
    }
    beside(tx, inner, &append, &keys).await?;
    Ok(Appended { log_index, versions })
}

/// Takes the events apart and counts the versions up.
async fn split_all(
    tx: &mut Tx,
    append: &Append,
    versions: &mut BTreeMap<StreamName, u64>,
) -> Result<Vec<Split>, AppendError> {
    let mut splits = Vec::with_capacity(append.events.len());
    for recorded in &append.events {
        let version = versions.entry(recorded.stream).or_insert(0);
        *version += 1;
        let owner = match encoding::owner(append, recorded.stream) {
            Some(owner) => owner,
            None => stored_owner(tx, append, recorded.stream).await?,
        };
        splits.push(encoding::split(append, recorded, *version, owner)?);
    }
    Ok(splits)
}

/// Whose key sealed the skeleton of the stream's first event.
async fn stored_owner(tx: &mut Tx, append: &Append, stream: StreamName) -> Result<Subject, AppendError> {
    let row = tx
        .row(
            "SELECT subject FROM segment WHERE centre = $1 AND stream = $2 AND version = 1 AND idx = 0",
            vec![append.centre.to_string().into(), stream.to_string().into()],
        )
        .await?
        .ok_or(AppendError::OwnerUnknown { stream })?;
    Ok(row.parse(0)?)
}

/// How the list rows of every stream written to change, from what its history gave to what it gives now.
async fn list_changes(
    tx: &mut Tx,
    inner: &Inner,
    append: &Append,
    before: &BTreeMap<StreamName, u64>,
    splits: &[Split],
) -> Result<BTreeMap<StreamName, Change>, Error> {
    let mut changes = BTreeMap::new();
    for (stream, head) in before {
        if lists::written_by(*stream).next().is_none() {
            continue;
        }
        let mut history: Vec<Happened> = if append.known.versions.get(stream) == Some(head) {
            append.known.of(*stream).cloned().collect()
        } else if *head == 0 {
            Vec::new()
        } else {
            let ring = &inner.ring;
            read::load(tx, ring, append.centre, &[*stream], None).await?.happened
        };
        let rows_before = if *head == 0 { Vec::new() } else { (inner.projection)(append.centre, *stream, &history) };
        history
            .extend(splits.iter().filter(|split| split.happened.stream == *stream).map(|split| split.happened.clone()));
        let rows_after = (inner.projection)(append.centre, *stream, &history);
        changes.insert(*stream, Change::between(rows_before, rows_after));
    }
    Ok(changes)
}

/// Writes the events and their leaves under the lock of the log's head.
async fn log(tx: &mut Tx, inner: &Inner, append: &Append, sealed: Vec<Sealed>) -> Result<Range<u64>, Error> {
    let id = append.centre.to_string();
    let guard = inner.ring.row_mac_key(tx, append.centre).await?;
    let condition = "WHERE centre = $1";
    let heads = LOG_HEAD.rows(tx, &guard, condition, vec![id.clone().into()], Some(Lock::Update)).await?;
    let head = heads.first().ok_or(Error::NoSuchCentre)?;
    let mut frontier = Frontier::from_bytes(head.bytes(2)?).map_err(|_| SeamError::Shape)?;
    let start = frontier.size();
    if sealed.is_empty() {
        return Ok(start..start);
    }
    let (mut events, mut segments, mut leaves) = (Vec::new(), Vec::new(), Vec::new());
    for one in sealed {
        let index = frontier.push(one.leaf)?;
        let mut event = one.event;
        event.push(index.into());
        events.push(event);
        segments.extend(one.segments);
        leaves.push(vec![id.clone().into(), index.into(), one.leaf.as_bytes().as_slice().into()]);
    }
    insert(tx, "event (centre, stream, version, kind, type_version, recorded_at, about_at, actor, on_behalf_of, device, command, cause, policy_pack, form_version, envelope_salt, log_index)", events).await?;
    insert(tx, "segment (centre, stream, version, idx, subject, compartment, commitment, sealed)", segments).await?;
    insert(tx, "ledger_leaf (centre, log_index, leaf_hash)", leaves).await?;
    let size = frontier.size();
    let head = vec![id.into(), size.into(), frontier.to_bytes().into()];
    LOG_HEAD.put(tx, &guard, head).await?;
    Ok(start..size)
}

/// Inserts rows, several to a statement.
async fn insert(tx: &mut Tx, table_and_columns: &str, rows: Vec<Vec<Value>>) -> Result<(), SeamError> {
    // Few enough for SQLite's limit on variables, and few different statements for its cache.
    for some in rows.chunks(16) {
        let mut place = 0;
        let tuples: Vec<String> = some
            .iter()
            .map(|row| {
                let places: Vec<String> = row
                    .iter()
                    .map(|_| {
                        place += 1;
                        format!("${place}")
                    })
                    .collect();
                format!("({})", places.join(", "))
            })
            .collect();
        let sql = format!("INSERT INTO {table_and_columns} VALUES {}", tuples.join(", "));
        tx.execute(sql, some.concat()).await?;
    }
    Ok(())
}

/// What is written beside the journal: jobs, the draft that goes, what was looked at.
async fn beside(tx: &mut Tx, inner: &Inner, append: &Append, keys: &SubjectKeys) -> Result<(), Error> {
    let guard = inner.ring.row_mac_key(tx, append.centre).await?;
    for job in &append.jobs {
        jobs::add(tx, &guard, append.centre, job, keys).await?;
    }
    if let Some(name) = &append.discard_draft {
        drafts::discard(tx, append.centre, name).await?;
    }
    append_access(tx, inner, &append.access).await
}
