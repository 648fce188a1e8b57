//! Marked strings: what is written into the world, each with where it may be read.

use std::collections::BTreeSet;

/// What a mark stands for, and so who may ever be shown it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// What could lead somebody to a door.
    Fact,
    /// A refuge.
    Refuge,
    /// What somebody disclosed.
    Disclosure,
    /// Illness, access.
    Health,
    /// What a child said when asked.
    Voice,
    /// What happened, as somebody told it.
    Incident,
}

/// Every mark of a world.
#[derive(Default)]
pub struct Marks {
    all: Vec<(Kept, String)>,
}

impl Marks {
    /// Words with a mark in them that stands nowhere else.
    pub fn make(&mut self, kept: Kept) -> domain::words::Narrative {
        let mark = format!("Zq{}x{:04}w", kept.letter(), self.all.len());
        let words = testkit::story::text(&format!("Said of it: {mark}, and no more."));
        self.all.push((kept, mark));
        words
    }

    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Which marks stand in these bytes. Every mark begins alike, so that bytes without any are passed over quickly.
    pub fn within(&self, bytes: &[u8]) -> BTreeSet<(Kept, String)> {
        let text = String::from_utf8_lossy(bytes);
        if !text.contains("Zq") {
            return BTreeSet::new();
        }
        self.all.iter().filter(|(_, mark)| text.contains(mark.as_str())).cloned().collect()
    }
}

impl Kept {
    const fn letter(self) -> char {
        match self {
            Self::Fact => 'f',
            Self::Refuge => 'r',
            Self::Disclosure => 'd',
            Self::Health => 'h',
            Self::Voice => 'v',
            Self::Incident => 'i',
        }
    }
}
