//! Reading streams back: one state of the database, opened, joined and decoded.

use crate::error::Error;
use crate::installation::Storage;
use crate::instants;
use crate::keys::{KeyRing, WrappedKey};
use crate::sealing::{self, Key};
use crate::seam::{Boxed, Row, SeamError, Tx, Value};
use domain::actor::Actor;
use domain::body::{self, BodyError};
use domain::event::{Event, Happened};
use domain::ids::{CaseId, CentreId, CommandId, SessionId};
use domain::private::{Compartment, Subject};
use domain::stream::StreamName;
use jiff::Timestamp;
use ledger::canonical::segment_associated_data;
use ledger::commitment::split_segment_plaintext;
use std::collections::{BTreeMap, HashMap, hash_map};

/// What was read of some streams.
#[derive(Debug, Clone, Default)]
pub struct Loaded {
    /// What happened: streams in the order asked for, each in its own order. An event whose skeleton was erased is missing.
    pub happened: Vec<Happened>,
    /// How far every stream asked for goes, erased events counted; 0 where there is no such stream.
    pub versions: BTreeMap<StreamName, u64>,
}

impl Loaded {
    /// What happened in one of the streams.
    pub fn of(&self, stream: StreamName) -> impl Iterator<Item = &Happened> {
        self.happened.iter().filter(move |happened| happened.stream == stream)
    }
}

/// The outside of a stored event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its stream.
    pub stream: StreamName,
    /// Its place in the stream, from 1.
    pub version: u64,
    /// Its place in the centre's log, from 0.
    pub log_index: u64,
    /// Its type, such as `referral.drafted`.
    pub kind: String,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// When it happened, where that differs.
    pub about_at: Option<Timestamp>,
    /// Who recorded it.
    pub actor: Actor,
    /// For whom.
    pub on_behalf_of: Option<Actor>,
    /// The device it was captured on, where that is named.
    pub device: Option<String>,
    /// The command it came from.
    pub command: CommandId,
}

/// At most this many streams are asked for in one statement.
const AT_ONCE: usize = 100;

impl Storage {
    /// Reads streams as they stand, all at one moment.
    pub async fn load(&self, centre: CentreId, streams: &[StreamName]) -> Result<Loaded, Error> {
        self.load_at(centre, streams, None).await
    }

    /// Reads streams as they were known at an instant. The versions are those of that instant too.
    pub async fn load_until(
        &self,
        centre: CentreId,
        streams: &[StreamName],
        until: Timestamp,
    ) -> Result<Loaded, Error> {
        self.load_at(centre, streams, Some(until)).await
    }

