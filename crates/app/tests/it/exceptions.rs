//! A paper in which something was found: two people together, or a service with a purpose.

use crate::answers::{because, rules_of};
use crate::path::is_changed;
use app::Failure;
use documents::PdfText;
use domain::command::Command;
use domain::ids::{ReportId, SessionId};
use domain::person::{Confidentiality, FactKind, KnownFrom, PersonCommand};
use domain::report::{
    AnswerRelease, AskRelease, Basis, ComparedPaper, ExceptionStage, NameRecipients, RecipientGiven, RecipientKind,
    ReportCommand, SharingPurpose,
};
use domain::rules::facts::ProtectedKind;
use domain::words::{ContactLevel, Role};
use testkit::story::{Family, SATURDAY, TEN, recipient, text};
use testkit::{TestHouse, houses_on_both_engines};

const ADDRESS: &str = "14 Quarry Steps, Otterby OT4 7QZ";
const GIVES_AWAY: &str = "They drove home to ot47qz.";

async fn keeps(house: &TestHouse, family: &Family, kind: FactKind, fact: &str) {
    let record = PersonCommand::RecordProtectedFact {
        person: family.resident,
        kind,
        text: text(fact),
        confidentiality: Confidentiality::Confidential,
        known_from: KnownFrom::ThePerson,
    };
    house.carry_out(Role::IntakeWorker, record).await.unwrap();
}

/// A passed report whose paper tells where the other adult lives.
async fn told(house: &TestHouse) -> (Family, SessionId, ReportId) {
    let family = Family::live(house, ContactLevel::Supervised).await;
    keeps(house, &family, FactKind::Address, ADDRESS).await;
    let session = family.book(house, SATURDAY, TEN).await;
    family.hold(house, session).await;
    let report = family.report(house, session).await;
    is_changed(&family, house, session, report, GIVES_AWAY).await;
    (family, session, report)
}

fn ask(session: SessionId, report: ReportId) -> ReportCommand {
    // Whatever paper comes from outside, another takes its place.
    let made_up = ComparedPaper { paper: "0".repeat(64), content: "AAAA".to_owned(), found: Vec::new() };
    let reason = text("He sees the address in the order.");
    ReportCommand::AskRelease(AskRelease { session, report, recipient: 0, reason, compared: Some(made_up) })
}

fn answer(session: SessionId, report: ReportId, paper: String) -> AnswerRelease {
    AnswerRelease { session, report, recipient: 0, paper, reason: text("I have read the order too.") }
}

#[tokio::test]
async fn a_paper_that_tells_an_address_goes_when_two_people_let_it_and_as_they_saw_it() {
    houses_on_both_engines(async |house| {
        let (family, session, report) = told(&house).await;
        let (_, coordinator) = house.sign_in(Role::Coordinator).await;
        let (_, lead) = house.sign_in(Role::SafeguardingLead).await;
        assert_eq!(rules_of(house.house.release_report(&coordinator, report, 0, None).await), ["R-I01"]);
        let stopped = house.house.stopped_paper(&coordinator, report, 0).await.unwrap();
        assert_eq!(stopped.found[0].kind, ProtectedKind::Address);
        house.carry_out(Role::Coordinator, ask(session, report)).await.unwrap();
        let held = house.house.held_paper(&lead, report, 0).await.unwrap();
        assert!(!held.own && house.house.held_paper(&coordinator, report, 0).await.unwrap().own);
        assert_eq!(held.words.len(), 1);
        assert_eq!(held.words[0].words.open(&held.opened).unwrap().unwrap(), ADDRESS);
        assert!(held.words[0].pages[0] >= 1);
        assert_ne!(held.paper, "0".repeat(64), "the paper is the program's own");
        let agrees = ReportCommand::AgreeRelease(answer(session, report, held.paper.clone()));
        let own = house.carry_out(Role::Coordinator, agrees.clone()).await;
        assert!(because(own).contains("does not answer it"));
        house.carry_out(Role::SafeguardingLead, agrees).await.unwrap();
        house.house.release_report(&coordinator, report, 0, None).await.unwrap();
        let record = family.record(&house, session).await;
        let (_, left) = record.report.current().unwrap();
        assert_eq!(left.last_release(0).unwrap().paper, held.paper, "{}: byte for byte", house.engine);
        assert_eq!(left.exceptions[0].stage, ExceptionStage::Used);
        let kept = house.house.kept_paper(&coordinator, report, 0).await.unwrap();
        assert!(PdfText::extract(&kept.pdf).unwrap().body().contains("ot47qz"));
        let (_, reviewer) = house.sign_in(Role::Reviewer).await;
        house.house.report_page(&reviewer, report).await.unwrap();
        let unread = house.house.kept_paper(&reviewer, report, 0).await;
        assert!(matches!(unread, Err(Failure::NotOpen)), "whoever may not open the fact does not get the paper");
    })
    .await;
}

