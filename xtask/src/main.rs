#![doc = include_str!("../README.md")]
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "upkeep talks to the person at the terminal; it has no log"
)]

mod bench;
mod install;
mod interface;
mod postgres;
mod process;
mod program;
mod progress;
mod prove;
mod sources;
mod tally;
mod test;
mod tidy;
mod visitor;

use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Upkeep of contact-safeguard")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Installs what is missing and runs everything that must hold.
    Test(test::Wish),
    /// Checks directions, names, sizes, licences and wording.
    Tidy,
    /// Proves what the access policies promise, for every conceivable question.
    Prove,
    /// Asks the JSON interface of a demo whatever its description allows and does not allow.
    Interface,
    /// Measures the release program: its start, its memory and its pages.
    Bench,
    /// Runs a command with a throw-away PostgreSQL, its address in `CONTACT_SAFEGUARD_TEST_POSTGRES`.
    Pg {
        /// The command and its arguments.
        #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
        command: Vec<String>,
    },
}

fn main() -> ExitCode {
    let outcome = match Arguments::parse().task {
        Task::Test(wish) => test::run(&wish),
        Task::Tidy => tidy::check().map(|()| ExitCode::SUCCESS),
        Task::Prove => prove::run(),
        Task::Interface => interface::run().map(|()| ExitCode::SUCCESS),
        Task::Bench => bench::run(),
        Task::Pg { command } => lend_postgres(&command),
    };
    outcome.unwrap_or_else(|error| {
        eprintln!("xtask: {error:#}");
        ExitCode::FAILURE
    })
}

fn lend_postgres(command: &[String]) -> Result<ExitCode> {
    let (program, arguments) = command.split_first().context("name a command to run")?;
    let cluster = postgres::Cluster::start()?;
    let status = Command::new(program)
        .args(arguments)
        .env(postgres::ADDRESS_VARIABLE, cluster.address())
        .status()
        .with_context(|| format!("cannot start {program}"))?;
    Ok(status.code().and_then(|code| u8::try_from(code).ok()).map_or(ExitCode::FAILURE, ExitCode::from))
}
