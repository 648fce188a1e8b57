//! The demo: an invented region in a throw-away database, filled through the program's own commands as its own people
//! would give them, and served on this computer.

mod assessing;
mod calendar;
mod chance;
mod families;
mod names;
mod office;
mod people;
mod region;
mod reports;
mod sittings;
mod story;
mod texts;
mod turns;
mod weeks;

use crate::cli;
use crate::failed::Failed;
use crate::serve::listening::{Entrance, Server};
use crate::serve::{self, doors, logs, upkeep};
use crate::{edge, place, terminal};
use calendar::Calendar;
use chance::Chance;
use families::{Family, Members};
use indicatif::{MultiProgress, ProgressBar, ProgressStyle};
use names::Names;
use region::{CentrePlan, REGION};
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use storage::{Durability, KeyFile, Location, Marker, Opening, Storage, lists};
use turns::Turns;
use uuid::Uuid;
use web::Cookies;

/// The same seed tells the same region.
const SEED: u64 = 0x00C0_FFEE_2026;

/// Fills the region and serves it.
pub async fn run(settings: cli::Demo) -> Result<(), Failed> {
    logs::start(cli::LogFormat::Text);
    if !settings.listen.ip().is_loopback() {
        return Err(Failed::usage(
            "The demo is served on this computer alone: anybody may sign in to it without a password.",
            "Leave --listen out, or name a port of 127.0.0.1.",
        ));
    }
    let listener = serve::bind(settings.listen).await?;
    let bound = listener.local_addr().unwrap_or(settings.listen);
    let folder = Folder::take(settings.keep)?;
    let storage = open(&folder.path).await?;
    fill(&storage).await?;
    let house = Arc::new(place::house(storage)?);
    upkeep::sign_all(&house).await;
    if settings.fill_only {
        return Ok(house.storage().clone().close().await?);
    }
    let base = doors::Doors::Loopback.base(bound);
    if !settings.no_open && std::io::stdout().is_terminal() {
        browse(&base);
    }
    let server = Server { listener, entrance: Entrance::Loopback, cookies: Cookies::Loopback, base };
    serve::serve(server, house).await
}

/// Opens the reader's browser, where there is one; the address is printed anyway.
fn browse(address: &str) {
    let (program, arguments): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[address]),
        "windows" => ("explorer", &[address]),
        _ => ("xdg-open", &[address]),
    };
    let nothing = std::process::Stdio::null;
    let _none = std::process::Command::new(program)
        .args(arguments)
        .stdin(nothing())
        .stdout(nothing())
        .stderr(nothing())
        .spawn();
}

async fn open(folder: &Path) -> Result<Storage, Failed> {
    let opening = Opening {
        location: Location::Sqlite { folder: folder.join("record") },
        keys: KeyFile::at(folder.join("keys").join("keys"), None),
        durability: Durability::ThrowAway,
        marker: Marker::Demo,
        now: edge::now(),
        projection: lists::project,
    };
    let storage = Storage::open(opening).await?;
    if storage.marker() == Marker::Demo && storage.centres().await?.is_empty() {
        Ok(storage)
    } else {
        Err(Failed::no("This folder has a record already.", "Name an empty folder with --keep, or leave it out."))
    }
}

/// Fills all three centres at once.
pub async fn fill(storage: &Storage) -> Result<(), Failed> {
    let calendar = Calendar::at_instant(edge::now());
    let bars = MultiProgress::new();
    let mut chance = Chance::new(SEED);
    let mut centres = Vec::new();
    for (number, plan) in (0_u64..).zip(&REGION) {
        let bar = bars.add(bar(plan));
        let filling = fill_centre(storage.clone(), plan, calendar.clone(), chance.fork(number), bar);
        centres.push(tokio::spawn(filling));
    }
    for centre in centres {
        centre.await.map_err(|_| Failed::no("A centre of the demo could not be filled.", "Please report this."))??;
    }
    Ok(())
}

fn bar(plan: &CentrePlan) -> ProgressBar {
    let bar = ProgressBar::new(u64::from(plan.family_count()));
    if let Ok(style) = ProgressStyle::with_template("{msg:24} {bar:40} {pos}/{len} families") {
        bar.set_style(style);
    }
    bar.set_message(plan.name);
    bar
}

async fn fill_centre(
    storage: Storage,
    plan: &'static CentrePlan,
    calendar: Calendar,
    mut chance: Chance,
    bar: ProgressBar,
) -> Result<(), Failed> {
    let mut names = Names::new(chance.fork(0));
    let office = Arc::new(people::open(&storage, plan, &calendar, &mut names, bar).await?);
    let mut turns = Turns::new(Arc::clone(&office.clock));
    let mut stories = Vec::new();
    let mut numbers = std::collections::BTreeMap::new();
    for group in plan.families {
        for _ in 0..group.families {
            let number: &mut u32 = numbers.entry(group.level).or_insert(0);
            let mut chance = chance.fork(u64::from(*number) + 1);
            let members = Members::draw(&mut names, &mut chance);
            let office = Arc::clone(&office);
            let turn = turns.join();
            let family =
                Family { office, calendar: calendar.clone(), turn, chance, group: *group, number: *number, members };
            *number += 1;
            stories.push(family);
        }
    }
    let telling: Vec<_> = stories
        .into_iter()
        .map(|family| {
            let progress = office.progress.clone();
            tokio::spawn(async move {
                let told = family.tell().await;
                progress.inc(1);
                told
            })
        })
        .collect();
    turns.run().await;
    for told in telling {
        told.await.map_err(|_| Failed::no("A story of the demo broke off.", "Please report this."))??;
    }
    office.progress.finish();
    Ok(())
}

/// The folder of a demo; a temporary one goes when the program ends.
struct Folder {
    path: PathBuf,
    kept: Kept,
}

#[derive(PartialEq, Eq)]
enum Kept {
    Kept,
    Temporary,
}

impl Folder {
    fn take(keep: Option<PathBuf>) -> Result<Self, Failed> {
        let folder = keep.map_or_else(
            || {
                let name = format!("contact-safeguard-demo-{}", Uuid::from_bytes(edge::random()));
                Self { path: edge::temporary_folder().join(name), kept: Kept::Temporary }
            },
            |path| Self { path, kept: Kept::Kept },
        );
        std::fs::create_dir_all(&folder.path).map_err(|error| {
            Failed::around(
                &format!("The folder {} cannot be made: {}.", folder.path.display(), error.kind()),
                "Name another with --keep DIR.",
            )
        })?;
        Ok(folder)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if self.kept == Kept::Temporary && std::fs::remove_dir_all(&self.path).is_err() {
            terminal::note(&format!("The demo's folder {} could not be removed.", self.path.display()));
        }
    }
}
