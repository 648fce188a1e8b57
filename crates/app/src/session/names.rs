//! Names as the floor sees them: first name and initial, and what doors, rooms and workers are called. Each opens only
//! with the grant of the record it was looked up for.

use access::action::Ordinary;
use access::{Record, Sealed};
use domain::centre::Label;
use domain::ids::{EntranceId, PersonId, RoomId, WorkerId};
use domain::private::Private;
use domain::words::PersonName;
use domain::world::World;

/// A name that opens with a grant; `None` where nobody has told the centre.
pub type Name = Option<Sealed<String, Ordinary>>;

fn known(world: &World, person: PersonId) -> Option<&Private<PersonName>> {
    world.people.get(&person)?.identity.as_ref()?.name.as_ref()
}

/// A person's first name and initial.
pub(crate) fn short_name(world: &World, person: PersonId, record: Record) -> Name {
    known(world, person).map(|name| Sealed::new(record, name.clone().map(|n| n.first_and_initial())))
}

/// A worker's whole name.
pub(crate) fn worker_name(world: &World, worker: WorkerId, record: Record) -> Name {
    let name = world.workers.get(&worker)?.name()?;
    Some(Sealed::new(record, name.clone().map(|n| n.full())))
}

/// What a room is called, in use or not: past sessions name closed rooms too.
pub(crate) fn room_name(world: &World, room: RoomId, record: Record) -> Name {
    world.centre.rooms().get(&room).map(|room| label(&room.name, record))
}

/// What a door is called.
pub(crate) fn door_name(world: &World, door: EntranceId, record: Record) -> Name {
    world.centre.entrances().get(&door).map(|door| label(&door.name, record))
}

pub(crate) fn label(name: &Private<Label>, record: Record) -> Sealed<String, Ordinary> {
    Sealed::new(record, name.clone().map(|label| label.as_str().to_owned()))
}
