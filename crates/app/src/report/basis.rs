use access::action::Ordinary;
use access::{Record, Sealed};
use domain::arrangement::ComesAs;
use domain::report::Source;
use domain::session::{BeforeOrAfter, Movement};
use domain::words::{Narrative, at_centre};
use domain::world::{SessionRecord, World};
use jiff::Timestamp;
use jiff::civil::DateTime;

/// Something of a session's record that a statement can rest on.
#[derive(Debug)]
pub struct BasisLine {
    /// What it is cited by.
    pub source: Source,
    /// What it is.
    pub what: Basis,
}

/// What a statement can rest on.
#[derive(Debug)]
pub enum Basis {
    /// A timed note.
    Note {
        /// What time it is about.
        at: DateTime,
        /// What was seen and heard.
        note: Sealed<Narrative, Ordinary>,
    },
    /// Somebody came into the contact room or left.
    Moved {
        /// When.
        at: DateTime,
        /// Which way.
        movement: Movement,
    },
    /// Contact ended.
    Ended {
        /// When.
        at: DateTime,
    },
    /// An entry on how somebody was.
    Wellbeing {
        /// As what they came; nothing stands for the family as a whole, or for somebody who was not expected.
        whose: Option<ComesAs>,
        /// Before or after.
        when: BeforeOrAfter,
    },
}

/// What statements about a session can rest on, in the order of the day.
pub(super) fn of_session(world: &World, session: &SessionRecord, record: Record) -> Vec<BasisLine> {
    let zone = world.centre.zone();
    let wall = |at: Timestamp| at_centre(at, &zone).datetime();
    let state = &session.session;
    let notes = state.observed().iter().map(|o| BasisLine {
        source: Source::Note(o.id),
        what: Basis::Note { at: wall(o.at), note: Sealed::new(record, o.note.clone()) },
    });
    let moved = state.moved().iter().map(|m| BasisLine {
        source: Source::Fact(m.place),
        what: Basis::Moved { at: wall(m.at), movement: m.movement },
    });
    let ended = state
        .ended()
        .zip(state.ended_place())
        .map(|((at, _), place)| BasisLine { source: Source::Fact(place), what: Basis::Ended { at: wall(at) } });
    let visits = state.slot().map_or(&[][..], |slot| &slot.visits);
    let came_as = |person| visits.iter().find(|visit| Some(visit.person) == person).map(|visit| visit.comes);
    let wellbeing = state.wellbeing().iter().map(|entry| BasisLine {
        source: Source::Wellbeing(entry.id),
        what: Basis::Wellbeing { whose: came_as(entry.person), when: entry.when },
    });
    let mut lines: Vec<_> = notes.chain(moved).chain(ended).collect();
    lines.sort_by_key(|line| match line.what {
        Basis::Note { at, .. } | Basis::Moved { at, .. } | Basis::Ended { at } => Some(at),
        Basis::Wellbeing { .. } => None,
    });
    lines.extend(wellbeing);
    lines
}
