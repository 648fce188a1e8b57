//! Giving the second factor again in the middle of a sign-in.

use super::SignedIn;
use super::enrolling::wrong_code;
use crate::failure::Failure;
use crate::house::House;

/// How somebody can give their second factor now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepUp {
    /// By a code.
    Code,
    /// They have none yet, and set one up first.
    SetUpFirst,
    /// By a click: this is a demo, and they have none.
    DemoClick,
}

impl House {
    /// How this reader can give their second factor.
    pub async fn step_up_by(&self, who: &SignedIn) -> Result<StepUp, Failure> {
        let has = self.storage.second_factor(who.own(), self.now()).await?.secret.is_some();
        Ok(match (has, self.is_demo()) {
            (true, _) => StepUp::Code,
            (false, true) => StepUp::DemoClick,
            (false, false) => StepUp::SetUpFirst,
        })
    }

    /// Gives it. In a demo whoever has none gives it by a click.
    pub async fn step_up(&self, who: &SignedIn, code: &str) -> Result<(), Failure> {
        let given = match self.step_up_by(who).await? {
            StepUp::Code => self.code_opens(who.own(), code).await?,
            StepUp::DemoClick => true,
            StepUp::SetUpFirst => false,
        };
        if !given {
            return Err(wrong_code().into());
        }
        Ok(self.storage.note_second_factor(&who.token_hash, self.now()).await?)
    }
}
