//! PINs at a device at the door, and what it shows.

use super::sheet::DoorSheet;
use super::{AtDoor, PinEntered, SHOWN_FOR};
use crate::failure::Failure;
use crate::house::{House, today};
use crate::sign_in::{SignedIn, Token, guessed};
use access::{Asker, Office};
use domain::ids::WorkerId;
use domain::stream::StreamName;
use domain::words::Role;
use domain::world::World;
use jiff::SignedDuration;
use secrecy::SecretString;
use std::collections::BTreeSet;
use storage::{DoorDevice, FactorOf, PinRests, Rest};
use uuid::Uuid;

/// How many wrong PINs are borne, and how long none is taken then. A hall's dozen workers share a device, and mistype.
const RESTS: PinRests = PinRests {
    worker: Rest { after: 5, lasts: SignedDuration::from_mins(15) },
    device: Rest { after: 12, lasts: SignedDuration::from_mins(15) },
};

/// Who works with families on a session day, and so may record at the door.
const FLOOR: [Role; 6] = [
    Role::Volunteer,
    Role::ContactSupervisor,
    Role::ShiftLead,
    Role::Coordinator,
    Role::SafeguardingLead,
    Role::DeputySafeguardingLead,
];

/// What a device shows now.
pub enum DoorStanding {
    /// It is not open at the door, or no more.
    NotOpen,
    /// The sheet is hidden until somebody enters their PIN.
    Hidden(Hidden),
    /// The sheet, as it is open to whoever entered their PIN last.
    Shown(Box<DoorSheet>),
}

/// A device whose sheet is hidden. It tells nothing of anybody.
pub struct Hidden {
    /// The token its forms carry, so that no other site can send one.
    pub form_token: String,
}

impl House {
    /// What a device shows now. Asking changes nothing.
    pub async fn door_standing(&self, token: &Token) -> Result<DoorStanding, Failure> {
        let Some((device, world)) = self.device_of(token).await? else {
            return Ok(DoorStanding::NotOpen);
        };
        let hidden = DoorStanding::Hidden(Hidden { form_token: token.form_token() });
        let now = self.now();
        let Some((reader, at)) = device.reader.filter(|(_, at)| now.duration_since(*at) < SHOWN_FOR) else {
            return Ok(hidden);
        };
        match self.at_device(&device, &world, reader, PinEntered::Lately) {
            Some(who) => {
                let hides = at.checked_add(SHOWN_FOR).map_err(Failure::fault)?.min(device.expires);
                Ok(DoorStanding::Shown(Box::new(self.door_sheet(&who, &device, token, hides).await?)))
            }
            // Whoever entered it does not work here any more.
            None => Ok(hidden),
        }
    }

    /// Shows the sheet to whoever enters their sign-in name and PIN. `false` stands for every reason why not.
    pub async fn show_door(&self, token: &Token, name: &str, pin: SecretString) -> Result<bool, Failure> {
        let Some((device, _)) = self.device_of(token).await? else {
            return Ok(false);
        };
        let account = self.storage.account_by_name(name).await?;
        let known = account.filter(|one| one.centre == device.centre).map(|one| one.worker);
        Ok(self.enter_at_door(token, known.unwrap_or(NOBODY), pin).await?.is_some())
    }

    /// Somebody who works today and enters their PIN to record one thing at a device. `None` stands for every reason why not:
    /// another PIN, somebody who does not work today, a PIN or a device that rests after several wrong ones.
    pub async fn enter_at_door(
        &self,
        token: &Token,
        worker: WorkerId,
        pin: SecretString,
    ) -> Result<Option<SignedIn>, Failure> {
        let Some((device, mut world)) = self.device_of(token).await? else {
            return Ok(None);
        };
        let of = FactorOf { centre: device.centre, worker };
        self.read_into(&mut world, device.centre, &[StreamName::Worker(worker)]).await?;
        let who = self.at_device(&device, &world, worker, PinEntered::WithThisEntry);
        // All of it is read whatever the answer, so that the time taken tells nobody who works today.
        let (on_shift, active) = (self.on_shift(&device).await?, self.is_active(of).await?);
        let kept = self.storage.door_pin(of).await?;
        let who = who.filter(|_| active && on_shift.contains(&worker));
        let guess = guessed(kept.filter(|_| who.is_some()), pin).await?;
        let settled = self.storage.settle_door_pin(&token.hash(), of, guess, RESTS, self.now()).await?;
        Ok(who.filter(|_| settled.is_some()))
    }

    /// Hides the sheet until somebody enters their PIN.
    pub async fn hide_door(&self, token: &Token) -> Result<(), Failure> {
        Ok(self.storage.hide_door(&token.hash()).await?)
    }

    /// The device of a token, as long as whoever opened it works here, with the centre and the workers it names.
    async fn device_of(&self, token: &Token) -> Result<Option<(DoorDevice, World)>, Failure> {
        let Some(device) = self.storage.door_device(&token.hash(), self.now()).await? else {
            return Ok(None);
        };
        let workers = [Some(device.opened_by), device.reader.map(|(worker, _)| worker)].into_iter().flatten();
        let mut streams: Vec<_> = workers.map(StreamName::Worker).chain([StreamName::Centre(device.centre)]).collect();
        streams.sort_unstable();
        streams.dedup();
        let world = self.world(device.centre, &streams).await?;
        let opener = world.workers.get(&device.opened_by);
        let works = opener.is_some_and(|opener| !opener.roles_on(today(self.now(), &world)).is_empty());
        Ok(works.then_some((device, world)))
    }

    /// Somebody at a device, with the roles they hold today.
    fn at_device(&self, device: &DoorDevice, world: &World, worker: WorkerId, pin: PinEntered) -> Option<SignedIn> {
        let roles = world.workers.get(&worker)?.roles_on(today(self.now(), world));
        if !FLOOR.iter().any(|role| roles.contains(role)) {
            return None;
        }
        let asker = Asker { worker, centre: device.centre, roles, offices: BTreeSet::from([Office::DoorDevice]) };
        let at = AtDoor { device: device.device, day: device.day, ends: device.expires, pin };
        Some(SignedIn::at_door(asker, at))
    }

    /// Who works on the device's day: at a session of it, or leading one; and whoever opened it.
    pub(super) async fn on_shift(&self, device: &DoorDevice) -> Result<BTreeSet<WorkerId>, Failure> {
        let world = self.world(device.centre, &[StreamName::Day(device.centre, device.day)]).await?;
        let slots = world.days.get(&device.day).into_iter().flat_map(domain::booking::DayState::slots);
        let workers = slots.flat_map(|slot| slot.team.iter().chain([&slot.lead]).copied());
        Ok(workers.chain([device.opened_by]).collect())
    }
}

/// Nobody's id: for a name that belongs to nobody here, with which everything takes as long.
const NOBODY: WorkerId = WorkerId::from_uuid(Uuid::nil());
