//! Components after the Ministry of Justice's package, which ships no fixtures to compare with.

use askama::Template;

use super::builder::{components, options};
use super::{Button, Html};

/// What an alert says, and its icon; colour repeats it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlertKind {
    /// Something to know.
    Information,
    /// Something was done.
    Success,
    /// Something to watch.
    Warning,
    /// Something went wrong, or must not happen.
    Error,
}

impl AlertKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A message above the content of a page.
#[derive(Template, Clone)]
#[template(path = "components/alert.html")]
pub struct Alert {
    kind: AlertKind,
    title: Html,
    body: Option<Html>,
    level: u8,
    headed: bool,
    dismissible: bool,
    urgent: bool,
}

impl Alert {
    /// An alert whose title is all it says.
    pub fn new(kind: AlertKind, title: impl Into<Html>) -> Self {
        Self { kind, title: title.into(), body: None, level: 2, headed: false, dismissible: false, urgent: false }
    }

    /// The level of its heading: 2 unless said.
    #[must_use]
    pub fn level(mut self, level: u8) -> Self {
        self.level = level;
        self
    }

    /// Shows the title as a heading above this body.
    #[must_use]
    pub fn headed(mut self, body: impl Into<Html>) -> Self {
        self.body = Some(body.into());
        self.headed = true;
        self
    }
}

options! {
    impl Alert {
        /// Shows this instead of the title, which is then only spoken.
        body: html => body;
        /// Can be closed, where JavaScript is there to close it.
        dismissible: flag => dismissible;
        /// Takes the focus and is spoken at once: for what has just happened.
        urgent: flag => urgent;
    }
}

/// The strip under the header that says whose case the page belongs to.
#[derive(Template, Clone)]
#[template(path = "components/identity_bar.html")]
pub struct IdentityBar {
    title: Html,
    actions: Vec<Button>,
}

impl IdentityBar {
    /// A strip with this title, usually a reference.
    pub fn new(title: impl Into<Html>) -> Self {
        Self { title: title.into(), actions: Vec::new() }
    }

    /// Adds something that can be done from every page of the case.
    #[must_use]
    pub fn action(mut self, button: Button) -> Self {
        self.actions.push(button);
        self
    }
}

/// The views of one record. The one that is needed most comes first.
#[derive(Template, Clone)]
#[template(path = "components/sub_navigation.html")]
pub struct SubNavigation {
    items: Vec<(String, Html, bool)>,
    label: String,
}

impl SubNavigation {
    /// An empty navigation, with what a screen reader calls it.
    pub fn new(label: impl Into<String>) -> Self {
        Self { items: Vec::new(), label: label.into() }
    }

    /// Adds a view.
    #[must_use]
    pub fn link(mut self, href: impl Into<String>, text: impl Into<Html>) -> Self {
        self.items.push((href.into(), text.into(), false));
        self
    }

    /// Adds the view that this page is.
    #[must_use]
    pub fn current(mut self, href: impl Into<String>, text: impl Into<Html>) -> Self {
        self.items.push((href.into(), text.into(), true));
        self
    }
}

/// Something that happened.
#[derive(Clone)]
pub struct TimelineItem {
    title: Html,
    byline: Option<Html>,
    datetime: String,
    when: Html,
    description: Html,
    id: String,
}

impl TimelineItem {
    /// What happened, when (for machines, as RFC 3339, and for readers), and an account of it.
    pub fn new(
        title: impl Into<Html>,
        datetime: impl Into<String>,
        when: impl Into<Html>,
        description: impl Into<Html>,
    ) -> Self {
        Self {
            title: title.into(),
            byline: None,
            datetime: datetime.into(),
            when: when.into(),
            description: description.into(),
            id: String::new(),
        }
    }
}

options! {
    impl TimelineItem {
        /// Who recorded it.
        byline: html => byline;
        /// The id, so that a link can lead to it.
        id: text => id;
    }
}

/// What happened, newest first.
#[derive(Template, Clone)]
#[template(path = "components/timeline.html")]
pub struct Timeline {
    items: Vec<TimelineItem>,
    level: u8,
    by: String,
}

impl Timeline {
    /// These events, in this order.
    pub fn new(items: impl IntoIterator<Item = TimelineItem>) -> Self {
        Self { items: items.into_iter().collect(), level: 2, by: "by".to_owned() }
    }

    /// The level of the headings: 2 unless said.
    #[must_use]
    pub fn level(mut self, level: u8) -> Self {
        self.level = level;
        self
    }
}

options! {
    impl Timeline {
        /// The word before who recorded it, in the page's language.
        by: text => by;
    }
}

/// The filters of a list: a form of ours around fields of ours, and a link for each that is set.
#[derive(Template, Clone)]
#[template(path = "components/filter.html")]
pub struct Filter {
    action: String,
    heading: Html,
    submit: Html,
    fields: Html,
    clear: String,
    set: Vec<(String, Html)>,
}

impl Filter {
    /// A form that asks this address for the list again. It is a GET: the address can be kept and sent to a colleague,
    /// so nothing personal may be one of its fields.
    pub fn new(action: impl Into<String>, fields: impl Into<Html>) -> Self {
        Self {
            action: action.into(),
            heading: "Filter".into(),
            submit: "Apply filters".into(),
            fields: fields.into(),
            clear: String::new(),
            set: Vec::new(),
        }
    }

    /// Adds a filter that is set, and the address of the list without it.
    #[must_use]
    pub fn set(mut self, without: impl Into<String>, text: impl Into<Html>) -> Self {
        self.set.push((without.into(), text.into()));
        self
    }

    fn button(&self) -> Button {
        Button::new(&self.submit)
    }
}

options! {
    impl Filter {
        /// The address of the list with no filter.
        clear: text => clear;
    }
}

components!(Alert, IdentityBar, SubNavigation, Timeline, Filter);
