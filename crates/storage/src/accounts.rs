//! Accounts: how the people who work for a centre show who they are.

use crate::error::Error;
use crate::installation::{Inner, Storage};
use crate::instants;
use crate::rows::ACCOUNT;
use crate::sealing;
use crate::seam::{Lock, Row, SeamError, Tx, Value};
use crate::tries::{Guess, Rest, count};
use argon2::password_hash::phc;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use domain::ids::{CentreId, WorkerId};
use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};
use std::sync::Arc;

/// Whether somebody may sign in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountState {
    /// They may.
    Active,
    /// They may not, for now or for good.
    Suspended,
}

impl AccountState {
    const fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
        }
    }
}

/// A password's argon2id hash, in the form that names its costs. `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// Hashes a password. Slow by design: keep it off the threads that serve requests.
    pub fn of(password: &SecretString) -> Result<Self, Error> {
        let salt: [u8; 16] = sealing::random()?;
        let hash: phc::PasswordHash = Argon2::default()
            .hash_password_with_salt(password.expose_secret().as_bytes(), &salt)
            .map_err(|_| Error::TooLong(ledger::canonical::TooLong))?;
        Ok(Self(hash.to_string()))
    }

    /// The hash as text, for the row in which it lies sealed.
    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// The hash of such a row.
    pub(crate) fn stored(text: &[u8]) -> Option<Self> {
        std::str::from_utf8(text).ok().map(|text| Self(text.to_owned()))
    }

    /// Whether this is the password. As slow as hashing it.
    pub fn matches(&self, password: &SecretString) -> bool {
        phc::PasswordHash::new(&self.0)
            .is_ok_and(|hash| Argon2::default().verify_password(password.expose_secret().as_bytes(), &hash).is_ok())
    }
}

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasswordHash(..)")
    }
}

/// How one worker of one centre signs in.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// The centre.
    pub centre: CentreId,
    /// The worker.
    pub worker: WorkerId,
    /// The name they sign in with; one of its kind in the whole installation.
    pub name: String,
    /// Their password, once they have set one. Demo people have none.
    pub password: Option<PasswordHash>,
    /// Whether they may sign in.
    pub state: AccountState,
    /// Wrong passwords since the last right one.
    pub failed: u32,
    /// Until when no password is tried, after too many wrong ones.
    pub locked_until: Option<Timestamp>,
}

impl std::fmt::Debug for Account {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Account({}, {})", self.worker, self.state.name())
    }
}

/// Why an account was not written.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// Somebody else signs in with this name.
    #[error("somebody else signs in with this name")]
    NameTaken,
    /// Storage.
    #[error(transparent)]
    Storage(Error),
}

impl From<Error> for AccountError {
    fn from(error: Error) -> Self {
        match error {
            Error::Database(SeamError::Duplicate) => Self::NameTaken,
            other => Self::Storage(other),
        }
    }
}

impl From<SeamError> for AccountError {
    fn from(error: SeamError) -> Self {
        Error::from(error).into()
    }
}

impl Storage {
    /// Writes an account, in the place of the worker's earlier one.
    pub async fn put_account(&self, account: &Account) -> Result<(), AccountError> {
        let row = row(account);
        self.write(move |tx, inner| Box::pin(async move { Ok(ACCOUNT.put(tx, &inner.database_key, row).await?) })).await
    }

    /// The account with this sign-in name.
    pub async fn account_by_name(&self, name: &str) -> Result<Option<Account>, Error> {
        let accounts = self.accounts_where("WHERE name = $1", vec![name.into()]);
        Ok(accounts.await?.into_iter().next())
    }

    /// A worker's account.
    pub async fn account_of(&self, centre: CentreId, worker: WorkerId) -> Result<Option<Account>, Error> {
        let arguments = vec![centre.to_string().into(), worker.to_string().into()];
        let accounts = self.accounts_where("WHERE centre = $1 AND worker = $2", arguments);
        Ok(accounts.await?.into_iter().next())
    }

    /// Settles an attempt to sign in by the account as it stands once it is this attempt's turn, on whichever node: a wrong
    /// one is counted, a right one forgives the wrong ones before it. The account, where it lets its worker in.
    pub async fn settle_password(
        &self,
        name: &str,
        guess: Guess,
        rest: Rest,
        now: Timestamp,
    ) -> Result<Option<Account>, Error> {
        let name = name.to_owned();
        self.write(move |tx, inner| Box::pin(settle(tx, inner, name, guess, rest, now))).await
    }

    /// A centre's accounts, by name.
    pub async fn accounts(&self, centre: CentreId) -> Result<Vec<Account>, Error> {
        let arguments = vec![centre.to_string().into()];
        self.accounts_where("WHERE centre = $1 ORDER BY name", arguments).await
    }

    async fn accounts_where(&self, condition: &str, arguments: Vec<Value>) -> Result<Vec<Account>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        let key = &self.0.database_key;
        ACCOUNT.rows(&mut snapshot, key, condition, arguments, None).await?.iter().map(account).collect()
    }
}

async fn settle(
    tx: &mut Tx,
    inner: Arc<Inner>,
    name: String,
    guess: Guess,
    rest: Rest,
    now: Timestamp,
) -> Result<Option<Account>, Error> {
    let rows = ACCOUNT.rows(tx, &inner.database_key, "WHERE name = $1", vec![name.into()], Some(Lock::Update)).await?;
    let Some(mut found) = rows.first().map(account).transpose()? else {
        return Ok(None);
    };
    if found.state != AccountState::Active {
        return Ok(None);
    }
    let before = found.clone();
    let open = count(&mut found.failed, &mut found.locked_until, guess, rest, now);
    if found != before {
        ACCOUNT.put(tx, &inner.database_key, row(&found)).await?;
    }
    Ok(open.then_some(found))
}

pub(crate) fn row(account: &Account) -> Vec<Value> {
    vec![
        account.centre.to_string().into(),
        account.worker.to_string().into(),
        account.name.as_str().into(),
        account.password.as_ref().map(|hash| hash.0.clone()).into(),
        account.state.name().into(),
        account.failed.into(),
        account.locked_until.map(Timestamp::as_microsecond).into(),
    ]
}

pub(crate) fn account(row: &Row) -> Result<Account, Error> {
    let state = row.text(4)?;
    Ok(Account {
        centre: row.parse(0)?,
        worker: row.parse(1)?,
        name: row.text(2)?.to_owned(),
        password: row.opt_text(3)?.map(|hash| PasswordHash(hash.to_owned())),
        state: [AccountState::Active, AccountState::Suspended]
            .into_iter()
            .find(|known| known.name() == state)
            .ok_or(SeamError::Shape)?,
        failed: row.small(5)?,
        locked_until: instants::stored_if_any(row.opt_int(6)?)?,
    })
}
