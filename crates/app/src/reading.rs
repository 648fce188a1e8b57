//! Reading: ask, log the look, hand over grant and sealed values.

use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::SignedIn;
use access::action::Action;
use access::{Grant, Purpose, Record, RecordKind, Relations};
use domain::ids::CaseId;
use domain::private::Compartment;
use storage::{AccessEvent, AccessOutcome, Flush};

/// One look at a record: what for, and which compartments it opens.
#[derive(Debug, Clone)]
pub struct Look {
    /// The record.
    pub record: Record,
    /// What for.
    pub purpose: Purpose,
    /// Relations known besides assignment.
    pub relations: Relations,
}

impl Look {
    /// A look in the everyday work on a case.
    pub const fn at(record: Record) -> Self {
        Self { record, purpose: Purpose::CaseWork, relations: Relations::new() }
    }

    /// The same, for another purpose.
    #[must_use]
    pub const fn purpose(mut self, purpose: Purpose) -> Self {
        self.purpose = purpose;
        self
    }
}

/// Whether there is what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Presence {
    /// It is here.
    Here,
    /// There is no such thing.
    Nowhere,
}

impl Presence {
    /// Here where something was found.
    pub(crate) const fn of<T>(found: Option<&T>) -> Self {
        if found.is_some() { Self::Here } else { Self::Nowhere }
    }
}

/// The case of what is in no case: nobody stands to it in any way.
pub(crate) const NO_CASE: CaseId = CaseId::from_uuid(uuid::Uuid::nil());

/// A grant that was logged.
pub type Granted<A> = Grant<A>;

impl House {
    /// Asks for a grant to read and logs the answer: opening a sealed compartment is committed before this returns,
    /// ordinary reads within a second.
    pub async fn grant<A: Action>(&self, who: &SignedIn, look: Look) -> Result<Grant<A>, Failure> {
        self.grant_where(who, look, Presence::Here).await
    }

    /// The same for what may not be here: it is then refused, with the same statements and the same line in the log.
    pub(crate) async fn grant_where<A: Action>(
        &self,
        who: &SignedIn,
        look: Look,
        presence: Presence,
    ) -> Result<Grant<A>, Failure> {
        self.factor_first(who, A::NAME)?;
        let centre = who.asker.centre;
        let mut standing = self.standing(who, look.record.kind.case(), look.purpose).await?;
        standing.relations.extend(look.relations);
        let answer =
            self.access.read::<A>(&standing.asker, look.record, &standing.relations, self.moment(&standing, A::NAME));
        let answer = answer.ok().filter(|_| presence == Presence::Here);
        let sealed = sealed_compartment(A::NAME);
        let outcome = if answer.is_some() { AccessOutcome::Granted } else { AccessOutcome::Refused };
        let flush = if sealed.is_some() || answer.is_none() { Flush::Now } else { Flush::Soon };
        let event = AccessEvent {
            centre,
            at: self.now(),
            actor: who.actor(),
            purpose: look.purpose.name().to_owned(),
            action: A::NAME.to_owned(),
            records: vec![record_name(look.record)],
            compartments: sealed.into_iter().collect(),
            outcome,
        };
        self.storage.record_access(vec![event], flush).await?;
        answer.ok_or(Failure::NotOpen)
    }

    /// Refuses what is not here as what is not open is refused: logged before it is told, under the name it was asked for.
    pub(crate) async fn not_here<A: Action>(&self, who: &SignedIn, purpose: Purpose, asked_for: String) -> Failure {
        let event = AccessEvent {
            centre: who.asker.centre,
            at: self.now(),
            actor: who.actor(),
            purpose: purpose.name().to_owned(),
            action: A::NAME.to_owned(),
            records: vec![asked_for],
            compartments: sealed_compartment(A::NAME).into_iter().collect(),
            outcome: AccessOutcome::Refused,
        };
        match self.storage.record_access(vec![event], Flush::Now).await {
            Ok(()) => Failure::NotOpen,
            Err(error) => error.into(),
        }
    }

    /// Refuses whoever may not do this, and logs it as refused. Asked before a form is shown or anything is told of what was
    /// sent: nobody fills in what they cannot send, and nobody learns from a problem that there is such a record.
    pub async fn must(&self, who: &SignedIn, action: &str, look: Look) -> Result<(), Failure> {
        self.must_where(who, action, look, Presence::Here).await
    }

    /// The same for what may not be here.
    pub(crate) async fn must_where(
        &self,
        who: &SignedIn,
        action: &str,
        look: Look,
        presence: Presence,
    ) -> Result<(), Failure> {
        let mut standing = self.standing(who, look.record.kind.case(), look.purpose).await?;
        standing.relations.extend(look.relations);
        if self.decided(&standing, action, look.record).permitted && presence == Presence::Here {
            return Ok(());
        }
        let mut event = crate::execute::look(who, self.now(), action, look.record, AccessOutcome::Refused);
        look.purpose.name().clone_into(&mut event.purpose);
        self.storage.record_access(vec![event], Flush::Now).await?;
        Err(Failure::NotOpen)
    }

    /// Whether something would be permitted, once they have given the second factor it needs: for showing or leaving out a
    /// link. It logs no look.
    pub async fn may(&self, who: &SignedIn, action: &str, record: Record) -> Result<bool, Failure> {
        let standing = self.standing(who, record.kind.case(), Purpose::CaseWork).await?;
        Ok(self.decided(&standing, action, record).permitted)
    }
}

fn sealed_compartment(action: &str) -> Option<Compartment> {
    match action {
        "open-protected-facts" | "open-refuge" => Some(Compartment::ProtectedFacts),
        "open-disclosure" => Some(Compartment::Disclosure),
        "open-health" => Some(Compartment::Health),
        _ => None,
    }
}

/// The name of a record in access events.
pub(crate) fn record_name(record: Record) -> String {
    match record.kind {
        RecordKind::Case(id) => format!("case/{id}"),
        RecordKind::Session(id, _) => format!("session/{id}"),
        RecordKind::Report(id, _) => format!("report/{id}"),
        RecordKind::Person(id, _) => format!("person/{id}"),
        RecordKind::Day(date) => format!("day/{date}"),
        RecordKind::Worker(id) => format!("worker/{id}"),
        RecordKind::Centre => "centre".to_owned(),
        RecordKind::Return => "return".to_owned(),
        RecordKind::Register => "register".to_owned(),
    }
}
