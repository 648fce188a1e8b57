//! The link that lets the first coordinator of a new database in.

use super::Token;
use crate::failure::Failure;
use crate::house::House;
use jiff::SignedDuration;
use storage::OneTimeLink;

/// How long the link that makes the first coordinator is good for.
const FIRST_LINK: SignedDuration = SignedDuration::from_hours(24);
/// The purpose of the link that makes the first coordinator.
const FIRST_COORDINATOR: &str = "first-coordinator";

impl House {
    /// Makes the link that lets the first coordinator in, where nobody has an account yet. Its text is shown once.
    pub async fn first_link(&self) -> Result<String, Failure> {
        let token = Token::fresh(self);
        let link = OneTimeLink {
            token_hash: token.hash(),
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
        let used = self.storage.use_link(&token.hash(), FIRST_COORDINATOR, self.now()).await?;
        Ok(used.is_some())
    }
}
