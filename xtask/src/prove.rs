//! `cargo xtask prove`: the statements about the access policies, for every conceivable question.

use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use crate::{install, process, sources, tally};

/// All proofs together may take this long once they are compiled, so that nobody is tempted to leave them out.
const SECONDS: f64 = 60.0;

/// Runs the proofs and prints what was proved and what broke each twin.
pub(crate) fn run() -> Result<ExitCode> {
    install::solver()?;
    // Built for the whole workspace, as the tests are: see docs/adr/0006.
    let arguments = ["test", "--quiet", "--workspace", "--test", "proofs"];
    process::run(Command::new("cargo").current_dir(sources::root()).args(arguments).arg("--no-run"))?;
    let began = Instant::now();
    let mut counted = tally::Tally::default();
    let well = process::watch(
        Command::new("cargo").current_dir(sources::root()).args(arguments).args(["--", "--nocapture"]),
        |line| counted += tally::of_cargo(line).unwrap_or_default(),
    )?;
    let seconds = began.elapsed().as_secs_f64();
    ensure!(well, "a statement does not hold, or is not proved; see above");
    ensure!(counted.passed > 0, "no statement was proved");
    within(seconds).context("the proofs took too long")?;
    println!("{} statements proved, and their twins broken, in {seconds:.1} s", counted.passed);
    Ok(ExitCode::SUCCESS)
}

fn within(seconds: f64) -> Result<()> {
    ensure!(seconds <= SECONDS, "{seconds:.1} s, and they have {SECONDS} s");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proofs_that_take_longer_than_a_minute_have_failed() {
        within(59.0).unwrap();
        within(61.0).unwrap_err();
    }
}
