use super::record::{Held, Plan};
use super::words::{NotHeldReason, SignedText, TextVersion};
use crate::event::FeatureEvent;
use crate::ids::{PersonId, PreVisitId};
use crate::private::Private;
use crate::words::{Narrative, Side};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Pre-visits, ground rules and the notice of what is recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "kebab-case")]
pub enum PreVisitEvent {
    /// A pre-visit of one adult was planned.
    Planned {
        /// Its id.
        previsit: PreVisitId,
        /// The adult.
        adult: PersonId,
        /// The side the adult stands on.
        side: Side,
        /// The plan.
        plan: Plan,
    },
    /// A pre-visit took place, planned or not.
    Held {
        /// Its id.
        previsit: PreVisitId,
        /// The adult.
        adult: PersonId,
        /// The side the adult stands on.
        side: Side,
        /// What took place.
        held: Held,
    },
    /// An adult signed a text.
    TextSigned {
        /// The adult.
        adult: PersonId,
        /// Which text.
        text: SignedText,
        /// Its version.
        version: TextVersion,
        /// The day of the signature.
        on: Date,
    },
    /// A planned pre-visit did not take place.
    NotHeld {
        /// The pre-visit.
        previsit: PreVisitId,
        /// Why.
        reason: NotHeldReason,
        /// In words.
        note: Option<Private<Narrative>>,
    },
}

impl FeatureEvent for PreVisitEvent {
    const FEATURE: &'static str = "previsit";
}
