//! Panels that fill the width of a page, and the strip that says how finished the service is.

use askama::Template;

use super::builder::{components, options};
use super::{Button, Html, Tag};

/// A panel: that something is done, with its reference, or that the reader should stop and read.
#[derive(Template, Clone)]
#[template(path = "components/panel.html")]
pub struct Panel {
    title: Html,
    body: Option<Html>,
    actions: Vec<Html>,
    classes: String,
    level: u8,
}

impl Panel {
    /// Says that something is done: on the last page of a form.
    pub fn confirmation(title: impl Into<Html>) -> Self {
        Self::with_classes(title, "govuk-panel govuk-panel--confirmation")
    }

    /// Asks the reader to stop before they go on.
    pub fn interruption(title: impl Into<Html>) -> Self {
        Self::with_classes(title, "govuk-panel govuk-panel--interruption")
    }

    fn with_classes(title: impl Into<Html>, classes: &str) -> Self {
        Self { title: title.into(), body: None, actions: Vec::new(), classes: classes.to_owned(), level: 1 }
    }

    /// The level of its heading: 1 unless the page has one already.
    #[must_use]
    pub fn level(mut self, level: u8) -> Self {
        self.level = level;
        self
    }

    /// Adds a button to an interruption.
    #[must_use]
    pub fn button(mut self, button: Button) -> Self {
        self.actions.push(button.inverse().into());
        self
    }

    /// Adds a link to an interruption.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>, text: impl Into<Html>) -> Self {
        self.actions.push(InverseLink { href: href.into(), text: text.into() }.into());
        self
    }
}

options! {
    impl Panel {
        /// What stands under the title.
        body: html => body;
        /// Adds class names.
        classes: classes => classes;
    }
}

#[derive(Template)]
#[template(ext = "html", source = r#"<a class="govuk-link govuk-link--inverse" href="{{ href }}">{{ text }}</a>"#)]
struct InverseLink {
    href: String,
    text: Html,
}

/// A strip under the header: that this is a demonstration, or a trial.
#[derive(Template, Clone)]
#[template(path = "components/phase_banner.html")]
pub struct PhaseBanner {
    tag: Tag,
    text: Html,
    classes: String,
}

impl PhaseBanner {
    /// A strip with a tag and a sentence.
    pub fn new(tag: impl Into<Html>, text: impl Into<Html>) -> Self {
        Self {
            tag: Tag::new(tag).classes("govuk-phase-banner__content__tag"),
            text: text.into(),
            classes: "govuk-phase-banner govuk-width-container".to_owned(),
        }
    }
}

options! {
    impl PhaseBanner {
        /// Adds class names.
        classes: classes => classes;
        /// Adds class names to the tag.
        tag_classes: classes => tag.classes;
    }
}

components!(Panel, InverseLink, PhaseBanner);
