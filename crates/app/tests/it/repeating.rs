//! Forms sent twice, and forms sent from a page that was overtaken.

use app::{Done, Failure, IfMatch, Order, Repeat, SignedIn};
use domain::command::Command;
use domain::ids::CaseId;
use domain::referral::{OriginalFile, ReferralCommand};
use domain::stream::StreamName;
use domain::words::{ContactLevel, Role};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use testkit::story::{Family, text};
use testkit::{TestHouse, houses_on_both_engines};

const LEVEL: ContactLevel = ContactLevel::Supported;

const FILE: &str = include_str!("../../../domain/tests/fixtures/older.json");

fn import(key: &str, body: &str) -> Order {
    let command =
        ReferralCommand::ImportCourtApplication { original: OriginalFile::new(body.to_owned()), referrer: None };
    sent(command, key, body)
}

fn sent(command: impl Into<Command>, key: &str, body: &str) -> Order {
    let mut order = Order::from(command.into());
    let body = Sha256::digest(body.as_bytes()).into();
    order.repeat = Some(Repeat { route: "POST /referrals/import".to_owned(), key: key.to_owned(), body });
    order
}

async fn cases(house: &TestHouse) -> usize {
    let streams = house.house.storage().streams(house.centre).await.unwrap();
    streams.iter().filter(|stream| matches!(stream, StreamName::Case(_))).count()
}

#[tokio::test]
async fn a_form_sent_twice_is_done_once_and_answered_alike() {
    houses_on_both_engines(async |house| {
        let (_, intake) = house.sign_in(Role::IntakeWorker).await;
        let first = house.house.carry_out(&intake, import("k1", FILE)).await.unwrap();
        let events = house.house.storage().verify().await.unwrap().events;
        let again = house.house.carry_out(&intake, import("k1", FILE)).await.unwrap();
        assert_eq!(first, again, "{}", house.engine);
        assert_eq!(first.case(), again.case());
        assert_eq!(house.house.storage().verify().await.unwrap().events, events, "nothing was recorded a second time");
        assert_eq!(cases(&house).await, 1);
        house.house.carry_out(&intake, import("k2", FILE)).await.unwrap();
        assert_eq!(cases(&house).await, 2, "another key is another form");
        let (_, coordinator) = house.sign_in(Role::Coordinator).await;
        house.house.carry_out(&coordinator, import("k1", FILE)).await.unwrap();
        assert_eq!(cases(&house).await, 3, "a key is its sender's own");
    })
    .await;
}

#[tokio::test]
async fn a_key_that_comes_back_with_another_form_is_refused() {
    houses_on_both_engines(async |house| {
        let family = Family::drafted(&house, LEVEL).await;
        let (_, intake) = house.sign_in(Role::IntakeWorker).await;
        let submit = ReferralCommand::Submit { case: family.case };
        house.house.carry_out(&intake, sent(submit, "k", "one")).await.unwrap();
        let withdraw = ReferralCommand::Withdraw { case: family.case, reasons: text("Sent by mistake.") };
        let other = house.house.carry_out(&intake, sent(withdraw, "k", "another")).await;
        assert!(matches!(other, Err(Failure::OtherBody)), "{}: {other:?}", house.engine);
        assert!(!family.state(&house).await.referral.stage.unwrap().is_closed());
    })
    .await;
}

#[tokio::test]
async fn what_was_refused_can_be_sent_again_under_its_key() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, LEVEL).await;
    let (_, coordinator) = house.sign_in(Role::Coordinator).await;
    let accept = || ReferralCommand::AcceptReferral { case: family.case, reasons: text("Both were seen.") };
    let early = house.house.carry_out(&coordinator, sent(accept(), "k", "accept")).await;
    assert!(matches!(early, Err(Failure::Refused(_))));
    let invite = ReferralCommand::AcceptToPreVisit {
        case: family.case,
        level: LEVEL,
        reasons: text("Nothing stands in the way."),
    };
    house.house.carry_out(&coordinator, sent(invite, "k", "accept")).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_form_that_is_sent_ten_times_at_once_is_done_once() {
    houses_on_both_engines(async |house| {
        let (_, intake) = house.sign_in(Role::IntakeWorker).await;
        let mut tasks = Vec::new();
        for _ in 0..10 {
            let (program, who) = (Arc::clone(&house.house), intake.clone());
            tasks.push(tokio::spawn(async move { program.carry_out(&who, import("k", FILE)).await }));
        }
        let mut answers: Vec<Done> = Vec::new();
        for task in tasks {
            answers.push(task.await.unwrap().unwrap());
        }
        assert!(answers.iter().all(|done| *done == answers[0]), "{}", house.engine);
        assert_eq!(cases(&house).await, 1);
    })
    .await;
}

async fn triage(house: &TestHouse, who: &SignedIn, case: CaseId, edition: u64) -> Result<Done, Failure> {
    let looked = ReferralCommand::RecordTriage { case, level_needed: Some(LEVEL), reasons: text("Looked through.") };
    let mut order = Order::from(Command::from(looked));
    order.if_match = Some(IfMatch { stream: StreamName::Case(case), edition });
    house.house.carry_out(who, order).await
}

#[tokio::test]
async fn whoever_sends_from_a_page_that_was_overtaken_is_told_both_versions() {
    houses_on_both_engines(async |house| {
        let family = Family::submitted(&house, LEVEL).await;
        let (_, coordinator) = house.sign_in(Role::Coordinator).await;
        let edition =
            async || house.world(&[StreamName::Case(family.case)]).await.edition(StreamName::Case(family.case));
        let opened = edition().await;
        triage(&house, &coordinator, family.case, opened).await.unwrap();
        let now = edition().await;
        match triage(&house, &coordinator, family.case, opened).await {
            Err(Failure::Changed { stream, opened_at, now_at }) => {
                assert_eq!(
                    (stream, opened_at, now_at),
                    (StreamName::Case(family.case), opened, now),
                    "{}",
                    house.engine
                );
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(edition().await, now, "nothing was saved");
        triage(&house, &coordinator, family.case, now).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_draft_goes_with_the_form_it_was_and_stays_with_one_that_was_refused() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, LEVEL).await;
    let (_, coordinator) = house.sign_in(Role::Coordinator).await;
    let name = app::DraftName { actor: coordinator.actor(), form: "triage".to_owned(), about: family.case.to_string() };
    house.house.keep_draft(&coordinator, &name, b"half a sentence").await.unwrap();
    let with_draft =
        |command: ReferralCommand| Order { draft: Some(name.clone()), ..Order::from(Command::from(command)) };
    let early = ReferralCommand::AcceptReferral { case: family.case, reasons: text("Both were seen.") };
    assert!(house.house.carry_out(&coordinator, with_draft(early)).await.is_err());
    assert_eq!(house.house.draft(&coordinator, &name).await.unwrap().unwrap(), b"half a sentence");
    let looked =
        ReferralCommand::RecordTriage { case: family.case, level_needed: None, reasons: text("Looked through.") };
    house.house.carry_out(&coordinator, with_draft(looked)).await.unwrap();
    assert!(house.house.draft(&coordinator, &name).await.unwrap().is_none());
}