    fn load_at<'a>(
        &'a self,
        centre: CentreId,
        streams: &'a [StreamName],
        until: Option<Timestamp>,
    ) -> Boxed<'a, Result<Loaded, Error>> {
        Box::pin(async move {
            let mut snapshot = self.0.db.snapshot().await?;
            match load(&mut snapshot, &self.0.ring, centre, streams, until).await {
                Err(Error::KeyMissing(_)) => {
                    // An erasure changed the centre key between our snapshot and our use of it; the next snapshot has the new one.
                    let mut again = self.0.db.snapshot().await?;
                    load(&mut again, &self.0.ring, centre, streams, until).await
                }
                other => other,
            }
        })
    }

    /// Whether a centre has this stream. It asks one row whether or not there is one, and opens nothing.
    pub async fn has(&self, centre: CentreId, stream: StreamName) -> Result<bool, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        let sql = "SELECT version FROM streams WHERE centre = $1 AND stream = $2";
        let row = snapshot.row(sql, vec![centre.to_string().into(), stream.to_string().into()]).await?;
        Ok(row.map(|row| row.count(0)).transpose()?.is_some_and(|version| version > 0))
    }

    /// Whether somebody recorded something of this type in a stream. It asks one row whether or not they did, and opens nothing.
    pub async fn has_recorded(
        &self,
        centre: CentreId,
        stream: StreamName,
        kind: &str,
        actor: Actor,
    ) -> Result<bool, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        let sql = "SELECT version FROM event WHERE centre = $1 AND stream = $2 AND kind = $3 AND actor = $4 LIMIT 1";
        let of = vec![centre.to_string().into(), stream.to_string().into(), kind.into(), actor.to_string().into()];
        Ok(snapshot.row(sql, of).await?.is_some())
    }

    /// Whose a session is. It asks one row whether or not there is one, and opens nothing.
    pub async fn case_of(&self, centre: CentreId, session: SessionId) -> Result<Option<CaseId>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        let sql = "SELECT case_id FROM list_session WHERE centre = $1 AND session_id = $2";
        let row = snapshot.row(sql, vec![centre.to_string().into(), session.to_string().into()]).await?;
        Ok(row.map(|row| row.parse(0)).transpose()?)
    }

    /// The names of a centre's streams that have events.
    pub async fn streams(&self, centre: CentreId) -> Result<Vec<StreamName>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        streams(&mut snapshot, centre).await
    }

    /// What happened at a centre from a place in its log on; for those who follow. Places of erased events are left out.
    pub async fn log_from(&self, centre: CentreId, from: u64, limit: u32) -> Result<Vec<(u64, Happened)>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        let rows = snapshot
            .rows(
                "SELECT stream, version, log_index FROM event
                 WHERE centre = $1 AND log_index >= $2 ORDER BY log_index LIMIT $3",
                vec![centre.to_string().into(), from.into(), limit.into()],
            )
            .await?;
        let mut places: BTreeMap<(StreamName, u64), u64> = BTreeMap::new();
        for row in &rows {
            places.insert((row.parse(0)?, row.count(1)?), row.count(2)?);
        }
        let mut streams: Vec<StreamName> = places.keys().map(|(stream, _)| *stream).collect();
        streams.dedup();
        let loaded = load(&mut snapshot, &self.0.ring, centre, &streams, None).await?;
        let mut followed: Vec<(u64, Happened)> = loaded
            .happened
            .into_iter()
            .filter_map(|happened| {
                let place = places.get(&(happened.stream, happened.version))?;
                Some((*place, happened))
            })
            .collect();
        followed.sort_by_key(|(place, _)| *place);
        Ok(followed)
    }

    /// The outsides of a stream's events, erased ones among them.
    pub async fn entries(&self, centre: CentreId, stream: StreamName) -> Result<Vec<Entry>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        snapshot
            .rows(
                "SELECT version, log_index, kind, recorded_at, about_at, actor, on_behalf_of, command, device
                 FROM event WHERE centre = $1 AND stream = $2 ORDER BY version",
                vec![centre.to_string().into(), stream.to_string().into()],
            )
            .await?
            .iter()
            .map(|row| entry(stream, row).map_err(Error::from))
            .collect()
    }
}

fn entry(stream: StreamName, row: &Row) -> Result<Entry, SeamError> {
    let on_behalf_of = row.opt_text(6)?;
    Ok(Entry {
        stream,
        version: row.count(0)?,
        log_index: row.count(1)?,
        kind: row.text(2)?.to_owned(),
        recorded_at: instants::stored(row.int(3)?)?,
        about_at: instants::stored_if_any(row.opt_int(4)?)?,
        actor: row.parse(5)?,
        on_behalf_of: on_behalf_of.map(str::parse).transpose().map_err(|_| SeamError::Shape)?,
        device: row.opt_text(8)?.map(str::to_owned),
        command: row.parse(7)?,
    })
}

pub(crate) async fn streams(tx: &mut Tx, centre: CentreId) -> Result<Vec<StreamName>, Error> {
    tx.rows(
        "SELECT stream FROM streams WHERE centre = $1 AND version > 0 ORDER BY stream",
        vec![centre.to_string().into()],
    )
    .await?
    .iter()
    .map(|row| row.parse(0).map_err(Error::from))
    .collect()
}

/// Reads streams within a transaction.
pub(crate) async fn load(
    tx: &mut Tx,
    ring: &KeyRing,
    centre: CentreId,
    streams: &[StreamName],
    until: Option<Timestamp>,
) -> Result<Loaded, Error> {
    let mut loaded = Loaded { happened: Vec::new(), versions: streams.iter().map(|stream| (*stream, 0)).collect() };
    let mut found: HashMap<StreamName, Vec<Happened>> = HashMap::new();
    for some in streams.chunks(AT_ONCE) {
        let until = until.map_or(i64::MAX, Timestamp::as_microsecond);
        let mut bodies = bodies(tx, ring, centre, some, until).await?;
        for row in event_rows(tx, centre, some, until).await? {
            let stream: StreamName = row.parse(0)?;
            let version = row.count(1)?;
            loaded.versions.insert(stream, version);
            let body = bodies.remove(&(stream, version)).unwrap_or_default();
            if let Some(happened) = decode(stream, version, &row, &body)? {
                found.entry(stream).or_default().push(happened);
            }
        }
    }
    for stream in streams {
        loaded.happened.extend(found.remove(stream).unwrap_or_default());
    }
    Ok(loaded)
}

