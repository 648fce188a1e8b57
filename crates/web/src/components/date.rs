//! A date in three boxes: people copy dates from paper, and a calendar to click is slower and harder to use.

use askama::Template;

use super::Html;
use super::builder::{components, options};
use super::field::{Field, Legend, field_options};

/// A box of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DatePart {
    /// The day of the month.
    Day,
    /// The month, as a number.
    Month,
    /// The year, in full.
    Year,
}

impl DatePart {
    const ALL: [Self; 3] = [Self::Day, Self::Month, Self::Year];

    /// The last word of the box's name: `day`, `month` or `year`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    fn width(self) -> u8 {
        match self {
            Self::Day | Self::Month => 2,
            Self::Year => 4,
        }
    }
}

/// Three boxes: day, month and year. Their names are the field's name with `-day`, `-month` and `-year`.
#[derive(Template, Clone)]
#[template(path = "components/date_input.html")]
pub struct DateInput {
    field: Field,
    legend: Option<Legend>,
    values: [String; 3],
    labels: [Html; 3],
    parts: Vec<DatePart>,
    wrong: Vec<DatePart>,
    birthday: bool,
}

struct PartBox<'a> {
    part: DatePart,
    value: &'a str,
    label: &'a Html,
    wrong: bool,
}

impl DateInput {
    /// A date with this name (also its id) and legend.
    pub fn new(name: impl Into<String>, legend: impl Into<Legend>) -> Self {
        Self { legend: Some(legend.into()), ..Self::bare(name) }
    }

    /// A date inside something that names it already.
    pub fn bare(name: impl Into<String>) -> Self {
        Self {
            field: Field::new(name, Html::default()),
            legend: None,
            values: Default::default(),
            labels: ["Day".into(), "Month".into(), "Year".into()],
            parts: DatePart::ALL.to_vec(),
            wrong: Vec::new(),
            birthday: false,
        }
    }

    /// What stands in the three boxes, as it was typed.
    #[must_use]
    pub fn values(mut self, day: impl Into<String>, month: impl Into<String>, year: impl Into<String>) -> Self {
        self.values = [day.into(), month.into(), year.into()];
        self
    }

    /// The words over the boxes, in another language.
    #[must_use]
    pub fn labels(mut self, day: impl Into<Html>, month: impl Into<Html>, year: impl Into<Html>) -> Self {
        self.labels = [day.into(), month.into(), year.into()];
        self
    }

    /// Marks one box as the wrong one. With an error and no box marked, all three are.
    #[must_use]
    pub fn wrong(mut self, part: DatePart) -> Self {
        self.wrong.push(part);
        self
    }

    /// Only some of the boxes, such as month and year for something that is not known to the day.
    #[must_use]
    pub fn only(mut self, parts: impl IntoIterator<Item = DatePart>) -> Self {
        self.parts = parts.into_iter().collect();
        self
    }

    fn boxes(&self) -> impl Iterator<Item = PartBox<'_>> {
        let all_wrong = self.field.error.is_some() && self.wrong.is_empty();
        let boxes = DatePart::ALL.into_iter().zip(&self.values).zip(&self.labels);
        boxes.filter(|((part, _), _)| self.parts.contains(part)).map(move |((part, value), label)| PartBox {
            part,
            value,
            label,
            wrong: all_wrong || self.wrong.contains(&part),
        })
    }
}

options! {
    impl DateInput {
        /// The name's first part, where it is not the id. An empty one gives `day`, `month` and `year`.
        name: text => field.name;
        /// The reader's own date of birth, which the browser may fill in.
        birthday: flag => birthday;
    }
}

field_options!(DateInput);
components!(DateInput);
