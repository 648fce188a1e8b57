//! Coming in: by password, by password and code, or in a demo by a click.

use super::limits::Whence;
use super::stepping_up::Ways;
use super::{ABSOLUTE, Factor, IDLE_MINUTES, REST, SignedIn, Token, totp};
use crate::failure::Failure;
use crate::house::{House, today};
use access::{Asker, Office};
use domain::actor::Actor;
use domain::ids::{CentreId, WorkerId};
use domain::stream::StreamName;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use sha2::{Digest, Sha256};
use storage::{Account, AccountState, Against, FactorOf, Guess, OneTimeLink, PasswordHash, SignIn};

/// How long somebody whose password was right has to give their code.
const CODE_WITHIN: SignedDuration = SignedDuration::from_mins(5);
/// What such a half-made sign-in is kept as: a token that is no sign-in's and opens nothing but the page that takes the code.
const CODE_NEXT: &str = "code-next";

/// What a right password comes to.
pub enum Entered {
    /// They are in.
    In(Token),
    /// They have a second factor, and are asked for its code.
    CodeNext(CodeNext),
    /// Their second factor is a passkey, which signs in by itself.
    PasskeyNext,
}

/// A half-made sign-in. It opens nothing but the page that asks for the code, and that for five minutes.
pub struct CodeNext(Token);

impl CodeNext {
    /// The text that the page for the code carries.
    pub fn text(&self) -> String {
        self.0.text()
    }

    /// What such a page carried.
    pub fn parse(text: &str) -> Option<Self> {
        Token::parse(text).map(Self)
    }
}

impl House {
    /// Signs in by name and password. `None` stands for every reason why not.
    pub async fn sign_in(
        &self,
        whence: Whence,
        name: &str,
        password: SecretString,
    ) -> Result<Option<Entered>, Failure> {
        if self.is_resting(whence).await? {
            return Ok(None);
        }
        let account = self.storage.account_by_name(name).await?;
        let guess = guessed(account.and_then(|a| a.password), password).await?;
        if let Some(account) = self.storage.settle_password(name, guess, REST, self.now()).await? {
            return self.half_in(&account).await.map(Some);
        }
        self.count_wrong(whence).await?;
        Ok(None)
    }

    async fn half_in(&self, account: &Account) -> Result<Entered, Failure> {
        let of = FactorOf { centre: account.centre, worker: account.worker };
        let now = self.now();
        match self.ways(of).await? {
            Ways::Nothing => return self.start(of, None).await.map(Entered::In),
            Ways::Passkeys => return Ok(Entered::PasskeyNext),
            Ways::Codes | Ways::Both => {}
        }
        let half = Token::fresh(self);
        let link = OneTimeLink {
            token_hash: half.hash(),
            purpose: CODE_NEXT.to_owned(),
            centre: Some(of.centre),
            worker: Some(of.worker),
            expires: now.checked_add(CODE_WITHIN).map_err(Failure::fault)?,
            used_at: None,
        };
        self.storage.put_link(&link).await?;
        Ok(Entered::CodeNext(CodeNext(half)))
    }

    /// Completes a half-made sign-in by a code. `None` stands for every reason why not.
    pub async fn give_code(&self, whence: Whence, half: &CodeNext, code: &str) -> Result<Option<Token>, Failure> {
        if self.is_resting(whence).await? {
            return Ok(None);
        }
        let (hash, now) = (half.0.hash(), self.now());
        let link = self.storage.link(&hash, CODE_NEXT, now).await?;
        let of = link.and_then(|link| Some(FactorOf { centre: link.centre?, worker: link.worker? }));
        if let Some(of) = of
            && self.is_active(of).await?
            && self.code_opens(of, code).await?
            && self.storage.use_link(&hash, CODE_NEXT, now).await?.is_some()
        {
            return self.start(of, Some(now)).await.map(Some);
        }
        self.count_wrong(whence).await?;
        Ok(None)
    }

    pub(crate) async fn is_active(&self, of: FactorOf) -> Result<bool, Failure> {
        let account = self.storage.account_of(of.centre, of.worker).await?;
        Ok(account.is_some_and(|account| account.state == AccountState::Active))
    }

    /// Whether a code is one of the second factor that counts, and was not taken before.
    pub(super) async fn code_opens(&self, of: FactorOf, code: &str) -> Result<bool, Failure> {
        let now = self.now();
        let Some(secret) = self.storage.second_factor(of, now).await?.secret else {
            return Ok(false);
        };
        let step = totp::step_of(&secret, code, now);
        Ok(self.storage.settle_code(of, Against::Confirmed, step, REST, now).await?)
    }

