//! Values that are not names: dates of birth, sexes, telephones, e-mail, places.

pub(crate) mod birth;
pub(crate) mod contact;
pub(crate) mod place;

/// Sex as recorded, only ever compared for agreement; no rule reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Sex {
    #[default]
    Unknown,
    Female,
    Male,
    Other,
}

impl Sex {
    pub(crate) fn read(text: &str) -> Self {
        let text = text.trim();
        match text.chars().next().map(|letter| letter.to_ascii_lowercase()) {
            None | Some('u' | 'n' | '?' | '-' | '0' | '9') => Self::Unknown,
            Some('f' | 'w' | '2') => Self::Female,
            Some('m' | '1') => Self::Male,
            Some(_) => Self::Other,
        }
    }
}
