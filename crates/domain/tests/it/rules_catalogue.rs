//! The catalogue itself: what is in it, and how its words read.

use domain::rules::{Effect, PackParameters, catalogue, listing, markdown};
use std::collections::BTreeSet;
use std::path::Path;

const IDS: [&str; 35] = [
    "N-01", "N-02", "N-03", "R-O01", "R-O03", "R-O04", "R-O06", "R-R01", "R-R02", "R-R08", "R-R09", "R-R17", "R-P01",
    "R-P02", "R-P04", "R-P05", "R-P06", "R-P07", "R-P08", "R-P09", "R-P10", "R-S02", "R-S04", "R-S05", "R-T01",
    "R-T02", "R-D02", "R-I01", "R-I02", "R-I03", "R-I04", "R-I05", "R-I21", "R-V01", "R-V07",
];

#[test]
fn the_catalogue_has_every_rule_once_and_each_is_complete() {
    let ids: Vec<&str> = catalogue().iter().map(|rule| rule.id).collect();
    let expected: Vec<&str> = IDS.to_vec();
    assert_eq!(ids, expected);
    for rule in catalogue() {
        let id = rule.id;
        assert!(rule.statement.ends_with('.') && rule.statement.len() > 40, "{id}");
        assert!(rule.clears.ends_with('.') && rule.source.len() > 10, "{id}");
        assert!(!rule.moments.is_empty() && !rule.who_can_act.is_empty() && rule.version >= 1, "{id}");
        assert!(!rule.statement.contains("  ") && !rule.clears.contains("  ") && !rule.source.contains("  "), "{id}");
    }
}

#[test]
fn a_rule_that_stops_is_consulted_at_some_moment_of_planning() {
    for rule in catalogue() {
        let plans = rule.moments.iter().any(|moment| !moment.records());
        match rule.effect {
            Effect::Block | Effect::Override => assert!(plans, "{}", rule.id),
            Effect::NeverBlock => assert!(!plans && !rule.kept_by().is_empty(), "{}", rule.id),
            Effect::Warn | Effect::Escalate | Effect::Incident => {}
        }
    }
}

#[test]
fn every_parameter_a_rule_names_is_one_of_the_pack() {
    let pack = serde_json::to_value(PackParameters::shipped()).unwrap();
    for rule in catalogue() {
        for parameter in rule.parameters {
            assert!(pack.get(parameter).is_some(), "{} names {parameter}", rule.id);
        }
    }
}

#[test]
fn every_test_that_a_promise_names_exists() {
    let tests = sources(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it").as_path());
    for rule in catalogue() {
        for test in rule.kept_by() {
            assert!(tests.contains(&format!("fn {test}(")), "{} names {test}", rule.id);
        }
    }
}

#[test]
fn the_listing_is_written_as_json_and_as_markdown() {
    let json = serde_json::to_value(listing()).unwrap();
    assert_eq!(json.as_array().unwrap().len(), 35);
    let first = &json[3];
    assert_eq!((first["id"].as_str(), first["effect"].as_str()), (Some("R-O01"), Some("block")));
    assert_eq!(first["jurisdiction"], "E&W");
    let text = markdown();
    for rule in catalogue() {
        assert!(text.contains(&format!("## {} (version {})", rule.id, rule.version)));
        assert!(text.contains(rule.statement) && text.contains(rule.source));
    }
}

/// Words that would tell a reader that contact is good, or expected to grow.
const PRO_CONTACT: &[&str] = &[
    "best interests",
    "benefit",
    "beneficial",
    "should see",
    "right to see",
    "right to contact",
    "deserves",
    "encourage",
    "rebuild",
    "bonding",
    "quality time",
    "good enough",
    "progress to",
    "step up to",
    "move on to",
    "ready for more",
    "earn",
    "normal family",
    "positive contact",
    "maintain the relationship",
    "both parents",
    "involvement of both",
    "alienat",
];

/// Words that give a role a sex.
const GENDERED: &[&str] = &[
    "mother", "father", "mum", "dad", "husband", "wife", "he", "she", "his", "her", "him", "sex", "gender", "female",
    "male",
];

/// Words that would make a verdict on a person.
const VERDICTS: &[&str] = &["score", "high risk", "low risk", "dangerous person", "likely to offend", "rating"];

fn sources(folder: &Path) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text.push_str(&sources(&path));
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            text.push_str(&std::fs::read_to_string(&path).unwrap());
        }
    }
    text
}

fn words(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_alphanumeric()).collect()
}

#[test]
fn no_rule_says_that_contact_is_good_or_passes_a_verdict() {
    let rules = sources(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules").as_path()).to_lowercase();
    let said = words(&rules);
    for phrase in PRO_CONTACT.iter().chain(VERDICTS) {
        let present = if phrase.contains(' ') { rules.contains(phrase) } else { said.contains(phrase) };
        assert!(!present, "{phrase}");
    }
}

#[test]
fn no_rule_reads_or_says_anybodys_sex() {
    let rules = sources(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules").as_path());
    // The name of a reported case is a citation.
    let rules = rules.replace("Nottinghamshire CC v The Mother", "").to_lowercase();
    let said = words(&rules);
    for word in GENDERED {
        assert!(!said.contains(word), "{word}");
    }
}
