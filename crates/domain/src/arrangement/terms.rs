use super::timing::Timing;
use super::words::{Allowance, ComesAs, Frequency, LanguagePlan, OrderEnd, ToiletHelp};
use crate::ids::{CaseId, ControlId, EntranceId, PersonId, RoomId};
use crate::private::{Compartment, Private, Subject};
use crate::rules::facts::DecidedBy;
use crate::words::{ContactLevel, Narrative, Side};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Somebody who comes, by name. Nobody else is let in (R-S04).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendee<T = Private<Narrative>> {
    /// The person.
    pub person: PersonId,
    /// As what they come.
    pub comes_as: ComesAs,
    /// How they are related to the child, in words.
    #[serde(default = "nothing")]
    pub relation: Option<T>,
}

// `#[serde(default)]` alone would ask for `T: Default`.
const fn nothing<T>() -> Option<T> {
    None
}

/// By which door a side of the family comes and goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntranceUse {
    /// The side; children come with whoever brings them.
    pub side: Side,
    /// The door.
    pub entrance: EntranceId,
}

/// What may be brought and done. Each is chosen; nothing is assumed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseRules {
    /// Photographs and recordings.
    pub photos: Allowance,
    /// Gifts.
    pub gifts: Allowance,
    /// Food and drink.
    pub food: Allowance,
    /// Telephones.
    pub phones: Allowance,
    /// Help with the toilet.
    pub toilet: ToiletHelp,
}

/// What is arranged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms<T = Private<Narrative>> {
    /// The level to be delivered. There is no default.
    pub level: ContactLevel,
    /// How often.
    pub frequency: Frequency,
    /// How long a session lasts, in minutes.
    pub minutes: u16,
    /// Everybody who comes.
    pub attendees: Vec<Attendee<T>>,
    /// Who brings the child.
    pub brings: PersonId,
    /// Who collects the child.
    pub collects: PersonId,
    /// The contact room.
    pub room: RoomId,
    /// The doors.
    pub entrances: Vec<EntranceUse>,
    /// When each side may arrive and leave.
    pub timing: Timing,
    /// Minutes the room stays empty before and after.
    pub room_buffer: u16,
    /// How those who supervise understand what is said.
    pub language: LanguagePlan,
    /// What may be brought and done.
    pub house_rules: HouseRules,
    /// When the arrangement is looked at again, within three months.
    pub review_on: Date,
    /// Until when the order behind it runs.
    pub order_end: OrderEnd,
    /// Who decided that there is to be contact. The centre decides only whether it can host it safely.
    pub decided_by: DecidedBy,
    /// What the centre told whoever decided of its own concerns, where it has any.
    #[serde(default = "nothing")]
    pub centre_concern: Option<T>,
    /// The controls of the risk assessment that every session carries out (R-P10).
    pub controls: Vec<ControlId>,
}

impl<T> Terms<T> {
    /// The people who come in a capacity.
    pub fn people(&self, comes_as: ComesAs) -> impl Iterator<Item = PersonId> {
        self.attendees.iter().filter(move |a| a.comes_as == comes_as).map(|a| a.person)
    }

    /// The door of a side.
    pub fn entrance(&self, side: Side) -> Option<EntranceId> {
        self.entrances.iter().find(|e| e.side == side).map(|e| e.entrance)
    }

    /// Whether somebody is named.
    pub fn names(&self, person: PersonId) -> bool {
        self.attendees.iter().any(|a| a.person == person)
    }
}

impl Terms<Narrative> {
    /// Puts every text under the person it tells about, or under the case.
    pub fn seal(self, case: CaseId) -> Terms {
        Terms {
            attendees: self
                .attendees
                .into_iter()
                .map(|a| Attendee {
                    relation: a.relation.map(|r| Private::of_person(a.person, r)),
                    person: a.person,
                    comes_as: a.comes_as,
                })
                .collect(),
            centre_concern: self.centre_concern.map(|c| Private::new(Subject::Case(case), Compartment::Ordinary, c)),
            level: self.level,
            frequency: self.frequency,
            minutes: self.minutes,
            brings: self.brings,
            collects: self.collects,
            room: self.room,
            entrances: self.entrances,
            timing: self.timing,
            room_buffer: self.room_buffer,
            language: self.language,
            house_rules: self.house_rules,
            review_on: self.review_on,
            order_end: self.order_end,
            decided_by: self.decided_by,
            controls: self.controls,
        }
    }
}
