//! Sign-ins and one-time links: both are tokens of which only the hash is stored.

use crate::door_devices;
use crate::error::Error;
use crate::installation::{Inner, Storage};
use crate::instants;
use crate::rows::{ONE_TIME_LINK, SIGN_IN};
use crate::seam::{Lock, Row, SeamError, Tx, Value};
use domain::ids::{CentreId, WorkerId};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

/// Somebody who is signed in.
#[derive(Clone, PartialEq, Eq)]
pub struct SignIn {
    /// The hash of the cookie's token.
    pub token_hash: [u8; 32],
    /// The centre.
    pub centre: CentreId,
    /// The worker.
    pub worker: WorkerId,
    /// Since when.
    pub created: Timestamp,
    /// When they last asked for something, to within half a minute.
    pub last_used: Timestamp,
    /// When it ends, whatever happens.
    pub expires: Timestamp,
    /// After how many seconds without a request it ends.
    pub idle_seconds: u32,
    /// When the second factor was last given.
    pub second_factor: Option<Timestamp>,
}

impl std::fmt::Debug for SignIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SignIn({})", self.worker)
    }
}

impl SignIn {
    /// Whether it still holds.
    pub fn holds(&self, now: Timestamp) -> bool {
        let idle = SignedDuration::from_secs(i64::from(self.idle_seconds));
        let idle_ends = self.last_used.saturating_add(idle).unwrap_or(self.last_used);
        now < self.expires && now < idle_ends
    }
}

/// A link that works once: the first coordinator's, an invitation, a new password.
#[derive(Clone, PartialEq, Eq)]
pub struct OneTimeLink {
    /// The hash of the link's token.
    pub token_hash: [u8; 32],
    /// What it is for, as a code.
    pub purpose: String,
    /// The centre, where it is for one.
    pub centre: Option<CentreId>,
    /// The worker, where it is for one.
    pub worker: Option<WorkerId>,
    /// Until when it works.
    pub expires: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
}

impl std::fmt::Debug for OneTimeLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OneTimeLink({})", self.purpose)
    }
}

/// A sign-in's last use is written again after this long, not on every request.
const NOTED_EVERY: SignedDuration = SignedDuration::from_secs(30);

impl Storage {
    /// Starts a sign-in.
    pub async fn start_sign_in(&self, sign_in: &SignIn) -> Result<(), Error> {
        let row = sign_in_row(sign_in);
        self.write(move |tx, inner| Box::pin(async move { SIGN_IN.put(tx, &inner.database_key, row).await })).await
    }

    /// The sign-in of a token, where it still holds; notes that it was used.
    pub async fn sign_in(&self, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<SignIn>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        let found = find_sign_in(&mut snapshot, &self.0, token_hash, None).await?;
        drop(snapshot);
        let Some(mut sign_in) = found.filter(|sign_in| sign_in.holds(now)) else {
            return Ok(None);
        };
        if now.duration_since(sign_in.last_used) >= NOTED_EVERY {
            let token_hash = *token_hash;
            let note = move |sign_in: &mut SignIn| sign_in.last_used = now;
            self.write(move |tx, inner| Box::pin(change(tx, inner, token_hash, note))).await?;
            sign_in.last_used = now;
        }
        Ok(Some(sign_in))
    }

    /// Ends a sign-in.
    pub async fn end_sign_in(&self, token_hash: &[u8; 32]) -> Result<(), Error> {
        let arguments = vec![token_hash.as_slice().into()];
        self.delete_sign_ins("DELETE FROM sign_in WHERE token_hash = $1", arguments).await.map(drop)
    }

    /// Ends all sign-ins of a worker, and the devices they opened at the door; how many sign-ins there were.
    pub async fn end_sign_ins_of(&self, centre: CentreId, worker: WorkerId) -> Result<u64, Error> {
        let arguments = vec![centre.to_string().into(), worker.to_string().into()];
        self.end_all(centre, worker, "DELETE FROM sign_in WHERE centre = $1 AND worker = $2", arguments).await
    }

