//! Which entries of the access log are about a record. It follows from the log: what is missing in it, or too much, is found by
//! verifying and mended by a rebuild, and the log's own chain never depends on it.

use crate::access_log::{self, LoggedAccess, chain, logged};
use crate::error::Error;
use crate::installation::Storage;
use crate::seam::{Row, SeamError, Tx, Value};
use domain::ids::CentreId;
use std::collections::BTreeSet;

/// Entries written or compared at once.
pub(crate) const AT_ONCE: u32 = 1000;

/// Some of the looks at records, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looks {
    /// The looks on this page.
    pub looks: Vec<LoggedAccess>,
    /// How many there are in all.
    pub total: u64,
}

impl Storage {
    /// The looks at any of these records, the newest first, those that wait to be written among them.
    pub async fn looks_at(&self, centre: CentreId, records: &[String], first: u64, limit: u32) -> Result<Looks, Error> {
        self.flush_access().await?;
        let mut snapshot = self.0.db.snapshot().await?;
        let named: BTreeSet<&str> = records.iter().map(String::as_str).collect();
        if named.is_empty() {
            return Ok(Looks { looks: Vec::new(), total: 0 });
        }
        let mut arguments: Vec<Value> = vec![centre.to_string().into()];
        arguments.extend(named.iter().map(|name| Value::from(*name)));
        let condition = format!("centre = $1 AND record IN ({})", places(2, named.len()));
        let counted = format!("SELECT COUNT(DISTINCT idx) FROM access_record WHERE {condition}");
        let total = snapshot.rows(counted, arguments.clone()).await?.first().ok_or(SeamError::Shape)?.count(0)?;
        let next = named.len() + 2;
        let page = format!(
            "SELECT DISTINCT idx FROM access_record WHERE {condition} ORDER BY idx DESC LIMIT ${next} OFFSET ${}",
            next + 1
        );
        arguments.extend([limit.into(), first.into()]);
        let found: Vec<u64> =
            snapshot.rows(page, arguments).await?.iter().map(|row| row.count(0)).collect::<Result<_, _>>()?;
        let mut looks: Vec<LoggedAccess> =
            entries(&mut snapshot, centre, &found).await?.iter().map(logged).collect::<Result<_, _>>()?;
        looks.sort_by_key(|look| std::cmp::Reverse(look.index));
        Ok(Looks { looks, total })
    }
}

fn places(first: usize, count: usize) -> String {
    (first..first + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

async fn entries(tx: &mut Tx, centre: CentreId, found: &[u64]) -> Result<Vec<Row>, SeamError> {
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let mut arguments: Vec<Value> = vec![centre.to_string().into()];
    arguments.extend(found.iter().map(|index| Value::from(*index)));
    let sql = format!(
        "SELECT centre, idx, at, actor, purpose, action, records, compartments, outcome, previous_mac, mac
         FROM access_event WHERE centre = $1 AND idx IN ({})",
        places(2, found.len())
    );
    tx.rows(sql, arguments).await
}

/// Writes which records an entry is about.
pub(crate) async fn note(tx: &mut Tx, centre: &str, index: u64, records: &[String]) -> Result<(), SeamError> {
    let distinct: BTreeSet<&str> = records.iter().flat_map(|name| name.split_whitespace()).collect();
    for record in distinct {
        let values = vec![centre.into(), record.into(), index.into()];
        tx.execute("INSERT INTO access_record (centre, record, idx) VALUES ($1, $2, $3)", values).await?;
    }
    Ok(())
}

/// Makes the index of a centre again from its log.
pub(crate) async fn rebuild(tx: &mut Tx, centre: CentreId) -> Result<(), Error> {
    let id = centre.to_string();
    tx.execute("DELETE FROM access_record WHERE centre = $1", vec![id.clone().into()]).await?;
    let mut next = 0;
    loop {
        let rows = chain(tx, centre, next, AT_ONCE).await?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        next = last.count(1)? + 1;
        for row in &rows {
            let LoggedAccess { index, event } = access_log::logged(row)?;
            note(tx, &id, index, &event.records).await?;
        }
    }
}

/// The index rows of entries from one place to before another: place and record.
pub(crate) async fn between(
    tx: &mut Tx,
    centre: CentreId,
    from: u64,
    to: u64,
) -> Result<BTreeSet<(u64, String)>, SeamError> {
    let sql = "SELECT idx, record FROM access_record WHERE centre = $1 AND idx >= $2 AND idx < $3";
    let rows = tx.rows(sql, vec![centre.to_string().into(), from.into(), to.into()]).await?;
    rows.iter().map(|row| Ok((row.count(0)?, row.text(1)?.to_owned()))).collect()
}

/// How many rows the index has, of all centres.
pub(crate) async fn size(tx: &mut Tx) -> Result<u64, SeamError> {
    tx.rows("SELECT COUNT(*) FROM access_record", Vec::new()).await?.first().ok_or(SeamError::Shape)?.count(0)
}
