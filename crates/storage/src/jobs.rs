//! What is to be done later: written with the events that call for it, done at least once, once per obligation.

use crate::error::Error;
use crate::installation::{Inner, Storage};
use crate::instants;
use crate::keys::{KeyName, SubjectKeys};
use crate::rows::JOB;
use crate::sealing::{self, Key};
use crate::seam::{Lock, Row, Tx, Value};
use domain::ids::CentreId;
use domain::private::{Compartment, Subject};
use jiff::Timestamp;
use ledger::canonical::list_associated_data;
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// What a job needs to know that tells about somebody: whose it is, how secret, the bytes.
pub type Payload = (Subject, Compartment, Vec<u8>);

/// Something to be done at a time.
#[derive(Clone)]
pub struct NewJob {
    /// Its id.
    pub id: Uuid,
    /// What kind of thing.
    pub kind: String,
    /// When.
    pub due_at: Timestamp,
    /// What it answers; a second job for the same obligation is not taken.
    pub obligation: String,
    /// What it needs to know.
    pub payload: Option<Payload>,
}

/// A job whose time has come, taken by this process.
#[derive(Clone)]
pub struct Job {
    /// Its id.
    pub id: Uuid,
    /// What kind of thing.
    pub kind: String,
    /// When it was due.
    pub due_at: Timestamp,
    /// What it answers.
    pub obligation: String,
    /// How often it has been taken, this time included.
    pub attempts: u32,
    /// What it needs to know.
    pub payload: Option<Payload>,
}

impl std::fmt::Debug for NewJob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewJob({}, {})", self.kind, self.id)
    }
}

impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Job({}, {})", self.kind, self.id)
    }
}

const WAITING: &str = "waiting";
const DONE: &str = "done";

/// The key that seals a job's payload.
pub(crate) fn key(job: &NewJob) -> Option<KeyName> {
    job.payload.as_ref().map(|(subject, compartment, _)| KeyName::new(*subject, *compartment))
}

fn associated(centre: CentreId, id: Uuid) -> Result<Vec<u8>, Error> {
    let centre = centre.uuid().into_bytes();
    Ok(list_associated_data(centre, "job", &id.to_string(), "payload")?)
}

/// Adds a job within the transaction that calls for it.
pub(crate) async fn add(
    tx: &mut Tx,
    guard: &Key,
    centre: CentreId,
    job: &NewJob,
    keys: &SubjectKeys,
) -> Result<(), Error> {
    let mut row: Vec<Value> = vec![
        centre.to_string().into(),
        job.id.to_string().into(),
        job.kind.as_str().into(),
        job.due_at.as_microsecond().into(),
        job.obligation.as_str().into(),
        WAITING.into(),
        Value::NO_INT,
        0_u32.into(),
    ];
    match &job.payload {
        None => row.extend([Value::NO_TEXT, Value::NO_TEXT, Value::NO_BYTES]),
        Some((subject, compartment, bytes)) => {
            let name = KeyName::new(*subject, *compartment);
            let sealed = sealing::seal(keys.need(&name)?, &associated(centre, job.id)?, bytes)?;
            row.extend([name.subject.into(), name.compartment.into(), sealed.into()]);
        }
    }
    JOB.put_new(tx, guard, row).await?;
    Ok(())
}

impl Storage {
    /// Takes jobs that are due. One that is not finished by `until` is given out again.
    pub async fn claim_jobs(
        &self,
        centre: CentreId,
        now: Timestamp,
        until: Timestamp,
        limit: u32,
    ) -> Result<Vec<Job>, Error> {
        self.write(move |tx, inner| Box::pin(claim(tx, inner, centre, now, until, limit))).await
    }

    /// Notes that a job is done. Doing it a second time changes nothing.
    pub async fn finish_job(&self, centre: CentreId, id: Uuid) -> Result<(), Error> {
        self.write(move |tx, inner| Box::pin(finish(tx, inner, centre, id))).await
    }
}

async fn claim(
    tx: &mut Tx,
    inner: Arc<Inner>,
    centre: CentreId,
    now: Timestamp,
    until: Timestamp,
    limit: u32,
) -> Result<Vec<Job>, Error> {
    let guard = inner.ring.row_mac_key(tx, centre).await?;
    let condition = "WHERE centre = $1 AND state = $2 AND due_at <= $3
         AND (taken_until IS NULL OR taken_until <= $3) ORDER BY due_at, id LIMIT $4";
    let arguments = vec![centre.to_string().into(), WAITING.into(), now.as_microsecond().into(), limit.into()];
    let lock = Some(Lock::UpdateSkipLocked);
    let rows = JOB.rows(tx, &guard, condition, arguments, lock).await?;
    let mut jobs = Vec::with_capacity(rows.len());
    for row in &rows {
        let taken = Some(until.as_microsecond()).into();
        let attempts = row.small(7)?.saturating_add(1);
        let changed = changed(row, WAITING, taken, attempts)?;
        JOB.put(tx, &guard, changed).await?;
        jobs.push(job(tx, &inner, centre, row, attempts).await?);
    }
    Ok(jobs)
}

async fn finish(tx: &mut Tx, inner: Arc<Inner>, centre: CentreId, id: Uuid) -> Result<(), Error> {
    let guard = inner.ring.row_mac_key(tx, centre).await?;
    let condition = "WHERE centre = $1 AND id = $2";
    let arguments = vec![centre.to_string().into(), id.to_string().into()];
    let rows = JOB.rows(tx, &guard, condition, arguments, Some(Lock::Update)).await?;
    if let Some(row) = rows.first() {
        let done = changed(row, DONE, Value::NO_INT, row.small(7)?)?;
        JOB.put(tx, &guard, done).await?;
    }
    Ok(())
}

/// The job's row with another state.
fn changed(row: &Row, state: &str, taken: Value, attempts: u32) -> Result<Vec<Value>, Error> {
    let mut values: Vec<Value> = row.values().get(..5).unwrap_or_default().to_vec();
    values.extend([state.into(), taken, attempts.into()]);
    for column in [8, 9] {
        values.push(row.opt_text(column)?.map(str::to_owned).into());
    }
    values.push(Value::Bytes(row.opt_bytes(10)?.map(<[u8]>::to_vec)));
    Ok(values)
}

async fn job(tx: &mut Tx, inner: &Inner, centre: CentreId, row: &Row, attempts: u32) -> Result<Job, Error> {
    let id: Uuid = row.parse(1)?;
    let payload = match row.opt_bytes(10)? {
        None => None,
        Some(sealed) => {
            let (subject, compartment) = (row.parse(8)?, row.parse(9)?);
            let name = KeyName::new(subject, compartment);
            let wanted = BTreeSet::from([name.clone()]);
            let keys = SubjectKeys::existing(tx, &inner.ring, centre, &wanted, None).await?;
            let plain =
                sealing::open(keys.need(&name)?, &associated(centre, id)?, sealed).ok_or(Error::Altered("job"))?;
            Some((subject, compartment, plain.to_vec()))
        }
    };
    Ok(Job {
        id,
        kind: row.text(2)?.to_owned(),
        due_at: instants::stored(row.int(3)?)?,
        obligation: row.text(4)?.to_owned(),
        attempts,
        payload,
    })
}