fn decode(stream: StreamName, version: u64, row: &Row, body: &[OpenedSegment]) -> Result<Option<Happened>, Error> {
    let joined = match body::join(body) {
        Ok(joined) => joined,
        Err(BodyError::SkeletonErased) => return Ok(None),
        Err(other) => return Err(other.into()),
    };
    Ok(Some(Happened {
        stream,
        version,
        recorded_at: instants::stored(row.int(4)?)?,
        about_at: instants::stored_if_any(row.opt_int(5)?)?,
        actor: row.parse(6)?,
        event: Event::decode(row.text(2)?, row.small(3)?, joined)?,
    }))
}

type OpenedSegment = (Subject, Compartment, Option<Vec<u8>>);

/// `$3, $4, ...` for the streams, and the arguments from the centre on.
fn asked(centre: CentreId, streams: &[StreamName], until: i64) -> (String, Vec<Value>) {
    let places: Vec<String> = (3..streams.len() + 3).map(|n| format!("${n}")).collect();
    let mut arguments: Vec<Value> = vec![centre.to_string().into(), until.into()];
    arguments.extend(streams.iter().map(|stream| Value::from(stream.to_string())));
    (places.join(", "), arguments)
}

async fn event_rows(tx: &mut Tx, centre: CentreId, streams: &[StreamName], until: i64) -> Result<Vec<Row>, SeamError> {
    if streams.is_empty() {
        return Ok(Vec::new());
    }
    let (places, arguments) = asked(centre, streams, until);
    let sql = format!(
        "SELECT stream, version, kind, type_version, recorded_at, about_at, actor FROM event
         WHERE centre = $1 AND recorded_at <= $2 AND stream IN ({places}) ORDER BY stream, version"
    );
    tx.rows(sql, arguments).await
}

/// The opened segments of the events, by stream and version.
async fn bodies(
    tx: &mut Tx,
    ring: &KeyRing,
    centre: CentreId,
    streams: &[StreamName],
    until: i64,
) -> Result<HashMap<(StreamName, u64), Vec<OpenedSegment>>, Error> {
    let mut bodies: HashMap<(StreamName, u64), Vec<OpenedSegment>> = HashMap::new();
    if streams.is_empty() {
        return Ok(bodies);
    }
    let (places, arguments) = asked(centre, streams, until);
    let sql = format!(
        "SELECT s.subject, s.compartment, k.epoch, k.wrapped, s.stream, s.version, s.idx, s.sealed
         FROM event e
         JOIN segment s ON s.centre = e.centre AND s.stream = e.stream AND s.version = e.version
         LEFT JOIN subject_key k ON k.centre = s.centre AND k.subject = s.subject AND k.compartment = s.compartment
         WHERE e.centre = $1 AND e.recorded_at <= $2 AND e.stream IN ({places})
         ORDER BY s.stream, s.version, s.idx"
    );
    let mut keys = HashMap::new();
    for row in tx.rows(sql, arguments).await? {
        let value = opened(ring, centre, &mut keys, &row)?;
        let segment = (row.parse(0)?, row.parse(1)?, value);
        let event = (row.parse(4)?, row.count(5)?);
        bodies.entry(event).or_default().push(segment);
    }
    Ok(bodies)
}

/// The value of a segment; nothing where it was erased. `keys` holds those opened before.
fn opened(
    ring: &KeyRing,
    centre: CentreId,
    keys: &mut HashMap<(String, String), Key>,
    row: &Row,
) -> Result<Option<Vec<u8>>, Error> {
    let Some(sealed) = row.opt_bytes(7)? else {
        return Ok(None);
    };
    let name = (row.text(0)?.to_owned(), row.text(1)?.to_owned());
    let key = match keys.entry(name) {
        hash_map::Entry::Occupied(known) => known.into_mut(),
        hash_map::Entry::Vacant(_) if row.value(3)?.is_null() => {
            return Err(Error::Altered("subject_key"));
        }
        hash_map::Entry::Vacant(place) => place.insert(WrappedKey::of(row)?.unwrap(ring, centre)?),
    };
    let id = centre.uuid().into_bytes();
    let place = segment_associated_data(id, row.text(4)?, row.count(5)?, row.small(6)?)?;
    let altered = || Error::Altered("segment");
    let plain = sealing::open(key, &place, sealed).ok_or_else(altered)?;
    let (_salt, value) = split_segment_plaintext(&plain).map_err(|_| altered())?;
    Ok(Some(value.to_vec()))
}
