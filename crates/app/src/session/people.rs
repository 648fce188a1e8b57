//! Who comes to a session, by which door and when, party by party.

use super::names::{Name, door_name, short_name};
use super::page::time_at;
use access::Record;
use domain::arrangement::ComesAs;
use domain::booking::{Slot, Visit};
use domain::ids::PersonId;
use domain::session::{Movement, SessionState};
use domain::words::{Side, Window};
use domain::world::World;
use jiff::civil::Time;

/// Somebody who comes.
#[derive(Debug)]
pub struct Comer {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub comes: ComesAs,
    /// First name and initial.
    pub name: Name,
}

/// People who come and leave together.
#[derive(Debug)]
pub struct Coming {
    /// On which side of the building.
    pub side: Side,
    /// Who.
    pub people: Vec<Comer>,
    /// By which door.
    pub door: Name,
    /// When they are expected.
    pub arrive: Window,
    /// When they leave.
    pub leave: Window,
    /// When they came, as recorded last.
    pub came: Option<Time>,
    /// When they left.
    pub left: Option<Time>,
}

/// The parties of a slot in the order in which they come.
pub(crate) fn comings(world: &World, slot: &Slot, state: &SessionState, record: Record) -> Vec<Coming> {
    let mut parties: Vec<Vec<Visit>> = Vec::new();
    for visit in &slot.visits {
        match parties.iter_mut().find(|party| party.first().is_some_and(|first| together(first, visit))) {
            Some(party) => party.push(*visit),
            None => parties.push(vec![*visit]),
        }
    }
    parties.sort_by_key(|party| party.first().map(|visit| (visit.arrive, visit.leave)));
    parties.iter().filter_map(|party| coming(world, party, state, record)).collect()
}

fn together(one: &Visit, other: &Visit) -> bool {
    (one.comes.side(), one.entrance, one.arrive, one.leave)
        == (other.comes.side(), other.entrance, other.arrive, other.leave)
}

fn coming(world: &World, party: &[Visit], state: &SessionState, record: Record) -> Option<Coming> {
    let first = party.first()?;
    let side = first.comes.side();
    let (enters, leaves) = match side {
        Side::Resident => (Movement::ChildIn, Movement::ChildOut),
        Side::Visiting | Side::Other => (Movement::VisitingIn, Movement::VisitingOut),
    };
    let latest = |movement| party.iter().filter_map(|v| state.when(v.person, movement)).max();
    Some(Coming {
        side,
        people: party
            .iter()
            .map(|v| Comer { person: v.person, comes: v.comes, name: short_name(world, v.person, record) })
            .collect(),
        door: door_name(world, first.entrance, record),
        arrive: first.arrive,
        leave: first.leave,
        came: latest(enters).map(|at| time_at(world, at)),
        left: latest(leaves).map(|at| time_at(world, at)),
    })
}
