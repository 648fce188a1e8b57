use crate::ids::FreshIds;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// Digits and consonants that are neither mistaken for each other when spoken or written nor make words.
const LETTERS: [char; 28] = [
    '2', '3', '4', '5', '6', '7', '8', '9', 'B', 'C', 'D', 'F', 'G', 'H', 'J', 'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T',
    'V', 'W', 'X', 'Y', 'Z',
];

/// A referral's reference as people say it on the telephone: "CS-7F3K-29QM". Random: it tells neither order nor time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reference(String);

/// A text that is not a reference.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a reference looks like CS-7F3K-29QM")]
pub struct NotAReference;

impl Reference {
    /// Takes a fresh one from the edge's source of randomness. Two of a centre with ten thousand referrals meet by
    /// chance in one of 7,500 such centres; nothing but people's talk depends on them being different.
    pub fn fresh(ids: &mut dyn FreshIds) -> Self {
        let mut rest = ids.fresh().as_u128();
        // The lowest bits of a version 4 id are random; its fixed bits lie above bit 61.
        let mut text = String::from("CS-");
        for place in 0..8 {
            if place == 4 {
                text.push('-');
            }
            let letter = usize::try_from(rest % 28).unwrap_or(0);
            text.extend(LETTERS.get(letter));
            rest /= 28;
        }
        Self(text)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Reference {
    type Err = NotAReference;

    fn from_str(text: &str) -> Result<Self, NotAReference> {
        let text = text.trim().to_ascii_uppercase();
        let mut parts = text.split('-');
        let group = |part: Option<&str>| {
            part.is_some_and(|p| p.chars().count() == 4 && p.chars().all(|c| LETTERS.contains(&c)))
        };
        let taken = parts.next() == Some("CS") && group(parts.next()) && group(parts.next()) && parts.next().is_none();
        if taken { Ok(Self(text)) } else { Err(NotAReference) }
    }
}

impl TryFrom<String> for Reference {
    type Error = NotAReference;

    fn try_from(text: String) -> Result<Self, NotAReference> {
        text.parse()
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> Self {
        reference.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    struct Fixed(u128);
    impl FreshIds for Fixed {
        fn fresh(&mut self) -> Uuid {
            self.0 += 0x1234_5678_9abc_def1;
            Uuid::from_u128(self.0)
        }
    }

    #[test]
    fn a_fresh_reference_reads_back_in_any_case() {
        let reference = Reference::fresh(&mut Fixed(77));
        let spoken = reference.to_string().to_lowercase();
        assert_eq!(spoken.parse::<Reference>().unwrap(), reference);
        assert_eq!(reference.as_str().len(), 12);
    }

    #[test]
    fn letters_that_sound_or_look_alike_are_not_taken() {
        for text in ["CS-7F3K-29QO", "CS-7F3K", "7F3K-29QM", "CS-7F3K-29QM-2222", ""] {
            assert!(text.parse::<Reference>().is_err(), "{text}");
        }
    }
}
