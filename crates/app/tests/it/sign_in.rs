//! Signing in and out, and the link that lets the first coordinator in.

use app::program::FirstCoordinator;
use app::sign_in::{Entered, Token, Whence};
use app::{Failure, House};
use domain::decision::Refusal;
use domain::words::Role;
use domain::worker::WorkerCommand;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use std::time::{Duration, Instant};
use storage::{Account, AccountState};
use testkit::{TestHouse, houses_on_both_engines};

const PASSWORD: &str = "correct horse battery";
const WRONG: &str = "incorrect horse battery";

fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

/// A house whose coordinator has a password.
async fn with_password(house: &TestHouse) {
    let worker = house.worker(Role::Coordinator);
    house.house.open_account(house.centre, worker, "noor", Some(secret(PASSWORD))).await.unwrap();
}

async fn gets_in(house: &TestHouse, name: &str, password: &str) -> bool {
    house.house.sign_in(Whence::Within, name, secret(password)).await.unwrap().is_some()
}

fn later(house: &TestHouse, duration: SignedDuration) {
    let now: Timestamp = house.house.now();
    house.clock.set(now + duration);
}

#[tokio::test]
async fn the_right_password_gets_in_and_everything_else_gets_one_answer() {
    houses_on_both_engines(async |house| {
        with_password(&house).await;
        for (name, password) in [("noor", WRONG), ("nobody", PASSWORD), ("", ""), ("reviewer@willow", PASSWORD)] {
            assert!(!gets_in(&house, name, password).await, "{} {name}", house.engine);
        }
        let entered = house.house.sign_in(Whence::Within, "noor", secret(PASSWORD)).await.unwrap();
        let Some(Entered::In(token)) = entered else { panic!("{}: they have no second factor", house.engine) };
        let who = house.house.signed_in(&token).await.unwrap().unwrap();
        assert_eq!(who.asker.worker, house.worker(Role::Coordinator));
        assert_eq!(who.asker.roles, [Role::Coordinator].into());
        let account = account(&house.house).await;
        house.house.storage().put_account(&Account { state: AccountState::Suspended, ..account }).await.unwrap();
        assert!(!gets_in(&house, "noor", PASSWORD).await);
    })
    .await;
}

async fn account(house: &House) -> Account {
    house.storage().account_by_name("noor").await.unwrap().unwrap()
}

/// The quickest of three: whatever else the machine does only makes one slower.
#[expect(clippy::disallowed_methods, reason = "how long it takes is what is tested")]
async fn takes(house: &TestHouse, name: &str) -> Duration {
    let mut quickest = Duration::MAX;
    for _ in 0..3 {
        let started = Instant::now();
        assert!(!gets_in(house, name, WRONG).await);
        quickest = quickest.min(started.elapsed());
    }
    quickest
}

#[tokio::test]
async fn an_unknown_name_takes_as_long_as_a_wrong_password() {
    let house = TestHouse::build().await;
    with_password(&house).await;
    let known = takes(&house, "noor").await;
    // A hash takes some hundred times as long as all else, so that a tenth tells; a busy machine makes less of a difference.
    for name in ["nobody", "reviewer@willow"] {
        let unknown = takes(&house, name).await;
        assert!(
            unknown * 10 > known && known * 10 > unknown,
            "{name}: {unknown:?}, and {known:?} for one that is known"
        );
    }
}

