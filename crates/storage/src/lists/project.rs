//! The house's own projection: which rows follow from which stream. Adding a column: put it here, in `tables.rs` and in a
//! migration of both engines; a rebuild fills it.

mod case;
mod person;
mod session;
mod worker;

use super::row::ListRow;
use domain::event::Happened;
use domain::ids::CentreId;
use domain::stream::StreamName;

/// The list rows that follow from a stream's whole history.
pub fn project(_centre: CentreId, stream: StreamName, happened: &[Happened]) -> Vec<ListRow> {
    match stream {
        StreamName::Case(id) => case::rows(id, happened),
        StreamName::Session(id) => session::rows(id, happened),
        StreamName::Person(id) => person::rows(id, happened),
        StreamName::Worker(id) => worker::rows(id, happened),
        // Pages read these whole: a day is short, and a centre is one.
        StreamName::Day(..) | StreamName::Centre(_) => Vec::new(),
    }
}
