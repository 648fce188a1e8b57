//! Rules about the risk assessment.

use super::facts::{AssessmentFact, AssessmentStanding, ControlNeed, Facts, Filled};
use super::finding::{Effect, Finding};
use super::moment::Moment;
use super::rule::{Check, ENGLAND_AND_WALES, LEADS, Rule, SINCE};
use crate::private::Subject;
use crate::words::{Answer, Role};
use std::collections::BTreeSet;

pub(super) const RULES: &[&Rule] = &[&R_P05, &R_P06, &R_P07, &R_P08, &R_P09, &R_P10];

const SESSION: &[Moment] = &[Moment::Booking, Moment::Confirm];

static R_P05: Rule = Rule {
    id: "R-P05",
    version: 1,
    statement: "No contact without a current, signed risk assessment.",
    clears: "Write and sign a risk assessment.",
    source: "Cordis Bright for the Ministry of Justice, as reported in December 2023 (robust risk assessment)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Agreement, Moment::Booking, Moment::Confirm],
    effect: Effect::Block,
    parameters: &[],
    who_can_act: LEADS,
    check: Check::Plan(assessment_missing),
};

fn assessment_missing(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let reason = match &facts.assessment {
        None => "There is no risk assessment.",
        Some(a) if a.signed.is_none() => "The risk assessment is not signed.",
        Some(a) if a.standing != AssessmentStanding::Current => "The signed risk assessment is no longer current.",
        Some(_) => return Vec::new(),
    };
    vec![cite_assessment(rule.finds(reason).about_case(facts), facts)]
}

fn cite_assessment(finding: Finding, facts: &Facts) -> Finding {
    match &facts.assessment {
        Some(assessment) => finding.citing(format_args!("assessment/{}", assessment.id)),
        None => finding.citing("assessment/none"),
    }
}

static R_P06: Rule = Rule {
    id: "R-P06",
    version: 1,
    statement: "A risk assessment older than the policy pack allows is made anew, or two people let contact go on for \
                a stated time: lateness alone does not end a child's contact.",
    clears: "Make the risk assessment anew and sign it.",
    source: "Cordis Bright for the Ministry of Justice, as reported in December 2023 (regularly updated); Judicial \
             Protocol, 2023 (review after three months); 90 days is this project's proposal",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: SESSION,
    effect: Effect::Override,
    parameters: &["assessment_valid_days"],
    who_can_act: LEADS,
    check: Check::Plan(assessment_too_old),
};

fn assessment_too_old(rule: &Rule, moment: Moment, facts: &Facts) -> Vec<Finding> {
    // A booking weeks ahead asks how old the assessment is now; confirming asks how old it is on the day.
    let day = if moment == Moment::Confirm { facts.day_in_question() } else { facts.today };
    let level = facts.plan.as_ref().and_then(|plan| plan.level).or(facts.case.levels.in_question());
    let allowed = i32::from(facts.pack.assessment_days(level));
    let Some(signed) = facts.assessment.as_ref().and_then(|assessment| assessment.signed) else {
        return Vec::new();
    };
    let age = (day - signed.on).get_days();
    if age <= allowed {
        return Vec::new();
    }
    let reason = format!("The risk assessment is {age} days old; it is current for {allowed}.");
    vec![cite_assessment(rule.finds(reason).about_case(facts), facts)]
}

static R_P07: Rule = Rule {
    id: "R-P07",
    version: 1,
    statement: "Something that bears on the risk makes the assessment due again before the next session.",
    clears: "Look at what has happened, make the risk assessment anew and sign it.",
    source: "Cordis Bright for the Ministry of Justice, as reported in December 2023 (updated on change and at review)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: SESSION,
    effect: Effect::Override,
    parameters: &[],
    who_can_act: LEADS,
    check: Check::Plan(triggers_since),
};

fn triggers_since(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let Some(assessment) = facts.assessment.as_ref().filter(|a| !a.triggers.is_empty()) else {
        return Vec::new();
    };
    let kinds: BTreeSet<&str> = assessment.triggers.iter().map(|trigger| trigger.kind.label()).collect();
    let kinds: Vec<&str> = kinds.into_iter().collect();
    let reason = format!("Since the risk assessment was signed: {}.", kinds.join(", "));
    let finding = cite_assessment(rule.finds(reason).about_case(facts), facts);
    vec![assessment.triggers.iter().fold(finding, |finding, t| finding.citing(format_args!("trigger/{}", t.id)))]
}

