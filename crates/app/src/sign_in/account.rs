//! Somebody's own account: their second factors, and where they are signed in.

use super::{OwnPasskey, SignedIn};
use crate::failure::Failure;
use crate::house::House;
use domain::centre::FactorDemand;
use domain::stream::StreamName;
use jiff::{Timestamp, Zoned};
use sha2::{Digest as _, Sha256};

/// The page of somebody's own account.
pub struct AccountPage {
    /// The name they sign in with.
    pub name: String,
    /// Whether they have a second factor by codes.
    pub second_factor: FactorStanding,
    /// Their passkeys, the first one first.
    pub passkeys: Vec<OwnPasskey>,
    /// Whether the centre demands one.
    pub demand: FactorDemand,
    /// Where they are signed in, this place first.
    pub sign_ins: Vec<OwnSignIn>,
}

/// Whether somebody has a second factor by codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactorStanding {
    /// They set one up.
    SetUp,
    /// They did not.
    NotSetUp,
}

/// One of somebody's own sign-ins.
pub struct OwnSignIn {
    /// What it is called in the address that ends it. It tells nothing of the token.
    pub id: String,
    /// Since when.
    pub since: Zoned,
    /// When it last asked for something.
    pub last_used: Zoned,
    /// Whether it is the one this page is read in.
    pub place: Place,
}

/// Where a sign-in is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Here.
    Here,
    /// In another browser.
    Elsewhere,
}

fn id(token_hash: &[u8; 32]) -> String {
    let mut hash = Sha256::new();
    hash.update(b"contact-safeguard/sign-in-id/v1");
    hash.update(token_hash);
    data_encoding::HEXLOWER.encode(hash.finalize().get(..16).unwrap_or_default())
}

impl House {
    /// The reader's own account.
    pub async fn account_page(&self, who: &SignedIn) -> Result<AccountPage, Failure> {
        let (of, now) = (who.own(), self.now());
        let account = self.own_account(who).await?;
        let has = self.storage.second_factor(of, now).await?.secret.is_some();
        let world = self.world(of.centre, &[StreamName::Centre(of.centre)]).await?;
        let shows = |at: Timestamp| domain::words::at_centre(at, &world.centre.zone());
        let found = self.storage.sign_ins_of(of.centre, of.worker, now).await?;
        let mut sign_ins: Vec<_> = found
            .iter()
            .map(|one| OwnSignIn {
                id: id(&one.token_hash),
                since: shows(one.created),
                last_used: shows(one.last_used),
                place: if one.token_hash == who.token_hash { Place::Here } else { Place::Elsewhere },
            })
            .collect();
        sign_ins.sort_by_key(|one| one.place);
        let second_factor = if has { FactorStanding::SetUp } else { FactorStanding::NotSetUp };
        let passkeys = self.own_passkeys(who, shows).await?;
        Ok(AccountPage { name: account.name, second_factor, passkeys, demand: world.centre.second_factor(), sign_ins })
    }

    /// Ends one of the reader's own sign-ins. One that is not theirs, or has ended, is ended already.
    pub async fn end_own_sign_in(&self, who: &SignedIn, wanted: &str) -> Result<(), Failure> {
        let of = who.own();
        for one in self.storage.sign_ins_of(of.centre, of.worker, self.now()).await? {
            if id(&one.token_hash) == wanted {
                self.storage.end_sign_in(&one.token_hash).await?;
            }
        }
        Ok(())
    }

    /// Ends this sign-in.
    pub async fn sign_out(&self, who: &SignedIn) -> Result<(), Failure> {
        Ok(self.storage.end_sign_in(&who.token_hash).await?)
    }

    /// Ends every sign-in of this worker, on every device.
    pub async fn sign_out_everywhere(&self, who: &SignedIn) -> Result<u64, Failure> {
        Ok(self.storage.end_sign_ins_of(who.asker.centre, who.asker.worker).await?)
    }
}
