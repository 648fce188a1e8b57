use super::words::TextVersion;
use crate::ids::{PersonId, RoomId, VoiceId, WorkerId};
use crate::private::Private;
use crate::words::{Answer, Narrative, Window};
use serde::{Deserialize, Serialize};

/// A plan for a pre-visit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// When, on the clock on the centre's wall.
    pub window: Window,
    /// Where, if it is settled.
    pub room: Option<RoomId>,
    /// Who receives them.
    pub worker: WorkerId,
    /// The children who come along; only with the adult they live with.
    #[serde(default)]
    pub children: Vec<PersonId>,
}

/// A pre-visit that took place. The note is text as it is entered, and private once it is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held<T = Private<Narrative>> {
    /// When, on the clock on the centre's wall.
    pub window: Window,
    /// Whether identity was checked and fits.
    pub identity_checked: Answer,
    /// The version of the ground rules that was explained, where it was.
    pub rules_explained: Option<TextVersion>,
    /// The children who were shown the room and told how to stop.
    #[serde(default)]
    pub children_shown: Vec<PersonId>,
    /// Whether the adult was asked how they can safely be reached.
    pub safe_contact_asked: Answer,
    /// Voice entries made there.
    #[serde(default)]
    pub voices: Vec<VoiceId>,
    /// Anything else to know.
    #[serde(default = "nothing")]
    pub note: Option<T>,
}

// `#[serde(default)]` alone would ask for `T: Default`.
const fn nothing<T>() -> Option<T> {
    None
}

impl Held<Narrative> {
    /// Puts the note under the adult whose pre-visit it was.
    pub fn seal(self, adult: PersonId) -> Held {
        Held {
            window: self.window,
            identity_checked: self.identity_checked,
            rules_explained: self.rules_explained,
            children_shown: self.children_shown,
            safe_contact_asked: self.safe_contact_asked,
            voices: self.voices,
            note: self.note.map(|n| Private::of_person(adult, n)),
        }
    }
}
