//! Appending and reading back.

use crate::sample::{Cast, living_at, named, needing, noon, renamed, words_of};
use domain::actor::Actor;
use domain::decision::Recorded;
use domain::event::Happened;
use domain::ids::{CaseId, CentreId, SessionId};
use domain::stream::StreamName;
use jiff::{SignedDuration, Timestamp};
use storage::{AppendError, Error, Idempotency};
use testkit::{SeededIds, at, on_both_engines};

fn described(happened: &[Happened]) -> Vec<(String, u64, Option<String>)> {
    happened.iter().map(|one| (one.stream.to_string(), one.version, words_of(&one.event))).collect()
}

#[tokio::test]
async fn what_was_appended_reads_back_also_after_opening_again() {
    on_both_engines(async |bench| {
        let mut cast = Cast::new(10);
        let (person, case) = (StreamName::Person(cast.amina), StreamName::Case(cast.case));
        let moved = living_at(cast.amina, &mut cast.ids, "3 Elm Row");
        let earlier = noon() - SignedDuration::from_hours(30);
        let events = vec![
            Recorded::now(person, named(cast.amina, "Amina", "Kone")),
            Recorded::now(case, needing(cast.joao, "a ramp")),
            Recorded::about(person, moved.clone(), earlier),
        ];
        let mut append = cast.append(&bench, events);
        append.expects = vec![(person, 0), (case, 0)];
        let appended = bench.storage.append(append).await.unwrap();
        assert_eq!(appended.log_index, 0..3);
        assert_eq!(appended.versions[&person], 2);

        let centre = bench.centre;
        let bench = bench.reopened().await;
        let loaded = bench.storage.load(centre, &[case, person]).await.unwrap();
        assert_eq!(
            described(&loaded.happened),
            [
                (case.to_string(), 1, Some("a ramp".to_owned())),
                (person.to_string(), 1, Some("Amina Kone".to_owned())),
                (person.to_string(), 2, None),
            ]
        );
        let last = &loaded.happened[2];
        assert_eq!(last.event, moved.into());
        assert_eq!((last.recorded_at, last.about_at), (noon(), Some(earlier)));
        assert_eq!(last.actor, cast.actor());
        assert_eq!(loaded.versions[&person], 2);

        let followed = bench.storage.log_from(centre, 1, 10).await.unwrap();
        let places: Vec<_> = followed.iter().map(|(place, one)| (*place, one.stream)).collect();
        assert_eq!(places, [(1, case), (2, person)]);
        let entries = bench.storage.entries(centre, person).await.unwrap();
        let kinds: Vec<_> = entries.iter().map(|entry| entry.kind.as_str()).collect();
        assert_eq!(kinds, ["person.recorded", "person.protected-fact-recorded"]);
        assert_eq!(bench.storage.streams(centre).await.unwrap(), [case, person]);
        for (stream, kind, actor, recorded) in [
            (person, "person.recorded", cast.actor(), true),
            (person, "person.recorded", Actor::Program, false),
            (person, "person.need-recorded", cast.actor(), false),
            (case, "person.recorded", cast.actor(), false),
        ] {
            assert_eq!(bench.storage.has_recorded(centre, stream, kind, actor).await.unwrap(), recorded, "{kind}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_stream_read_until_a_day_shows_what_was_known_then() {
    on_both_engines(async |bench| {
        let mut cast = Cast::new(11);
        let person = StreamName::Person(cast.amina);
        for (day, event) in [
            ("2026-03-02T10:00:00Z", named(cast.amina, "Amina", "Kone")),
            ("2026-03-09T10:00:00Z", renamed(cast.amina, "Aminata", "Kone")),
        ] {
            let mut append = cast.append(&bench, vec![Recorded::now(person, event)]);
            append.recorded_at = at(day);
            bench.storage.append(append).await.unwrap();
        }
        for (until, expected) in [
            ("2026-03-01T00:00:00Z", None),
            ("2026-03-03T00:00:00Z", Some("Amina Kone")),
            ("2026-03-10T00:00:00Z", Some("Aminata Kone")),
        ] {
            let until: Timestamp = at(until);
            let loaded = bench.storage.load_until(bench.centre, &[person], until).await.unwrap();
            let name = loaded.happened.last().and_then(|one| words_of(&one.event));
            assert_eq!(name.as_deref(), expected, "{}", bench.engine);
        }
    })
    .await;
}

#[tokio::test]
async fn a_stream_that_moved_on_is_a_conflict_and_nothing_is_written() {
    on_both_engines(async |bench| {
        let mut cast = Cast::new(12);
        let person = StreamName::Person(cast.amina);
        let event = Recorded::now(person, named(cast.amina, "Amina", "Kone"));
        let mut first = cast.append(&bench, vec![event.clone()]);
        first.expects = vec![(person, 0)];
        bench.storage.append(first.clone()).await.unwrap();
        let refused = bench.storage.append(first).await.unwrap_err();
        let AppendError::Conflict { stream, expected, found } = refused else {
            panic!("{refused}");
        };
        assert_eq!((stream, expected, found), (person, 0, 1));
        let loaded = bench.storage.load(bench.centre, &[person]).await.unwrap();
        assert_eq!(loaded.versions[&person], 1);
        bench.storage.verify().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_order_that_arrives_while_a_session_is_booked_makes_the_booking_think_again() {
    on_both_engines(async |bench| {
        let mut cast = Cast::new(13);
        let case = StreamName::Case(cast.case);
        let day = StreamName::Day(bench.centre, "2026-03-07".parse().unwrap());
        // The booking has read the case as it stood: without events.
        let mut booking = cast.append(&bench, vec![Recorded::now(day, needing(cast.amina, "a booking"))]);
        booking.expects = vec![(day, 0)];
        booking.pins = vec![(case, 0)];
        let order = cast.append(&bench, vec![Recorded::now(case, needing(cast.amina, "an order"))]);
        bench.storage.append(order).await.unwrap();

        let refused = bench.storage.append(booking.clone()).await.unwrap_err();
        assert!(matches!(refused, AppendError::Conflict { stream, .. } if stream == case));
        booking.pins = vec![(case, 1)];
        bench.storage.append(booking).await.unwrap();
        bench.storage.verify().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_repeated_request_has_one_effect_and_the_same_key_for_another_body_is_refused() {
    on_both_engines(async |bench| {
        let mut cast = Cast::new(14);
        let person = StreamName::Person(cast.amina);
        let request = Idempotency {
            route: "POST /people".to_owned(),
            key: "8f2e".to_owned(),
            body_hash: [7; 32],
            outcome: format!("{{\"person\":\"{}\"}}", cast.amina),
        };
        let event = Recorded::now(person, named(cast.amina, "Amina", "Kone"));
        let mut append = cast.append(&bench, vec![event]);
        append.idempotency = Some(request.clone());
        bench.storage.append(append.clone()).await.unwrap();

        let again = bench.storage.append(append.clone()).await.unwrap_err();
        assert!(matches!(again, AppendError::Repeated { outcome } if outcome == request.outcome));
        append.idempotency.as_mut().unwrap().body_hash = [8; 32];
        let other = bench.storage.append(append).await.unwrap_err();
        assert!(matches!(other, AppendError::OtherBody));

        let ask = async |key: &str, hash: [u8; 32]| {
            let (storage, actor) = (&bench.storage, cast.actor());
            storage.repeated(bench.centre, actor, &request.route, key, &hash).await
        };
        assert_eq!(ask("8f2e", [7; 32]).await.unwrap(), Some(request.outcome.clone()));
        assert_eq!(ask("none", [7; 32]).await.unwrap(), None);
        assert!(matches!(ask("8f2e", [8; 32]).await, Err(AppendError::OtherBody)));

        let loaded = bench.storage.load(bench.centre, &[person]).await.unwrap();
        assert_eq!(loaded.versions[&person], 1);
        bench.storage.prune(at("2026-04-01T00:00:00Z")).await.unwrap();
        assert!(ask("8f2e", [7; 32]).await.unwrap().is_some());
        bench.storage.prune(at("2026-04-03T00:00:00Z")).await.unwrap();
        assert_eq!(ask("8f2e", [7; 32]).await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn a_new_session_names_its_case_and_later_events_find_it() {
    on_both_engines(async |bench| {
        let mut cast = Cast::new(15);
        let stream = StreamName::Session(cast.session);
        let event = Recorded::now(stream, needing(cast.amina, "held"));
        let mut append = cast.append(&bench, vec![event.clone()]);
        let refused = bench.storage.append(append.clone()).await.unwrap_err();
        assert!(matches!(refused, AppendError::OwnerUnknown { stream: of } if of == stream));
        append.session_cases.insert(cast.session, cast.case);
        bench.storage.append(append).await.unwrap();
        let later = cast.append(&bench, vec![event]);
        bench.storage.append(later).await.unwrap();

        // Erasing the case erases both skeletons.
        let case = domain::private::Subject::Case(cast.case);
        let erased = bench.storage.erase(bench.centre, &[case]).await.unwrap();
        assert_eq!(erased.segments, 2);
        let loaded = bench.storage.load(bench.centre, &[stream]).await.unwrap();
        assert!(loaded.happened.is_empty());
        assert_eq!(loaded.versions[&stream], 2);
    })
    .await;
}

#[tokio::test]
async fn a_centre_that_does_not_exist_takes_nothing() {
    on_both_engines(async |bench| {
        let mut cast = Cast::new(16);
        let person = StreamName::Person(cast.amina);
        let event = Recorded::now(person, named(cast.amina, "Amina", "Kone"));
        let mut append = cast.append(&bench, vec![event]);
        append.centre = CentreId::fresh(&mut SeededIds::new(99));
        let refused = bench.storage.append(append).await.unwrap_err();
        assert!(matches!(refused, AppendError::Storage(Error::NoSuchCentre)));
        let unknown = StreamName::Session(SessionId::fresh(&mut cast.ids));
        let other = StreamName::Case(CaseId::fresh(&mut cast.ids));
        let loaded = bench.storage.load(bench.centre, &[unknown, other]).await.unwrap();
        assert!(loaded.happened.is_empty() && loaded.versions.len() == 2);
    })
    .await;
}
