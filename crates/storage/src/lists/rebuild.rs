//! Making the lists again from the journal, and comparing them with it.

use super::record::{self, ListRecord};
use super::row::ListRow;
use super::tables::{ALL, ListTable, written_by};
use super::write;
use crate::access_index;
use crate::error::Error;
use crate::installation::{self, Inner, Storage};
use crate::keys::{KeyName, SubjectKeys};
use crate::read;
use crate::seam::{Row, SeamError, Tx, Value};
use domain::ids::CentreId;
use domain::stream::StreamName;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The first row in which the lists differ from what a rebuild would give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListDifference {
    /// The centre, where the row names one.
    pub centre: Option<CentreId>,
    /// The list.
    pub table: &'static str,
    /// The row.
    pub key: String,
    /// The stream it should follow from, where that is known.
    pub stream: Option<StreamName>,
    /// What differs.
    pub why: &'static str,
}

impl Storage {
    /// Makes all lists again, and the index of the access log. Returns how many rows there are now.
    pub async fn rebuild(&self) -> Result<u64, Error> {
        self.write(|tx, inner| Box::pin(rebuild(tx, inner))).await
    }

    /// Compares the lists with what a rebuild would give; `None` where they are the same.
    pub async fn compare_lists(&self) -> Result<Option<ListDifference>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        compare(&mut snapshot, &self.0).await.map(|(_, found)| found)
    }
}

async fn rebuild(tx: &mut Tx, inner: Arc<Inner>) -> Result<u64, Error> {
    for table in ALL {
        tx.execute(format!("DELETE FROM {}", table.name), Vec::new()).await?;
    }
    let mut written = 0;
    for centre in installation::centres(tx, &inner.database_key).await? {
        access_index::rebuild(tx, centre).await?;
        for stream in listed(tx, centre).await? {
            let rows = projected(tx, &inner, centre, stream).await?;
            let keys = existing_keys(tx, &inner, centre, &rows).await?;
            write::replace(tx, centre, stream, &rows, &keys).await?;
            written += u64::try_from(rows.len()).unwrap_or(u64::MAX);
        }
    }
    Ok(written)
}

/// The streams that lists follow from.
async fn listed(tx: &mut Tx, centre: CentreId) -> Result<Vec<StreamName>, Error> {
    let mut streams = read::streams(tx, centre).await?;
    streams.retain(|stream| written_by(*stream).next().is_some());
    Ok(streams)
}

/// The rows that follow from a stream as the journal has it.
pub(crate) async fn projected(
    tx: &mut Tx,
    inner: &Inner,
    centre: CentreId,
    stream: StreamName,
) -> Result<Vec<ListRow>, Error> {
    let loaded = read::load(tx, &inner.ring, centre, &[stream], None).await?;
    Ok((inner.projection)(centre, stream, &loaded.happened))
}

/// The keys that seal the rows; all exist, since they sealed the events that the rows follow from.
pub(crate) async fn existing_keys(
    tx: &mut Tx,
    inner: &Inner,
    centre: CentreId,
    rows: &[ListRow],
) -> Result<SubjectKeys, Error> {
    let epoch = installation::epoch(tx, &inner.database_key, centre, None).await?;
    let wanted: BTreeSet<KeyName> = rows.iter().flat_map(ListRow::keys).collect();
    SubjectKeys::for_writing(tx, &inner.ring, centre, epoch, &wanted).await
}

/// Compares, and counts the rows compared.
pub(crate) async fn compare(tx: &mut Tx, inner: &Inner) -> Result<(u64, Option<ListDifference>), Error> {
    let mut live = live(tx).await?;
    let compared = u64::try_from(live.len()).unwrap_or(u64::MAX);
    for centre in installation::centres(tx, &inner.database_key).await? {
        for stream in listed(tx, centre).await? {
            for row in projected(tx, inner, centre, stream).await? {
                let place = (row.table.name, centre.to_string(), row.key.clone());
                let difference = |why| ListDifference {
                    centre: Some(centre),
                    table: row.table.name,
                    key: row.key.clone(),
                    stream: Some(stream),
                    why,
                };
                let Some((table, found)) = live.remove(&place) else {
                    return Ok((compared, Some(difference("the row is missing"))));
                };
                if let Some(why) = differs(tx, inner, centre, stream, table, &row, &found).await? {
                    return Ok((compared, Some(difference(why))));
                }
            }
        }
    }
    let left = live.into_keys().next().map(|(table, centre, key)| ListDifference {
        centre: centre.parse().ok(),
        table,
        key,
        stream: None,
        why: "the row follows from no stream",
    });
    Ok((compared, left))
}

type Place = (&'static str, String, String);

async fn live(tx: &mut Tx) -> Result<BTreeMap<Place, (&'static ListTable, Row)>, SeamError> {
    let mut live = BTreeMap::new();
    for table in ALL {
        let sql = format!("SELECT {} FROM {}", table.columns().join(", "), table.name);
        for row in tx.rows(sql, Vec::new()).await? {
            let place = (table.name, row.text(0)?.to_owned(), row.text(1)?.to_owned());
            live.insert(place, (*table, row));
        }
    }
    Ok(live)
}

async fn differs(
    tx: &mut Tx,
    inner: &Inner,
    centre: CentreId,
    stream: StreamName,
    table: &'static ListTable,
    expected: &ListRow,
    found: &Row,
) -> Result<Option<&'static str>, Error> {
    let Ok((from, live)) = record::record(table, found) else {
        return Ok(Some("the row cannot be read"));
    };
    if from != stream.to_string() {
        return Ok(Some("the row names another stream"));
    }
    for (column, kind) in table.plain {
        let stored = live.plain_value(column).and_then(Value::canonical);
        if expected.plain_value(column, *kind).canonical() != stored {
            return Ok(Some("a plain column differs"));
        }
    }
    for column in table.sealed {
        let (wanted, stored) = (expected.sealed.get(column), live.sealed(column));
        let same = match (wanted, stored) {
            (None, None) => true,
            (Some(wanted), Some(stored)) => {
                let name = KeyName::new(stored.subject(), stored.compartment());
                let names = BTreeSet::from([name]);
                let keys = SubjectKeys::existing(tx, &inner.ring, centre, &names, None).await?;
                let opened = record::open(centre, &keys, stored).ok().flatten();
                opened.as_deref() == Some(wanted.text.as_str())
                    && wanted.subject == stored.subject()
                    && wanted.compartment == stored.compartment()
            }
            _ => false,
        };
        if !same {
            return Ok(Some("a sealed column differs"));
        }
    }
    Ok(None)
}

impl ListRecord {
    fn plain_value(&self, column: &str) -> Option<&Value> {
        self.plain_values().get(column)
    }
}
