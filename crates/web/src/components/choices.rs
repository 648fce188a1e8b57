//! Choosing one of a few, or any of a few.

use askama::Template;

use super::Html;
use super::builder::{components, options};
use super::field::{Field, Legend, field_options};

/// One answer among radios or check boxes.
#[derive(Clone, Default)]
pub struct Choice {
    value: String,
    label: Html,
    id: String,
    hint: Option<Html>,
    reveals: Option<Html>,
    divider: Option<Html>,
    checked: bool,
    disabled: bool,
    exclusive: bool,
}

impl Choice {
    /// An answer that sends this value.
    pub fn new(value: impl Into<String>, label: impl Into<Html>) -> Self {
        Self { value: value.into(), label: label.into(), ..Self::default() }
    }

    /// A word between answers, usually "or".
    pub fn divider(word: impl Into<Html>) -> Self {
        Self { divider: Some(word.into()), ..Self::default() }
    }
}

options! {
    impl Choice {
        /// Help for this answer alone.
        hint: html => hint;
        /// One simple field that appears when this answer is chosen. Anything larger belongs on the next page.
        reveals: html => reveals;
        /// The id, where it is not made from the field's.
        id: text => id;
        /// The answer is chosen already.
        checked: flag => checked;
        /// The answer cannot be chosen.
        disabled: flag => disabled;
        /// Choosing this one clears the others ("None of these"). For check boxes.
        exclusive: flag => exclusive;
    }
}

/// An answer as a template needs it: with its ids made.
struct Row<'a> {
    choice: &'a Choice,
    id: String,
    checked: bool,
}

/// The first id has no number, so that an error summary can point to it by the field's name.
fn rows<'a>(field: &Field, choices: &'a [Choice], is_checked: impl Fn(&Choice) -> bool) -> Vec<Row<'a>> {
    choices
        .iter()
        .enumerate()
        .map(|(index, choice)| {
            let id = match (choice.id.is_empty(), index) {
                (false, _) => choice.id.clone(),
                (true, 0) => field.id.clone(),
                (true, _) => format!("{}-{}", field.id, index + 1),
            };
            Row { choice, id, checked: is_checked(choice) }
        })
        .collect()
}

/// One of a few.
#[derive(Template, Clone)]
#[template(path = "components/radios.html")]
pub struct Radios {
    field: Field,
    legend: Option<Legend>,
    choices: Vec<Choice>,
    value: String,
    classes: String,
}

impl Radios {
    /// Radios with this name (also their id) and legend.
    pub fn new(name: impl Into<String>, legend: impl Into<Legend>) -> Self {
        Self { legend: Some(legend.into()), ..Self::bare(name) }
    }

    /// Radios inside something that names them already.
    pub fn bare(name: impl Into<String>) -> Self {
        Self {
            field: Field::new(name, Html::default()),
            legend: None,
            choices: Vec::new(),
            value: String::new(),
            classes: "govuk-radios".to_owned(),
        }
    }

    /// Adds answers.
    #[must_use]
    pub fn choices(mut self, choices: impl IntoIterator<Item = Choice>) -> Self {
        self.choices.extend(choices);
        self
    }

    /// Puts the answers side by side: for two short ones.
    #[must_use]
    pub fn inline(self) -> Self {
        self.classes("govuk-radios--inline")
    }

    fn rows(&self) -> Vec<Row<'_>> {
        rows(&self.field, &self.choices, |choice| {
            choice.checked || (!self.value.is_empty() && choice.value == self.value)
        })
    }
}

options! {
    impl Radios {
        /// The value of the answer that is chosen already.
        value: text => value;
        /// Adds class names to the list of answers.
        classes: classes => classes;
    }
}

/// Any of a few.
#[derive(Template, Clone)]
#[template(path = "components/checkboxes.html")]
pub struct Checkboxes {
    field: Field,
    legend: Option<Legend>,
    choices: Vec<Choice>,
    values: Vec<String>,
    classes: String,
}

impl Checkboxes {
    /// Check boxes with this name (also their id) and legend.
    pub fn new(name: impl Into<String>, legend: impl Into<Legend>) -> Self {
        Self { legend: Some(legend.into()), ..Self::bare(name) }
    }

    /// Check boxes inside something that names them already, or a single one.
    pub fn bare(name: impl Into<String>) -> Self {
        Self {
            field: Field::new(name, Html::default()),
            legend: None,
            choices: Vec::new(),
            values: Vec::new(),
            classes: "govuk-checkboxes".to_owned(),
        }
    }

    /// Adds answers.
    #[must_use]
    pub fn choices(mut self, choices: impl IntoIterator<Item = Choice>) -> Self {
        self.choices.extend(choices);
        self
    }

    /// The values that are chosen already.
    #[must_use]
    pub fn values<T: Into<String>>(mut self, values: impl IntoIterator<Item = T>) -> Self {
        self.values.extend(values.into_iter().map(Into::into));
        self
    }

    fn rows(&self) -> Vec<Row<'_>> {
        rows(&self.field, &self.choices, |choice| choice.checked || self.values.contains(&choice.value))
    }

    /// Without a group to carry the description, every box does.
    fn described(&self, row: &Row<'_>) -> String {
        let mut ids = if self.legend.is_none() { self.field.described() } else { String::new() };
        if row.choice.hint.is_some() {
            super::builder::add_class(&mut ids, &format!("{}-item-hint", row.id));
        }
        ids
    }
}

options! {
    impl Checkboxes {
        /// Adds class names to the list of answers.
        classes: classes => classes;
    }
}

field_options!(Radios);
field_options!(Checkboxes);
components!(Radios, Checkboxes);
