//! Rules about changing the level of contact, in whichever direction. None of them knows which direction is better.

use super::facts::{AssessmentStanding, ChildVoiceFact, Facts, LevelChangeFact, VoiceStanding};
use super::finding::{Effect, Finding};
use super::moment::Moment;
use super::rule::{Check, ENGLAND_AND_WALES, LEADS, Rule, SINCE};
use crate::private::Subject;
use std::collections::BTreeSet;

pub(super) const RULES: &[&Rule] = &[&R_V01, &R_V07];

static R_V01: Rule = Rule {
    id: "R-V01",
    version: 1,
    statement: "The level of contact is not changed without a current risk assessment signed since the last change.",
    clears: "Make the risk assessment anew for the change and sign it.",
    source: "Cordis Bright for the Ministry of Justice, as reported in December 2023 (risk assessment at contact \
             review)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Progression],
    effect: Effect::Block,
    parameters: &[],
    who_can_act: LEADS,
    check: Check::Plan(not_assessed_since),
};

fn not_assessed_since(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let Some(change) = &facts.change else {
        return Vec::new();
    };
    let current = facts.assessment.as_ref().filter(|a| a.standing == AssessmentStanding::Current);
    let signed = current.and_then(|assessment| assessment.signed);
    let reason = match signed {
        None => "There is no current, signed risk assessment.",
        Some(signed) if change.last_changed_at.is_some_and(|last| signed.at <= last) => {
            "The risk assessment was signed before the level was last changed."
        }
        Some(_) => return Vec::new(),
    };
    let finding = rule.finds(reason).about_case(facts).citing(change_ref(change));
    vec![match &facts.assessment {
        Some(assessment) => finding.citing(format_args!("assessment/{}", assessment.id)),
        None => finding.citing("assessment/none"),
    }]
}

/// Names a change by its levels, so that an override of one is none of another.
fn change_ref(change: &LevelChangeFact) -> String {
    let from = change.from.map_or_else(|| "unknown".to_owned(), |level| format!("{level:?}"));
    format!("change/{from}/{:?}", change.to)
}

static R_V07: Rule = Rule {
    id: "R-V07",
    version: 1,
    statement: "The level of contact is not changed before each child was asked since the last change and answered, \
                declined or was observed; that a child was not asked never counts, and departing from this takes a \
                second person.",
    clears: "Ask each child, or observe a child who cannot say, and record it. A child may decline.",
    source: "Cordis Bright for the Ministry of Justice, as reported in December 2023 (voice of the child at all stages)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Progression],
    effect: Effect::Override,
    parameters: &[],
    who_can_act: LEADS,
    check: Check::Plan(child_not_asked),
};

fn child_not_asked(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let Some(change) = &facts.change else {
        return Vec::new();
    };
    let asked = |entry: &&ChildVoiceFact| entry.standing != VoiceStanding::NotAsked;
    let children: BTreeSet<_> =
        facts.case.children.iter().copied().chain(change.children.iter().map(|entry| entry.child)).collect();
    if children.is_empty() {
        let finding = rule.finds("It is not recorded which children the change is about.").about_case(facts);
        return vec![finding.citing("children").citing(change_ref(change))];
    }
    children
        .into_iter()
        .filter(|child| !change.children.iter().filter(asked).any(|entry| entry.child == *child))
        .map(|child| {
            rule.finds("A child has not been asked since the level was last changed.")
                .about_case(facts)
                .about(Subject::Person(child))
                .citing(change_ref(change))
        })
        .collect()
}
