//! Second factors: set up, asked for, given again, and lost.

use app::sign_in::{CodeNext, Entered, FactorStanding, StepUp, Token, Whence};
use app::{Failure, Order, SignedIn};
use domain::centre::{CentreCommand, FactorDemand};
use domain::command::Command;
use domain::decision::Refusal;
use domain::ids::WorkerId;
use domain::words::Role;
use domain::worker::WorkerCommand;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use std::collections::BTreeSet;
use testkit::{Telephone, TestHouse, houses_on_both_engines};

pub const PASSWORD: &str = "correct horse battery";
pub const OTHER: &str = "three quiet otters";

pub fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

pub fn later(house: &TestHouse, duration: SignedDuration) {
    let now: Timestamp = house.house.now();
    house.clock.set(now + duration);
}

fn halfminute(house: &TestHouse) {
    later(house, SignedDuration::from_secs(30));
}

pub async fn with_password(house: &TestHouse, role: Role, name: &str) -> SignedIn {
    house.house.open_account(house.centre, house.worker(role), name, Some(secret(PASSWORD))).await.unwrap();
    house.sign_in(role).await.1
}

/// Somebody signed in with a password, and the telephone with their second factor. The factor was given half a minute ago.
pub async fn with_factor(house: &TestHouse, role: Role, name: &str) -> (SignedIn, Telephone) {
    let who = with_password(house, role, name).await;
    house.house.begin_second_factor(&who, secret(PASSWORD), "").await.unwrap();
    let telephone = Telephone::with(&house.house.enrolment(&who).await.unwrap().unwrap().secret);
    house.house.confirm_second_factor(&who, &telephone.shows(house.house.now())).await.unwrap();
    halfminute(house);
    (who, telephone)
}

async fn half(house: &TestHouse, name: &str) -> CodeNext {
    match house.house.sign_in(Whence::Within, name, secret(PASSWORD)).await.unwrap() {
        Some(Entered::CodeNext(half)) => half,
        Some(_) => panic!("{}: no code was asked for", house.engine),
        None => panic!("{}: the password was refused", house.engine),
    }
}

async fn gives(house: &TestHouse, half: &CodeNext, code: &str) -> Option<Token> {
    house.house.give_code(Whence::Within, half, code).await.unwrap()
}

/// The same person as they are known now, by the newest sign-in made through a code.
async fn by_code(house: &TestHouse, name: &str, telephone: &Telephone) -> SignedIn {
    let token = gives(house, &half(house, name).await, &telephone.shows(house.house.now())).await.unwrap();
    halfminute(house);
    house.house.signed_in(&token).await.unwrap().unwrap()
}

pub fn refused(answer: &Result<(), Failure>, field: &str) -> bool {
    matches!(answer, Err(Failure::Refused(Refusal::Fields(problems))) if problems.iter().any(|p| p.field == field))
}