    async fn end_all(
        &self,
        centre: CentreId,
        worker: WorkerId,
        sql: &'static str,
        arguments: Vec<Value>,
    ) -> Result<u64, Error> {
        self.write(move |tx, _| {
            Box::pin(async move {
                door_devices::end_those_of(tx, centre, worker).await?;
                Ok(tx.execute(sql, arguments).await?)
            })
        })
        .await
    }

    /// Ends all sign-ins of a worker but one, and the devices they opened at the door; how many sign-ins there were.
    pub async fn end_other_sign_ins(&self, centre: CentreId, worker: WorkerId, but: &[u8; 32]) -> Result<u64, Error> {
        let arguments = vec![centre.to_string().into(), worker.to_string().into(), but.as_slice().into()];
        let sql = "DELETE FROM sign_in WHERE centre = $1 AND worker = $2 AND token_hash <> $3";
        self.end_all(centre, worker, sql, arguments).await
    }

    /// The sign-ins of a worker that hold, the newest first.
    pub async fn sign_ins_of(&self, centre: CentreId, worker: WorkerId, now: Timestamp) -> Result<Vec<SignIn>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        let condition = "WHERE centre = $1 AND worker = $2 ORDER BY created_at DESC, token_hash";
        let arguments = vec![centre.to_string().into(), worker.to_string().into()];
        let rows = SIGN_IN.rows(&mut snapshot, &self.0.database_key, condition, arguments, None).await?;
        let found: Result<Vec<SignIn>, Error> = rows.iter().map(sign_in).collect();
        Ok(found?.into_iter().filter(|sign_in| sign_in.holds(now)).collect())
    }

    /// Notes that the second factor was given at a sign-in.
    pub async fn note_second_factor(&self, token_hash: &[u8; 32], now: Timestamp) -> Result<(), Error> {
        let token_hash = *token_hash;
        let note = move |sign_in: &mut SignIn| sign_in.second_factor = Some(instants::whole(now));
        self.write(move |tx, inner| Box::pin(change(tx, inner, token_hash, note))).await
    }

    async fn delete_sign_ins(&self, sql: &'static str, arguments: Vec<Value>) -> Result<u64, Error> {
        self.write(move |tx, _| Box::pin(async move { Ok(tx.execute(sql, arguments).await?) })).await
    }

    /// Keeps a link.
    pub async fn put_link(&self, link: &OneTimeLink) -> Result<(), Error> {
        let row = link_row(link);
        self.write(move |tx, inner| Box::pin(async move { ONE_TIME_LINK.put(tx, &inner.database_key, row).await }))
            .await
    }

    /// A link that still works for this purpose, without using it.
    pub async fn link(
        &self,
        token_hash: &[u8; 32],
        purpose: &str,
        now: Timestamp,
    ) -> Result<Option<OneTimeLink>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        find_link(&mut snapshot, &self.0, token_hash, purpose, now).await
    }

    /// Uses a link: of any number of attempts, one gets it.
    pub async fn use_link(
        &self,
        token_hash: &[u8; 32],
        purpose: &str,
        now: Timestamp,
    ) -> Result<Option<OneTimeLink>, Error> {
        let (token_hash, purpose) = (*token_hash, purpose.to_owned());
        self.write(move |tx, inner| Box::pin(use_link(tx, inner, token_hash, purpose, now))).await
    }
}

async fn find_sign_in(
    tx: &mut Tx,
    inner: &Inner,
    token_hash: &[u8; 32],
    lock: Option<Lock>,
) -> Result<Option<SignIn>, Error> {
    let key = &inner.database_key;
    let condition = "WHERE token_hash = $1";
    let rows = SIGN_IN.rows(tx, key, condition, vec![token_hash.as_slice().into()], lock).await?;
    rows.first().map(sign_in).transpose()
}

