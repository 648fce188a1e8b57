//! Letting somebody back in who lost their password or second factor: one officer asks, another agrees within a day, and a link
//! that works once lets them choose both anew. Nobody lets themselves in, and nobody lets anybody in alone.

use super::{PASSWORD_MIN, SignedIn, Token, entering};
use crate::execute::look;
use crate::failure::Failure;
use crate::house::House;
use crate::session::{Name, worker_name};
use access::action::ReadWorkforce;
use access::{Grant, Purpose, Record, RecordKind, Relation};
use domain::decision::{FieldProblem, Refusal};
use domain::ids::WorkerId;
use domain::stream::StreamName;
use jiff::{SignedDuration, Zoned};
use secrecy::{ExposeSecret as _, SecretString};
use storage::{AccessOutcome, FactorOf, Flush, OneTimeLink, Recovery};

/// How long another officer has to agree, and how long the link works.
const LASTS: SignedDuration = SignedDuration::from_hours(24);
/// The purpose of the link.
const RECOVER: &str = "recover";
/// The action, by its name in the policies.
const ACTION: &str = "recover-account";

/// Where letting a worker back in stands, for one reader.
pub enum RecoveryStanding {
    /// It is not for this reader, or there is no account to let anybody into.
    NotTheirs,
    /// Nobody has asked; this reader may.
    MayAsk,
    /// This reader asked, and another has to agree.
    Asked,
    /// Another officer asked, and this reader may agree.
    MayAgree(Name),
}

/// A link to hand over. It is shown once, and by nothing else: there is no `Debug`.
pub struct RecoveryLink {
    /// Who it is for.
    pub name: Name,
    /// The secret part of its address.
    pub token: String,
    /// Until when it works.
    pub until: Zoned,
    /// What the name opens with.
    pub grant: Grant<ReadWorkforce>,
}

impl House {
    /// Where letting a worker back in stands.
    pub(crate) async fn recovery_standing(
        &self,
        who: &SignedIn,
        worker: WorkerId,
    ) -> Result<RecoveryStanding, Failure> {
        let of = FactorOf { centre: who.asker.centre, worker };
        let record = Record::new(of.centre, RecordKind::Worker(worker));
        let known = self.storage.account_of(of.centre, worker).await?.is_some();
        if !known || !self.may_recover(who, record).await? {
            return Ok(RecoveryStanding::NotTheirs);
        }
        Ok(match self.storage.recovery(of, self.now()).await? {
            None => RecoveryStanding::MayAsk,
            Some(asked) if asked.asked_by == who.asker.worker => RecoveryStanding::Asked,
            Some(asked) => {
                let world = self.world(of.centre, &[StreamName::Worker(asked.asked_by)]).await?;
                RecoveryStanding::MayAgree(worker_name(&world, asked.asked_by, record))
            }
        })
    }

    /// Whether this reader may be one of the two. That there is a second person is what the asking is for, and what the record
    /// of it proves: until another agrees, nothing has happened.
    async fn may_recover(&self, who: &SignedIn, record: Record) -> Result<bool, Failure> {
        let mut standing = self.standing(who, None, Purpose::CaseWork).await?;
        standing.relations.insert(Relation::SecondPerson);
        if record.kind == RecordKind::Worker(who.asker.worker) {
            standing.relations.insert(Relation::Themselves);
        }
        Ok(self.decided(&standing, ACTION, record).permitted)
    }

    /// Refuses whoever may not be one of the two; either answer stands on the access log.
    async fn recovers(&self, who: &SignedIn, worker: WorkerId) -> Result<Record, Failure> {
        self.factor_first(who, ACTION)?;
        let record = Record::new(who.asker.centre, RecordKind::Worker(worker));
        let known = self.storage.account_of(who.asker.centre, worker).await?.is_some();
        let may = self.may_recover(who, record).await? && known;
        let outcome = if may { AccessOutcome::Granted } else { AccessOutcome::Refused };
        let event = look(who, self.now(), ACTION, record, outcome);
        self.storage.record_access(vec![event], Flush::Now).await?;
        if may { Ok(record) } else { Err(Failure::NotOpen) }
    }

    /// Asks for a worker to be let back in.
    pub async fn ask_recovery(&self, who: &SignedIn, worker: WorkerId) -> Result<(), Failure> {
        self.recovers(who, worker).await?;
        let of = FactorOf { centre: who.asker.centre, worker };
        if self.storage.recovery(of, self.now()).await?.is_some() {
            return Err(
                Refusal::not_now("Somebody has asked already.", "Another officer agrees on the same page.").into()
            );
        }
        let expires = self.now().checked_add(LASTS).map_err(Failure::fault)?;
        Ok(self.storage.ask_recovery(&Recovery { of, asked_by: who.asker.worker, expires }).await?)
    }

    /// Agrees to what another officer asked, and makes the link.
    pub async fn agree_to_recovery(&self, who: &SignedIn, worker: WorkerId) -> Result<RecoveryLink, Failure> {
        let record = self.recovers(who, worker).await?;
        let page = self.worker_page(who, worker).await?;
        let (of, now, token) = (FactorOf { centre: who.asker.centre, worker }, self.now(), Token::fresh(self));
        let expires = now.checked_add(LASTS).map_err(Failure::fault)?;
        let link = OneTimeLink {
            token_hash: token.hash(),
            purpose: RECOVER.to_owned(),
            centre: Some(of.centre),
            worker: Some(worker),
            expires,
            used_at: None,
        };
        if self.storage.agree_to_recovery(of, who.asker.worker, &link, now).await?.is_none() {
            return Err(Refusal::not_now(
                "Nobody else asked for this within the last day.",
                "Two officers let somebody back in: one asks, another agrees.",
            )
            .into());
        }
        let world = self.world(of.centre, &[StreamName::Centre(of.centre), StreamName::Worker(worker)]).await?;
        Ok(RecoveryLink {
            name: worker_name(&world, worker, record),
            token: token.text(),
            until: domain::words::at_centre(expires, &world.centre.zone()),
            grant: page.grant,
        })
    }

    /// Uses the link: a new password, no second factor until one is set up, and no sign-in from before. A password that is too
    /// short is told to anybody alike, and uses nothing up.
    pub async fn recover(&self, link: &str, password: SecretString) -> Result<(), Failure> {
        if password.expose_secret().chars().count() < PASSWORD_MIN {
            let message = format!("Enter at least {PASSWORD_MIN} characters");
            return Err(Refusal::Fields(vec![FieldProblem::new("password", message)]).into());
        }
        let token = Token::parse(link).ok_or(Failure::NotOpen)?;
        // The same work for every link, whether or not it works.
        let password = entering::hashed(password).await?;
        let used = self.storage.let_back_in(&token.hash(), RECOVER, password, self.now()).await?;
        used.map(drop).ok_or(Failure::NotOpen)
    }
}
