use super::events::CentreEvent;
use super::partners::Telephone;
use super::state::CentreState;
use super::words::{FactorDemand, Label, Settings, ZoneCode};
use crate::command::FeatureCommand;
use crate::decision::{Context, Decision, FieldProblem, Recorded, Refusal};
use crate::ids::{CentreId, EntranceId, PersonId, RoomId};
use crate::private::{Compartment, Private, Subject};
use crate::stream::StreamName;
use crate::words::PersonName;
use crate::world::World;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Commands: the centre as it stands.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum CentreCommand {
    /// Sets the centre up.
    OpenCentre {
        /// Its name.
        name: Label,
        /// What it has settled for itself.
        settings: Settings,
    },
    /// Gives it another name.
    RenameCentre {
        /// Its name.
        name: Label,
    },
    /// Settles something else.
    ChangeSettings {
        /// Everything it has settled, the unchanged included.
        settings: Settings,
    },
    /// Adds a room, or changes one.
    SetRoom {
        /// The room to change; absent for a new one.
        #[serde(default)]
        room: Option<RoomId>,
        /// Its name.
        name: Label,
        /// How many families fit in at once, 1 to 50.
        capacity: u16,
        /// The zones one passes to reach it.
        #[serde(default)]
        zones: BTreeSet<ZoneCode>,
    },
    /// Takes a room out of use.
    CloseRoom {
        /// The room.
        room: RoomId,
    },
    /// Adds a door, or changes one.
    SetEntrance {
        /// The door to change; absent for a new one.
        #[serde(default)]
        entrance: Option<EntranceId>,
        /// Its name.
        name: Label,
        /// The zones behind it.
        #[serde(default)]
        zones: BTreeSet<ZoneCode>,
    },
    /// Takes a door out of use.
    CloseEntrance {
        /// The door.
        entrance: EntranceId,
    },
    /// Names the lead of a partner centre, who can then be asked to be a second person.
    NamePartnerLead {
        /// Their name.
        name: PersonName,
        /// The centre they lead.
        organisation: Label,
        /// Where they can be rung.
        telephone: Telephone,
    },
    /// Ends that they can be asked.
    EndPartnerLead {
        /// Who.
        lead: PersonId,
    },
    /// Settles whether a second factor is demanded.
    SettleSecondFactor {
        /// Whether it is.
        demand: FactorDemand,
    },
}

impl FeatureCommand for CentreCommand {
    fn action(&self) -> &'static str {
        match self {
            Self::OpenCentre { .. } => "open-centre",
            Self::RenameCentre { .. }
            | Self::ChangeSettings { .. }
            | Self::SetRoom { .. }
            | Self::CloseRoom { .. }
            | Self::SetEntrance { .. }
            | Self::CloseEntrance { .. } => "change-centre",
            Self::NamePartnerLead { .. } | Self::EndPartnerLead { .. } => "name-partner-lead",
            Self::SettleSecondFactor { .. } => "settle-second-factor",
        }
    }

    fn reads(&self, centre: CentreId) -> Vec<StreamName> {
        vec![StreamName::Centre(centre)]
    }

    fn decide(self, world: &World, context: &mut Context<'_>) -> Decision {
        let centre = world.centre_id.ok_or_else(|| Refusal::not_now("No centre is chosen.", "Sign in at a centre."))?;
        let event = self.event(centre, &world.centre, context)?;
        Ok(vec![Recorded::now(StreamName::Centre(centre), event)])
    }
}

impl CentreCommand {
    fn event(self, centre: CentreId, state: &CentreState, context: &mut Context<'_>) -> Result<CentreEvent, Refusal> {
        let named = |name| in_centre(centre, name);
        match (self, state.is_open()) {
            (Self::OpenCentre { name, settings }, false) => {
                let (name, settings) = (named(name), sound(settings)?);
                Ok(CentreEvent::Opened { name, settings })
            }
            (Self::OpenCentre { .. }, true) => {
                Err(Refusal::not_now("The centre is set up already.", "Change its settings instead."))
            }
            (_, false) => Err(Refusal::not_now("The centre is not set up yet.", "Set it up first.")),
            (Self::RenameCentre { name }, true) => Ok(CentreEvent::Renamed { name: named(name) }),
            (Self::ChangeSettings { settings }, true) => {
                let settings = sound(settings)?;
                Ok(CentreEvent::SettingsChanged { settings })
            }
            (Self::NamePartnerLead { name, organisation, telephone }, true) => {
                let lead = PersonId::fresh(context.ids);
                Ok(partner_lead(lead, name, organisation, telephone))
            }
            (Self::EndPartnerLead { lead }, true) => {
                let lead = used(lead, state.partner_lead(lead).is_some(), "lead")?;
                Ok(CentreEvent::PartnerLeadEnded { lead })
            }
            (Self::SettleSecondFactor { demand }, true) => Ok(CentreEvent::SecondFactorSettled { demand }),
            (building, true) => building.of_the_building(centre, state, context),
        }
    }

