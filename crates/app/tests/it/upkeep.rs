//! What stays true of the record of a whole case: it verifies, its lists follow from it, a person can be taken out of it, and
//! what was known on a day can be asked for later.

use crate::path_case::Okafor;
use domain::private::Subject;
use domain::stream::StreamName;
use domain::words::{ContactLevel, OrderSeen, Role};
use domain::world::World;
use jiff::Timestamp;
use storage::seam::Value;
use storage::{Verified, VerifyError};
use testkit::story::{Family, SATURDAY, TEN};
use testkit::{TestHouse, houses_on_both_engines};

/// A supervised family with a session that was held and a report that was passed.
async fn reported(house: &TestHouse) -> Family {
    let family = Family::live(house, ContactLevel::Supervised).await;
    let session = family.book(house, SATURDAY, TEN).await;
    family.hold(house, session).await;
    family.report(house, session).await;
    family
}

#[tokio::test]
async fn lists_made_anew_are_the_lists_that_were_kept() {
    houses_on_both_engines(async |house| {
        reported(&house).await;
        let storage = house.house.storage();
        assert_eq!(storage.compare_lists().await.unwrap(), None, "{}", house.engine);
        let before = storage.verify().await.unwrap();
        assert_eq!(storage.rebuild().await.unwrap(), before.list_rows);
        assert_eq!(storage.compare_lists().await.unwrap(), None);
        let after = storage.verify().await.unwrap();
        // Looks that were still queued may have been written in the meantime.
        let told = |verified: Verified| (verified.events, verified.segments, verified.list_rows);
        assert_eq!(told(after), told(before));
    })
    .await;
}

#[tokio::test]
async fn one_flipped_byte_in_any_stream_of_a_case_is_named() {
    houses_on_both_engines(async |house| {
        let family = reported(&house).await;
        let storage = house.house.storage();
        storage.verify().await.unwrap();
        for stream in [
            StreamName::Case(family.case),
            StreamName::Person(family.visiting),
            StreamName::Day(house.centre, SATURDAY),
            StreamName::Centre(house.centre),
        ] {
            flipped_byte_is_named(&house, &stream).await;
        }
        storage.verify().await.unwrap();
    })
    .await;
}

/// Flips a byte of the first event of a stream, sees that verify names it, and puts it right again.
pub async fn flipped_byte_is_named(house: &TestHouse, stream: &StreamName) {
    let stream = stream.to_string();
    let sealed = of_first_event(house, &stream).await;
    let mut flipped = sealed.clone();
    *flipped.last_mut().unwrap() ^= 1;
    put(house, &stream, flipped).await;
    match house.house.storage().verify().await {
        Err(VerifyError::Bad(bad)) => {
            assert_eq!((bad.what, bad.stream.as_ref(), bad.version), ("segment", Some(&stream), Some(1)));
        }
        other => panic!("{} {stream}: {other:?}", house.engine),
    }
    put(house, &stream, sealed).await;
}

async fn of_first_event(house: &TestHouse, stream: &str) -> Vec<u8> {
    let mut snapshot = house.house.storage().database().snapshot().await.unwrap();
    let sql = "SELECT sealed FROM segment WHERE stream = $1 AND version = 1 AND idx = 0";
    let rows = snapshot.rows(sql, vec![stream.into()]).await.unwrap();
    rows[0].bytes(0).unwrap().to_vec()
}

async fn put(house: &TestHouse, stream: &str, sealed: Vec<u8>) {
    let sql = "UPDATE segment SET sealed = $1 WHERE stream = $2 AND version = 1 AND idx = 0";
    let values: Vec<Value> = vec![sealed.into(), stream.into()];
    let database = house.house.storage().database();
    let changed = database.write(move |tx| Box::pin(async move { tx.execute(sql, values).await })).await;
    assert_eq!(changed.unwrap(), 1);
}

#[tokio::test]
async fn a_person_who_is_erased_can_be_read_nowhere_and_the_rest_of_the_case_goes_on() {
    houses_on_both_engines(async |house| {
        let family = reported(&house).await;
        let storage = house.house.storage();
        let erased = storage.erase(house.centre, &[Subject::Person(family.visiting)]).await.unwrap();
        assert!(erased.segments > 0);
        assert_eq!(storage.compare_lists().await.unwrap(), None, "{}", house.engine);
        assert_eq!(storage.verify().await.unwrap().erased, erased.segments);
        let world = house.world(&[StreamName::Person(family.visiting), StreamName::Person(family.child)]).await;
        assert!(world.people.get(&family.visiting).is_none_or(|state| state.identity.is_none()));
        assert!(world.people[&family.child].identity.is_some());
        let (_, coordinator) = house.sign_in(Role::Coordinator).await;
        house.house.case_overview(&coordinator, family.case).await.unwrap();
        house.house.timeline(&coordinator, family.case, None).await.unwrap();
        // The family's next session can still be booked and held: the arrangement names ids.
        let session = family.book(&house, SATURDAY + jiff::Span::new().weeks(2), TEN).await;
        family.hold(&house, session).await;
        assert!(storage.rebuild().await.unwrap() > 0);
        storage.verify().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_was_known_on_a_day_is_read_as_it_was_known_then() {
    houses_on_both_engines(async |house| {
        let okafor = Okafor::imported(&house).await;
        let before = house.house.now();
        house.clock.reach(before + jiff::SignedDuration::from_hours(2));
        okafor.is_looked_through(&house).await;
        let seen = async |until: Timestamp| {
            let stream = StreamName::Case(okafor.family.case);
            let loaded = house.house.storage().load_until(house.centre, &[stream], until).await.unwrap();
            let mut world = World::of_centre(house.centre);
            loaded.happened.iter().for_each(|happened| world.evolve(happened));
            (world.cases[&okafor.family.case].referral.orders[0].seen, loaded.versions[&stream])
        };
        let (then, version) = seen(before).await;
        assert_eq!(then, OrderSeen::DescribedOnly, "{}", house.engine);
        let (now, newest) = seen(house.house.now()).await;
        assert_eq!(now, OrderSeen::SecondChecked);
        assert!(version < newest);
    })
    .await;
}
