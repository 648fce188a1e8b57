//! Giving the second factor again in the middle of a sign-in.

use super::SignedIn;
use super::enrolling::wrong_code;
use crate::failure::Failure;
use crate::house::House;
use storage::FactorOf;

/// How somebody can give their second factor now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepUp {
    /// By a code.
    Code,
    /// By a passkey.
    Passkey,
    /// By either.
    PasskeyOrCode,
    /// They have none yet, and set one up first.
    SetUpFirst,
    /// By a click: this is a demo, and they have none.
    DemoClick,
}

/// The second factors that somebody set up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ways {
    Nothing,
    Codes,
    Passkeys,
    Both,
}

impl Ways {
    /// Whether there is any.
    pub(super) fn any(self) -> bool {
        self != Self::Nothing
    }

    /// Whether codes are among them.
    pub(super) const fn codes(self) -> bool {
        matches!(self, Self::Codes | Self::Both)
    }
}

impl House {
    /// The second factors that somebody set up.
    pub(super) async fn ways(&self, of: FactorOf) -> Result<Ways, Failure> {
        let codes = self.storage.second_factor(of, self.now()).await?.secret.is_some();
        let passkeys = !self.storage.passkeys_of(of).await?.is_empty();
        Ok(match (codes, passkeys) {
            (false, false) => Ways::Nothing,
            (true, false) => Ways::Codes,
            (false, true) => Ways::Passkeys,
            (true, true) => Ways::Both,
        })
    }

    /// How this reader can give their second factor.
    pub async fn step_up_by(&self, who: &SignedIn) -> Result<StepUp, Failure> {
        Ok(match (self.ways(who.own()).await?, self.is_demo()) {
            (Ways::Codes, _) => StepUp::Code,
            (Ways::Passkeys, _) => StepUp::Passkey,
            (Ways::Both, _) => StepUp::PasskeyOrCode,
            (Ways::Nothing, true) => StepUp::DemoClick,
            (Ways::Nothing, false) => StepUp::SetUpFirst,
        })
    }

    /// Gives it by a code. In a demo whoever has none gives it by a click.
    pub async fn step_up(&self, who: &SignedIn, code: &str) -> Result<(), Failure> {
        let given = match self.step_up_by(who).await? {
            StepUp::Code | StepUp::PasskeyOrCode => self.code_opens(who.own(), code).await?,
            StepUp::DemoClick => true,
            StepUp::Passkey | StepUp::SetUpFirst => false,
        };
        if !given {
            return Err(wrong_code().into());
        }
        Ok(self.storage.note_second_factor(&who.token_hash, self.now()).await?)
    }
}
