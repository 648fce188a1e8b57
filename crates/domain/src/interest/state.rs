use super::events::{InterestEvent, Settlement};
use super::words::{Closeness, Suspicion};
use crate::actor::Actor;
use crate::event::Happened;
use crate::ids::WorkerId;
use crate::private::Private;
use crate::words::Narrative;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// How a worker stands to a family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Declared by them, or confirmed by another.
    Known(Closeness),
    /// Nobody has settled it yet.
    Suspected(Suspicion),
    /// Another person found that there is nothing.
    Cleared,
}

impl Standing {
    /// Whether the worker is kept from the whole case.
    pub const fn keeps_away(self) -> bool {
        matches!(self, Self::Known(closeness) if closeness.keeps_away())
    }

    /// The name in lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Known(closeness) if closeness.keeps_away() => "keeps-away",
            Self::Known(_) => "acquainted",
            Self::Suspected(_) => "suspected",
            Self::Cleared => "cleared",
        }
    }
}

/// What is known of one worker.
#[derive(Debug, Clone, PartialEq)]
pub struct Interest {
    /// How they stand to the family.
    pub standing: Standing,
    /// Since when.
    pub since: Timestamp,
    /// Who said so.
    pub by: Actor,
    /// Why, where another person settled it.
    pub reason: Option<Private<Narrative>>,
}

/// The workers of whom something is known.
#[derive(Debug, Clone, Default)]
pub struct InterestState {
    known: BTreeMap<WorkerId, Interest>,
}

impl InterestState {
    /// Takes one more event into the state.
    pub fn evolve(&mut self, happened: &Happened, event: &InterestEvent) {
        let (worker, standing, reason) = match event {
            InterestEvent::Declared { worker, closeness } => (*worker, Standing::Known(*closeness), None),
            InterestEvent::Suspected { worker, because } => (*worker, Standing::Suspected(*because), None),
            InterestEvent::Settled { worker, settlement, reason } => {
                let standing = match settlement {
                    Settlement::Confirmed { closeness } => Standing::Known(*closeness),
                    Settlement::Cleared => Standing::Cleared,
                };
                (*worker, standing, Some(reason.clone()))
            }
        };
        let (since, by) = (happened.happened_at(), happened.actor);
        self.known.insert(worker, Interest { standing, since, by, reason });
    }

    /// What is known of a worker.
    pub fn of(&self, worker: WorkerId) -> Option<&Interest> {
        self.known.get(&worker)
    }

    /// Whether a worker is kept from the case.
    pub fn keeps_away(&self, worker: WorkerId) -> bool {
        self.of(worker).is_some_and(|interest| interest.standing.keeps_away())
    }

    /// Everybody of whom something is known.
    pub fn all(&self) -> impl Iterator<Item = (WorkerId, &Interest)> {
        self.known.iter().map(|(worker, interest)| (*worker, interest))
    }
}

/// What is written down where a comparison ties a worker to a family; nothing where somebody is suspected, known or was
/// settled already, since a person's word stands above a comparison.
pub fn noticed(known: Option<&Interest>, worker: WorkerId, because: Suspicion) -> Option<InterestEvent> {
    known.is_none().then_some(InterestEvent::Suspected { worker, because })
}
