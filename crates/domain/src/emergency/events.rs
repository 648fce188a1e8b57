use super::words::Length;
use crate::event::FeatureEvent;
use crate::ids::EmergencyId;
use crate::private::Private;
use crate::words::Narrative;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What became of somebody's asking to be let into what is sealed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "kebab-case")]
pub enum EmergencyEvent {
    /// Somebody asked. It opens nothing yet.
    Asked {
        /// Its own id.
        id: EmergencyId,
        /// For how long.
        length: Length,
        /// What the emergency is.
        reason: Private<Narrative>,
    },
    /// A second person agreed, and from now on it is open.
    Agreed {
        /// Which.
        id: EmergencyId,
        /// Until when.
        until: Timestamp,
    },
    /// A second person refused.
    Refused {
        /// Which.
        id: EmergencyId,
        /// Why.
        reason: Private<Narrative>,
    },
    /// It was ended before its time, or the asking was taken back.
    Ended {
        /// Which.
        id: EmergencyId,
    },
    /// The data-protection officer has looked at what was opened.
    Noted {
        /// Which.
        id: EmergencyId,
    },
}

impl FeatureEvent for EmergencyEvent {
    const FEATURE: &'static str = "emergency";
}
