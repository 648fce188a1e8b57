use crate::risk::choices;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

choices! {
    /// When somebody was asked. Children and adults are asked at all of these, each for themselves.
    Stage {
        Referral = "referral", "At referral";
        PreVisit = "pre-visit", "At the pre-visit";
        BeforeSession = "before-session", "Before a session";
        During = "during", "During a session";
        AfterSession = "after-session", "After a session";
        Review = "review", "At a review";
        Progression = "progression", "Before a change of level";
        Closure = "closure", "At closure";
    }
}

choices! {
    /// Whether the words were read back to the person who said them.
    ReadBack {
        NotReadBack = "not-read-back", "Not read back";
        Agreed = "agreed", "Read back and agreed";
        Changed = "changed", "Read back, and changed as they asked";
    }
}

choices! {
    /// Why somebody was not asked. It never counts as having been asked (R-V07).
    NotAskedReason {
        NotPresent = "not-present", "They were not there";
        NotSafe = "not-safe", "It was not safe to ask";
        NoInterpreter = "no-interpreter", "There was no interpreter";
        NotAlone = "not-alone", "They could not be asked on their own";
        TooDistressed = "too-distressed", "They were too distressed";
        NoTime = "no-time", "There was no time";
        Other = "other", "Another reason";
    }
}

choices! {
    /// Somebody who could be shown what a child said.
    VoiceReader {
        ResidentAdult = "resident-adult", "The adult they live with";
        VisitingAdult = "visiting-adult", "The visiting adult";
        Court = "court", "The court or Cafcass";
        ChildrensServices = "childrens-services", "Children's services";
    }
}

/// Who may see what was said, as the person who said it wishes. It is always chosen and never assumed; a wish is
/// not yet a decision to show it, which is the safeguarding lead's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MaySee {
    /// Nobody but those at the centre who work on the case.
    NobodyElse,
    /// These besides.
    These(BTreeSet<VoiceReader>),
}

/// What came of asking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome<T> {
    /// They said this, word for word.
    Said {
        /// Their words.
        words: T,
        /// Whether they were read back.
        read_back: ReadBack,
    },
    /// They were asked and chose not to say.
    ChoseNotToSay,
    /// The child is too young to say; this is what was seen.
    TooYoungObserved {
        /// What was seen, without a reading of it.
        seen: T,
    },
    /// They were not asked.
    NotAsked {
        /// Why.
        reason: NotAskedReason,
        /// In words.
        note: Option<T>,
    },
}

impl<T> Outcome<T> {
    /// Whether the person was asked, and answered, declined or was observed. "Not asked" never counts.
    pub const fn was_asked(&self) -> bool {
        !matches!(self, Self::NotAsked { .. })
    }

    /// The same outcome around other text.
    pub fn map<U>(self, mut change: impl FnMut(T) -> U) -> Outcome<U> {
        match self {
            Self::Said { words, read_back } => Outcome::Said { words: change(words), read_back },
            Self::ChoseNotToSay => Outcome::ChoseNotToSay,
            Self::TooYoungObserved { seen } => Outcome::TooYoungObserved { seen: change(seen) },
            Self::NotAsked { reason, note } => Outcome::NotAsked { reason, note: note.map(change) },
        }
    }
}
