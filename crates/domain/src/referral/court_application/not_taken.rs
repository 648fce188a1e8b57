use serde::Serialize;

/// Why a document was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// More than 5 MiB.
    TooLarge,
    /// Nested deeper than 64.
    TooDeep,
    /// It ends in the middle.
    BreaksOff,
    /// It is not JSON.
    NotJson,
    /// No court application is in it.
    NoApplication,
    /// A list was expected.
    NotAList,
    /// An object with names and values was expected.
    NotAnObject,
    /// An element of a list of the service, with its value, was expected.
    NotAnElement,
    /// Text was expected.
    NotText,
    /// Text of at most 20,000 characters, names of at most 200, was expected.
    TooLong,
    /// A date was expected.
    NotADate,
    /// Yes, No or Don't know was expected.
    NotAnAnswer,
    /// Text or a whole number was expected.
    NotANumber,
}

impl Why {
    /// What was expected there, without what was found.
    pub const fn expected(self) -> &'static str {
        match self {
            Self::TooLarge => "a file of at most 5 MiB",
            Self::TooDeep => "nesting of at most 64 levels",
            Self::BreaksOff => "the rest of the document: it breaks off here",
            Self::NotJson => "JSON",
            Self::NoApplication => {
                "a court application: case_data, case_details.case_data or the application's fields, with at least one child or adult"
            }
            Self::NotAList => "a list",
            Self::NotAnObject => "an object with names and values",
            Self::NotAnElement => "an element of a list: an object with id and value",
            Self::NotText => "text",
            Self::TooLong => "text of at most 20,000 characters (names: 200)",
            Self::NotADate => "a date as year-month-day",
            Self::NotAnAnswer => "Yes, No or Don't know",
            Self::NotANumber => "text or a whole number",
        }
    }
}

/// A document that was not taken, with the place in it. It never holds a value of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{path}: expected {}", .why.expected())]
pub struct NotTaken {
    path: String,
    why: Why,
}

impl NotTaken {
    /// A place of the document that was not taken.
    pub(super) fn new(path: &str, why: Why) -> Self {
        Self { path: plain(path), why }
    }

    /// The place in the document: names and positions after slashes; a hash mark leads into a document within a text.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is the matter there.
    pub const fn why(&self) -> Why {
        self.why
    }
}

/// A path for showing: names are the document's own and might be anything, so only what a field's name is made of is
/// kept, and not more than a line of it.
pub(super) fn plain(path: &str) -> String {
    let mut shown: String = path
        .chars()
        .take(240)
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '/' | '_' | '-' | '.' | '#' => c,
            _ => '?',
        })
        .collect();
    if shown.is_empty() {
        shown.push('/');
    }
    shown
}
