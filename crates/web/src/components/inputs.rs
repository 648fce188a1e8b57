//! Fields that are written in, and the drop-down list.

use askama::Template;

use super::Html;
use super::builder::{components, options};
use super::field::{Field, field_options, label_options};

/// What a one-line field holds; phones choose their keyboard by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InputKind {
    /// Words.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// A number that can be counted up and down; a reference number is text.
    Number,
    /// Something to look for.
    Search,
    /// A time of day.
    Time,
    /// A secret, without the button that shows it.
    Password,
}

impl InputKind {
    fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Email => "email",
            Self::Telephone => "tel",
            Self::Number => "number",
            Self::Search => "search",
            Self::Time => "time",
            Self::Password => "password",
        }
    }
}

/// Whether the browser marks spelling. Names and codes are better without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spellcheck {
    /// Marks it.
    On,
    /// Leaves it.
    Off,
}

impl Spellcheck {
    fn as_str(self) -> &'static str {
        match self {
            Self::On => "true",
            Self::Off => "false",
        }
    }
}

/// A field of one line.
#[derive(Template, Clone)]
#[template(path = "components/input.html")]
pub struct TextInput {
    field: Field,
    kind: InputKind,
    value: String,
    classes: String,
    prefix: Option<Html>,
    suffix: Option<Html>,
    inputmode: String,
    autocomplete: String,
    autocapitalize: String,
    pattern: String,
    spellcheck: Option<Spellcheck>,
    disabled: bool,
}

impl TextInput {
    /// A field with this name (also its id) and label.
    pub fn new(name: impl Into<String>, label: impl Into<Html>) -> Self {
        Self {
            field: Field::new(name, label),
            kind: InputKind::Text,
            value: String::new(),
            classes: "govuk-input".to_owned(),
            prefix: None,
            suffix: None,
            inputmode: String::new(),
            autocomplete: String::new(),
            autocapitalize: String::new(),
            pattern: String::new(),
            spellcheck: None,
            disabled: false,
        }
    }

    /// What the field holds.
    #[must_use]
    pub fn kind(mut self, kind: InputKind) -> Self {
        self.kind = kind;
        self
    }

    /// Whether the browser marks spelling.
    #[must_use]
    pub fn spellcheck(mut self, spellcheck: Spellcheck) -> Self {
        self.spellcheck = Some(spellcheck);
        self
    }

    /// The width, in characters: 2, 3, 4, 5, 10, 20 or 30. It says how long an answer is expected.
    #[must_use]
    pub fn width(self, characters: u8) -> Self {
        let class = format!("govuk-input--width-{characters}");
        self.classes(&class)
    }

    /// A whole number that is written, not counted: the keyboard of digits, and no arrows to change it by accident.
    #[must_use]
    pub fn digits(self) -> Self {
        self.inputmode("numeric").spellcheck(Spellcheck::Off)
    }
}

options! {
    impl TextInput {
        /// The answer so far. An empty one is left out.
        value: text => value;
        /// Adds class names to the field.
        classes: classes => classes;
        /// What stands before the answer, such as a currency.
        prefix: html => prefix;
        /// What stands after the answer, such as a unit.
        suffix: html => suffix;
        /// The keyboard a phone shows, where the kind does not say it.
        inputmode: text => inputmode;
        /// What a browser may fill in, in the words of the HTML standard.
        autocomplete: text => autocomplete;
        /// What a phone's keyboard capitalises.
        autocapitalize: text => autocapitalize;
        /// A regular expression for the browser.
        pattern: text => pattern;
        /// The field cannot be changed.
        disabled: flag => disabled;
    }
}

/// A field for a secret, with a button that shows it.
#[derive(Template, Clone)]
#[template(path = "components/password_input.html")]
pub struct PasswordInput {
    field: Field,
    classes: String,
    autocomplete: String,
    show: String,
    show_label: String,
    hide: String,
    hide_label: String,
    shown: String,
    hidden: String,
}

impl PasswordInput {
    /// A field with this name and label. It never carries a value back to the page.
    pub fn new(name: impl Into<String>, label: impl Into<Html>) -> Self {
        Self {
            field: Field::new(name, label),
            classes: "govuk-input govuk-password-input__input govuk-js-password-input-input".to_owned(),
            autocomplete: "current-password".to_owned(),
            show: String::new(),
            show_label: String::new(),
            hide: String::new(),
            hide_label: String::new(),
            shown: String::new(),
            hidden: String::new(),
        }
    }

