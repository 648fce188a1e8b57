//! Signing in by a passkey, and giving one in the middle of a sign-in.

use super::super::limits::Whence;
use super::super::{SignedIn, Token};
use super::site::Answer;
use super::{Errand, PasskeyAsked, PasskeyGiven, Site};
use crate::failure::Failure;
use crate::house::House;
use domain::decision::Refusal;
use storage::FactorOf;

impl House {
    /// Asks whoever it is for a passkey to sign in with. `None` while nothing is taken from there: after many wrong tries, or
    /// after asking very often.
    pub async fn ask_passkey_sign_in(&self, whence: Whence, site: &Site) -> Result<Option<PasskeyAsked>, Failure> {
        if self.is_resting(whence).await? || !self.may_ask(whence).await? {
            return Ok(None);
        }
        self.ask_passkey(site, Errand::SignIn, None, site.ask(&[])?).await.map(Some)
    }

    /// Signs in by a passkey. `None` stands for every reason why not.
    pub async fn sign_in_by_passkey(
        &self,
        whence: Whence,
        site: &Site,
        given: PasskeyGiven<'_>,
    ) -> Result<Option<Token>, Failure> {
        if self.is_resting(whence).await? {
            return Ok(None);
        }
        if let Some(of) = self.answered_by(site, Errand::SignIn, None, given).await?
            && self.is_active(of).await?
            && self.works_here(of).await?
        {
            return self.start(of, Some(self.now())).await.map(Some);
        }
        self.count_wrong(whence).await?;
        Ok(None)
    }

    /// Asks a reader for one of their own passkeys.
    pub async fn ask_passkey_step_up(&self, who: &SignedIn, site: &Site) -> Result<PasskeyAsked, Failure> {
        let mut held = self.storage.passkeys_of(who.own()).await?;
        held.retain(|one| one.host == site.host());
        if held.is_empty() {
            return Err(Refusal::not_now(
                "You have no passkey for this address.",
                "Use the address at which you made it, or give a code.",
            )
            .into());
        }
        self.ask_passkey(site, Errand::StepUp, Some(who.own()), site.ask(&held)?).await
    }

    /// Gives the second factor by a passkey.
    pub async fn step_up_by_passkey(
        &self,
        who: &SignedIn,
        site: &Site,
        given: PasskeyGiven<'_>,
    ) -> Result<(), Failure> {
        match self.answered_by(site, Errand::StepUp, Some(who.own()), given).await? {
            Some(_) => Ok(self.storage.note_second_factor(&who.token_hash, self.now()).await?),
            None => Err(super::adding::refused().into()),
        }
    }

    /// Whose passkey answered, where the answer is right in every way: to what was asked, here, once, in time, by a passkey of
    /// whoever was asked. What was asked is used up whatever comes of it.
    async fn answered_by(
        &self,
        site: &Site,
        errand: Errand,
        of: Option<FactorOf>,
        given: PasskeyGiven<'_>,
    ) -> Result<Option<FactorOf>, Failure> {
        let Some(asked) = self.asked_before(site, errand, of, given.challenge).await? else {
            return Ok(None);
        };
        let Some(answer) = Answer::parse(given.answer) else {
            return Ok(None);
        };
        let found = self.storage.passkey(&answer.credential()).await?;
        let Some(kept) = found.filter(|kept| kept.host == site.host() && of.is_none_or(|of| of == kept.of)) else {
            return Ok(None);
        };
        let named = match answer.owner() {
            Some(owner) => owner == Ok(kept.of.worker.uuid()),
            None => of.is_some(),
        };
        let Some(material) = site.check(&answer, &asked.state, &kept)?.filter(|_| named) else {
            return Ok(None);
        };
        let taken = self.storage.use_passkey(&kept, material, self.now()).await?;
        Ok(taken.then_some(kept.of))
    }
}
