use super::words::{MaySee, Outcome, Stage};
use crate::event::FeatureEvent;
use crate::ids::{PersonId, SessionId, VoiceId};
use crate::private::Private;
use crate::words::Narrative;
use serde::{Deserialize, Serialize};

/// What children and adults said when asked, each in a record of their own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "kebab-case")]
pub enum VoiceEvent {
    /// Somebody was asked, or was not and this is why.
    Recorded {
        /// The entry.
        voice: VoiceId,
        /// Whose voice.
        person: PersonId,
        /// When in the case.
        stage: Stage,
        /// The session it belongs to, where it does.
        session: Option<SessionId>,
        /// What came of it.
        outcome: Outcome<Private<Narrative>>,
        /// Who may see it, as the person wishes; `None` only where an adult was not asked about it, or nothing was said.
        may_see: Option<MaySee>,
    },
}

impl FeatureEvent for VoiceEvent {
    const FEATURE: &'static str = "voice";
}
