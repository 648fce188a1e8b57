//! The program: one binary for a hall's laptop and for a national service.
//!
//! This crate is the edge. It reads the command line, the clock, the environment and the operating system's randomness,
//! and hands them to the layers as parameters. What it decides itself is only where the record lies, how the door is
//! locked, and what to say when something around it fails.

mod cli;
mod commands;
mod demo;
mod edge;
mod failed;
mod matching;
mod place;
mod serve;
mod terminal;

use clap::Parser as _;
use cli::{Cli, Task};
use failed::Failed;
use std::process::ExitCode;

fn main() -> ExitCode {
    // No backtrace and no dump of memory ever leaves: both could hold what people told the centre.
    let cli = Cli::parse();
    let outcome = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| {
            Failed::around(&format!("The program cannot start: {error}."), "Free some memory and try again.")
        })
        .and_then(|runtime| runtime.block_on(carry_out(cli.task)));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failed) => {
            terminal::complain(&failed);
            ExitCode::from(failed.code())
        }
    }
}

async fn carry_out(task: Task) -> Result<(), Failed> {
    match task {
        Task::Serve(settings) => serve::run(settings).await,
        Task::Demo(settings) => demo::run(settings).await,
        Task::Verify(store) => commands::verify::run(store).await,
        Task::Rebuild(store) => commands::rebuild::run(store).await,
        Task::Referral(task) => commands::referral::run(task).await,
        Task::Match(task) => matching::run(&task),
        Task::Rules(task) => commands::rules::run(&task),
        Task::Policy(task) => commands::policy::run(task).await,
    }
}
