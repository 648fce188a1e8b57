use super::tables::{Kind, ListTable};
use crate::keys::KeyName;
use crate::seam::Value;
use domain::private::{Compartment, Private, Subject};
use std::collections::BTreeMap;
use std::fmt;

/// A row as a projection gives it, not yet sealed.
#[derive(Debug, Clone, PartialEq)]
pub struct ListRow {
    /// Its list.
    pub(crate) table: &'static ListTable,
    /// Which row.
    pub(crate) key: String,
    pub(crate) plain: BTreeMap<&'static str, Value>,
    pub(crate) sealed: BTreeMap<&'static str, SealedValue>,
}

impl PartialEq for ListTable {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// A value of a sealed column, before it is sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedValue {
    pub(crate) subject: Subject,
    pub(crate) compartment: Compartment,
    pub(crate) text: String,
}

impl fmt::Debug for SealedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealedValue({})", self.compartment.name())
    }
}

#[expect(clippy::needless_pass_by_value, reason = "projections hand over what they have at hand: ids, dates, codes")]
impl ListRow {
    /// A row with nothing but its key.
    pub fn new(table: &'static ListTable, key: impl ToString) -> Self {
        Self { table, key: key.to_string(), plain: BTreeMap::new(), sealed: BTreeMap::new() }
    }

    /// Sets a column of text: an id, a code, a civil date.
    #[must_use]
    pub fn text(self, column: &'static str, text: impl ToString) -> Self {
        self.set(column, text.to_string().into())
    }

    /// Sets a column of text where there is one to set.
    #[must_use]
    pub fn text_if(self, column: &'static str, text: Option<impl ToString>) -> Self {
        match text {
            Some(text) => self.text(column, text),
            None => self,
        }
    }

    /// Sets a column of numbers: a count, an instant in microseconds.
    #[must_use]
    pub fn int(self, column: &'static str, number: i64) -> Self {
        self.set(column, number.into())
    }

    /// Sets a column to a count.
    #[must_use]
    pub fn count(self, column: &'static str, count: usize) -> Self {
        self.int(column, i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// Sets a column of numbers where there is one to set.
    #[must_use]
    pub fn int_if(self, column: &'static str, number: Option<i64>) -> Self {
        match number {
            Some(number) => self.int(column, number),
            None => self,
        }
    }

    /// Sets a sealed column.
    #[must_use]
    pub fn sealed(
        mut self,
        column: &'static str,
        subject: Subject,
        compartment: Compartment,
        text: impl ToString,
    ) -> Self {
        let value = SealedValue { subject, compartment, text: text.to_string() };
        self.sealed.insert(column, value);
        self
    }

    /// Sets a sealed column from a private value, under the same key; leaves it empty where the value was erased.
    #[must_use]
    pub fn private<T>(self, column: &'static str, value: &Private<T>, text: impl FnOnce(&T) -> String) -> Self {
        match value {
            Private::Held { subject, compartment, value } => self.sealed(column, *subject, *compartment, text(value)),
            Private::Erased => self,
        }
    }

    fn set(mut self, column: &'static str, value: Value) -> Self {
        self.plain.insert(column, value);
        self
    }

    /// The keys that seal it.
    pub(crate) fn keys(&self) -> impl Iterator<Item = KeyName> {
        self.sealed.values().map(|value| KeyName::new(value.subject, value.compartment))
    }

    /// The first column that its list does not have, or not of this kind.
    pub(crate) fn stray_column(&self) -> Option<&'static str> {
        let stray = |column: &&'static str, value: &Value| match self.table.plain_kind(column) {
            Some(Kind::Text) => !matches!(value, Value::Text(_)),
            Some(Kind::Int) => !matches!(value, Value::Int(_)),
            None => true,
        };
        let plain = self.plain.iter().find(|(name, value)| stray(name, value));
        let sealed = self.sealed.keys().find(|name| !self.table.sealed.contains(name));
        plain.map(|(name, _)| *name).or(sealed.copied())
    }

    /// The value of a plain column, empty where the projection set none.
    pub(crate) fn plain_value(&self, column: &'static str, kind: Kind) -> Value {
        self.plain.get(column).cloned().unwrap_or(match kind {
            Kind::Text => Value::NO_TEXT,
            Kind::Int => Value::NO_INT,
        })
    }
}
