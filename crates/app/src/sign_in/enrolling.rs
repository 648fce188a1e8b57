//! Setting a second factor up: a secret is shown once, and counts when a right code has shown that it arrived.

use super::stepping_up::Ways;
use super::{PASSWORD_MIN, REST, SignedIn, entering, totp};
use crate::execute::look;
use crate::failure::Failure;
use crate::house::House;
use access::{Record, RecordKind};
use domain::decision::{FieldProblem, Refusal};
use jiff::SignedDuration;
use secrecy::{ExposeSecret as _, SecretString};
use storage::{AccessOutcome, Account, Against, FactorSecret, Flush};
use zeroize::Zeroizing;

/// How long a secret that was shown waits for its first code.
const WAITS: SignedDuration = SignedDuration::from_mins(15);

/// What the program on a telephone calls us.
const ISSUER: &str = "Contact%20safeguard";

/// A secret to be taken over by the program on a telephone. It has no `Debug`.
pub struct Enrolment {
    /// The secret as people type it: letters and digits in groups of four.
    pub secret: Zeroizing<String>,
    /// The address that a picture of squares carries.
    pub address: Zeroizing<String>,
}

impl Enrolment {
    fn of(secret: &FactorSecret, name: &str) -> Self {
        let letters = Zeroizing::new(data_encoding::BASE32_NOPAD.encode(secret));
        let groups: Vec<&str> =
            letters.as_bytes().chunks(4).filter_map(|group| std::str::from_utf8(group).ok()).collect();
        let address = format!("otpauth://totp/{ISSUER}:{}?secret={}&issuer={ISSUER}", encoded(name), letters.as_str());
        Self { secret: Zeroizing::new(groups.join(" ")), address: Zeroizing::new(address) }
    }
}

/// A name as it stands in an address.
fn encoded(name: &str) -> String {
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._~".contains(byte);
    let each =
        name.bytes().map(|byte| if plain(&byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") });
    each.collect()
}

impl House {
    /// Begins: their password, and a code where they have a second factor already, show that it is they. In a demo nobody has a
    /// password.
    pub async fn begin_second_factor(&self, who: &SignedIn, password: SecretString, code: &str) -> Result<(), Failure> {
        self.show_it_is_they(who, password, code).await?;
        let secret: FactorSecret = Zeroizing::new(self.token().into_iter().take(totp::SECRET).collect());
        let until = self.now().checked_add(WAITS).map_err(Failure::fault)?;
        Ok(self.storage.put_pending_factor(who.own(), secret, until).await?)
    }

    /// The secret that waits for its first code.
    pub async fn enrolment(&self, who: &SignedIn) -> Result<Option<Enrolment>, Failure> {
        let kept = self.storage.second_factor(who.own(), self.now()).await?;
        let account = self.own_account(who).await?;
        Ok(kept.pending.map(|(secret, _)| Enrolment::of(&secret, &account.name)))
    }

    /// Ends it with a right code: the secret counts from now on, and their other sign-ins end.
    pub async fn confirm_second_factor(&self, who: &SignedIn, code: &str) -> Result<(), Failure> {
        let (of, now) = (who.own(), self.now());
        let Some((secret, _)) = self.storage.second_factor(of, now).await?.pending else {
            return Err(Refusal::not_now(
                "The secret waited for its first code for a quarter of an hour, and is gone.",
                "Begin again.",
            )
            .into());
        };
        let step = totp::step_of(&secret, code, now);
        if !self.storage.settle_code(of, Against::Pending, step, REST, now).await? {
            return Err(wrong_code().into());
        }
        self.storage.note_second_factor(&who.token_hash, now).await?;
        self.storage.end_other_sign_ins(of.centre, of.worker, &who.token_hash).await?;
        self.log_own(who, "set-up-second-factor").await
    }

    /// Changes their password. Their other sign-ins end.
    pub async fn change_password(
        &self,
        who: &SignedIn,
        old: SecretString,
        code: &str,
        new: SecretString,
    ) -> Result<(), Failure> {
        if new.expose_secret().chars().count() < PASSWORD_MIN {
            let message = format!("Enter at least {PASSWORD_MIN} characters");
            return Err(Refusal::Fields(vec![FieldProblem::new("new_password", message)]).into());
        }
        self.show_it_is_they(who, old, code).await?;
        let mut account = self.own_account(who).await?;
        account.password = Some(entering::hashed(new).await?);
        self.put(&account).await?;
        self.storage.end_other_sign_ins(account.centre, account.worker, &who.token_hash).await?;
        self.log_own(who, "change-password").await
    }

    /// Their password, and a code where they make codes, or a passkey given a moment ago. Which of the two was wrong is told to nobody but them.
    async fn show_it_is_they(&self, who: &SignedIn, password: SecretString, code: &str) -> Result<(), Failure> {
        let account = self.own_account(who).await?;
        let without = self.is_demo() && account.password.is_none();
        self.passkey_first(who).await?;
        let ways = self.ways(who.own()).await?;
        let surely = who.factor.is_fresh(self.now());
        if !without && !self.is_own_password(&account, password).await? {
            return Err(wrong_password().into());
        }
        // Whoever lost the telephone and has a passkey leaves the code empty, having given the passkey.
        let instead = ways == Ways::Both && surely && code.is_empty();
        if ways.codes() && !instead && !self.code_opens(who.own(), code).await? {
            return Err(wrong_code().into());
        }
        Ok(())
    }

    /// Sends whoever has passkeys alone to give one first: beside a password there is no field for it.
    pub async fn passkey_first(&self, who: &SignedIn) -> Result<(), Failure> {
        let alone = self.ways(who.own()).await? == Ways::Passkeys;
        if alone && !who.factor.is_fresh(self.now()) { Err(Failure::SecondFactorFirst) } else { Ok(()) }
    }

    pub(super) async fn own_account(&self, who: &SignedIn) -> Result<Account, Failure> {
        self.storage.account_of(who.asker.centre, who.asker.worker).await?.ok_or(Failure::NotOpen)
    }

    /// What somebody did to their own account stands on the access log.
    pub(crate) async fn log_own(&self, who: &SignedIn, action: &str) -> Result<(), Failure> {
        let record = Record::new(who.asker.centre, RecordKind::Worker(who.asker.worker));
        let event = look(who, self.now(), action, record, AccessOutcome::Granted);
        Ok(self.storage.record_access(vec![event], Flush::Now).await?)
    }
}

/// One answer for a wrong password and one that rests.
pub(super) fn wrong_password() -> Refusal {
    let message = "This is not your password, or it is resting after several attempts";
    Refusal::Fields(vec![FieldProblem::new("password", message)])
}

/// One answer for a wrong code, one that was used before, and one that comes while codes rest.
pub(super) fn wrong_code() -> Refusal {
    let message =
        "Enter the six digits that show now. Each code works once; after five wrong ones wait fifteen minutes";
    Refusal::Fields(vec![FieldProblem::new("code", message)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_shown_in_groups_and_the_address_is_one_that_telephones_read() {
        let secret = Zeroizing::new(b"12345678901234567890".to_vec());
        let shown = Enrolment::of(&secret, "noor@willow hall");
        assert_eq!(shown.secret.as_str(), "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
        assert_eq!(
            shown.address.as_str(),
            "otpauth://totp/Contact%20safeguard:noor%40willow%20hall?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=Contact%20safeguard"
        );
    }
}
