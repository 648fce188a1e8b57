//! The access log: who looked at what, and why. One entry per request, chained so that a missing one shows.

use crate::access_index;
use crate::error::Error;
use crate::installation::{Inner, Storage};
use crate::instants;
use crate::rows::ACCESS_HEAD;
use crate::sealing::{self, Key};
use crate::seam::{Boxed, Lock, Row, SeamError, Tx, Value};
use domain::actor::Actor;
use domain::ids::CentreId;
use domain::private::Compartment;
use jiff::Timestamp;
use ledger::canonical::row_mac_input;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What became of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessOutcome {
    /// It was allowed.
    Granted,
    /// It was refused.
    Refused,
}

impl AccessOutcome {
    /// The stored name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Refused => "refused",
        }
    }
}

/// One request for records. It holds ids and codes only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessEvent {
    /// The centre whose records they are.
    pub centre: CentreId,
    /// When.
    pub at: Timestamp,
    /// Who asked.
    pub actor: Actor,
    /// What for, as a code.
    pub purpose: String,
    /// The action that was decided on.
    pub action: String,
    /// Which records, such as `case/<uuid>`.
    pub records: Vec<String>,
    /// Which compartments were opened.
    pub compartments: Vec<Compartment>,
    /// Whether it was allowed.
    pub outcome: AccessOutcome,
}

/// An access event in its place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoggedAccess {
    /// Its place, from 0, without gaps.
    pub index: u64,
    /// What happened.
    pub event: AccessEvent,
}

/// When access events are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flush {
    /// Before the call returns: whenever a sealed compartment is opened.
    Now,
    /// Within a second: ordinary reads.
    Soon,
}

/// Ordinary reads that are not written yet. A power cut loses at most the last second of them.
#[derive(Default)]
pub(crate) struct AccessQueue(Mutex<Vec<AccessEvent>>);

/// With this many waiting, a request waits for the writing itself: a full disk then stops reading rather than logging.
const MOST_WAITING: usize = 4096;

impl AccessQueue {
    fn add(&self, events: Vec<AccessEvent>) -> usize {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.extend(events);
        waiting.len()
    }

    fn take(&self) -> Vec<AccessEvent> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn put_back(&self, mut events: Vec<AccessEvent>) {
        let mut waiting = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        events.append(&mut waiting);
        *waiting = events;
    }
}

impl Storage {
    /// Writes access events, now or within a second.
    pub async fn record_access(&self, events: Vec<AccessEvent>, flush: Flush) -> Result<(), Error> {
        let waiting = self.0.access.add(events);
        if flush == Flush::Now || waiting >= MOST_WAITING {
            self.flush_access().await?;
        }
        Ok(())
    }

    /// Writes what waits.
    pub(crate) fn flush_access(&self) -> Boxed<'_, Result<(), Error>> {
        Box::pin(async move {
            let events = self.0.access.take();
            if events.is_empty() {
                return Ok(());
            }
            let again = events.clone();
            let written: Result<(), Error> =
                self.write(move |tx, inner| Box::pin(async move { append_access(tx, &inner, &events).await })).await;
            if written.is_err() {
                self.0.access.put_back(again);
            }
            written
        })
    }

    /// The access log of a centre from an index on.
    pub async fn access_log(&self, centre: CentreId, from: u64, limit: u32) -> Result<Vec<LoggedAccess>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        chain(&mut snapshot, centre, from, limit).await?.iter().map(logged).collect()
    }
}

/// Flushes the queue every second for as long as the storage is open.
pub(crate) fn flush_each_second(storage: &Storage) {
    let inner = Arc::downgrade(&storage.0);
    tokio::spawn(async move {
        let mut failing = false;
        loop {
            tokio::time::sleep(Duration::from_millis(800)).await;
            let Some(storage) = inner.upgrade().map(Storage) else {
                return;
            };
            let failed = storage.flush_access().await.is_err();
            if failed && !failing {
                tracing::error!("the access log cannot be written; it is kept in memory and tried again");
            }
            failing = failed;
        }
    });
}

