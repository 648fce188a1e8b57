//! Passkeys: signing in by one, giving one in the middle of a sign-in, and everything that is not a right answer.

use crate::second_factor::{PASSWORD, later, refused, secret, with_password};
use app::SignedIn;
use app::sign_in::{Entered, PasskeyAsked, PasskeyGiven, Site, StepUp, Token, Whence};
use domain::words::Role;
use domain::worker::WorkerCommand;
use jiff::SignedDuration;
use storage::{Account, AccountState};
use testkit::{Authenticator, TestHouse, Verified, houses_on_both_engines};

pub const ORIGIN: &str = "https://willow.example";

pub fn site() -> Site {
    Site::of(ORIGIN).unwrap()
}

pub fn given<'a>(asked: &'a PasskeyAsked, answer: &'a str) -> PasskeyGiven<'a> {
    PasskeyGiven { challenge: &asked.challenge, answer }
}

/// Adds a passkey to somebody's account.
pub async fn adds(house: &TestHouse, who: &SignedIn, name: &str) -> Authenticator {
    let asked = house.house.ask_new_passkey(who, &site(), name, secret(PASSWORD)).await.unwrap();
    let (key, answer) = Authenticator::make(&asked.options, ORIGIN);
    house.house.add_passkey(who, &site(), name, given(&asked, &answer)).await.unwrap();
    key
}

/// Somebody with a password, and their passkey.
pub async fn with_passkey(house: &TestHouse, role: Role, name: &str) -> Authenticator {
    let who = with_password(house, role, name).await;
    adds(house, &who, "my telephone").await
}

pub async fn asked(house: &TestHouse) -> PasskeyAsked {
    house.house.ask_passkey_sign_in(Whence::Within, &site()).await.unwrap().unwrap()
}

pub async fn enters(house: &TestHouse, given: PasskeyGiven<'_>) -> Option<Token> {
    house.house.sign_in_by_passkey(Whence::Within, &site(), given).await.unwrap()
}

/// Signs in by a passkey.
pub async fn comes_in(house: &TestHouse, key: &mut Authenticator) -> Option<SignedIn> {
    let asked = asked(house).await;
    let answer = key.answer(&asked.options, ORIGIN);
    let token = enters(house, given(&asked, &answer)).await?;
    house.house.signed_in(&token).await.unwrap()
}

