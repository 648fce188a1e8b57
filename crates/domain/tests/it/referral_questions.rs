//! The form of a referral typed in or taken by telephone.

use crate::referral_desk::{Desk, TODAY, case_of, words, worker};
use domain::decision::Refusal;
use domain::person::Confidentiality;
use domain::referral::questions::{AnswerKind, OF_EVERYBODY, OPENED, Opened, asked};
use domain::referral::{ReferralCommand, Stage, Topic, TypedReferral};
use domain::words::{Answer, ContactLevel, Harm, Side};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A family for whom supported contact is asked and nobody has a concern.
fn without_concern() -> BTreeMap<String, String> {
    let no = [
        "answers.orders_in_force",
        "answers.bail_conditions",
        "answers.domestic_abuse",
        "answers.police_involved",
        "answers.local_authority_known",
        "answers.other_concerns",
        "answers.access_needed",
    ];
    let mut answers: BTreeMap<_, _> = no.iter().map(|f| ((*f).to_owned(), "no".to_owned())).collect();
    answers.insert("requested_level".to_owned(), "supported".to_owned());
    answers.insert("decided_by".to_owned(), "agreement".to_owned());
    answers
}

#[test]
fn a_supported_family_without_concern_is_asked_at_most_25_questions() {
    let answers = without_concern();
    assert!(asked(&answers).len() <= 25, "{}", asked(&answers).len());
}

#[test]
fn a_concern_opens_the_questions_about_it() {
    let mut answers = without_concern();
    let before = asked(&answers).len();
    answers.insert("answers.domestic_abuse".to_owned(), "yes".to_owned());
    let fields: Vec<_> = asked(&answers).iter().map(|q| q.field).collect();
    assert!(fields.len() > before);
    for field in ["assertions.0.status", "texts.fears", "answers.fact_finding_hearing"] {
        assert!(fields.contains(&field), "{field}");
    }
    assert!(!fields.contains(&"orders.0.kind"));
}

#[test]
fn what_is_sensitive_says_why_it_is_asked() {
    for question in OF_EVERYBODY.iter().filter(|q| !q.topics.is_empty()) {
        assert!(question.why.is_some(), "{}", question.field);
    }
    for question in OF_EVERYBODY.iter().chain(&OPENED) {
        if question.kind == AnswerKind::Telephone || question.field.ends_with("messages") {
            assert!(question.why.is_some(), "{}", question.field);
        }
    }
}

#[test]
fn every_opener_is_a_question_and_every_field_stands_once() {
    let all: Vec<_> = OF_EVERYBODY.iter().chain(&OPENED).collect();
    for question in &all {
        assert_eq!(all.iter().filter(|q| q.field == question.field).count(), 1, "{}", question.field);
        if let Opened::By { field, .. } = question.opened {
            assert!(all.iter().any(|q| q.field == field), "{field}");
        }
    }
    for topic in Topic::MANDATORY {
        assert!(OF_EVERYBODY.iter().any(|q| q.topics.contains(&topic)), "{}", topic.name());
    }
}

#[test]
fn no_choice_stands_first_because_it_is_wished_for() {
    for question in OF_EVERYBODY.iter().chain(&OPENED) {
        if let AnswerKind::OneOf(choices) = question.kind {
            assert!(choices.len() > 1);
            assert!(choices.iter().all(|(value, _)| !value.is_empty()));
        }
    }
}

pub fn telephoned() -> Value {
    json!({
        "route": "by-telephone",
        "referrer": "self",
        "referrer_details": "Rang on Monday",
        "children": [{"name": {"given": "Saoirse", "family": "Byrne"}, "date_of_birth": "2020-01-02"}],
        "adults": [
            {"name": {"given": "Niamh", "family": "Byrne"}, "side": "resident", "relationship": "parent",
             "telephone": "07700 900321", "messages": "do-not-leave", "code_word": "lantern", "keep_from_others": "yes"},
            {"name": {"given": "Kwame", "family": "Mensah"}, "side": "visiting", "relationship": "parent", "messages": "safe"}
        ],
        "answers": {"orders_in_force": "no", "bail_conditions": "no", "domestic_abuse": "yes", "police_involved": "no",
            "local_authority_known": "no", "child_protection_plan": "no"},
        "texts": {"frequency": "Every other Saturday, an hour"},
        "assertions": [{"harm": "domestic_abuse", "status": "not-known", "by": [1], "against_adults": [0], "narrative": "Was followed home"}],
        "requested_level": "supervised",
        "decided_by": "agreement"
    })
}

pub fn command(typed: Value) -> ReferralCommand {
    let typed: TypedReferral = serde_json::from_value(typed).unwrap();
    ReferralCommand::RecordTypedReferral(Box::new(typed))
}

#[test]
fn a_telephoned_referral_becomes_a_draft_with_everything_in_it() {
    let mut desk = Desk::open();
    let case = case_of(&desk.give(command(telephoned()), worker(1)).unwrap());
    let (niamh, kwame) = (desk.named("Niamh Byrne"), desk.named("Kwame Mensah"));
    let referral = desk.referral(case);
    assert_eq!(referral.stage, Some(Stage::Draft));
    assert_eq!(referral.levels.requested, Some(ContactLevel::Supervised));
    assert_eq!(referral.adults_on(Side::Resident).collect::<Vec<_>>(), [niamh]);
    assert_eq!(referral.adults_on(Side::Visiting).collect::<Vec<_>>(), [kwame]);
    assert_eq!(referral.answer(Topic::PoliceInvolved), Answer::No);
    assert_eq!(referral.answer(Topic::ChildAbduction), Answer::NotAsked, "not asked is not no");
    assert_eq!(referral.answer(Topic::LookedAfter), Answer::No, "the wording of the question above names it");
    assert_eq!(referral.assertions[0].harm, Harm::DomesticAbuse);
    let mut pair = [niamh, kwame];
    pair.sort_unstable();
    assert_eq!(referral.protected_pairs(TODAY), [(pair[0], pair[1])]);
    let person = &desk.world.people[&niamh];
    let number = person.facts.values().next().unwrap();
    assert_eq!(number.confidentiality, Confidentiality::Confidential);
    let rules = person.safe_contact.as_ref().unwrap().rules.expose().unwrap();
    assert_eq!(rules.code_word, Some(words("lantern")));
}

#[test]
fn every_problem_of_the_form_is_said_at_once() {
    let mut typed = telephoned();
    typed["route"] = json!("court-application-file");
    typed["children"][0]["name"] = json!({"given": " "});
    typed["children"][0]["date_of_birth"] = json!("2030-01-01");
    typed["assertions"][0]["by"] = json!([7]);
    let Err(Refusal::Fields(problems)) = Desk::open().give(command(typed), worker(1)) else {
        panic!("refused");
    };
    let mut fields: Vec<_> = problems.iter().map(|p| p.field.as_str()).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["assertions.0", "children.0.date_of_birth", "children.0.name", "route"]);
}
