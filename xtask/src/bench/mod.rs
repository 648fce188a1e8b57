//! `cargo xtask bench`: what the first path costs, measured on the release program over loopback, beside a page that does
//! next to nothing, so that a slow computer shows as such.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use crate::program::Program;
use crate::visitor::Visitor;
use crate::{process, sources};
use anyhow::{Context, Result, bail};

/// Each page is read this often; the median counts.
const READINGS: usize = 41;

/// Builds the release program and measures it.
pub(crate) fn run() -> Result<ExitCode> {
    let began = Instant::now();
    process::run(Command::new("cargo").args(["build", "--release"]).current_dir(sources::root()))?;
    println!("\nThe release build, with what lay in the target folder: {:.1} s\n", began.elapsed().as_secs_f64());
    let program = sources::target_folder()?.join("release/contact-safeguard");
    first_page(&program)?;
    demo(&program)?;
    Ok(ExitCode::SUCCESS)
}

/// The time from the start on an existing record to the first page, with the record's folder warm.
fn first_page(program: &Path) -> Result<()> {
    let folder = Folder::make()?;
    let data = folder.0.join("record").display().to_string();
    let keys = folder.0.join("keys").display().to_string();
    let arguments = ["serve", "--data", &data, "--key-file", &keys, "--listen", "127.0.0.1:0"];
    drop(Program::start(program, &arguments)?);
    let began = Instant::now();
    let second = Program::start(program, &arguments)?;
    let reply = Visitor::of(&second.address)?.get("/sign-in")?;
    if reply.status != 200 {
        bail!("the first page has status {}", reply.status);
    }
    println!("Start with an existing record to the first page: {:.2} s\n", began.elapsed().as_secs_f64());
    Ok(())
}

fn demo(program: &Path) -> Result<()> {
    let demo = Program::start(program, &["demo", "--no-open", "--listen", "127.0.0.1:0"])?;
    println!("The demo filled and ready: {:.1} s", demo.ready_after.as_secs_f64());
    std::thread::sleep(Duration::from_secs(5));
    println!("Memory then, idle: {} MiB\n", demo.resident_mib()?);
    println!("| read by | page | median | beside /healthz | size |");
    println!("|---|---|---|---|---|");
    for (roles, pages) in [("coordinator", of_coordinator as Pages), ("report reviewer", of_reviewer)] {
        let mut reader = Visitor::of(&demo.address)?;
        reader.sign_in_as(roles)?;
        let floor = measure(&reader, "/healthz")?.median;
        for path in pages(&reader)? {
            let measured = measure(&reader, &path)?;
            println!(
                "| {roles} | {} | {:.1} ms | {:.0} | {:.1} KB |",
                without_ids(&path),
                measured.median.as_secs_f64() * 1000.0,
                measured.median.as_secs_f64() / floor.as_secs_f64(),
                measured.kilobytes,
            );
        }
    }
    println!("\nMemory after reading: {} MiB", demo.resident_mib()?);
    Ok(())
}

/// Which pages are read.
type Pages = fn(&Visitor) -> Result<Vec<String>>;

struct Measured {
    median: Duration,
    kilobytes: f64,
}

fn measure(reader: &Visitor, path: &str) -> Result<Measured> {
    let mut times = Vec::new();
    let mut bytes = 0;
    for _ in 0..READINGS {
        let reply = reader.get(path)?;
        if reply.status != 200 {
            bail!("{path} has status {}", reply.status);
        }
        times.push(reply.took);
        bytes = reply.body.len();
    }
    times.sort();
    let median = *times.get(READINGS / 2).context("nothing was measured")?;
    Ok(Measured { median, kilobytes: f64::from(u32::try_from(bytes)?) / 1000.0 })
}

/// The main pages: those of the menu, and those of the first family whose sessions go on.
fn of_coordinator(reader: &Visitor) -> Result<Vec<String>> {
    let mut all: Vec<String> = ["/today", "/cases", "/centre"].map(str::to_owned).into();
    let family = link(reader, "/cases?stage=live", "/cases/")?;
    all.push(family.clone());
    for page in ["referral", "timeline", "triage", "risk", "pre-visits", "voice", "arrangement", "sessions"] {
        all.push(format!("{family}/{page}"));
    }
    let session = link(reader, &format!("{family}/sessions"), "/sessions/")?;
    all.push(session);
    Ok(all)
}

/// The reports that wait for a reviewer, and the first of them.
fn of_reviewer(reader: &Visitor) -> Result<Vec<String>> {
    Ok(vec!["/reports".to_owned(), link(reader, "/reports", "/reports/")?])
}

/// The first link of a page to a record: its path begins like this and goes on with an id.
fn link(reader: &Visitor, page: &str, begins: &str) -> Result<String> {
    let text = reader.get(page)?.text();
    text.split("href=\"")
        .filter_map(|after| after.split('"').next())
        .find(|path| path.strip_prefix(begins).is_some_and(|id| id.len() == 36 && !id.contains('/')))
        .map(str::to_owned)
        .with_context(|| format!("{page} leads to no record under {begins}"))
}

fn without_ids(path: &str) -> String {
    let words: Vec<&str> = path.split('/').map(|word| if word.len() == 36 { "{id}" } else { word }).collect();
    words.join("/")
}

/// A folder that goes with the value.
struct Folder(PathBuf);

impl Folder {
    fn make() -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("contact-safeguard-bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _gone = std::fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_in_a_path_is_shown_as_such() {
        let path = "/cases/018f3c1e-0000-7000-8000-000000000001/risk";
        assert_eq!(without_ids(path), "/cases/{id}/risk");
    }
}
