//! Court applications in each historical shape, on invented files.

use crate::referral_desk::{Desk, TODAY};
use domain::person::{Confidentiality, FactKind, LeavingMessages};
use domain::private::Compartment;
use domain::referral::court_application::{CourtApplication, ImportSummary, read, summary};
use domain::referral::{
    ChildPlace, ContactWanted, Ongoing, ProceedingsRole, Reference, RelationshipKind, Stage, TextKind, Topic,
};
use domain::words::{Answer, EvidentialStatus, Harm, OrderKind, OrderSeen, Side};
use serde_json::json;

pub const NEWER: &str = include_str!("../fixtures/newer.json");
pub const OLDER: &str = include_str!("../fixtures/older.json");
pub const ANSWERED: &str = include_str!("../fixtures/answered.json");

fn summed(json: &str) -> (CourtApplication, ImportSummary) {
    let application = read(json.as_bytes()).unwrap();
    let reference: Reference = "CS-7F3K-29QM".parse().unwrap();
    let summary = summary(&application, &reference);
    (application, summary)
}

#[test]
fn the_newer_shape_is_summed_up() {
    let (_, summary) = summed(NEWER);
    assert_eq!(
        serde_json::to_value(&summary).unwrap(),
        json!({
            "reference": "CS-7F3K-29QM",
            "children": 2,
            "adults": 3,
            "allegations": ["domestic_abuse", "child_abuse"],
            "orders": ["non_molestation"],
            "contact_wanted": "supervised",
            "unknown": ["bail_conditions", "other_concerns", "police_involved", "dates_of_birth", "next_hearing"],
            "not_mapped": summary.not_mapped,
        })
    );
}

#[test]
fn the_older_shape_is_summed_up() {
    let (application, summary) = summed(OLDER);
    assert_eq!((summary.children, summary.adults), (1, 3), "the person it lives with is no party");
    assert_eq!(summary.allegations, [Harm::DomesticAbuse, Harm::ChildAbuse, Harm::ChildAbduction]);
    assert_eq!(summary.orders, ["bail"]);
    assert_eq!(summary.contact_wanted, ContactWanted::None);
    assert!(summary.unknown.contains(&"orders_in_other_proceedings"));
    assert_eq!(application.other_children.len(), 1);
    assert_eq!(application.answer(Topic::OrdersInForce), Answer::No);
    assert_eq!(application.proceedings[0].ongoing, Ongoing::Ongoing);
    assert_eq!(application.proceedings[0].orders, [OrderKind::Care]);
}

#[test]
fn a_respondents_own_allegations_count() {
    let (application, summary) = summed(ANSWERED);
    assert_eq!((summary.children, summary.adults), (1, 3));
    assert_eq!(summary.allegations, [Harm::DomesticAbuse, Harm::SubstanceAbuse]);
    assert_eq!(summary.orders, ["restraining"]);
    assert_eq!(summary.contact_wanted, ContactWanted::Unsupervised, "the applicant's own answer comes first");
    assert_eq!(application.wishes.len(), 2, "and the respondent's stands beside it");
}

/// What only the citizens' pages have filled in: JSON inside text fields, with ids of its own.
fn citizens_pages() -> String {
    let page = |value: serde_json::Value| value.to_string();
    json!({
        "case_data": {
            "c100RebuildChildPostCode": "MB3 4EF",
            "c100RebuildChildDetails": page(json!({
                "cd_children": [{"id": "1", "firstName": "Nia", "lastName": "Rees",
                    "personalDetails": {"dateOfBirth": {"year": "2021", "month": "05", "day": "09"}, "approxDateOfBirth": {"year": "", "month": "", "day": ""}},
                    "parentialResponsibility": {"statement": "Both parents"},
                    "liveWith": [{"id": "a", "firstName": "Gwen", "lastName": "Rees", "partyType": "applicant"}]}],
                "cd_childrenKnownToSocialServices": "No"})),
            "c100RebuildApplicantDetails": page(json!({
                "appl_allApplicants": [{"id": "a", "applicantFirstName": "Gwen", "applicantLastName": "Rees",
                    "applicantAddress1": "2 Chapel Hill", "applicantAddressTown": "Millbrook",
                    "contactDetailsPrivateAlternative": ["address"],
                    "applicantContactDetail": {"emailAddress": "gwen@example.org", "canLeaveVoiceMail": "No"},
                    "relationshipDetails": {"relationshipToChildren": [{"childId": "1", "relationshipType": "Mother"}]}}]})),
            "c100RebuildRespondentDetails": page(json!({
                "resp_Respondents": [{"id": "r", "firstName": "Dafydd", "lastName": "Pugh"}]})),
            "c100RebuildSafetyConcerns": page(json!({
                "c1A_haveSafetyConcerns": "Yes", "c1A_safetyConernAbout": ["children", "applicant"],
                "c1A_concernAboutChild": ["abduction", "sexualAbuse"], "c1A_concernAboutApplicant": ["financialAbuse"],
                "c1A_safteyConcerns": {"child": {"sexualAbuse": {"childrenConcernedAbout": ["1"], "behaviourDetails": "Told a teacher", "isOngoingBehaviour": "No"}}},
                "c1A_otherConcernsDrugs": "No", "c1A_childSafetyConcerns": "Yes", "c1A_childSafetyConcernsDetails": "A dog",
                "c1A_supervisionAgreementDetails": "Yes, but I prefer that it is supervised", "c1A_agreementOtherWaysDetails": "No"})),
            "c100RebuildOtherProceedings": page(json!({
                "op_courtOrderProtection": "Yes",
                "op_otherProceedings": {"order": {"occupationOrders": [{"orderDetail": "Stay away", "orderDate": {"year": "2026", "month": "1", "day": "2"}, "currentOrder": "Yes"}]}}})),
        }
    })
    .to_string()
}

