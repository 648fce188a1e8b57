//! `cargo xtask test`: the steps, their order, and the one line that says how it went.

use std::process::{Command, ExitCode};
use std::time::Instant;

use anyhow::Result;
use clap::Args;

use crate::progress::Progress;
use crate::tally::{self, Tally};
use crate::{install, interface, postgres, process, sources, tidy};

/// What to run.
#[derive(Args)]
pub(crate) struct Wish {
    /// Also the tests marked as ignored, more property cases, the documentation build and the JSON interface asked at
    /// length.
    #[arg(long)]
    full: bool,
    /// Go on after the last step that passed, if no file has changed since.
    #[arg(long)]
    resume: bool,
    /// Do not stop at the first step that fails.
    #[arg(long)]
    keep_going: bool,
}

struct Step {
    name: &'static str,
    work: fn(&Wish) -> Outcome,
}

const STEPS: [Step; 8] = [
    Step { name: "install", work: |_| install::everything(&sources::root()).into() },
    Step { name: "format", work: |_| process::run(cargo().args(["fmt", "--all", "--", "--check", "-l"])).into() },
    Step { name: "tidy", work: |_| tidy::check().into() },
    Step { name: "lints", work: lints },
    Step { name: "tests", work: tests },
    Step { name: "documentation", work: documentation },
    Step { name: "interface", work: |_| interface::run().into() },
    Step { name: "journeys", work: journeys },
];

/// Only with `--full`.
const LONG: [&str; 2] = ["documentation", "interface"];

/// What a step counted, and what is wrong if something is.
#[derive(Default)]
struct Outcome {
    tally: Tally,
    wrong: Option<String>,
}

impl From<Result<()>> for Outcome {
    fn from(result: Result<()>) -> Self {
        Self { tally: Tally::default(), wrong: result.err().map(|error| format!("{error:#}")) }
    }
}

impl From<Result<Outcome>> for Outcome {
    fn from(result: Result<Outcome>) -> Self {
        match result {
            Ok(outcome) => outcome,
            Err(error) => Err::<(), _>(error).into(),
        }
    }
}

/// Runs the steps; the last line printed is the sum.
pub(crate) fn run(wish: &Wish) -> Result<ExitCode> {
    let root = sources::root();
    let tier = if wish.full { "full" } else { "quick" };
    let note = root.join("target/xtask/test.json");
    let state = format!("{tier} {:x}", sources::fingerprint(&root)?);
    let mut progress = if wish.resume { Progress::resumed(note, state) } else { Progress::fresh(note, state) };

    let steps: Vec<&Step> = STEPS.iter().filter(|step| wish.full || !LONG.contains(&step.name)).collect();
    let mut sum = Tally::default();
    let mut failures = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        println!("\n== {}/{} {}", index + 1, steps.len(), step.name);
        if let Some(tally) = progress.passed(step.name) {
            println!("   {} passed before, and no file changed since", step.name);
            sum += tally;
            continue;
        }
        let began = Instant::now();
        let mut outcome = (step.work)(wish);
        let seconds = began.elapsed().as_secs_f64();
        if let Some(wrong) = outcome.wrong {
            // Formatting, lints and the like count nothing of their own: a failed step is one failure.
            outcome.tally.failed = outcome.tally.failed.max(1);
            let line = format!("FAILED {} after {seconds:.1} s: {wrong}", step.name);
            println!("{line}");
            failures.push(line);
        } else {
            println!("   {} is well, {seconds:.1} s", step.name);
            progress.note(step.name, outcome.tally)?;
        }
        sum += outcome.tally;
        if !failures.is_empty() && !wish.keep_going {
            break;
        }
    }
    Ok(close(sum, &failures))
}

fn close(sum: Tally, failures: &[String]) -> ExitCode {
    println!();
    for line in failures {
        println!("{line}");
    }
    if sum.left_out > 0 {
        println!("{} left for `cargo xtask test --full`", sum.left_out);
    }
    println!("{} passed, {} failed", sum.passed, sum.failed);
    if sum.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn lints(_: &Wish) -> Outcome {
    process::run(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])).into()
}

fn tests(wish: &Wish) -> Outcome {
    cargo_tests(wish).into()
}

fn cargo_tests(wish: &Wish) -> Result<Outcome> {
    let cluster = postgres::Cluster::start()?;
    let mut command = cargo();
    command.args(["test", "--workspace", "--no-fail-fast"]).env(postgres::ADDRESS_VARIABLE, cluster.address());
    if wish.full {
        command.env("PROPTEST_CASES", "4096").env("CONTACT_SAFEGUARD_FULL", "1").args(["--", "--include-ignored"]);
    }
    let mut tally = Tally::default();
    let mut failed = Vec::new();
    let well = process::watch(&mut command, |line| {
        tally += tally::of_cargo(line).unwrap_or_default();
        failed.extend(tally::failed_test(line).map(str::to_owned));
    })?;
    let wrong = if !failed.is_empty() {
        Some(failed.join(", "))
    } else if !well {
        Some("cargo test failed before or outside its tests; see above".to_owned())
    } else if tally.passed == 0 {
        Some("no test ran".to_owned())
    } else {
        None
    };
    Ok(Outcome { tally, wrong })
}

fn documentation(_: &Wish) -> Outcome {
    process::run(
        cargo()
            .args(["doc", "--workspace", "--no-deps", "--document-private-items"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    )
    .into()
}

fn journeys(_: &Wish) -> Outcome {
    browser_journeys().into()
}

fn browser_journeys() -> Result<Outcome> {
    let program = sources::program()?;
    let mut tally = Tally::default();
    let well = process::watch(
        Command::new("node")
            .args(["--test-reporter=spec", "run.mjs"])
            .env("CONTACT_SAFEGUARD_PROGRAM", program)
            .current_dir(sources::root().join("e2e")),
        |line| tally += tally::of_node(line).unwrap_or_default(),
    )?;
    let wrong = if tally.failed > 0 || !well {
        Some("a journey failed; see above".to_owned())
    } else if tally.left_out > 0 {
        Some(format!("{} journeys were skipped", tally.left_out))
    } else if tally.passed == 0 {
        Some("no journey ran".to_owned())
    } else {
        None
    };
    Ok(Outcome { tally, wrong })
}

fn cargo() -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(sources::root());
    command
}