    fn show_text(&self) -> &str {
        if self.show.is_empty() { "Show" } else { &self.show }
    }

    fn show_name(&self) -> &str {
        if self.show_label.is_empty() { "Show password" } else { &self.show_label }
    }
}

options! {
    impl PasswordInput {
        /// Adds class names to the field.
        classes: classes => classes;
        /// `current-password` unless said; `new-password` where one is chosen.
        autocomplete: text => autocomplete;
        /// The button's word that shows the secret, in another language.
        show: text => show;
        /// What a screen reader says for it.
        show_label: text => show_label;
        /// The button's word that hides the secret.
        hide: text => hide;
        /// What a screen reader says for it.
        hide_label: text => hide_label;
        /// What a screen reader announces when the secret is shown.
        shown: text => shown;
        /// What a screen reader announces when it is hidden.
        hidden: text => hidden;
    }
}

/// A field of several lines.
#[derive(Template, Clone)]
#[template(path = "components/textarea.html")]
pub struct Textarea {
    field: Field,
    value: String,
    classes: String,
    rows: u8,
    autocomplete: String,
    spellcheck: Option<Spellcheck>,
}

impl Textarea {
    /// A field with this name (also its id) and label, five rows high.
    pub fn new(name: impl Into<String>, label: impl Into<Html>) -> Self {
        Self {
            field: Field::new(name, label),
            value: String::new(),
            classes: "govuk-textarea".to_owned(),
            rows: 5,
            autocomplete: String::new(),
            spellcheck: None,
        }
    }

    /// How many lines high it starts.
    #[must_use]
    pub fn rows(mut self, rows: u8) -> Self {
        self.rows = rows;
        self
    }

    /// Whether the browser marks spelling.
    #[must_use]
    pub fn spellcheck(mut self, spellcheck: Spellcheck) -> Self {
        self.spellcheck = Some(spellcheck);
        self
    }
}

options! {
    impl Textarea {
        /// The answer so far.
        value: text => value;
        /// Adds class names to the field.
        classes: classes => classes;
        /// What a browser may fill in, in the words of the HTML standard.
        autocomplete: text => autocomplete;
    }
}

/// One line of a drop-down list.
#[derive(Clone)]
pub struct SelectOption {
    value: Option<String>,
    text: String,
    selected: bool,
    disabled: bool,
}

impl SelectOption {
    /// A line that sends this value.
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self { value: Some(value.into()), ..Self::plain(text) }
    }

    /// A line that sends its own text.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { value: None, text: text.into(), selected: false, disabled: false }
    }
}

options! {
    impl SelectOption {
        /// The line is chosen already.
        selected: flag => selected;
        /// The line cannot be chosen.
        disabled: flag => disabled;
    }
}

/// A drop-down list. Radios are easier to use; this is for long, known lists.
#[derive(Template, Clone)]
#[template(path = "components/select.html")]
pub struct Select {
    field: Field,
    options: Vec<SelectOption>,
    value: String,
    classes: String,
}

impl Select {
    /// A list with this name (also its id) and label.
    pub fn new(name: impl Into<String>, label: impl Into<Html>) -> Self {
        Self {
            field: Field::new(name, label),
            options: Vec::new(),
            value: String::new(),
            classes: "govuk-select".to_owned(),
        }
    }

    /// Adds lines.
    #[must_use]
    pub fn options(mut self, options: impl IntoIterator<Item = SelectOption>) -> Self {
        self.options.extend(options);
        self
    }

    fn is_selected(&self, option: &SelectOption) -> bool {
        let sent = option.value.as_ref().unwrap_or(&option.text);
        option.selected || (!self.value.is_empty() && *sent == self.value)
    }
}

options! {
    impl Select {
        /// The value of the line that is chosen already.
        value: text => value;
        /// Adds class names to the list.
        classes: classes => classes;
    }
}

field_options!(TextInput);
field_options!(PasswordInput);
field_options!(Textarea);
field_options!(Select);
label_options!(TextInput);
label_options!(PasswordInput);
label_options!(Textarea);
label_options!(Select);
components!(TextInput, PasswordInput, Textarea, Select);
