//! The shape of the code, checked. Each check is a function from what was read to the problems it found.

mod adr;
mod directions;
mod features;
mod licences;
mod migrations;
mod readmes;
mod seam;
mod sizes;
mod spdx;
mod words;

use std::fmt;

use anyhow::{Result, bail};
use cargo_metadata::{Metadata, MetadataCommand};

use crate::process;
use crate::sources::{self, Source};

/// Something to put right, and where.
#[derive(Debug, PartialEq, Eq)]
struct Problem {
    place: String,
    text: String,
}

impl Problem {
    fn at(place: impl Into<String>, text: impl Into<String>) -> Self {
        Self { place: place.into(), text: text.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.text)
    }
}

/// Everything the checks look at.
struct House {
    sources: Vec<Source>,
    metadata: Metadata,
}

struct Check {
    name: &'static str,
    find: fn(&House) -> Vec<Problem>,
}

const CHECKS: [Check; 10] = [
    Check {
        name: "directions between crates",
        find: |house| directions::check(&directions::declared(&house.metadata)),
    },
    Check { name: "engines named in the seam only", find: |house| seam::check(&house.sources) },
    Check { name: "migrations of both engines", find: |house| migrations::check(&house.sources) },
    Check { name: "feature names through the layers", find: |house| features::check(&house.sources) },
    Check { name: "sizes of files and functions", find: |house| sizes::check(&house.sources) },
    Check { name: "licences", find: |house| licences::check(&house.sources, &licences::declared(&house.metadata)) },
    Check { name: "hosts of registries", find: |house| words::hosts(&house.sources) },
    Check { name: "roles without gender", find: |house| words::gendered_roles(&house.sources) },
    Check { name: "British spelling", find: |house| words::spelling(&house.sources) },
    Check {
        name: "decisions and readmes",
        find: |house| {
            let mut problems = adr::check(&house.sources);
            problems.extend(readmes::check(&house.sources));
            problems
        },
    },
];

/// `cargo xtask tidy`: runs all checks and fails if one of them found something.
pub(crate) fn check() -> Result<()> {
    let root = sources::root();
    let house = House { sources: sources::all(&root)?, metadata: metadata(&root)? };
    let mut count = 0;
    for check in CHECKS {
        let problems = (check.find)(&house);
        println!("   {}: {}", check.name, if problems.is_empty() { "well" } else { "to put right" });
        for problem in &problems {
            println!("      {problem}");
        }
        count += problems.len();
    }
    if count > 0 {
        bail!("tidy: {count} to put right");
    }
    Ok(())
}

/// The dependencies of this platform: reading those of all others would fetch some hundred packages nobody builds.
fn metadata(root: &std::path::Path) -> Result<Metadata> {
    let said = process::read(std::process::Command::new("rustc").arg("-vV"))?;
    let host = said.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or("x86_64-unknown-linux-gnu");
    let options = vec!["--filter-platform".to_owned(), host.to_owned()];
    Ok(MetadataCommand::new().current_dir(root).other_options(options).exec()?)
}

#[cfg(test)]
fn source(path: &str, text: &str) -> Source {
    Source { path: path.to_owned(), text: text.to_owned() }
}

#[cfg(test)]
fn texts(problems: &[Problem]) -> Vec<String> {
    problems.iter().map(ToString::to_string).collect()
}
