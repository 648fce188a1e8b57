//! What every form field has: a label or a legend, a hint, an error, and the ids that tie them together.

use askama::Template;

use super::Html;
use super::builder::{add_class, components, options};

/// How large a label or a legend is. On a page that asks one thing it is the page's heading, and large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// 19 px, bold.
    Small,
    /// 24 px.
    Medium,
    /// 36 px.
    Large,
    /// 48 px.
    ExtraLarge,
}

impl Size {
    fn suffix(self) -> &'static str {
        match self {
            Self::Small => "s",
            Self::Medium => "m",
            Self::Large => "l",
            Self::ExtraLarge => "xl",
        }
    }
}

/// The words that say what to put into one field.
#[derive(Template, Clone, Default)]
#[template(path = "components/label.html")]
pub struct Label {
    pub(super) text: Html,
    pub(super) target: String,
    pub(super) classes: String,
    pub(super) heading: bool,
}

impl Label {
    /// A label for the field with this id.
    pub fn new(target: impl Into<String>, text: impl Into<Html>) -> Self {
        Self { text: text.into(), target: target.into(), ..Self::default() }
    }
}

options! {
    impl Label {
        /// Adds class names.
        classes: classes => classes;
        /// Makes the label the page's heading.
        heading: flag => heading;
    }
}

/// Help that stands under a label.
#[derive(Template, Clone, Default)]
#[template(path = "components/hint.html")]
pub struct Hint {
    id: String,
    text: Html,
    classes: String,
}

impl Hint {
    /// A hint with these words.
    pub fn new(text: impl Into<Html>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }
}

options! {
    impl Hint {
        /// The id that a field's `aria-describedby` names.
        id: text => id;
        /// Adds class names.
        classes: classes => classes;
    }
}

/// The words that name a group of fields.
#[derive(Template, Clone, Default)]
#[template(path = "components/legend.html")]
pub struct Legend {
    text: Html,
    classes: String,
    heading: bool,
}

impl Legend {
    /// A legend with these words.
    pub fn new(text: impl Into<Html>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Sets the size.
    #[must_use]
    pub fn size(self, size: Size) -> Self {
        let class = format!("govuk-fieldset__legend--{}", size.suffix());
        self.classes(&class)
    }
}

options! {
    impl Legend {
        /// Adds class names.
        classes: classes => classes;
        /// Makes the legend the page's heading.
        heading: flag => heading;
    }
}

impl<T: Into<Html>> From<T> for Legend {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}

/// A group of fields that belong together, such as the parts of an address.
#[derive(Template, Clone, Default)]
#[template(path = "components/fieldset.html")]
pub struct Fieldset {
    legend: Option<Legend>,
    content: Html,
    classes: String,
    role: String,
    described_by: String,
}

impl Fieldset {
    /// A group with a legend around this content.
    pub fn new(legend: impl Into<Legend>, content: impl Into<Html>) -> Self {
        Self { legend: Some(legend.into()), content: content.into(), ..Self::default() }
    }
}

options! {
    impl Fieldset {
        /// Adds class names.
        classes: classes => classes;
        /// The role a screen reader says, where the browser's own does not fit.
        role: text => role;
        /// Ids of elements that describe the group.
        described_by: text => described_by;
    }
}

/// The parts every field shares.
#[derive(Clone, Default)]
pub(super) struct Field {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) label: Label,
    pub(super) hint: Option<Html>,
    pub(super) error: Option<Html>,
    pub(super) error_word: String,
    pub(super) described_by: String,
    pub(super) group_classes: String,
}

impl Field {
    pub(super) fn new(name: impl Into<String>, label: impl Into<Html>) -> Self {
        let name = name.into();
        Self {
            id: name.clone(),
            label: Label::new(name.clone(), label),
            name,
            error_word: "Error".to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn set_id(&mut self, id: impl Into<String>) {
        self.id = id.into();
        self.label.target.clone_from(&self.id);
    }

    pub(super) fn set_heading(&mut self, size: Size) {
        self.label.heading = true;
        self.set_size(size);
    }

    pub(super) fn set_size(&mut self, size: Size) {
        add_class(&mut self.label.classes, &format!("govuk-label--{}", size.suffix()));
    }

    /// The value of `aria-describedby`: what the caller named, then the hint, then the error.
    pub(super) fn described(&self) -> String {
        let mut ids = self.described_by.clone();
        if self.hint.is_some() {
            add_class(&mut ids, &format!("{}-hint", self.id));
        }
        if self.error.is_some() {
            add_class(&mut ids, &format!("{}-error", self.id));
        }
        ids
    }
}

/// The options every field shares, for a component with a `field: Field`.
macro_rules! field_options {
    ($type:ty) => {
        options! {
            impl $type {
                /// Help that stands under the label.
                hint: html => field.hint;
                /// What is wrong with the answer and how to put it right.
                error: html => field.error;
                /// The unseen word before an error, in the page's language. "Error" unless said.
                error_word: text => field.error_word;
                /// Ids of further elements that describe the field.
                described_by: text => field.described_by;
                /// Adds class names to the box around label and field.
                group_classes: classes => field.group_classes;
            }
        }
        impl $type {
            /// The id, where it is not the name.
            #[must_use]
            pub fn id(mut self, id: impl Into<String>) -> Self {
                self.field.set_id(id);
                self
            }

            /// What is wrong with the answer, if anything is.
            #[must_use]
            pub fn error_if(mut self, error: Option<impl Into<$crate::components::Html>>) -> Self {
                self.field.error = error.map(Into::into);
                self
            }
        }
    };
}

/// The options of a field with a label of its own.
macro_rules! label_options {
    ($type:ty) => {
        options! {
            impl $type {
                /// Adds class names to the label.
                label_classes: classes => field.label.classes;
                /// Makes the label the page's heading without changing its size.
                label_is_heading: flag => field.label.heading;
            }
        }
        impl $type {
            /// Makes the label the page's heading: for a page that asks one thing.
            #[must_use]
            pub fn heading(mut self, size: $crate::components::Size) -> Self {
                self.field.set_heading(size);
                self
            }

            /// Sets the size of the label.
            #[must_use]
            pub fn label_size(mut self, size: $crate::components::Size) -> Self {
                self.field.set_size(size);
                self
            }
        }
    };
}

pub(super) use {field_options, label_options};

components!(Label, Hint, Fieldset);

// A legend stands only inside its group, so it is no piece of a page by itself.
impl askama::filters::HtmlSafe for Legend {}
