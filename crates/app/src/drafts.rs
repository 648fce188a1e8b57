//! Drafts: what somebody has written and not yet confirmed, kept on the server under their own name.

use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::SignedIn;
use domain::private::Subject;
use storage::DraftName;

impl House {
    /// The draft of a form, where this person kept one.
    pub async fn draft(&self, who: &SignedIn, name: &DraftName) -> Result<Option<Vec<u8>>, Failure> {
        Ok(self.storage.draft(who.asker.centre, name).await?.map(|draft| draft.body.to_vec()))
    }

    /// Keeps a draft, sealed under its writer's key.
    pub async fn keep_draft(&self, who: &SignedIn, name: &DraftName, body: &[u8]) -> Result<(), Failure> {
        let under = Subject::Worker(who.asker.worker);
        Ok(self.storage.save_draft(who.asker.centre, name, under, body, self.now()).await?)
    }

    /// Throws a draft away.
    pub async fn discard_draft(&self, who: &SignedIn, name: &DraftName) -> Result<(), Failure> {
        Ok(self.storage.discard_draft(who.asker.centre, name).await?)
    }
}
