use crate::risk::choices;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The version of a text that was explained and signed, such as "2026-09" or "house-rules-4".
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TextVersion(String);

/// Why something is not the version of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("name the version of the text with letters, digits, dots and hyphens, up to 40 of them")]
pub struct NotATextVersion;

impl TextVersion {
    /// Takes the name of a version.
    pub fn parse(text: &str) -> Result<Self, NotATextVersion> {
        let text = text.trim();
        let known = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        if (1..=40).contains(&text.len()) && text.chars().all(known) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotATextVersion)
        }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for TextVersion {
    type Error = NotATextVersion;

    fn try_from(text: String) -> Result<Self, NotATextVersion> {
        Self::parse(&text)
    }
}

impl From<TextVersion> for String {
    fn from(version: TextVersion) -> Self {
        version.0
    }
}

impl fmt::Debug for TextVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TextVersion({})", self.0)
    }
}

choices! {
    /// Which text an adult signs.
    SignedText {
        GroundRules = "ground-rules", "The ground rules";
        RecordingNotice = "recording-notice", "What is recorded here and who gets it";
    }
}

choices! {
    /// Why a pre-visit that was planned did not take place.
    NotHeldReason {
        DidNotCome = "did-not-come", "The adult did not come";
        CancelledByAdult = "cancelled-by-adult", "The adult cancelled";
        CancelledByCentre = "cancelled-by-centre", "The centre cancelled";
        ChildUnwell = "child-unwell", "The child was unwell";
        NoInterpreter = "no-interpreter", "There was no interpreter";
        NotSafe = "not-safe", "It was not safe to go ahead";
        Moved = "moved", "It was moved to another time";
        Other = "other", "Another reason";
    }
}

choices! {
    /// What a pre-visit that took place left open: shown in the task list, decided by people.
    OpenPoint {
        IdentityNotChecked = "identity-not-checked", "Identity has not been checked";
        GroundRulesNotSigned = "ground-rules-not-signed", "The ground rules are not signed";
        NoticeNotSigned = "notice-not-signed", "The notice of what is recorded is not signed";
        SafeContactNotAsked = "safe-contact-not-asked", "Nobody has asked how this adult can safely be reached";
        ChildNotShown = "child-not-shown", "A child has not been shown the room";
    }
}