#[test]
fn pages_only_a_citizen_filled_in_are_read_from_their_texts() {
    let (application, summary) = summed(&citizens_pages());
    assert_eq!((summary.children, summary.adults), (1, 2));
    assert_eq!(summary.allegations, [Harm::DomesticAbuse, Harm::ChildAbuse, Harm::ChildAbduction, Harm::OtherConcerns]);
    assert_eq!(summary.orders, ["occupation"]);
    assert_eq!(summary.contact_wanted, ContactWanted::Supervised);
    let applicant = &application.adults[0];
    assert_eq!(applicant.safe_contact.as_ref().unwrap().messages, LeavingMessages::DoNotLeave);
    let kept: Vec<_> = applicant.facts.iter().map(|f| (f.kind, f.confidentiality)).collect();
    assert!(kept.contains(&(FactKind::Address, Confidentiality::Confidential)));
    assert!(kept.contains(&(FactKind::Email, Confidentiality::NotAskedToBeKept)));
    assert_eq!(application.relations[0].lives_with, Answer::Yes);
    assert_eq!(application.relations[0].kind, RelationshipKind::Parent);
}

#[test]
fn people_become_people_with_their_facts_protected() {
    let mut desk = Desk::open();
    let case = desk.import(NEWER);
    let ngozi = desk.named("Ngozi Okafor");
    let person = &desk.world.people[&ngozi];
    assert_eq!(person.identity.as_ref().unwrap().aliases.len(), 1);
    let facts: Vec<_> = person
        .facts
        .values()
        .map(|fact| {
            assert_eq!(fact.detail.compartment(), Some(Compartment::ProtectedFacts));
            (fact.detail.expose().unwrap().kind, fact.confidentiality)
        })
        .collect();
    assert!(
        facts.contains(&(FactKind::Address, Confidentiality::Confidential)),
        "form C8 names the address, whatever the flag beside it says"
    );
    assert!(facts.contains(&(FactKind::Telephone, Confidentiality::Confidential)));
    assert!(facts.contains(&(FactKind::Email, Confidentiality::NotAskedToBeKept)));
    let ewa = &desk.world.people[&desk.named("Ewa Nowak")];
    assert!(ewa.facts.is_empty(), "a country alone is no address");
    let referral = desk.referral(case);
    assert_eq!(referral.stage, Some(Stage::Draft));
    assert_eq!(referral.children_of_referral().count(), 2);
    assert_eq!(referral.original.unwrap().1, u64::try_from(NEWER.len()).unwrap());
    assert!(referral.not_mapped > 0);
}

#[test]
fn nobody_stands_on_a_side_that_is_disputed() {
    let mut desk = Desk::open();
    let case = desk.import(NEWER);
    let side = |name: &str| {
        let person = desk.named(name);
        let adults = &desk.referral(case).adults;
        adults.iter().find(|adult| adult.person == person).unwrap().side
    };
    assert_eq!(side("Ngozi Okafor"), None, "Chidi is said to live with both");
    assert_eq!(side("Tomasz Nowak"), None);
    assert_eq!(side("Ewa Nowak"), Some(Side::Other));
}

#[test]
fn an_application_holds_allegations_and_nothing_more() {
    let mut desk = Desk::open();
    let case = desk.import(NEWER);
    let (ngozi, tomasz) = (desk.named("Ngozi Okafor"), desk.named("Tomasz Nowak"));
    let referral = desk.referral(case);
    assert!(referral.assertions.iter().all(|a| a.status == EvidentialStatus::Allegation));
    let abuse = referral.assertions.iter().find(|a| a.harm == Harm::DomesticAbuse).unwrap();
    assert_eq!((abuse.against.as_slice(), abuse.by.as_slice()), (&[ngozi][..], &[tomasz][..]));
    assert_eq!(abuse.narrative.as_ref().unwrap().subject(), Some(domain::private::Subject::Person(ngozi)));
    let child = referral.assertions.iter().find(|a| a.harm == Harm::ChildAbuse).unwrap();
    assert_eq!(child.against, [desk.named("Chidi Okafor")]);
    assert!(!referral.asserts(Harm::ChildAbduction), "a text left behind a no is no allegation");
    assert_eq!(referral.protected_pairs(TODAY).len(), 1);
}

