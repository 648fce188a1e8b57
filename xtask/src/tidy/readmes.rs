//! Every crate says what it is for, and takes the house's lints.

use super::Problem;
use crate::sources::Source;

/// Crates without a README, and manifests that leave the house's lints out.
pub(super) fn check(sources: &[Source]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for manifest in sources.iter().filter(|source| source.path.ends_with("/Cargo.toml")) {
        let folder = manifest.path.trim_end_matches("Cargo.toml");
        if !(folder.starts_with("crates/") || folder == "xtask/") {
            continue;
        }
        let readme = format!("{folder}README.md");
        if !sources.iter().any(|source| source.path == readme) {
            problems.push(Problem::at(readme, "is missing: say what the crate is for and how to add to it"));
        }
        if !takes_lints(&manifest.text) {
            problems.push(Problem::at(&manifest.path, "should have `[lints] workspace = true`"));
        }
    }
    problems
}

fn takes_lints(manifest: &str) -> bool {
    let Ok(table) = manifest.parse::<toml::Table>() else {
        return false;
    };
    table.get("lints").and_then(|lints| lints.get("workspace")).and_then(toml::Value::as_bool) == Some(true)
}

#[cfg(test)]
mod tests {
    use super::super::{source, texts};
    use super::*;

    #[test]
    fn a_crate_without_readme_or_lints_is_found() {
        let good = source("crates/a/Cargo.toml", "[lints]\nworkspace = true");
        let bad = source("crates/b/Cargo.toml", "[package]\nname = \"b\"");
        let found = texts(&check(&[good, source("crates/a/README.md", ""), bad]));
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found.iter().all(|line| line.starts_with("crates/b/")), "{found:?}");
    }
}
