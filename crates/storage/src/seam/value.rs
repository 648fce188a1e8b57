//! Values that go into statements and come out of rows. There are three kinds, because both engines keep three.

use super::SeamError;
use std::fmt;

/// One value of a statement or a row. Null carries its kind, since PostgreSQL must know it.
///
/// `Debug` shows the kind only: values are about people.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// A whole number, or an instant in microseconds since 1970 UTC.
    Int(Option<i64>),
    /// Text.
    Text(Option<String>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
}

impl Value {
    /// No text.
    pub const NO_TEXT: Self = Self::Text(None);
    /// No number.
    pub const NO_INT: Self = Self::Int(None);
    /// No bytes.
    pub const NO_BYTES: Self = Self::Bytes(None);

    /// Whether there is nothing.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Int(None) | Self::Text(None) | Self::Bytes(None))
    }

    /// The bytes that a row's MAC covers: numbers as eight bytes, most significant first.
    pub fn canonical(&self) -> Option<Vec<u8>> {
        match self {
            Self::Int(value) => value.map(|number| number.to_be_bytes().to_vec()),
            Self::Text(value) => value.as_ref().map(|text| text.as_bytes().to_vec()),
            Self::Bytes(value) => value.clone(),
        }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            value if value.is_null() => "Value(null)",
            Self::Int(_) => "Value(int)",
            Self::Text(_) => "Value(text)",
            Self::Bytes(_) => "Value(bytes)",
        })
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(Some(number))
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Int(Some(i64::from(number)))
    }
}

impl From<u64> for Value {
    /// Counts and versions stay far below the limit; one beyond it is stored as the limit and fails its next check.
    fn from(number: u64) -> Self {
        Self::Int(Some(i64::try_from(number).unwrap_or(i64::MAX)))
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(Some(text.to_owned()))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<Option<String>> for Value {
    fn from(text: Option<String>) -> Self {
        Self::Text(text)
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::Int(number)
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(Some(bytes))
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Bytes(Some(bytes.to_vec()))
    }
}

/// One row, its columns in the order in which the statement names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub(super) Vec<Value>);

impl Row {
    /// The values.
    pub fn values(&self) -> &[Value] {
        &self.0
    }

    /// A column's value.
    pub fn value(&self, column: usize) -> Result<&Value, SeamError> {
        self.0.get(column).ok_or(SeamError::Shape)
    }

    /// A whole number that must be there.
    pub fn int(&self, column: usize) -> Result<i64, SeamError> {
        self.opt_int(column)?.ok_or(SeamError::Shape)
    }

    /// A count or version that must be there.
    pub fn count(&self, column: usize) -> Result<u64, SeamError> {
        u64::try_from(self.int(column)?).map_err(|_| SeamError::Shape)
    }

    /// A small number that must be there.
    pub fn small(&self, column: usize) -> Result<u32, SeamError> {
        u32::try_from(self.int(column)?).map_err(|_| SeamError::Shape)
    }

    /// Text that must be there.
    pub fn text(&self, column: usize) -> Result<&str, SeamError> {
        self.opt_text(column)?.ok_or(SeamError::Shape)
    }

    /// Bytes that must be there.
    pub fn bytes(&self, column: usize) -> Result<&[u8], SeamError> {
        self.opt_bytes(column)?.ok_or(SeamError::Shape)
    }

    /// A whole number or nothing.
    pub fn opt_int(&self, column: usize) -> Result<Option<i64>, SeamError> {
        match self.value(column)? {
            Value::Int(value) => Ok(*value),
            other if other.is_null() => Ok(None),
            _ => Err(SeamError::Shape),
        }
    }

    /// Text or nothing.
    pub fn opt_text(&self, column: usize) -> Result<Option<&str>, SeamError> {
        match self.value(column)? {
            Value::Text(value) => Ok(value.as_deref()),
            other if other.is_null() => Ok(None),
            _ => Err(SeamError::Shape),
        }
    }

    /// Bytes or nothing.
    pub fn opt_bytes(&self, column: usize) -> Result<Option<&[u8]>, SeamError> {
        match self.value(column)? {
            Value::Bytes(value) => Ok(value.as_deref()),
            other if other.is_null() => Ok(None),
            _ => Err(SeamError::Shape),
        }
    }

    /// Text of a form of its own: an id, a stream's name.
    pub fn parse<T: std::str::FromStr>(&self, column: usize) -> Result<T, SeamError> {
        self.text(column)?.parse().map_err(|_| SeamError::Shape)
    }

    /// A hash or token of 32 bytes.
    pub fn bytes32(&self, column: usize) -> Result<[u8; 32], SeamError> {
        self.bytes(column)?.try_into().map_err(|_| SeamError::Shape)
    }
}
