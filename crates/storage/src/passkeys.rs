//! Passkeys: of each its public key and the name its owner gave it, sealed; and what a browser was asked and has yet to answer,
//! which one answer uses up. A passkey's other half never comes here.

use crate::error::Error;
use crate::installation::{Inner, Storage};
use crate::instants;
use crate::rows::{PASSKEY, PASSKEY_CHALLENGE};
use crate::sealing::{self, Key};
use crate::seam::{Lock, Row, SeamError, Tx, Value};
use crate::second_factors::{self, FactorOf};
use jiff::Timestamp;
use ledger::canonical::list_associated_data;
use std::sync::Arc;
use zeroize::Zeroizing;

const OF_WORKER: &str = "WHERE centre = $1 AND worker = $2 ORDER BY added_at, credential";

/// One passkey of one worker. It has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct PasskeyKept {
    /// The hash of its credential's id.
    pub credential: [u8; 32],
    /// Whose it is.
    pub of: FactorOf,
    /// The host name it was made for, and works for.
    pub host: String,
    /// What its owner calls it.
    pub name: String,
    /// Its public key, how often it was used, and what else the checking of answers needs.
    pub material: Vec<u8>,
    /// Since when.
    pub added: Timestamp,
    /// When it was last used, where it was.
    pub last_used: Option<Timestamp>,
}

/// What became of taking a passkey away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasskeyRemoved {
    /// It is gone.
    Gone,
    /// Its owner has no other second factor: it stays.
    OnlyOne,
    /// They have no such passkey.
    NotTheirs,
}

/// What a browser was asked. It has no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct PasskeyChallenge {
    /// The hash of the token under which the answer comes.
    pub token_hash: [u8; 32],
    /// What for, as a code.
    pub purpose: String,
    /// Who was asked, where that is known.
    pub of: Option<FactorOf>,
    /// The host name it was asked for.
    pub host: String,
    /// What the checking of the answer needs.
    pub state: Vec<u8>,
    /// Until when an answer is taken.
    pub expires: Timestamp,
}

impl Storage {
    /// A worker's passkeys, the first one first.
    pub async fn passkeys_of(&self, of: FactorOf) -> Result<Vec<PasskeyKept>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        let rows = PASSKEY.rows(&mut snapshot, &self.0.database_key, OF_WORKER, of.place(), None).await?;
        rows.iter().map(|row| kept(&self.0, row)).collect()
    }

    /// The passkey whose credential's id has this hash.
    pub async fn passkey(&self, credential: &[u8; 32]) -> Result<Option<PasskeyKept>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        find(&mut snapshot, &self.0, credential, None).await
    }

    /// Keeps a new passkey; whether it was new. One credential belongs to one worker, in the whole installation.
    pub async fn add_passkey(&self, passkey: &PasskeyKept) -> Result<bool, Error> {
        let passkey = passkey.clone();
        self.write(move |tx, inner| {
            Box::pin(async move { PASSKEY.put_new(tx, &inner.database_key, row(&inner, &passkey)?).await })
        })
        .await
    }

    /// Notes that a passkey was used, by what the checking of its answer left. `false` where it was used or taken away since
    /// it was read as `seen`: of two answers that were checked against the same count, one is taken.
    pub async fn use_passkey(&self, seen: &PasskeyKept, material: Vec<u8>, now: Timestamp) -> Result<bool, Error> {
        let seen = seen.clone();
        self.write(move |tx, inner| {
            Box::pin(async move {
                let found = find(tx, &inner, &seen.credential, Some(Lock::Update)).await?;
                let Some(mut found) = found.filter(|found| *found == seen) else {
                    return Ok(false);
                };
                found.material = material;
                found.last_used = Some(instants::whole(now));
                PASSKEY.put(tx, &inner.database_key, row(&inner, &found)?).await?;
                Ok(true)
            })
        })
        .await
    }

    /// Takes a passkey of a worker away, unless it is their only second factor.
    pub async fn remove_passkey(&self, of: FactorOf, credential: &[u8; 32]) -> Result<PasskeyRemoved, Error> {
        let credential = *credential;
        self.write(move |tx, inner| Box::pin(remove(tx, inner, of, credential))).await
    }

    /// Keeps what a browser was asked.
    pub async fn put_passkey_challenge(&self, challenge: &PasskeyChallenge) -> Result<(), Error> {
        let challenge = challenge.clone();
        self.write(move |tx, inner| {
            Box::pin(async move {
                let row = challenge_row(&inner, &challenge)?;
                PASSKEY_CHALLENGE.put(tx, &inner.database_key, row).await
            })
        })
        .await
    }

    /// Takes what a browser was asked, once: of any number of answers one gets it, and it is gone whatever comes of that one.
    pub async fn take_passkey_challenge(
        &self,
        token_hash: &[u8; 32],
        purpose: &str,
        now: Timestamp,
    ) -> Result<Option<PasskeyChallenge>, Error> {
        let (token_hash, purpose) = (*token_hash, purpose.to_owned());
        let taken = self.write(move |tx, inner| Box::pin(take(tx, inner, token_hash))).await?;
        Ok(taken.filter(|asked| asked.purpose == purpose && now < asked.expires))
    }
}

/// Takes all passkeys of a worker away within a transaction, and whatever they were asked.
pub(crate) async fn forget(tx: &mut Tx, of: FactorOf) -> Result<(), Error> {
    tx.execute("DELETE FROM passkey WHERE centre = $1 AND worker = $2", of.place()).await?;
    tx.execute("DELETE FROM passkey_challenge WHERE centre = $1 AND worker = $2", of.place()).await?;
    Ok(())
}

