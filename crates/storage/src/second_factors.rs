//! The secrets that second factors come from. They are sealed under a key of their own that follows from the database's, which
//! lies in the key file: whoever copies the database alone makes no codes.

use crate::error::Error;
use crate::installation::{Inner, Storage};
use crate::instants;
use crate::rows::SECOND_FACTOR;
use crate::sealing::{self, Key};
use crate::seam::{Lock, Row, Tx, Value};
use crate::tries::{Guess, Rest, count};
use domain::ids::{CentreId, WorkerId};
use jiff::Timestamp;
use ledger::canonical::list_associated_data;
use std::sync::Arc;
use zeroize::Zeroizing;

/// A secret that codes are made from. It has no `Debug`.
pub type FactorSecret = Zeroizing<Vec<u8>>;

/// The second factor of one worker.
#[derive(Clone, Default)]
pub struct SecondFactorKept {
    /// What counts, once it was confirmed by a right code.
    pub secret: Option<FactorSecret>,
    /// What was shown and waits for its first code, with until when it waits.
    pub pending: Option<(FactorSecret, Timestamp)>,
    /// The last step of which a code was taken: neither it nor one before it is taken again.
    last_step: Option<u64>,
    failed: u32,
    rests_until: Option<Timestamp>,
}

/// Which of the two secrets a code was tried against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// The one that counts.
    Confirmed,
    /// The one that waits; with a right code it counts from now on, in the place of the other.
    Pending,
}

/// Whose second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactorOf {
    /// The centre.
    pub centre: CentreId,
    /// The worker.
    pub worker: WorkerId,
}

impl FactorOf {
    pub(crate) fn place(self) -> Vec<Value> {
        vec![self.centre.to_string().into(), self.worker.to_string().into()]
    }

    fn associated(self, column: &str) -> Result<Vec<u8>, Error> {
        let centre = self.centre.uuid().into_bytes();
        Ok(list_associated_data(centre, "second_factor", &self.worker.to_string(), column)?)
    }
}

impl Storage {
    /// A worker's second factor; an empty one where there is none.
    pub async fn second_factor(&self, of: FactorOf, now: Timestamp) -> Result<SecondFactorKept, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        let mut found = find(&mut snapshot, &self.0, of, None).await?;
        found.pending = found.pending.filter(|(_, until)| *until > now);
        Ok(found)
    }

    /// Keeps a secret that waits for its first code. What counts stays as it is until then.
    pub async fn put_pending_factor(&self, of: FactorOf, secret: FactorSecret, until: Timestamp) -> Result<(), Error> {
        self.write(move |tx, inner| {
            Box::pin(async move {
                let mut found = find(tx, &inner, of, Some(Lock::Update)).await?;
                found.pending = Some((secret, instants::whole(until)));
                put(tx, &inner, of, &found).await
            })
        })
        .await
    }

    /// Settles a code by the second factor as it stands once it is this code's turn. `step` is the step the code belongs to,
    /// where it is a right one. Whether it opens: each step's code does so once, and none while it rests.
    pub async fn settle_code(
        &self,
        of: FactorOf,
        against: Against,
        step: Option<u64>,
        rest: Rest,
        now: Timestamp,
    ) -> Result<bool, Error> {
        self.write(move |tx, inner| Box::pin(settle(tx, inner, of, against, step, rest, now))).await
    }
}

async fn settle(
    tx: &mut Tx,
    inner: Arc<Inner>,
    of: FactorOf,
    against: Against,
    step: Option<u64>,
    rest: Rest,
    now: Timestamp,
) -> Result<bool, Error> {
    let mut found = find(tx, &inner, of, Some(Lock::Update)).await?;
    let waits = found.pending.as_ref().is_some_and(|(_, until)| *until > now);
    let known = match against {
        Against::Confirmed => found.secret.is_some(),
        Against::Pending => waits,
    };
    if !known {
        return Ok(false);
    }
    // The secret that waits has had no code yet: what was taken of the other one says nothing about it.
    let fresh = |step: &u64| against == Against::Pending || found.last_step.is_none_or(|last| *step > last);
    let step = step.filter(fresh);
    let guess = if step.is_some() { Guess::Right } else { Guess::Wrong };
    let opens = count(&mut found.failed, &mut found.rests_until, guess, rest, now);
    if opens {
        found.last_step = step;
        if against == Against::Pending {
            found.secret = found.pending.take().map(|(secret, _)| secret);
        }
    }
    put(tx, &inner, of, &found).await?;
    Ok(opens)
}

/// Takes a worker's second factor away within a transaction.
pub(crate) async fn forget(tx: &mut Tx, of: FactorOf) -> Result<(), Error> {
    tx.execute("DELETE FROM second_factor WHERE centre = $1 AND worker = $2", of.place()).await?;
    Ok(())
}

/// Whether a worker has a second factor by codes that counts.
pub(crate) async fn has_codes(tx: &mut Tx, inner: &Inner, of: FactorOf) -> Result<bool, Error> {
    Ok(find(tx, inner, of, None).await?.secret.is_some())
}

/// The key that seals secrets.
fn sealing_key(inner: &Inner) -> Key {
    Zeroizing::new(sealing::mac(&inner.database_key, b"contact-safeguard/second-factor/v1"))
}

async fn find(tx: &mut Tx, inner: &Inner, of: FactorOf, lock: Option<Lock>) -> Result<SecondFactorKept, Error> {
    let condition = "WHERE centre = $1 AND worker = $2";
    let rows = SECOND_FACTOR.rows(tx, &inner.database_key, condition, of.place(), lock).await?;
    let Some(row) = rows.first() else {
        return Ok(SecondFactorKept::default());
    };
    let pending = opened(inner, of, row, (4, "pending"))?;
    let until = instants::stored_if_any(row.opt_int(5)?)?;
    Ok(SecondFactorKept {
        secret: opened(inner, of, row, (2, "secret"))?,
        last_step: row.opt_int(3)?.and_then(|step| u64::try_from(step).ok()),
        pending: pending.zip(until),
        failed: row.small(6)?,
        rests_until: instants::stored_if_any(row.opt_int(7)?)?,
    })
}

fn opened(
    inner: &Inner,
    of: FactorOf,
    row: &Row,
    (place, column): (usize, &str),
) -> Result<Option<FactorSecret>, Error> {
    let Some(sealed) = row.opt_bytes(place)? else {
        return Ok(None);
    };
    let secret = sealing::open(&sealing_key(inner), &of.associated(column)?, sealed);
    secret.map(Some).ok_or(Error::Altered("second_factor"))
}

fn sealed(inner: &Inner, of: FactorOf, column: &str, secret: Option<&FactorSecret>) -> Result<Value, Error> {
    let sealed =
        secret.map(|secret| sealing::seal(&sealing_key(inner), &of.associated(column)?, secret)).transpose()?;
    Ok(Value::Bytes(sealed))
}

async fn put(tx: &mut Tx, inner: &Inner, of: FactorOf, kept: &SecondFactorKept) -> Result<(), Error> {
    let step = kept.last_step.and_then(|step| i64::try_from(step).ok());
    let mut row = of.place();
    row.extend([
        sealed(inner, of, "secret", kept.secret.as_ref())?,
        step.into(),
        sealed(inner, of, "pending", kept.pending.as_ref().map(|(secret, _)| secret))?,
        kept.pending.as_ref().map(|(_, until)| until.as_microsecond()).into(),
        kept.failed.into(),
        kept.rests_until.map(Timestamp::as_microsecond).into(),
    ]);
    SECOND_FACTOR.put(tx, &inner.database_key, row).await
}
