//! Letting somebody back in who lost their password or second factor: by two officers, never by one.

use crate::second_factor::{later, with_factor};
use app::sign_in::{Entered, FactorStanding, RecoveryLink, StepUp, Token, Whence};
use app::{Failure, SignedIn};
use domain::decision::Refusal;
use domain::words::Role;
use jiff::SignedDuration;
use secrecy::SecretString;
use testkit::{TestHouse, houses_on_both_engines};

const NEW: &str = "four loud herons";

fn new() -> SecretString {
    SecretString::from(NEW)
}

/// A coordinator and a trustee who have just given their second factor, and a volunteer who has lost theirs.
async fn cast(house: &TestHouse) -> [SignedIn; 3] {
    let (volunteer, _) = with_factor(house, Role::Volunteer, "oluwaseun").await;
    let (coordinator, _) = with_factor(house, Role::Coordinator, "noor").await;
    let (trustee, _) = with_factor(house, Role::Trustee, "linh").await;
    // Read anew: what was given stands in the record of the sign-in.
    let mut signed_in = Vec::new();
    for (who, role) in [(coordinator, Role::Coordinator), (trustee, Role::Trustee)] {
        signed_in.push(given(house, &who, role).await);
    }
    let [coordinator, trustee] = signed_in.try_into().unwrap();
    [coordinator, trustee, volunteer]
}

/// A sign-in of this role at which the second factor was given now.
async fn given(house: &TestHouse, _who: &SignedIn, role: Role) -> SignedIn {
    let (cookie, who) = house.sign_in(role).await;
    let token = Token::parse(&cookie).unwrap();
    let hash = storage::token_hash(&data_encoding::BASE64URL_NOPAD.decode(cookie.as_bytes()).unwrap());
    house.house.storage().note_second_factor(&hash, house.house.now()).await.unwrap();
    drop(who);
    house.house.signed_in(&token).await.unwrap().unwrap()
}

async fn agreed(house: &TestHouse, [coordinator, trustee, _]: &[SignedIn; 3]) -> RecoveryLink {
    let volunteer = house.worker(Role::Volunteer);
    house.house.ask_recovery(coordinator, volunteer).await.unwrap();
    house.house.agree_to_recovery(trustee, volunteer).await.unwrap()
}

#[tokio::test]
async fn two_officers_let_somebody_back_in_by_a_link_that_works_once() {
    houses_on_both_engines(async |house| {
        let all = cast(&house).await;
        let link = agreed(&house, &all).await.token;
        let short = house.house.recover(&link, SecretString::from("short")).await;
        assert!(matches!(short, Err(Failure::Refused(Refusal::Fields(_)))), "{}: it uses nothing up", house.engine);
        let (before, _) = house.sign_in(Role::Volunteer).await;
        house.house.recover(&link, new()).await.unwrap();
        assert!(house.house.signed_in(&Token::parse(&before).unwrap()).await.unwrap().is_none(), "it ended");
        assert!(matches!(house.house.recover(&link, new()).await, Err(Failure::NotOpen)), "it works once");
        let entered = house.house.sign_in(Whence::Within, "oluwaseun", new()).await.unwrap();
        let Some(Entered::In(token)) = entered else { panic!("the lost factor is not asked for") };
        let who = house.house.signed_in(&token).await.unwrap().unwrap();
        assert_eq!(house.house.account_page(&who).await.unwrap().second_factor, FactorStanding::NotSetUp);
        assert_eq!(house.house.step_up_by(&who).await.unwrap(), StepUp::SetUpFirst);
    })
    .await;
}

#[tokio::test]
async fn nobody_lets_anybody_in_alone_and_nobody_lets_themselves_in() {
    houses_on_both_engines(async |house| {
        let [coordinator, trustee, _] = cast(&house).await;
        let volunteer = house.worker(Role::Volunteer);
        let agree = async |who: &SignedIn, worker| house.house.agree_to_recovery(who, worker).await.err();
        assert!(
            matches!(agree(&trustee, volunteer).await, Some(Failure::Refused(_))),
            "{}: nobody asked",
            house.engine
        );
        house.house.ask_recovery(&coordinator, volunteer).await.unwrap();
        assert!(matches!(agree(&coordinator, volunteer).await, Some(Failure::Refused(_))), "the same person twice");
        let own = house.house.ask_recovery(&coordinator, house.worker(Role::Coordinator)).await;
        assert!(matches!(own, Err(Failure::NotOpen)));
        house.house.ask_recovery(&trustee, house.worker(Role::Coordinator)).await.unwrap();
        assert!(matches!(agree(&coordinator, house.worker(Role::Coordinator)).await, Some(Failure::NotOpen)));
        let supervisor = given(&house, &coordinator, Role::ContactSupervisor).await;
        assert!(matches!(agree(&supervisor, volunteer).await, Some(Failure::NotOpen)), "not an officer");
    })
    .await;
}

#[tokio::test]
async fn what_was_asked_lapses_after_a_day_and_so_does_the_link() {
    let house = TestHouse::build().await;
    let all = cast(&house).await;
    let link = agreed(&house, &all).await.token;
    house.house.ask_recovery(&all[0], house.worker(Role::Volunteer)).await.unwrap();
    later(&house, SignedDuration::from_hours(24));
    assert!(matches!(house.house.recover(&link, new()).await, Err(Failure::NotOpen)));
    let trustee = given(&house, &all[1], Role::Trustee).await;
    let late = house.house.agree_to_recovery(&trustee, house.worker(Role::Volunteer)).await;
    assert!(matches!(late.err(), Some(Failure::Refused(_))));
}

#[tokio::test]
async fn an_officer_without_a_second_factor_is_asked_for_it_whether_or_not_there_is_such_a_person() {
    houses_on_both_engines(async |house| {
        let (_, plain) = house.sign_in(Role::Coordinator).await;
        let unknown = domain::ids::WorkerId::fresh(&mut house.house.ids());
        for worker in [house.worker(Role::Volunteer), unknown] {
            let asked = house.house.ask_recovery(&plain, worker).await;
            assert!(matches!(asked, Err(Failure::SecondFactorFirst)), "{}", house.engine);
        }
    })
    .await;
}
