//! Saying what is wrong with a form.

use askama::Template;

use super::Html;
use super::builder::{components, options};

/// An error beside something that is not one of the fields here.
#[derive(Template, Clone)]
#[template(path = "components/error_message.html")]
pub struct ErrorMessage {
    text: Html,
    id: String,
    classes: String,
    word: String,
}

impl ErrorMessage {
    /// What is wrong and how to put it right.
    pub fn new(text: impl Into<Html>) -> Self {
        Self { text: text.into(), id: String::new(), classes: String::new(), word: "Error".to_owned() }
    }
}

options! {
    impl ErrorMessage {
        /// The id that an `aria-describedby` names.
        id: text => id;
        /// Adds class names.
        classes: classes => classes;
        /// The unseen word before it, in the page's language.
        word: text => word;
    }
}

#[derive(Clone)]
struct Entry {
    href: String,
    text: Html,
}

/// Everything that is wrong with a form, at the top of the page, each entry leading to its field. It takes the focus, and
/// the page's title begins with "Error:".
#[derive(Template, Clone)]
#[template(path = "components/error_summary.html")]
pub struct ErrorSummary {
    title: Html,
    description: Option<Html>,
    entries: Vec<Entry>,
    classes: String,
    stays: bool,
}

impl Default for ErrorSummary {
    fn default() -> Self {
        Self::new("There is a problem")
    }
}

impl ErrorSummary {
    /// A summary with this title and nothing in it yet.
    pub fn new(title: impl Into<Html>) -> Self {
        Self {
            title: title.into(),
            description: None,
            entries: Vec::new(),
            classes: "govuk-error-summary".to_owned(),
            stays: false,
        }
    }

    /// Adds an error, with the id of its field.
    #[must_use]
    pub fn field(self, id: &str, text: impl Into<Html>) -> Self {
        self.entry(format!("#{id}"), text)
    }

    /// Adds an error, with an address that leads to it; an empty one makes it plain text.
    #[must_use]
    pub fn entry(mut self, href: impl Into<String>, text: impl Into<Html>) -> Self {
        self.entries.push(Entry { href: href.into(), text: text.into() });
        self
    }

    /// Whether no error was added.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

options! {
    impl ErrorSummary {
        /// A sentence above the errors.
        description: html => description;
        /// Adds class names.
        classes: classes => classes;
        /// Leaves the focus where it is.
        without_focus: flag => stays;
    }
}

components!(ErrorMessage, ErrorSummary);
