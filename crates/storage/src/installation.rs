//! Opening the record, and the centres in it.

use crate::access_log::{self, AccessQueue};
use crate::error::Error;
use crate::instants;
use crate::keys::{KeyFile, KeyFileError, KeyName, KeyRing, ROW_MAC, SIGNING, WrappedKey};
use crate::lists::Projection;
use crate::rows::{ACCESS_HEAD, CENTRE, INSTALLATION, LOG_HEAD};
use crate::sealing::{Key, fresh_key, random};
use crate::seam::{Boxed, Db, Durability, Location, Lock, SeamError, Tx};
use domain::ids::CentreId;
use domain::private::Subject;
use jiff::Timestamp;
use ledger::merkle::Frontier;
use std::sync::Arc;
use uuid::Uuid;

/// Whether a database is real or a demo. Written when it is made, never changed, and guarded by a MAC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// People's records.
    Real,
    /// Invented people; the only kind of database where signing in by one click exists, and one that `serve` refuses.
    Demo,
}

impl Marker {
    const fn name(self) -> &'static str {
        match self {
            Self::Real => "real",
            Self::Demo => "demo",
        }
    }
}

/// How to open the record.
#[derive(Debug, Clone)]
pub struct Opening {
    /// Where it is.
    pub location: Location,
    /// Where its keys are.
    pub keys: KeyFile,
    /// Whether a power cut may take what was saved.
    pub durability: Durability,
    /// What a database is marked as that does not exist yet; an existing one keeps its own.
    pub marker: Marker,
    /// The instant, written into a database that does not exist yet.
    pub now: Timestamp,
    /// How list rows follow from a stream; [`crate::lists::project`] except in tests.
    pub projection: Projection,
}

/// Why the record cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The key file holds no key for this database: it is the file of another one.
    #[error("the key file holds no key for this database")]
    OtherKeyFile,
    /// Storage.
    #[error(transparent)]
    Storage(#[from] Error),
}

impl From<SeamError> for OpenError {
    fn from(error: SeamError) -> Self {
        Self::Storage(error.into())
    }
}

impl From<KeyFileError> for OpenError {
    fn from(error: KeyFileError) -> Self {
        Self::Storage(error.into())
    }
}

/// The record of one installation, opened. Cheap to clone.
#[derive(Clone)]
pub struct Storage(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub db: Db,
    pub ring: KeyRing,
    pub database_key: Key,
    pub marker: Marker,
    pub projection: Projection,
    pub access: AccessQueue,
    /// Names this process in leases.
    pub holder: String,
}

impl std::fmt::Debug for Storage {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Storage(..)")
    }
}

impl Storage {
    /// Opens the record; makes database, key file and marker where there is nothing yet.
    pub async fn open(opening: Opening) -> Result<Self, OpenError> {
        if let Location::Sqlite { folder } = &opening.location {
            crate::keys::private_folder(folder).map_err(KeyFileError::from)?;
            opening.keys.must_not_be_in(folder)?;
        }
        let ring = KeyRing::open(opening.keys.clone())?;
        let db = Db::open(&opening.location, opening.durability).await?;
        let mut snapshot = db.snapshot().await?;
        let found = INSTALLATION.unchecked(&mut snapshot).await?;
        drop(snapshot);
        let id = match found.first() {
            Some(row) => row.parse(0)?,
            None => make(&db, &ring, &opening).await?,
        };
        let database_key = match ring.database(id) {
            Err(Error::KeyMissing(_)) => return Err(OpenError::OtherKeyFile),
            other => other?,
        };
        let marker = marker(&db, &database_key).await?;
        let holder = Uuid::from_bytes(random()?).to_string();
        let storage = Self(Arc::new(Inner {
            db,
            ring,
            database_key,
            marker,
            projection: opening.projection,
            access: AccessQueue::default(),
            holder,
        }));
        storage.finish_erasures().await?;
        access_log::flush_each_second(&storage);
        Ok(storage)
    }

    /// What the database was marked as when it was made.
    pub fn marker(&self) -> Marker {
        self.0.marker
    }

    /// Whether a passphrase seals the key file; `serve` warns until one does.
    pub fn key_file_has_passphrase(&self) -> bool {
        self.0.ring.has_passphrase()
    }

