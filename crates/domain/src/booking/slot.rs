use crate::arrangement::ComesAs;
use crate::ids::{CaseId, ControlId, EntranceId, PersonId, RoomId, SessionId, WorkerId};
use crate::words::{ContactLevel, Window};
use serde::{Deserialize, Serialize};

/// One person's way through a session: by which door, and when they come and leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub comes: ComesAs,
    /// By which door, both ways.
    pub entrance: EntranceId,
    /// When they are expected.
    pub arrive: Window,
    /// When they leave.
    pub leave: Window,
}

/// Everything a booking takes: a room, people and their time. Ids and times only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// The session.
    pub session: SessionId,
    /// Whose.
    pub case: CaseId,
    /// The level it will be delivered at.
    pub level: ContactLevel,
    /// Where.
    pub room: RoomId,
    /// Minutes the room stays empty before and after, unless families share it.
    pub room_buffer: u16,
    /// The time the child and the visiting adult have together.
    pub contact: Window,
    /// Everybody who comes.
    pub visits: Vec<Visit>,
    /// The workers on this session.
    pub team: Vec<WorkerId>,
    /// Who leads the shift.
    pub lead: WorkerId,
    /// The safeguarding lead or deputy who can be reached.
    pub on_call: WorkerId,
    /// The controls of the risk assessment that are planned.
    pub controls: Vec<ControlId>,
}

impl Slot {
    /// From the first arrival to the last leaving: how long the room is in use. The contact itself where nobody comes.
    pub fn in_use(&self) -> Window {
        let from = self.visits.iter().map(|v| v.arrive.from()).min();
        let to = self.visits.iter().map(|v| v.leave.to()).max();
        let (from, to) = (from.unwrap_or(self.contact.from()), to.unwrap_or(self.contact.to()));
        Window::new(self.contact.date(), from.min(self.contact.from()), to.max(self.contact.to()))
            .unwrap_or(self.contact)
    }

    /// Whether several families may share its room and team.
    pub const fn shares(&self) -> bool {
        matches!(self.level, ContactLevel::Supported | ContactLevel::Handover)
    }

    /// Whether this family and another one are in one room with one team, where both may share.
    pub fn shares_room_with(&self, other: &Self) -> bool {
        self.room == other.room && self.shares() && other.shares()
    }

    /// Everybody who comes as this.
    pub fn coming_as(&self, comes: ComesAs) -> impl Iterator<Item = &Visit> {
        self.visits.iter().filter(move |v| v.comes == comes)
    }
}
