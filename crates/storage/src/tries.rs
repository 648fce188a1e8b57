//! Wrong tries, counted in the database so that it makes no difference which node they are sent to: of one account, and from
//! one address. Of an address only a keyed hash is stored.

use crate::error::Error;
use crate::installation::{Inner, Storage};
use crate::instants;
use crate::rows::WRONG_TRIES;
use crate::sealing;
use crate::seam::{Lock, Row, Tx, Value};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;

/// What a password or code turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guess {
    /// The right one.
    Right,
    /// A wrong one.
    Wrong,
}

/// How many wrong ones are borne, and how long nothing is tried after them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rest {
    /// With so many wrong ones it rests.
    pub after: u32,
    /// For so long.
    pub lasts: SignedDuration,
}

/// Counts a try; whether it opens. While it rests not even the right one does, and nothing is counted.
pub(crate) fn count(
    failed: &mut u32,
    rests_until: &mut Option<Timestamp>,
    guess: Guess,
    rest: Rest,
    now: Timestamp,
) -> bool {
    if rests_until.is_some_and(|until| until > now) {
        return false;
    }
    *rests_until = None;
    if guess == Guess::Right {
        *failed = 0;
        return true;
    }
    *failed = failed.saturating_add(1);
    if *failed >= rest.after {
        *failed = 0;
        *rests_until = now.checked_add(rest.lasts).ok().map(instants::whole);
    }
    false
}

impl Storage {
    /// How many wrong tries came from somewhere within the time they count.
    pub async fn wrong_tries(&self, whence: &str, now: Timestamp) -> Result<u32, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        let found = find(&mut snapshot, &self.0, whence, None).await?;
        Ok(found.filter(|(_, ends)| *ends > now).map_or(0, |(failed, _)| failed))
    }

    /// Counts a wrong try from somewhere. The first one begins the time for which they count.
    pub async fn count_wrong_try(&self, whence: &str, lasts: SignedDuration, now: Timestamp) -> Result<(), Error> {
        let whence = whence.to_owned();
        self.write(move |tx, inner| Box::pin(one_more(tx, inner, whence, lasts, now))).await
    }
}

fn key(inner: &Inner, whence: &str) -> Value {
    let named = [b"contact-safeguard/wrong-tries/v1".as_slice(), whence.as_bytes()].concat();
    sealing::mac(&inner.database_key, &named).as_slice().into()
}

async fn find(tx: &mut Tx, inner: &Inner, whence: &str, lock: Option<Lock>) -> Result<Option<(u32, Timestamp)>, Error> {
    let arguments = vec![key(inner, whence)];
    let rows = WRONG_TRIES.rows(tx, &inner.database_key, "WHERE whence = $1", arguments, lock).await?;
    let read = |row: &Row| -> Result<_, Error> { Ok((row.small(1)?, instants::stored(row.int(2)?)?)) };
    rows.first().map(read).transpose()
}

async fn one_more(
    tx: &mut Tx,
    inner: Arc<Inner>,
    whence: String,
    lasts: SignedDuration,
    now: Timestamp,
) -> Result<(), Error> {
    let ends = now.saturating_add(lasts).unwrap_or(now);
    let row = |failed: u32, ends: Timestamp| vec![key(&inner, &whence), failed.into(), ends.as_microsecond().into()];
    // Two nodes may begin the same row at once: one writes it, the other finds it and adds to it.
    if WRONG_TRIES.put_new(tx, &inner.database_key, row(1, ends)).await? {
        return Ok(());
    }
    let found = find(tx, &inner, &whence, Some(Lock::Update)).await?;
    let counted = match found.filter(|(_, ends)| *ends > now) {
        Some((failed, ends)) => row(failed.saturating_add(1), ends),
        None => row(1, ends),
    };
    WRONG_TRIES.put(tx, &inner.database_key, counted).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_so_many_wrong_ones_not_even_the_right_one_opens_until_it_has_rested() {
        let rest = Rest { after: 2, lasts: SignedDuration::from_mins(15) };
        let at = |minute: i64| Timestamp::from_second(minute * 60).unwrap();
        let (mut failed, mut until) = (0, None);
        let mut tried = |guess, minute| count(&mut failed, &mut until, guess, rest, at(minute));
        assert!(!tried(Guess::Wrong, 0) && tried(Guess::Right, 0), "one is forgiven");
        assert!(!tried(Guess::Wrong, 1) && !tried(Guess::Wrong, 1));
        assert!(!tried(Guess::Right, 15));
        assert!(tried(Guess::Right, 16));
    }
}
