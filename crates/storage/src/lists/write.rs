//! Writing list rows: all rows of a stream at once, in the place of those it had.

use super::row::ListRow;
use super::tables::written_by;
use crate::error::Error;
use crate::keys::{KeyName, SubjectKeys};
use crate::sealing;
use crate::seam::{SeamError, Tx, Value};
use domain::ids::CentreId;
use domain::stream::StreamName;
use ledger::canonical::list_associated_data;
use std::collections::BTreeMap;

/// Puts all rows of a stream in the place of those it had.
pub(crate) async fn replace(
    tx: &mut Tx,
    centre: CentreId,
    stream: StreamName,
    rows: &[ListRow],
    keys: &SubjectKeys,
) -> Result<(), Error> {
    delete(tx, centre, stream).await?;
    for row in rows {
        put(tx, centre, stream, row, keys).await?;
    }
    Ok(())
}

/// How the rows of a stream change when more happens in it. Most stay as they are, and are not written again.
#[derive(Default)]
pub(crate) struct Change {
    gone: Vec<ListRow>,
    written: Vec<ListRow>,
}

impl Change {
    /// From the rows before to the rows after.
    pub(crate) fn between(before: Vec<ListRow>, after: Vec<ListRow>) -> Self {
        let place = |row: &ListRow| (row.table.name, row.key.clone());
        let mut old: BTreeMap<_, _> = before.into_iter().map(|row| (place(&row), row)).collect();
        let mut written = Vec::new();
        for row in after {
            if old.remove(&place(&row)).as_ref() != Some(&row) {
                written.push(row);
            }
        }
        let gone = old.into_values().collect();
        Self { gone, written }
    }

    /// The keys that seal what is written.
    pub(crate) fn keys(&self) -> impl Iterator<Item = KeyName> {
        self.written.iter().flat_map(ListRow::keys)
    }

    /// Writes it.
    pub(crate) async fn apply(
        &self,
        tx: &mut Tx,
        centre: CentreId,
        stream: StreamName,
        keys: &SubjectKeys,
    ) -> Result<(), Error> {
        for row in &self.gone {
            let (table, key) = (row.table.name, row.table.key);
            let sql = format!("DELETE FROM {table} WHERE centre = $1 AND {key} = $2");
            let place = vec![centre.to_string().into(), row.key.as_str().into()];
            tx.execute(sql, place).await?;
        }
        for row in &self.written {
            put(tx, centre, stream, row, keys).await?;
        }
        Ok(())
    }
}

/// Deletes the rows that follow from a stream.
async fn delete(tx: &mut Tx, centre: CentreId, stream: StreamName) -> Result<(), Error> {
    for table in written_by(stream) {
        tx.execute(
            format!("DELETE FROM {} WHERE centre = $1 AND stream = $2", table.name),
            vec![centre.to_string().into(), stream.to_string().into()],
        )
        .await?;
    }
    Ok(())
}

/// Writes a row, in the place of the one this stream had under that key.
async fn put(
    tx: &mut Tx,
    centre: CentreId,
    stream: StreamName,
    row: &ListRow,
    keys: &SubjectKeys,
) -> Result<(), Error> {
    let table = row.table;
    check(stream, row)?;
    let mut values: Vec<Value> = vec![centre.to_string().into(), row.key.as_str().into(), stream.to_string().into()];
    for (column, kind) in table.plain {
        values.push(row.plain_value(column, *kind));
    }
    for column in table.sealed {
        let Some(value) = row.sealed.get(column) else {
            values.extend([Value::NO_BYTES, Value::NO_TEXT]);
            continue;
        };
        let name = KeyName::new(value.subject, value.compartment);
        let place = list_associated_data(centre.uuid().into_bytes(), table.name, &row.key, column)?;
        let sealed = sealing::seal(keys.need(&name)?, &place, value.text.as_bytes())?;
        values.push(sealed.into());
        values.push(format!("{}/{}", name.subject, name.compartment).into());
    }
    let places: Vec<String> = (1..=values.len()).map(|n| format!("${n}")).collect();
    let columns = table.columns();
    let set: Vec<String> = columns.iter().skip(2).map(|column| format!("{column} = excluded.{column}")).collect();
    let sql = format!(
        "INSERT INTO {name} ({}) VALUES ({}) ON CONFLICT (centre, {}) DO UPDATE SET {} WHERE {name}.stream = excluded.stream",
        columns.join(", "),
        places.join(", "),
        table.key,
        set.join(", "),
        name = table.name,
    );
    if tx.execute(sql, values).await? == 0 {
        // Another stream has a row under this key: two histories would write over each other.
        return Err(SeamError::Duplicate.into());
    }
    Ok(())
}

/// A projection only writes columns that there are, and only to lists that its kind of stream writes to: a row elsewhere would
/// never be taken back.
fn check(stream: StreamName, row: &ListRow) -> Result<(), Error> {
    let table = row.table.name;
    if let Some(column) = row.stray_column() {
        return Err(Error::NoSuchColumn { table, column });
    }
    if written_by(stream).any(|known| known == row.table) {
        return Ok(());
    }
    let column = row.table.key;
    Err(Error::NoSuchColumn { table, column })
}
