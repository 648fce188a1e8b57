//! PINs by which workers record at a device at the door. A PIN is four to six digits: whoever had its hash would have it within
//! minutes, so that the slow hash lies sealed under a key of its own that follows from the key file.

use crate::accounts::PasswordHash;
use crate::door_devices::{self, DoorDevice};
use crate::error::Error;
use crate::installation::{Inner, Storage};
use crate::instants;
use crate::rows::DOOR_PIN;
use crate::sealing::{self, Key};
use crate::seam::{Lock, Tx, Value};
use crate::second_factors::FactorOf;
use crate::tries::{Guess, Rest, count};
use jiff::Timestamp;
use ledger::canonical::list_associated_data;
use std::sync::Arc;
use zeroize::Zeroizing;

/// How many wrong PINs are borne, and how long none is taken then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PinRests {
    /// Of one worker, at whatever device.
    pub worker: Rest,
    /// At one device, of whomever.
    pub device: Rest,
}

/// A worker's PIN as it is kept.
struct PinKept {
    pin: PasswordHash,
    failed: u32,
    rests_until: Option<Timestamp>,
}

impl Storage {
    /// Keeps a worker's PIN, in the place of their earlier one.
    pub async fn put_door_pin(&self, of: FactorOf, pin: PasswordHash) -> Result<(), Error> {
        self.write(move |tx, inner| {
            Box::pin(async move { put(tx, &inner, of, &PinKept { pin, failed: 0, rests_until: None }).await })
        })
        .await
    }

    /// The slow hash of a worker's PIN, where they chose one.
    pub async fn door_pin(&self, of: FactorOf) -> Result<Option<PasswordHash>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        Ok(find(&mut snapshot, &self.0, of, None).await?.map(|kept| kept.pin))
    }

    /// Settles a PIN at a device by what is so once it is this one's turn, on whichever node: a wrong one is counted for the
    /// worker and for the device, and while either rests not even the right one is taken. The device, now theirs, where it is
    /// taken.
    pub async fn settle_door_pin(
        &self,
        token_hash: &[u8; 32],
        of: FactorOf,
        guess: Guess,
        rests: PinRests,
        now: Timestamp,
    ) -> Result<Option<DoorDevice>, Error> {
        let token_hash = *token_hash;
        self.write(move |tx, inner| Box::pin(settle(tx, inner, token_hash, of, guess, rests, now))).await
    }
}

async fn settle(
    tx: &mut Tx,
    inner: Arc<Inner>,
    token_hash: [u8; 32],
    of: FactorOf,
    guess: Guess,
    rests: PinRests,
    now: Timestamp,
) -> Result<Option<DoorDevice>, Error> {
    let found = door_devices::find(tx, &inner, &token_hash, Some(Lock::Update)).await?;
    let Some(mut device) = found.filter(|device| device.holds(now) && device.centre == of.centre) else {
        return Ok(None);
    };
    if device.rests(now) {
        return Ok(None);
    }
    let opens = match find(tx, &inner, of, Some(Lock::Update)).await? {
        Some(mut kept) => {
            let opens = count(&mut kept.failed, &mut kept.rests_until, guess, rests.worker, now);
            put(tx, &inner, of, &kept).await?;
            opens
        }
        None => false,
    };
    device.note(of.worker, if opens { Guess::Right } else { Guess::Wrong }, rests.device, now);
    door_devices::put(tx, &inner, &device).await?;
    Ok(opens.then_some(device))
}

/// Takes a worker's PIN away within a transaction.
pub(crate) async fn forget(tx: &mut Tx, of: FactorOf) -> Result<(), Error> {
    tx.execute("DELETE FROM door_pin WHERE centre = $1 AND worker = $2", place(of)).await?;
    Ok(())
}

fn place(of: FactorOf) -> Vec<Value> {
    vec![of.centre.to_string().into(), of.worker.to_string().into()]
}

/// The key that seals PINs.
fn sealing_key(inner: &Inner) -> Key {
    Zeroizing::new(sealing::mac(&inner.database_key, b"contact-safeguard/door-pin/v1"))
}

fn associated(of: FactorOf) -> Result<Vec<u8>, Error> {
    Ok(list_associated_data(of.centre.uuid().into_bytes(), "door_pin", &of.worker.to_string(), "pin")?)
}

async fn find(tx: &mut Tx, inner: &Inner, of: FactorOf, lock: Option<Lock>) -> Result<Option<PinKept>, Error> {
    let condition = "WHERE centre = $1 AND worker = $2";
    let rows = DOOR_PIN.rows(tx, &inner.database_key, condition, place(of), lock).await?;
    let Some(row) = rows.first() else {
        return Ok(None);
    };
    let altered = || Error::Altered("door_pin");
    let opened = sealing::open(&sealing_key(inner), &associated(of)?, row.bytes(2)?).ok_or_else(altered)?;
    let pin = PasswordHash::stored(&opened).ok_or_else(altered)?;
    Ok(Some(PinKept { pin, failed: row.small(3)?, rests_until: instants::stored_if_any(row.opt_int(4)?)? }))
}

async fn put(tx: &mut Tx, inner: &Inner, of: FactorOf, kept: &PinKept) -> Result<(), Error> {
    let sealed = sealing::seal(&sealing_key(inner), &associated(of)?, kept.pin.text().as_bytes())?;
    let mut row = place(of);
    row.extend([sealed.into(), kept.failed.into(), kept.rests_until.map(Timestamp::as_microsecond).into()]);
    DOOR_PIN.put(tx, &inner.database_key, row).await
}
