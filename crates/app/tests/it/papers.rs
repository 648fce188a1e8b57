//! What leaves the house on paper: no fact that leads to a door, and nothing for somebody who is not named.

use crate::answers::{because, rules_of};
use crate::path::is_changed;
use documents::PdfText;
use domain::arrangement::ArrangementCommand;
use domain::centre::{CentreCommand, Label};
use domain::ids::{ReportId, SessionId};
use domain::person::{Confidentiality, FactKind, KnownFrom, PersonCommand};
use domain::report::{Basis, NameRecipients, RecipientGiven, ReportCommand};
use domain::rules::facts::DecidedBy;
use domain::stream::StreamName;
use domain::words::{ContactLevel, Role};
use std::collections::BTreeSet;
use testkit::story::{Family, SATURDAY, SCHOOL, TELEPHONE, TEN, recipient, text};
use testkit::{TestHouse, houses_on_both_engines};

const LEVEL: ContactLevel = ContactLevel::Supervised;

/// A fact, and a sentence that gives it away in another spelling. Every kind and spelling is tried in `documents`.
const FACTS: [(FactKind, &str, &str); 4] = [
    (FactKind::Address, "14 Quarry Steps, Otterby OT4 7QZ", "They drove home to ot47qz."),
    (FactKind::Vehicle, "Blue hatchback AB12 CDE", "A car, ab12cde, waited outside."),
    (FactKind::Refuge, "Harrier House", "They sleep at harrier house now."),
    (FactKind::Associate, "Solveig Arquette", "Solveig Arquette brought the coat."),
];

/// Everything a paper says, on its pages and beside them.
fn says(pdf: &[u8]) -> String {
    let read = PdfText::extract(pdf).unwrap();
    let hidden = read.hidden.into_iter().map(|hidden| hidden.text);
    read.pages.into_iter().chain(hidden).collect::<Vec<_>>().join("\n").to_lowercase()
}

async fn keeps_private(house: &TestHouse, family: &Family, kind: FactKind, fact: &str) {
    let record = PersonCommand::RecordProtectedFact {
        person: family.resident,
        kind,
        text: text(fact),
        confidentiality: Confidentiality::Confidential,
        known_from: KnownFrom::ThePerson,
    };
    house.carry_out(Role::IntakeWorker, record).await.unwrap();
}

async fn reported(house: &TestHouse, family: &Family) -> (SessionId, ReportId) {
    let session = family.book(house, SATURDAY, TEN).await;
    family.hold(house, session).await;
    (session, family.report(house, session).await)
}

#[tokio::test]
async fn a_confidential_fact_keeps_a_report_in_the_house() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, LEVEL).await;
    for (kind, fact, _) in FACTS {
        keeps_private(&house, &family, kind, fact).await;
    }
    let (session, report) = reported(&house, &family).await;
    let (_, coordinator) = house.sign_in(Role::Coordinator).await;
    for (kind, _, gives_away) in FACTS {
        is_changed(&family, &house, session, report, gives_away).await;
        let released = house.house.release_report(&coordinator, report, 0, None).await;
        assert!(released.is_err(), "{kind:?} left");
        let rules: &[&str] = if kind == FactKind::Refuge { &["R-I01", "R-I02"] } else { &["R-I01"] };
        assert_eq!(rules_of(released), rules, "{kind:?}");
        assert!(house.house.kept_paper(&coordinator, report, 0).await.is_err(), "{kind:?}");
    }
    is_changed(&family, &house, session, report, "They waved at the door.").await;
    house.house.release_report(&coordinator, report, 0, None).await.unwrap();
    let paper = says(&house.house.kept_paper(&coordinator, report, 0).await.unwrap().pdf);
    assert!(paper.contains("they waved at the door"));
    let facts = FACTS.map(|(_, fact, _)| fact).into_iter().chain([SCHOOL, TELEPHONE]);
    for fact in facts {
        assert!(!paper.contains(&fact.to_lowercase()), "{fact}");
    }
}

#[tokio::test]
async fn a_run_sheet_tells_first_names_and_nothing_that_leads_to_a_door() {
    houses_on_both_engines(async |house| {
        let family = Family::live(&house, LEVEL).await;
        family.book(&house, SATURDAY, TEN).await;
        let (_, lead) = house.sign_in(Role::ShiftLead).await;
        let sheet = says(&house.house.run_sheet(&lead, SATURDAY).await.unwrap());
        let people = [family.child, family.resident, family.visiting];
        let world = house.world(&people.map(StreamName::Person)).await;
        let name = |person| {
            let identity = world.people[&person].identity.as_ref().unwrap();
            identity.name.as_ref().unwrap().expose().unwrap().clone()
        };
        for name in people.map(name) {
            let family_name = name.family().unwrap().to_lowercase();
            assert!(sheet.contains(&name.given().to_lowercase()), "{}", house.engine);
            assert!(!sheet.split(|c: char| !c.is_alphabetic()).any(|word| word == family_name), "{family_name}");
        }
        for kept in [SCHOOL, TELEPHONE, "abuse", "coercive", "allegation", "watched"] {
            assert!(!sheet.contains(&kept.to_lowercase()), "{kept}");
        }
        is_called(&house, SCHOOL).await;
        let refused = house.house.run_sheet(&lead, SATURDAY).await;
        assert!(because(refused).contains("not printed"), "{}", house.engine);
    })
    .await;
}

/// The front door gets this name.
async fn is_called(house: &TestHouse, name: &str) {
    let (entrance, name) = (Some(house.entrances[0]), Label::parse(name).unwrap());
    let rename = CentreCommand::SetEntrance { entrance, name, zones: BTreeSet::new() };
    house.carry_out(Role::Coordinator, rename).await.unwrap();
}

#[tokio::test]
async fn a_report_of_contact_that_a_court_decided_goes_to_whom_the_court_directs() {
    houses_on_both_engines(async |house| {
        let family = Family::countersigned(&house, LEVEL).await;
        let today = house.house.clock_at(&house.world(&[]).await).date();
        let mut terms = Box::new(family.terms(&house, today));
        terms.decided_by = DecidedBy::Court;
        let propose = ArrangementCommand::ProposeArrangement { case: family.case, terms };
        house.carry_out(Role::Coordinator, propose).await.unwrap();
        let agreed_by = vec![family.resident, family.visiting];
        let agree = ArrangementCommand::AgreeArrangement { case: family.case, agreed_by };
        house.carry_out(Role::Coordinator, agree).await.unwrap();
        let (session, report) = reported(&house, &family).await;
        let (_, coordinator) = house.sign_in(Role::Coordinator).await;
        let by_agreement = house.house.release_report(&coordinator, report, 0, None).await;
        assert_eq!(rules_of(by_agreement), ["R-I04"], "{}: the adults' agreement is not the court's", house.engine);
        let recipients = vec![RecipientGiven { basis: Basis::CourtProperty, ..recipient(&family) }];
        let name = ReportCommand::NameRecipients(NameRecipients { session, report, recipients });
        house.carry_out(Role::Coordinator, name).await.unwrap();
        house.house.release_report(&coordinator, report, 0, None).await.unwrap();
        let paper = says(&house.house.kept_paper(&coordinator, report, 0).await.unwrap().pdf);
        assert!(paper.contains("property of the court"));
    })
    .await;
}
