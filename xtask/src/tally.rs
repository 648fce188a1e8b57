//! Counting what test runners say they did.

use std::ops::AddAssign;

/// How many tests passed, failed, or were not run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) left_out: u64,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.left_out += other.left_out;
    }
}

/// The counts in cargo's `test result:` line, of which there is one for each test binary.
pub(crate) fn of_cargo(line: &str) -> Option<Tally> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let mut tally = Tally::default();
    for part in counts.split(';') {
        let (count, word) = part.trim().split_once(' ')?;
        let slot = match word {
            "passed" => &mut tally.passed,
            "failed" => &mut tally.failed,
            "ignored" => &mut tally.left_out,
            _ => continue,
        };
        *slot = count.parse().ok()?;
    }
    Some(tally)
}

/// The count in one line of the summary that Node's runner writes last, in its readable or its TAP form.
pub(crate) fn of_node(line: &str) -> Option<Tally> {
    let (word, count) = line.strip_prefix("ℹ ").or_else(|| line.strip_prefix("# "))?.split_once(' ')?;
    let count = count.parse().ok()?;
    match word {
        "pass" => Some(Tally { passed: count, ..Tally::default() }),
        // A journey that was cancelled has shown nothing.
        "fail" | "cancelled" => Some(Tally { failed: count, ..Tally::default() }),
        "skipped" | "todo" => Some(Tally { left_out: count, ..Tally::default() }),
        _ => None,
    }
}

/// The name of the test in cargo's line about a failed one.
pub(crate) fn failed_test(line: &str) -> Option<&str> {
    line.strip_prefix("test ")?.strip_suffix(" ... FAILED")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargos_counts_are_read() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.02s";
        assert_eq!(of_cargo(line), Some(Tally { passed: 12, failed: 3, left_out: 1 }));
        assert_eq!(of_cargo("test rules::block ... ok"), None);
        assert_eq!(failed_test("test rules::block ... FAILED"), Some("rules::block"));
        assert_eq!(failed_test("test rules::block ... ok"), None);
    }

    #[test]
    fn nodes_counts_are_read_and_a_cancelled_journey_has_failed() {
        let mut sum = Tally::default();
        for line in ["ℹ tests 9", "ℹ pass 5", "ℹ fail 1", "ℹ cancelled 1", "ℹ skipped 2", "ℹ duration_ms 1234.5"]
        {
            sum += of_node(line).unwrap_or_default();
        }
        assert_eq!(sum, Tally { passed: 5, failed: 2, left_out: 2 });
        assert_eq!(of_node("# pass 4"), Some(Tally { passed: 4, ..Tally::default() }));
    }
}
