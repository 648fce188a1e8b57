//! Opening a device at the door, and ending it from one's own account.

use crate::execute::look;
use crate::failure::Failure;
use crate::house::{House, today};
use crate::reading::Look;
use crate::session::{Name, Wall, door_name, worker_name};
use crate::sign_in::{SignedIn, Token};
use access::action::ReadDay;
use access::{Grant, Record, RecordKind};
use domain::centre::{Entrance, Standing};
use domain::decision::{FieldProblem, Refusal};
use domain::ids::{DeviceId, EntranceId};
use domain::stream::StreamName;
use domain::world::World;
use jiff::Zoned;
use jiff::civil::Time;
use storage::{AccessOutcome, DoorDevice, Flush};

/// Where a device stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DoorPlace {
    /// At one door: it shows who comes by this door, and nobody else's times.
    At(EntranceId),
    /// Where only those who work there see it: it shows every door.
    EveryDoor,
}

/// What opening a device asks for.
#[derive(Debug)]
pub struct OpeningPage {
    /// The centre's doors that are in use.
    pub doors: Vec<(EntranceId, Name)>,
    /// What their names open with.
    pub grant: Grant<ReadDay>,
}

/// A device that is open.
#[derive(Debug)]
pub struct OpenDoor {
    /// Which.
    pub device: DeviceId,
    /// The door it stands at; none where it shows every door.
    pub door: Option<Name>,
    /// Who opened it.
    pub opened_by: Name,
    /// When.
    pub since: Zoned,
    /// When its shift ends.
    pub until: Zoned,
}

/// The devices that are open at a centre.
#[derive(Debug)]
pub struct OpenDoors {
    /// The newest first.
    pub devices: Vec<OpenDoor>,
    /// What their names open with.
    pub grant: Grant<ReadDay>,
}

impl House {
    /// The doors a device can stand at, for somebody who may open one and has given their second factor for it.
    pub async fn door_opening(&self, who: &SignedIn) -> Result<OpeningPage, Failure> {
        self.factor_first(who, "open-door")?;
        self.must(who, "open-door", Look::at(centre_of(who))).await?;
        let world = self.world(who.asker.centre, &[StreamName::Centre(who.asker.centre)]).await?;
        let record = self.day_record(who, &world);
        let grant = self.grant::<ReadDay>(who, Look::at(record)).await?;
        let doors = world.centre.entrances().iter().filter(|(_, door)| door.standing == Standing::Open);
        let doors = doors.map(|(id, _)| (*id, door_name(&world, *id, record))).collect();
        Ok(OpeningPage { doors, grant })
    }

    /// Whether somebody may open a device, once they have given the second factor it needs: for showing the way there.
    pub async fn may_open_door(&self, who: &SignedIn) -> Result<bool, Failure> {
        self.may(who, "open-door", centre_of(who)).await
    }

    /// Opens the browser this comes from as a device at the door, until a time today. The sign-in it was opened from ends.
    pub async fn open_door(&self, who: &SignedIn, place: DoorPlace, until: Time) -> Result<Token, Failure> {
        self.factor_first(who, "open-door")?;
        self.must(who, "open-door", Look::at(centre_of(who))).await?;
        let (centre, now) = (who.asker.centre, self.now());
        let world = self.world(centre, &[StreamName::Centre(centre)]).await?;
        let day = today(now, &world);
        let open = |door: &Entrance| door.standing == Standing::Open;
        let entrance = match place {
            DoorPlace::EveryDoor => None,
            DoorPlace::At(door) if world.centre.entrances().get(&door).is_some_and(open) => Some(door),
            DoorPlace::At(_) => return Err(problem("place", "Choose where it stands").into()),
        };
        let expires = Wall::of(&world, day).instant(until).filter(|until| *until > now);
        let expires = expires.ok_or_else(|| problem("until", "Enter a time later today"))?;
        let token = Token::fresh(self);
        let device = DoorDevice {
            token_hash: token.hash(),
            centre,
            device: DeviceId::fresh(&mut self.ids()),
            day,
            entrance,
            opened_by: who.asker.worker,
            opened: now,
            expires,
            reader: None,
            failed: 0,
            rests_until: None,
        };
        let opened = look(who, now, "open-door", centre_of(who), AccessOutcome::Granted);
        self.storage.record_access(vec![opened], Flush::Now).await?;
        self.storage.open_door(&device, who.token_hash()).await?;
        Ok(token)
    }

    /// The devices that are open, for whoever may end one; `None` for everybody else.
    pub async fn open_doors(&self, who: &SignedIn) -> Result<Option<OpenDoors>, Failure> {
        let centre = who.asker.centre;
        if !self.may(who, "end-door", centre_of(who)).await? {
            return Ok(None);
        }
        let found = self.storage.door_devices(centre, self.now()).await?;
        let workers = found.iter().map(|device| StreamName::Worker(device.opened_by));
        let mut streams: Vec<_> = workers.chain([StreamName::Centre(centre)]).collect();
        streams.sort_unstable();
        streams.dedup();
        let world = self.world(centre, &streams).await?;
        let record = self.day_record(who, &world);
        let grant = self.grant::<ReadDay>(who, Look::at(record)).await?;
        let zone = world.centre.zone();
        let device = |one: &DoorDevice| OpenDoor {
            device: one.device,
            door: one.entrance.map(|door| door_name(&world, door, record)),
            opened_by: worker_name(&world, one.opened_by, record),
            since: domain::words::at_centre(one.opened, &zone),
            until: domain::words::at_centre(one.expires, &zone),
        };
        Ok(Some(OpenDoors { devices: found.iter().map(device).collect(), grant }))
    }

    /// Ends a device from one's own account. One that has ended, or is another centre's, is ended already.
    pub async fn end_door(&self, who: &SignedIn, device: DeviceId) -> Result<(), Failure> {
        self.must(who, "end-door", Look::at(centre_of(who))).await?;
        let ended = look(who, self.now(), "end-door", centre_of(who), AccessOutcome::Granted);
        self.storage.record_access(vec![ended], Flush::Now).await?;
        self.storage.end_door(who.asker.centre, device).await?;
        Ok(())
    }

    fn day_record(&self, who: &SignedIn, world: &World) -> Record {
        Record::new(who.asker.centre, RecordKind::Day(today(self.now(), world)))
    }
}

const fn centre_of(who: &SignedIn) -> Record {
    Record::new(who.asker.centre, RecordKind::Centre)
}

fn problem(field: &str, message: &str) -> Refusal {
    Refusal::Fields(vec![FieldProblem::new(field, message)])
}
