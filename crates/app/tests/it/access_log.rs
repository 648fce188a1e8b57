//! What the access log keeps: who looked at what, what for, and who was turned away.

use ::access::Purpose;
use app::concern::At;
use app::today::TaskKind;
use app::{Failure, Order};
use domain::actor::Actor;
use domain::command::Command;
use domain::concern::{CaptureDisclosure, ConcernCommand};
use domain::ids::{CaseId, ReportId, SessionId};
use domain::private::Compartment;
use domain::referral::ReferralCommand;
use domain::words::{ContactLevel, Role};
use storage::{AccessEvent, AccessOutcome};
use testkit::story::{Family, SATURDAY, TEN, text};
use testkit::{TestHouse, houses_on_both_engines};

const LEVEL: ContactLevel = ContactLevel::Supervised;

/// What was committed of one person's looks; what is only queued is not here.
async fn looks(house: &TestHouse, actor: Actor) -> Vec<AccessEvent> {
    let log = house.house.storage().access_log(house.centre, 0, 10_000).await.unwrap();
    log.into_iter().map(|entry| entry.event).filter(|event| event.actor == actor).collect()
}

#[tokio::test]
async fn a_refusal_is_logged_before_it_is_told_alike_for_what_exists_and_what_does_not() {
    houses_on_both_engines(async |house| {
        let family = Family::live(&house, LEVEL).await;
        let session = family.book(&house, SATURDAY, TEN).await;
        family.hold(&house, session).await;
        let report = family.report(&house, session).await;
        let (_, stranger) = house.sign_in_worker(house.another(Role::ContactSupervisor).await).await;
        let mut ids = house.house.ids();
        let there = (family.case, session, report);
        let not_there = (CaseId::fresh(&mut ids), SessionId::fresh(&mut ids), ReportId::fresh(&mut ids));
        let mut logged = Vec::new();
        for (case, session, report) in [there, not_there] {
            let before = looks(&house, stranger.actor()).await.len();
            assert!(house.house.case_overview(&stranger, case).await.is_err());
            let submit = Order::from(Command::from(ReferralCommand::Submit { case }));
            assert!(house.house.carry_out(&stranger, submit).await.is_err());
            assert!(house.house.session_page(&stranger, session).await.is_err());
            assert!(house.house.report_page(&stranger, report).await.is_err());
            let looks = looks(&house, stranger.actor()).await.split_off(before);
            assert!(looks.iter().all(|look| look.outcome == AccessOutcome::Refused && look.compartments.is_empty()));
            let names = [
                format!("case/{case}"),
                format!("case/{case}"),
                format!("session/{session}"),
                format!("report/{report}"),
            ];
            assert_eq!(
                looks.iter().flat_map(|look| look.records.clone()).collect::<Vec<_>>(),
                names,
                "{}",
                house.engine
            );
            logged.push(looks.into_iter().map(|look| (look.action, look.purpose)).collect::<Vec<_>>());
        }
        assert_eq!(logged[0], logged[1]);
        house.house.storage().verify().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn opening_protected_facts_is_on_the_log_before_they_are_shown_and_only_for_a_purpose() {
    houses_on_both_engines(async |house| {
        let family = Family::submitted(&house, LEVEL).await;
        let (_, coordinator) = house.sign_in(Role::Coordinator).await;
        let (case, person) = (family.case, family.resident);
        let program = &house.house;
        let idle = program.open_protected(&coordinator, case, person, Purpose::CaseWork).await;
        assert!(matches!(idle, Err(Failure::NotOpen)));
        let opened = program.open_protected(&coordinator, case, person, Purpose::SafeContact).await.unwrap();
        let looks = looks(&house, coordinator.actor()).await;
        let sealed: Vec<_> = looks.iter().filter(|look| look.action == "open-protected-facts").collect();
        let told: Vec<_> = sealed.iter().map(|look| (look.purpose.as_str(), look.outcome)).collect();
        let expected = [("case-work", AccessOutcome::Refused), ("safe-contact", AccessOutcome::Granted)];
        assert_eq!(told, expected, "{}", house.engine);
        assert_eq!(sealed[1].compartments, [Compartment::ProtectedFacts]);
        assert_eq!(sealed[1].records, [format!("person/{person}")]);
        let fact = opened.facts[0].detail.open(&opened.opened).unwrap().unwrap();
        assert_eq!(fact.text.as_str(), testkit::story::TELEPHONE);
    })
    .await;
}

#[tokio::test]
async fn whoever_opens_protected_facts_in_an_emergency_sees_them_and_the_safeguarding_lead_is_told() {
    houses_on_both_engines(async |house| {
        let family = Family::live(&house, LEVEL).await;
        family.book(&house, SATURDAY, TEN).await;
        let (_, supervisor) = house.sign_in(Role::ContactSupervisor).await;
        let (_, lead) = house.sign_in(Role::SafeguardingLead).await;
        let (case, person) = (family.case, family.resident);
        let idle = house.house.open_protected(&supervisor, case, person, Purpose::SafeContact).await;
        assert!(matches!(idle, Err(Failure::NotOpen)), "only in an emergency");
        for reader in [&supervisor, &supervisor, &lead] {
            let opened = house.house.open_protected(reader, case, person, Purpose::Emergency).await.unwrap();
            assert!(!opened.facts.is_empty());
        }
        let waiting = house.house.concern_list(&lead).await.unwrap().unreviewed;
        let [told] = waiting.as_slice() else { panic!("{}: {waiting:?}", house.engine) };
        let page = house.house.incident_page(&lead, At::Case(case), told.id).await.unwrap();
        assert_eq!((told.case, page.rule.as_deref()), (case, Some("N-02")));
        assert!(house.house.today_page(&lead).await.unwrap().tasks.iter().any(|t| t.kind == TaskKind::Incident));
        assert_eq!(house.house.storage().compare_lists().await.unwrap(), None);
    })
    .await;
}

#[tokio::test]
async fn reading_a_disclosure_is_on_the_log_before_it_is_shown() {
    houses_on_both_engines(async |house| {
        let family = Family::submitted(&house, LEVEL).await;
        let words = text("It is loud at home.");
        let heard = CaptureDisclosure {
            case: family.case,
            session: None,
            from: family.child,
            about: Vec::new(),
            words: words.clone(),
            at: None,
        };
        house.carry_out(Role::Volunteer, ConcernCommand::CaptureDisclosure(heard)).await.unwrap();
        let (id, _) = family.state(&house).await.concern.disclosures().map(|(id, d)| (id, d.at)).next().unwrap();
        let at = At::Case(family.case);
        let (_, coordinator) = house.sign_in(Role::Coordinator).await;
        assert!(house.house.disclosure_page(&coordinator, at, id).await.is_err());
        let (_, lead) = house.sign_in(Role::SafeguardingLead).await;
        let page = house.house.disclosure_page(&lead, at, id).await.unwrap();
        let looks = looks(&house, lead.actor()).await;
        let look = looks.iter().find(|look| look.action == "open-disclosure").unwrap();
        assert_eq!(
            (look.outcome, look.compartments.as_slice()),
            (AccessOutcome::Granted, &[Compartment::Disclosure][..])
        );
        assert_eq!(page.words.open(&page.grant).unwrap().unwrap(), &words);
    })
    .await;
}

#[tokio::test]
async fn what_somebody_did_is_on_the_log_with_it() {
    let house = TestHouse::build().await;
    let family = Family::submitted(&house, LEVEL).await;
    let looks = looks(&house, Actor::Worker(house.worker(Role::IntakeWorker))).await;
    let actions: Vec<_> = looks.iter().map(|look| look.action.as_str()).collect();
    assert_eq!(actions, ["record-referral", "submit-referral"]);
    assert_eq!(looks[1].records, [format!("case/{}", family.case)]);
}
