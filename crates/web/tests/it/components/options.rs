//! Reads a fixture's options and remembers which were read, so that an option nobody read is noticed.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde_json::Value;
use web::components::Html;

pub type Taken = RefCell<BTreeSet<String>>;

/// An object of options, and where it stands in the fixture.
pub struct Options<'a> {
    value: &'a Value,
    path: String,
    taken: &'a Taken,
}

impl<'a> Options<'a> {
    pub fn new(value: &'a Value, taken: &'a Taken) -> Self {
        Self { value, path: String::new(), taken }
    }

    fn path(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn take(&self, key: &str) -> &'a Value {
        self.taken.borrow_mut().insert(self.path(key));
        &self.value[key]
    }

    pub fn has(&self, key: &str) -> bool {
        truthy(&self.value[key])
    }

    /// Text, a number, or nothing for anything that Nunjucks takes for false.
    pub fn text(&self, key: &str) -> String {
        scalar(self.take(key))
    }

    pub fn text_or(&self, key: &str, otherwise: &str) -> String {
        let text = self.text(key);
        if text.is_empty() { otherwise.to_owned() } else { text }
    }

    /// An option that we can only switch on. Switched off where the default is "off" anyway, it is left unread.
    pub fn flag(&self, key: &str) -> bool {
        let on = truthy(&self.value[key]);
        if on || self.value[key] == Value::String(String::new()) {
            self.take(key);
        }
        on
    }

    /// An option that is there, even as an empty text.
    pub fn given(&self, key: &str) -> Option<String> {
        self.value.get(key).is_some().then(|| self.text(key))
    }

    /// A word that can be turned off with `false` or changed.
    pub fn word(&self, key: &str) -> Option<String> {
        self.given(key)
    }

    /// An option that is `false`, where that says something.
    pub fn is_off(&self, key: &str) -> bool {
        let off = self.value[key] == Value::Bool(false);
        if off {
            self.take(key);
        }
        off
    }

    /// Whether an option has the one value that we support; with another it is left unread.
    pub fn text_is(&self, key: &str, supported: &str) -> bool {
        let is = self.value[key].as_str() == Some(supported);
        if is {
            self.take(key);
        }
        is
    }

    /// Class names, if all of them are among those that we support; otherwise they are left unread.
    pub fn text_of(&self, supported: &[&str], key: &str) -> String {
        let text = scalar(&self.value[key]);
        if text.split_whitespace().all(|word| supported.contains(&word)) {
            self.take(key);
            return text;
        }
        String::new()
    }

    /// The value of a part of a date, which stands in `values` under its whole name.
    pub fn date_value(&self, prefix: &str, part: &str) -> String {
        let name = if prefix.is_empty() { part.to_owned() } else { format!("{prefix}-{part}") };
        self.object("values").map(|values| values.text(&name)).unwrap_or_default()
    }

    /// The same options once more.
    pub fn again(&self) -> Options<'a> {
        Options { value: self.value, path: self.path.clone(), taken: self.taken }
    }

    pub fn object(&self, key: &str) -> Option<Options<'a>> {
        self.value[key].is_object().then(|| Options {
            value: &self.value[key],
            path: self.path(key),
            taken: self.taken,
        })
    }

    pub fn list(&self, key: &str) -> Vec<Options<'a>> {
        self.items(&self.value[key], &self.path(key))
    }

    pub fn lists(&self, key: &str) -> Vec<Vec<Options<'a>>> {
        let path = format!("{}[]", self.path(key));
        self.taken.borrow_mut().insert(path.clone());
        let rows = self.value[key].as_array().into_iter().flatten().filter(|row| truthy(row));
        rows.map(|row| self.items(row, &path)).collect()
    }

    fn items(&self, value: &'a Value, path: &str) -> Vec<Options<'a>> {
        let path = format!("{path}[]");
        // An entry that is null or false is passed over, by them and by us.
        self.taken.borrow_mut().insert(path.clone());
        let items = value.as_array().into_iter().flatten().filter(|item| truthy(item));
        items.map(|value| Options { value, path: path.clone(), taken: self.taken }).collect()
    }

    /// Plain values in a list.
    pub fn texts(&self, key: &str) -> Vec<String> {
        self.taken.borrow_mut().insert(format!("{}[]", self.path(key)));
        self.value[key].as_array().into_iter().flatten().map(scalar).collect()
    }

    /// The pair of options `html` (markup) and `text` (to be escaped).
    pub fn content(&self) -> Html {
        self.either("html", "text")
    }

    pub fn either(&self, html: &str, text: &str) -> Html {
        let (html, text) = (self.text(html), self.text(text));
        if html.is_empty() { Html::from(text) } else { Html::trusted(html) }
    }

    /// The content of an option that is itself a pair of `html` and `text`.
    pub fn content_of(&self, key: &str) -> Option<Html> {
        self.object(key).map(|object| object.content())
    }
}

/// Where the plain values of an options object stand: `items[].hint.text`.
pub fn leaves(value: &Value) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    walk(value, "", &mut found);
    found
}

fn walk(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                walk(value, &if path.is_empty() { key.clone() } else { format!("{path}.{key}") }, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, &format!("{path}[]"), found)),
        _ => drop(found.insert(path.to_owned())),
    }
}

fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(true) => "true".to_owned(),
        _ => String::new(),
    }
}

fn truthy(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Number(number) => number.as_f64() != Some(0.0),
        _ => true,
    }
}
