use super::worker::WorkerFact;
use crate::ids::{ControlId, EntranceId, PersonId, RoomId, SessionId, WorkerId};
use crate::words::{Answer, ContactLevel, Window};

/// A session as it is planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFact {
    /// The session, where it is booked already. No finding cites it: an override asked for before the booking must
    /// still fit when the session has its id.
    pub id: Option<SessionId>,
    /// The level to be delivered; `None` is unknown. Fill `case.levels.delivered` with the same.
    pub level: Option<ContactLevel>,
    /// The time of contact itself, without arriving and leaving.
    pub session: Window,
    /// Whether it is the family's first session here. Unknown counts as first.
    pub first: Answer,
    /// The room.
    pub room: Option<RoomId>,
    /// Everybody of the family who is to come, whoever brings and collects included.
    pub attendees: Vec<AttendeeFact>,
    /// People of other bookings who are there within the buffers, for the pairs that must not meet.
    pub others_there: Vec<AttendeeFact>,
    /// Workers on shift during the session, as they stand on the day.
    pub workers: Vec<WorkerFact>,
    /// The workers assigned to this family alone (supervised: at least one).
    pub supervisors: Vec<WorkerId>,
    /// Workers assigned to another family during the same time.
    pub engaged_elsewhere: Vec<WorkerId>,
    /// Who leads the shift.
    pub lead: Option<WorkerId>,
    /// Which safeguarding lead or deputy can be reached.
    pub safeguarding_lead_on_call: Option<WorkerId>,
    /// The least number of workers on shift that the centre's settings ask for; `None` leaves it to the pack.
    pub minimum_staff: Option<u16>,
    /// Whether somebody trained in domestic abuse can be reached by telephone during the session (R-T02).
    pub advice_by_telephone: Answer,
    /// The controls of the assessment that are planned.
    pub controls: Vec<ControlId>,
}

impl PlanFact {
    /// Whether people are to be in one building: everything but letters and video.
    pub fn is_in_person(&self) -> bool {
        self.level.is_none_or(|level| level.protection().is_some())
    }

    /// The people of one capacity.
    pub fn in_capacity(&self, capacity: Capacity) -> impl Iterator<Item = &AttendeeFact> {
        self.attendees.iter().filter(move |attendee| attendee.capacity == capacity)
    }

    /// What names this plan before it has an id: its day and start.
    pub fn slot(&self) -> String {
        format!("slot/{}T{}", self.session.date(), self.session.from())
    }
}

/// Somebody who is to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendeeFact {
    /// The person.
    pub person: PersonId,
    /// As what they come.
    pub capacity: Capacity,
    /// Whether the referral or a written agreement of both adults names them. Unknown counts as not named.
    pub listed: Answer,
    /// When they may come through the door: the first and last minute. The buffer of R-S02 is counted from the end of
    /// the visiting adult's window to the start of the child's.
    pub arriving: Option<Window>,
    /// When they may leave. The buffer is counted from the end of the child's window to the start of the visiting
    /// adult's.
    pub leaving: Option<Window>,
    /// By which door they come and go.
    pub entrance: Option<EntranceId>,
    /// Where they are between arriving and leaving: the contact room, a waiting room, a corridor.
    pub presences: Vec<Presence>,
}

/// As what somebody comes to a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capacity {
    /// The child.
    Child,
    /// The adult who spends time with the child.
    Visiting,
    /// Brings or collects the child: the adult the child lives with or somebody else.
    Escort,
    /// A named visitor on the visiting side.
    Visitor,
}

/// Somewhere for some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presence {
    /// Where.
    pub place: Place,
    /// When.
    pub window: Window,
}

/// A place where people could meet.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A room, hall or waiting area.
    Room(RoomId),
    /// A door and the way to it.
    Entrance(EntranceId),
    /// A zone that several rooms share, by the id the centre gave it: a corridor, a yard.
    Zone(String),
}