    /// Whether the database answers.
    pub async fn ready(&self) -> Result<(), Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        snapshot.rows("SELECT marker FROM installation", Vec::new()).await?;
        Ok(())
    }

    /// The database itself: for backups, and for tests that tamper with it.
    pub fn database(&self) -> &Db {
        &self.0.db
    }

    /// Writes what is still queued and closes the database, for all handles.
    pub async fn close(self) -> Result<(), Error> {
        let flushed = self.flush_access().await;
        self.0.db.close().await;
        flushed
    }

    /// Makes a centre: its key, its log, its signing key. Does nothing where it exists.
    pub async fn add_centre(&self, centre: CentreId, now: Timestamp) -> Result<(), Error> {
        if self.centres().await?.contains(&centre) {
            return Ok(());
        }
        // The key is on disk before anything depends on it.
        self.0.ring.add_epoch(centre, 1)?;
        self.write(move |tx, inner| Box::pin(add_centre(tx, inner, centre, now))).await
    }

    /// The centres of this installation, in id order.
    pub async fn centres(&self) -> Result<Vec<CentreId>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        centres(&mut snapshot, &self.0.database_key).await
    }

    /// Runs `work` as one transaction; see [`Db::write`].
    pub(crate) async fn write<T, E, F>(&self, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<SeamError> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx, Arc<Inner>) -> Boxed<'t, Result<T, E>> + Send + 'static,
    {
        let inner = Arc::clone(&self.0);
        self.0.db.write(move |tx| work(tx, inner)).await
    }

    /// Destroys centre keys that an erasure left behind because the program ended between its two steps.
    async fn finish_erasures(&self) -> Result<(), Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        for centre in centres(&mut snapshot, &self.0.database_key).await? {
            let epoch = epoch(&mut snapshot, &self.0.database_key, centre, None).await?;
            self.0.ring.destroy_before(centre, epoch)?;
        }
        Ok(())
    }
}

pub(crate) async fn centres(tx: &mut Tx, database_key: &Key) -> Result<Vec<CentreId>, Error> {
    CENTRE
        .rows(tx, database_key, "ORDER BY centre", Vec::new(), None)
        .await?
        .iter()
        .map(|row| row.parse(0).map_err(Error::from))
        .collect()
}

/// The epoch of the centre key; locked, it keeps erasures and appends apart.
pub(crate) async fn epoch(tx: &mut Tx, database_key: &Key, centre: CentreId, lock: Option<Lock>) -> Result<u32, Error> {
    let rows = CENTRE.rows(tx, database_key, "WHERE centre = $1", vec![centre.to_string().into()], lock).await?;
    Ok(rows.first().ok_or(Error::NoSuchCentre)?.small(1)?)
}

async fn make(db: &Db, ring: &KeyRing, opening: &Opening) -> Result<Uuid, OpenError> {
    let id = uuid::Builder::from_random_bytes(random()?).into_uuid();
    ring.add_database(id)?;
    let key = ring.database(id)?;
    let values = vec![id.to_string().into(), opening.now.as_microsecond().into(), opening.marker.name().into()];
    let made: Result<Uuid, Error> = db
        .write(move |tx| {
            Box::pin(async move {
                // Several nodes may start on one empty database: the first step of the schema serves as their lock.
                tx.locked("SELECT name FROM migrations WHERE number = 1", Vec::new(), Lock::Update).await?;
                match INSTALLATION.unchecked(tx).await?.first() {
                    Some(row) => Ok(row.parse(0)?),
                    None => INSTALLATION.put(tx, &key, values).await.map(|()| id),
                }
            })
        })
        .await;
    Ok(made?)
}

async fn marker(db: &Db, key: &Key) -> Result<Marker, Error> {
    let mut snapshot = db.snapshot().await?;
    let rows = INSTALLATION.rows(&mut snapshot, key, "", Vec::new(), None).await?;
    let [row] = rows.as_slice() else {
        return Err(Error::Altered("installation"));
    };
    let name = row.text(2)?;
    [Marker::Real, Marker::Demo].into_iter().find(|marker| marker.name() == name).ok_or(Error::Altered("installation"))
}

async fn add_centre(tx: &mut Tx, inner: Arc<Inner>, centre: CentreId, now: Timestamp) -> Result<(), Error> {
    let row = vec![centre.to_string().into(), 1_u32.into(), instants::whole(now).as_microsecond().into()];
    if !CENTRE.put_new(tx, &inner.database_key, row).await? {
        return Ok(());
    }
    let own = Subject::Centre(centre);
    for compartment in [ROW_MAC, SIGNING] {
        let name = KeyName::named(own, compartment);
        WrappedKey::wrap(&inner.ring, centre, name, 1, &fresh_key()?)?.insert(tx, centre).await?;
    }
    let key = inner.ring.row_mac_key(tx, centre).await?;
    let id = centre.to_string();
    let head = vec![id.clone().into(), 0_u64.into(), Frontier::new().to_bytes().into()];
    LOG_HEAD.put(tx, &key, head).await?;
    let access = vec![id.into(), 0_u64.into(), [0; 32].as_slice().into()];
    ACCESS_HEAD.put(tx, &key, access).await
}
