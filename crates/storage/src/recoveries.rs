//! Letting somebody back in: one person asks, another agrees, and a link that works once does it.

use crate::accounts::{self, AccountState, PasswordHash};
use crate::error::Error;
use crate::installation::{Inner, Storage};
use crate::instants;
use crate::passkeys;
use crate::rows::{ACCOUNT, ONE_TIME_LINK, RECOVERY};
use crate::seam::{Lock, Row, Tx, Value};
use crate::second_factors::{self, FactorOf};
use crate::sign_ins::{OneTimeLink, link_row, use_link};
use crate::{door_devices, door_pins};
use domain::ids::WorkerId;
use jiff::Timestamp;
use std::sync::Arc;

/// That somebody asked for a worker to be let back in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recovery {
    /// Who is to be let back in.
    pub of: FactorOf,
    /// Who asked.
    pub asked_by: WorkerId,
    /// Until when another may agree.
    pub expires: Timestamp,
}

impl Storage {
    /// Keeps that somebody asked, in the place of an earlier asking.
    pub async fn ask_recovery(&self, asked: &Recovery) -> Result<(), Error> {
        let mut row = place(asked.of);
        row.extend([asked.asked_by.to_string().into(), asked.expires.as_microsecond().into()]);
        self.write(move |tx, inner| Box::pin(async move { RECOVERY.put(tx, &inner.database_key, row).await })).await
    }

    /// What was asked for a worker, while another may agree.
    pub async fn recovery(&self, of: FactorOf, now: Timestamp) -> Result<Option<Recovery>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        find(&mut snapshot, &self.0, of, now, None).await
    }

    /// Another person agrees: what was asked is used up, and the link is kept. Of any number of attempts, one makes a link;
    /// none does where the two are one.
    pub async fn agree_to_recovery(
        &self,
        of: FactorOf,
        agreed_by: WorkerId,
        link: &OneTimeLink,
        now: Timestamp,
    ) -> Result<Option<Recovery>, Error> {
        let link = link.clone();
        self.write(move |tx, inner| {
            Box::pin(async move {
                let found = find(tx, &inner, of, now, Some(Lock::Update)).await?;
                let Some(asked) = found.filter(|asked| asked.asked_by != agreed_by) else {
                    return Ok(None);
                };
                tx.execute("DELETE FROM recovery WHERE centre = $1 AND worker = $2", place(of)).await?;
                ONE_TIME_LINK.put(tx, &inner.database_key, link_row(&link)).await?;
                Ok(Some(asked))
            })
        })
        .await
    }

    /// Uses a link that lets somebody back in: their password is this one, they have no second factor, no passkey and no PIN
    /// until they set them up, and every sign-in, every other link and every device at the door of theirs has ended. `None`
    /// where the link does not work.
    pub async fn let_back_in(
        &self,
        token_hash: &[u8; 32],
        purpose: &str,
        password: PasswordHash,
        now: Timestamp,
    ) -> Result<Option<FactorOf>, Error> {
        let (token_hash, purpose) = (*token_hash, purpose.to_owned());
        self.write(move |tx, inner| Box::pin(back_in(tx, inner, token_hash, purpose, password, now))).await
    }
}

fn place(of: FactorOf) -> Vec<Value> {
    vec![of.centre.to_string().into(), of.worker.to_string().into()]
}

async fn find(
    tx: &mut Tx,
    inner: &Inner,
    of: FactorOf,
    now: Timestamp,
    lock: Option<Lock>,
) -> Result<Option<Recovery>, Error> {
    let condition = "WHERE centre = $1 AND worker = $2";
    let rows = RECOVERY.rows(tx, &inner.database_key, condition, place(of), lock).await?;
    let read = |row: &Row| -> Result<_, Error> {
        let of = FactorOf { centre: row.parse(0)?, worker: row.parse(1)? };
        Ok(Recovery { of, asked_by: row.parse(2)?, expires: instants::stored(row.int(3)?)? })
    };
    let found: Option<Recovery> = rows.first().map(read).transpose()?;
    Ok(found.filter(|asked| asked.expires > now))
}

async fn back_in(
    tx: &mut Tx,
    inner: Arc<Inner>,
    token_hash: [u8; 32],
    purpose: String,
    password: PasswordHash,
    now: Timestamp,
) -> Result<Option<FactorOf>, Error> {
    let Some(link) = use_link(tx, Arc::clone(&inner), token_hash, purpose, now).await? else {
        return Ok(None);
    };
    let (Some(centre), Some(worker)) = (link.centre, link.worker) else {
        return Ok(None);
    };
    let of = FactorOf { centre, worker };
    let key = &inner.database_key;
    let condition = "WHERE centre = $1 AND worker = $2";
    let rows = ACCOUNT.rows(tx, key, condition, place(of), Some(Lock::Update)).await?;
    let Some(mut account) = rows.first().map(accounts::account).transpose()? else {
        return Ok(None);
    };
    if account.state != AccountState::Active {
        return Ok(None);
    }
    account.password = Some(password);
    account.failed = 0;
    account.locked_until = None;
    ACCOUNT.put(tx, key, accounts::row(&account)).await?;
    second_factors::forget(tx, of).await?;
    passkeys::forget(tx, of).await?;
    door_pins::forget(tx, of).await?;
    door_devices::end_those_of(tx, centre, worker).await?;
    tx.execute("DELETE FROM sign_in WHERE centre = $1 AND worker = $2", place(of)).await?;
    tx.execute("DELETE FROM one_time_link WHERE centre = $1 AND worker = $2", place(of)).await?;
    Ok(Some(of))
}
