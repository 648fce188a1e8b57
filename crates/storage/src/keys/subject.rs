//! The keys of (centre, subject, compartment), wrapped by the centre key of the current epoch.

use super::KeyRing;
use crate::error::Error;
use crate::sealing::{self, Key};
use crate::seam::{Lock, Row, Tx, Value};
use domain::ids::CentreId;
use domain::private::{Compartment, Subject};
use ledger::canonical::key_wrap_associated_data;
use std::collections::{BTreeMap, BTreeSet};

/// The centre's own key for row MACs lies in this compartment.
pub(crate) const ROW_MAC: &str = "row-mac";
/// The seed of the centre's checkpoint signing key lies in this compartment.
pub(crate) const SIGNING: &str = "checkpoint-signing";

/// At most this many subjects are asked for in one statement.
const AT_ONCE: usize = 200;

/// Which key: whose, and of which compartment.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct KeyName {
    pub subject: String,
    pub compartment: String,
}

impl KeyName {
    pub(crate) fn new(subject: Subject, compartment: Compartment) -> Self {
        Self::named(subject, compartment.name())
    }

    pub(crate) fn named(subject: Subject, compartment: &str) -> Self {
        Self { subject: subject.to_string(), compartment: compartment.to_owned() }
    }

    fn associated(&self, centre: CentreId, epoch: u32) -> Result<Vec<u8>, Error> {
        Ok(key_wrap_associated_data(centre.uuid().into_bytes(), &self.subject, &self.compartment, epoch)?)
    }
}

/// A key as its row holds it.
pub(crate) struct WrappedKey {
    pub name: KeyName,
    pub epoch: u32,
    pub wrapped: Vec<u8>,
}

impl WrappedKey {
    /// Reads the columns subject, compartment, epoch, wrapped.
    pub(crate) fn of(row: &Row) -> Result<Self, Error> {
        Ok(Self {
            name: KeyName { subject: row.text(0)?.to_owned(), compartment: row.text(1)?.to_owned() },
            epoch: row.small(2)?,
            wrapped: row.bytes(3)?.to_vec(),
        })
    }

    /// Wraps a key for its row.
    pub(crate) fn wrap(ring: &KeyRing, centre: CentreId, name: KeyName, epoch: u32, key: &Key) -> Result<Self, Error> {
        let associated = name.associated(centre, epoch)?;
        let wrapped = sealing::seal(&ring.centre(centre, epoch)?, &associated, key.as_slice())?;
        Ok(Self { name, epoch, wrapped })
    }

    /// Opens the key.
    pub(crate) fn unwrap(&self, ring: &KeyRing, centre: CentreId) -> Result<Key, Error> {
        let associated = self.name.associated(centre, self.epoch)?;
        sealing::open_key(&ring.centre(centre, self.epoch)?, &associated, &self.wrapped)
            .ok_or(Error::Altered("subject_key"))
    }

    /// Writes the row, unless there is one; whether it was written.
    pub(crate) async fn insert(self, tx: &mut Tx, centre: CentreId) -> Result<bool, Error> {
        let written = tx
            .execute(
                "INSERT INTO subject_key (centre, subject, compartment, epoch, wrapped)
                 VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                vec![
                    centre.to_string().into(),
                    self.name.subject.into(),
                    self.name.compartment.into(),
                    self.epoch.into(),
                    self.wrapped.into(),
                ],
            )
            .await?;
        Ok(written == 1)
    }
}

/// Opened keys, for one operation.
pub(crate) struct SubjectKeys(BTreeMap<KeyName, Key>);

impl SubjectKeys {
    /// Those of the wanted keys that there are. `lock` keeps them from being destroyed before the transaction ends.
    pub(crate) async fn existing(
        tx: &mut Tx,
        ring: &KeyRing,
        centre: CentreId,
        wanted: &BTreeSet<KeyName>,
        lock: Option<Lock>,
    ) -> Result<Self, Error> {
        let mut keys = BTreeMap::new();
        let subjects: BTreeSet<&str> = wanted.iter().map(|name| name.subject.as_str()).collect();
        let subjects: Vec<&str> = subjects.into_iter().collect();
        for some in subjects.chunks(AT_ONCE) {
            let places: Vec<String> = (2..some.len() + 2).map(|n| format!("${n}")).collect();
            let sql = format!(
                "SELECT subject, compartment, epoch, wrapped FROM subject_key
                 WHERE centre = $1 AND subject IN ({}) ORDER BY subject, compartment",
                places.join(", ")
            );
            let mut arguments: Vec<Value> = vec![centre.to_string().into()];
            arguments.extend(some.iter().map(|subject| Value::from(*subject)));
            let rows = match lock {
                Some(lock) => tx.locked(sql, arguments, lock).await?,
                None => tx.rows(sql, arguments).await?,
            };
            for row in rows {
                let wrapped = WrappedKey::of(&row)?;
                if wanted.contains(&wrapped.name) {
                    let key = wrapped.unwrap(ring, centre)?;
                    keys.insert(wrapped.name, key);
                }
            }
        }
        Ok(Self(keys))
    }

    /// The wanted keys; those that do not exist yet are made, in order, so that two nodes never wait for each other.
    pub(crate) async fn for_writing(
        tx: &mut Tx,
        ring: &KeyRing,
        centre: CentreId,
        epoch: u32,
        wanted: &BTreeSet<KeyName>,
    ) -> Result<Self, Error> {
        let mut keys = Self::existing(tx, ring, centre, wanted, Some(Lock::Share)).await?;
        let missing: BTreeSet<KeyName> = wanted.iter().filter(|name| !keys.0.contains_key(*name)).cloned().collect();
        let mut made_elsewhere = BTreeSet::new();
        for name in missing {
            let key = sealing::fresh_key()?;
            let wrapped = WrappedKey::wrap(ring, centre, name.clone(), epoch, &key)?;
            if wrapped.insert(tx, centre).await? {
                keys.0.insert(name, key);
            } else {
                made_elsewhere.insert(name);
            }
        }
        if !made_elsewhere.is_empty() {
            let found = Self::existing(tx, ring, centre, &made_elsewhere, Some(Lock::Share)).await?;
            keys.0.extend(found.0);
        }
        Ok(keys)
    }

    pub(crate) fn get(&self, name: &KeyName) -> Option<&Key> {
        self.0.get(name)
    }

    /// A key that must be there, since it was asked for in order to write.
    pub(crate) fn need(&self, name: &KeyName) -> Result<&Key, Error> {
        self.get(name).ok_or(Error::KeyMissing("subject"))
    }
}

impl KeyRing {
    /// The key for the MACs of a centre's rows.
    pub(crate) async fn row_mac_key(&self, tx: &mut Tx, centre: CentreId) -> Result<Key, Error> {
        if let Some(key) = self.row_mac(centre) {
            return Ok(key);
        }
        let name = KeyName::named(Subject::Centre(centre), ROW_MAC);
        let wanted = BTreeSet::from([name.clone()]);
        let keys = SubjectKeys::existing(tx, self, centre, &wanted, None).await?;
        let key = keys.get(&name).ok_or(Error::NoSuchCentre)?.clone();
        self.remember_row_mac(centre, key.clone());
        Ok(key)
    }
}
