//! Who looked at a record is found by the record, and what is missing in the index is found by verifying.

use crate::sample::{Cast, looked, noon};
use domain::ids::CentreId;
use std::time::{Duration, Instant};
use storage::{AccessEvent, Flush, Storage, Value};
use testkit::{Bench, on_both_engines};

fn at(bench: &Bench, cast: &Cast, records: &[&str], action: &str) -> AccessEvent {
    let records = records.iter().map(|record| (*record).to_owned()).collect();
    AccessEvent { records, at: noon(), ..looked(bench, cast, action) }
}

async fn actions(storage: &Storage, centre: CentreId, records: &[&str], first: u64, limit: u32) -> (Vec<String>, u64) {
    let records: Vec<_> = records.iter().map(|record| (*record).to_owned()).collect();
    let found = storage.looks_at(centre, &records, first, limit).await.unwrap();
    (found.looks.into_iter().map(|look| look.event.action).collect(), found.total)
}

#[tokio::test]
async fn looks_are_found_by_record_the_newest_first_each_once_and_those_still_waiting_too() {
    on_both_engines(async |bench| {
        let (storage, centre, cast) = (&bench.storage, bench.centre, Cast::new(81));
        storage.record_access(vec![at(&bench, &cast, &["case/1"], "one")], Flush::Now).await.unwrap();
        let both = at(&bench, &cast, &["case/1", "person/2"], "two");
        storage.record_access(vec![both, at(&bench, &cast, &["case/3"], "three")], Flush::Now).await.unwrap();
        storage.record_access(vec![at(&bench, &cast, &["person/2"], "four")], Flush::Soon).await.unwrap();
        let all = ["case/1", "person/2"];
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            actions(storage, centre, &all, 0, 50).await,
            (words(&["four", "two", "one"]), 3),
            "{}",
            bench.engine
        );
        assert_eq!(actions(storage, centre, &all, 1, 1).await, (words(&["two"]), 3));
        assert_eq!(actions(storage, centre, &["case/3"], 0, 50).await, (words(&["three"]), 1));
        assert_eq!(actions(storage, centre, &["case/4"], 0, 50).await, (Vec::new(), 0));
        assert_eq!(actions(storage, centre, &[], 0, 50).await, (Vec::new(), 0));
        storage.verify().await.unwrap();
    })
    .await;
}

async fn tamper(storage: &Storage, sql: &'static str) {
    let changed =
        storage.database().write(move |tx| Box::pin(async move { tx.execute(sql, Vec::<Value>::new()).await }));
    let changed: Result<u64, storage::seam::SeamError> = changed.await;
    assert!(changed.unwrap() > 0, "{sql}");
}

#[tokio::test]
async fn what_is_missing_in_the_index_or_too_much_is_found_and_a_rebuild_mends_it() {
    on_both_engines(async |bench| {
        let (storage, centre, cast) = (&bench.storage, bench.centre, Cast::new(82));
        let looks = ["one", "two"].map(|action| at(&bench, &cast, &["case/1", "session/5"], action));
        storage.record_access(looks.to_vec(), Flush::Now).await.unwrap();
        for (sql, why) in [
            ("DELETE FROM access_record WHERE idx = 0 AND record = 'session/5'", "misses an entry"),
            ("UPDATE access_record SET record = 'case/2' WHERE idx = 1 AND record = 'case/1'", "misses an entry"),
            ("INSERT INTO access_record SELECT centre, 'case/9', idx FROM access_event WHERE idx = 1", "not about"),
            ("INSERT INTO access_record SELECT centre, 'case/1', 99 FROM access_event WHERE idx = 1", "not there"),
        ] {
            tamper(storage, sql).await;
            let found = storage.verify().await.unwrap_err().to_string();
            assert!(found.starts_with("access_record") && found.contains(why), "{}: {found}", bench.engine);
            storage.rebuild().await.unwrap();
            storage.verify().await.unwrap();
            let (found, total) = actions(storage, centre, &["case/1"], 0, 50).await;
            assert_eq!((found.len(), total), (2, 2), "{}", bench.engine);
        }
    })
    .await;
}

/// Figures for `docs/performance.md`: `cargo test --release -p storage --test it a_page_of_looks -- --ignored --nocapture`.
#[tokio::test]
#[ignore = "writes 100,000 entries and measures"]
#[expect(clippy::disallowed_methods, reason = "measures")]
async fn a_page_of_looks_among_a_hundred_thousand_is_quick() {
    on_both_engines(async |bench| {
        let (storage, centre, cast) = (&bench.storage, bench.centre, Cast::new(83));
        for batch in 0..100 {
            // A tenth of all looks are at one family's records.
            let name = |n: usize| {
                if n.is_multiple_of(10) { format!("session/{}", n % 400) } else { format!("case/{batch}-{n}") }
            };
            let looks = (0..1_000).map(|n| at(&bench, &cast, &[&name(n)], "read-case")).collect();
            storage.record_access(looks, Flush::Now).await.unwrap();
        }
        let records: Vec<String> = (0..40).map(|n| format!("session/{}", n * 10)).collect();
        let mut taken: Vec<Duration> = Vec::new();
        for page in 0..100 {
            let began = Instant::now();
            let found = storage.looks_at(centre, &records, page * 50, 50).await.unwrap();
            taken.push(began.elapsed());
            assert_eq!((found.looks.len(), found.total), (50, 10_000));
        }
        taken.sort();
        println!("{}: median {:?}, p95 {:?}", bench.engine, taken[50], taken[95]);
        assert!(taken[95] < Duration::from_millis(500));
    })
    .await;
}
