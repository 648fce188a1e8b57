//! Signing in: a name and a password, and a sign-in kept on the server that every page asks for.
//!
//! An unknown name, a wrong password, a locked and a suspended account give the same answer after the same work.

use crate::failure::Failure;
use crate::house::{House, today};
use access::{Asker, SecondFactor};
use domain::actor::Actor;
use domain::ids::{CaseId, CentreId, PersonId, WorkerId};
use domain::stream::StreamName;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use storage::{Account, AccountState, OneTimeLink, PasswordHash, SignIn, token_hash};

/// A sign-in lasts at most this long.
const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);
/// Without a page asked for, it ends after this many minutes.
pub const IDLE_MINUTES: u32 = 15;
/// Failed attempts after which an account rests.
const ATTEMPTS: u32 = 5;
/// How long it rests.
const REST: SignedDuration = SignedDuration::from_mins(15);
/// How long the link that makes the first coordinator is good for.
const FIRST_LINK: SignedDuration = SignedDuration::from_hours(24);
/// The fewest characters of a password.
pub const PASSWORD_MIN: usize = 12;

/// Somebody who is signed in.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// Who, where, with which roles today.
    pub asker: Asker,
    /// The token every form of this sign-in carries, so that no other site can send one.
    pub form_token: String,
    /// When the sign-in ends whatever happens.
    pub expires: Timestamp,
    /// Whether they gave a second factor lately.
    pub second_factor: SecondFactor,
    token_hash: [u8; 32],
    actor: Actor,
    asked_about: Option<CaseId>,
}

impl SignedIn {
    /// The one who acts.
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// The program itself at a centre. Only `app` makes one.
    pub(crate) fn program(centre: CentreId) -> Self {
        Self {
            asker: Asker {
                worker: WorkerId::from_uuid(uuid::Uuid::nil()),
                centre,
                roles: BTreeSet::new(),
                offices: BTreeSet::new(),
            },
            form_token: String::new(),
            expires: Timestamp::MAX,
            second_factor: SecondFactor::NotDemanded,
            token_hash: [0; 32],
            actor: Actor::Program,
            asked_about: None,
        }
    }

    /// The lead of a partner centre whom a one-time link asks about a case: without an account, and without a role.
    /// Only `app` makes one.
    pub(crate) fn by_link(centre: CentreId, lead: PersonId, case: CaseId) -> Self {
        Self { actor: Actor::Person(lead), asked_about: Some(case), ..Self::program(centre) }
    }

    /// Whether a one-time link asks them about this case.
    pub(crate) fn is_asked_about(&self, case: Option<CaseId>) -> bool {
        self.asked_about.is_some() && self.asked_about == case
    }
}

/// The token of a new sign-in, for the cookie; only its hash is stored.
pub struct Token([u8; 32]);

impl Token {
    /// A token nobody has seen.
    pub(crate) fn fresh(house: &House) -> Self {
        Self(house.token())
    }

    /// What is stored of it.
    pub(crate) fn hash(&self) -> [u8; 32] {
        token_hash(&self.0)
    }

    /// The text of the cookie.
    pub fn text(&self) -> String {
        data_encoding::BASE64URL_NOPAD.encode(&self.0)
    }

    /// The token of a cookie.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = data_encoding::BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }
}

impl House {
    /// Signs in by name and password. `None` stands for every reason why not.
    pub async fn sign_in(&self, name: &str, password: SecretString) -> Result<Option<Token>, Failure> {
        let account = self.storage.account_by_name(name).await?;
        let matches = matches(account.and_then(|a| a.password), password).await?;
        self.settle(name, matches).await
    }

    /// Lets somebody in or counts the failure, by the account as it stands once it is this attempt's turn.
    async fn settle(&self, name: &str, matches: bool) -> Result<Option<Token>, Failure> {
        let _turn = self.settling.lock().await;
        let now = self.now();
        let Some(mut account) = self.storage.account_by_name(name).await? else {
            return Ok(None);
        };
        let rests = account.locked_until.is_some_and(|until| until > now);
        if account.state != AccountState::Active || rests {
            return Ok(None);
        }
        if !matches {
            self.count_failure(account, now).await?;
            return Ok(None);
        }
        if account.failed > 0 {
            account.failed = 0;
            account.locked_until = None;
            self.put(&account).await?;
        }
        self.start(account.centre, account.worker).await.map(Some)
    }

    /// Signs in as one of the demo's people, without a password. Refused wherever the database is not marked as a demo.
    pub async fn sign_in_as(&self, centre: CentreId, worker: WorkerId) -> Result<Token, Failure> {
        let known = self.storage.account_of(centre, worker).await?.is_some();
        if self.is_demo() && known { self.start(centre, worker).await } else { Err(Failure::NotOpen) }
    }

