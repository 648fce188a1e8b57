//! Rows as they are read: plain columns in the clear, sealed ones still sealed.

use super::tables::ListTable;
use crate::error::Error;
use crate::keys::{KeyName, SubjectKeys};
use crate::sealing;
use crate::seam::{Row, SeamError, Value};
use domain::ids::CentreId;
use domain::private::{Compartment, Subject};
use ledger::canonical::list_associated_data;
use std::collections::BTreeMap;
use std::fmt;

/// One row as it was read. Sealed columns stay sealed until [`crate::Storage::open_columns`].
#[derive(Debug, Clone)]
pub struct ListRecord {
    key: String,
    plain: BTreeMap<&'static str, Value>,
    sealed: BTreeMap<&'static str, SealedColumn>,
}

/// A sealed column of one row, still sealed.
#[derive(Clone)]
pub struct SealedColumn {
    table: &'static str,
    row: String,
    column: &'static str,
    subject: Subject,
    compartment: Compartment,
    stored: Vec<u8>,
}

impl fmt::Debug for SealedColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SealedColumn({}, {})", self.column, self.compartment.name())
    }
}

impl SealedColumn {
    /// Whom it is about.
    pub const fn subject(&self) -> Subject {
        self.subject
    }

    /// How secret it is.
    pub const fn compartment(&self) -> Compartment {
        self.compartment
    }
}

impl ListRecord {
    /// Which row.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// A plain column of text.
    pub fn text(&self, column: &str) -> Option<&str> {
        match self.plain.get(column)? {
            Value::Text(text) => text.as_deref(),
            Value::Int(_) | Value::Bytes(_) => None,
        }
    }

    /// A plain column of numbers.
    pub fn int(&self, column: &str) -> Option<i64> {
        match self.plain.get(column)? {
            Value::Int(number) => *number,
            Value::Text(_) | Value::Bytes(_) => None,
        }
    }

    /// A sealed column, where it is not empty.
    pub fn sealed(&self, column: &str) -> Option<&SealedColumn> {
        self.sealed.get(column)
    }
}

pub(super) fn open(centre: CentreId, keys: &SubjectKeys, column: &SealedColumn) -> Result<Option<String>, Error> {
    let name = KeyName::new(column.subject, column.compartment);
    let Some(key) = keys.get(&name) else {
        return Ok(None);
    };
    let place = list_associated_data(centre.uuid().into_bytes(), column.table, &column.row, column.column)?;
    let altered = || Error::Altered(column.table);
    let plain = sealing::open(key, &place, &column.stored).ok_or_else(altered)?;
    String::from_utf8(plain.to_vec()).map(Some).map_err(|_| altered())
}

/// Reads a row of all columns: its stream's name, and the rest.
pub(super) fn record(table: &'static ListTable, row: &Row) -> Result<(String, ListRecord), SeamError> {
    let key = row.text(1)?.to_owned();
    let stream = row.text(2)?.to_owned();
    let mut plain = BTreeMap::new();
    plain.insert(table.key, Value::from(key.as_str()));
    for (place, (column, _)) in (3..).zip(table.plain) {
        plain.insert(*column, row.value(place)?.clone());
    }
    let mut sealed = BTreeMap::new();
    let first = 3 + table.plain.len();
    for (place, column) in (first..).step_by(2).zip(table.sealed) {
        let (stored, under) = (row.opt_bytes(place)?, row.opt_text(place + 1)?);
        match (stored, under) {
            (None, None) => {}
            (Some(stored), Some(under)) => {
                let (subject, compartment) = under.rsplit_once('/').ok_or(SeamError::Shape)?;
                let value = SealedColumn {
                    table: table.name,
                    row: key.clone(),
                    column,
                    subject: subject.parse().map_err(|_| SeamError::Shape)?,
                    compartment: compartment.parse().map_err(|_| SeamError::Shape)?,
                    stored: stored.to_vec(),
                };
                sealed.insert(*column, value);
            }
            _ => return Err(SeamError::Shape),
        }
    }
    Ok((stream, ListRecord { key, plain, sealed }))
}

impl ListRecord {
    pub(super) const fn plain_values(&self) -> &BTreeMap<&'static str, Value> {
        &self.plain
    }
}
