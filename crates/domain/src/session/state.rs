use super::events::{BeforeOrAfter, Ending, HowKnown, Movement, SessionEvent, Wellbeing};
use crate::actor::Actor;
use crate::arrangement::ComesAs;
use crate::booking::{CancelledBecause, Slot};
use crate::event::Happened;
use crate::ids::{CentreId, ObservationId, PersonId};
use crate::private::Private;
use crate::stream::StreamName;
use crate::words::Narrative;
use jiff::Timestamp;

/// Where a session stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Booked; not yet confirmed.
    Planned,
    /// Confirmed by whoever leads it.
    Confirmed,
    /// Somebody has come.
    Underway,
    /// Contact has ended; entries may still be missing.
    Ended,
    /// Everything is recorded.
    Closed,
    /// It did not take place.
    Cancelled,
}

impl Stage {
    /// The name in stored rows and tags.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Confirmed => "confirmed",
            Self::Underway => "underway",
            Self::Ended => "ended",
            Self::Closed => "closed",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A coming or going as recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// Who.
    pub person: PersonId,
    /// Which way.
    pub movement: Movement,
    /// How the time is known.
    pub known: HowKnown,
    /// When.
    pub at: Timestamp,
    /// The place of this fact in the session's stream.
    pub version: u64,
    /// Its place among the comings, goings and ends that were recorded, from 1.
    pub place: u64,
}

/// A timed note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// Its id.
    pub id: ObservationId,
    /// What time it is about.
    pub at: Timestamp,
    /// Who wrote it.
    pub author: Actor,
    /// What was seen and heard.
    pub note: Private<Narrative>,
}

/// One session.
#[derive(Debug, Clone, Default)]
pub struct SessionState {
    slot: Option<Slot>,
    confirmed: Option<(Timestamp, Actor)>,
    cancelled: Option<CancelledBecause>,
    moved: Vec<Moved>,
    observed: Vec<Observation>,
    ended: Option<(Timestamp, Ending)>,
    ended_version: Option<u64>,
    ended_place: Option<u64>,
    facts: u64,
    wellbeing: Vec<Wellbeing>,
    closed: Option<Timestamp>,
}

impl SessionState {
    /// Takes one more event into the state.
    pub fn evolve(&mut self, happened: &Happened, event: &SessionEvent) {
        let at = happened.happened_at();
        match event {
            SessionEvent::Planned(slot) => self.slot = Some(slot.clone()),
            SessionEvent::Confirmed => self.confirmed = Some((at, happened.actor)),
            SessionEvent::Cancelled { because } => self.cancelled = Some(*because),
            SessionEvent::Moved { person, movement, known } => {
                self.facts += 1;
                self.moved.push(Moved {
                    person: *person,
                    movement: *movement,
                    known: *known,
                    at,
                    version: happened.version,
                    place: self.facts,
                });
                self.moved.sort_by_key(|m| m.at);
            }
            SessionEvent::Observed { id, note } => {
                let note = note.clone();
                self.observed.push(Observation { id: *id, at, author: happened.actor, note });
                self.observed.sort_by_key(|o| o.at);
            }
            SessionEvent::Ended(ending) => {
                self.ended = Some((at, *ending));
                self.facts += 1;
                self.ended_version = Some(happened.version);
                self.ended_place = Some(self.facts);
            }
            SessionEvent::WellbeingNoted(entry) => self.wellbeing.push(entry.clone()),
            SessionEvent::Closed => self.closed = Some(at),
        }
    }

    /// What was booked; `None` where there is no such session.
    pub const fn slot(&self) -> Option<&Slot> {
        self.slot.as_ref()
    }

    /// When and by whom it was confirmed.
    pub const fn confirmed(&self) -> Option<(Timestamp, Actor)> {
        self.confirmed
    }

    /// Why it was cancelled.
    pub const fn cancelled(&self) -> Option<CancelledBecause> {
        self.cancelled
    }

    /// Comings and goings by the time they happened.
    pub fn moved(&self) -> &[Moved] {
        &self.moved
    }

    /// When a person did this, as recorded last.
    pub fn when(&self, person: PersonId, movement: Movement) -> Option<Timestamp> {
        self.moved.iter().rev().find(|m| m.person == person && m.movement == movement).map(|m| m.at)
    }

    /// Timed notes by their time.
    pub fn observed(&self) -> &[Observation] {
        &self.observed
    }

    /// When and how contact ended.
    pub const fn ended(&self) -> Option<(Timestamp, Ending)> {
        self.ended
    }

    /// The place, among the comings, goings and ends that were recorded, of the fact that tells how it ended.
    pub const fn ended_place(&self) -> Option<u64> {
        self.ended_place
    }

    /// How many comings, goings and ends were recorded.
    pub const fn facts(&self) -> u64 {
        self.facts
    }

    /// Whether a coming, a going or the end that counts stands at this place among them.
    pub fn has_fact(&self, place: u64) -> bool {
        self.ended_place == Some(place) || self.moved.iter().any(|moved| moved.place == place)
    }

    /// The place among them of the one that stands at this version of the session's stream.
    pub fn fact_at(&self, version: u64) -> Option<u64> {
        let moved = self.moved.iter().find(|moved| moved.version == version).map(|moved| moved.place);
        moved.or(self.ended_place.filter(|_| self.ended_version == Some(version)))
    }

    /// Wellbeing entries in the order they were recorded.
    pub fn wellbeing(&self) -> &[Wellbeing] {
        &self.wellbeing
    }

    /// Where the session stands.
    pub fn stage(&self) -> Stage {
        if self.closed.is_some() {
            Stage::Closed
        } else if self.ended.is_some() {
            Stage::Ended
        } else if !self.moved.is_empty() {
            Stage::Underway
        } else if self.cancelled.is_some() {
            Stage::Cancelled
        } else if self.confirmed.is_some() {
            Stage::Confirmed
        } else {
            Stage::Planned
        }
    }

    /// The wellbeing entries still missing before the session can be closed: one a family where contact is not
    /// observed, else one before and one after for each child and each adult who was to come. A side that did not come
    /// needs none.
    pub fn wellbeing_missing(&self) -> Vec<(Option<PersonId>, BeforeOrAfter)> {
        let Some(slot) = &self.slot else {
            return Vec::new();
        };
        let has = |person: Option<PersonId>, when| {
            self.wellbeing.iter().any(|w| w.when == when && (w.person == person || w.person.is_none()))
        };
        if !slot.level.is_observed() {
            let any_after = self.wellbeing.iter().any(|w| w.when == BeforeOrAfter::After);
            return if any_after { Vec::new() } else { vec![(None, BeforeOrAfter::After)] };
        }
        let absent = match self.ended {
            Some((_, Ending::NoShow(side))) => Some(side),
            _ => None,
        };
        let people = slot.visits.iter().filter(|v| v.comes != ComesAs::Visitor && Some(v.comes.side()) != absent);
        people
            .flat_map(|v| [BeforeOrAfter::Before, BeforeOrAfter::After].map(|when| (Some(v.person), when)))
            .filter(|(person, when)| !has(*person, *when))
            .collect()
    }

    /// The streams besides its own that confirming this session looks at: its case, its centre-day and its workers.
    pub fn looks_at(&self, centre: CentreId) -> Vec<StreamName> {
        let Some(slot) = &self.slot else {
            return Vec::new();
        };
        let workers = slot.team.iter().chain([&slot.lead, &slot.on_call]).copied().map(StreamName::Worker);
        [StreamName::Case(slot.case), StreamName::Day(centre, slot.contact.date())].into_iter().chain(workers).collect()
    }
}
