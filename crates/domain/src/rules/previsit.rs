//! Rules about pre-visits.

use super::facts::{Facts, PreVisitFact, PreVisitStanding};
use super::finding::{Effect, Finding};
use super::moment::Moment;
use super::rule::{Check, ENGLAND_AND_WALES, LEADS, Rule, SINCE};
use crate::private::Subject;
use crate::words::{Answer, ContactLevel, Role};
use std::collections::BTreeSet;

pub(super) const RULES: &[&Rule] = &[&R_P01, &R_P02, &R_P04];

const SESSION: &[Moment] = &[Moment::Booking, Moment::Confirm];

static R_P01: Rule = Rule {
    id: "R-P01",
    version: 1,
    statement: "No first session before each adult of the case has had a pre-visit.",
    clears: "Hold the missing pre-visit and record it.",
    source: "NACCC, mandatory pre-visits",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: SESSION,
    effect: Effect::Block,
    parameters: &[],
    who_can_act: &[Role::IntakeWorker, Role::Coordinator],
    check: Check::Plan(previsit_missing),
};

fn is_first(facts: &Facts) -> bool {
    facts.plan.as_ref().is_some_and(|plan| plan.first != Answer::No)
}

fn held(facts: &Facts) -> impl Iterator<Item = &PreVisitFact> {
    facts.previsits.iter().filter(|visit| visit.standing == PreVisitStanding::Held)
}

fn previsit_missing(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    if !is_first(facts) {
        return Vec::new();
    }
    let mut found: Vec<Finding> = facts
        .case
        .parties()
        .filter(|adult| held(facts).all(|visit| visit.adult != adult.person))
        .map(|adult| {
            rule.finds("An adult of the case has not had a pre-visit.")
                .about_case(facts)
                .about(Subject::Person(adult.person))
                .citing(format_args!("previsit-of/{}", adult.person))
        })
        .collect();
    let sides: BTreeSet<_> = facts.case.parties().map(|adult| adult.side).collect();
    if sides.len() < 2 {
        let finding = rule.finds("It is not recorded who the adults on both sides of the case are.");
        found.push(finding.about_case(facts).citing("adults").cleared_by("Record the adult on each side."));
    }
    found
}

static R_P02: Rule = Rule {
    id: "R-P02",
    version: 1,
    statement: "A pre-visit is not on the day of the first session.",
    clears: "Move the first session or the pre-visit to another day.",
    source: "NACCC, mandatory pre-visits (standards for supported contact)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: SESSION,
    effect: Effect::Override,
    parameters: &[],
    who_can_act: LEADS,
    check: Check::Plan(previsit_same_day),
};

fn previsit_same_day(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let Some(plan) = facts.plan.as_ref().filter(|_| is_first(facts)) else {
        return Vec::new();
    };
    let effect = match plan.level {
        Some(level) if level != ContactLevel::Supported => rule.effect,
        _ => Effect::Block,
    };
    facts
        .previsits
        .iter()
        .filter(|visit| visit.standing != PreVisitStanding::NotHeld)
        .filter(|visit| visit.window.date() == plan.session.date())
        .map(|visit| {
            rule.finds_as(effect, "A pre-visit is on the day of the first session.")
                .about_case(facts)
                .about(Subject::Person(visit.adult))
                .citing(format_args!("previsit/{}", visit.id))
                .citing(format_args!("day/{}", plan.session.date()))
        })
        .collect()
}

static R_P04: Rule = Rule {
    id: "R-P04",
    version: 1,
    statement: "Each adult has signed the ground rules and the notice of what is recorded and who receives it.",
    clears: "Explain both papers to the adult and record that they signed them.",
    source: "NACCC sample ground rules; NACCC on who receives reports",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: SESSION,
    effect: Effect::Block,
    parameters: &[],
    who_can_act: &[Role::IntakeWorker, Role::Coordinator],
    check: Check::Plan(rules_unsigned),
};

fn rules_unsigned(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    facts
        .case
        .parties()
        .filter(|adult| {
            let signed = |answer: fn(&PreVisitFact) -> Answer| {
                facts.previsits.iter().any(|v| v.adult == adult.person && answer(v) == Answer::Yes)
            };
            !(signed(|visit| visit.ground_rules) && signed(|visit| visit.recording_notice))
        })
        .map(|adult| {
            rule.finds("An adult has not signed the ground rules or the notice of what is recorded.")
                .about_case(facts)
                .about(Subject::Person(adult.person))
                .citing(format_args!("signature-of/{}", adult.person))
        })
        .collect()
}
