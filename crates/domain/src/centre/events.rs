use super::partners::Telephone;
use super::words::{FactorDemand, Label, Settings, ZoneCode};
use crate::event::FeatureEvent;
use crate::ids::{EntranceId, PersonId, RoomId};
use crate::private::Private;
use crate::words::PersonName;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The centre: rooms, entrances, settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "kebab-case")]
pub enum CentreEvent {
    /// The centre is set up.
    Opened {
        /// Its name.
        name: Private<Label>,
        /// What it has settled for itself.
        settings: Settings,
    },
    /// It has another name.
    Renamed {
        /// Its name.
        name: Private<Label>,
    },
    /// It settles something else.
    SettingsChanged {
        /// Everything it has settled, the unchanged included.
        settings: Settings,
    },
    /// A room, hall or waiting area, new or changed.
    RoomSet {
        /// The room.
        room: RoomId,
        /// Its name.
        name: Private<Label>,
        /// How many families fit in at once.
        capacity: u16,
        /// The zones one passes to reach it.
        zones: BTreeSet<ZoneCode>,
    },
    /// A room is no longer used.
    RoomClosed {
        /// The room.
        room: RoomId,
    },
    /// A door by which people come and go, new or changed.
    EntranceSet {
        /// The door.
        entrance: EntranceId,
        /// Its name.
        name: Private<Label>,
        /// The zones behind it.
        zones: BTreeSet<ZoneCode>,
    },
    /// A door is no longer used.
    EntranceClosed {
        /// The door.
        entrance: EntranceId,
    },
    /// The lead of a partner centre can be asked to be a second person.
    PartnerLeadNamed {
        /// Who.
        lead: PersonId,
        /// Their name.
        name: Private<PersonName>,
        /// The centre they lead.
        organisation: Private<Label>,
        /// Where they can be rung.
        telephone: Private<Telephone>,
    },
    /// They can no longer be asked.
    PartnerLeadEnded {
        /// Who.
        lead: PersonId,
    },
    /// It demands a second factor from now on, or no longer.
    SecondFactorSettled {
        /// Whether it demands one.
        demand: FactorDemand,
    },
}

impl FeatureEvent for CentreEvent {
    const FEATURE: &'static str = "centre";
}
