//! Markup that is known to be safe to put into a page.

use std::borrow::Cow;
use std::fmt;

use askama::filters::{Escaper as _, HtmlSafe};

/// A piece of a page. Text becomes one by being escaped, a component by being rendered; so whatever a component is given
/// as a label, a hint or a body is safe, and no template needs `|safe`.
///
/// It has no `Debug`: it may hold what a person said.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Markup that this program wrote itself. Never for anything a person typed.
    pub fn trusted(markup: impl Into<String>) -> Self {
        Self(markup.into())
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether there are elements in it, and not text alone.
    pub fn has_markup(&self) -> bool {
        self.0.contains('<')
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same piece with another one right after it.
    #[must_use]
    pub fn then(mut self, next: impl Into<Self>) -> Self {
        self.0.push_str(&next.into().0);
        self
    }

    /// Text that only a screen reader says.
    pub fn unseen(text: impl Into<Self>) -> Self {
        Self(format!("<span class=\"govuk-visually-hidden\">{}</span>", text.into()))
    }

    /// A paragraph of body text.
    pub fn paragraph(text: impl Into<Self>) -> Self {
        Self(format!("<p class=\"govuk-body\">{}</p>", text.into()))
    }

    /// A link. The address is escaped; it is for the caller to see that it is one of ours.
    pub fn link(href: &str, text: impl Into<Self>) -> Self {
        Self(format!("<a class=\"govuk-link\" href=\"{}\">{}</a>", Self::from(href), text.into()))
    }

    /// Words exactly as they were said or typed: line breaks stay, and the direction is that of their language.
    pub fn verbatim(text: &str) -> Self {
        Self(format!("<p class=\"govuk-body house-verbatim\" dir=\"auto\">{}</p>", Self::from(text)))
    }
}

impl fmt::Display for Html {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}

impl From<&str> for Html {
    fn from(text: &str) -> Self {
        let mut escaped = String::with_capacity(text.len());
        // Infallible: writing to a String.
        let _ = askama::filters::Html.write_escaped_str(&mut escaped, text);
        Self(escaped)
    }
}

impl From<String> for Html {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<&String> for Html {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<Cow<'_, str>> for Html {
    fn from(text: Cow<'_, str>) -> Self {
        text.as_ref().into()
    }
}

impl From<&Self> for Html {
    fn from(html: &Self) -> Self {
        html.clone()
    }
}

impl FromIterator<Self> for Html {
    fn from_iter<T: IntoIterator<Item = Self>>(pieces: T) -> Self {
        Self(pieces.into_iter().map(|piece| piece.0).collect())
    }
}

macro_rules! numbers {
    ($($number:ty),+) => {
        $(impl From<$number> for Html {
            fn from(number: $number) -> Self {
                Self(number.to_string())
            }
        })+
    };
}

numbers!(u8, u16, u32, u64, usize, i32, i64);
