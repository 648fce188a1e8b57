//! Somebody's own passkeys: adding one, taking one away, and losing all of them.

use crate::passkeys::{ORIGIN, adds, comes_in, given, site, with_passkey};
use crate::second_factor::{OTHER, PASSWORD, later, refused, secret, with_factor, with_password};
use app::sign_in::{Entered, FactorStanding, OnlyOne, PasskeyGiven, StepUp, Token, Whence};
use app::{Failure, SignedIn};
use domain::decision::Refusal;
use domain::words::Role;
use jiff::SignedDuration;
use testkit::{Authenticator, TestHouse, houses_on_both_engines};

async fn surely(house: &TestHouse, role: Role) -> SignedIn {
    house.sign_in_surely(role).await.1
}

#[tokio::test]
async fn the_first_passkey_asks_for_the_password_and_ends_the_other_sign_ins() {
    houses_on_both_engines(async |house| {
        let who = with_password(&house, Role::Coordinator, "noor").await;
        let (elsewhere, _) = house.sign_in(Role::Coordinator).await;
        let ask = async |name: &str, password: &str| {
            house.house.ask_new_passkey(&who, &site(), name, secret(password)).await.map(drop)
        };
        assert!(refused(&ask("my telephone", OTHER).await, "password"), "{}", house.engine);
        for name in ["", "  ", "a\u{7}", &"x".repeat(41)] {
            assert!(refused(&ask(name, PASSWORD).await, "name"), "{name:?}");
        }
        adds(&house, &who, " my telephone ").await;
        assert!(house.house.signed_in(&Token::parse(&elsewhere).unwrap()).await.unwrap().is_none(), "they ended");
        let page = house.house.account_page(&who).await.unwrap();
        assert_eq!((page.passkeys.len(), page.passkeys[0].name.as_str()), (1, "my telephone"));
        assert_eq!(page.second_factor, FactorStanding::NotSetUp);
        house.house.storage().verify().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn whoever_has_a_second_factor_gives_it_before_another_is_added_or_one_taken_away() {
    houses_on_both_engines(async |house| {
        let (with_codes, _) = with_factor(&house, Role::Trustee, "linh").await;
        let _key = with_passkey(&house, Role::Coordinator, "noor").await;
        let (_, with_passkey) = house.sign_in(Role::Coordinator).await;
        for who in [&with_codes, &with_passkey] {
            let first = |answer: Result<(), Failure>| matches!(answer, Err(Failure::SecondFactorFirst));
            let asked = house.house.ask_new_passkey(who, &site(), "another", secret(PASSWORD)).await;
            assert!(first(asked.map(drop)), "{}: a password is not enough", house.engine);
            assert!(first(house.house.remove_passkey(who, "any").await));
            assert!(first(house.house.own_passkey(who, "any").await.map(drop)));
        }
        let change = house.house.change_password(&with_passkey, secret(PASSWORD), "", secret(OTHER)).await;
        assert!(matches!(change, Err(Failure::SecondFactorFirst)));
        let codes = house.house.begin_second_factor(&with_passkey, secret(PASSWORD), "").await;
        assert!(matches!(codes, Err(Failure::SecondFactorFirst)), "nor is it for codes");
        let sure = surely(&house, Role::Coordinator).await;
        house.house.begin_second_factor(&sure, secret(PASSWORD), "").await.unwrap();
        later(&house, SignedDuration::from_mins(5));
        let late = house.house.begin_second_factor(&sure, secret(PASSWORD), "").await;
        assert!(matches!(late, Err(Failure::SecondFactorFirst)), "five minutes");
    })
    .await;
}

#[tokio::test]
async fn a_passkey_stands_in_for_the_codes_of_a_lost_telephone_and_a_wrong_code_never_does() {
    houses_on_both_engines(async |house| {
        let (_, telephone) = with_factor(&house, Role::Coordinator, "noor").await;
        let who = surely(&house, Role::Coordinator).await;
        adds(&house, &who, "my laptop").await;
        let who = surely(&house, Role::Coordinator).await;
        assert_eq!(house.house.step_up_by(&who).await.unwrap(), StepUp::PasskeyOrCode, "{}", house.engine);
        assert!(refused(&house.house.begin_second_factor(&who, secret(PASSWORD), "000000").await, "code"));
        house.house.begin_second_factor(&who, secret(PASSWORD), "").await.unwrap();
        let (_, unsure) = house.sign_in(Role::Coordinator).await;
        assert!(refused(&house.house.begin_second_factor(&unsure, secret(PASSWORD), "").await, "code"));
        house.house.step_up(&unsure, &telephone.shows(house.house.now())).await.unwrap();
        let entered = house.house.sign_in(Whence::Within, "noor", secret(PASSWORD)).await.unwrap();
        assert!(matches!(entered, Some(Entered::CodeNext(_))));
    })
    .await;
}

#[tokio::test]
async fn what_is_added_is_new_asked_for_by_the_one_who_adds_it_and_made_on_our_own_pages() {
    houses_on_both_engines(async |house| {
        let _key = with_passkey(&house, Role::Coordinator, "noor").await;
        let noor = surely(&house, Role::Coordinator).await;
        let linh = with_password(&house, Role::Trustee, "linh").await;
        let ask = async |who: &SignedIn| {
            house.house.ask_new_passkey(who, &site(), "another", secret(PASSWORD)).await.unwrap()
        };
        let add = async |who: &SignedIn, given: PasskeyGiven<'_>| {
            house.house.add_passkey(who, &site(), "another", given).await
        };
        let asked = ask(&noor).await;
        let (_, answer) = Authenticator::make(&asked.options, ORIGIN);
        assert!(refused(&add(&linh, given(&asked, &answer)).await, "passkey"), "{}: asked of another", house.engine);
        assert!(refused(&add(&noor, given(&asked, &answer)).await, "passkey"), "and used up by it");
        let asked = ask(&noor).await;
        let (_, answer) = Authenticator::make(&asked.options, "https://attacker.example");
        assert!(refused(&add(&noor, given(&asked, &answer)).await, "passkey"), "made elsewhere");
        let (first, second) = (ask(&noor).await, ask(&noor).await);
        let (_, answer) = Authenticator::make(&first.options, ORIGIN);
        assert!(refused(&add(&noor, given(&second, &answer)).await, "passkey"), "made for another question");
        add(&noor, given(&first, &answer)).await.unwrap();
        assert!(refused(&add(&noor, given(&first, &answer)).await, "passkey"), "once");
        let late = ask(&linh).await;
        let (_, answer) = Authenticator::make(&late.options, ORIGIN);
        later(&house, SignedDuration::from_mins(5));
        assert!(refused(&add(&linh, given(&late, &answer)).await, "passkey"), "too late");
        let half = ask(&linh).await;
        assert!(refused(&add(&linh, given(&half, "")).await, "passkey"), "half-finished");
        assert!(house.house.account_page(&linh).await.unwrap().passkeys.is_empty());
    })
    .await;
}

#[tokio::test]
async fn one_that_is_taken_away_opens_nothing_and_the_only_second_factor_stays() {
    houses_on_both_engines(async |house| {
        let mut first = with_passkey(&house, Role::Coordinator, "noor").await;
        let who = surely(&house, Role::Coordinator).await;
        let only = house.house.account_page(&who).await.unwrap().passkeys.remove(0);
        assert_eq!(only.only, OnlyOne::Yes);
        let stays = house.house.remove_passkey(&who, &only.id).await;
        assert!(matches!(stays, Err(Failure::Refused(Refusal::NotNow { .. }))), "{}", house.engine);
        assert!(comes_in(&house, &mut first).await.is_some());
        let mut second = adds(&house, &who, "the office laptop").await;
        let (elsewhere, _) = house.sign_in(Role::Coordinator).await;
        let stranger = surely(&house, Role::Trustee).await;
        let theirs = house.house.remove_passkey(&stranger, &only.id).await;
        assert!(matches!(theirs, Err(Failure::NotOpen)), "another's");
        house.house.remove_passkey(&who, &only.id).await.unwrap();
        assert!(matches!(house.house.remove_passkey(&who, &only.id).await, Err(Failure::NotOpen)), "it is gone");
        assert!(house.house.signed_in(&Token::parse(&elsewhere).unwrap()).await.unwrap().is_none(), "they ended");
        assert!(comes_in(&house, &mut first).await.is_none());
        assert!(comes_in(&house, &mut second).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn with_codes_set_up_the_last_passkey_can_go() {
    houses_on_both_engines(async |house| {
        with_factor(&house, Role::Coordinator, "noor").await;
        let who = surely(&house, Role::Coordinator).await;
        adds(&house, &who, "my telephone").await;
        let one = house.house.account_page(&who).await.unwrap().passkeys.remove(0);
        assert_eq!(one.only, OnlyOne::No, "{}", house.engine);
        house.house.remove_passkey(&who, &one.id).await.unwrap();
        assert_eq!(house.house.step_up_by(&who).await.unwrap(), StepUp::Code);
    })
    .await;
}

#[tokio::test]
async fn nobody_has_more_than_ten() {
    let house = TestHouse::build().await;
    let who = surely(&house, Role::Coordinator).await;
    for number in 0..10 {
        adds(&house, &who, &format!("key {number}")).await;
    }
    let more = house.house.ask_new_passkey(&who, &site(), "one more", secret("")).await;
    assert!(matches!(more.err(), Some(Failure::Refused(Refusal::NotNow { .. }))));
}

#[tokio::test]
async fn letting_somebody_back_in_takes_their_passkeys_away_and_what_was_asked_of_them() {
    houses_on_both_engines(async |house| {
        let mut key = with_passkey(&house, Role::Volunteer, "oluwaseun").await;
        let lost = surely(&house, Role::Volunteer).await;
        let asked = house.house.ask_new_passkey(&lost, &site(), "another", secret("")).await.unwrap();
        let (_, answer) = Authenticator::make(&asked.options, ORIGIN);
        let volunteer = house.worker(Role::Volunteer);
        with_password(&house, Role::Coordinator, "noor").await;
        house.house.ask_recovery(&surely(&house, Role::Coordinator).await, volunteer).await.unwrap();
        let link = house.house.agree_to_recovery(&surely(&house, Role::Trustee).await, volunteer).await.unwrap();
        house.house.recover(&link.token, secret(OTHER)).await.unwrap();
        assert!(comes_in(&house, &mut key).await.is_none(), "{}", house.engine);
        let entered = house.house.sign_in(Whence::Within, "oluwaseun", secret(OTHER)).await.unwrap();
        let Some(Entered::In(token)) = entered else { panic!("the lost passkey is not asked for") };
        let who = house.house.signed_in(&token).await.unwrap().unwrap();
        assert_eq!(house.house.step_up_by(&who).await.unwrap(), StepUp::SetUpFirst);
        let add = house.house.add_passkey(&who, &site(), "another", given(&asked, &answer)).await;
        assert!(refused(&add, "passkey"), "what was begun before is not ended after");
        house.house.storage().verify().await.unwrap();
    })
    .await;
}
