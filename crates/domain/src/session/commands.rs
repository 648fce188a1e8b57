use super::events::{BeforeOrAfter, Ending, HowKnown, Movement};
use crate::command::FeatureCommand;
use crate::decision::{Context, Decision};
use crate::ids::{CentreId, PersonId, SessionId};
use crate::stream::StreamName;
use crate::words::Narrative;
use crate::world::World;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How somebody was, as somebody enters it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "note", rename_all = "kebab-case")]
pub enum WellbeingNote {
    /// Nothing out of the ordinary was seen.
    AsPlanned,
    /// Somebody has a concern; the next page records it.
    Concern,
    /// Nobody saw them.
    NotSeen,
    /// In words, where contact is observed.
    Described(Narrative),
    /// It could not be obtained, and why.
    NotObtained(Narrative),
}

impl WellbeingNote {
    /// Whether it says something in words, which nobody does where contact is not observed.
    pub const fn tells_in_words(&self) -> bool {
        matches!(self, Self::Described(_) | Self::NotObtained(_))
    }
}

/// Commands of the session day. All but `Confirm` record what has happened, and are never refused by a rule.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum SessionCommand {
    /// Says that the session can go ahead: rules checked, need-to-know card read.
    Confirm {
        /// Which.
        session: SessionId,
    },
    /// Somebody came or went.
    Move {
        /// Which.
        session: SessionId,
        /// Who; everybody who moves that way where it is left out.
        #[serde(default)]
        person: Option<PersonId>,
        /// Which way.
        movement: Movement,
        /// When; now where it is left out.
        #[serde(default)]
        at: Option<Timestamp>,
        /// How the time is known.
        known: HowKnown,
    },
    /// One tap for a family in supported contact: the child left, then the visiting adult, nothing out of the ordinary.
    LeftAsPlanned {
        /// Which.
        session: SessionId,
    },
    /// A timed note, where contact is observed.
    Observe {
        /// Which.
        session: SessionId,
        /// What time it is about; now where it is left out.
        #[serde(default)]
        at: Option<Timestamp>,
        /// What was seen and heard.
        note: Narrative,
    },
    /// Contact ended, or did not begin.
    End {
        /// Which.
        session: SessionId,
        /// How.
        ending: Ending,
        /// When; now where it is left out.
        #[serde(default)]
        at: Option<Timestamp>,
    },
    /// How somebody was, before or after.
    NoteWellbeing {
        /// Which.
        session: SessionId,
        /// Whose; the family as a whole where it is left out.
        #[serde(default)]
        person: Option<PersonId>,
        /// Before or after.
        when: BeforeOrAfter,
        /// How they were.
        note: WellbeingNote,
    },
    /// Everything is recorded.
    Close {
        /// Which.
        session: SessionId,
    },
}

impl SessionCommand {
    /// The session it is about.
    pub const fn session(&self) -> SessionId {
        match self {
            Self::Confirm { session }
            | Self::Move { session, .. }
            | Self::LeftAsPlanned { session }
            | Self::Observe { session, .. }
            | Self::End { session, .. }
            | Self::NoteWellbeing { session, .. }
            | Self::Close { session } => *session,
        }
    }
}

impl FeatureCommand for SessionCommand {
    fn action(&self) -> &'static str {
        match self {
            Self::Confirm { .. } => "confirm-session",
            Self::Observe { .. } => "record-observation",
            Self::Move { .. } | Self::LeftAsPlanned { .. } => "record-movement",
            Self::End { .. } => "end-session",
            Self::NoteWellbeing { .. } => "record-wellbeing",
            Self::Close { .. } => "close-session",
        }
    }

    fn reads(&self, _centre: CentreId) -> Vec<StreamName> {
        vec![StreamName::Session(self.session())]
    }

    fn decide(self, world: &World, context: &mut Context<'_>) -> Decision {
        super::decide::decide(self, world, context)
    }
}
