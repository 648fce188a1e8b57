//! What was answered as saved is there after the process was killed.

use crate::sample::{Cast, needing, noon, rows};
use domain::decision::Recorded;
use domain::stream::StreamName;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use storage::{Durability, KeyFile, Location, Marker, Opening, Storage};
use testkit::SeededIds;

/// Tells the child where to write.
const FOLDER: &str = "STORAGE_TEST_FOLDER";

fn opening(folder: &std::path::Path, durability: Durability) -> Opening {
    Opening {
        location: Location::Sqlite { folder: folder.join("data") },
        keys: KeyFile::at(folder.join("keys.jsonl"), None),
        durability,
        marker: Marker::Demo,
        now: noon(),
        projection: rows,
    }
}

/// Not a test of its own: the process that is killed. It prints a line for every append that was answered.
#[tokio::test]
#[ignore = "started and killed by appends_that_were_answered_outlive_a_kill"]
#[expect(clippy::disallowed_methods, reason = "the parent says where to write")]
async fn the_child_that_is_killed() {
    let folder = std::env::var(FOLDER).unwrap();
    let storage = Storage::open(opening(folder.as_ref(), Durability::Kept)).await.unwrap();
    let mut cast = Cast::new(90);
    let centre = domain::ids::CentreId::fresh(&mut SeededIds::new(1));
    storage.add_centre(centre, noon()).await.unwrap();
    let case = StreamName::Case(cast.case);
    loop {
        let command = domain::ids::CommandId::fresh(&mut cast.ids);
        let mut append = storage::Append::new(centre, command, cast.actor(), noon(), "england-2026.1");
        append.events = vec![Recorded::now(case, needing(cast.amina, "a ramp"))];
        let appended = storage.append(append).await.unwrap();
        println!("\nsaved {}", appended.versions[&case]);
    }
}

#[tokio::test]
async fn appends_that_were_answered_outlive_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let mut saved = 0;
    for round in 1..=3_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--ignored", "--nocapture", "--exact", "endurance::the_child_that_is_killed"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut heard = || lines.by_ref().find_map(|line| line.strip_prefix("saved ")?.parse::<u64>().ok());
        while saved < round * 25 {
            saved = heard().expect("the child goes on saving");
        }
        child.kill().unwrap();
        child.wait().unwrap();
        // What it said before it died counts too.
        while let Some(version) = heard() {
            saved = version;
        }
    }
    let storage = Storage::open(opening(folder.path(), Durability::Kept)).await.unwrap();
    let centre = storage.centres().await.unwrap()[0];
    let case = StreamName::Case(Cast::new(90).case);
    let loaded = storage.load(centre, &[case]).await.unwrap();
    assert!(loaded.versions[&case] >= saved && saved >= 75, "{saved}");
    storage.verify().await.unwrap();
}

#[tokio::test]
async fn a_throw_away_record_works_like_a_kept_one() {
    let folder = tempfile::tempdir().unwrap();
    let opening = opening(folder.path(), Durability::ThrowAway);
    assert!(!opening.location.exists());
    let storage = Storage::open(opening.clone()).await.unwrap();
    assert!(opening.location.exists());
    assert_eq!(storage.marker(), Marker::Demo);
    let mut cast = Cast::new(91);
    let centre = domain::ids::CentreId::fresh(&mut cast.ids);
    storage.add_centre(centre, noon()).await.unwrap();
    storage.add_centre(centre, noon()).await.unwrap();
    assert_eq!(storage.centres().await.unwrap(), [centre]);
    storage.verify().await.unwrap();
    storage.close().await.unwrap();
}

#[tokio::test]
#[ignore = "a measurement"]
#[expect(clippy::disallowed_methods, reason = "it measures")]
async fn how_many_appends_a_second() {
    for durability in [Durability::ThrowAway, Durability::Kept] {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(opening(folder.path(), durability)).await.unwrap();
        let mut cast = Cast::new(92);
        let centre = domain::ids::CentreId::fresh(&mut cast.ids);
        storage.add_centre(centre, noon()).await.unwrap();
        let started = std::time::Instant::now();
        let mut loading = std::time::Duration::ZERO;
        for number in 0..1000 {
            let case = StreamName::Case(domain::ids::CaseId::from_uuid(uuid::Uuid::from_u128(number / 40)));
            let command = domain::ids::CommandId::fresh(&mut cast.ids);
            let mut append = storage::Append::new(centre, command, cast.actor(), noon(), "england-2026.1");
            append.events = vec![Recorded::now(case, needing(cast.amina, "a ramp"))];
            let began = std::time::Instant::now();
            let known = storage.load(centre, &[case]).await.unwrap();
            loading += began.elapsed();
            append.expects = vec![(case, known.versions[&case])];
            append.known = known;
            storage.append(append).await.unwrap();
        }
        println!("{durability:?}: {:?} for 1000 load+append, {loading:?} of it load", started.elapsed());
        let started = std::time::Instant::now();
        storage.verify().await.unwrap();
        println!("verify {:?}", started.elapsed());
    }
}