async fn change(
    tx: &mut Tx,
    inner: Arc<Inner>,
    token_hash: [u8; 32],
    note: impl FnOnce(&mut SignIn),
) -> Result<(), Error> {
    // It may have been ended since it was read; then it stays ended.
    if let Some(mut sign_in) = find_sign_in(tx, &inner, &token_hash, Some(Lock::Update)).await? {
        note(&mut sign_in);
        SIGN_IN.put(tx, &inner.database_key, sign_in_row(&sign_in)).await?;
    }
    Ok(())
}

async fn find_link(
    tx: &mut Tx,
    inner: &Inner,
    token_hash: &[u8; 32],
    purpose: &str,
    now: Timestamp,
) -> Result<Option<OneTimeLink>, Error> {
    let key = &inner.database_key;
    let condition = "WHERE token_hash = $1";
    let rows = ONE_TIME_LINK.rows(tx, key, condition, vec![token_hash.as_slice().into()], None).await?;
    let found = rows.first().map(link).transpose()?;
    Ok(found.filter(|link| link.purpose == purpose && link.used_at.is_none() && now < link.expires))
}

pub(crate) async fn use_link(
    tx: &mut Tx,
    inner: Arc<Inner>,
    token_hash: [u8; 32],
    purpose: String,
    now: Timestamp,
) -> Result<Option<OneTimeLink>, Error> {
    tx.locked(
        "SELECT purpose FROM one_time_link WHERE token_hash = $1",
        vec![token_hash.as_slice().into()],
        Lock::Update,
    )
    .await?;
    let Some(mut link) = find_link(tx, &inner, &token_hash, &purpose, now).await? else {
        return Ok(None);
    };
    link.used_at = Some(instants::whole(now));
    ONE_TIME_LINK.put(tx, &inner.database_key, link_row(&link)).await?;
    Ok(Some(link))
}

fn sign_in_row(sign_in: &SignIn) -> Vec<Value> {
    vec![
        sign_in.token_hash.as_slice().into(),
        sign_in.centre.to_string().into(),
        sign_in.worker.to_string().into(),
        sign_in.created.as_microsecond().into(),
        sign_in.last_used.as_microsecond().into(),
        sign_in.expires.as_microsecond().into(),
        sign_in.idle_seconds.into(),
        sign_in.second_factor.map(Timestamp::as_microsecond).into(),
    ]
}

fn sign_in(row: &Row) -> Result<SignIn, Error> {
    Ok(SignIn {
        token_hash: row.bytes32(0)?,
        centre: row.parse(1)?,
        worker: row.parse(2)?,
        created: instants::stored(row.int(3)?)?,
        last_used: instants::stored(row.int(4)?)?,
        expires: instants::stored(row.int(5)?)?,
        idle_seconds: row.small(6)?,
        second_factor: instants::stored_if_any(row.opt_int(7)?)?,
    })
}

pub(crate) fn link_row(link: &OneTimeLink) -> Vec<Value> {
    vec![
        link.token_hash.as_slice().into(),
        link.purpose.as_str().into(),
        link.centre.map(|id| id.to_string()).into(),
        link.worker.map(|id| id.to_string()).into(),
        link.expires.as_microsecond().into(),
        link.used_at.map(Timestamp::as_microsecond).into(),
    ]
}

fn link(row: &Row) -> Result<OneTimeLink, Error> {
    let id = |column| -> Result<Option<&str>, SeamError> { row.opt_text(column) };
    Ok(OneTimeLink {
        token_hash: row.bytes32(0)?,
        purpose: row.text(1)?.to_owned(),
        centre: id(2)?.map(str::parse).transpose().map_err(|_| SeamError::Shape)?,
        worker: id(3)?.map(str::parse).transpose().map_err(|_| SeamError::Shape)?,
        expires: instants::stored(row.int(4)?)?,
        used_at: instants::stored_if_any(row.opt_int(5)?)?,
    })
}
