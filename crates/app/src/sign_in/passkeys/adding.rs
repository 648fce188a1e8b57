//! Somebody's own passkeys: adding one, and taking one away.

use super::super::{SignedIn, enrolling};
use super::{Errand, PasskeyAsked, PasskeyGiven, Site};
use crate::failure::Failure;
use crate::house::House;
use domain::decision::{FieldProblem, Refusal};
use jiff::Zoned;
use secrecy::SecretString;
use sha2::{Digest as _, Sha256};
use storage::{PasskeyKept, PasskeyRemoved};

/// How many passkeys somebody may have.
const MOST: usize = 10;
/// The longest name of one, in characters.
const NAME_MOST: usize = 40;

/// One of somebody's own passkeys. Its name is what they call it: it has no `Debug`.
pub struct OwnPasskey {
    /// What it is called in addresses. It tells nothing of the credential.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// The host name it works for.
    pub host: String,
    /// Since when.
    pub added: Zoned,
    /// When it was last used, where it was.
    pub last_used: Option<Zoned>,
    /// Whether it can be taken away.
    pub only: OnlyOne,
}

/// Whether a passkey is somebody's only second factor, which stays until they have another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnlyOne {
    /// It is.
    Yes,
    /// They have another.
    No,
}

impl House {
    /// Whether a reader may add a passkey now, or take one away: whoever has a second factor gives it first.
    pub async fn passkeys_first(&self, who: &SignedIn) -> Result<(), Failure> {
        let has = self.ways(who.own()).await?.any();
        if has && !who.factor.is_fresh(self.now()) { Err(Failure::SecondFactorFirst) } else { Ok(()) }
    }

    /// Asks a reader's browser for a new passkey. Whoever has no second factor yet shows by their password that it is they; in a
    /// demo nobody has one.
    pub async fn ask_new_passkey(
        &self,
        who: &SignedIn,
        site: &Site,
        name: &str,
        password: SecretString,
    ) -> Result<PasskeyAsked, Failure> {
        self.passkeys_first(who).await?;
        checked(name)?;
        if !self.ways(who.own()).await?.any() {
            self.show_password(who, password).await?;
        }
        let held = self.storage.passkeys_of(who.own()).await?;
        if held.len() >= MOST {
            let because = format!("You have {MOST} passkeys, which is the most.");
            return Err(Refusal::not_now(&because, "Take away one that you no longer use.").into());
        }
        let account = self.own_account(who).await?;
        let asked = site.ask_new(who.asker.worker.uuid(), &account.name, &held)?;
        self.ask_passkey(site, Errand::Add, Some(who.own()), asked).await
    }

    /// Adds what came back: it counts from now on, and their other sign-ins end.
    pub async fn add_passkey(
        &self,
        who: &SignedIn,
        site: &Site,
        name: &str,
        given: PasskeyGiven<'_>,
    ) -> Result<(), Failure> {
        let name = checked(name)?;
        let (of, now) = (who.own(), self.now());
        let fresh = match self.asked_before(site, Errand::Add, Some(of), given.challenge).await? {
            Some(asked) => site.check_new(given.answer, &asked.state)?,
            None => None,
        };
        let Some(fresh) = fresh else {
            return Err(refused().into());
        };
        let passkey = PasskeyKept {
            credential: fresh.credential,
            of,
            host: site.host().to_owned(),
            name,
            material: fresh.material,
            added: now,
            last_used: None,
        };
        if !self.storage.add_passkey(&passkey).await? {
            return Err(refused().into());
        }
        self.storage.note_second_factor(&who.token_hash, now).await?;
        self.storage.end_other_sign_ins(of.centre, of.worker, &who.token_hash).await?;
        self.log_own(who, "add-passkey").await
    }

    /// A reader's own passkeys.
    pub(in crate::sign_in) async fn own_passkeys(
        &self,
        who: &SignedIn,
        shows: impl Fn(jiff::Timestamp) -> Zoned,
    ) -> Result<Vec<OwnPasskey>, Failure> {
        let held = self.storage.passkeys_of(who.own()).await?;
        let codes = self.storage.second_factor(who.own(), self.now()).await?.secret.is_some();
        let only = if held.len() == 1 && !codes { OnlyOne::Yes } else { OnlyOne::No };
        let own = |one: &PasskeyKept| OwnPasskey {
            id: id(&one.credential),
            name: one.name.clone(),
            host: one.host.clone(),
            added: shows(one.added),
            last_used: one.last_used.map(&shows),
            only,
        };
        Ok(held.iter().map(own).collect())
    }

    /// One of a reader's own passkeys, to be looked at before it is taken away.
    pub async fn own_passkey(&self, who: &SignedIn, wanted: &str) -> Result<OwnPasskey, Failure> {
        self.passkeys_first(who).await?;
        let page = self.account_page(who).await?;
        page.passkeys.into_iter().find(|one| one.id == wanted).ok_or(Failure::NotOpen)
    }

    /// Takes one of a reader's own passkeys away, and ends their other sign-ins.
    pub async fn remove_passkey(&self, who: &SignedIn, wanted: &str) -> Result<(), Failure> {
        self.passkeys_first(who).await?;
        let of = who.own();
        let held = self.storage.passkeys_of(of).await?;
        let found = held.iter().find(|one| id(&one.credential) == wanted).ok_or(Failure::NotOpen)?;
        match self.storage.remove_passkey(of, &found.credential).await? {
            PasskeyRemoved::Gone => {}
            PasskeyRemoved::OnlyOne => {
                let because = "This passkey is your only second factor.";
                return Err(Refusal::not_now(because, "Set up another, and then take this one away.").into());
            }
            PasskeyRemoved::NotTheirs => return Err(Failure::NotOpen),
        }
        self.storage.end_other_sign_ins(of.centre, of.worker, &who.token_hash).await?;
        self.log_own(who, "remove-passkey").await
    }

    /// That it is they, by their password alone. In a demo nobody has one.
    async fn show_password(&self, who: &SignedIn, password: SecretString) -> Result<(), Failure> {
        let account = self.own_account(who).await?;
        let without = self.is_demo() && account.password.is_none();
        if without || self.is_own_password(&account, password).await? {
            return Ok(());
        }
        Err(enrolling::wrong_password().into())
    }
}

fn id(credential: &[u8; 32]) -> String {
    let mut hash = Sha256::new();
    hash.update(b"contact-safeguard/passkey-id/v1");
    hash.update(credential);
    data_encoding::HEXLOWER.encode(hash.finalize().get(..16).unwrap_or_default())
}

fn checked(name: &str) -> Result<String, Refusal> {
    let name = name.trim();
    let problem = match name.chars().count() {
        0 => "Enter a name, so that you know it again".to_owned(),
        count if count > NAME_MOST => format!("Enter at most {NAME_MOST} characters"),
        _ if name.chars().any(char::is_control) => "Enter letters, digits and spaces".to_owned(),
        _ => return Ok(name.to_owned()),
    };
    Err(Refusal::Fields(vec![FieldProblem::new("name", problem)]))
}

/// One answer for a passkey that is not the one that was asked for, answers something else, or comes too late or again.
pub(super) fn refused() -> Refusal {
    let message =
        "The passkey was not taken. Each attempt works once and for five minutes: try again, or use another way";
    Refusal::Fields(vec![FieldProblem::new("passkey", message)])
}
