//! What stands around the journal: accounts, sign-ins, links, drafts, jobs.

use crate::sample::{Cast, noon};
use domain::private::{Compartment, Subject};
use jiff::SignedDuration;
use secrecy::SecretString;
use storage::{
    Account, AccountError, AccountState, DraftName, NewJob, OneTimeLink, PasswordHash, SignIn, fresh_token, token_hash,
};
use testkit::{Bench, on_both_engines};

pub fn account(bench: &Bench, cast: &Cast, name: &str) -> Account {
    Account {
        centre: bench.centre,
        worker: cast.worker,
        name: name.to_owned(),
        password: None,
        state: AccountState::Active,
        failed: 0,
        locked_until: None,
    }
}

pub fn signed_in(bench: &Bench, cast: &Cast, token: &[u8]) -> SignIn {
    SignIn {
        token_hash: token_hash(token),
        centre: bench.centre,
        worker: cast.worker,
        created: noon(),
        last_used: noon(),
        expires: noon() + SignedDuration::from_hours(12),
        idle_seconds: 15 * 60,
        second_factor: None,
    }
}

#[tokio::test]
async fn an_account_is_found_by_its_name_and_a_name_is_given_once() {
    on_both_engines(async |bench| {
        let (cast, other) = (Cast::new(70), Cast::new(71));
        let storage = &bench.storage;
        let mut mine = account(&bench, &cast, "noor");
        storage.put_account(&mine).await.unwrap();
        mine.password = Some(PasswordHash::of(&SecretString::from("a grey heron")).unwrap());
        mine.failed = 2;
        mine.locked_until = Some(noon());
        storage.put_account(&mine).await.unwrap();
        let found = storage.account_by_name("noor").await.unwrap().unwrap();
        assert_eq!(found, mine);
        let password = found.password.unwrap();
        assert!(password.matches(&SecretString::from("a grey heron")));
        assert!(!password.matches(&SecretString::from("a gray heron")));
        let taken = storage.put_account(&account(&bench, &other, "noor")).await;
        assert!(matches!(taken, Err(AccountError::NameTaken)));
        storage.put_account(&account(&bench, &other, "ben")).await.unwrap();
        let names: Vec<_> = storage.accounts(bench.centre).await.unwrap();
        assert_eq!(names.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["ben", "noor"]);
        assert!(storage.account_of(bench.centre, cast.worker).await.unwrap().is_some());
        assert!(storage.account_by_name("nobody").await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn a_sign_in_ends_when_idle_when_old_when_told_and_everywhere_at_once() {
    on_both_engines(async |bench| {
        let cast = Cast::new(72);
        let storage = &bench.storage;
        let minutes = |n| noon() + SignedDuration::from_mins(n);
        let (token, other) = (fresh_token().unwrap(), fresh_token().unwrap());
        let hash = token_hash(&token);
        storage.start_sign_in(&signed_in(&bench, &cast, &token)).await.unwrap();
        storage.start_sign_in(&signed_in(&bench, &cast, &other)).await.unwrap();
        assert!(storage.sign_in(&hash, minutes(14)).await.unwrap().is_some());
        assert!(storage.sign_in(&hash, minutes(28)).await.unwrap().is_some(), "kept by use");
        assert!(storage.sign_in(&hash, minutes(43)).await.unwrap().is_none(), "idle");
        let mut now = minutes(42);
        while now < minutes(12 * 60) {
            assert!(storage.sign_in(&hash, now).await.unwrap().is_some());
            now += SignedDuration::from_mins(14);
        }
        assert!(storage.sign_in(&hash, now).await.unwrap().is_none(), "twelve hours");
        assert!(storage.sign_in(&token_hash(b"guessed"), noon()).await.unwrap().is_none());
        assert_eq!(storage.prune(minutes(13 * 60)).await.unwrap(), 2);

        for token in [&token, &other] {
            storage.start_sign_in(&signed_in(&bench, &cast, token)).await.unwrap();
        }
        storage.end_sign_in(&hash).await.unwrap();
        assert!(storage.sign_in(&hash, noon()).await.unwrap().is_none());
        storage.start_sign_in(&signed_in(&bench, &cast, &token)).await.unwrap();
        assert_eq!(storage.end_sign_ins_of(bench.centre, cast.worker).await.unwrap(), 2);
        assert!(storage.sign_in(&token_hash(&other), noon()).await.unwrap().is_none());
    })
    .await;
}

pub fn link(bench: &Bench, cast: &Cast, token: &[u8]) -> OneTimeLink {
    OneTimeLink {
        token_hash: token_hash(token),
        purpose: "first-coordinator".to_owned(),
        centre: Some(bench.centre),
        worker: Some(cast.worker),
        expires: noon() + SignedDuration::from_hours(1),
        used_at: None,
    }
}

#[tokio::test]
async fn a_link_works_once_for_its_purpose_and_for_its_time() {
    on_both_engines(async |bench| {
        let cast = Cast::new(73);
        let storage = &bench.storage;
        storage.put_link(&link(&bench, &cast, b"one")).await.unwrap();
        let hash = token_hash(b"one");
        let late = noon() + SignedDuration::from_hours(2);
        let purpose = "first-coordinator";
        assert!(storage.use_link(&hash, "password", noon()).await.unwrap().is_none());
        assert!(storage.use_link(&hash, purpose, late).await.unwrap().is_none());
        assert!(storage.link(&hash, purpose, noon()).await.unwrap().is_some());
        let used = storage.use_link(&hash, purpose, noon()).await.unwrap().unwrap();
        assert_eq!(used.worker, Some(cast.worker));
        assert!(storage.use_link(&hash, purpose, noon()).await.unwrap().is_none());
        assert_eq!(storage.prune(noon()).await.unwrap(), 1);
    })
    .await;
}

pub fn draft(cast: &Cast, about: &str) -> DraftName {
    DraftName { actor: cast.actor(), form: "referral".to_owned(), about: about.to_owned() }
}

#[tokio::test]
async fn a_draft_outlives_a_restart_and_goes_with_the_command_it_leads_to() {
    on_both_engines(async |bench| {
        let mut cast = Cast::new(74);
        let (centre, under) = (bench.centre, Subject::Worker(cast.worker));
        let (first, second) = (draft(&cast, "new"), draft(&cast, "other"));
        for (name, body, hours) in [(&first, "one", 0), (&second, "two", 1), (&first, "three", 2)] {
            let at = noon() + SignedDuration::from_hours(hours);
            bench.storage.save_draft(centre, name, under, body.as_bytes(), at).await.unwrap();
        }
        let bench = bench.reopened().await;
        let storage = &bench.storage;
        let found = storage.draft(centre, &first).await.unwrap().unwrap();
        assert_eq!(found.body.as_slice(), b"three");
        let mine = storage.drafts_of(centre, cast.actor()).await.unwrap();
        assert_eq!(mine.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>(), [first.clone(), second.clone()]);
        let mut append = cast.append(&bench, Vec::new());
        append.discard_draft = Some(first.clone());
        let appended = storage.append(append).await.unwrap();
        assert!(appended.log_index.is_empty());
        assert!(storage.draft(centre, &first).await.unwrap().is_none());
        storage.discard_draft(centre, &second).await.unwrap();
        assert!(storage.drafts_of(centre, cast.actor()).await.unwrap().is_empty());
    })
    .await;
}

pub fn job(cast: &mut Cast, obligation: &str) -> NewJob {
    NewJob {
        id: cast.uuid(),
        kind: "tell-lead".to_owned(),
        due_at: noon(),
        obligation: obligation.to_owned(),
        payload: Some((Subject::Case(cast.case), Compartment::Disclosure, b"who".to_vec())),
    }
}

#[tokio::test]
async fn a_job_is_given_out_until_it_is_finished_and_once_per_obligation() {
    on_both_engines(async |bench| {
        let mut cast = Cast::new(75);
        let (storage, centre) = (&bench.storage, bench.centre);
        for obligation in ["review/1", "review/1", "review/2"] {
            let mut append = cast.append(&bench, Vec::new());
            append.jobs.push(job(&mut cast, obligation));
            storage.append(append).await.unwrap();
        }
        let minutes = |n| noon() + SignedDuration::from_mins(n);
        let claim = async |now, limit| storage.claim_jobs(centre, minutes(now), minutes(now + 5), limit).await.unwrap();
        assert!(claim(-1, 10).await.is_empty());
        let first = claim(0, 1).await;
        let second = claim(0, 10).await;
        assert_eq!((first.len(), second.len()), (1, 1));
        assert_eq!(first[0].payload.as_ref().unwrap().2, b"who");
        assert!(claim(4, 10).await.is_empty());
        storage.finish_job(centre, first[0].id).await.unwrap();
        let again = claim(6, 10).await;
        assert_eq!(again.len(), 1);
        assert_eq!((again[0].id, again[0].attempts), (second[0].id, 2));
        storage.finish_job(centre, again[0].id).await.unwrap();
        assert!(claim(60, 10).await.is_empty());
        storage.verify().await.unwrap();
    })
    .await;
}
