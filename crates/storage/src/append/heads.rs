//! How far streams go: looked up and locked in one order, so that two Appends never wait for each other.

use super::{Append, AppendError};
use crate::error::Error;
use crate::seam::{Lock, Tx};
use domain::ids::CentreId;
use domain::stream::StreamName;
use std::collections::{BTreeMap, BTreeSet};

/// Locks every stream the Append names, compares it with what was expected, and returns how far those it writes to go.
pub(super) async fn lock(tx: &mut Tx, append: &Append) -> Result<BTreeMap<StreamName, u64>, AppendError> {
    let written: BTreeSet<StreamName> = append.events.iter().map(|event| event.stream).collect();
    let mut expected: BTreeMap<StreamName, Option<u64>> = written.iter().map(|stream| (*stream, None)).collect();
    for (stream, version) in append.pins.iter().chain(&append.expects) {
        expected.insert(*stream, Some(*version));
    }
    let mut heads = BTreeMap::new();
    for (stream, expected) in expected {
        let writes = written.contains(&stream);
        let lock = if writes { Lock::Update } else { Lock::Share };
        let found = lock_one(tx, append.centre, stream, lock).await?;
        if let Some(expected) = expected
            && expected != found
        {
            return Err(AppendError::Conflict { stream, expected, found });
        }
        if writes {
            heads.insert(stream, found);
        }
    }
    Ok(heads)
}

async fn lock_one(tx: &mut Tx, centre: CentreId, stream: StreamName, lock: Lock) -> Result<u64, Error> {
    const HEAD: &str = "SELECT version FROM streams WHERE centre = $1 AND stream = $2";
    let arguments = || vec![centre.to_string().into(), stream.to_string().into()];
    if let Some(row) = tx.locked(HEAD, arguments(), lock).await?.first() {
        return Ok(row.count(0)?);
    }
    // A stream that does not exist is locked too: by a head that says so.
    tx.execute("INSERT INTO streams (centre, stream, version) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING", arguments())
        .await?;
    let rows = tx.locked(HEAD, arguments(), lock).await?;
    Ok(rows.first().map_or(Ok(0), |row| row.count(0))?)
}

/// Moves a stream's head.
pub(super) async fn advance(tx: &mut Tx, centre: CentreId, stream: StreamName, version: u64) -> Result<(), Error> {
    tx.execute(
        "UPDATE streams SET version = $3 WHERE centre = $1 AND stream = $2",
        vec![centre.to_string().into(), stream.to_string().into(), version.into()],
    )
    .await?;
    Ok(())
}
