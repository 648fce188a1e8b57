//! A status in a word or two.

use askama::Template;

use super::Html;
use super::builder::{components, options};

/// The colour of a tag. It repeats what the words say and never adds to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagColour {
    /// Inactive, or nothing done yet.
    Grey,
    /// Done, or in order.
    Green,
    /// Under way.
    Teal,
    /// New: the tint of the house.
    Tint,
    /// Waiting for somebody.
    Purple,
    /// Sent.
    Magenta,
    /// Urgent, refused or overdue.
    Red,
    /// Due soon.
    Orange,
    /// Delayed.
    Yellow,
}

impl TagColour {
    fn class(self) -> &'static str {
        match self {
            Self::Grey => "govuk-tag--grey",
            Self::Green => "govuk-tag--green",
            Self::Teal => "govuk-tag--teal",
            // Without a class a tag has the tint of the house.
            Self::Tint => "",
            Self::Purple => "govuk-tag--purple",
            Self::Magenta => "govuk-tag--magenta",
            Self::Red => "govuk-tag--red",
            Self::Orange => "govuk-tag--orange",
            Self::Yellow => "govuk-tag--yellow",
        }
    }
}

/// A status. Two words at most: a longer one breaks over lines.
#[derive(Template, Clone)]
#[template(path = "components/tag.html")]
pub struct Tag {
    text: Html,
    pub(super) classes: String,
}

impl Tag {
    /// A tag with these words.
    pub fn new(text: impl Into<Html>) -> Self {
        Self { text: text.into(), classes: "govuk-tag".to_owned() }
    }

    /// Sets the colour.
    #[must_use]
    pub fn colour(self, colour: TagColour) -> Self {
        self.classes(colour.class())
    }
}

options! {
    impl Tag {
        /// Adds class names.
        classes: classes => classes;
    }
}

components!(Tag);