    fn of_the_building(
        self,
        centre: CentreId,
        state: &CentreState,
        context: &mut Context<'_>,
    ) -> Result<CentreEvent, Refusal> {
        match self {
            Self::SetRoom { room, name, capacity, zones } => {
                let room = set_room(room, capacity, state, context)?;
                let name = in_centre(centre, name);
                Ok(CentreEvent::RoomSet { room, name, capacity, zones })
            }
            Self::CloseRoom { room } => {
                let room = used(room, state.room(room).is_some(), "room")?;
                Ok(CentreEvent::RoomClosed { room })
            }
            Self::SetEntrance { entrance, name, zones } => {
                let entrance = set_entrance(entrance, state, context)?;
                let name = in_centre(centre, name);
                Ok(CentreEvent::EntranceSet { entrance, name, zones })
            }
            Self::CloseEntrance { entrance } => {
                let entrance = used(entrance, state.entrance(entrance).is_some(), "entrance")?;
                Ok(CentreEvent::EntranceClosed { entrance })
            }
            // Taken by `event`.
            Self::OpenCentre { .. }
            | Self::RenameCentre { .. }
            | Self::ChangeSettings { .. }
            | Self::NamePartnerLead { .. }
            | Self::EndPartnerLead { .. }
            | Self::SettleSecondFactor { .. } => Err(Refusal::field("do", "choose a room or a door")),
        }
    }
}

fn in_centre(centre: CentreId, name: Label) -> Private<Label> {
    Private::new(Subject::Centre(centre), Compartment::Ordinary, name)
}

/// Who they are stands under their own key: it goes when they ask for it, and the centre's record stays.
fn partner_lead(lead: PersonId, name: PersonName, organisation: Label, telephone: Telephone) -> CentreEvent {
    let telephone = Private::new(Subject::Person(lead), Compartment::ProtectedFacts, telephone);
    CentreEvent::PartnerLeadNamed {
        lead,
        name: Private::of_person(lead, name),
        organisation: Private::of_person(lead, organisation),
        telephone,
    }
}

fn set_room(
    room: Option<RoomId>,
    capacity: u16,
    state: &CentreState,
    context: &mut Context<'_>,
) -> Result<RoomId, Refusal> {
    if !(1..=50).contains(&capacity) {
        return Err(Refusal::field("capacity", "enter how many families fit in, 1 to 50"));
    }
    match room {
        Some(room) => used(room, state.rooms().contains_key(&room), "room"),
        None => Ok(RoomId::fresh(context.ids)),
    }
}

fn set_entrance(
    entrance: Option<EntranceId>,
    state: &CentreState,
    context: &mut Context<'_>,
) -> Result<EntranceId, Refusal> {
    match entrance {
        Some(entrance) => used(entrance, state.entrances().contains_key(&entrance), "entrance"),
        None => Ok(EntranceId::fresh(context.ids)),
    }
}

fn used<T>(id: T, is_used: bool, field: &str) -> Result<T, Refusal> {
    if is_used { Ok(id) } else { Err(Refusal::field(field, "choose one that the centre uses")) }
}

fn sound(settings: Settings) -> Result<Settings, Refusal> {
    let mut problems = Vec::new();
    if settings.levels.is_empty() {
        problems.push(FieldProblem::new("levels", "choose at least one level of contact"));
    }
    if !(2..=50).contains(&settings.minimum_staff) {
        problems.push(FieldProblem::new("minimum_staff", "enter a number of workers from 2 to 50"));
    }
    for (field, minutes) in [
        ("arrival_buffer_minutes", settings.arrival_buffer_minutes),
        ("leaving_buffer_minutes", settings.leaving_buffer_minutes),
    ] {
        if minutes.is_some_and(|minutes| !(10..=120).contains(&minutes)) {
            problems.push(FieldProblem::new(field, "enter 10 to 120 minutes"));
        }
    }
    if problems.is_empty() { Ok(settings) } else { Err(Refusal::Fields(problems)) }
}
