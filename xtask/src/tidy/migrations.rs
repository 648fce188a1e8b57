//! Both engines have the same migrations, numbered without gaps.

use std::collections::BTreeSet;

use super::Problem;
use crate::sources::Source;

const FOLDER: &str = "crates/storage/migrations/";

/// Migrations that one engine lacks, and numbers that are missing.
pub(super) fn check(sources: &[Source]) -> Vec<Problem> {
    let (sqlite, postgres) = (names(sources, "sqlite/"), names(sources, "postgres/"));
    let mut problems: Vec<Problem> = sqlite
        .symmetric_difference(&postgres)
        .map(|name| {
            let lacking = if sqlite.contains(name) { "postgres" } else { "sqlite" };
            Problem::at(format!("{FOLDER}{lacking}/{name}"), "is missing: the other engine has it")
        })
        .collect();
    for (expected, name) in (1_u32..).zip(&sqlite) {
        let number = name.split(['_', '-']).next().and_then(|digits| digits.parse::<u32>().ok());
        if number != Some(expected) {
            problems.push(Problem::at(format!("{FOLDER}sqlite/{name}"), format!("should be number {expected}")));
            break;
        }
    }
    problems
}

fn names<'a>(sources: &'a [Source], engine: &str) -> BTreeSet<&'a str> {
    sources
        .iter()
        .filter(|source| source.extension() == "sql")
        .filter_map(|source| source.path.strip_prefix(FOLDER)?.strip_prefix(engine))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::{source, texts};
    use super::*;

    fn found(paths: &[&str]) -> Vec<String> {
        let sources: Vec<Source> = paths.iter().map(|path| source(&format!("{FOLDER}{path}"), "")).collect();
        texts(&check(&sources))
    }

    #[test]
    fn a_migration_for_one_engine_only_is_found() {
        let found = found(&["sqlite/0001_journal.sql", "postgres/0001_journal.sql", "sqlite/0002_lists.sql"]);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("postgres/0002_lists.sql"), "{found:?}");
    }

    #[test]
    fn a_missing_number_is_found() {
        let found = found(&["sqlite/0001_a.sql", "postgres/0001_a.sql", "sqlite/0003_b.sql", "postgres/0003_b.sql"]);
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("should be number 2"), "{found:?}");
    }

    #[test]
    fn equal_sets_pass() {
        assert!(found(&["sqlite/0001_a.sql", "postgres/0001_a.sql", "sqlite/README.md"]).is_empty());
    }
}
