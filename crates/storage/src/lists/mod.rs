//! Lists: the tables that pages query.
//!
//! A row follows from one stream's history and from nothing else, and is written in the transaction that changes the stream.
//! So all lists can be made again from the journal ([`crate::Storage::rebuild`]) and compared with what a rebuild would give
//! ([`crate::Storage::compare_lists`]). Nothing in a row depends on now: a query takes the date it asks about.
//!
//! Adding a column: the schema (a new migration), the table in `tables.rs`, the projection of the feature beside this file.

mod project;
mod query;
mod rebuild;
mod record;
mod row;
mod tables;
mod write;

pub use project::project;
pub use query::{Filter, ListPage, ListQuery, Order};
pub use rebuild::ListDifference;
pub(crate) use rebuild::{compare, existing_keys, projected};
pub use record::{ListRecord, SealedColumn};
pub use row::{ListRow, SealedValue};
pub(crate) use tables::written_by;
pub use tables::{
    ALL, ASSIGNMENTS, CASES, EMERGENCIES, INTERESTS, Kind, ListTable, PARTIES, PEOPLE, REPORTS, SESSIONS, TASKS,
    WORKERS,
};
pub(crate) use write::{Change, replace};

use domain::event::Happened;
use domain::ids::CentreId;
use domain::stream::StreamName;

/// How list rows follow from the whole history of one stream.
pub type Projection = fn(CentreId, StreamName, &[Happened]) -> Vec<ListRow>;