#[tokio::test]
async fn after_five_wrong_passwords_an_account_rests_for_a_quarter_of_an_hour() {
    houses_on_both_engines(async |house| {
        with_password(&house).await;
        for _ in 0..4 {
            assert!(!gets_in(&house, "noor", WRONG).await);
        }
        assert!(gets_in(&house, "noor", PASSWORD).await, "four are forgiven");
        for _ in 0..5 {
            assert!(!gets_in(&house, "noor", WRONG).await);
        }
        assert!(!gets_in(&house, "noor", PASSWORD).await, "{}: it rests", house.engine);
        later(&house, SignedDuration::from_secs(15 * 60 - 1));
        assert!(!gets_in(&house, "noor", PASSWORD).await);
        later(&house, SignedDuration::from_secs(1));
        assert!(gets_in(&house, "noor", PASSWORD).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrong_passwords_sent_at_once_are_each_counted() {
    houses_on_both_engines(async |house| {
        with_password(&house).await;
        let mut tasks = Vec::new();
        for _ in 0..8 {
            let house = std::sync::Arc::clone(&house.house);
            tasks.push(tokio::spawn(async move {
                house.sign_in(Whence::Within, "noor", secret(WRONG)).await.unwrap().is_some()
            }));
        }
        for task in tasks {
            assert!(!task.await.unwrap());
        }
        assert!(!gets_in(&house, "noor", PASSWORD).await, "{}: eight guesses are more than five", house.engine);
    })
    .await;
}

#[tokio::test]
async fn a_sign_in_ends_when_nobody_uses_it_when_its_day_is_over_and_when_it_is_ended() {
    let house = TestHouse::build().await;
    let (cookie, _) = house.sign_in(Role::Coordinator).await;
    let token = Token::parse(&cookie).unwrap();
    for _ in 0..51 {
        later(&house, SignedDuration::from_mins(14));
        assert!(house.house.signed_in(&token).await.unwrap().is_some());
    }
    later(&house, SignedDuration::from_mins(6));
    assert!(house.house.signed_in(&token).await.unwrap().is_none(), "twelve hours are over");
    let (cookie, _) = house.sign_in(Role::Coordinator).await;
    later(&house, SignedDuration::from_mins(15));
    assert!(house.house.signed_in(&Token::parse(&cookie).unwrap()).await.unwrap().is_none(), "nobody used it");
    let (cookie, who) = house.sign_in(Role::Coordinator).await;
    house.house.sign_out(&who).await.unwrap();
    assert!(house.house.signed_in(&Token::parse(&cookie).unwrap()).await.unwrap().is_none(), "it was ended");
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_sign_in_of_this_worker_and_of_nobody_else() {
    houses_on_both_engines(async |house| {
        let (here, who) = house.sign_in(Role::Coordinator).await;
        let (there, _) = house.sign_in(Role::Coordinator).await;
        let (other, _) = house.sign_in(Role::Trustee).await;
        assert_eq!(house.house.sign_out_everywhere(&who).await.unwrap(), 2, "{}", house.engine);
        for (cookie, holds) in [(here, false), (there, false), (other, true)] {
            let token = Token::parse(&cookie).unwrap();
            assert_eq!(house.house.signed_in(&token).await.unwrap().is_some(), holds);
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_has_left_is_out_at_once_on_every_device() {
    houses_on_both_engines(async |house| {
        let (cookie, _) = house.sign_in(Role::Volunteer).await;
        let token = Token::parse(&cookie).unwrap();
        let on = "2026-11-22".parse().unwrap();
        let left = WorkerCommand::EndEngagement { worker: house.worker(Role::Volunteer), on };
        house.carry_out(Role::Coordinator, left).await.unwrap();
        assert!(house.house.signed_in(&token).await.unwrap().is_none(), "{}", house.engine);
        // One who leaves today works until the day is over.
        let (cookie, _) = house.sign_in(Role::ShiftLead).await;
        let token = Token::parse(&cookie).unwrap();
        let on = "2026-11-23".parse().unwrap();
        let left = WorkerCommand::EndEngagement { worker: house.worker(Role::ShiftLead), on };
        house.carry_out(Role::Coordinator, left).await.unwrap();
        assert!(house.house.signed_in(&token).await.unwrap().is_some());
        house.clock.set("2026-11-23T23:55:00Z".parse().unwrap());
        let (cookie, _) = house.sign_in(Role::ShiftLead).await;
        house.clock.set("2026-11-24T00:05:00Z".parse().unwrap());
        assert!(house.house.signed_in(&Token::parse(&cookie).unwrap()).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn without_the_demo_marker_nobody_signs_in_with_a_click() {
    houses_on_both_engines(async |house| {
        assert!(!house.house.is_demo());
        let click = house.house.sign_in_as(house.centre, house.worker(Role::Coordinator)).await;
        assert!(matches!(click, Err(Failure::NotOpen)), "{}", house.engine);
        assert!(matches!(house.house.demo_people().await, Err(Failure::NotOpen)));
    })
    .await;
}

fn first(name: &str, password: &str) -> FirstCoordinator {
    FirstCoordinator {
        centre: "Alder House".to_owned(),
        given: "Linh".to_owned(),
        family: "Vo".to_owned(),
        name: name.to_owned(),
        password: secret(password),
    }
}

#[tokio::test]
async fn the_first_link_makes_one_coordinator_and_no_second_one() {
    houses_on_both_engines(async |house| {
        let program = &house.house;
        let link = program.first_link().await.unwrap();
        let mut wrong = link.clone();
        wrong.replace_range(0..1, if link.starts_with('A') { "B" } else { "A" });
        assert!(matches!(program.make_first_coordinator(&wrong, first("linh", PASSWORD)).await, Err(Failure::NotOpen)));
        let short = program.make_first_coordinator(&link, first("linh", "short")).await;
        assert!(matches!(short, Err(Failure::Refused(Refusal::Fields(_)))), "what was entered wrongly uses nothing up");
        program.make_first_coordinator(&link, first("linh", PASSWORD)).await.unwrap();
        assert!(gets_in(&house, "linh", PASSWORD).await, "{}", house.engine);
        let again = program.make_first_coordinator(&link, first("other", PASSWORD)).await;
        assert!(matches!(again, Err(Failure::NotOpen)));
        assert!(!gets_in(&house, "other", PASSWORD).await);
        assert_eq!(program.centres().await.unwrap().len(), 2, "the house's own and the new one");
    })
    .await;
}

#[tokio::test]
async fn the_first_link_is_good_for_a_day() {
    let house = TestHouse::build().await;
    let link = house.house.first_link().await.unwrap();
    later(&house, SignedDuration::from_hours(24));
    assert!(!house.house.use_first_link(&link).await.unwrap());
}