#[tokio::test]
async fn a_second_factor_counts_once_a_right_code_has_come_back_and_not_before() {
    houses_on_both_engines(async |house| {
        let who = with_password(&house, Role::Coordinator, "noor").await;
        let wrong = house.house.begin_second_factor(&who, secret(OTHER), "").await;
        assert!(refused(&wrong, "password"), "{}: a borrowed browser sets none up", house.engine);
        assert!(house.house.enrolment(&who).await.unwrap().is_none());
        house.house.begin_second_factor(&who, secret(PASSWORD), "").await.unwrap();
        let telephone = Telephone::with(&house.house.enrolment(&who).await.unwrap().unwrap().secret);
        let entered = house.house.sign_in(Whence::Within, "noor", secret(PASSWORD)).await.unwrap();
        let Some(Entered::In(elsewhere)) = entered else { panic!("it does not count yet") };
        assert!(refused(&house.house.confirm_second_factor(&who, "000000").await, "code"));
        house.house.confirm_second_factor(&who, &telephone.shows(house.house.now())).await.unwrap();
        assert!(house.house.signed_in(&elsewhere).await.unwrap().is_none(), "other sign-ins ended");
        assert_eq!(house.house.account_page(&who).await.unwrap().second_factor, FactorStanding::SetUp);
        halfminute(&house);
        assert!(gives(&house, &half(&house, "noor").await, &telephone.shows(house.house.now())).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_secret_that_was_shown_waits_a_quarter_of_an_hour_for_its_first_code() {
    let house = TestHouse::build().await;
    let who = with_password(&house, Role::Coordinator, "noor").await;
    house.house.begin_second_factor(&who, secret(PASSWORD), "").await.unwrap();
    let telephone = Telephone::with(&house.house.enrolment(&who).await.unwrap().unwrap().secret);
    later(&house, SignedDuration::from_mins(15));
    let late = house.house.confirm_second_factor(&who, &telephone.shows(house.house.now())).await;
    assert!(matches!(late, Err(Failure::Refused(Refusal::NotNow { .. }))));
}

#[tokio::test]
async fn a_code_opens_once_and_a_half_made_sign_in_opens_nothing_and_ends_in_five_minutes() {
    houses_on_both_engines(async |house| {
        let (_, telephone) = with_factor(&house, Role::Coordinator, "noor").await;
        let (first, second) = (half(&house, "noor").await, half(&house, "noor").await);
        let as_sign_in = Token::parse(&first.text()).unwrap();
        assert!(house.house.signed_in(&as_sign_in).await.unwrap().is_none(), "{}", house.engine);
        let code = telephone.shows(house.house.now());
        assert!(gives(&house, &first, &code).await.is_some());
        assert!(gives(&house, &second, &code).await.is_none(), "{}: the code was used", house.engine);
        halfminute(&house);
        assert!(gives(&house, &first, &telephone.shows(house.house.now())).await.is_none(), "the half was used");
        assert!(gives(&house, &second, &telephone.shows(house.house.now())).await.is_some(), "and used nothing up");
        halfminute(&house);
        let third = half(&house, "noor").await;
        later(&house, SignedDuration::from_mins(5));
        assert!(gives(&house, &third, &telephone.shows(house.house.now())).await.is_none(), "it came too late");
    })
    .await;
}

#[tokio::test]
async fn after_five_wrong_codes_not_even_the_right_one_opens_for_a_quarter_of_an_hour() {
    houses_on_both_engines(async |house| {
        let (_, telephone) = with_factor(&house, Role::Coordinator, "noor").await;
        for _ in 0..5 {
            // The right password in between forgives no wrong code.
            assert!(gives(&house, &half(&house, "noor").await, "000000").await.is_none());
        }
        let tried = half(&house, "noor").await;
        assert!(gives(&house, &tried, &telephone.shows(house.house.now())).await.is_none(), "{}", house.engine);
        later(&house, SignedDuration::from_mins(15));
        assert!(gives(&house, &half(&house, "noor").await, &telephone.shows(house.house.now())).await.is_some());
    })
    .await;
}

fn demands(demand: FactorDemand) -> Order {
    Order::from(Command::from(CentreCommand::SettleSecondFactor { demand }))
}

fn roles_of(worker: WorkerId) -> Order {
    let roles = BTreeSet::from([Role::Volunteer, Role::ShiftLead]);
    let from = "2026-11-23".parse().unwrap();
    Order::from(Command::from(WorkerCommand::ChangeRoles { worker, roles, from }))
}

#[tokio::test]
async fn where_the_centre_demands_one_roles_change_only_with_a_second_factor_for_the_length_of_the_sign_in() {
    houses_on_both_engines(async |house| {
        let volunteer = house.worker(Role::Volunteer);
        let (_, telephone) = with_factor(&house, Role::Coordinator, "noor").await;
        let who_by_code = by_code(&house, "noor", &telephone).await;
        house.house.carry_out(&who_by_code, demands(FactorDemand::Demanded)).await.unwrap();
        // The sign-in that a click or a password alone made has given none.
        let (_, plain) = house.sign_in(Role::Administrator).await;
        let refusal = house.house.carry_out(&plain, roles_of(volunteer)).await;
        assert!(matches!(refusal, Err(Failure::SecondFactorFirst)), "{}: {refusal:?}", house.engine);
        let unknown = WorkerId::fresh(&mut house.house.ids());
        let refusal = house.house.carry_out(&plain, roles_of(unknown)).await;
        assert!(matches!(refusal, Err(Failure::SecondFactorFirst)), "whether there is such a person is not told");
        for _ in 0..10 {
            later(&house, SignedDuration::from_mins(14));
            let _page = house.house.account_page(&who_by_code).await.unwrap();
        }
        house.house.carry_out(&who_by_code, roles_of(volunteer)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_needs_one_of_everybody_wants_it_given_within_five_minutes() {
    let house = TestHouse::build().await;
    let (_, telephone) = with_factor(&house, Role::Coordinator, "noor").await;
    let who = by_code(&house, "noor", &telephone).await;
    later(&house, SignedDuration::from_secs(4 * 60 + 29));
    house.house.carry_out(&who, demands(FactorDemand::Demanded)).await.unwrap();
    later(&house, SignedDuration::from_secs(1));
    let late = house.house.carry_out(&who, demands(FactorDemand::NotDemanded)).await;
    assert!(matches!(late, Err(Failure::SecondFactorFirst)));
    assert_eq!(house.house.step_up_by(&who).await.unwrap(), StepUp::Code);
    assert!(refused(&house.house.step_up(&who, "000000").await, "code"));
    house.house.step_up(&who, &telephone.shows(house.house.now())).await.unwrap();
}

#[tokio::test]
async fn whoever_has_no_second_factor_neither_begins_nor_ends_the_demand() {
    houses_on_both_engines(async |house| {
        let (_, who) = house.sign_in(Role::Coordinator).await;
        for demand in [FactorDemand::Demanded, FactorDemand::NotDemanded] {
            let refusal = house.house.carry_out(&who, demands(demand)).await;
            assert!(matches!(refusal, Err(Failure::SecondFactorFirst)), "{}", house.engine);
        }
        assert_eq!(house.house.step_up_by(&who).await.unwrap(), StepUp::SetUpFirst, "nothing is clicked away here");
        assert!(house.house.step_up(&who, "").await.is_err());
    })
    .await;
}

#[tokio::test]
async fn changing_the_password_asks_for_the_old_one_and_a_code_and_ends_the_other_sign_ins() {
    houses_on_both_engines(async |house| {
        let (_, telephone) = with_factor(&house, Role::Coordinator, "noor").await;
        let who = by_code(&house, "noor", &telephone).await;
        let code = || telephone.shows(house.house.now());
        let (elsewhere, _) = house.sign_in(Role::Coordinator).await;
        let change = async |old: &str, code: &str, new: &str| {
            house.house.change_password(&who, secret(old), code, secret(new)).await
        };
        assert!(refused(&change(OTHER, &code(), OTHER).await, "password"), "{}", house.engine);
        assert!(refused(&change(PASSWORD, "000000", OTHER).await, "code"));
        assert!(refused(&change(PASSWORD, &code(), "short").await, "new_password"));
        change(PASSWORD, &code(), OTHER).await.unwrap();
        let elsewhere = Token::parse(&elsewhere).unwrap();
        assert!(house.house.signed_in(&elsewhere).await.unwrap().is_none());
        assert!(house.house.sign_in(Whence::Within, "noor", secret(PASSWORD)).await.unwrap().is_none());
        assert!(house.house.sign_in(Whence::Within, "noor", secret(OTHER)).await.unwrap().is_some());
    })
    .await;
}

#[tokio::test]
async fn somebody_ends_one_of_their_own_sign_ins_and_nobody_elses() {
    houses_on_both_engines(async |house| {
        let (_, who) = house.sign_in(Role::Coordinator).await;
        let (elsewhere, _) = house.sign_in(Role::Coordinator).await;
        let (of_another, another) = house.sign_in(Role::Trustee).await;
        let theirs = &house.house.account_page(&another).await.unwrap().sign_ins[0].id;
        house.house.end_own_sign_in(&who, theirs).await.unwrap();
        assert!(house.house.signed_in(&Token::parse(&of_another).unwrap()).await.unwrap().is_some());
        let page = house.house.account_page(&who).await.unwrap();
        assert_eq!(page.sign_ins.len(), 2, "{}", house.engine);
        house.house.end_own_sign_in(&who, &page.sign_ins[1].id).await.unwrap();
        assert!(house.house.signed_in(&Token::parse(&elsewhere).unwrap()).await.unwrap().is_none());
        assert_eq!(house.house.account_page(&who).await.unwrap().sign_ins.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn forty_wrong_tries_from_one_address_rest_it_for_every_name_and_nobody_elsewhere() {
    houses_on_both_engines(async |house| {
        with_password(&house, Role::Coordinator, "noor").await;
        let (here, there) = ("192.0.2.7".parse().unwrap(), "192.0.2.8".parse().unwrap());
        let (here, there) = (Whence::Address(here), Whence::Address(there));
        for _ in 0..39 {
            house.house.count_wrong(here).await.unwrap();
        }
        assert!(house.house.sign_in(here, "nobody", secret(OTHER)).await.unwrap().is_none());
        let gets_in = async |whence| house.house.sign_in(whence, "noor", secret(PASSWORD)).await.unwrap().is_some();
        assert!(!gets_in(here).await, "{}: it rests", house.engine);
        assert!(gets_in(there).await);
        later(&house, SignedDuration::from_mins(15));
        assert!(gets_in(here).await);
    })
    .await;
}

#[tokio::test]
async fn whoever_runs_the_centre_is_told_on_today_until_it_demands_a_second_factor() {
    houses_on_both_engines(async |house| {
        let told = async |who: &SignedIn| house.house.today_page(who).await.unwrap().advises_second_factor;
        let (_, volunteer) = house.sign_in(Role::Volunteer).await;
        let (_, telephone) = with_factor(&house, Role::Coordinator, "noor").await;
        let coordinator = by_code(&house, "noor", &telephone).await;
        assert!(told(&coordinator).await && !told(&volunteer).await, "{}", house.engine);
        house.house.carry_out(&coordinator, demands(FactorDemand::Demanded)).await.unwrap();
        assert!(!told(&coordinator).await);
    })
    .await;
}