    /// Whether this is the password of somebody who is signed in already. Wrong ones count as they do at the door.
    pub(super) async fn is_own_password(&self, account: &Account, password: SecretString) -> Result<bool, Failure> {
        let guess = guessed(account.password.clone(), password).await?;
        Ok(self.storage.settle_password(&account.name, guess, REST, self.now()).await?.is_some())
    }

    /// Signs in as one of the demo's people, without a password. Refused wherever the database is not marked as a demo.
    pub async fn sign_in_as(&self, centre: CentreId, worker: WorkerId) -> Result<Token, Failure> {
        let known = self.storage.account_of(centre, worker).await?.is_some();
        let of = FactorOf { centre, worker };
        if self.is_demo() && known { self.start(of, None).await } else { Err(Failure::NotOpen) }
    }

    /// Who the cookie's token belongs to; `None` where it has ended, or its worker has left.
    pub async fn signed_in(&self, token: &Token) -> Result<Option<SignedIn>, Failure> {
        let now = self.now();
        let Some(found) = self.storage.sign_in(&token.hash(), now).await? else {
            return Ok(None);
        };
        let streams = [StreamName::Worker(found.worker), StreamName::Centre(found.centre)];
        let world = self.world(found.centre, &streams).await?;
        let (day, worker) = (today(now, &world), world.workers.get(&found.worker));
        let roles = worker.map(|worker| worker.roles_on(day)).unwrap_or_default();
        let officer = worker.is_some_and(|worker| worker.is_officer_on(day)).then_some(Office::DataProtectionOfficer);
        if roles.is_empty() {
            return Ok(None);
        }
        Ok(Some(SignedIn {
            asker: Asker { worker: found.worker, centre: found.centre, roles, offices: officer.into_iter().collect() },
            form_token: token.form_token(),
            expires: found.expires,
            factor: Factor { given: found.second_factor, demand: world.centre.second_factor() },
            token_hash: found.token_hash,
            actor: Actor::Worker(found.worker),
            asked_about: None,
            door: None,
        }))
    }

    /// Whether somebody has a role today: whoever left has none.
    pub(super) async fn works_here(&self, of: FactorOf) -> Result<bool, Failure> {
        let streams = [StreamName::Worker(of.worker), StreamName::Centre(of.centre)];
        let world = self.world(of.centre, &streams).await?;
        let day = today(self.now(), &world);
        Ok(world.workers.get(&of.worker).is_some_and(|worker| !worker.roles_on(day).is_empty()))
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

    pub(super) async fn start(&self, of: FactorOf, second_factor: Option<Timestamp>) -> Result<Token, Failure> {
        let token = Token::fresh(self);
        let now = self.now();
        let sign_in = SignIn {
            token_hash: token.hash(),
            centre: of.centre,
            worker: of.worker,
            created: now,
            last_used: now,
            expires: now.checked_add(ABSOLUTE).map_err(Failure::fault)?,
            idle_seconds: IDLE_MINUTES * 60,
            second_factor,
        };
        self.storage.start_sign_in(&sign_in).await?;
        Ok(token)
    }

    pub(super) async fn put(&self, account: &Account) -> Result<(), Failure> {
        self.storage.put_account(account).await.map_err(Failure::fault)
    }
}

pub(super) fn form_token(token: &[u8; 32]) -> String {
    let mut hash = Sha256::new();
    hash.update(b"contact-safeguard/form-token/v1");
    hash.update(token);
    data_encoding::BASE64URL_NOPAD.encode(&hash.finalize())
}

pub(crate) async fn hashed(password: SecretString) -> Result<PasswordHash, Failure> {
    let work = tokio::task::spawn_blocking(move || PasswordHash::of(&password));
    work.await.map_err(Failure::fault)?.map_err(Failure::fault)
}

/// Compares off the threads that serve pages. Without a hash the same work is done for nothing, so that the time taken
/// does not tell whether there is such an account.
pub(crate) async fn guessed(hash: Option<PasswordHash>, password: SecretString) -> Result<Guess, Failure> {
    let work = tokio::task::spawn_blocking(move || {
        if let Some(hash) = hash {
            return if hash.matches(&password) { Guess::Right } else { Guess::Wrong };
        }
        let _same_work = PasswordHash::of(&password);
        Guess::Wrong
    });
    work.await.map_err(Failure::fault)
}
