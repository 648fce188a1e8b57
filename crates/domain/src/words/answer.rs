use serde::{Deserialize, Serialize};

/// An answer to a question about safety. Unknown is a value of its own and is never No.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// Nobody has asked.
    #[default]
    NotAsked,
    /// Asked; the person chose not to say.
    Declined,
    /// Asked; the person does not know.
    Unknown,
    /// Asked of everybody who could know; it cannot be obtained. It stays a visible unknown.
    CannotBeObtained,
    /// No.
    No,
    /// Yes.
    Yes,
}

impl Answer {
    /// Whether the answer is still unknown, for whatever reason.
    pub const fn is_unknown(self) -> bool {
        !matches!(self, Self::Yes | Self::No)
    }
}
