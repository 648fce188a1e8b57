//! A request carried out twice has one effect: forms and API calls carry a key of their own.

use super::AppendError;
use crate::error::Error;
use crate::installation::{Inner, Storage};
use crate::rows::IDEMPOTENCY;
use crate::seam::{Row, Tx};
use domain::actor::Actor;
use domain::ids::CentreId;
use jiff::Timestamp;
use subtle::ConstantTimeEq as _;

/// The key of a request and what the request brings about. Kept for 30 days, per centre and actor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotency {
    /// The route it came by.
    pub route: String,
    /// The key the client chose.
    pub key: String,
    /// The SHA-256 of the request's body.
    pub body_hash: [u8; 32],
    /// What to answer a repeat with: ids, never content.
    pub outcome: String,
}

impl Storage {
    /// What a request with this key brought about before, if it was carried out.
    pub async fn repeated(
        &self,
        centre: CentreId,
        actor: Actor,
        route: &str,
        key: &str,
        body_hash: &[u8; 32],
    ) -> Result<Option<String>, AppendError> {
        let mut snapshot = self.0.db.snapshot().await?;
        match find(&mut snapshot, &self.0, centre, actor, route, key).await? {
            Some(row) => outcome(&row, body_hash).map(Some),
            None => Ok(None),
        }
    }
}

/// Takes the key for this request; an error where it was used before.
pub(super) async fn claim(
    tx: &mut Tx,
    inner: &Inner,
    centre: CentreId,
    actor: Actor,
    at: Timestamp,
    request: &Idempotency,
) -> Result<(), AppendError> {
    let key = inner.ring.row_mac_key(tx, centre).await?;
    let values = vec![
        centre.to_string().into(),
        actor.to_string().into(),
        request.route.as_str().into(),
        request.key.as_str().into(),
        request.body_hash.as_slice().into(),
        request.outcome.as_str().into(),
        at.as_microsecond().into(),
    ];
    // On PostgreSQL this waits for a twin of this request that is still under way.
    if IDEMPOTENCY.put_new(tx, &key, values).await? {
        return Ok(());
    }
    let row = find(tx, inner, centre, actor, &request.route, &request.key).await?.ok_or(AppendError::Busy)?;
    let outcome = outcome(&row, &request.body_hash)?;
    Err(AppendError::Repeated { outcome })
}

async fn find(
    tx: &mut Tx,
    inner: &Inner,
    centre: CentreId,
    actor: Actor,
    route: &str,
    key: &str,
) -> Result<Option<Row>, Error> {
    let guard = inner.ring.row_mac_key(tx, centre).await?;
    let rows = IDEMPOTENCY
        .rows(
            tx,
            &guard,
            "WHERE centre = $1 AND actor = $2 AND route = $3 AND key = $4",
            vec![centre.to_string().into(), actor.to_string().into(), route.into(), key.into()],
            None,
        )
        .await?;
    Ok(rows.into_iter().next())
}

fn outcome(row: &Row, body_hash: &[u8; 32]) -> Result<String, AppendError> {
    if bool::from(row.bytes(4)?.ct_eq(body_hash)) { Ok(row.text(5)?.to_owned()) } else { Err(AppendError::OtherBody) }
}
