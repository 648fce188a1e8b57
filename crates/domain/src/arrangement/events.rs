use super::terms::Terms;
use super::words::{EndOutcome, LevelDecision, PauseReason};
use crate::event::FeatureEvent;
use crate::ids::{PersonId, SessionId};
use crate::private::Private;
use crate::words::{ContactLevel, Narrative, Window};
use serde::{Deserialize, Serialize};

/// The arrangement and its changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "kebab-case")]
pub enum ArrangementEvent {
    /// Terms were proposed: the first ones, or a change to those agreed.
    Proposed {
        /// The terms as a whole.
        terms: Box<Terms>,
    },
    /// The proposed terms were agreed, and hold from here.
    Agreed {
        /// The adults who agreed to them.
        agreed_by: Vec<PersonId>,
    },
    /// No session is held until it is resumed.
    Paused {
        /// Why.
        reason: PauseReason,
        /// In words.
        note: Option<Private<Narrative>>,
    },
    /// Sessions can be held again.
    Resumed {
        /// What has changed, in words.
        note: Private<Narrative>,
    },
    /// Somebody proposed another level.
    LevelChangeProposed {
        /// The level now.
        from: ContactLevel,
        /// The level proposed, more or less closely watched over.
        to: ContactLevel,
        /// Why.
        why: Private<Narrative>,
    },
    /// A second person decided.
    LevelChangeDecided {
        /// The level before.
        from: ContactLevel,
        /// The level that was proposed.
        to: ContactLevel,
        /// What was decided.
        decision: LevelDecision,
        /// Why.
        why: Private<Narrative>,
    },
    /// The arrangement ended.
    Ended {
        /// How.
        outcome: EndOutcome,
        /// In words.
        note: Option<Private<Narrative>>,
    },
    /// A planned session did not take place, and the centre was not why. The session tells its case.
    SessionMissed {
        /// Which.
        session: SessionId,
        /// When contact was planned.
        contact: Window,
    },
    /// A planned session took place that stands beside a missed one, or had been told as missed.
    SessionKept {
        /// Which.
        session: SessionId,
        /// When contact was planned.
        contact: Window,
    },
}

impl FeatureEvent for ArrangementEvent {
    const FEATURE: &'static str = "arrangement";
}
