use crate::lists::row::ListRow;
use crate::lists::tables::WORKERS;
use domain::event::{Event, Happened};
use domain::ids::WorkerId;
use domain::worker::WorkerState;

pub(super) fn rows(worker: WorkerId, happened: &[Happened]) -> Vec<ListRow> {
    let mut state = WorkerState::default();
    for h in happened {
        if let Event::Worker(event) = &h.event {
            state.evolve(h, event);
        }
    }
    let Some(name) = state.name() else {
        return Vec::new();
    };
    // The newest roles on record; who may do what on a day is asked of the stream.
    let roles = state.roles_on(jiff::civil::Date::MAX).iter().map(|role| role.name()).collect::<Vec<_>>().join(" ");
    let left = if state.left_on().is_some() { "left" } else { "engaged" };
    let row = ListRow::new(&WORKERS, worker).text("state", left).text("roles", roles);
    vec![row.private("name", name, domain::words::PersonName::full)]
}
