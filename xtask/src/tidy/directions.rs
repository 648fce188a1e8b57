//! Which crate may name which.

use cargo_metadata::{DependencyKind, Metadata};

use super::Problem;

/// Our crates, and which of ours each may depend on. `architecture.md` explains the order.
const MAY_NAME: [(&str, &[&str]); 15] = [
    ("domain", &[]),
    ("ledger", &[]),
    ("matching", &["domain"]),
    ("timetable", &["domain"]),
    ("oversight", &["domain"]),
    ("access", &["domain"]),
    ("storage", &["domain", "ledger"]),
    ("documents", &["domain"]),
    ("app", &["access", "documents", "domain", "ledger", "matching", "oversight", "storage", "timetable"]),
    ("web-assets", &[]),
    ("web", &["access", "app", "domain", "web-assets"]),
    (
        "contact-safeguard",
        &[
            "access",
            "app",
            "documents",
            "domain",
            "ledger",
            "matching",
            "oversight",
            "storage",
            "timetable",
            "web",
            "web-assets",
        ],
    ),
    ("testkit", &["access", "app", "documents", "domain", "ledger", "storage"]),
    // Nobody names it: the solver's translator stays out of the program.
    ("proofs", &["access"]),
    ("xtask", &[]),
];

/// Builders and harnesses for tests; a program that ships them would ship invented people.
const TESTS_ONLY: &str = "testkit";

/// Free of IO, clock and randomness, so free of the libraries that bring them.
const PURE: [&str; 5] = ["domain", "ledger", "matching", "timetable", "oversight"];
const IMPURE: [&str; 11] = [
    "axum",
    "fastrand",
    "getrandom",
    "hyper",
    "rand",
    "reqwest",
    "rusqlite",
    "sqlx",
    "tokio",
    "tower",
    "tracing-subscriber",
];

/// Libraries with one home: by the start of their name, and where they live.
const HOMES: [(&str, &str); 2] = [("sqlx", "storage"), ("typst", "documents")];

/// A crate of ours, as its manifest declares it.
pub(super) struct Declared {
    name: String,
    depends_on: Vec<(String, DependencyKind)>,
}

/// Reads the manifests of the workspace.
pub(super) fn declared(metadata: &Metadata) -> Vec<Declared> {
    metadata
        .workspace_packages()
        .into_iter()
        .map(|package| Declared {
            name: package.name.to_string(),
            depends_on: package.dependencies.iter().map(|on| (on.name.clone(), on.kind)).collect(),
        })
        .collect()
}

/// Every dependency that points the wrong way.
pub(super) fn check(crates: &[Declared]) -> Vec<Problem> {
    let ours: Vec<&str> = crates.iter().map(|one| one.name.as_str()).collect();
    let mut problems = Vec::new();
    for one in crates {
        let Some((_, allowed)) = MAY_NAME.iter().find(|(name, _)| *name == one.name) else {
            problems.push(Problem::at(
                &one.name,
                "is not in the table of crates: say what it may name (xtask, tidy, directions)",
            ));
            continue;
        };
        for (on, kind) in &one.depends_on {
            let wrong = if ours.contains(&on.as_str()) {
                wrong_neighbour(&one.name, allowed, on, *kind)
            } else {
                wrong_library(&one.name, on, *kind)
            };
            problems.extend(wrong.map(|text| Problem::at(&one.name, text)));
        }
    }
    problems
}

fn wrong_neighbour(name: &str, allowed: &[&str], on: &str, kind: DependencyKind) -> Option<String> {
    if on == TESTS_ONLY {
        return (kind != DependencyKind::Development).then(|| format!("may name {on} in tests only"));
    }
    (!allowed.contains(&on))
        .then(|| format!("may not name {on}; it may name {allowed:?}, and {name} is below or beside it"))
}

fn wrong_library(name: &str, on: &str, kind: DependencyKind) -> Option<String> {
    if let Some((library, home)) = HOMES.iter().find(|(library, _)| on.starts_with(library))
        && name != *home
    {
        return Some(format!("may not name {on}: only {home} names {library}"));
    }
    let pure = PURE.contains(&name) && kind != DependencyKind::Development;
    (pure && IMPURE.contains(&on)).then(|| format!("may not name {on}: it is pure"))
}

#[cfg(test)]
mod tests {
    use super::super::texts;
    use super::*;

    fn declared(name: &str, depends_on: &[(&str, DependencyKind)]) -> Declared {
        let depends_on = depends_on.iter().map(|(on, kind)| ((*on).to_owned(), *kind)).collect();
        Declared { name: name.to_owned(), depends_on }
    }

    #[track_caller]
    fn refused(name: &str, on: &str, kind: DependencyKind, expected: &str) {
        let crates = [
            declared(name, &[(on, kind)]),
            declared("storage", &[]),
            declared("testkit", &[]),
            declared("domain", &[]),
        ];
        let found = texts(&check(&crates));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains(expected), "{found:?}");
    }

    #[test]
    fn pages_may_not_name_storage() {
        refused("web", "storage", DependencyKind::Normal, "may not name storage");
    }

    #[test]
    fn the_testkit_is_for_tests() {
        refused("app", "testkit", DependencyKind::Normal, "in tests only");
    }

    #[test]
    fn one_crate_names_the_database_and_one_the_typesetter() {
        refused("app", "sqlx", DependencyKind::Normal, "only storage names sqlx");
        refused("web", "typst-pdf", DependencyKind::Development, "only documents names typst");
    }

    #[test]
    fn a_pure_crate_has_no_clock_and_no_dice() {
        refused("ledger", "getrandom", DependencyKind::Normal, "it is pure");
        refused("ledger", "tokio", DependencyKind::Build, "it is pure");
    }

    #[test]
    fn a_crate_that_nobody_placed_is_found() {
        refused("helpers", "serde", DependencyKind::Normal, "not in the table");
    }

    #[test]
    fn what_the_table_allows_is_allowed() {
        let crates = [
            declared("storage", &[("domain", DependencyKind::Normal), ("sqlx", DependencyKind::Normal)]),
            declared("domain", &[("proptest", DependencyKind::Development)]),
            declared("app", &[("testkit", DependencyKind::Development), ("storage", DependencyKind::Normal)]),
            declared("testkit", &[("storage", DependencyKind::Normal)]),
        ];
        assert_eq!(check(&crates), []);
    }
}
