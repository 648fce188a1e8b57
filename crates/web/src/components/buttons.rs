//! Buttons, and the one that leaves at once.

use askama::Template;

use super::Html;
use super::builder::{components, options};

/// A button; with an address, a link that looks like one.
#[derive(Template, Clone)]
#[template(path = "components/button.html")]
pub struct Button {
    text: Html,
    classes: String,
    href: String,
    id: String,
    name: String,
    value: String,
    kind: &'static str,
    rel: &'static str,
    start: bool,
    disabled: bool,
    once: bool,
}

impl Button {
    /// A button that sends its form.
    pub fn new(text: impl Into<Html>) -> Self {
        Self {
            text: text.into(),
            classes: "govuk-button".to_owned(),
            href: String::new(),
            id: String::new(),
            name: String::new(),
            value: String::new(),
            kind: "submit",
            rel: "",
            start: false,
            disabled: false,
            once: false,
        }
    }

    /// A link that looks like a button: for going somewhere, never for changing something.
    pub fn link(href: impl Into<String>, text: impl Into<Html>) -> Self {
        Self { href: href.into(), ..Self::new(text) }
    }

    /// The first step of something long.
    pub fn start(href: impl Into<String>, text: impl Into<Html>) -> Self {
        Self::link(href, text).with_arrow()
    }

    /// A lesser action beside the main one.
    #[must_use]
    pub fn secondary(self) -> Self {
        self.classes("govuk-button--secondary")
    }

    /// An action that cannot be taken back.
    #[must_use]
    pub fn warning(self) -> Self {
        self.classes("govuk-button--warning")
    }

    /// A button on a coloured ground.
    #[must_use]
    pub fn inverse(self) -> Self {
        self.classes("govuk-button--inverse")
    }

    /// A button that only a script of ours hears; it sends nothing.
    #[must_use]
    pub fn inert(mut self) -> Self {
        self.kind = "button";
        self
    }
}

options! {
    impl Button {
        /// The id.
        id: text => id;
        /// The name it sends, where one form has several buttons.
        name: text => name;
        /// The value it sends.
        value: text => value;
        /// Adds class names.
        classes: classes => classes;
        /// Shows the arrow of a first step.
        with_arrow: flag => start;
        /// The button cannot be pressed. Rarely right: say what is missing instead.
        disabled: flag => disabled;
        /// A second press within a second is not heard.
        once: flag => once;
    }
}

/// The button by which somebody who is watched leaves the page at once. It is a link, so it works without JavaScript;
/// with it, three presses of Shift do the same.
#[derive(Template, Clone)]
#[template(path = "components/exit_this_page.html")]
pub struct ExitThisPage {
    button: Button,
    id: String,
    classes: String,
    activated: String,
    timed_out: String,
    two_more: String,
    one_more: String,
}

impl ExitThisPage {
    /// A button that goes to this address of ours, which ends the session and passes on to a harmless page.
    pub fn new(href: impl Into<String>) -> Self {
        let text = Html::unseen("Emergency").then(" Exit this page");
        let mut button =
            Button::link(href, text).warning().classes("govuk-exit-this-page__button govuk-js-exit-this-page-button");
        button.rel = "nofollow noreferrer";
        Self {
            button,
            id: String::new(),
            classes: "govuk-exit-this-page".to_owned(),
            activated: String::new(),
            timed_out: String::new(),
            two_more: String::new(),
            one_more: String::new(),
        }
    }

    /// The words on the button, in another language.
    #[must_use]
    pub fn text(mut self, text: impl Into<Html>) -> Self {
        self.button.text = text.into();
        self
    }
}

options! {
    impl ExitThisPage {
        /// The id.
        id: text => id;
        /// Adds class names.
        classes: classes => classes;
        /// What is said while the page is being left.
        activated: text => activated;
        /// What is said when the presses came too slowly.
        timed_out: text => timed_out;
        /// What is said after the first press of Shift.
        two_more: text => two_more;
        /// What is said after the second.
        one_more: text => one_more;
    }
}

components!(Button, ExitThisPage);
