//! Promises: what no rule may ever stop. They find nothing; the type of [`super::Prompt`] and the named tests keep them.

use super::finding::Effect;
use super::moment::Moment;
use super::rule::{Check, ENGLAND_AND_WALES, Rule, SINCE};
use crate::words::Role;

pub(super) const RULES: &[&Rule] = &[&N_01, &N_02, &N_03];

static N_01: Rule = Rule {
    id: "N-01",
    version: 1,
    statement: "An incident, a disclosure or a concern can always be recorded and a session can always be ended, \
                whatever else is stopped and whether or not there is a connection.",
    clears: "Nothing to clear: it is a promise.",
    source: "Cordis Bright for the Ministry of Justice, as reported in December 2023 (comprehensive recording); DfE \
             information sharing advice, April 2024",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Incident, Moment::Disclosure, Moment::EndSession],
    effect: Effect::NeverBlock,
    parameters: &[],
    who_can_act: &Role::ALL,
    check: Check::Promise(&["no_rule_stops_a_moment_of_recording_whatever_the_facts"]),
};

static N_02: Rule = Rule {
    id: "N-02",
    version: 1,
    statement: "A sealed record can be opened in an emergency with a reason; the opening is logged and the \
                safeguarding lead is told.",
    clears: "Nothing to clear: it is a promise.",
    source: "DfE information sharing advice, April 2024, rule 1 (protection comes before privacy)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::EmergencyAccess],
    effect: Effect::NeverBlock,
    parameters: &[],
    who_can_act: &[Role::Coordinator, Role::ShiftLead, Role::SafeguardingLead, Role::DeputySafeguardingLead],
    check: Check::Promise(&["no_rule_stops_a_moment_of_recording_whatever_the_facts"]),
};

static N_03: Rule = Rule {
    id: "N-03",
    version: 1,
    statement: "What has happened can always be recorded, in any order and afterwards from paper: blocks apply to \
                planning and confirming, and a fact out of order raises a near miss and a prompt, never a refusal.",
    clears: "Nothing to clear: it is a promise.",
    source: "This project's inference: a centre cannot detain an adult, and paper is typed up later",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Door],
    effect: Effect::NeverBlock,
    parameters: &[],
    who_can_act: &Role::ALL,
    check: Check::Promise(&[
        "no_rule_stops_a_moment_of_recording_whatever_the_facts",
        "a_sequence_fault_is_recorded_and_prompts_whatever_the_order_of_typing",
    ]),
};
