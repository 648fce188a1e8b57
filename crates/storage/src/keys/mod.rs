//! Keys: the centre keys of the key file, and below them one key per subject and compartment, wrapped in the database.
//!
//! A wrapped key is opened for one operation and dropped; none is kept, so that a key destroyed by one node is gone for all.

mod file;
mod subject;

pub(crate) use file::{Entry, Owner, private_file, private_folder};
pub use file::{KeyFile, KeyFileError};
pub(crate) use subject::{KeyName, ROW_MAC, SIGNING, SubjectKeys, WrappedKey};

use crate::error::Error;
use crate::sealing::{Key, fresh_key};
use domain::ids::CentreId;
use std::collections::BTreeMap;
use std::sync::{PoisonError, RwLock};
use uuid::Uuid;

/// The keys of the key file, in memory, wiped when dropped.
pub(crate) struct KeyRing {
    file: KeyFile,
    held: RwLock<Held>,
}

#[derive(Default)]
struct Held {
    databases: BTreeMap<Uuid, Key>,
    centres: BTreeMap<(CentreId, u32), Key>,
    row_macs: BTreeMap<CentreId, Key>,
}

impl KeyRing {
    /// Reads the key file; one that does not exist yet has no keys.
    pub(crate) fn open(file: KeyFile) -> Result<Self, Error> {
        let entries = file.read_and_seal()?.unwrap_or_default();
        let ring = Self { file, held: RwLock::default() };
        ring.take(entries);
        Ok(ring)
    }

    pub(crate) const fn has_passphrase(&self) -> bool {
        self.file.has_passphrase()
    }

    fn take(&self, entries: Vec<Entry>) {
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        held.databases.clear();
        held.centres.clear();
        for entry in entries {
            match entry.owner {
                Owner::Database(id) => held.databases.insert(id, entry.key),
                Owner::Centre(centre) => held.centres.insert((centre, entry.epoch), entry.key),
            };
        }
    }

    fn held<T>(&self, look: impl Fn(&Held) -> Option<T>) -> Option<T> {
        look(&self.held.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks in memory, and in the file where memory has nothing: another process may have added a key.
    fn find<T>(&self, look: impl Fn(&Held) -> Option<T>) -> Result<Option<T>, Error> {
        if let Some(found) = self.held(&look) {
            return Ok(Some(found));
        }
        self.take(self.file.read()?.unwrap_or_default());
        Ok(self.held(look))
    }

    /// The key that guards the rows of the whole database.
    pub(crate) fn database(&self, id: Uuid) -> Result<Key, Error> {
        self.find(|held| held.databases.get(&id).cloned())?.ok_or(Error::KeyMissing("database"))
    }

    /// The centre key of an epoch.
    pub(crate) fn centre(&self, centre: CentreId, epoch: u32) -> Result<Key, Error> {
        self.find(|held| held.centres.get(&(centre, epoch)).cloned())?.ok_or(Error::KeyMissing("centre"))
    }

    /// Makes the key of a new database; it is in the file before this returns.
    pub(crate) fn add_database(&self, id: Uuid) -> Result<(), Error> {
        self.add(Owner::Database(id), 1)
    }

    /// Makes the centre key of an epoch, unless there is one; it is in the file before this returns.
    pub(crate) fn add_epoch(&self, centre: CentreId, epoch: u32) -> Result<(), Error> {
        self.add(Owner::Centre(centre), epoch)
    }

    fn add(&self, owner: Owner, epoch: u32) -> Result<(), Error> {
        let key = fresh_key()?;
        let entries = self.file.change(|entries| {
            if !entries.iter().any(|entry| entry.owner == owner && entry.epoch == epoch) {
                entries.push(Entry { owner, epoch, key });
            }
        })?;
        self.take(entries);
        Ok(())
    }

    /// Destroys the centre keys of all epochs before this one. Does nothing where there are none.
    pub(crate) fn destroy_before(&self, centre: CentreId, epoch: u32) -> Result<(), Error> {
        let old = |owner: Owner, of: u32| owner == Owner::Centre(centre) && of < epoch;
        let stored = self.file.read()?.unwrap_or_default();
        if stored.iter().any(|entry| old(entry.owner, entry.epoch)) {
            let entries = self.file.change(|entries| entries.retain(|entry| !old(entry.owner, entry.epoch)))?;
            self.take(entries);
        }
        Ok(())
    }

    /// The key for the MACs of a centre's rows, where it has been opened before. It stays the same for the centre's life.
    fn row_mac(&self, centre: CentreId) -> Option<Key> {
        self.held(|held| held.row_macs.get(&centre).cloned())
    }

    fn remember_row_mac(&self, centre: CentreId, key: Key) {
        self.held.write().unwrap_or_else(PoisonError::into_inner).row_macs.insert(centre, key);
    }
}
