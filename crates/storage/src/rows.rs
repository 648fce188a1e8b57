//! Rows that must not be changed behind the program's back: each carries a MAC over all its other columns.

use crate::error::Error;
use crate::sealing::{self, Key};
use crate::seam::{Lock, Row, Tx, Value};
use ledger::canonical::row_mac_input;
use subtle::ConstantTimeEq as _;

/// Whose key a table's MACs are made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Guardian {
    /// The database's own key.
    Database,
    /// The row's centre; the centre is then the first column.
    Centre,
}

/// A table whose rows carry a MAC. Its columns are the key's, then the rest, then `mac`.
#[derive(Debug)]
pub(crate) struct Table {
    pub name: &'static str,
    pub key: &'static [&'static str],
    pub rest: &'static [&'static str],
    pub guardian: Guardian,
}

macro_rules! guarded {
    ($($constant:ident = $name:literal by $guardian:ident ($($key:literal)+) ($($rest:literal)*);)+) => {
        $(pub(crate) static $constant: Table = Table {
            name: $name,
            key: &[$($key),+],
            rest: &[$($rest),*],
            guardian: Guardian::$guardian,
        };)+

        /// Every guarded table.
        pub(crate) static GUARDED: &[&Table] = &[$(&$constant),+];
    };
}

guarded! {
    INSTALLATION = "installation" by Database ("id") ("created_at" "marker");
    CENTRE = "centre" by Database ("centre") ("epoch" "created_at");
    ACCOUNT = "account" by Database ("centre" "worker") ("name" "password" "state" "failed" "locked_until");
    SIGN_IN = "sign_in" by Database ("token_hash")
        ("centre" "worker" "created_at" "last_used_at" "expires_at" "idle_seconds" "second_factor_at");
    SECOND_FACTOR = "second_factor" by Database ("centre" "worker")
        ("secret" "last_step" "pending" "pending_until" "failed" "rests_until");
    PASSKEY = "passkey" by Database ("credential")
        ("centre" "worker" "host" "name" "material" "added_at" "last_used_at");
    PASSKEY_CHALLENGE = "passkey_challenge" by Database ("token_hash")
        ("purpose" "centre" "worker" "host" "state" "expires_at");
    RECOVERY = "recovery" by Database ("centre" "worker") ("asked_by" "expires_at");
    DOOR_DEVICE = "door_device" by Database ("token_hash")
        ("centre" "device" "day" "entrance" "opened_by" "opened_at" "expires_at" "reader" "pin_at" "failed" "rests_until");
    DOOR_PIN = "door_pin" by Database ("centre" "worker") ("pin" "failed" "rests_until");
    WRONG_TRIES = "wrong_tries" by Database ("whence") ("failed" "ends_at");
    ONE_TIME_LINK = "one_time_link" by Database ("token_hash") ("purpose" "centre" "worker" "expires_at" "used_at");
    PARTNER_LINK = "partner_link" by Database ("token_hash")
        ("centre" "case_id" "override_id" "lead" "code_hash" "tries" "expires_at" "used_at");
    LEASE = "lease" by Database ("name") ("holder" "fence" "held_until");
    LOG_HEAD = "log_head" by Centre ("centre") ("size" "frontier");
    ACCESS_HEAD = "access_head" by Centre ("centre") ("size" "last_mac");
    IDEMPOTENCY = "idempotency" by Centre ("centre" "actor" "route" "key") ("body_hash" "outcome" "at");
    JOB = "job" by Centre ("centre" "id")
        ("kind" "due_at" "obligation" "state" "taken_until" "attempts" "subject" "compartment" "payload");
    DRAFT = "draft" by Centre ("centre" "actor" "form" "about") ("subject" "body" "saved_at");
}

impl Table {
    fn columns(&self) -> String {
        let all: Vec<&str> = self.key.iter().chain(self.rest).copied().collect();
        all.join(", ")
    }

    fn width(&self) -> usize {
        self.key.len() + self.rest.len()
    }

    /// The MAC of a row.
    pub(crate) fn mac(&self, key: &Key, values: &[Value]) -> Result<[u8; 32], Error> {
        let canonical: Vec<Option<Vec<u8>>> = values.iter().map(Value::canonical).collect();
        let columns: Vec<Option<&[u8]>> = canonical.iter().map(Option::as_deref).collect();
        Ok(sealing::mac(key, &row_mac_input(self.name, &columns)?))
    }

    fn insert(&self) -> String {
        let places: Vec<String> = (1..=self.width() + 1).map(|n| format!("${n}")).collect();
        format!("INSERT INTO {} ({}, mac) VALUES ({})", self.name, self.columns(), places.join(", "))
    }

    /// Writes a row, in the place of the one with the same key where there is one.
    pub(crate) async fn put(&self, tx: &mut Tx, key: &Key, mut values: Vec<Value>) -> Result<(), Error> {
        values.push(self.mac(key, &values)?.as_slice().into());
        let set: Vec<String> =
            self.rest.iter().chain(&["mac"]).map(|column| format!("{column} = excluded.{column}")).collect();
        let sql = format!("{} ON CONFLICT ({}) DO UPDATE SET {}", self.insert(), self.key.join(", "), set.join(", "));
        tx.execute(sql, values).await?;
        Ok(())
    }

    /// Writes a row unless there is one with its key, or another unique column of it; whether it was written.
    pub(crate) async fn put_new(&self, tx: &mut Tx, key: &Key, mut values: Vec<Value>) -> Result<bool, Error> {
        values.push(self.mac(key, &values)?.as_slice().into());
        let sql = format!("{} ON CONFLICT DO NOTHING", self.insert());
        Ok(tx.execute(sql, values).await? == 1)
    }

    /// The rows for which `condition` holds, every one checked.
    pub(crate) async fn rows(
        &self,
        tx: &mut Tx,
        key: &Key,
        condition: &str,
        arguments: Vec<Value>,
        lock: Option<Lock>,
    ) -> Result<Vec<Row>, Error> {
        let sql = format!("SELECT {}, mac FROM {} {condition}", self.columns(), self.name);
        let rows = match lock {
            Some(lock) => tx.locked(sql, arguments, lock).await?,
            None => tx.rows(sql, arguments).await?,
        };
        for row in &rows {
            self.check(key, row)?;
        }
        Ok(rows)
    }

    /// All rows, unchecked; for whoever checks them one by one.
    pub(crate) async fn unchecked(&self, tx: &mut Tx) -> Result<Vec<Row>, Error> {
        let sql = format!("SELECT {}, mac FROM {}", self.columns(), self.name);
        Ok(tx.rows(sql, Vec::new()).await?)
    }

    /// Refuses a row that is not as the program wrote it.
    pub(crate) fn check(&self, key: &Key, row: &Row) -> Result<(), Error> {
        let values = row.values().get(..self.width()).unwrap_or_default();
        let expected = self.mac(key, values)?;
        let stored = row.bytes(self.width())?;
        if bool::from(expected.as_slice().ct_eq(stored)) { Ok(()) } else { Err(Error::Altered(self.name)) }
    }
}
