use serde::{Deserialize, Serialize};
use std::fmt;

/// Why a text was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotText {
    /// Nothing but spaces.
    #[error("enter something here")]
    Empty,
    /// Longer than the limit, counted in characters.
    #[error("shorten this to {0} characters or fewer")]
    TooLong(usize),
}

/// Free text by a person about people: never empty, at most 20,000 characters. Its `Debug` shows only its length.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Narrative(String);

impl Narrative {
    /// The longest text taken, in characters.
    pub const LIMIT: usize = 20_000;

    /// Takes a text, without the spaces around it.
    pub fn parse(text: &str) -> Result<Self, NotText> {
        bounded(text, Self::LIMIT).map(Self)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A person's name as they or a document give it: never empty, at most 200 characters. Its `Debug` shows nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    given: String,
    family: Option<String>,
}

impl PersonName {
    /// The longest part taken, in characters.
    pub const LIMIT: usize = 200;

    /// Takes a name of one or two parts; many people have one.
    pub fn parse(given: &str, family: &str) -> Result<Self, NotText> {
        let family = if family.trim().is_empty() { None } else { Some(bounded(family, Self::LIMIT)?) };
        match bounded(given, Self::LIMIT) {
            Ok(given) => Ok(Self { given, family }),
            // A name of which only the family part is known is shown by that part.
            Err(NotText::Empty) => match family {
                Some(family) => Ok(Self { given: family, family: None }),
                None => Err(NotText::Empty),
            },
            Err(other) => Err(other),
        }
    }

    /// The given name, or the only name.
    pub fn given(&self) -> &str {
        &self.given
    }

    /// The family name, where there is one.
    pub fn family(&self) -> Option<&str> {
        self.family.as_deref()
    }

    /// The whole name.
    pub fn full(&self) -> String {
        match &self.family {
            Some(family) => format!("{} {family}", self.given),
            None => self.given.clone(),
        }
    }

    /// First name and initial, as on the run sheet: "Amina K".
    pub fn first_and_initial(&self) -> String {
        match self.family.as_deref().and_then(|f| f.chars().next()) {
            Some(initial) => format!("{} {initial}", self.given),
            None => self.given.clone(),
        }
    }
}

fn bounded(text: &str, limit: usize) -> Result<String, NotText> {
    let text = text.trim();
    if text.is_empty() {
        Err(NotText::Empty)
    } else if text.chars().count() > limit {
        Err(NotText::TooLong(limit))
    } else {
        Ok(text.to_owned())
    }
}

impl TryFrom<String> for Narrative {
    type Error = NotText;

    fn try_from(text: String) -> Result<Self, NotText> {
        Self::parse(&text)
    }
}

impl From<Narrative> for String {
    fn from(text: Narrative) -> Self {
        text.0
    }
}

impl fmt::Debug for Narrative {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Narrative({} characters)", self.0.chars().count())
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PersonName(..)")
    }
}
