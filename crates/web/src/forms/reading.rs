use crate::sent::Fields;
use domain::decision::FieldProblem;
use domain::words::Narrative;
use jiff::civil::{Date, Time};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::str::FromStr;

/// Reads answers into the domain's types and gathers what is wrong, so that a reader sees all of it at once.
pub struct Reading<'a> {
    fields: &'a Fields,
    problems: Vec<FieldProblem>,
}

impl<'a> Reading<'a> {
    /// Begins to read.
    pub const fn of(fields: &'a Fields) -> Self {
        Self { fields, problems: Vec::new() }
    }

    /// Adds a problem of a field.
    pub fn problem(&mut self, field: &str, message: &str) {
        self.problems.push(FieldProblem::new(field, message));
    }

    /// The answer as it was typed; empty where there is none.
    pub fn raw(&self, name: &str) -> &'a str {
        self.fields.get(name)
    }

    /// Every answer of a name.
    pub fn raws(&self, name: &'a str) -> Vec<&'a str> {
        self.fields.all(name).collect()
    }

    /// Words that must be there.
    pub fn text(&mut self, name: &str, missing: &str) -> Option<Narrative> {
        match Narrative::parse(self.fields.get(name)) {
            Ok(text) => Some(text),
            Err(domain::words::NotText::Empty) => {
                self.problem(name, missing);
                None
            }
            Err(other) => {
                self.problem(name, &crate::answer::capital(&other.to_string()));
                None
            }
        }
    }

    /// Words that may be left out.
    pub fn text_if_any(&mut self, name: &str) -> Option<Narrative> {
        if self.fields.get(name).is_empty() { None } else { self.text(name, "") }
    }

    /// One of the domain's choices, by its stored name.
    pub fn choice<T: DeserializeOwned>(&mut self, name: &str, missing: &str) -> Option<T> {
        let chosen = serde_json::from_value(Value::String(self.fields.get(name).to_owned())).ok();
        if chosen.is_none() {
            self.problem(name, missing);
        }
        chosen
    }

    /// Any of the domain's choices.
    pub fn choices<T: DeserializeOwned>(&mut self, name: &str) -> Vec<T> {
        let values = self.fields.all(name).map(|value| serde_json::from_value(Value::String(value.to_owned())));
        let read: Vec<_> = values.collect();
        if read.iter().any(Result::is_err) {
            self.problem(name, "Choose from the list");
        }
        read.into_iter().flatten().collect()
    }

    /// Something with a text form: an id, a number.
    pub fn parsed<T: FromStr>(&mut self, name: &str, missing: &str) -> Option<T> {
        let parsed = self.fields.get(name).parse().ok();
        if parsed.is_none() {
            self.problem(name, missing);
        }
        parsed
    }

    /// Several things with a text form.
    pub fn all_parsed<T: FromStr>(&mut self, name: &str) -> Vec<T> {
        let read: Vec<_> = self.fields.all(name).map(str::parse).collect();
        if read.iter().any(Result::is_err) {
            self.problem(name, "Choose from the list");
        }
        read.into_iter().flatten().collect()
    }

    /// A day that must be there.
    pub fn day(&mut self, name: &str, missing: &str) -> Option<Date> {
        match self.parts(name) {
            Some(Ok(day)) => Some(day),
            Some(Err(())) => {
                self.problem(name, "Enter a real date, such as 27 3 2026");
                None
            }
            None => {
                self.problem(name, missing);
                None
            }
        }
    }

    /// A day that may be left out.
    pub fn day_if_any(&mut self, name: &str) -> Option<Date> {
        match self.parts(name) {
            Some(Ok(day)) => Some(day),
            Some(Err(())) => {
                self.problem(name, "Enter a real date, such as 27 3 2026, or leave all three boxes empty");
                None
            }
            None => None,
        }
    }

    fn parts(&self, name: &str) -> Option<Result<Date, ()>> {
        let part = |part: &str| self.fields.get(&format!("{name}-{part}"));
        let (day, month, year) = (part("day"), part("month"), part("year"));
        if day.is_empty() && month.is_empty() && year.is_empty() {
            return None;
        }
        let date = match (year.parse(), month.parse(), day.parse()) {
            (Ok(year), Ok(month), Ok(day)) if (1900..=2200).contains(&year) => {
                Date::new(year, month, day).map_err(|_| ())
            }
            _ => Err(()),
        };
        Some(date)
    }

    /// A time of day that must be there: 10:30, 10.30, 930 or 14.
    pub fn time(&mut self, name: &str, missing: &str) -> Option<Time> {
        let text = self.fields.get(name);
        if text.is_empty() {
            self.problem(name, missing);
            return None;
        }
        let time = clock(text);
        if time.is_none() {
            self.problem(name, "Enter a time of day, such as 10:30");
        }
        time
    }

    /// A time of day that may be left out.
    pub fn time_if_any(&mut self, name: &str) -> Option<Time> {
        if self.fields.get(name).is_empty() { None } else { self.time(name, "") }
    }

    /// What was read, unless something is wrong.
    pub fn finish<T>(self, read: Option<T>) -> Result<T, Vec<FieldProblem>> {
        match read {
            Some(read) if self.problems.is_empty() => Ok(read),
            _ => Err(self.problems),
        }
    }
}

fn clock(text: &str) -> Option<Time> {
    let (hour, minute) = match text.split_once([':', '.']) {
        Some((hour, minute)) if minute.len() == 2 => (hour.parse().ok()?, minute.parse().ok()?),
        Some(_) => return None,
        None => {
            let number: u16 = text.parse().ok()?;
            let (hour, minute) = if text.len() <= 2 { (number, 0) } else { (number / 100, number % 100) };
            (i8::try_from(hour).ok()?, i8::try_from(minute).ok()?)
        }
    };
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::time;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, expect) in [
            ("10:30", Some(time(10, 30, 0, 0))),
            ("9.05", Some(time(9, 5, 0, 0))),
            ("1405", Some(time(14, 5, 0, 0))),
            ("14", Some(time(14, 0, 0, 0))),
            ("25:00", None),
            ("10:5", None),
            ("noon", None),
        ] {
            assert_eq!(clock(text), expect, "{text}");
        }
    }

    #[test]
    fn an_impossible_date_and_half_a_date_are_told_apart_from_none() {
        let fields = Fields::default().with("on-day", "31").with("on-month", "2").with("on-year", "2026");
        let mut reading = Reading::of(&fields);
        assert!(reading.day_if_any("on").is_none());
        assert!(reading.finish(Some(())).is_err());
        let mut reading = Reading::of(&fields);
        assert!(reading.day_if_any("until").is_none());
        assert!(reading.finish(Some(())).is_ok());
    }
}
