//! The schema, as forward-only steps. Both engines have the same numbers and names and end in the same logical schema.

use crate::seam::{Row, SeamError, Value};
use sha2::{Digest as _, Sha256};

/// One step of the schema.
#[derive(Debug)]
pub struct Migration {
    /// Its place in the order, from 1.
    pub number: i64,
    /// What it brings.
    pub name: &'static str,
    /// Its statements.
    pub script: &'static str,
}

/// The schema in one engine's words.
#[derive(Debug)]
pub struct Schema {
    /// Makes the table of steps that have run.
    pub(crate) table: &'static str,
    /// The steps, in order.
    pub steps: &'static [Migration],
}

/// The schema on SQLite.
pub static SQLITE: Schema = Schema {
    table: "CREATE TABLE IF NOT EXISTS migrations (number INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, hash BLOB NOT NULL) STRICT",
    steps: SQLITE_STEPS,
};

/// The schema on PostgreSQL.
pub static POSTGRES: Schema = Schema {
    table: "CREATE TABLE IF NOT EXISTS migrations (number BIGINT NOT NULL PRIMARY KEY, name TEXT COLLATE \"C\" NOT NULL, hash BYTEA NOT NULL)",
    steps: POSTGRES_STEPS,
};

const SQLITE_STEPS: &[Migration] = &[
    Migration { number: 1, name: "journal", script: include_str!("../migrations/sqlite/0001_journal.sql") },
    Migration {
        number: 2,
        name: "around_the_journal",
        script: include_str!("../migrations/sqlite/0002_around_the_journal.sql"),
    },
    Migration { number: 3, name: "lists", script: include_str!("../migrations/sqlite/0003_lists.sql") },
    Migration { number: 4, name: "partner_links", script: include_str!("../migrations/sqlite/0004_partner_links.sql") },
    Migration { number: 5, name: "interests", script: include_str!("../migrations/sqlite/0005_interests.sql") },
    Migration {
        number: 6,
        name: "second_factors",
        script: include_str!("../migrations/sqlite/0006_second_factors.sql"),
    },
    Migration { number: 7, name: "emergencies", script: include_str!("../migrations/sqlite/0007_emergencies.sql") },
    Migration {
        number: 8,
        name: "access_records",
        script: include_str!("../migrations/sqlite/0008_access_records.sql"),
    },
    Migration { number: 9, name: "passkeys", script: include_str!("../migrations/sqlite/0009_passkeys.sql") },
    Migration { number: 10, name: "door", script: include_str!("../migrations/sqlite/0010_door.sql") },
];

const POSTGRES_STEPS: &[Migration] = &[
    Migration { number: 1, name: "journal", script: include_str!("../migrations/postgres/0001_journal.sql") },
    Migration {
        number: 2,
        name: "around_the_journal",
        script: include_str!("../migrations/postgres/0002_around_the_journal.sql"),
    },
    Migration { number: 3, name: "lists", script: include_str!("../migrations/postgres/0003_lists.sql") },
    Migration {
        number: 4,
        name: "partner_links",
        script: include_str!("../migrations/postgres/0004_partner_links.sql"),
    },
    Migration { number: 5, name: "interests", script: include_str!("../migrations/postgres/0005_interests.sql") },
    Migration {
        number: 6,
        name: "second_factors",
        script: include_str!("../migrations/postgres/0006_second_factors.sql"),
    },
    Migration { number: 7, name: "emergencies", script: include_str!("../migrations/postgres/0007_emergencies.sql") },
    Migration {
        number: 8,
        name: "access_records",
        script: include_str!("../migrations/postgres/0008_access_records.sql"),
    },
    Migration { number: 9, name: "passkeys", script: include_str!("../migrations/postgres/0009_passkeys.sql") },
    Migration { number: 10, name: "door", script: include_str!("../migrations/postgres/0010_door.sql") },
];

impl Migration {
    /// The SHA-256 of the script: a step that was changed after it ran is found.
    pub fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.script.as_bytes()).into()
    }

    /// The row that says it ran.
    pub(crate) fn row(&self) -> Vec<Value> {
        vec![self.number.into(), self.name.into(), self.hash().as_slice().into()]
    }
}

/// The steps that have not run, or an error where those that have are not ours.
pub(crate) fn missing(schema: &Schema, done: &[Row]) -> Result<&'static [Migration], SeamError> {
    let all = schema.steps;
    if done.len() > all.len() {
        return Err(SeamError::Engine("the database belongs to a newer version of this program".into()));
    }
    for (migration, row) in all.iter().zip(done) {
        if row.values() != migration.row().as_slice() {
            return Err(SeamError::Engine(format!(
                "schema step {} in the database is not the one of this program",
                migration.number
            )));
        }
    }
    Ok(all.get(done.len()..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{POSTGRES, SQLITE};

    #[test]
    fn both_engines_have_the_same_steps() {
        let names =
            |schema: &super::Schema| schema.steps.iter().map(|step| (step.number, step.name)).collect::<Vec<_>>();
        assert_eq!(names(&SQLITE), names(&POSTGRES));
        assert!((1..).zip(SQLITE.steps).all(|(place, step)| step.number == place));
    }
}
