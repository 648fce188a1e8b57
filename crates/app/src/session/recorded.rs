//! What was recorded of a session: comings and goings, timed notes, how people were.

use super::names::{Name, short_name, worker_name};
use super::page::time_at;
use access::action::Ordinary;
use access::{Record, Sealed};
use domain::actor::Actor;
use domain::ids::PersonId;
use domain::session::{BeforeOrAfter, HowKnown, Movement, SessionState, Wellbeing, WellbeingEntry};
use domain::words::Narrative;
use domain::world::World;
use jiff::civil::Time;

/// A coming or going.
#[derive(Debug)]
pub struct MovedLine {
    /// Who.
    pub name: Name,
    /// Which way.
    pub movement: Movement,
    /// When.
    pub at: Time,
    /// How the time is known.
    pub known: HowKnown,
}

/// A timed note.
#[derive(Debug)]
pub struct ObservedLine {
    /// What time it is about.
    pub at: Time,
    /// Who wrote it.
    pub by: Name,
    /// What was seen and heard.
    pub note: Sealed<Narrative, Ordinary>,
}

/// How somebody was.
#[derive(Debug)]
pub struct WellbeingLine {
    /// Whose; `None` stands for the family as a whole.
    pub person: Option<PersonId>,
    /// Their name.
    pub name: Name,
    /// Before or after.
    pub when: BeforeOrAfter,
    /// How they were.
    pub entry: WellbeingWords,
}

/// What was noted, with its words still sealed.
#[derive(Debug)]
pub enum WellbeingWords {
    /// Nothing out of the ordinary.
    AsPlanned,
    /// A concern, recorded on its own.
    Concern,
    /// Nobody saw them.
    NotSeen,
    /// In words.
    Described(Sealed<Narrative, Ordinary>),
    /// Why it could not be obtained.
    NotObtained(Sealed<Narrative, Ordinary>),
}

pub(super) fn moved(world: &World, state: &SessionState, record: Record) -> Vec<MovedLine> {
    let lines = state.moved().iter().map(|moved| MovedLine {
        name: short_name(world, moved.person, record),
        movement: moved.movement,
        at: time_at(world, moved.at),
        known: moved.known,
    });
    lines.collect()
}

pub(super) fn observed(world: &World, state: &SessionState, record: Record) -> Vec<ObservedLine> {
    let by = |actor: Actor| actor.worker().and_then(|worker| worker_name(world, worker, record));
    let lines = state.observed().iter().map(|note| ObservedLine {
        at: time_at(world, note.at),
        by: by(note.author),
        note: Sealed::new(record, note.note.clone()),
    });
    lines.collect()
}

pub(super) fn wellbeing(world: &World, state: &SessionState, record: Record) -> Vec<WellbeingLine> {
    let line = |noted: &Wellbeing| WellbeingLine {
        person: noted.person,
        name: noted.person.and_then(|person| short_name(world, person, record)),
        when: noted.when,
        entry: match &noted.entry {
            WellbeingEntry::AsPlanned => WellbeingWords::AsPlanned,
            WellbeingEntry::Concern => WellbeingWords::Concern,
            WellbeingEntry::NotSeen => WellbeingWords::NotSeen,
            WellbeingEntry::Described(text) => WellbeingWords::Described(Sealed::new(record, text.clone())),
            WellbeingEntry::NotObtained(text) => WellbeingWords::NotObtained(Sealed::new(record, text.clone())),
        },
    };
    state.wellbeing().iter().map(line).collect()
}
