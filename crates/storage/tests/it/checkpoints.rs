//! Signing: only what was read back and fits.

use crate::sample::{Cast, needing, noon};
use domain::decision::Recorded;
use domain::stream::StreamName;
use jiff::SignedDuration;
use ledger::merkle::{consistency_proof, leaf_hash, verify_consistency};
use storage::seam::SeamError;
use storage::{Error, Storage};
use testkit::{Bench, on_both_engines};

async fn append_some(bench: &Bench, cast: &mut Cast, count: usize) {
    let case = StreamName::Case(cast.case);
    let events = (0..count).map(|n| Recorded::now(case, needing(cast.amina, &format!("{n}"))));
    let append = cast.append(bench, events.collect());
    bench.storage.append(append).await.unwrap();
}

async fn tamper(storage: &Storage, sql: &'static str) {
    let done: Result<u64, SeamError> = storage.database().write(move |tx| Box::pin(tx.execute(sql, Vec::new()))).await;
    done.unwrap();
}

#[tokio::test]
async fn a_checkpoint_continues_the_one_before_and_says_what_the_log_is() {
    on_both_engines(async |bench| {
        let mut cast = Cast::new(50);
        let (storage, centre) = (&bench.storage, bench.centre);
        let key = storage.verifying_key(centre).await.unwrap();
        append_some(&bench, &mut cast, 3).await;
        let first = storage.sign_checkpoint(centre, noon()).await.unwrap();
        assert_eq!(storage.sign_checkpoint(centre, noon()).await.unwrap(), first);
        append_some(&bench, &mut cast, 4).await;
        let second = storage.sign_checkpoint(centre, noon()).await.unwrap();
        assert_eq!(storage.latest_checkpoint(centre).await.unwrap(), Some(second.clone()));
        let (first, second) = (key.verify(&first).unwrap(), key.verify(&second).unwrap());
        assert_eq!((first.size, second.size), (3, 7));

        let mut snapshot = storage.database().snapshot().await.unwrap();
        let leaves = snapshot.rows("SELECT leaf_hash FROM ledger_leaf ORDER BY log_index", Vec::new()).await.unwrap();
        let leaves: Vec<_> = leaves.iter().map(|row| ledger::merkle::Hash::new(row.bytes32(0).unwrap())).collect();
        assert_ne!(leaves[0], leaf_hash(b""));
        let proof = consistency_proof(&leaves, 3, 7).unwrap();
        verify_consistency(3, first.root, 7, second.root, &proof).unwrap();
        assert_eq!(storage.verify().await.unwrap().checkpoints, 2);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_signed_over_a_log_that_was_changed() {
    for change in [
        "UPDATE event SET recorded_at = recorded_at + 1 WHERE log_index = 4",
        "DELETE FROM ledger_leaf WHERE log_index = 0",
        "UPDATE segment SET commitment = (SELECT commitment FROM segment WHERE version = 1 AND idx = 0) WHERE version = 5 AND idx = 0",
        "UPDATE log_head SET size = 4",
    ] {
        on_both_engines(async |bench| {
            let mut cast = Cast::new(51);
            append_some(&bench, &mut cast, 3).await;
            bench.storage.sign_checkpoint(bench.centre, noon()).await.unwrap();
            append_some(&bench, &mut cast, 2).await;
            tamper(&bench.storage, change).await;
            let refused = bench.storage.sign_checkpoint(bench.centre, noon()).await;
            assert!(matches!(refused, Err(Error::LogBroken(_) | Error::Altered(_))), "{}: {change}", bench.engine);
        })
        .await;
    }
}

#[tokio::test]
async fn a_log_cut_back_behind_its_checkpoint_is_found() {
    on_both_engines(async |bench| {
        let mut cast = Cast::new(52);
        append_some(&bench, &mut cast, 2).await;
        let old: Vec<_> = {
            let mut snapshot = bench.storage.database().snapshot().await.unwrap();
            let sql = "SELECT size, frontier, mac FROM log_head";
            snapshot.rows(sql, Vec::new()).await.unwrap()
        };
        append_some(&bench, &mut cast, 2).await;
        bench.storage.sign_checkpoint(bench.centre, noon()).await.unwrap();
        // The head is an older one of the program's own, so its MAC is right; only the checkpoint tells.
        for sql in [
            "DELETE FROM ledger_leaf WHERE log_index >= 2",
            "DELETE FROM event WHERE log_index >= 2",
            "DELETE FROM segment WHERE version > 2",
            "UPDATE streams SET version = 2",
        ] {
            tamper(&bench.storage, sql).await;
        }
        let head = old[0].values().to_vec();
        let done: Result<u64, SeamError> = bench
            .storage
            .database()
            .write(move |tx| Box::pin(tx.execute("UPDATE log_head SET size = $1, frontier = $2, mac = $3", head)))
            .await;
        done.unwrap();
        let refused = bench.storage.sign_checkpoint(bench.centre, noon()).await;
        assert!(matches!(refused, Err(Error::LogBroken(_))));
        let bad = bench.storage.verify().await.unwrap_err().to_string();
        assert!(bad.contains("checkpoint"), "{bad}");
    })
    .await;
}

#[tokio::test]
async fn one_node_signs_at_a_time() {
    on_both_engines(async |bench| {
        let mut cast = Cast::new(53);
        append_some(&bench, &mut cast, 1).await;
        bench.storage.sign_checkpoint(bench.centre, noon()).await.unwrap();
        let other = Storage::open(bench.opening.clone()).await.unwrap();
        let soon = noon() + SignedDuration::from_secs(30);
        let refused = other.sign_checkpoint(bench.centre, soon).await;
        assert!(matches!(refused, Err(Error::Elsewhere)));
        let later = noon() + SignedDuration::from_secs(61);
        other.sign_checkpoint(bench.centre, later).await.unwrap();
        other.close().await.unwrap();
    })
    .await;
}