#[tokio::test]
async fn a_passkey_signs_its_owner_in_without_a_name_and_is_a_second_factor_at_that_sign_in() {
    houses_on_both_engines(async |house| {
        let mut key = with_passkey(&house, Role::Coordinator, "noor").await;
        let mut other = with_passkey(&house, Role::Trustee, "linh").await;
        for (key, role) in [(&mut key, Role::Coordinator), (&mut other, Role::Trustee)] {
            let who = comes_in(&house, key).await.unwrap();
            assert_eq!(who.asker.worker, house.worker(role), "{}", house.engine);
            house.house.passkeys_first(&who).await.unwrap();
            let page = house.house.account_page(&who).await.unwrap();
            assert!(page.passkeys[0].last_used.is_some());
            assert_eq!(
                (page.passkeys[0].name.as_str(), page.passkeys[0].host.as_str()),
                ("my telephone", "willow.example")
            );
        }
        house.house.storage().verify().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_browsers_are_asked_names_nobody_and_demands_that_the_owner_shows_that_it_is_they() {
    let house = TestHouse::build().await;
    let (_, who) = house.sign_in(Role::Coordinator).await;
    let new = house.house.ask_new_passkey(&who, &site(), "my telephone", secret("")).await.unwrap().options;
    let new: serde_json::Value = serde_json::from_str(&new).unwrap();
    let selection = &new["publicKey"]["authenticatorSelection"];
    assert_eq!(selection["userVerification"], "required");
    assert_eq!((&selection["residentKey"], &selection["requireResidentKey"]), (&"required".into(), &true.into()));
    assert_eq!(new["publicKey"]["rp"]["id"], "willow.example");
    let asked: serde_json::Value = serde_json::from_str(&asked(&house).await.options).unwrap();
    assert_eq!(asked["publicKey"]["userVerification"], "required");
    assert_eq!(
        (&asked["publicKey"]["allowCredentials"], &asked["publicKey"]["rpId"]),
        (&serde_json::json!([]), &"willow.example".into())
    );
    assert!(asked.get("mediation").is_none_or(serde_json::Value::is_null), "a button asks for it");
}

/// Whether an answer opens, that was made wrong in one way.
async fn opens(house: &TestHouse, make: impl AsyncFnOnce(&PasskeyAsked) -> String) -> bool {
    let asked = asked(house).await;
    let answer = make(&asked).await;
    enters(house, given(&asked, &answer)).await.is_some()
}

/// The same answer with another value in its response.
fn with(answer: &str, field: &str, value: &str) -> String {
    let mut answer: serde_json::Value = serde_json::from_str(answer).unwrap();
    answer["response"][field] = value.into();
    answer.to_string()
}

#[tokio::test]
async fn an_answer_opens_once_in_time_to_what_was_asked_from_our_own_pages() {
    houses_on_both_engines(async |house| {
        let mut key = with_passkey(&house, Role::Coordinator, "noor").await;
        let first = asked(&house).await;
        let answer = key.answer(&first.options, ORIGIN);
        assert!(enters(&house, given(&first, &answer)).await.is_some(), "{}", house.engine);
        assert!(enters(&house, given(&first, &answer)).await.is_none(), "it was used");
        assert!(!opens(&house, async |_| answer.clone()).await, "an answer to something else");
        let second = asked(&house).await;
        let broken = enters(&house, given(&second, "{")).await;
        let answer = key.answer(&second.options, ORIGIN);
        assert!(broken.is_none() && enters(&house, given(&second, &answer)).await.is_none(), "one try each");
        let third = asked(&house).await;
        let answer = key.answer(&third.options, ORIGIN);
        later(&house, SignedDuration::from_mins(5));
        assert!(enters(&house, given(&third, &answer)).await.is_none(), "too late");
        for origin in
            ["https://willow.example.attacker.example", "http://willow.example", "https://willow.example:8443"]
        {
            assert!(!opens(&house, async |asked| key.answer(&asked.options, origin)).await, "{origin}");
        }
        let elsewhere = Site::of("https://alder.example").unwrap();
        let asked = house.house.ask_passkey_sign_in(Whence::Within, &elsewhere).await.unwrap().unwrap();
        let answer = key.answer(&asked.options, "https://alder.example");
        assert!(enters(&house, given(&asked, &answer)).await.is_none(), "asked for another host");
        let taken = house.house.sign_in_by_passkey(Whence::Within, &elsewhere, given(&asked, &answer)).await.unwrap();
        assert!(taken.is_none(), "made for another host");
        assert!(comes_in(&house, &mut key).await.is_some(), "{}: none of it was a lock", house.engine);
    })
    .await;
}

#[tokio::test]
async fn what_is_asked_and_answered_for_another_host_is_refused_by_a_passkey_of_this_one() {
    let house = TestHouse::build().await;
    let mut key = with_passkey(&house, Role::Coordinator, "noor").await;
    let elsewhere = Site::of("https://alder.example").unwrap();
    let asked = house.house.ask_passkey_sign_in(Whence::Within, &elsewhere).await.unwrap().unwrap();
    let answer = key.answer(&asked.options, "https://alder.example");
    let taken = house.house.sign_in_by_passkey(Whence::Within, &elsewhere, given(&asked, &answer)).await.unwrap();
    assert!(taken.is_none());
    assert!(!opens(&house, async |asked| key.answer_at("alder.example", &asked.options, ORIGIN)).await);
}

#[tokio::test]
async fn a_forged_or_borrowed_answer_opens_nothing() {
    houses_on_both_engines(async |house| {
        let mut key = with_passkey(&house, Role::Coordinator, "noor").await;
        let mut other = with_passkey(&house, Role::Trustee, "linh").await;
        let right = |asked: &PasskeyAsked, key: &mut Authenticator| key.answer(&asked.options, ORIGIN);
        assert!(
            !opens(&house, async |asked| with(&right(asked, &mut key), "signature", "MAYCAQECAQE")).await,
            "{}: not signed",
            house.engine
        );
        let id = std::mem::replace(&mut other.id, key.id.clone());
        assert!(!opens(&house, async |asked| right(asked, &mut other)).await, "signed by another's key");
        other.id = id;
        let owner = std::mem::replace(&mut other.owner, key.owner.clone());
        assert!(!opens(&house, async |asked| right(asked, &mut other)).await, "in another's name");
        other.owner = Vec::new();
        assert!(!opens(&house, async |asked| right(asked, &mut other)).await, "in nobody's name");
        other.owner = owner;
        other.verified = Verified::No;
        assert!(!opens(&house, async |asked| right(asked, &mut other)).await, "touched, by whoever it was");
        other.verified = Verified::Yes;
        let stranger = asked(&house).await;
        let (_, linh) = house.sign_in_surely(Role::Trustee).await;
        let new = house.house.ask_new_passkey(&linh, &site(), "never added", secret("")).await.unwrap();
        let (mut unknown, _) = Authenticator::make(&new.options, ORIGIN);
        let answer = unknown.answer(&stranger.options, ORIGIN);
        assert!(enters(&house, given(&stranger, &answer)).await.is_none(), "none of ours");
        for key in [&mut key, &mut other] {
            assert!(comes_in(&house, key).await.is_some(), "and both still open");
        }
    })
    .await;
}

#[tokio::test]
async fn a_passkey_whose_count_goes_back_or_stands_still_was_copied_and_is_refused() {
    houses_on_both_engines(async |house| {
        let mut key = with_passkey(&house, Role::Coordinator, "noor").await;
        key.count = 20;
        assert!(comes_in(&house, &mut key).await.is_some(), "{}", house.engine);
        for count in [20, 3, 0] {
            key.count = count - u32::from(count > 0);
            assert!(comes_in(&house, &mut key).await.is_none(), "{count} after 21");
        }
        key.count = 21;
        assert!(comes_in(&house, &mut key).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn of_two_answers_sent_at_once_to_one_question_one_opens() {
    houses_on_both_engines(async |house| {
        let mut key = with_passkey(&house, Role::Coordinator, "noor").await;
        let asked = asked(&house).await;
        let answer = key.answer(&asked.options, ORIGIN);
        let mut tasks = Vec::new();
        for _ in 0..4 {
            let (house, challenge, answer) = (house.house.clone(), asked.challenge.clone(), answer.clone());
            tasks.push(tokio::spawn(async move {
                let given = PasskeyGiven { challenge: &challenge, answer: &answer };
                house.sign_in_by_passkey(Whence::Within, &site(), given).await.unwrap().is_some()
            }));
        }
        let mut opened = 0;
        for task in tasks {
            opened += u32::from(task.await.unwrap());
        }
        assert_eq!(opened, 1, "{}", house.engine);
    })
    .await;
}

#[tokio::test]
async fn in_the_middle_of_a_sign_in_counts_ones_own_passkey_asked_for_there_and_nobody_elses() {
    houses_on_both_engines(async |house| {
        let mut key = with_passkey(&house, Role::Coordinator, "noor").await;
        let mut other = with_passkey(&house, Role::Trustee, "linh").await;
        let who = comes_in(&house, &mut key).await.unwrap();
        assert_eq!(house.house.step_up_by(&who).await.unwrap(), StepUp::Passkey, "{}", house.engine);
        assert!(house.house.step_up(&who, "000000").await.is_err(), "they have no codes");
        let ask = async || house.house.ask_passkey_step_up(&who, &site()).await.unwrap();
        let first = ask().await;
        let shown: serde_json::Value = serde_json::from_str(&first.options).unwrap();
        let id = data_encoding::BASE64URL_NOPAD.encode(&key.id);
        assert_eq!(shown["publicKey"]["allowCredentials"][0]["id"], id.as_str(), "their own, and no other");
        assert_eq!(shown["publicKey"]["allowCredentials"].as_array().unwrap().len(), 1);
        let theirs = other.answer(&first.options, ORIGIN);
        let step = async |asked: &PasskeyAsked, answer: &str| {
            house.house.step_up_by_passkey(&who, &site(), given(asked, answer)).await
        };
        assert!(refused(&step(&first, &theirs).await, "passkey"), "another's passkey");
        let sign_in = asked(&house).await;
        let answer = key.answer(&sign_in.options, ORIGIN);
        assert!(refused(&step(&sign_in, &answer).await, "passkey"), "asked for at the door");
        let second = ask().await;
        let answer = key.answer(&second.options, ORIGIN);
        assert!(enters(&house, given(&second, &answer)).await.is_none(), "and the other way round");
        let third = ask().await;
        let answer = key.answer(&third.options, ORIGIN);
        step(&third, &answer).await.unwrap();
        assert!(refused(&step(&third, &answer).await, "passkey"), "once");
    })
    .await;
}

#[tokio::test]
async fn whoever_has_left_or_is_suspended_is_not_let_in_by_their_passkey() {
    houses_on_both_engines(async |house| {
        let mut key = with_passkey(&house, Role::Volunteer, "oluwaseun").await;
        let mut other = with_passkey(&house, Role::Trustee, "linh").await;
        assert!(comes_in(&house, &mut key).await.is_some());
        let on = "2026-11-22".parse().unwrap();
        let left = WorkerCommand::EndEngagement { worker: house.worker(Role::Volunteer), on };
        house.carry_out(Role::Coordinator, left).await.unwrap();
        let asked = asked(&house).await;
        let answer = key.answer(&asked.options, ORIGIN);
        assert!(enters(&house, given(&asked, &answer)).await.is_none(), "{}", house.engine);
        let account = house.house.storage().account_by_name("linh").await.unwrap().unwrap();
        house.house.storage().put_account(&Account { state: AccountState::Suspended, ..account }).await.unwrap();
        assert!(comes_in(&house, &mut other).await.is_none());
    })
    .await;
}

#[tokio::test]
async fn after_the_right_password_whoever_has_a_passkey_alone_is_sent_to_use_it() {
    houses_on_both_engines(async |house| {
        let _key = with_passkey(&house, Role::Coordinator, "noor").await;
        let entered = house.house.sign_in(Whence::Within, "noor", secret(PASSWORD)).await.unwrap();
        assert!(matches!(entered, Some(Entered::PasskeyNext)), "{}: a password alone opens nothing", house.engine);
        assert!(house.house.sign_in(Whence::Within, "noor", secret("wrong words here")).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test]
async fn wrong_passkeys_count_with_wrong_passwords_and_nobody_asks_without_end() {
    houses_on_both_engines(async |house| {
        let mut key = with_passkey(&house, Role::Coordinator, "noor").await;
        let whence = Whence::Address("192.0.2.7".parse().unwrap());
        let wrong = PasskeyGiven { challenge: "none", answer: "" };
        for _ in 0..40 {
            assert!(house.house.sign_in_by_passkey(whence, &site(), wrong).await.unwrap().is_none());
        }
        assert!(house.house.ask_passkey_sign_in(whence, &site()).await.unwrap().is_none(), "{}", house.engine);
        assert!(house.house.sign_in(whence, "noor", secret(PASSWORD)).await.unwrap().is_none());
        let asked = asked(&house).await;
        let answer = key.answer(&asked.options, ORIGIN);
        let taken = house.house.sign_in_by_passkey(whence, &site(), given(&asked, &answer)).await.unwrap();
        assert!(taken.is_none(), "not even the right one");
        let elsewhere = Whence::Address("192.0.2.8".parse().unwrap());
        for _ in 0..120 {
            assert!(house.house.ask_passkey_sign_in(elsewhere, &site()).await.unwrap().is_some());
        }
        assert!(house.house.ask_passkey_sign_in(elsewhere, &site()).await.unwrap().is_none());
        let by_password = house.house.sign_in(elsewhere, "noor", secret(PASSWORD)).await.unwrap();
        assert!(by_password.is_some(), "asking is no wrong try");
        later(&house, SignedDuration::from_mins(15));
        assert!(house.house.ask_passkey_sign_in(elsewhere, &site()).await.unwrap().is_some());
    })
    .await;
}
