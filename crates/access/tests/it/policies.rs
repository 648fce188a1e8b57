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
fn every_policy_has_a_sentence_a_safeguarding_lead_can_read() {
    let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../../policies")).unwrap();
    for file in files.map(|f| f.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "cedar")) {
        let text = std::fs::read_to_string(&file).unwrap();
        let policies = text.lines().filter(|l| l.starts_with("permit") || l.starts_with("forbid")).count();
        let sentences = text.lines().filter(|l| l.starts_with("@sentence(\"") && l.ends_with(".\")")).count();
        assert_eq!(policies, sentences, "{}", file.display());
    }
}
