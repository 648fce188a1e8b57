use super::words::{Closeness, Suspicion};
use crate::event::FeatureEvent;
use crate::ids::WorkerId;
use crate::private::Private;
use crate::words::Narrative;
use serde::{Deserialize, Serialize};

/// What another person found about a suspicion, or about a declaration that was mistaken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "outcome", rename_all = "kebab-case")]
pub enum Settlement {
    /// The worker has something to do with the family.
    Confirmed {
        /// How close.
        closeness: Closeness,
    },
    /// They have nothing to do with it.
    Cleared,
}

/// What became known of a worker and a family.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "kebab-case")]
pub enum InterestEvent {
    /// The worker said so themselves.
    Declared {
        /// Who.
        worker: WorkerId,
        /// How close.
        closeness: Closeness,
    },
    /// Somebody else thinks so; nobody has settled it yet.
    Suspected {
        /// Who.
        worker: WorkerId,
        /// Why.
        because: Suspicion,
    },
    /// Another person than the worker settled it.
    Settled {
        /// Who.
        worker: WorkerId,
        /// What they found.
        settlement: Settlement,
        /// Why.
        reason: Private<Narrative>,
    },
}

impl FeatureEvent for InterestEvent {
    const FEATURE: &'static str = "interest";
}
