//! Erasure: destroying the keys of people, cases or workers, so that what was said of them can be read by nobody.
//!
//! The order makes every crash harmless: (1) the next epoch's centre key is put into the key file; (2) one transaction destroys
//! the subjects' keys and segments, makes their list rows again and wraps all other keys under the next epoch; (3) the old
//! epoch's centre key is taken out of the key file. After a crash between 1 and 2 the next erasure uses the key that is there;
//! after one between 2 and 3 the next start finishes ([`Storage::open`]).

use crate::error::Error;
use crate::installation::{self, Inner, Storage};
use crate::keys::WrappedKey;
use crate::lists;
use crate::rows::CENTRE;
use crate::sealing::{self, Key};
use crate::seam::{Lock, Row, SeamError, Tx, Value};
use domain::ids::CentreId;
use domain::private::Subject;
use domain::stream::StreamName;
use ledger::canonical::row_mac_input;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What an erasure did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erased {
    /// Keys destroyed.
    pub keys: u64,
    /// Segments that nobody can read any more.
    pub segments: u64,
}

impl Storage {
    /// Destroys the keys of these subjects, in all compartments. Envelopes, commitments and the log stay as they are.
    ///
    /// Whoever calls this has checked that nothing holds the erasure back, and records it.
    pub async fn erase(&self, centre: CentreId, subjects: &[Subject]) -> Result<Erased, Error> {
        if subjects.iter().any(|subject| matches!(subject, Subject::Centre(_))) {
            return Err(Error::NeverErased);
        }
        let mut snapshot = self.0.db.snapshot().await?;
        let epoch = installation::epoch(&mut snapshot, &self.0.database_key, centre, None).await?;
        drop(snapshot);
        let next = epoch.saturating_add(1);
        self.0.ring.add_epoch(centre, next)?;
        let subjects = subjects.to_vec();
        let erased: Result<Erased, Error> =
            self.write(move |tx, inner| Box::pin(erase(tx, inner, centre, subjects, next))).await;
        let erased = erased?;
        self.0.ring.destroy_before(centre, next)?;
        self.0.db.empty_log().await?;
        Ok(erased)
    }
}

async fn erase(
    tx: &mut Tx,
    inner: Arc<Inner>,
    centre: CentreId,
    subjects: Vec<Subject>,
    next: u32,
) -> Result<Erased, Error> {
    let epoch = installation::epoch(tx, &inner.database_key, centre, Some(Lock::Update)).await?;
    if epoch.saturating_add(1) != next {
        // Another erasure came between; its epoch must not be overwritten.
        return Err(Error::Elsewhere);
    }
    let guard = inner.ring.row_mac_key(tx, centre).await?;
    let mut erased = Erased { keys: 0, segments: 0 };
    let mut touched = BTreeSet::new();
    for subject in subjects {
        forget_subject(tx, &guard, centre, subject, &mut erased, &mut touched).await?;
    }
    for stream in touched {
        project_again(tx, &inner, centre, stream).await?;
    }
    wrap_again(tx, &inner, centre, next).await?;
    next_epoch(tx, &inner, centre, next).await?;
    Ok(erased)
}

async fn forget_subject(
    tx: &mut Tx,
    guard: &Key,
    centre: CentreId,
    subject: Subject,
    erased: &mut Erased,
    touched: &mut BTreeSet<StreamName>,
) -> Result<(), Error> {
    let place = || -> Vec<Value> { vec![centre.to_string().into(), subject.to_string().into()] };
    let segments = tx
        .rows(
            "SELECT centre, stream, version, idx, subject, compartment, commitment FROM segment
             WHERE centre = $1 AND subject = $2 AND sealed IS NOT NULL ORDER BY stream, version, idx",
            place(),
        )
        .await?;
    for segment in &segments {
        touched.insert(segment.parse::<StreamName>(1)?);
        forget(tx, guard, segment).await?;
        erased.segments += 1;
    }
    for table in ["subject_key", "job", "draft"] {
        let sql = format!("DELETE FROM {table} WHERE centre = $1 AND subject = $2");
        let gone = tx.execute(sql, place()).await?;
        if table == "subject_key" {
            erased.keys += gone;
        }
    }
    Ok(())
}

/// What stands in the place of the sealed bytes: it says under the centre's key that the program erased them.
pub(crate) fn erasure_mac(guard: &Key, segment: &[Value]) -> Result<[u8; 32], Error> {
    let canonical: Vec<Option<Vec<u8>>> = segment.iter().map(Value::canonical).collect();
    let columns: Vec<Option<&[u8]>> = canonical.iter().map(Option::as_deref).collect();
    Ok(sealing::mac(guard, &row_mac_input("segment", &columns)?))
}

/// `segment` holds the columns from the centre to the commitment.
async fn forget(tx: &mut Tx, guard: &Key, segment: &Row) -> Result<(), Error> {
    let mac = erasure_mac(guard, segment.values())?;
    let mut arguments: Vec<Value> = segment.values().get(..4).unwrap_or_default().to_vec();
    arguments.push(mac.as_slice().into());
    tx.execute(
        "UPDATE segment SET sealed = NULL, erased_mac = $5
         WHERE centre = $1 AND stream = $2 AND version = $3 AND idx = $4",
        arguments,
    )
    .await?;
    Ok(())
}

async fn project_again(tx: &mut Tx, inner: &Inner, centre: CentreId, stream: StreamName) -> Result<(), Error> {
    let rows = lists::projected(tx, inner, centre, stream).await?;
    let keys = lists::existing_keys(tx, inner, centre, &rows).await?;
    lists::replace(tx, centre, stream, &rows, &keys).await
}

async fn wrap_again(tx: &mut Tx, inner: &Inner, centre: CentreId, next: u32) -> Result<(), Error> {
    let rows = tx
        .rows(
            "SELECT subject, compartment, epoch, wrapped FROM subject_key WHERE centre = $1",
            vec![centre.to_string().into()],
        )
        .await?;
    for row in rows {
        let old = WrappedKey::of(&row)?;
        let key = old.unwrap(&inner.ring, centre)?;
        let new = WrappedKey::wrap(&inner.ring, centre, old.name, next, &key)?;
        tx.execute(
            "UPDATE subject_key SET epoch = $4, wrapped = $5
             WHERE centre = $1 AND subject = $2 AND compartment = $3",
            vec![
                centre.to_string().into(),
                new.name.subject.into(),
                new.name.compartment.into(),
                new.epoch.into(),
                new.wrapped.into(),
            ],
        )
        .await?;
    }
    Ok(())
}

async fn next_epoch(tx: &mut Tx, inner: &Inner, centre: CentreId, next: u32) -> Result<(), Error> {
    let key = &inner.database_key;
    let condition = "WHERE centre = $1";
    let rows = CENTRE.rows(tx, key, condition, vec![centre.to_string().into()], None).await?;
    let created_at = rows.first().ok_or(SeamError::Shape)?.int(2)?;
    let row = vec![centre.to_string().into(), next.into(), created_at.into()];
    CENTRE.put(tx, key, row).await
}
