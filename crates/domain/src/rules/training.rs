//! Rules about the training of workers on a shift.

use super::facts::{Facts, TrainingFact, WorkerFact};
use super::finding::{Effect, Finding};
use super::moment::Moment;
use super::rule::{Check, ENGLAND_AND_WALES, LEADS, Rule, SINCE};
use crate::private::Subject;
use crate::words::Answer;
use jiff::civil::Date;

pub(super) const RULES: &[&Rule] = &[&R_T01, &R_T02];

const SHIFTS: &[Moment] = &[Moment::Roster, Moment::Booking, Moment::Confirm];

static R_T01: Rule = Rule {
    id: "R-T01",
    version: 1,
    statement: "Nobody works on a shift before they have completed induction and safeguarding training.",
    clears: "Record the completed induction and safeguarding training, or put somebody else on the shift.",
    source: "Community Care, January 2016, readers' fifth and sixth points (training before working on the floor)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: SHIFTS,
    effect: Effect::Block,
    parameters: &[],
    who_can_act: LEADS,
    check: Check::Plan(not_inducted),
};

/// The workers of the plan and of the roster.
fn on_shift(facts: &Facts) -> impl Iterator<Item = &WorkerFact> {
    facts.plan.iter().flat_map(|plan| &plan.workers).chain(&facts.roster)
}

fn not_inducted(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let day = facts.day_in_question();
    let mut found = Vec::new();
    for worker in on_shift(facts) {
        for (what, record) in [("induction", &worker.induction), ("safeguarding", &worker.safeguarding)] {
            if !is_completed(record.as_ref(), day) {
                let reason = format!("A worker on the shift has not completed {what} training.");
                found.push(
                    rule.finds(reason)
                        .about(Subject::Worker(worker.id))
                        .citing(format_args!("training/{}/{what}", worker.id)),
                );
            }
        }
    }
    found
}

fn is_completed(record: Option<&TrainingFact>, day: Date) -> bool {
    record.is_some_and(|record| record.completed_on <= day)
}

static R_T02: Rule = Rule {
    id: "R-T02",
    version: 1,
    statement: "Whoever works on a session of a family for which domestic abuse is recorded or not ruled out has had \
                specialist training on domestic abuse within the last 365 days, and somebody on every such shift has.",
    clears: "Put a trained worker on the session, or record the training with its evidence. Until the training ramp \
             ends, record that trained advice can be reached by telephone.",
    source: "Cordis Bright for the Ministry of Justice, as reported in December 2023 (11% trained in twelve months)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: SHIFTS,
    effect: Effect::Override,
    parameters: &["specialist_training_days", "training_ramp_months", "training_ramp_ends"],
    who_can_act: LEADS,
    check: Check::Plan(not_trained_in_domestic_abuse),
};

fn not_trained_in_domestic_abuse(rule: &Rule, moment: Moment, facts: &Facts) -> Vec<Finding> {
    let day = facts.day_in_question();
    let valid = i32::from(facts.pack.specialist_training_days);
    let untrained: Vec<&WorkerFact> =
        on_shift(facts).filter(|worker| !is_recent(worker.specialist_da.as_ref(), day, valid)).collect();
    if untrained.is_empty() {
        return Vec::new();
    }
    let nobody = untrained.len() == on_shift(facts).count();
    // A shift is filled before it is known which families come; a flag that is unknown counts as set, so that nobody
    // gains by not flagging.
    let flagged = moment != Moment::Roster && facts.case.domestic_abuse() != Answer::No;
    let (effect, reason) = weighed(rule, facts, day, flagged, nobody);
    let finding = rule.finds_as(effect, reason);
    let finding = if flagged { finding.about_case(facts) } else { finding };
    vec![untrained.iter().fold(finding, |finding, worker| {
        let record = worker.specialist_da.as_ref().map_or("none", |record| record.id.as_str());
        finding.about(Subject::Worker(worker.id)).citing(format_args!("training/{}/specialist-da/{record}", worker.id))
    })]
}

fn weighed(rule: &Rule, facts: &Facts, day: Date, flagged: bool, nobody: bool) -> (Effect, &'static str) {
    if !flagged {
        return (Effect::Warn, "Workers on the shift have had no specialist training on domestic abuse within a year.");
    }
    if !nobody {
        return (
            rule.effect,
            "Domestic abuse is recorded or not ruled out, and not everybody on the shift is trained for it.",
        );
    }
    let in_ramp = facts.pack.ramp_ends(facts.centre_opened_on).is_some_and(|last| day <= last);
    let advised = facts.plan.as_ref().is_some_and(|plan| plan.advice_by_telephone == Answer::Yes);
    match (in_ramp, advised) {
        (true, true) => (
            rule.effect,
            "Domestic abuse is recorded or not ruled out, and nobody on the shift is trained for it; trained advice \
             can be reached by telephone, and the training ramp has not ended.",
        ),
        (true, false) => (
            Effect::Block,
            "Domestic abuse is recorded or not ruled out, nobody on the shift is trained for it, and it is not \
             recorded that trained advice can be reached by telephone.",
        ),
        (false, _) => (
            Effect::Block,
            "Domestic abuse is recorded or not ruled out, nobody on the shift is trained for it, and the training \
             ramp has ended or never began.",
        ),
    }
}

fn is_recent(record: Option<&TrainingFact>, day: Date, valid: i32) -> bool {
    record.is_some_and(|record| {
        let age = (day - record.completed_on).get_days();
        (0..=valid).contains(&age)
    })
}
