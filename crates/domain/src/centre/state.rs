use super::events::CentreEvent;
use super::partners::{PartnerLead, PartnerStanding};
use super::words::{Clock, FactorDemand, Label, Settings, ZoneCode};
use crate::event::Happened;
use crate::ids::{EntranceId, PersonId, RoomId};
use crate::private::Private;
use crate::rules::{Facts, PackParameters};
use crate::words::{Answer, ContactLevel};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

/// The centre as it stands.
#[derive(Debug, Clone, Default)]
pub struct CentreState {
    name: Option<Private<Label>>,
    settings: Option<Settings>,
    rooms: BTreeMap<RoomId, Room>,
    entrances: BTreeMap<EntranceId, Entrance>,
    partner_leads: BTreeMap<PersonId, PartnerLead>,
    second_factor: FactorDemand,
}

/// A room, hall or waiting area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// Its name.
    pub name: Private<Label>,
    /// How many families fit in at once.
    pub capacity: u16,
    /// The zones one passes to reach it.
    pub zones: BTreeSet<ZoneCode>,
    /// Whether it is used.
    pub standing: Standing,
}

/// A door by which people come and go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entrance {
    /// Its name.
    pub name: Private<Label>,
    /// The zones behind it.
    pub zones: BTreeSet<ZoneCode>,
    /// Whether it is used.
    pub standing: Standing,
}

/// Whether a room or door is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In use.
    Open,
    /// No longer used; past sessions still name it.
    Closed,
}

impl CentreState {
    /// Takes one more event into the state.
    pub fn evolve(&mut self, happened: &Happened, event: &CentreEvent) {
        match event {
            CentreEvent::Opened { name, settings } => {
                self.name = Some(name.clone());
                self.settings = Some(settings.clone());
            }
            CentreEvent::Renamed { name } => self.name = Some(name.clone()),
            CentreEvent::SettingsChanged { settings } => self.settings = Some(settings.clone()),
            CentreEvent::RoomSet { room, name, capacity, zones } => {
                let (capacity, zones) = (*capacity, zones.clone());
                self.rooms.insert(*room, Room { name: name.clone(), capacity, zones, standing: Standing::Open });
            }
            CentreEvent::RoomClosed { room } => {
                if let Some(room) = self.rooms.get_mut(room) {
                    room.standing = Standing::Closed;
                }
            }
            CentreEvent::EntranceSet { entrance, name, zones } => {
                let door = Entrance { name: name.clone(), zones: zones.clone(), standing: Standing::Open };
                self.entrances.insert(*entrance, door);
            }
            CentreEvent::EntranceClosed { entrance } => {
                if let Some(entrance) = self.entrances.get_mut(entrance) {
                    entrance.standing = Standing::Closed;
                }
            }
            CentreEvent::PartnerLeadNamed { lead, name, organisation, telephone } => {
                let named = PartnerLead {
                    name: name.clone(),
                    organisation: organisation.clone(),
                    telephone: telephone.clone(),
                    standing: PartnerStanding::Named,
                    named_by: happened.actor,
                };
                self.partner_leads.insert(*lead, named);
            }
            CentreEvent::SecondFactorSettled { demand } => self.second_factor = *demand,
            CentreEvent::PartnerLeadEnded { lead } => {
                if let Some(lead) = self.partner_leads.get_mut(lead) {
                    lead.standing = PartnerStanding::Ended;
                }
            }
        }
    }

    /// Whether it is set up.
    pub const fn is_open(&self) -> bool {
        self.settings.is_some()
    }

    /// Its name.
    pub const fn name(&self) -> Option<&Private<Label>> {
        self.name.as_ref()
    }

    /// What it has settled for itself.
    pub const fn settings(&self) -> Option<&Settings> {
        self.settings.as_ref()
    }

    /// Every room, closed ones included.
    pub const fn rooms(&self) -> &BTreeMap<RoomId, Room> {
        &self.rooms
    }

    /// A room in use.
    pub fn room(&self, id: RoomId) -> Option<&Room> {
        self.rooms.get(&id).filter(|room| room.standing == Standing::Open)
    }

    /// Every door, closed ones included.
    pub const fn entrances(&self) -> &BTreeMap<EntranceId, Entrance> {
        &self.entrances
    }

    /// A door in use.
    pub fn entrance(&self, id: EntranceId) -> Option<&Entrance> {
        self.entrances.get(&id).filter(|door| door.standing == Standing::Open)
    }

    /// Every lead of a partner centre, those who can no longer be asked included.
    pub const fn partner_leads(&self) -> &BTreeMap<PersonId, PartnerLead> {
        &self.partner_leads
    }

    /// The lead of a partner centre who can be asked.
    pub fn partner_lead(&self, id: PersonId) -> Option<&PartnerLead> {
        self.partner_leads.get(&id).filter(|lead| lead.standing == PartnerStanding::Named)
    }

    /// Whether it demands a second factor.
    pub const fn second_factor(&self) -> FactorDemand {
        self.second_factor
    }

    /// The zone of the clock on its wall; England's where it is not set up.
    pub fn zone(&self) -> TimeZone {
        self.settings.as_ref().map_or(Clock::default(), |settings| settings.clock).zone()
    }

    /// When it took its first family, where that is known.
    pub fn opened_on(&self) -> Option<Date> {
        self.settings.as_ref().map(|settings| settings.opened_on)
    }

    /// The least number of workers on a shift, where the centre has settled it.
    pub fn minimum_staff(&self) -> Option<u16> {
        self.settings.as_ref().map(|settings| settings.minimum_staff)
    }

    /// Whether somebody trained in domestic abuse can be reached by telephone during sessions.
    pub fn advice_by_telephone(&self) -> Answer {
        self.settings.as_ref().map_or(Answer::NotAsked, |settings| settings.advice_by_telephone)
    }

    /// Whether it offers a level of contact.
    pub fn offers(&self, level: ContactLevel) -> bool {
        self.settings.as_ref().is_some_and(|settings| settings.levels.contains(&level))
    }

    /// The policy pack in force here: the shipped one with what the centre has settled.
    pub fn pack(&self) -> PackParameters {
        let mut pack = PackParameters::shipped();
        if let Some(settings) = &self.settings {
            pack.arrival_buffer_minutes = settings.arrival_buffer_minutes.unwrap_or(pack.arrival_buffer_minutes);
            pack.leaving_buffer_minutes = settings.leaving_buffer_minutes.unwrap_or(pack.leaving_buffer_minutes);
            pack.minimum_staff = pack.minimum_staff.max(settings.minimum_staff);
        }
        pack
    }

    /// Facts in which only the time and this centre are known, to gather the rest into.
    pub fn facts(&self, now: Timestamp, today: Date) -> Facts {
        let mut facts = Facts::new(now, today, &self.pack());
        facts.centre_opened_on = self.opened_on();
        facts
    }
}