/// Appends events to their centres' logs, within a transaction that does more.
pub(crate) async fn append_access(tx: &mut Tx, inner: &Inner, events: &[AccessEvent]) -> Result<(), Error> {
    let mut by_centre: BTreeMap<CentreId, Vec<&AccessEvent>> = BTreeMap::new();
    for event in events {
        by_centre.entry(event.centre).or_default().push(event);
    }
    for (centre, events) in by_centre {
        let key = inner.ring.row_mac_key(tx, centre).await?;
        let id = centre.to_string();
        let heads =
            ACCESS_HEAD.rows(tx, &key, "WHERE centre = $1", vec![id.clone().into()], Some(Lock::Update)).await?;
        let head = heads.first().ok_or(Error::NoSuchCentre)?;
        let (mut size, mut last) = (head.count(1)?, head.bytes32(2)?);
        for event in events {
            let mut values = columns(event, size, last);
            last = mac(&key, &values)?;
            values.push(last.as_slice().into());
            tx.execute(
                "INSERT INTO access_event (centre, idx, at, actor, purpose, action, records, compartments, outcome, previous_mac, mac)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                values,
            )
            .await?;
            access_index::note(tx, &id, size, &event.records).await?;
            size += 1;
        }
        let head = vec![id.into(), size.into(), last.as_slice().into()];
        ACCESS_HEAD.put(tx, &key, head).await?;
    }
    Ok(())
}

/// The MAC of an entry: over all its columns, the MAC of the entry before among them.
pub(crate) fn mac(key: &Key, values: &[Value]) -> Result<[u8; 32], Error> {
    let canonical: Vec<Option<Vec<u8>>> = values.iter().map(Value::canonical).collect();
    let columns: Vec<Option<&[u8]>> = canonical.iter().map(Option::as_deref).collect();
    Ok(sealing::mac(key, &row_mac_input("access_event", &columns)?))
}

/// Rows of the log, in order; the last column is the MAC.
pub(crate) async fn chain(tx: &mut Tx, centre: CentreId, from: u64, limit: u32) -> Result<Vec<Row>, SeamError> {
    tx.rows(
        "SELECT centre, idx, at, actor, purpose, action, records, compartments, outcome, previous_mac, mac
         FROM access_event WHERE centre = $1 AND idx >= $2 ORDER BY idx LIMIT $3",
        vec![centre.to_string().into(), from.into(), limit.into()],
    )
    .await
}

fn columns(event: &AccessEvent, index: u64, previous: [u8; 32]) -> Vec<Value> {
    let compartments: Vec<&str> = event.compartments.iter().map(|c| c.name()).collect();
    vec![
        event.centre.to_string().into(),
        index.into(),
        event.at.as_microsecond().into(),
        event.actor.to_string().into(),
        event.purpose.as_str().into(),
        event.action.as_str().into(),
        event.records.join(" ").into(),
        compartments.join(" ").into(),
        event.outcome.name().into(),
        previous.as_slice().into(),
    ]
}

pub(crate) fn logged(row: &Row) -> Result<LoggedAccess, Error> {
    let outcome = row.text(8)?;
    let event = AccessEvent {
        centre: row.parse(0)?,
        at: instants::stored(row.int(2)?)?,
        actor: row.parse(3)?,
        purpose: row.text(4)?.to_owned(),
        action: row.text(5)?.to_owned(),
        records: row.text(6)?.split_whitespace().map(str::to_owned).collect(),
        compartments: row.text(7)?.split_whitespace().map(str::parse).collect::<Result<_, _>>()?,
        outcome: [AccessOutcome::Granted, AccessOutcome::Refused]
            .into_iter()
            .find(|known| known.name() == outcome)
            .ok_or(SeamError::Shape)?,
    };
    Ok(LoggedAccess { index: row.count(1)?, event })
}
