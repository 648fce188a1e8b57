//! What an erasure takes, what it leaves, and that the record still verifies.

use crate::sample::{Cast, living_at, named, needing, noon, rows, words_of};
use domain::decision::Recorded;
use domain::private::{Compartment, Subject};
use domain::stream::StreamName;
use storage::lists::{CASES, ListQuery, PEOPLE, TASKS};
use storage::{DraftName, NewJob};
use testkit::{Bench, on_both_engines_with};

async fn family(bench: &Bench, cast: &mut Cast) {
    let case = StreamName::Case(cast.case);
    let (amina, joao) = (cast.amina, cast.joao);
    let events = vec![
        Recorded::now(StreamName::Person(amina), named(amina, "Amina", "Kone")),
        Recorded::now(StreamName::Person(amina), living_at(amina, &mut cast.ids, "3 Elm Row")),
        Recorded::now(StreamName::Person(joao), named(joao, "João", "Reis")),
        Recorded::now(case, needing(amina, "a ramp")),
        Recorded::now(case, needing(joao, "quiet")),
    ];
    let mut append = cast.append(bench, events);
    for (subject, obligation) in [(amina, "write to Amina"), (joao, "write to João")] {
        append.jobs.push(NewJob {
            id: cast.uuid(),
            kind: "letter".to_owned(),
            due_at: noon(),
            obligation: obligation.to_owned(),
            payload: Some((Subject::Person(subject), Compartment::Ordinary, b"dear".to_vec())),
        });
    }
    bench.storage.append(append).await.unwrap();
}

#[tokio::test]
async fn an_erased_person_can_be_read_nowhere_and_everything_else_stays() {
    on_both_engines_with(rows, async |bench| {
        let mut cast = Cast::new(30);
        family(&bench, &mut cast).await;
        let draft = DraftName { actor: cast.actor(), form: "letter".to_owned(), about: "amina".to_owned() };
        let (storage, centre) = (bench.storage.clone(), bench.centre);
        let about = Subject::Person(cast.amina);
        storage.save_draft(centre, &draft, about, b"dear", noon()).await.unwrap();
        let note = storage.sign_checkpoint(centre, noon()).await.unwrap();

        let erased = storage.erase(centre, &[about]).await.unwrap();
        // Three skeletons and values under Amina in her own stream, one value in the case; four compartments had keys.
        assert_eq!(erased.segments, 5, "{}", bench.engine);
        let (amina, joao, case) =
            (StreamName::Person(cast.amina), StreamName::Person(cast.joao), StreamName::Case(cast.case));
        let loaded = storage.load(centre, &[amina, joao, case]).await.unwrap();
        assert_eq!(loaded.of(amina).count(), 0);
        assert_eq!(loaded.versions[&amina], 2);
        let words: Vec<_> = loaded.of(case).map(|one| words_of(&one.event)).collect();
        assert_eq!(words, [None, Some("quiet".to_owned())]);
        assert_eq!(words_of(&loaded.of(joao).next().unwrap().event).unwrap(), "João Reis");

        let people = storage.list(&ListQuery::of(centre, &PEOPLE)).await.unwrap();
        assert_eq!((people.total, people.rows[0].key()), (1, cast.joao.to_string().as_str()));
        assert_eq!(storage.list(&ListQuery::of(centre, &TASKS)).await.unwrap().total, 1);
        assert_eq!(storage.list(&ListQuery::of(centre, &CASES)).await.unwrap().total, 1);
        assert!(storage.draft(centre, &draft).await.unwrap().is_none());
        let jobs = storage.claim_jobs(centre, noon(), noon(), 10).await.unwrap();
        assert_eq!(jobs.len(), 1);

        assert_eq!(storage.compare_lists().await.unwrap(), None);
        let verified = storage.verify().await.unwrap();
        assert_eq!((verified.erased, verified.checkpoints), (5, 1));
        // The proof given before still holds: nothing was appended, so the checkpoint is the same.
        assert_eq!(storage.sign_checkpoint(centre, noon()).await.unwrap(), note);
    })
    .await;
}

#[tokio::test]
async fn the_old_centre_key_is_gone_and_the_rest_opens_under_the_new_one() {
    on_both_engines_with(rows, async |bench| {
        let mut cast = Cast::new(31);
        family(&bench, &mut cast).await;
        let keys = std::fs::read_to_string(bench.opening.keys.path()).unwrap();
        let old = keys.lines().find(|line| line.contains("centre")).unwrap().to_owned();
        let subject = Subject::Person(cast.amina);
        bench.storage.erase(bench.centre, &[subject]).await.unwrap();
        let keys = std::fs::read_to_string(bench.opening.keys.path()).unwrap();
        assert!(!keys.contains(&old));
        assert_eq!(keys.lines().filter(|line| line.contains("\"centre\"")).count(), 1);
        assert!(keys.contains("\"epoch\":2"));

        // A second erasure, after opening again, and a life after it.
        let bench = bench.reopened().await;
        let subject = Subject::Person(cast.joao);
        bench.storage.erase(bench.centre, &[subject]).await.unwrap();
        let person = StreamName::Person(cast.amina);
        let event = Recorded::now(person, named(cast.amina, "Amina", "Kone"));
        let mut append = cast.append(&bench, vec![event]);
        append.expects = vec![(person, 2)];
        bench.storage.append(append).await.unwrap();
        let loaded = bench.storage.load(bench.centre, &[person]).await.unwrap();
        assert_eq!(loaded.happened.len(), 1);
        bench.storage.verify().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_erasure_that_ended_halfway_is_finished_at_the_next_start() {
    on_both_engines_with(rows, async |bench| {
        let mut cast = Cast::new(32);
        family(&bench, &mut cast).await;
        let path = bench.opening.keys.path().to_owned();
        let before = std::fs::read_to_string(&path).unwrap();
        bench.storage.erase(bench.centre, &[Subject::Person(cast.amina)]).await.unwrap();
        // As if the program had ended before the old key was taken out of the file.
        let old = before.lines().find(|line| line.contains("\"centre\"")).unwrap();
        let after = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("{after}{old}\n")).unwrap();
        let bench = bench.reopened().await;
        assert!(!std::fs::read_to_string(&path).unwrap().contains(old));
        bench.storage.verify().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn nothing_of_an_erased_person_lies_in_the_database_file() {
    on_both_engines_with(rows, async |bench| {
        let mut cast = Cast::new(33);
        family(&bench, &mut cast).await;
        if bench.engine != "SQLite" {
            return;
        }
        let person = cast.amina.to_string();
        let sealed = bench
            .storage
            .database()
            .snapshot()
            .await
            .unwrap()
            .rows("SELECT sealed FROM segment WHERE subject = $1", vec![format!("person/{person}").into()])
            .await
            .unwrap();
        let sealed: Vec<Vec<u8>> = sealed.iter().map(|row| row.bytes(0).unwrap().to_vec()).collect();
        let there = |bytes: &[u8]| {
            let data = bench.folder().join("data");
            std::fs::read_dir(data).unwrap().any(|file| {
                let stored = std::fs::read(file.unwrap().path()).unwrap();
                stored.windows(bytes.len()).any(|window| window == bytes)
            })
        };
        assert!(sealed.iter().all(|bytes| there(bytes)));
        bench.storage.erase(bench.centre, &[Subject::Person(cast.amina)]).await.unwrap();
        assert!(!sealed.iter().any(|bytes| there(bytes)));
    })
    .await;
}
