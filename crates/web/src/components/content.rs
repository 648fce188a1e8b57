//! Passages that stand out from the text.

use askama::Template;

use super::Html;
use super::builder::{components, options};

/// A passage set apart by a bar.
#[derive(Template, Clone)]
#[template(path = "components/inset_text.html")]
pub struct InsetText {
    text: Html,
    id: String,
    classes: String,
}

impl InsetText {
    /// A passage.
    pub fn new(text: impl Into<Html>) -> Self {
        Self { text: text.into(), id: String::new(), classes: "govuk-inset-text".to_owned() }
    }
}

options! {
    impl InsetText {
        /// The id.
        id: text => id;
        /// Adds class names.
        classes: classes => classes;
    }
}

/// A sentence the reader must not miss, with an exclamation mark.
#[derive(Template, Clone)]
#[template(path = "components/warning_text.html")]
pub struct WarningText {
    text: Html,
    word: String,
    classes: String,
}

impl WarningText {
    /// A warning.
    pub fn new(text: impl Into<Html>) -> Self {
        Self { text: text.into(), word: "Warning".to_owned(), classes: "govuk-warning-text".to_owned() }
    }
}

options! {
    impl WarningText {
        /// The unseen word that stands for the mark, in the page's language.
        word: text => word;
        /// Adds class names.
        classes: classes => classes;
    }
}

/// Text that opens on request. Nothing that everybody needs belongs in it.
#[derive(Template, Clone)]
#[template(path = "components/details.html")]
pub struct Details {
    summary: Html,
    text: Html,
    id: String,
    classes: String,
    open: bool,
}

impl Details {
    /// A summary that is always seen and the text behind it.
    pub fn new(summary: impl Into<Html>, text: impl Into<Html>) -> Self {
        Self {
            summary: summary.into(),
            text: text.into(),
            id: String::new(),
            classes: "govuk-details".to_owned(),
            open: false,
        }
    }
}

options! {
    impl Details {
        /// The id.
        id: text => id;
        /// Adds class names.
        classes: classes => classes;
        /// Open from the start.
        open: flag => open;
    }
}

components!(InsetText, WarningText, Details);
