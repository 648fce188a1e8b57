//! How somebody who was engaged comes to sign in: a one-time link that whoever runs the centre hands to them, by which they
//! choose a sign-in name and a password nobody else learns.

use crate::execute::look;
use crate::failure::Failure;
use crate::house::{House, today};
use crate::session::{Name, worker_name};
use crate::sign_in::{PASSWORD_MIN, SignedIn, Token};
use access::action::ReadWorkforce;
use access::{Grant, Record, RecordKind};
use domain::decision::{FieldProblem, Refusal};
use domain::ids::WorkerId;
use domain::stream::StreamName;
use jiff::{SignedDuration, Zoned};
use secrecy::{ExposeSecret, SecretString};
use storage::{AccessOutcome, Flush, OneTimeLink};

/// For how long a link works.
const LASTS: SignedDuration = SignedDuration::from_hours(24);

/// What the link is for.
const JOIN: &str = "join";

/// A link to hand over. It is shown once, and by nothing else: there is no `Debug`.
pub struct Invitation {
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
    /// Whether a worker has no way to sign in yet.
    pub(crate) async fn waits_to_join(&self, who: &SignedIn, worker: WorkerId) -> Result<bool, Failure> {
        let accounts = self.storage.accounts(who.asker.centre).await?;
        Ok(worker != who.asker.worker && accounts.iter().all(|account| account.worker != worker))
    }

    /// Makes the link for somebody who was engaged and has no account. Whoever has one keeps it: a second way in to
    /// somebody's name would let one person stand for two.
    pub async fn invite(&self, who: &SignedIn, worker: WorkerId) -> Result<Invitation, Failure> {
        let centre = who.asker.centre;
        let record = Record::new(centre, RecordKind::Worker(worker));
        self.factor_first(who, "engage-worker")?;
        let may = self.may(who, "engage-worker", record).await?;
        let outcome = if may { AccessOutcome::Granted } else { AccessOutcome::Refused };
        let event = look(who, self.now(), "engage-worker", record, outcome);
        self.storage.record_access(vec![event], Flush::Now).await?;
        if !may {
            return Err(Failure::NotOpen);
        }
        let page = self.worker_page(who, worker).await?;
        if page.roles.is_empty() || !self.waits_to_join(who, worker).await? {
            return Err(Refusal::not_now(
                "This person signs in already, or does not work here today.",
                "Whoever has forgotten their password is let back in by two officers, on this person's page.",
            )
            .into());
        }
        let token = Token::fresh(self);
        let expires = self.now().checked_add(LASTS).map_err(Failure::fault)?;
        let link = OneTimeLink {
            token_hash: token.hash(),
            purpose: JOIN.to_owned(),
            centre: Some(centre),
            worker: Some(worker),
            expires,
            used_at: None,
        };
        self.storage.put_link(&link).await?;
        let world = self.world(centre, &[StreamName::Centre(centre), StreamName::Worker(worker)]).await?;
        Ok(Invitation {
            name: worker_name(&world, worker, record),
            token: token.text(),
            until: domain::words::at_centre(expires, &world.centre.zone()),
            grant: page.grant,
        })
    }

    /// Uses a link. What is wrong with the answers is told only to whoever holds a link that works, and does not use it up.
    pub async fn join(&self, link: &str, name: &str, password: SecretString) -> Result<(), Failure> {
        let token = Token::parse(link).ok_or(Failure::NotOpen)?;
        let hash = token.hash();
        let found = self.storage.link(&hash, JOIN, self.now()).await?.ok_or(Failure::NotOpen)?;
        let (Some(centre), Some(worker)) = (found.centre, found.worker) else {
            return Err(Failure::NotOpen);
        };
        let world = self.world(centre, &[StreamName::Centre(centre), StreamName::Worker(worker)]).await?;
        let today = today(self.now(), &world);
        if world.workers.get(&worker).is_none_or(|state| state.roles_on(today).is_empty()) {
            return Err(Failure::NotOpen);
        }
        let name = name.trim();
        let in_use = self.storage.account_by_name(name).await?.is_some();
        checked(name, in_use, &password)?;
        self.storage.use_link(&hash, JOIN, self.now()).await?.ok_or(Failure::NotOpen)?;
        self.open_account(centre, worker, name, Some(password)).await
    }
}

fn checked(name: &str, in_use: bool, password: &SecretString) -> Result<(), Refusal> {
    let mut problems = Vec::new();
    if name.is_empty() {
        problems.push(FieldProblem::new("name", "Enter a sign-in name"));
    } else if in_use {
        problems.push(FieldProblem::new("name", "Choose another sign-in name: somebody else uses this one"));
    }
    if password.expose_secret().chars().count() < PASSWORD_MIN {
        problems.push(FieldProblem::new("password", format!("Enter at least {PASSWORD_MIN} characters")));
    }
    if problems.is_empty() { Ok(()) } else { Err(Refusal::Fields(problems)) }
}
