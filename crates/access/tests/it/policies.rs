use crate::world::access;
use access::{Access, PolicyFault};

#[test]
fn the_policies_that_are_built_in_hold_together() {
    access();
}

#[test]
fn every_reading_action_is_in_the_schema() {
    let known = access().actions();
    for action in access::action::READING {
        assert!(known.contains(*action), "{action}");
    }
}

#[test]
fn a_policy_that_names_an_unknown_action_is_refused_at_the_start() {
    let schema = include_str!("../../../../policies/house.cedarschema");
    let slip = r#"permit (principal, action == Action::"raed-case", resource);"#;
    assert!(matches!(Access::from_texts(schema, &[("slip", slip)]), Err(PolicyFault::Invalid(_))));
}

#[test]
fn a_policy_that_names_an_unknown_attribute_is_refused_at_the_start() {
    let schema = include_str!("../../../../policies/house.cedarschema");
    let slip = r#"permit (principal, action == Action::"read-case", resource) when { principal.sex == "x" };"#;
    assert!(matches!(Access::from_texts(schema, &[("slip", slip)]), Err(PolicyFault::Invalid(_))));
}

#[test]
fn a_schema_that_asks_for_more_than_a_question_says_is_refused_at_the_start() {
    let schema = access::SCHEMA.replace("assigned: Bool,", "assigned: Bool, fond_of_the_family: Bool,");
    assert!(matches!(Access::from_texts(&schema, &[]), Err(PolicyFault::Invalid(_))));
    let schema = access::SCHEMA.replace("kind: String,", "kind: String, colour: String,");
    assert!(matches!(Access::from_texts(&schema, &[]), Err(PolicyFault::Invalid(_))));
}

#[test]
fn every_policy_has_a_name_of_its_own_in_its_file() {
    for (file, text) in access::POLICIES {
        let names: Vec<_> = text.lines().filter(|line| line.starts_with("@id(\"")).collect();
        let distinct: std::collections::BTreeSet<_> = names.iter().collect();
        let policies = text.lines().filter(|l| l.starts_with("permit") || l.starts_with("forbid")).count();
        assert_eq!((names.len(), distinct.len()), (policies, policies), "{file}");
    }
}

#[test]
fn every_file_of_policies_is_built_in() {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies")).unwrap();
    let files = folder.map(|f| f.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "cedar"));
    let mut files: Vec<_> = files.map(|p| p.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    let mut built_in: Vec<_> = access::POLICIES.iter().map(|(file, _)| (*file).to_owned()).collect();
    files.sort();
    built_in.sort();
    assert_eq!(files, built_in);
}

#[test]
fn every_policy_has_a_sentence_a_safeguarding_lead_can_read() {
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies")).unwrap();
    for file in files.map(|f| f.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "cedar")) {
        let text = std::fs::read_to_string(&file).unwrap();
        let policies = text.lines().filter(|l| l.starts_with("permit") || l.starts_with("forbid")).count();
        let sentences = text.lines().filter(|l| l.starts_with("@sentence(\"") && l.ends_with(".\")")).count();
        assert_eq!(policies, sentences, "{}", file.display());
    }
}
