//! The top and the foot of every page. No crown, no crest, nothing that says this is an official service.

use askama::Template;

use super::Html;
use super::builder::{components, options};

/// The strip at the top, with the name of the centre or of the program.
#[derive(Template, Clone)]
#[template(path = "components/generic_header.html")]
pub struct GenericHeader {
    name: Html,
    href: String,
    classes: String,
    container: String,
}

impl GenericHeader {
    /// A header with this name, which leads to the first page.
    pub fn new(name: impl Into<Html>) -> Self {
        Self {
            name: name.into(),
            href: "/".to_owned(),
            classes: "govuk-generic-header".to_owned(),
            container: "govuk-width-container".to_owned(),
        }
    }
}

options! {
    impl GenericHeader {
        /// Where the name leads, if not to `/`.
        href: text => href;
        /// Adds class names.
        classes: classes => classes;
        /// The class of the box inside, if not the page's width.
        container: text => container;
    }
}

/// One entry of the main navigation.
#[derive(Clone)]
pub struct NavigationItem {
    href: String,
    text: Html,
    state: &'static str,
}

impl NavigationItem {
    /// A link; an empty address makes it plain text.
    pub fn new(href: impl Into<String>, text: impl Into<Html>) -> Self {
        Self { href: href.into(), text: text.into(), state: "" }
    }

    /// It is this page.
    #[must_use]
    pub fn current(mut self) -> Self {
        self.state = "page";
        self
    }

    /// It is the part of the service this page belongs to.
    #[must_use]
    pub fn active(mut self) -> Self {
        self.state = "true";
        self
    }
}

/// The service's name and its main parts. On a phone the parts fold into a menu, if JavaScript is there to unfold it.
#[derive(Template, Clone)]
#[template(path = "components/service_navigation.html")]
pub struct ServiceNavigation {
    name: String,
    href: String,
    items: Vec<NavigationItem>,
    classes: String,
    label: String,
    navigation_label: String,
    navigation_classes: String,
    navigation_id: String,
    menu: String,
    menu_label: String,
    unfolded: bool,
}

impl Default for ServiceNavigation {
    fn default() -> Self {
        Self::new()
    }
}

impl ServiceNavigation {
    /// A navigation with nothing in it yet.
    pub fn new() -> Self {
        Self {
            name: String::new(),
            href: String::new(),
            items: Vec::new(),
            classes: "govuk-service-navigation".to_owned(),
            label: "Service information".to_owned(),
            navigation_label: String::new(),
            navigation_classes: String::new(),
            navigation_id: "navigation".to_owned(),
            menu: "Menu".to_owned(),
            menu_label: String::new(),
            unfolded: false,
        }
    }

    /// Adds entries.
    #[must_use]
    pub fn items(mut self, items: impl IntoIterator<Item = NavigationItem>) -> Self {
        self.items.extend(items);
        self
    }

    fn is_folded(&self) -> bool {
        self.items.len() > 1 && !self.unfolded
    }

    fn spoken_label(&self) -> &str {
        if self.navigation_label.is_empty() { &self.menu } else { &self.navigation_label }
    }

    fn has_menu_label(&self) -> bool {
        !self.menu_label.is_empty() && self.menu_label != self.menu
    }
}

options! {
    impl ServiceNavigation {
        /// The service's name.
        name: text => name;
        /// Where the name leads.
        href: text => href;
        /// Adds class names.
        classes: classes => classes;
        /// What a screen reader calls the strip.
        label: text => label;
        /// What a screen reader calls the list of entries.
        navigation_label: text => navigation_label;
        /// Adds class names to the list of entries.
        navigation_classes: classes => navigation_classes;
        /// The id of the list of entries.
        navigation_id: text => navigation_id;
        /// The word on the button that unfolds the list.
        menu: text => menu;
        /// What a screen reader says for that button.
        menu_label: text => menu_label;
        /// Shows every entry on a phone too.
        unfolded: flag => unfolded;
    }
}

/// Links under one heading in the footer.
#[derive(Clone)]
pub struct FooterColumn {
    title: Html,
    links: Vec<(String, Html)>,
    width: String,
    columns: u8,
}

impl FooterColumn {
    /// A heading with no link under it yet.
    pub fn new(title: impl Into<Html>) -> Self {
        Self { title: title.into(), links: Vec::new(), width: "full".to_owned(), columns: 0 }
    }

    /// Adds a link.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>, text: impl Into<Html>) -> Self {
        self.links.push((href.into(), text.into()));
        self
    }

    /// Breaks the links into this many columns, 2 or 3.
    #[must_use]
    pub fn columns(mut self, columns: u8) -> Self {
        self.columns = columns;
        self
    }
}

options! {
    impl FooterColumn {
        /// The share of the width: `full`, `one-half`, `one-third`, `two-thirds`.
        width: text => width;
    }
}

/// The foot of a page: help, privacy, accessibility, and who runs the service.
#[derive(Template, Clone)]
#[template(path = "components/footer.html")]
pub struct Footer {
    columns: Vec<FooterColumn>,
    links: Vec<(String, Html)>,
    heading: String,
    note: Option<Html>,
    has_meta: bool,
    classes: String,
    container: String,
}

impl Default for Footer {
    fn default() -> Self {
        Self::new()
    }
}

impl Footer {
    /// A foot with nothing in it yet.
    pub fn new() -> Self {
        Self {
            columns: Vec::new(),
            links: Vec::new(),
            heading: "Support links".to_owned(),
            note: None,
            has_meta: false,
            classes: "govuk-footer".to_owned(),
            container: "govuk-width-container".to_owned(),
        }
    }

    /// Adds headed columns of links.
    #[must_use]
    pub fn columns(mut self, columns: impl IntoIterator<Item = FooterColumn>) -> Self {
        self.columns.extend(columns);
        self
    }

    /// Adds a link to the line at the bottom.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>, text: impl Into<Html>) -> Self {
        self.links.push((href.into(), text.into()));
        self.has_meta = true;
        self
    }

    /// A sentence at the bottom.
    #[must_use]
    pub fn note(mut self, note: impl Into<Html>) -> Self {
        self.note = Some(note.into());
        self.has_meta = true;
        self
    }
}

options! {
    impl Footer {
        /// The unseen heading of the line at the bottom.
        heading: text => heading;
        /// Adds class names.
        classes: classes => classes;
        /// Adds class names to the box inside.
        container: classes => container;
    }
}

components!(GenericHeader, ServiceNavigation, Footer);
