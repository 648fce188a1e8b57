use super::events::{InterestEvent, Settlement};
use super::state::Standing;
use super::words::{Closeness, Suspicion};
use crate::actor::Actor;
use crate::arrangement::facts::known_case;
use crate::command::FeatureCommand;
use crate::decision::{Context, Decision, Recorded, Refusal};
use crate::ids::{CaseId, CentreId, WorkerId};
use crate::private::{Compartment, Private, Subject};
use crate::stream::StreamName;
use crate::words::Narrative;
use crate::world::World;
use serde::{Deserialize, Serialize};

/// Commands about workers who have something to do with a family.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum InterestCommand {
    /// Somebody says of themselves how close they are to a family. It holds at once.
    DeclareInterest {
        /// The case.
        case: CaseId,
        /// How close they are.
        closeness: Closeness,
    },
    /// Somebody was told that a colleague has something to do with a family.
    SuspectInterest {
        /// The case.
        case: CaseId,
        /// Who.
        worker: WorkerId,
    },
    /// Another person than the worker settles what is suspected, or what was declared by mistake.
    SettleInterest {
        /// The case.
        case: CaseId,
        /// Who.
        worker: WorkerId,
        /// What was found.
        #[serde(flatten)]
        settlement: Settlement,
        /// Why.
        reason: Narrative,
    },
}

impl InterestCommand {
    const fn case(&self) -> CaseId {
        match self {
            Self::DeclareInterest { case, .. }
            | Self::SuspectInterest { case, .. }
            | Self::SettleInterest { case, .. } => *case,
        }
    }

    /// The colleague it is about; nobody where somebody speaks of themselves.
    pub const fn colleague(&self) -> Option<WorkerId> {
        match self {
            Self::DeclareInterest { .. } => None,
            Self::SuspectInterest { worker, .. } | Self::SettleInterest { worker, .. } => Some(*worker),
        }
    }
}

impl FeatureCommand for InterestCommand {
    fn action(&self) -> &'static str {
        match self {
            Self::DeclareInterest { .. } => "declare-conflict",
            Self::SuspectInterest { .. } | Self::SettleInterest { .. } => "settle-suspicion",
        }
    }

    fn reads(&self, centre: CentreId) -> Vec<StreamName> {
        let mut streams = vec![StreamName::Case(self.case()), StreamName::Centre(centre)];
        streams.extend(self.colleague().map(StreamName::Worker));
        streams
    }

    fn decide(self, world: &World, context: &mut Context<'_>) -> Decision {
        let case = self.case();
        let known = &known_case(world, case)?.interest;
        let event = match self {
            Self::DeclareInterest { closeness, .. } => {
                let Actor::Worker(worker) = context.actor else {
                    return Err(Refusal::not_now("Only people who work here declare an interest.", "Sign in first."));
                };
                InterestEvent::Declared { worker, closeness }
            }
            Self::SuspectInterest { worker, .. } => {
                colleague(world, context, worker)?;
                if known.keeps_away(worker) {
                    return Err(Refusal::field("worker", "This person is kept from the case already"));
                }
                InterestEvent::Suspected { worker, because: Suspicion::Told }
            }
            Self::SettleInterest { worker, settlement, reason, .. } => {
                colleague(world, context, worker)?;
                match known.of(worker).map(|interest| interest.standing) {
                    Some(Standing::Known(_) | Standing::Suspected(_)) => {}
                    Some(Standing::Cleared) | None => return Err(nothing_to_settle()),
                }
                let reason = Private::new(Subject::Case(case), Compartment::Ordinary, reason);
                InterestEvent::Settled { worker, settlement, reason }
            }
        };
        Ok(vec![Recorded::now(StreamName::Case(case), event)])
    }
}

/// Refuses somebody who does not work here, and whoever would settle what is known of themselves.
fn colleague(world: &World, context: &Context<'_>, worker: WorkerId) -> Result<(), Refusal> {
    if context.actor == Actor::Worker(worker) {
        return Err(Refusal::not_now(
            "Nobody settles for themselves whether they have something to do with a family.",
            "Declare it, or ask the safeguarding lead, a deputy or a trustee.",
        ));
    }
    let engaged = world.workers.get(&worker).is_some_and(|known| known.is_active_on(context.today));
    if engaged { Ok(()) } else { Err(Refusal::field("worker", "Choose somebody who works here")) }
}

fn nothing_to_settle() -> Refusal {
    Refusal::not_now("Nothing is known of this person and this family.", "Record what you were told first.")
}
