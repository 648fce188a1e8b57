//! Deleting what has had its time: never anything of the record.

use crate::error::Error;
use crate::installation::Storage;
use jiff::{SignedDuration, Timestamp};

/// How long a request's key is kept.
const IDEMPOTENCY_LASTS: SignedDuration = SignedDuration::from_hours(24 * 30);

impl Storage {
    /// Deletes keys of requests older than 30 days, sign-ins and devices at the door that have ended, links that are used or too
    /// old, passkeys' challenges that nobody answered, and wrong tries that no longer count. Returns how many rows went.
    pub async fn prune(&self, now: Timestamp) -> Result<u64, Error> {
        let at = now.as_microsecond();
        let month_ago = now.saturating_sub(IDEMPOTENCY_LASTS).map_or(i64::MIN, Timestamp::as_microsecond);
        self.write(move |tx, _| {
            Box::pin(async move {
                let mut gone = 0;
                for (sql, than) in [
                    ("DELETE FROM idempotency WHERE at < $1", month_ago),
                    ("DELETE FROM sign_in WHERE expires_at <= $1 OR last_used_at + idle_seconds * 1000000 <= $1", at),
                    ("DELETE FROM one_time_link WHERE expires_at <= $1 OR used_at IS NOT NULL", at),
                    ("DELETE FROM recovery WHERE expires_at <= $1", at),
                    ("DELETE FROM passkey_challenge WHERE expires_at <= $1", at),
                    ("DELETE FROM door_device WHERE expires_at <= $1", at),
                    ("DELETE FROM wrong_tries WHERE ends_at <= $1", at),
                    ("DELETE FROM partner_link WHERE expires_at <= $1 OR used_at IS NOT NULL", at),
                ] {
                    gone += tx.execute(sql, vec![than.into()]).await?;
                }
                Ok(gone)
            })
        })
        .await
    }
}
