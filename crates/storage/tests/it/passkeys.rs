//! What is kept of passkeys, and what browsers were asked.

use crate::sample::{Cast, noon};
use jiff::SignedDuration;
use storage::{Against, FactorOf, PasskeyChallenge, PasskeyKept, PasskeyRemoved, Rest, Storage, Value, token_hash};
use testkit::{Bench, on_both_engines};
use zeroize::Zeroizing;

pub fn passkey(bench: &Bench, cast: &Cast, number: u8) -> PasskeyKept {
    PasskeyKept {
        credential: [number; 32],
        of: FactorOf { centre: bench.centre, worker: cast.worker },
        host: "hall.local".to_owned(),
        name: "a violet telephone".to_owned(),
        material: b"{\"public\":\"key\"}".to_vec(),
        added: noon() + SignedDuration::from_secs(i64::from(number)),
        last_used: None,
    }
}

pub fn challenge(bench: &Bench, cast: &Cast, token: &[u8]) -> PasskeyChallenge {
    PasskeyChallenge {
        token_hash: token_hash(token),
        purpose: "step-up".to_owned(),
        of: Some(FactorOf { centre: bench.centre, worker: cast.worker }),
        host: "hall.local".to_owned(),
        state: b"what was asked".to_vec(),
        expires: noon() + SignedDuration::from_mins(5),
    }
}

async fn change(storage: &Storage, sql: &'static str, arguments: Vec<Value>) -> u64 {
    let changed: Result<u64, storage::seam::SeamError> =
        storage.database().write(move |tx| Box::pin(async move { tx.execute(sql, arguments).await })).await;
    changed.unwrap()
}

