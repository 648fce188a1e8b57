//! Decisions are numbered in the order they were taken, without gaps.

use super::Problem;
use crate::sources::Source;

const FOLDER: &str = "docs/adr/";

/// Decisions whose number is missing, double or not a number.
pub(super) fn check(sources: &[Source]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut next = 1_u32;
    // The sources come in the order of their paths.
    for name in sources.iter().filter_map(|source| source.path.strip_prefix(FOLDER)) {
        if name == "README.md" {
            continue;
        }
        let number: Option<u32> =
            name.split_once('-').filter(|(digits, _)| digits.len() == 4).and_then(|(digits, _)| digits.parse().ok());
        match number {
            Some(number) if number == next => next += 1,
            Some(number) => {
                problems
                    .push(Problem::at(format!("{FOLDER}{name}"), format!("follows number {}", next.saturating_sub(1))));
                next = number + 1;
            }
            None => problems.push(Problem::at(format!("{FOLDER}{name}"), "should be called NNNN-what-was-decided.md")),
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::super::{source, texts};
    use super::*;

    fn found(names: &[&str]) -> Vec<String> {
        let sources: Vec<Source> = names.iter().map(|name| source(&format!("{FOLDER}{name}"), "")).collect();
        texts(&check(&sources))
    }

    #[test]
    fn gaps_doubles_and_names_without_number_are_found() {
        assert!(found(&["0001-a.md", "0002-b.md", "README.md"]).is_empty());
        assert_eq!(found(&["0001-a.md", "0003-c.md", "0004-d.md"]), ["docs/adr/0003-c.md: follows number 1"]);
        assert_eq!(found(&["0001-a.md", "0001-b.md"]).len(), 1);
        assert_eq!(found(&["1-a.md"]).len(), 1);
        assert_eq!(found(&["why.md"]).len(), 1);
    }
}
