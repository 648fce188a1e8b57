//! A device at the door: the hall's tablet, which a shift lead opens for one shift. It shows today's sheet to whoever entered
//! their PIN, takes what happens at the door with the PIN of whoever records it, and opens nothing else.

mod devices;
mod entering;
mod pins;
mod sheet;

pub use devices::{DoorPlace, OpenDoor, OpenDoors, OpeningPage};
pub use entering::{DoorStanding, Hidden};
pub use pins::PIN_DIGITS;
pub use sheet::{DoorRow, DoorSheet, DoorStep, DoorWorker};

use crate::house::House;
use crate::sign_in::SignedIn;
use access::{Record, RecordKind, Relation, Relations};
use domain::ids::DeviceId;
use domain::world::World;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// For how long after a PIN the sheet is shown. Nothing but a PIN makes it longer: a page that asks by itself does not.
pub const SHOWN_FOR: SignedDuration = SignedDuration::from_mins(5);

/// That somebody acts at a device at the door.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AtDoor {
    device: DeviceId,
    day: Date,
    ends: Timestamp,
    pin: PinEntered,
}

/// When somebody at the door entered their PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PinEntered {
    /// With the entry they make.
    WithThisEntry,
    /// A few minutes ago: enough to see the sheet, and to record nothing.
    Lately,
}

impl AtDoor {
    /// When the shift ends.
    pub(crate) const fn ends(&self) -> Timestamp {
        self.ends
    }

    /// What the device is called in the record.
    pub(crate) fn provenance(&self) -> String {
        format!("door/{}", self.device)
    }

    /// How somebody who records something stands to it by the device: what the policies are told of the door.
    pub(crate) fn recording(&self, record: Record, world: &World) -> Relations {
        let mut relations = Relations::new();
        if self.pin == PinEntered::WithThisEntry {
            relations.insert(Relation::ByPin);
        }
        let slot = match record.kind {
            RecordKind::Session(session, _) => world.sessions.get(&session).and_then(|known| known.session.slot()),
            _ => None,
        };
        if slot.is_some_and(|slot| slot.contact.date() == self.day) {
            relations.insert(Relation::OfToday);
        }
        relations
    }

    /// How whoever entered their PIN lately stands to today's sheet and its rows.
    fn reading() -> Relations {
        Relations::from([Relation::ByPin, Relation::OfToday])
    }
}

impl House {
    /// How somebody stands to what they record by the device they record it at, where they stand at one.
    pub(crate) fn at_the_door(who: &SignedIn, record: Record, world: &World) -> Relations {
        who.door().map_or_else(Relations::new, |door| door.recording(record, world))
    }
}
