use crate::cases::words::long;
use crate::components::{
    Checkboxes, Choice, DateInput, Html, Legend, Radios, Select, SelectOption, Size, TextInput, Textarea,
};
use crate::sent::Fields;
use jiff::civil::Date;

/// One question of a form. Nothing is chosen beforehand.
#[derive(Clone)]
pub struct Question {
    name: String,
    label: String,
    hint: String,
    kind: Kind,
}

#[derive(Clone)]
enum Kind {
    Line,
    Number,
    Time,
    Day,
    Text,
    One(Vec<(String, String)>),
    Listed(Vec<(String, String)>),
    Many(Vec<(String, String)>),
    Heading,
}

impl Question {
    fn new(name: &str, label: &str, kind: Kind) -> Self {
        Self { name: name.to_owned(), label: label.to_owned(), hint: String::new(), kind }
    }

    /// A short text.
    pub fn line(name: &str, label: &str) -> Self {
        Self::new(name, label, Kind::Line)
    }

    /// A whole number.
    pub fn number(name: &str, label: &str) -> Self {
        Self::new(name, label, Kind::Number)
    }

    /// A time of day, such as 10:30.
    pub fn time(name: &str, label: &str) -> Self {
        Self::new(name, label, Kind::Time).hint("For example, 10:30 or 14:05")
    }

    /// A day, in three boxes.
    pub fn day(name: &str, label: &str) -> Self {
        Self::new(name, label, Kind::Day).hint("For example, 27 3 2026")
    }

    /// Words, as many as it needs.
    pub fn text(name: &str, label: &str) -> Self {
        Self::new(name, label, Kind::Text)
    }

    /// One of a few: value and words of each.
    pub fn one<V: ToString, L: ToString>(name: &str, label: &str, choices: impl IntoIterator<Item = (V, L)>) -> Self {
        Self::new(name, label, Kind::One(owned(choices)))
    }

    /// One of many, in a list that opens.
    pub fn listed<V: ToString, L: ToString>(
        name: &str,
        label: &str,
        choices: impl IntoIterator<Item = (V, L)>,
    ) -> Self {
        Self::new(name, label, Kind::Listed(owned(choices)))
    }

    /// Any of a few.
    pub fn many<V: ToString, L: ToString>(name: &str, label: &str, choices: impl IntoIterator<Item = (V, L)>) -> Self {
        Self::new(name, label, Kind::Many(owned(choices)))
    }

    /// A heading between questions.
    pub fn heading(label: &str) -> Self {
        Self::new("", label, Kind::Heading)
    }

    /// Help under the label: how to answer, or why it is asked.
    #[must_use]
    pub fn hint(mut self, hint: &str) -> Self {
        hint.clone_into(&mut self.hint);
        self
    }

    /// The name of its field.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The question in words.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// Whether it asks something, and is not a heading.
    pub const fn asks(&self) -> bool {
        !matches!(self.kind, Kind::Heading)
    }

    /// The question with what was answered so far, and what is wrong with it.
    pub(crate) fn ask(&self, fields: &Fields, error: Option<&str>) -> Html {
        let value = fields.get(&self.name);
        match &self.kind {
            Kind::Line => input(TextInput::new(&self.name, self.label.as_str()).value(value), &self.hint, error),
            Kind::Number => {
                input(TextInput::new(&self.name, self.label.as_str()).digits().width(5).value(value), &self.hint, error)
            }
            Kind::Time => {
                input(TextInput::new(&self.name, self.label.as_str()).width(5).value(value), &self.hint, error)
            }
            Kind::Day => self.ask_day(fields, error),
            Kind::Text => {
                let area = Textarea::new(&self.name, self.label.as_str()).value(value).error_if(error);
                if self.hint.is_empty() { area.into() } else { area.hint(self.hint.as_str()).into() }
            }
            Kind::One(choices) => {
                let radios = Radios::new(&self.name, self.legend()).choices(made(choices)).value(value);
                let radios = radios.error_if(error);
                if self.hint.is_empty() { radios.into() } else { radios.hint(self.hint.as_str()).into() }
            }
            Kind::Many(choices) => {
                let boxes = Checkboxes::new(&self.name, self.legend()).choices(made(choices));
                let boxes = boxes.values(fields.all(&self.name)).error_if(error);
                if self.hint.is_empty() { boxes.into() } else { boxes.hint(self.hint.as_str()).into() }
            }
            Kind::Listed(choices) => self.ask_listed(choices, value, error),
            Kind::Heading => {
                Html::trusted("<h2 class=\"govuk-heading-m\">").then(self.label.as_str()).then(Html::trusted("</h2>"))
            }
        }
    }

    fn legend(&self) -> Legend {
        Legend::new(self.label.as_str()).size(Size::Small)
    }

    fn ask_day(&self, fields: &Fields, error: Option<&str>) -> Html {
        let part = |part: &str| fields.get(&format!("{}-{part}", self.name)).to_owned();
        let day = DateInput::new(&self.name, self.legend()).values(part("day"), part("month"), part("year"));
        let day = day.error_if(error);
        if self.hint.is_empty() { day.into() } else { day.hint(self.hint.as_str()).into() }
    }

    fn ask_listed(&self, choices: &[(String, String)], value: &str, error: Option<&str>) -> Html {
        let first = SelectOption::new("", "Choose one");
        let options = choices.iter().map(|(v, label)| SelectOption::new(v, label));
        let list = Select::new(&self.name, self.label.as_str()).options([first]).options(options).value(value);
        let list = list.error_if(error);
        if self.hint.is_empty() { list.into() } else { list.hint(self.hint.as_str()).into() }
    }

    /// A day with its month's name, so that a day and a month that changed places are seen; else what was entered.
    fn day_answered(&self, fields: &Fields) -> String {
        let [day, month, year] = ["day", "month", "year"].map(|part| fields.get(&format!("{}-{part}", self.name)));
        let date = match (year.parse(), month.parse(), day.parse()) {
            (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day).ok(),
            _ => None,
        };
        date.map_or_else(|| format!("{day} {month} {year}").trim().to_owned(), long)
    }

    /// What was answered, in words, for the check-answers page.
    pub(crate) fn answered(&self, fields: &Fields) -> String {
        let label = |value: &str, choices: &[(String, String)]| {
            choices.iter().find(|(v, _)| v == value).map_or_else(String::new, |(_, label)| label.clone())
        };
        match &self.kind {
            Kind::Line | Kind::Number | Kind::Time | Kind::Text => fields.get(&self.name).to_owned(),
            Kind::Day => self.day_answered(fields),
            Kind::One(choices) | Kind::Listed(choices) => label(fields.get(&self.name), choices),
            Kind::Many(choices) => {
                fields.all(&self.name).map(|value| label(value, choices)).collect::<Vec<_>>().join("; ")
            }
            Kind::Heading => String::new(),
        }
    }
}

fn owned<V: ToString, L: ToString>(choices: impl IntoIterator<Item = (V, L)>) -> Vec<(String, String)> {
    choices.into_iter().map(|(value, label)| (value.to_string(), label.to_string())).collect()
}

fn made(choices: &[(String, String)]) -> impl Iterator<Item = Choice> {
    choices.iter().map(|(value, label)| Choice::new(value, label.as_str()))
}

fn input(input: TextInput, hint: &str, error: Option<&str>) -> Html {
    let input = input.error_if(error);
    if hint.is_empty() { input.into() } else { input.hint(hint).into() }
}
