//! Many at once, and nobody waiting for the answer.

use crate::sample::{Cast, named, needing, noon, rows};
use domain::decision::Recorded;
use domain::ids::PersonId;
use domain::stream::StreamName;
use std::sync::Arc;
use storage::{AccessEvent, AppendError, Flush};
use testkit::{on_both_engines, on_both_engines_with};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn twenty_at_once_on_one_stream_take_their_turns() {
    on_both_engines_with(rows, async |bench| {
        let mut cast = Cast::new(20);
        let case = StreamName::Case(cast.case);
        let mut tasks = Vec::new();
        for number in 0..20 {
            let words = format!("need {number}");
            let event = Recorded::now(case, needing(cast.amina, &words));
            let append = cast.append(&bench, vec![event]);
            let storage = bench.storage.clone();
            tasks.push(tokio::spawn(async move {
                let mut attempts = 0;
                loop {
                    attempts += 1;
                    let mut append = append.clone();
                    let known = storage.load(append.centre, &[case]).await.unwrap();
                    append.expects = vec![(case, known.versions[&case])];
                    append.known = known;
                    match storage.append(append).await {
                        Ok(appended) => return (attempts, appended.versions[&case]),
                        Err(AppendError::Conflict { .. } | AppendError::Busy) => {}
                        Err(other) => panic!("{other}"),
                    }
                }
            }));
        }
        let mut versions = Vec::new();
        for task in tasks {
            versions.push(task.await.unwrap().1);
        }
        versions.sort_unstable();
        assert_eq!(versions, (1..=20).collect::<Vec<_>>(), "{}", bench.engine);
        assert_eq!(bench.storage.verify().await.unwrap().events, 20);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_bookings_of_one_day_at_once_let_one_through() {
    on_both_engines(async |bench| {
        let mut cast = Cast::new(21);
        let day = StreamName::Day(bench.centre, "2026-03-07".parse().unwrap());
        let mut tasks = Vec::new();
        for _ in 0..8 {
            let event = Recorded::now(day, needing(cast.amina, "the hall at ten"));
            let mut append = cast.append(&bench, vec![event]);
            append.expects = vec![(day, 0)];
            let storage = bench.storage.clone();
            tasks.push(tokio::spawn(async move { storage.append(append).await.is_ok() }));
        }
        let mut booked = 0;
        for task in tasks {
            booked += usize::from(task.await.unwrap());
        }
        assert_eq!(booked, 1, "{}", bench.engine);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn appends_that_wait_together_share_a_commit_and_all_last() {
    on_both_engines(async |bench| {
        let mut cast = Cast::new(22);
        let people: Vec<PersonId> = (0..60).map(|_| PersonId::fresh(&mut cast.ids)).collect();
        let before = bench.storage.database().commits();
        let mut tasks = Vec::new();
        for person in &people {
            let event = Recorded::now(StreamName::Person(*person), named(*person, "Sam", "Okafor"));
            let append = cast.append(&bench, vec![event]);
            let storage = bench.storage.clone();
            tasks.push(tokio::spawn(async move { storage.append(append).await.unwrap() }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        let commits = bench.storage.database().commits() - before;
        if bench.engine == "SQLite" {
            assert!(commits < 60, "{commits} commits for 60 appends");
        }
        let centre = bench.centre;
        let bench = bench.reopened().await;
        let streams: Vec<_> = people.iter().map(|person| StreamName::Person(*person)).collect();
        let loaded = bench.storage.load(centre, &streams).await.unwrap();
        assert_eq!(loaded.happened.len(), 60);
        bench.storage.verify().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_that_goes_away_does_not_cancel_what_it_asked_for() {
    on_both_engines(async |bench| {
        let mut cast = Cast::new(23);
        let person = StreamName::Person(cast.amina);
        let event = Recorded::now(person, named(cast.amina, "Amina", "Kone"));
        let append = cast.append(&bench, vec![event]);
        {
            let storage = bench.storage.clone();
            let asked = storage.append(append);
            tokio::pin!(asked);
            // Polled once: handed in, not answered. Then dropped.
            let answered =
                std::future::poll_fn(|context| std::task::Poll::Ready(asked.as_mut().poll(context).is_ready())).await;
            assert!(!answered);
        }
        let saved = async {
            let there = async || {
                let loaded = bench.storage.load(bench.centre, &[person]).await;
                !loaded.unwrap().happened.is_empty()
            };
            while !there().await {
                tokio::task::yield_now().await;
            }
        };
        let patience = std::time::Duration::from_secs(30);
        let saved = tokio::time::timeout(patience, saved).await;
        assert!(saved.is_ok(), "{}", bench.engine);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn appends_and_an_erasure_at_once_leave_a_record_that_verifies() {
    on_both_engines_with(rows, async |bench| {
        let mut cast = Cast::new(24);
        let (amina, joao) = (cast.amina, cast.joao);
        let case = StreamName::Case(cast.case);
        let first = cast.append(&bench, vec![Recorded::now(case, needing(joao, "quiet"))]);
        bench.storage.append(first).await.unwrap();
        let bench = Arc::new(bench);
        let mut tasks = Vec::new();
        for number in 0..10 {
            let event = Recorded::now(case, needing(amina, &format!("need {number}")));
            let append = cast.append(&bench, vec![event]);
            let bench = Arc::clone(&bench);
            tasks.push(tokio::spawn(async move {
                bench.storage.append(append).await.unwrap();
            }));
        }
        let subject = domain::private::Subject::Person(joao);
        bench.storage.erase(bench.centre, &[subject]).await.unwrap();
        for task in tasks {
            task.await.unwrap();
        }
        let verified = bench.storage.verify().await.unwrap();
        assert_eq!((verified.events, verified.erased), (11, 1));
    })
    .await;
}

#[tokio::test]
async fn every_access_event_gets_a_place_without_gaps() {
    on_both_engines(async |bench| {
        let cast = Cast::new(25);
        let one = |action: &str| AccessEvent { at: noon(), ..crate::sample::looked(&bench, &cast, action) };
        let storage = &bench.storage;
        storage.record_access(vec![one("open")], Flush::Now).await.unwrap();
        storage.record_access(vec![one("read"), one("read")], Flush::Soon).await.unwrap();
        storage.record_access(vec![one("open")], Flush::Now).await.unwrap();
        let log = storage.access_log(bench.centre, 0, 10).await.unwrap();
        let shown: Vec<_> = log.iter().map(|one| (one.index, one.event.action.as_str())).collect();
        assert_eq!(shown, [(0, "open"), (1, "read"), (2, "read"), (3, "open")]);
        assert_eq!(log[1].event, one("read"));
        // Ordinary reads are written when the record is closed, at the latest.
        storage.record_access(vec![one("last")], Flush::Soon).await.unwrap();
        let centre = bench.centre;
        let bench = bench.reopened().await;
        let log = bench.storage.access_log(centre, 4, 10).await.unwrap();
        assert_eq!(log.len(), 1);
        bench.storage.verify().await.unwrap();
    })
    .await;
}
