//! The five applications of the service's own tests, where they are at hand. They are not part of this project: without
//! them these tests say so and pass. The counts were read off the files by eye.

use domain::referral::Reference;
use domain::referral::court_application::{read, summary};
use serde_json::{Value, json};
use std::path::Path;

fn bytes(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/prl").join(name);
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        println!("skipped: {name} is not at hand");
    }
    bytes
}

const EVERY_HARM: [&str; 5] = ["domestic_abuse", "child_abuse", "child_abduction", "substance_abuse", "other_concerns"];

#[track_caller]
fn check(name: &str, expected: &Value) {
    let Some(bytes) = bytes(name) else { return };
    let application = read(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    let reference: Reference = "CS-2222-2222".parse().unwrap();
    let found = serde_json::to_value(summary(&application, &reference)).unwrap();
    for (field, value) in expected.as_object().unwrap() {
        assert_eq!(&found[field], value, "{field} of {name}");
    }
    assert!(found["not_mapped"].as_u64().unwrap() > 0);
}

#[test]
fn a_solicitors_draft_is_read() {
    check(
        "C100_Dummy_Draft_CaseDetails_v3.json",
        &json!({"children": 5, "adults": 7, "allegations": EVERY_HARM, "orders": ["undertaking"],
            "contact_wanted": "none",
            "unknown": ["bail_conditions", "police_involved", "next_hearing"]}),
    );
}

#[test]
fn a_case_before_the_gatekeeper_is_read() {
    check(
        "C100_Dummy_Gatekeeping_CaseDetails_v4.json",
        &json!({"children": 5, "adults": 7, "allegations": EVERY_HARM, "orders": ["undertaking"],
            "contact_wanted": "none"}),
    );
}

#[test]
fn a_respondents_own_form_is_read() {
    check(
        "c100-respondent-solicitor-C1A.json",
        &json!({"children": 5, "adults": 7, "allegations": EVERY_HARM,
            "orders": ["non_molestation", "occupation", "forced_marriage_protection", "restraining", "other_injunctive", "undertaking"],
            "contact_wanted": "none"}),
    );
}

#[test]
fn the_older_shape_of_the_interfaces_own_example_is_read() {
    check(
        "link-citizen-case.json",
        &json!({"children": 1, "adults": 3, "allegations": EVERY_HARM,
            "orders": ["non_molestation", "occupation", "forced_marriage_protection", "restraining", "other_injunctive", "undertaking", "bail"],
            "contact_wanted": "unsupervised"}),
    );
}

#[test]
fn a_citizens_case_is_read() {
    check(
        "soa-for-citizen-case.json",
        &json!({"children": 2, "adults": 5, "allegations": ["child_abuse"], "orders": [],
            "contact_wanted": "unsupervised",
            "unknown": ["bail_conditions", "police_involved", "next_hearing"]}),
    );
}