static R_P08: Rule = Rule {
    id: "R-P08",
    version: 1,
    statement: "Where domestic abuse is recorded or not ruled out, a risk assessment signed by its only author is \
                countersigned by somebody else.",
    clears: "Have somebody other than the author read and countersign the risk assessment.",
    source: "This project's inference from NACCC's quality assurance of reports by another person",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::SignAssessment, Moment::Agreement, Moment::Booking, Moment::Confirm, Moment::Progression],
    effect: Effect::Override,
    parameters: &[],
    who_can_act: &[Role::SafeguardingLead, Role::DeputySafeguardingLead, Role::Trustee],
    check: Check::Plan(signed_by_author_alone),
};

fn signed_by_author_alone(rule: &Rule, moment: Moment, facts: &Facts) -> Vec<Finding> {
    let Some(assessment) = &facts.assessment else {
        return Vec::new();
    };
    if facts.case.domestic_abuse() == Answer::No || !alone(assessment) {
        return Vec::new();
    }
    // The first of the two signatures has to be possible; it does not yet carry a session.
    let effect = if moment == Moment::SignAssessment { Effect::Warn } else { rule.effect };
    let reason = "Domestic abuse is recorded or not ruled out, and nobody but its author has signed the assessment.";
    vec![cite_assessment(rule.finds_as(effect, reason).about_case(facts), facts)]
}

fn alone(assessment: &AssessmentFact) -> bool {
    let Some(signed) = assessment.signed else {
        return false;
    };
    let others_wrote = assessment.authors.iter().any(|author| *author != signed.by);
    let author_signed = assessment.authors.is_empty() || assessment.authors.contains(&signed.by);
    let second = assessment.countersigned_by.is_some_and(|second| second != signed.by);
    let second_is_other = second && assessment.countersigned_by.is_some_and(|s| !assessment.authors.contains(&s));
    author_signed && !others_wrote && !second_is_other
}

static R_P09: Rule = Rule {
    id: "R-P09",
    version: 1,
    statement: "A risk assessment says of each child what contact and its risks mean for that child and what the \
                child said when asked, before anybody signs it.",
    clears: "Write both for each child. That a child declined, was observed or could not be asked is an answer.",
    source: "Domestic Abuse Act 2021, section 3 (children are victims in their own right)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::SignAssessment],
    effect: Effect::Block,
    parameters: &[],
    who_can_act: LEADS,
    check: Check::Plan(child_blank),
};

fn child_blank(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let Some(assessment) = &facts.assessment else {
        return Vec::new();
    };
    let children: BTreeSet<_> =
        facts.case.children.iter().copied().chain(assessment.children.iter().map(|c| c.child)).collect();
    if children.is_empty() {
        let finding = rule.finds("It is not recorded which children the assessment is about.").about_case(facts);
        return vec![cite_assessment(finding.citing("children"), facts).cleared_by("Record the children of the case.")];
    }
    children
        .into_iter()
        .filter(|child| {
            !assessment
                .children
                .iter()
                .any(|c| c.child == *child && c.impact == Filled::Complete && c.voice == Filled::Complete)
        })
        .map(|child| {
            let finding = rule.finds("What the assessment says of a child is blank.").about_case(facts);
            cite_assessment(finding.about(Subject::Person(child)), facts)
        })
        .collect()
}

static R_P10: Rule = Rule {
    id: "R-P10",
    version: 1,
    statement: "Every control that the risk assessment makes mandatory is planned on the session.",
    clears: "Plan the control, or make the risk assessment anew without it.",
    source: "Community Care, January 2016, readers' first point (security at contact follows from the report)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: SESSION,
    effect: Effect::Block,
    parameters: &[],
    who_can_act: LEADS,
    check: Check::Plan(control_not_planned),
};

fn control_not_planned(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let (Some(assessment), Some(plan)) = (&facts.assessment, &facts.plan) else {
        return Vec::new();
    };
    assessment
        .controls
        .iter()
        .filter(|control| control.need == ControlNeed::Mandatory && !plan.controls.contains(&control.id))
        .map(|control| {
            let finding = rule.finds("A mandatory control of the risk assessment is not planned.").about_case(facts);
            cite_assessment(finding.citing(format_args!("control/{}", control.id)), facts)
        })
        .collect()
}
