use jiff::{SignedDuration, Timestamp};

/// An instant from its ISO 8601 text.
pub fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant such as 2026-11-23T09:00:00Z")
}

/// A clock that moves only when a test moves it.
#[derive(Debug, Clone)]
pub struct SteppedClock {
    now: Timestamp,
}

impl SteppedClock {
    /// A clock that stands at an instant.
    pub fn standing_at(text: &str) -> Self {
        Self { now: at(text) }
    }

    /// What it shows.
    pub const fn now(&self) -> Timestamp {
        self.now
    }

    /// Moves it, forwards or backwards, and returns what it shows then.
    pub fn step(&mut self, by: SignedDuration) -> Timestamp {
        self.now = self.now.saturating_add(by).expect("a duration in seconds");
        self.now
    }
}
