//! Reads a document and remembers what was read, so that the rest can be listed as not mapped.

use super::limits;
use super::not_taken::{NotTaken, Why};
use crate::words::{Answer, Narrative, PersonName};
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// A document with the documents it holds as text: the citizens' pages of the service keep their answers as JSON inside
/// strings.
pub(super) struct Document {
    pub(super) root: Value,
    pub(super) within: BTreeMap<String, Value>,
    pub(super) twice: Vec<String>,
    read: RefCell<BTreeSet<String>>,
}

impl Document {
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, NotTaken> {
        let file = limits::parse(bytes, "")?;
        let mut found =
            Self { root: Value::Null, within: BTreeMap::new(), twice: file.twice, read: RefCell::default() };
        found.open(&file.value, "", false)?;
        found.root = file.value;
        Ok(found)
    }

    /// Opens every document held as text. A text that does not begin like one is left to be listed as it is.
    fn open(&mut self, value: &Value, path: &str, candidate: bool) -> Result<(), NotTaken> {
        match value {
            Value::Object(object) => object
                .iter()
                .try_for_each(|(name, value)| self.open(value, &format!("{path}/{name}"), holds_document(name))),
            Value::Array(items) => {
                items.iter().enumerate().try_for_each(|(i, value)| self.open(value, &format!("{path}/{i}"), candidate))
            }
            Value::String(text) if candidate && text.trim_start().starts_with('{') => {
                let inner = limits::parse(text.as_bytes(), &format!("{path}#"))?;
                self.twice.extend(inner.twice);
                self.within.insert(path.to_owned(), inner.value);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    pub(super) fn was_read(&self, path: &str) -> bool {
        self.read.borrow().contains(path)
    }
}

/// Whether a field of this name may hold a document as text.
fn holds_document(name: &str) -> bool {
    name.starts_with("c100Rebuild") || name == "respondingCitizenAoH"
}

/// One object of the document.
#[derive(Clone)]
pub(super) struct Reader<'a> {
    document: &'a Document,
    object: &'a Map<String, Value>,
    path: String,
}

/// An element of one of the service's lists.
pub(super) struct Element<'a> {
    pub(super) id: Option<String>,
    pub(super) value: Reader<'a>,
}

impl<'a> Reader<'a> {
    pub(super) fn root(document: &'a Document) -> Result<Self, NotTaken> {
        match &document.root {
            Value::Object(object) => Ok(Self { document, object, path: String::new() }),
            _ => Err(NotTaken::new("", Why::NotAnObject)),
        }
    }

    pub(super) fn path(&self) -> &str {
        &self.path
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.object.get(name).is_some_and(has_content)
    }

    fn at(&self, name: &str) -> String {
        format!("{}/{name}", self.path)
    }

    fn mark(&self, path: String) {
        self.document.read.borrow_mut().insert(path);
    }

    /// The value, where it says anything.
    fn get(&self, name: &str) -> Option<&'a Value> {
        self.object.get(name).filter(|value| match value {
            Value::Null => false,
            Value::String(text) => !text.trim().is_empty(),
            _ => true,
        })
    }