#[tokio::test]
async fn what_two_people_let_go_lapses_with_another_fact_and_with_a_changed_report() {
    let house = TestHouse::build().await;
    let (family, session, report) = told(&house).await;
    let (_, coordinator) = house.sign_in(Role::Coordinator).await;
    house.carry_out(Role::Coordinator, ask(session, report)).await.unwrap();
    let held = house.house.held_paper(&coordinator, report, 0).await.unwrap();
    let agrees = ReportCommand::AgreeRelease(answer(session, report, held.paper));
    house.carry_out(Role::SafeguardingLead, agrees).await.unwrap();
    keeps(&house, &family, FactKind::Workplace, "Drove Home").await;
    let more = house.house.release_report(&coordinator, report, 0, None).await;
    assert_eq!(rules_of(more), ["R-I01"], "a fact they did not look at is in it now");
    is_changed(&family, &house, session, report, "They drove home to OT4 7QZ together.").await;
    assert_eq!(rules_of(house.house.release_report(&coordinator, report, 0, None).await), ["R-I01"]);
    let record = family.record(&house, session).await;
    assert_eq!(record.report.current().unwrap().1.exceptions[0].stage, ExceptionStage::Lapsed);
    assert!(house.house.held_paper(&coordinator, report, 0).await.is_err());
}

#[tokio::test]
async fn a_refuge_cannot_even_be_asked_about_and_only_those_who_release_ask() {
    let house = TestHouse::build().await;
    let (family, session, report) = told(&house).await;
    for role in [Role::ContactSupervisor, Role::Volunteer, Role::Reviewer, Role::Administrator, Role::Trustee] {
        let asked = house.carry_out(role, ask(session, report)).await;
        assert!(matches!(asked, Err(Failure::NotOpen)), "{role:?}");
        let (_, who) = house.sign_in(role).await;
        assert!(matches!(house.house.stopped_paper(&who, report, 0).await, Err(Failure::NotOpen)), "{role:?}");
        assert!(matches!(house.house.held_paper(&who, report, 0).await, Err(Failure::NotOpen)), "{role:?}");
    }
    keeps(&house, &family, FactKind::Refuge, "Harrier House").await;
    is_changed(&family, &house, session, report, "They sleep at harrier house now.").await;
    assert_eq!(rules_of(house.carry_out(Role::Coordinator, ask(session, report)).await), ["R-I01", "R-I02"]);
    is_changed(&family, &house, session, report, "They waved at the door.").await;
    let clean = house.carry_out(Role::Coordinator, ask(session, report)).await;
    assert!(because(clean).contains("nothing of anybody else"));
}

#[tokio::test]
async fn the_police_are_told_an_address_by_one_person_where_somebody_may_be_in_danger() {
    let house = TestHouse::build().await;
    let (family, session, report) = told(&house).await;
    let (_, coordinator) = house.sign_in(Role::Coordinator).await;
    let police = |purpose| RecipientGiven {
        person: None,
        kind: RecipientKind::Police,
        name: text("The duty desk"),
        basis: Basis::Safeguarding,
        purpose: Some(purpose),
    };
    let recipients = vec![recipient(&family), police(SharingPurpose::UrgentSafety)];
    let name = Command::from(ReportCommand::NameRecipients(NameRecipients { session, report, recipients }));
    house.carry_out(Role::Coordinator, name).await.unwrap();
    assert_eq!(rules_of(house.house.release_report(&coordinator, report, 0, None).await), ["R-I01"], "not to a party");
    house.house.release_report(&coordinator, report, 1, None).await.unwrap();
    let record = family.record(&house, session).await;
    let left = record.report.current().unwrap().1.last_release(1).unwrap().clone();
    assert_eq!(left.told[0].kind, ProtectedKind::Address);
    assert_eq!(left.told[0].whose, Some(family.resident), "what was told, and whose, is on the record");
    house.house.kept_paper(&coordinator, report, 1).await.unwrap();
}
