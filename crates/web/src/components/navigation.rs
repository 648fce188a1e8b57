//! Finding the way: back, up, past the header, into another language.

use askama::Template;

use super::Html;
use super::builder::{components, options};

/// A link to the page before.
#[derive(Template, Clone)]
#[template(path = "components/back_link.html")]
pub struct BackLink {
    href: String,
    text: Html,
    classes: String,
}

impl BackLink {
    /// A link to this address.
    pub fn new(href: impl Into<String>) -> Self {
        Self { href: href.into(), text: "Back".into(), classes: "govuk-back-link".to_owned() }
    }

    /// Other words than "Back".
    #[must_use]
    pub fn text(mut self, text: impl Into<Html>) -> Self {
        self.text = text.into();
        self
    }
}

options! {
    impl BackLink {
        /// Adds class names.
        classes: classes => classes;
    }
}

/// The first thing on a page: a link past what every page repeats.
#[derive(Template, Clone)]
#[template(path = "components/skip_link.html")]
pub struct SkipLink {
    href: String,
    text: Html,
    classes: String,
}

impl Default for SkipLink {
    fn default() -> Self {
        Self::new("#main-content", "Skip to main content")
    }
}

impl SkipLink {
    /// A link to this place on the page.
    pub fn new(href: impl Into<String>, text: impl Into<Html>) -> Self {
        Self { href: href.into(), text: text.into(), classes: "govuk-skip-link".to_owned() }
    }
}

options! {
    impl SkipLink {
        /// Adds class names.
        classes: classes => classes;
    }
}

#[derive(Clone)]
struct Crumb {
    href: String,
    text: Html,
}

/// Where the page stands.
#[derive(Template, Clone)]
#[template(path = "components/breadcrumbs.html")]
pub struct Breadcrumbs {
    crumbs: Vec<Crumb>,
    label: String,
    classes: String,
}

impl Default for Breadcrumbs {
    fn default() -> Self {
        Self::new()
    }
}

impl Breadcrumbs {
    /// No crumb yet.
    pub fn new() -> Self {
        Self { crumbs: Vec::new(), label: "Breadcrumb".to_owned(), classes: "govuk-breadcrumbs".to_owned() }
    }

    /// Adds a page above this one.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>, text: impl Into<Html>) -> Self {
        self.crumbs.push(Crumb { href: href.into(), text: text.into() });
        self
    }

    /// Adds the page itself.
    #[must_use]
    pub fn here(self, text: impl Into<Html>) -> Self {
        self.link("", text)
    }

    /// Shows only the first and the last on a phone.
    #[must_use]
    pub fn collapse(self) -> Self {
        self.classes("govuk-breadcrumbs--collapse-on-mobile")
    }
}

options! {
    impl Breadcrumbs {
        /// What a screen reader calls it.
        label: text => label;
        /// Adds class names.
        classes: classes => classes;
    }
}

/// The page in one language.
#[derive(Clone)]
pub struct Language {
    href: String,
    text: Html,
    lang: String,
    dir: String,
    description: Option<Html>,
    classes: String,
    current: bool,
}

impl Language {
    /// A language by its own name, its code (`cy`, `ur`), and the address of the page in it.
    pub fn new(lang: impl Into<String>, text: impl Into<Html>, href: impl Into<String>) -> Self {
        Self {
            href: href.into(),
            text: text.into(),
            lang: lang.into(),
            dir: String::new(),
            description: None,
            classes: String::new(),
            current: false,
        }
    }
}

options! {
    impl Language {
        /// The language this page is in.
        current: flag => current;
        /// The direction it is written in, where it differs from the page's.
        dir: text => dir;
        /// What a screen reader adds in that language, such as "change language to Welsh".
        description: html => description;
        /// Adds class names.
        classes: classes => classes;
    }
}

/// The same page in other languages.
#[derive(Template, Clone)]
#[template(path = "components/language_navigation.html")]
pub struct LanguageNavigation {
    languages: Vec<Language>,
    label: String,
    classes: String,
}

impl LanguageNavigation {
    /// These languages, in this order.
    pub fn new(languages: impl IntoIterator<Item = Language>) -> Self {
        Self {
            languages: languages.into_iter().collect(),
            label: "Language".to_owned(),
            classes: "govuk-language-navigation".to_owned(),
        }
    }
}

options! {
    impl LanguageNavigation {
        /// What a screen reader calls it.
        label: text => label;
        /// Adds class names.
        classes: classes => classes;
    }
}

components!(BackLink, SkipLink, Breadcrumbs, LanguageNavigation);
