//! Passkeys: a key that somebody's telephone, laptop or token keeps and uses when its owner has shown it, by a finger, a face or
//! a PIN, that it is they. One is a second factor, and signs in by itself.
//!
//! Nothing is told apart: an answer to another question, from another site, by another person's passkey, by none of ours, and
//! one that comes a second time or too late are all refused alike.

mod adding;
mod answering;
mod site;

pub use adding::{OnlyOne, OwnPasskey};
pub use site::Site;

use super::Token;
use crate::failure::Failure;
use crate::house::House;
use jiff::SignedDuration;
use storage::{FactorOf, PasskeyChallenge};

/// How long a browser has to answer: finding a telephone and a finger takes time.
const ANSWER_WITHIN: SignedDuration = SignedDuration::from_mins(5);

/// What a browser is asked to do with a passkey.
pub struct PasskeyAsked {
    /// The name under which its answer is taken, once.
    pub challenge: String,
    /// What is asked, as JSON such as browsers take.
    pub options: String,
}

/// What came back from a browser.
#[derive(Clone, Copy)]
pub struct PasskeyGiven<'a> {
    /// The name under which it was asked.
    pub challenge: &'a str,
    /// Its answer, as JSON.
    pub answer: &'a str,
}

/// What a passkey is asked for. An answer to one is none to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Errand {
    /// To sign somebody in, whoever it is.
    SignIn,
    /// To show in the middle of a sign-in that it is they.
    StepUp,
    /// To be added to an account.
    Add,
}

impl Errand {
    const fn name(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::StepUp => "step-up",
            Self::Add => "add",
        }
    }
}

impl House {
    /// Keeps what a browser is asked, and gives it the name under which it answers.
    async fn ask_passkey(
        &self,
        site: &Site,
        errand: Errand,
        of: Option<FactorOf>,
        (options, state): (String, Vec<u8>),
    ) -> Result<PasskeyAsked, Failure> {
        let token = Token::fresh(self);
        let asked = PasskeyChallenge {
            token_hash: token.hash(),
            purpose: errand.name().to_owned(),
            of,
            host: site.host().to_owned(),
            state,
            expires: self.now().checked_add(ANSWER_WITHIN).map_err(Failure::fault)?,
        };
        self.storage.put_passkey_challenge(&asked).await?;
        Ok(PasskeyAsked { challenge: token.text(), options })
    }

    /// What was asked under this name, for this errand, here, of nobody but them. It is used up.
    async fn asked_before(
        &self,
        site: &Site,
        errand: Errand,
        of: Option<FactorOf>,
        challenge: &str,
    ) -> Result<Option<PasskeyChallenge>, Failure> {
        let Some(token) = Token::parse(challenge) else {
            return Ok(None);
        };
        let found = self.storage.take_passkey_challenge(&token.hash(), errand.name(), self.now()).await?;
        Ok(found.filter(|asked| asked.of == of && asked.host == site.host()))
    }
}