#[test]
fn orders_are_described_and_not_read() {
    let mut desk = Desk::open();
    let case = desk.import(OLDER);
    let referral = desk.referral(case);
    let [bail] = referral.orders.as_slice() else {
        panic!("one condition");
    };
    assert_eq!((bail.kind(), bail.seen), (OrderKind::BailCondition, OrderSeen::DescribedOnly));
    assert_eq!(bail.terms().restrains, [desk.named("Sofia Lind")]);
    assert_eq!(bail.terms().clauses, [domain::referral::Clause::UNREAD]);
    assert!(bail.may_be_in_force(TODAY));
}

#[test]
fn the_older_shape_keeps_carers_refuges_and_other_children() {
    let mut desk = Desk::open();
    let case = desk.import(OLDER);
    let referral = desk.referral(case);
    let mei = desk.named("Mei Chen");
    let carer = referral.adults.iter().find(|a| a.person == mei).unwrap();
    assert_eq!(carer.role, ProceedingsRole::NotAParty);
    let yusuf = desk.named("Yusuf Khan");
    let lives = |adult| {
        let found = referral.relationships.iter().find(|r| (r.child, r.adult) == (yusuf, adult));
        found.unwrap().lives_with
    };
    assert_eq!(lives(mei), Answer::Yes);
    assert_eq!(lives(desk.named("Sofia Lind")), Answer::Yes);
    let zara = desk.named("Zara Khan");
    assert!(referral.children.iter().any(|c| c.person == zara && c.place == ChildPlace::OtherChild));
    let sofia = &desk.world.people[&desk.named("Sofia Lind")];
    assert!(sofia.facts.values().all(|fact| fact.detail.expose().unwrap().kind != FactKind::Address));
    let refuge = sofia.refuges.values().next().unwrap();
    assert_eq!(refuge.confidentiality, Confidentiality::Confidential);
    let (kind, place) = referral.texts.iter().find(|(k, _)| *k == TextKind::WhereTheChildrenAre).unwrap();
    assert_eq!((*kind, place.compartment()), (TextKind::WhereTheChildrenAre, Some(Compartment::ProtectedFacts)));
}

#[test]
fn a_respondents_answer_adds_names_needs_and_secrecy() {
    let mut desk = Desk::open();
    desk.import(ANSWERED);
    let freya = &desk.world.people[&desk.named("Freya Jensen")];
    assert_eq!(freya.identity.as_ref().unwrap().aliases.len(), 1);
    let mut compartments: Vec<_> = freya.needs.iter().map(|n| n.compartment().unwrap()).collect();
    compartments.sort_unstable();
    assert_eq!(compartments, [Compartment::Ordinary, Compartment::Health]);
    let confidential = |kind| {
        let fact = freya.facts.values().find(|f| f.detail.expose().unwrap().kind == kind);
        fact.unwrap().confidentiality
    };
    assert_eq!(confidential(FactKind::Address), Confidentiality::Confidential);
    assert_eq!(confidential(FactKind::Email), Confidentiality::Confidential);
    assert_eq!(confidential(FactKind::Telephone), Confidentiality::NotStated);
}

#[test]
fn what_has_no_place_is_listed_by_its_path() {
    let (application, summary) = summed(NEWER);
    let paths: Vec<_> = application.not_mapped.iter().map(|place| place.path.as_str()).collect();
    for path in [
        "/jurisdiction",
        "/case_data/habitualResidentInOtherState",
        "/case_data/newChildAbductionReasons",
        "/case_data/newChildDetails/0/value/gender",
        "/case_data/newChildDetails/0/value/whoDoesTheChildLiveWith/value/label",
        "/case_data/childDetailsRevisedTable/0/value/firstName",
        "/case_data/otherPartyInTheCaseRevised/0/value/address/Country",
    ] {
        assert!(paths.contains(&path), "{path}");
    }
    assert!(!paths.iter().any(|path| path.contains("PostCode") || path.ends_with("lastName")));
    assert_eq!(summary.not_mapped, paths.len());
}

#[test]
fn names_said_twice_are_listed_and_the_last_counts() {
    let json = r#"{"case_data": {"applicants": [{"value": {"firstName": "Ada", "firstName": "Ife"}}]}}"#;
    let (application, _) = summed(json);
    assert_eq!(application.adults[0].name.as_ref().unwrap().full(), "Ife");
    assert_eq!(application.not_mapped[0].path, "/case_data/applicants/0/value/firstName");
}