    pub(super) fn object(&self, name: &str) -> Result<Option<Self>, NotTaken> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::Object(object)) => Ok(Some(Self { document: self.document, object, path: self.at(name) })),
            Some(_) => Err(NotTaken::new(&self.at(name), Why::NotAnObject)),
        }
    }

    /// The document held as text under this name, where it is one.
    pub(super) fn within(&self, name: &str) -> Result<Option<Self>, NotTaken> {
        let path = self.at(name);
        match (self.get(name), self.document.within.get(&path)) {
            (None, _) | (Some(Value::String(_)), None) => Ok(None),
            (Some(Value::String(_)), Some(Value::Object(object))) => {
                Ok(Some(Self { document: self.document, object, path: format!("{path}#") }))
            }
            _ => Err(NotTaken::new(&path, Why::NotText)),
        }
    }

    fn list(&self, name: &str) -> Result<&'a [Value], NotTaken> {
        match self.get(name) {
            None => Ok(&[]),
            Some(Value::Array(items)) => Ok(items),
            Some(_) => Err(NotTaken::new(&self.at(name), Why::NotAList)),
        }
    }

    /// A list of bare objects.
    pub(super) fn objects(&self, name: &str) -> Result<Vec<Self>, NotTaken> {
        let mut found = Vec::new();
        for (i, item) in self.list(name)?.iter().enumerate() {
            let path = format!("{}/{i}", self.at(name));
            match item {
                Value::Object(object) => found.push(Self { document: self.document, object, path }),
                Value::Null => {}
                _ => return Err(NotTaken::new(&path, Why::NotAnObject)),
            }
        }
        Ok(found)
    }

    /// One of the service's lists. Elements whose value says nothing at all are passed over: the service keeps such
    /// empty rows in its tables.
    pub(super) fn elements(&self, name: &str) -> Result<Vec<Element<'a>>, NotTaken> {
        let mut found = Vec::new();
        for element in self.objects(name)? {
            if element.object.contains_key("value") {
                let Some(value) = element.object("value")? else {
                    continue;
                };
                if value.object.values().any(has_content) {
                    let id = element.number("id")?;
                    found.push(Element { id, value });
                }
            } else if element.object.values().any(has_content) {
                let only_id = element.object.keys().all(|key| key == "id");
                if !only_id {
                    return Err(NotTaken::new(element.path(), Why::NotAnElement));
                }
            }
        }
        Ok(found)
    }

    pub(super) fn text(&self, name: &str) -> Result<Option<String>, NotTaken> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => {
                self.mark(self.at(name));
                Ok(Some(text.trim().to_owned()))
            }
            Some(_) => Err(NotTaken::new(&self.at(name), Why::NotText)),
        }
    }

    /// Text, or a number taken as text: the service writes case numbers both ways.
    pub(super) fn number(&self, name: &str) -> Result<Option<String>, NotTaken> {
        match self.get(name) {
            Some(Value::Number(number)) => {
                self.mark(self.at(name));
                Ok(Some(number.to_string()))
            }
            Some(Value::String(_)) | None => self.text(name),
            Some(_) => Err(NotTaken::new(&self.at(name), Why::NotANumber)),
        }
    }

    pub(super) fn narrative(&self, name: &str) -> Result<Option<Narrative>, NotTaken> {
        self.text(name)?
            .map(|text| Narrative::parse(&text).map_err(|_| NotTaken::new(&self.at(name), Why::TooLong)))
            .transpose()
    }

    /// A list of texts; one text alone counts as a list of one.
    pub(super) fn texts(&self, name: &str) -> Result<Vec<String>, NotTaken> {
        if let Some(Value::String(_)) = self.get(name) {
            return Ok(self.text(name)?.into_iter().collect());
        }
        let mut found = Vec::new();
        for (i, item) in self.list(name)?.iter().enumerate() {
            let path = format!("{}/{i}", self.at(name));
            match item {
                Value::String(text) => {
                    if !text.trim().is_empty() {
                        found.push(text.trim().to_owned());
                    }
                    self.mark(path);
                }
                Value::Null => {}
                _ => return Err(NotTaken::new(&path, Why::NotText)),
            }
        }
        Ok(found)
    }

    /// An answer; nothing where the field says nothing.
    pub(super) fn answer(&self, name: &str) -> Result<Option<Answer>, NotTaken> {
        let Some(text) = self.text(name)? else {
            return Ok(None);
        };
        let letters: String = text.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_lowercase()).collect();
        match letters.as_str() {
            "yes" => Ok(Some(Answer::Yes)),
            "no" => Ok(Some(Answer::No)),
            "dontknow" => Ok(Some(Answer::Unknown)),
            _ => Err(NotTaken::new(&self.at(name), Why::NotAnAnswer)),
        }
    }

    pub(super) fn date(&self, name: &str) -> Result<Option<Date>, NotTaken> {
        match self.get(name) {
            Some(Value::Object(_)) => self.date_in_parts(name),
            _ => self
                .text(name)?
                .map(|text| day(&text).ok_or_else(|| NotTaken::new(&self.at(name), Why::NotADate)))
                .transpose(),
        }
    }

    /// A date as the citizens' pages keep it: day, month and year as texts, all of them or none.
    fn date_in_parts(&self, name: &str) -> Result<Option<Date>, NotTaken> {
        let Some(parts) = self.object(name)? else {
            return Ok(None);
        };
        let (year, month, day) = (parts.number("year")?, parts.number("month")?, parts.number("day")?);
        let bad = || NotTaken::new(&self.at(name), Why::NotADate);
        match (year, month, day) {
            (None, None, None) if !parts.object.values().any(has_content) => Ok(None),
            (Some(year), Some(month), Some(day)) => Date::new(
                year.parse().map_err(|_| bad())?,
                month.parse().map_err(|_| bad())?,
                day.parse().map_err(|_| bad())?,
            )
            .map(Some)
            .map_err(|_| bad()),
            _ => Err(bad()),
        }
    }

    /// A date in a field that the service fills with any text: what is not a date is left to be listed.
    pub(super) fn date_if_any(&self, name: &str) -> Option<Date> {
        let found = match self.get(name) {
            Some(Value::String(text)) => day(text.trim()),
            _ => None,
        };
        if found.is_some() {
            self.mark(self.at(name));
        }
        found
    }

    /// A name of two fields.
    pub(super) fn name(&self, given: &str, family: &str) -> Result<Option<PersonName>, NotTaken> {
        let parts = (self.text(given)?, self.text(family)?);
        match parts {
            (None, None) => Ok(None),
            (first, last) => PersonName::parse(&first.unwrap_or_default(), &last.unwrap_or_default())
                .map(Some)
                .map_err(|_| NotTaken::new(&self.at(given), Why::TooLong)),
        }
    }
}

/// A date, alone or before a time.
fn day(text: &str) -> Option<Date> {
    let date = text.split_once('T').map_or(text, |(date, _)| date);
    date.parse().ok()
}

/// Whether a value says anything: nulls, blank texts and containers of nothing do not.
pub(super) fn has_content(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => items.iter().any(has_content),
        Value::Object(object) => object.values().any(has_content),
        Value::Bool(_) | Value::Number(_) => true,
    }
}
