use crate::lists::row::ListRow;
use crate::lists::tables::PEOPLE;
use domain::event::{Event, Happened};
use domain::ids::PersonId;
use domain::person::PersonState;

pub(super) fn rows(person: PersonId, happened: &[Happened]) -> Vec<ListRow> {
    let mut state = PersonState::default();
    for h in happened {
        if let Event::Person(event) = &h.event {
            state.evolve(h, event);
        }
    }
    let Some(identity) = state.identity else {
        return Vec::new();
    };
    let row = ListRow::new(&PEOPLE, person).text("kind", super::case::stored(&identity.kind));
    let row = match &identity.name {
        Some(name) => row.private("name", name, domain::words::PersonName::full),
        None => row,
    };
    vec![row]
}
