//! What stands beside the journal: the schema's own table, keys, rows with MACs, the access log.

use super::{FirstBad, Verified, VerifyError};
use crate::error::Error;
use crate::installation::{self, Inner};
use crate::keys::WrappedKey;
use crate::migrations::Migration;
use crate::rows::{ACCESS_HEAD, GUARDED, Guardian};
use crate::seam::Tx;
use crate::{access_index, access_log};
use domain::ids::CentreId;
use std::collections::{BTreeMap, BTreeSet};

/// The schema is the one this program makes.
pub(super) async fn schema(tx: &mut Tx, inner: &Inner) -> Result<(), VerifyError> {
    let rows = tx.rows("SELECT number, name, hash FROM migrations ORDER BY number", Vec::new()).await?;
    let expected = inner.db.schema().steps.iter().map(Migration::row);
    if rows.iter().map(|row| row.values().to_vec()).eq(expected) {
        Ok(())
    } else {
        Err(FirstBad::new("migrations", "the schema is not the one this program makes").into())
    }
}

/// Every wrapped key opens, in the place and epoch where it stands.
pub(super) async fn keys(
    tx: &mut Tx,
    inner: &Inner,
    centres: &[CentreId],
    verified: &mut Verified,
) -> Result<(), VerifyError> {
    let mut epochs = BTreeMap::new();
    for centre in centres {
        let epoch = installation::epoch(tx, &inner.database_key, *centre, None).await?;
        epochs.insert(centre.to_string(), (*centre, epoch));
    }
    let rows = tx
        .rows(
            "SELECT subject, compartment, epoch, wrapped, centre FROM subject_key ORDER BY centre, subject, compartment",
            Vec::new(),
        )
        .await?;
    for row in rows {
        let bad = |why| FirstBad::new("subject_key", why);
        let (centre, epoch) = *epochs.get(row.text(4)?).ok_or_else(|| bad("a key of a centre that does not exist"))?;
        let wrapped = WrappedKey::of(&row).map_err(|_| bad("a key's row cannot be read"))?;
        if wrapped.epoch != epoch {
            return Err(bad("a key is not wrapped under the current epoch").of(centre).into());
        }
        wrapped.unwrap(&inner.ring, centre).map_err(|_| bad("a key does not open").of(centre))?;
        verified.keys += 1;
    }
    Ok(())
}

/// Every row that carries a MAC is as the program wrote it.
pub(super) async fn guarded(
    tx: &mut Tx,
    inner: &Inner,
    centres: &[CentreId],
    verified: &mut Verified,
) -> Result<(), VerifyError> {
    for table in GUARDED {
        for row in table.unchecked(tx).await? {
            let key = match table.guardian {
                Guardian::Database => inner.database_key.clone(),
                Guardian::Centre => {
                    let centre: CentreId =
                        row.parse(0).map_err(|_| FirstBad::new(table.name, "the row names no centre"))?;
                    if !centres.contains(&centre) {
                        let why = "a row of a centre that does not exist";
                        return Err(FirstBad::new(table.name, why).of(centre).into());
                    }
                    inner.ring.row_mac_key(tx, centre).await?
                }
            };
            table.check(&key, &row)?;
            verified.rows += 1;
        }
    }
    Ok(())
}

/// Nothing stands in the index of the access log that no entry accounts for.
pub(super) async fn looks(tx: &mut Tx, verified: &Verified) -> Result<(), VerifyError> {
    if access_index::size(tx).await? == verified.looks {
        return Ok(());
    }
    Err(FirstBad::new("access_record", "the index of looks at records names an entry that is not there").into())
}

/// The access log goes on without gaps to where its head says.
pub(super) async fn access_chain(
    tx: &mut Tx,
    inner: &Inner,
    centre: CentreId,
    verified: &mut Verified,
) -> Result<(), VerifyError> {
    let key = inner.ring.row_mac_key(tx, centre).await?;
    let bad = |index: u64, why: &str| FirstBad::new("access_event", why).of(centre).at(index);
    let (mut next, mut last) = (0_u64, [0; 32]);
    loop {
        let rows = access_log::chain(tx, centre, next, 1000).await?;
        if rows.is_empty() {
            break;
        }
        let count = u64::try_from(rows.len()).unwrap_or(u64::MAX);
        let mut indexed = access_index::between(tx, centre, next, next.saturating_add(count)).await?;
        for row in rows {
            let columns = row.values().get(..10).unwrap_or_default();
            let mac = access_log::mac(&key, columns)?;
            if row.count(1)? != next || row.bytes32(9)? != last {
                return Err(bad(next, "an entry is missing").into());
            }
            if row.bytes(10)? != mac {
                return Err(bad(next, "the entry was changed").into());
            }
            let records: BTreeSet<String> = row.text(6)?.split_whitespace().map(str::to_owned).collect();
            for record in records {
                if !indexed.remove(&(next, record)) {
                    let why = "the index of looks at records misses an entry";
                    return Err(FirstBad::new("access_record", why).of(centre).at(next).into());
                }
                verified.looks += 1;
            }
            last = mac;
            next += 1;
        }
        if let Some((index, _)) = indexed.first() {
            let why = "the index of looks at records names a record that the entry is not about";
            return Err(FirstBad::new("access_record", why).of(centre).at(*index).into());
        }
    }
    let condition = "WHERE centre = $1";
    let heads = ACCESS_HEAD.rows(tx, &key, condition, vec![centre.to_string().into()], None).await?;
    let head = heads.first().ok_or(Error::NoSuchCentre)?;
    if head.count(1)? != next || head.bytes32(2)? != last {
        return Err(bad(next, "the log does not end where its head says").into());
    }
    verified.access_events += next;
    Ok(())
}