    /// Who the cookie's token belongs to; `None` where it has ended, or its worker has left.
    pub async fn signed_in(&self, token: &Token) -> Result<Option<SignedIn>, Failure> {
        let now = self.now();
        let Some(found) = self.storage.sign_in(&token_hash(&token.0), now).await? else {
            return Ok(None);
        };
        let streams = [StreamName::Worker(found.worker), StreamName::Centre(found.centre)];
        let world = self.world(found.centre, &streams).await?;
        let roles =
            world.workers.get(&found.worker).map(|worker| worker.roles_on(today(now, &world))).unwrap_or_default();
        if roles.is_empty() {
            return Ok(None);
        }
        Ok(Some(SignedIn {
            asker: Asker { worker: found.worker, centre: found.centre, roles, offices: BTreeSet::new() },
            form_token: form_token(&token.0),
            expires: found.expires,
            second_factor: SecondFactor::NotDemanded,
            token_hash: found.token_hash,
            actor: Actor::Worker(found.worker),
            asked_about: None,
        }))
    }

    /// Ends this sign-in.
    pub async fn sign_out(&self, who: &SignedIn) -> Result<(), Failure> {
        Ok(self.storage.end_sign_in(&who.token_hash).await?)
    }

    /// Ends every sign-in of this worker, on every device.
    pub async fn sign_out_everywhere(&self, who: &SignedIn) -> Result<u64, Failure> {
        Ok(self.storage.end_sign_ins_of(who.asker.centre, who.asker.worker).await?)
    }

    /// Makes an account for a worker, with or without a password.
    pub async fn open_account(
        &self,
        centre: CentreId,
        worker: WorkerId,
        name: &str,
        password: Option<SecretString>,
    ) -> Result<(), Failure> {
        let password = match password {
            Some(password) => Some(hashed(password).await?),
            None => None,
        };
        let account = Account {
            centre,
            worker,
            name: name.to_owned(),
            password,
            state: AccountState::Active,
            failed: 0,
            locked_until: None,
        };
        self.put(&account).await
    }

    /// Makes the link that lets the first coordinator in, where nobody has an account yet. Its text is shown once.
    pub async fn first_link(&self) -> Result<String, Failure> {
        let token = Token(self.token());
        let link = OneTimeLink {
            token_hash: token_hash(&token.0),
            purpose: FIRST_COORDINATOR.to_owned(),
            centre: None,
            worker: None,
            expires: self.now().checked_add(FIRST_LINK).map_err(Failure::fault)?,
            used_at: None,
        };
        self.storage.put_link(&link).await?;
        Ok(token.text())
    }

    /// Uses the first coordinator's link. It works once.
    pub async fn use_first_link(&self, text: &str) -> Result<bool, Failure> {
        let Some(token) = Token::parse(text) else {
            return Ok(false);
        };
        let used = self.storage.use_link(&token_hash(&token.0), FIRST_COORDINATOR, self.now()).await?;
        Ok(used.is_some())
    }

    async fn start(&self, centre: CentreId, worker: WorkerId) -> Result<Token, Failure> {
        let token = Token(self.token());
        let now = self.now();
        let sign_in = SignIn {
            token_hash: token_hash(&token.0),
            centre,
            worker,
            created: now,
            last_used: now,
            expires: now.checked_add(ABSOLUTE).map_err(Failure::fault)?,
            idle_seconds: IDLE_MINUTES * 60,
        };
        self.storage.start_sign_in(&sign_in).await?;
        Ok(token)
    }

    async fn count_failure(&self, mut account: Account, now: Timestamp) -> Result<(), Failure> {
        account.failed += 1;
        if account.failed >= ATTEMPTS {
            account.failed = 0;
            account.locked_until = Some(now.checked_add(REST).map_err(Failure::fault)?);
        }
        self.put(&account).await
    }

    async fn put(&self, account: &Account) -> Result<(), Failure> {
        self.storage.put_account(account).await.map_err(Failure::fault)
    }
}

/// The purpose of the link that makes the first coordinator.
const FIRST_COORDINATOR: &str = "first-coordinator";

fn form_token(token: &[u8; 32]) -> String {
    let mut hash = Sha256::new();
    hash.update(b"contact-safeguard/form-token/v1");
    hash.update(token);
    data_encoding::BASE64URL_NOPAD.encode(&hash.finalize())
}

async fn hashed(password: SecretString) -> Result<PasswordHash, Failure> {
    let work = tokio::task::spawn_blocking(move || PasswordHash::of(&password));
    work.await.map_err(Failure::fault)?.map_err(Failure::fault)
}

/// Compares off the threads that serve pages. Without a hash the same work is done for nothing, so that the time taken
/// does not tell whether there is such an account.
async fn matches(hash: Option<PasswordHash>, password: SecretString) -> Result<bool, Failure> {
    let work = tokio::task::spawn_blocking(move || {
        if let Some(hash) = hash {
            return hash.matches(&password);
        }
        let _same_work = PasswordHash::of(&password);
        false
    });
    work.await.map_err(Failure::fault)
}
