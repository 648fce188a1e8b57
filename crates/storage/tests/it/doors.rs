//! What stands around devices at the door: tokens, PINs, wrong ones counted for every node, and how a device ends.

use crate::sample::{Cast, noon};
use domain::ids::{DeviceId, EntranceId};
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use storage::{DoorDevice, FactorOf, Guess, PasswordHash, PinRests, Rest, SignIn, Storage, Value, token_hash};
use testkit::{Bench, on_both_engines};

pub const RESTS: PinRests = PinRests {
    worker: Rest { after: 3, lasts: SignedDuration::from_mins(15) },
    device: Rest { after: 4, lasts: SignedDuration::from_mins(15) },
};

pub fn shift() -> SignedDuration {
    SignedDuration::from_hours(4)
}

pub fn device(bench: &Bench, cast: &mut Cast, token: &[u8]) -> DoorDevice {
    DoorDevice {
        token_hash: token_hash(token),
        centre: bench.centre,
        device: DeviceId::fresh(&mut cast.ids),
        day: "2026-03-07".parse().unwrap(),
        entrance: Some(EntranceId::fresh(&mut cast.ids)),
        opened_by: cast.worker,
        opened: noon(),
        expires: noon() + shift(),
        reader: None,
        failed: 0,
        rests_until: None,
    }
}

fn pin(digits: &str) -> PasswordHash {
    PasswordHash::of(&SecretString::from(digits.to_owned())).unwrap()
}

async fn tries(storage: &Storage, token: &[u8], of: FactorOf, guess: Guess, at: Timestamp) -> bool {
    storage.settle_door_pin(&token_hash(token), of, guess, RESTS, at).await.unwrap().is_some()
}

#[tokio::test]
async fn a_pin_lies_sealed_and_opens_for_nobody_else() {
    on_both_engines(async |bench| {
        let (cast, other) = (Cast::new(97), Cast::new(98));
        let of = FactorOf { centre: bench.centre, worker: cast.worker };
        bench.storage.put_door_pin(of, pin("4821")).await.unwrap();
        let kept = bench.storage.door_pin(of).await.unwrap().unwrap();
        assert!(kept.matches(&SecretString::from("4821")) && !kept.matches(&SecretString::from("4822")));
        let mut snapshot = bench.storage.database().snapshot().await.unwrap();
        let rows = snapshot.rows("SELECT pin FROM door_pin", Vec::new()).await.unwrap();
        drop(snapshot);
        let stored = rows[0].bytes(0).unwrap();
        assert!(!stored.windows(6).any(|window| window == b"argon2"), "{}: its hash is there to read", bench.engine);
        let theirs: Vec<Value> = vec![other.worker.to_string().into()];
        let moved: Result<u64, storage::seam::SeamError> = bench
            .storage
            .database()
            .write(|tx| Box::pin(async move { tx.execute("UPDATE door_pin SET worker = $1", theirs).await }))
            .await;
        assert_eq!(moved.unwrap(), 1);
        assert!(bench.storage.door_pin(FactorOf { worker: other.worker, ..of }).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn wrong_pins_rest_the_worker_and_the_device_on_every_node() {
    on_both_engines(async |bench| {
        let (mut cast, other) = (Cast::new(97), Cast::new(98));
        let second = Storage::open(bench.opening.clone()).await.unwrap();
        let nodes = [&bench.storage, &second];
        for token in [b"hall".as_slice(), b"garden", b"third"] {
            bench.storage.open_door(&device(&bench, &mut cast, token), &[0; 32]).await.unwrap();
        }
        let of = FactorOf { centre: bench.centre, worker: cast.worker };
        let theirs = FactorOf { centre: bench.centre, worker: other.worker };
        for of in [of, theirs] {
            bench.storage.put_door_pin(of, pin("4821")).await.unwrap();
        }
        for node in [nodes[0], nodes[1], nodes[0]] {
            assert!(!tries(node, b"hall", of, Guess::Wrong, noon()).await);
        }
        assert!(!tries(nodes[1], b"garden", of, Guess::Right, noon()).await, "{}: the worker rests", bench.engine);
        assert!(tries(nodes[1], b"garden", theirs, Guess::Right, noon()).await, "and nobody else");
        let nobody = FactorOf { centre: bench.centre, worker: domain::ids::WorkerId::fresh(&mut cast.ids) };
        assert!(!tries(nodes[1], b"hall", nobody, Guess::Wrong, noon()).await, "the fourth at this device");
        assert!(!tries(nodes[0], b"hall", theirs, Guess::Right, noon()).await, "{}: the device rests", bench.engine);
        let later = noon() + RESTS.device.lasts;
        assert!(tries(nodes[0], b"hall", theirs, Guess::Right, later).await);
        assert!(tries(nodes[1], b"hall", of, Guess::Right, later).await);
        let elsewhere = FactorOf { centre: domain::ids::CentreId::fresh(&mut cast.ids), ..of };
        assert!(!tries(nodes[0], b"third", elsewhere, Guess::Right, later).await, "of another centre");
        assert!(!tries(nodes[0], b"third", of, Guess::Right, noon() + shift()).await, "after the shift");
    })
    .await;
}

#[tokio::test]
async fn a_device_takes_the_place_of_a_sign_in_and_ends_with_its_shift_by_a_tap_or_with_every_sign_in_of_its_opener() {
    on_both_engines(async |bench| {
        let mut cast = Cast::new(97);
        let (storage, centre) = (&bench.storage, bench.centre);
        let signed_in: SignIn = crate::around::signed_in(&bench, &cast, b"theirs");
        storage.start_sign_in(&signed_in).await.unwrap();
        let [one, two, three] = [b"one".as_slice(), b"two", b"three"].map(|token| device(&bench, &mut cast, token));
        storage.open_door(&one, &signed_in.token_hash).await.unwrap();
        assert!(storage.sign_in(&signed_in.token_hash, noon()).await.unwrap().is_none(), "{}", bench.engine);
        storage.open_door(&two, &[0; 32]).await.unwrap();
        assert_eq!(storage.door_devices(centre, noon()).await.unwrap().len(), 2);
        assert_eq!(storage.door_device(&one.token_hash, noon()).await.unwrap(), Some(one.clone()));
        assert_eq!(storage.door_device(&one.token_hash, noon() + shift()).await.unwrap(), None, "the shift is over");
        assert_eq!(storage.end_door(centre, one.device).await.unwrap(), 1);
        assert_eq!(storage.end_door(centre, one.device).await.unwrap(), 0);
        assert_eq!(storage.door_device(&one.token_hash, noon()).await.unwrap(), None);
        storage.end_sign_ins_of(centre, cast.worker).await.unwrap();
        assert_eq!(storage.door_devices(centre, noon()).await.unwrap(), []);
        storage.open_door(&two, &[0; 32]).await.unwrap();
        storage.end_other_sign_ins(centre, cast.worker, &signed_in.token_hash).await.unwrap();
        assert_eq!(storage.door_devices(centre, noon()).await.unwrap(), [], "a changed password ends them too");
        storage.open_door(&three, &[0; 32]).await.unwrap();
        assert_eq!(storage.prune(noon() + shift()).await.unwrap(), 1);
    })
    .await;
}
