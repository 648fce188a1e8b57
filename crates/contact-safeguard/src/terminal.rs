//! What is written to whoever started the program. Standard output carries answers, standard error everything else.

use crate::failed::Failed;
use std::io::Write as _;

/// Writes one line to standard output. Whoever closed it does not want to read it.
pub fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    let _closed = writeln!(out, "{line}").and_then(|()| out.flush());
}

/// Writes one line to standard error.
pub fn note(line: &str) {
    let _closed = writeln!(std::io::stderr().lock(), "{line}");
}

/// Says why the program ends.
pub fn complain(failed: &Failed) {
    note(&failed.to_string());
}
