//! A feature has the same name in every layer, so that one search shows the whole slice.

use super::Problem;
use crate::sources::Source;

/// The features of the house.
const FEATURES: [&str; 11] = [
    "referral",
    "triage",
    "risk",
    "previsit",
    "arrangement",
    "interest",
    "emergency",
    "booking",
    "session",
    "concern",
    "report",
];

/// A module in an upper layer whose name is a feature needs the module of that name below it.
const UPPER: [&str; 2] = ["crates/app/src/", "crates/web/src/"];
const LOWEST: &str = "crates/domain/src/";

/// Features that an upper layer has and the domain does not.
pub(super) fn check(sources: &[Source]) -> Vec<Problem> {
    let has = |layer: &str, feature: &str| sources.iter().any(|source| is_module(&source.path, layer, feature));
    let mut problems = Vec::new();
    for feature in FEATURES {
        for layer in UPPER {
            if has(layer, feature) && !has(LOWEST, feature) {
                problems
                    .push(Problem::at(format!("{layer}{feature}"), format!("has no {LOWEST}{feature} to stand on")));
            }
        }
    }
    problems
}

fn is_module(path: &str, layer: &str, feature: &str) -> bool {
    path.strip_prefix(layer)
        .and_then(|rest| rest.strip_prefix(feature))
        .is_some_and(|rest| rest == ".rs" || rest == "/mod.rs")
}

#[cfg(test)]
mod tests {
    use super::super::{source, texts};
    use super::*;

    #[test]
    fn a_page_without_a_domain_module_is_found() {
        let sources = [source("crates/web/src/booking/mod.rs", ""), source("crates/domain/src/bookings.rs", "")];
        let found = texts(&check(&sources));
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("crates/web/src/booking"), "{found:?}");
    }

    #[test]
    fn a_domain_module_may_wait_for_its_pages() {
        let sources = [
            source("crates/domain/src/report.rs", ""),
            source("crates/domain/src/risk/mod.rs", ""),
            source("crates/app/src/risk.rs", ""),
        ];
        assert_eq!(check(&sources), []);
    }
}