#[tokio::test]
async fn its_name_and_its_public_key_lie_sealed_and_open_for_nobody_else() {
    on_both_engines(async |bench| {
        let (cast, other) = (Cast::new(97), Cast::new(98));
        let (storage, kept) = (&bench.storage, passkey(&bench, &cast, 1));
        assert!(storage.add_passkey(&kept).await.unwrap());
        assert!(storage.passkey(&kept.credential).await.unwrap().unwrap() == kept, "{}", bench.engine);
        let mut snapshot = storage.database().snapshot().await.unwrap();
        let rows = snapshot.rows("SELECT name, material FROM passkey", Vec::new()).await.unwrap();
        drop(snapshot);
        for (column, plain) in [(0, b"violet".as_slice()), (1, b"public")] {
            let stored = rows[0].bytes(column).unwrap();
            assert!(!stored.windows(6).any(|window| window == plain), "{}", bench.engine);
        }
        let to_another = vec![other.worker.to_string().into()];
        assert_eq!(change(storage, "UPDATE passkey SET worker = $1", to_another).await, 1);
        assert!(storage.passkey(&kept.credential).await.is_err());
        assert!(storage.passkeys_of(FactorOf { worker: other.worker, ..kept.of }).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_credential_belongs_to_one_worker_and_is_added_once() {
    on_both_engines(async |bench| {
        let (cast, other) = (Cast::new(97), Cast::new(98));
        let (storage, kept) = (&bench.storage, passkey(&bench, &cast, 1));
        assert!(storage.add_passkey(&kept).await.unwrap());
        let of = FactorOf { worker: other.worker, ..kept.of };
        assert!(!storage.add_passkey(&PasskeyKept { of, ..kept.clone() }).await.unwrap(), "{}", bench.engine);
        assert!(storage.passkeys_of(of).await.unwrap().is_empty());
        let second = passkey(&bench, &cast, 2);
        assert!(storage.add_passkey(&second).await.unwrap());
        assert!(storage.passkeys_of(kept.of).await.unwrap() == [kept, second], "the first one first");
    })
    .await;
}

#[tokio::test]
async fn of_two_uses_that_were_checked_against_the_same_count_one_is_taken() {
    on_both_engines(async |bench| {
        let cast = Cast::new(97);
        let (storage, kept) = (&bench.storage, passkey(&bench, &cast, 1));
        storage.add_passkey(&kept).await.unwrap();
        let seen = storage.passkey(&kept.credential).await.unwrap().unwrap();
        assert!(storage.use_passkey(&seen, b"count 2".to_vec(), noon()).await.unwrap(), "{}", bench.engine);
        assert!(!storage.use_passkey(&seen, b"count 1".to_vec(), noon()).await.unwrap());
        let now = storage.passkey(&kept.credential).await.unwrap().unwrap();
        assert!(now.material == b"count 2" && now.last_used == Some(noon()));
        change(storage, "DELETE FROM passkey", Vec::new()).await;
        assert!(!storage.use_passkey(&now, b"count 3".to_vec(), noon()).await.unwrap(), "it was taken away");
    })
    .await;
}

#[tokio::test]
async fn the_only_second_factor_is_not_taken_away_and_nobody_takes_anothers() {
    on_both_engines(async |bench| {
        let (cast, other) = (Cast::new(97), Cast::new(98));
        let (storage, kept) = (&bench.storage, passkey(&bench, &cast, 1));
        let of = kept.of;
        let stranger = FactorOf { worker: other.worker, ..of };
        storage.add_passkey(&kept).await.unwrap();
        let remove = async |of, credential| storage.remove_passkey(of, &credential).await.unwrap();
        assert_eq!(remove(stranger, [1; 32]).await, PasskeyRemoved::NotTheirs, "{}", bench.engine);
        assert_eq!(remove(of, [1; 32]).await, PasskeyRemoved::OnlyOne);
        storage.add_passkey(&passkey(&bench, &cast, 2)).await.unwrap();
        assert_eq!(remove(of, [1; 32]).await, PasskeyRemoved::Gone);
        assert_eq!(remove(of, [2; 32]).await, PasskeyRemoved::OnlyOne);
        let (until, secret) = (noon() + SignedDuration::from_mins(15), Zeroizing::new(vec![7; 20]));
        storage.put_pending_factor(of, secret, until).await.unwrap();
        assert_eq!(remove(of, [2; 32]).await, PasskeyRemoved::OnlyOne, "codes that wait do not count");
        let rest = Rest { after: 5, lasts: SignedDuration::from_mins(15) };
        assert!(storage.settle_code(of, Against::Pending, Some(7), rest, noon()).await.unwrap());
        assert_eq!(remove(of, [2; 32]).await, PasskeyRemoved::Gone);
    })
    .await;
}

#[tokio::test]
async fn a_challenge_is_taken_once_for_its_errand_and_in_its_time() {
    on_both_engines(async |bench| {
        let cast = Cast::new(97);
        let (storage, asked) = (&bench.storage, challenge(&bench, &cast, b"one"));
        let put = async || storage.put_passkey_challenge(&asked).await.unwrap();
        let take =
            async |errand: &str, now| storage.take_passkey_challenge(&asked.token_hash, errand, now).await.unwrap();
        put().await;
        assert!(take("step-up", noon()).await == Some(asked.clone()), "{}", bench.engine);
        assert!(take("step-up", noon()).await.is_none(), "once");
        put().await;
        assert!(take("sign-in", noon()).await.is_none(), "for another errand");
        assert!(take("step-up", noon()).await.is_none(), "which used it up");
        put().await;
        assert!(take("step-up", asked.expires).await.is_none(), "too late");
        put().await;
        let nobody = PasskeyChallenge { token_hash: token_hash(b"two"), of: None, ..asked.clone() };
        storage.put_passkey_challenge(&nobody).await.unwrap();
        let taken = storage.take_passkey_challenge(&nobody.token_hash, "step-up", noon()).await.unwrap();
        assert!(taken == Some(nobody), "nobody was named");
        assert_eq!(storage.prune(asked.expires).await.unwrap(), 1, "what nobody answered goes");
    })
    .await;
}
