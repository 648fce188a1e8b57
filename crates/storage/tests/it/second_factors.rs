//! What stands around second factors: that a secret lies sealed, and that wrong tries are counted for every node.

use crate::sample::{Cast, noon};
use jiff::SignedDuration;
use storage::{Against, FactorOf, Rest, Storage, Value};
use testkit::on_both_engines;
use zeroize::Zeroizing;

const REST: Rest = Rest { after: 5, lasts: SignedDuration::from_mins(15) };

#[tokio::test]
async fn a_secret_lies_sealed_and_opens_for_nobody_else() {
    on_both_engines(async |bench| {
        let (cast, other) = (Cast::new(95), Cast::new(96));
        let storage = &bench.storage;
        let of = FactorOf { centre: bench.centre, worker: cast.worker };
        let secret = Zeroizing::new(b"twenty bytes of this".to_vec());
        let until = noon() + SignedDuration::from_mins(15);
        storage.put_pending_factor(of, secret.clone(), until).await.unwrap();
        assert!(storage.settle_code(of, Against::Pending, Some(7), REST, noon()).await.unwrap());
        assert_eq!(storage.second_factor(of, noon()).await.unwrap().secret.unwrap(), secret);
        let mut snapshot = storage.database().snapshot().await.unwrap();
        let rows = snapshot.rows("SELECT secret FROM second_factor", Vec::new()).await.unwrap();
        drop(snapshot);
        let stored = rows[0].bytes(0).unwrap();
        assert!(!stored.windows(6).any(|window| secret.windows(6).any(|part| part == window)), "{}", bench.engine);
        // Put under another's name by somebody who can write to the database, it opens nothing.
        let theirs: Vec<Value> = vec![other.worker.to_string().into()];
        let moved: Result<u64, storage::seam::SeamError> = storage
            .database()
            .write(|tx| Box::pin(async move { tx.execute("UPDATE second_factor SET worker = $1", theirs).await }))
            .await;
        assert_eq!(moved.unwrap(), 1);
        let of = FactorOf { worker: other.worker, ..of };
        assert!(storage.second_factor(of, noon()).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn wrong_tries_are_counted_for_every_node_and_only_for_their_time() {
    on_both_engines(async |bench| {
        let other = Storage::open(bench.opening.clone()).await.unwrap();
        let lasts = SignedDuration::from_mins(15);
        for node in [&bench.storage, &other, &bench.storage] {
            node.count_wrong_try("192.0.2.7", lasts, noon()).await.unwrap();
        }
        for node in [&bench.storage, &other] {
            assert_eq!(node.wrong_tries("192.0.2.7", noon()).await.unwrap(), 3, "{}", bench.engine);
            assert_eq!(node.wrong_tries("192.0.2.8", noon()).await.unwrap(), 0);
            assert_eq!(node.wrong_tries("192.0.2.7", noon() + lasts).await.unwrap(), 0);
        }
        other.count_wrong_try("192.0.2.7", lasts, noon() + lasts).await.unwrap();
        assert_eq!(bench.storage.wrong_tries("192.0.2.7", noon() + lasts).await.unwrap(), 1, "it begins anew");
        assert_eq!(bench.storage.prune(noon() + lasts + lasts).await.unwrap(), 1);
    })
    .await;
}
