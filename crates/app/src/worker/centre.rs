use super::partners::PartnerLine;
use crate::failure::Failure;
use crate::house::House;
use crate::reading::Look;
use crate::session::{Name, door_name, room_name};
use crate::sign_in::SignedIn;
use access::action::{Ordinary, ReadWorkforce};
use access::{Grant, Record, RecordKind, Sealed};
use domain::centre::{FactorDemand, Settings, Standing, ZoneCode};
use domain::ids::{EntranceId, RoomId};
use domain::stream::StreamName;
use std::collections::BTreeSet;

/// The centre: its rooms, doors and settings.
#[derive(Debug)]
pub struct CentrePage {
    /// Its name.
    pub name: Option<Sealed<String, Ordinary>>,
    /// What it has settled for itself.
    pub settings: Option<Settings>,
    /// Whether it demands a second factor.
    pub second_factor: FactorDemand,
    /// Whether this reader may settle that.
    pub may_settle_second_factor: bool,
    /// Rooms in use.
    pub rooms: Vec<RoomLine>,
    /// Doors in use.
    pub doors: Vec<DoorLine>,
    /// Leads of partner centres who can be asked to be a second person.
    pub partners: Vec<PartnerLine>,
    /// The edition of what is recorded of the centre.
    pub edition: u64,
    /// Whether this reader may change it.
    pub may_change: bool,
    /// Whether this reader may name the leads of partner centres.
    pub may_name_partners: bool,
    /// What the names open with.
    pub grant: Grant<ReadWorkforce>,
}

/// A room in use.
#[derive(Debug)]
pub struct RoomLine {
    /// Which.
    pub room: RoomId,
    /// Its name.
    pub name: Name,
    /// How many families fit in at once.
    pub capacity: u16,
    /// The zones one passes to reach it.
    pub zones: BTreeSet<ZoneCode>,
}

/// A door in use.
#[derive(Debug)]
pub struct DoorLine {
    /// Which.
    pub door: EntranceId,
    /// Its name.
    pub name: Name,
    /// The zones behind it.
    pub zones: BTreeSet<ZoneCode>,
}

impl House {
    /// The centre as whoever runs it sees it.
    pub async fn centre_page(&self, who: &SignedIn) -> Result<CentrePage, Failure> {
        let centre = who.asker.centre;
        let record = Record::new(centre, RecordKind::Centre);
        let grant = self.grant::<ReadWorkforce>(who, Look::at(record)).await?;
        let stream = StreamName::Centre(centre);
        let world = self.world(centre, &[stream]).await?;
        let rooms = world.centre.rooms().iter().filter(|(_, room)| room.standing == Standing::Open);
        let doors = world.centre.entrances().iter().filter(|(_, door)| door.standing == Standing::Open);
        Ok(CentrePage {
            name: world.centre.name().map(|name| crate::session::label(name, record)),
            second_factor: world.centre.second_factor(),
            may_settle_second_factor: self.may(who, "settle-second-factor", record).await?,
            settings: world.centre.settings().cloned(),
            rooms: rooms
                .map(|(id, room)| RoomLine {
                    room: *id,
                    name: room_name(&world, *id, record),
                    capacity: room.capacity,
                    zones: room.zones.clone(),
                })
                .collect(),
            doors: doors
                .map(|(id, door)| DoorLine {
                    door: *id,
                    name: door_name(&world, *id, record),
                    zones: door.zones.clone(),
                })
                .collect(),
            partners: PartnerLine::all(&world.centre, record),
            edition: world.edition(stream),
            may_change: self.may(who, "change-centre", record).await?,
            may_name_partners: self.may(who, "name-partner-lead", record).await?,
            grant,
        })
    }
}
