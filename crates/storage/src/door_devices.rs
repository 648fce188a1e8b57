//! Devices that are open at the door for one shift. Of a device's token only the hash is stored.

use crate::error::Error;
use crate::installation::{Inner, Storage};
use crate::instants;
use crate::rows::DOOR_DEVICE;
use crate::seam::{Lock, Row, SeamError, Tx, Value};
use crate::tries::{Guess, Rest, count};
use domain::ids::{CentreId, DeviceId, EntranceId, WorkerId};
use jiff::Timestamp;
use jiff::civil::Date;

/// A device that is open at the door.
#[derive(Clone, PartialEq, Eq)]
pub struct DoorDevice {
    /// The hash of the cookie's token.
    pub token_hash: [u8; 32],
    /// The centre.
    pub centre: CentreId,
    /// What it is called in the record.
    pub device: DeviceId,
    /// Whose day's sheet it shows.
    pub day: Date,
    /// The door it stands at, and whose people alone it shows; every door's where it stands elsewhere.
    pub entrance: Option<EntranceId>,
    /// Who opened it.
    pub opened_by: WorkerId,
    /// When.
    pub opened: Timestamp,
    /// When the shift ends, and with it this.
    pub expires: Timestamp,
    /// Who entered their PIN last, and when; nobody after the sheet was hidden.
    pub reader: Option<(WorkerId, Timestamp)>,
    /// Wrong PINs since the last right one.
    pub failed: u32,
    /// Until when no PIN is taken here, after too many wrong ones.
    pub rests_until: Option<Timestamp>,
}

impl std::fmt::Debug for DoorDevice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "DoorDevice({})", self.device)
    }
}

impl DoorDevice {
    /// Whether its shift lasts.
    pub fn holds(&self, now: Timestamp) -> bool {
        now < self.expires
    }

    pub(crate) fn rests(&self, now: Timestamp) -> bool {
        self.rests_until.is_some_and(|until| until > now)
    }

    pub(crate) fn note(&mut self, worker: WorkerId, guess: Guess, rest: Rest, now: Timestamp) {
        if count(&mut self.failed, &mut self.rests_until, guess, rest, now) {
            self.reader = Some((worker, instants::whole(now)));
        }
    }
}

impl Storage {
    /// Opens a device in the place of the sign-in it was opened from, which ends: a shared device is nobody's own.
    pub async fn open_door(&self, device: &DoorDevice, from: &[u8; 32]) -> Result<(), Error> {
        let (device, from) = (device.clone(), *from);
        self.write(move |tx, inner| {
            Box::pin(async move {
                tx.execute("DELETE FROM sign_in WHERE token_hash = $1", vec![from.as_slice().into()]).await?;
                put(tx, &inner, &device).await
            })
        })
        .await
    }

    /// The device of a token, while its shift lasts.
    pub async fn door_device(&self, token_hash: &[u8; 32], now: Timestamp) -> Result<Option<DoorDevice>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        let found = find(&mut snapshot, &self.0, token_hash, None).await?;
        Ok(found.filter(|device| device.holds(now)))
    }

    /// The devices of a centre whose shift lasts, the newest first.
    pub async fn door_devices(&self, centre: CentreId, now: Timestamp) -> Result<Vec<DoorDevice>, Error> {
        let mut snapshot = self.0.db.snapshot().await?;
        let condition = "WHERE centre = $1 ORDER BY opened_at DESC, token_hash";
        let arguments = vec![centre.to_string().into()];
        let rows = DOOR_DEVICE.rows(&mut snapshot, &self.0.database_key, condition, arguments, None).await?;
        let found: Result<Vec<DoorDevice>, Error> = rows.iter().map(device).collect();
        Ok(found?.into_iter().filter(|device| device.holds(now)).collect())
    }

    /// Hides the sheet until somebody enters their PIN again.
    pub async fn hide_door(&self, token_hash: &[u8; 32]) -> Result<(), Error> {
        let token_hash = *token_hash;
        self.write(move |tx, inner| {
            Box::pin(async move {
                if let Some(mut device) = find(tx, &inner, &token_hash, Some(Lock::Update)).await? {
                    device.reader = None;
                    put(tx, &inner, &device).await?;
                }
                Ok(())
            })
        })
        .await
    }

    /// Ends a device of a centre; how many there were.
    pub async fn end_door(&self, centre: CentreId, device: DeviceId) -> Result<u64, Error> {
        let arguments = vec![centre.to_string().into(), device.to_string().into()];
        let sql = "DELETE FROM door_device WHERE centre = $1 AND device = $2";
        self.write(move |tx, _| Box::pin(async move { Ok(tx.execute(sql, arguments).await?) })).await
    }
}

/// Ends the devices that a worker opened, within a transaction.
pub(crate) async fn end_those_of(tx: &mut Tx, centre: CentreId, worker: WorkerId) -> Result<(), Error> {
    let arguments = vec![centre.to_string().into(), worker.to_string().into()];
    tx.execute("DELETE FROM door_device WHERE centre = $1 AND opened_by = $2", arguments).await?;
    Ok(())
}

pub(crate) async fn find(
    tx: &mut Tx,
    inner: &Inner,
    token_hash: &[u8; 32],
    lock: Option<Lock>,
) -> Result<Option<DoorDevice>, Error> {
    let arguments = vec![token_hash.as_slice().into()];
    let rows = DOOR_DEVICE.rows(tx, &inner.database_key, "WHERE token_hash = $1", arguments, lock).await?;
    rows.first().map(device).transpose()
}

pub(crate) async fn put(tx: &mut Tx, inner: &Inner, device: &DoorDevice) -> Result<(), Error> {
    DOOR_DEVICE.put(tx, &inner.database_key, row(device)).await
}

fn row(device: &DoorDevice) -> Vec<Value> {
    vec![
        device.token_hash.as_slice().into(),
        device.centre.to_string().into(),
        device.device.to_string().into(),
        device.day.to_string().into(),
        device.entrance.map(|id| id.to_string()).into(),
        device.opened_by.to_string().into(),
        device.opened.as_microsecond().into(),
        device.expires.as_microsecond().into(),
        device.reader.map(|(worker, _)| worker.to_string()).into(),
        device.reader.map(|(_, at)| at.as_microsecond()).into(),
        device.failed.into(),
        device.rests_until.map(Timestamp::as_microsecond).into(),
    ]
}

fn device(row: &Row) -> Result<DoorDevice, Error> {
    let id = |column| -> Result<Option<&str>, SeamError> { row.opt_text(column) };
    let reader: Option<WorkerId> = id(8)?.map(str::parse).transpose().map_err(|_| SeamError::Shape)?;
    Ok(DoorDevice {
        token_hash: row.bytes32(0)?,
        centre: row.parse(1)?,
        device: row.parse(2)?,
        day: row.parse(3)?,
        entrance: id(4)?.map(str::parse).transpose().map_err(|_| SeamError::Shape)?,
        opened_by: row.parse(5)?,
        opened: instants::stored(row.int(6)?)?,
        expires: instants::stored(row.int(7)?)?,
        reader: reader.zip(instants::stored_if_any(row.opt_int(9)?)?),
        failed: row.small(10)?,
        rests_until: instants::stored_if_any(row.opt_int(11)?)?,
    })
}