async fn remove(tx: &mut Tx, inner: Arc<Inner>, of: FactorOf, credential: [u8; 32]) -> Result<PasskeyRemoved, Error> {
    let rows = PASSKEY.rows(tx, &inner.database_key, OF_WORKER, of.place(), Some(Lock::Update)).await?;
    let held: Result<Vec<[u8; 32]>, SeamError> = rows.iter().map(|row| row.bytes32(0)).collect();
    let held = held?;
    if !held.contains(&credential) {
        return Ok(PasskeyRemoved::NotTheirs);
    }
    if held.len() == 1 && !second_factors::has_codes(tx, &inner, of).await? {
        return Ok(PasskeyRemoved::OnlyOne);
    }
    tx.execute("DELETE FROM passkey WHERE credential = $1", vec![credential.as_slice().into()]).await?;
    Ok(PasskeyRemoved::Gone)
}

async fn take(tx: &mut Tx, inner: Arc<Inner>, token_hash: [u8; 32]) -> Result<Option<PasskeyChallenge>, Error> {
    let arguments: Vec<Value> = vec![token_hash.as_slice().into()];
    let condition = "WHERE token_hash = $1";
    let rows =
        PASSKEY_CHALLENGE.rows(tx, &inner.database_key, condition, arguments.clone(), Some(Lock::Update)).await?;
    tx.execute("DELETE FROM passkey_challenge WHERE token_hash = $1", arguments).await?;
    rows.first().map(|row| challenge(&inner, row)).transpose()
}

/// The key that seals what belongs to passkeys.
fn sealing_key(inner: &Inner) -> Key {
    Zeroizing::new(sealing::mac(&inner.database_key, b"contact-safeguard/passkey/v1"))
}

/// The one place where sealed bytes open: a row of a table, and a column of it.
fn associated(of: Option<FactorOf>, table: &str, hash: &[u8; 32], column: &str) -> Result<Vec<u8>, Error> {
    let centre = of.map(|of| of.centre.uuid()).unwrap_or_default().into_bytes();
    let row = data_encoding::HEXLOWER.encode(hash);
    Ok(list_associated_data(centre, table, &row, column)?)
}

fn opened(inner: &Inner, associated: &[u8], table: &'static str, sealed: &[u8]) -> Result<Vec<u8>, Error> {
    let plain = sealing::open(&sealing_key(inner), associated, sealed).ok_or(Error::Altered(table))?;
    Ok(plain.to_vec())
}

async fn find(
    tx: &mut Tx,
    inner: &Inner,
    credential: &[u8; 32],
    lock: Option<Lock>,
) -> Result<Option<PasskeyKept>, Error> {
    let arguments = vec![credential.as_slice().into()];
    let rows = PASSKEY.rows(tx, &inner.database_key, "WHERE credential = $1", arguments, lock).await?;
    rows.first().map(|row| kept(inner, row)).transpose()
}

fn row(inner: &Inner, passkey: &PasskeyKept) -> Result<Vec<Value>, Error> {
    let sealed = |column, plain: &[u8]| -> Result<Value, Error> {
        let associated = associated(Some(passkey.of), "passkey", &passkey.credential, column)?;
        Ok(sealing::seal(&sealing_key(inner), &associated, plain)?.into())
    };
    let mut row = vec![passkey.credential.as_slice().into()];
    row.extend(passkey.of.place());
    row.extend([
        passkey.host.as_str().into(),
        sealed("name", passkey.name.as_bytes())?,
        sealed("material", &passkey.material)?,
        passkey.added.as_microsecond().into(),
        passkey.last_used.map(Timestamp::as_microsecond).into(),
    ]);
    Ok(row)
}

fn kept(inner: &Inner, row: &Row) -> Result<PasskeyKept, Error> {
    let credential = row.bytes32(0)?;
    let of = FactorOf { centre: row.parse(1)?, worker: row.parse(2)? };
    let open = |place, column| -> Result<Vec<u8>, Error> {
        opened(inner, &associated(Some(of), "passkey", &credential, column)?, "passkey", row.bytes(place)?)
    };
    Ok(PasskeyKept {
        credential,
        of,
        host: row.text(3)?.to_owned(),
        name: String::from_utf8(open(4, "name")?).map_err(|_| SeamError::Shape)?,
        material: open(5, "material")?,
        added: instants::stored(row.int(6)?)?,
        last_used: instants::stored_if_any(row.opt_int(7)?)?,
    })
}

fn challenge_row(inner: &Inner, asked: &PasskeyChallenge) -> Result<Vec<Value>, Error> {
    let associated = associated(asked.of, "passkey_challenge", &asked.token_hash, "state")?;
    Ok(vec![
        asked.token_hash.as_slice().into(),
        asked.purpose.as_str().into(),
        asked.of.map(|of| of.centre.to_string()).into(),
        asked.of.map(|of| of.worker.to_string()).into(),
        asked.host.as_str().into(),
        sealing::seal(&sealing_key(inner), &associated, &asked.state)?.into(),
        asked.expires.as_microsecond().into(),
    ])
}

fn challenge(inner: &Inner, row: &Row) -> Result<PasskeyChallenge, Error> {
    let of = match (row.opt_text(2)?, row.opt_text(3)?) {
        (Some(_), Some(_)) => Some(FactorOf { centre: row.parse(2)?, worker: row.parse(3)? }),
        _ => None,
    };
    let token_hash = row.bytes32(0)?;
    let associated = associated(of, "passkey_challenge", &token_hash, "state")?;
    Ok(PasskeyChallenge {
        token_hash,
        purpose: row.text(1)?.to_owned(),
        of,
        host: row.text(4)?.to_owned(),
        state: opened(inner, &associated, "passkey_challenge", row.bytes(5)?)?,
        expires: instants::stored(row.int(6)?)?,
    })
}
