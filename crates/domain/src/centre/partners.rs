//! The leads of partner centres: people elsewhere who can be the second person where this centre has none. They have no
//! account here; a one-time link lets them answer one request.

use super::words::Label;
use crate::actor::Actor;
use crate::private::Private;
use crate::words::PersonName;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The lead of a partner centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerLead {
    /// Their name.
    pub name: Private<PersonName>,
    /// The centre they lead.
    pub organisation: Private<Label>,
    /// Where they can be rung.
    pub telephone: Private<Telephone>,
    /// Whether they can be asked.
    pub standing: PartnerStanding,
    /// Who named them: never whoever asks them to be the second person.
    pub named_by: Actor,
}

/// Whether the lead of a partner centre can be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerStanding {
    /// They can be asked.
    Named,
    /// No longer; what they authorised still names them.
    Ended,
}

/// A telephone number as people write it: 5 to 20 digits, at most 40 characters with spaces, brackets, hyphens, a plus
/// and an extension. Its `Debug` shows nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Telephone(String);

/// A text that is not a telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("enter a telephone number, such as 01632 960 001")]
pub struct NotATelephone;

impl Telephone {
    /// Takes a number, without the spaces around it.
    pub fn parse(text: &str) -> Result<Self, NotATelephone> {
        let text = text.trim();
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let written = |c: char| c.is_ascii_digit() || " +-().".contains(c) || "extEXT".contains(c);
        if (5..=20).contains(&digits) && text.len() <= 40 && text.chars().all(written) {
            Ok(Self(text.to_owned()))
        } else {
            Err(NotATelephone)
        }
    }

    /// The number as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Telephone {
    type Error = NotATelephone;

    fn try_from(text: String) -> Result<Self, NotATelephone> {
        Self::parse(&text)
    }
}

impl From<Telephone> for String {
    fn from(telephone: Telephone) -> Self {
        telephone.0
    }
}

impl fmt::Debug for Telephone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Telephone")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_as_people_write_them_and_nothing_else() {
        for number in ["01632 960 001", "+44 (0)1632 960001", "01632-960-001 ext 12", "999123"] {
            assert_eq!(Telephone::parse(number).unwrap().as_str(), number);
        }
        for other in ["", "1234", "ring Noor", "01632 960 001; 01632 960 002", "noor@example.org 01632 960001"] {
            assert!(Telephone::parse(other).is_err(), "{other}");
        }
        assert_eq!(format!("{:?}", Telephone::parse("01632 960 001").unwrap()), "Telephone");
    }
}
