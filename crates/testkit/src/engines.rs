//! One story, told on SQLite and on PostgreSQL.

use crate::{SeededIds, at};
use domain::ids::CentreId;
use secrecy::SecretString;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use storage::lists::Projection;
use storage::seam::{drop_test_database, make_test_database};
use storage::{Durability, KeyFile, Location, Marker, Opening, Storage};
use tempfile::TempDir;

/// Names the PostgreSQL server for tests: `postgres://...` with the right to make databases. `cargo xtask test` sets it.
pub const POSTGRES_VARIABLE: &str = "CONTACT_SAFEGUARD_TEST_POSTGRES";

/// A fresh record on one engine, with one centre in it.
pub struct Bench {
    /// The record, opened.
    pub storage: Storage,
    /// The centre.
    pub centre: CentreId,
    /// Which engine, for messages.
    pub engine: &'static str,
    /// How it was opened; a second node opens it the same way.
    pub opening: Opening,
    folder: Arc<TempDir>,
}

impl Bench {
    /// Closes the record and opens it again.
    pub async fn reopened(self) -> Self {
        self.storage.close().await.expect("the record closes");
        let storage = Storage::open(self.opening.clone()).await.expect("the record opens again");
        Self { storage, ..self }
    }

    /// Where this bench keeps its files.
    pub fn folder(&self) -> &std::path::Path {
        self.folder.path()
    }
}

/// Tells the story on both engines, with lists made by the house's projection.
pub async fn on_both_engines(story: impl AsyncFn(Bench)) {
    on_both_engines_with(storage::lists::project, story).await;
}

/// Tells the story on both engines. Without a server for tests it says so and tells it on SQLite alone.
pub async fn on_both_engines_with(projection: Projection, story: impl AsyncFn(Bench)) {
    let folder = Arc::new(TempDir::new().expect("a temporary folder"));
    let location = Location::Sqlite { folder: folder.path().join("data") };
    story(bench("SQLite", location, &folder, projection).await).await;

    let Some(server) = server() else {
        return;
    };
    let folder = Arc::new(TempDir::new().expect("a temporary folder"));
    let number = MADE.fetch_add(1, Ordering::Relaxed);
    let name = format!("story_{}_{number}", std::process::id());
    let url = make_test_database(&server, &name).await.expect("the PostgreSQL server for tests lets databases be made");
    let location = Location::Postgres { url };
    story(bench("PostgreSQL", location, &folder, projection).await).await;
    // A story that fails leaves its database to look at; it goes with the server.
    drop_test_database(&server, &name).await.expect("the story's database is dropped");
}

async fn bench(engine: &'static str, location: Location, folder: &Arc<TempDir>, projection: Projection) -> Bench {
    let opening = Opening {
        location,
        keys: KeyFile::at(folder.path().join("keys").join("keys.jsonl"), None),
        durability: Durability::Kept,
        marker: Marker::Real,
        now: at("2026-01-05T09:00:00Z"),
        projection,
    };
    let storage = Storage::open(opening.clone()).await.expect("a fresh record opens");
    let centre = CentreId::fresh(&mut SeededIds::new(1));
    storage.add_centre(centre, opening.now).await.expect("a centre is made");
    Bench { storage, centre, engine, opening, folder: Arc::clone(folder) }
}

#[expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "the test kit is an edge, and whoever runs tests should see what was left out"
)]
fn server() -> Option<SecretString> {
    let server = std::env::var(POSTGRES_VARIABLE).ok().map(SecretString::from);
    if server.is_none() {
        eprintln!("{POSTGRES_VARIABLE} is not set: this story was told on SQLite only");
    }
    server
}

static MADE: AtomicU64 = AtomicU64::new(0);
