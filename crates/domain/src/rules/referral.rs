//! Rules about taking a referral and the level of contact asked for.

use super::facts::{AssertionFact, FactFinding, Facts, MandatoryAnswerFact, MandatoryQuestion, RequestStanding};
use super::finding::{Effect, Finding};
use super::moment::Moment;
use super::pack::EstablishedAbuse;
use super::rule::{Check, ENGLAND_AND_WALES, LEADS, Rule, SINCE};
use crate::private::Subject;
use crate::words::{Answer, EvidentialStatus, Harm, Role};

pub(super) const RULES: &[&Rule] = &[&R_R01, &R_R02, &R_R08, &R_R09, &R_R17];

/// The moments at which the level of contact is looked at.
const LEVEL: &[Moment] =
    &[Moment::Triage, Moment::Acceptance, Moment::Agreement, Moment::Booking, Moment::Confirm, Moment::Progression];

static R_R01: Rule = Rule {
    id: "R-R01",
    version: 1,
    statement: "Supported contact is not offered where domestic abuse was found, admitted, cautioned or convicted, \
                unless the policy pack allows it, qualified staff assess the risk and the person's engagement with a \
                relevant programme is evidenced; then only with an override.",
    clears: "Offer a level of contact that is observed, redirect the referral, or record what the policy pack asks \
             for.",
    source: "NACCC national standards on domestic abuse, 2016",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: LEVEL,
    effect: Effect::Block,
    parameters: &["established_abuse_in_supported_contact"],
    who_can_act: LEADS,
    check: Check::Plan(established_abuse),
};

fn established_abuse(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let established: Vec<&AssertionFact> = domestic_abuse(facts).filter(|a| a.status.is_established()).collect();
    if established.is_empty() || !facts.case.levels.may_be_supported() {
        return Vec::new();
    }
    let allowed = facts.pack.established_abuse_in_supported_contact == EstablishedAbuse::WithConditions
        && facts.case.qualified_assessor == Answer::Yes
        && established.iter().all(|assertion| is_engaged(assertion, facts));
    let (effect, reason) = if allowed {
        (
            Effect::Override,
            "Domestic abuse is established and the contact is supported; the conditions of the policy pack are \
             recorded as met.",
        )
    } else {
        (
            rule.effect,
            "Domestic abuse is established and the contact is, or may be, supported; the conditions of the policy \
             pack are not recorded as met.",
        )
    };
    vec![cite_assertions(rule.finds_as(effect, reason), &established, facts)]
}

fn domestic_abuse(facts: &Facts) -> impl Iterator<Item = &AssertionFact> {
    facts.case.assertions.iter().filter(|assertion| assertion.harm == Harm::DomesticAbuse)
}

fn is_engaged(assertion: &AssertionFact, facts: &Facts) -> bool {
    assertion.done_by.is_some_and(|person| {
        facts.case.adults.iter().any(|adult| adult.person == person && adult.engagement == Answer::Yes)
    })
}

fn cite_assertions(finding: Finding, assertions: &[&AssertionFact], facts: &Facts) -> Finding {
    assertions.iter().fold(finding.about_case(facts), |finding, assertion| {
        finding.citing(format_args!("assertion/{}/{:?}", assertion.id, assertion.status))
    })
}

static R_R02: Rule = Rule {
    id: "R-R02",
    version: 1,
    statement: "An allegation of domestic abuse that no court has decided on is looked at by two people before \
                contact is supported only. It stays an allegation.",
    clears: "Offer a level of contact that is observed, redirect the referral, or learn that the court has decided \
             on the allegation.",
    source: "Practice Direction 12J, paragraphs 25 to 27 (contents list; paragraphs not quoted); Judicial Protocol, \
             2018",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: LEVEL,
    effect: Effect::Override,
    parameters: &[],
    who_can_act: LEADS,
    check: Check::Plan(undecided_allegation),
};

fn undecided_allegation(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let undecided: Vec<&AssertionFact> = domestic_abuse(facts)
        .filter(|a| matches!(a.status, EvidentialStatus::Allegation | EvidentialStatus::NotKnown))
        .filter(|a| a.fact_finding != FactFinding::Concluded)
        .collect();
    if undecided.is_empty() || !facts.case.levels.may_be_supported() {
        return Vec::new();
    }
    let reason = "Domestic abuse is alleged, or its status is not known, no court has decided on it, and the contact \
                  is, or may be, supported.";
    let finding = cite_assertions(rule.finds(reason), &undecided, facts);
    vec![
        undecided
            .iter()
            .fold(finding, |finding, a| finding.citing(format_args!("fact-finding/{}/{:?}", a.id, a.fact_finding))),
    ]
}

static R_R08: Rule = Rule {
    id: "R-R08",
    version: 1,
    statement: "No family is accepted while it is not known whether orders are in force, whether there has been \
                domestic abuse, whether the police were involved or what the local authority knows, unless the \
                question is out with somebody or cannot be answered by anybody.",
    clears: "Record the answer, ask somebody who could know, or record that it was asked and cannot be obtained; it \
             then stays a visible unknown.",
    source: "Bath Child Contact Centre (domestic violence question mandatory); NACCC on local authority cases (cases \
             turn out more complex than described)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Triage, Moment::Acceptance],
    effect: Effect::Block,
    parameters: &[],
    who_can_act: &[Role::IntakeWorker, Role::Coordinator],
    check: Check::Plan(unknown_and_unasked),
};

fn unknown_and_unasked(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    MandatoryQuestion::ALL
        .into_iter()
        .filter(|question| {
            let fact = facts.case.mandatory.iter().find(|fact| fact.question == *question);
            fact.is_none_or(leaves_it_open)
        })
        .map(|question| {
            let reason = format!("Not known and not out with anybody: {}.", question.label());
            rule.finds(reason).about_case(facts).citing(format_args!("question/{}", question.name()))
        })
        .collect()
}

fn leaves_it_open(fact: &MandatoryAnswerFact) -> bool {
    let out = matches!(fact.request, RequestStanding::Open(_) | RequestStanding::CannotBeObtained(_));
    fact.answer.is_unknown() && fact.answer != Answer::CannotBeObtained && !out
}

static R_R09: Rule = Rule {
    id: "R-R09",
    version: 1,
    statement: "Both adults have given their own account before the first contact.",
    clears: "Hear each adult separately and record that their account was obtained.",
    source: "Australian Children's Contact Services Association, intake standards (both adults interviewed in every \
             instance)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Triage, Moment::Acceptance, Moment::Agreement, Moment::Booking, Moment::Confirm],
    effect: Effect::Override,
    parameters: &[],
    who_can_act: &[Role::IntakeWorker, Role::Coordinator, Role::SafeguardingLead],
    check: Check::Plan(account_missing),
};

fn account_missing(rule: &Rule, moment: Moment, facts: &Facts) -> Vec<Finding> {
    // Pre-visits are where accounts are usually obtained: until they were held it is said and stops nothing.
    let effect = match moment {
        Moment::Triage | Moment::Acceptance => Effect::Warn,
        _ => rule.effect,
    };
    facts
        .case
        .parties()
        .filter(|adult| adult.account != Answer::Yes)
        .map(|adult| {
            rule.finds_as(effect, "The account of an adult of the case has not been obtained.")
                .about_case(facts)
                .about(Subject::Person(adult.person))
                .citing(format_args!("account/{}", adult.person))
        })
        .collect()
}

static R_R17: Rule = Rule {
    id: "R-R17",
    version: 1,
    statement: "Where anybody's risk assessment concludes that an adult poses a risk to the child or to the other \
                adult, contact is neither supported only nor supported by a parent or relative.",
    clears: "Offer a level of contact that is observed by workers, or record that the conclusion was withdrawn by \
             whoever reached it.",
    source: "Practice Direction 12J, paragraph 38, as NACCC quotes the text of 2014 (to be checked against the \
             current text)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: LEVEL,
    effect: Effect::Block,
    parameters: &[],
    who_can_act: LEADS,
    check: Check::Plan(concluded_risk),
};

fn concluded_risk(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let by_relative = facts.case.supported_by_relative == Answer::Yes;
    if !by_relative && !facts.case.levels.may_be_supported() {
        return Vec::new();
    }
    let reason = "A risk assessment concludes that an adult poses a risk, and the contact is, or may be, supported \
                  only or supported by a parent or relative.";
    facts
        .case
        .risk_conclusions
        .iter()
        .filter(|conclusion| conclusion.poses_risk == Answer::Yes)
        .map(|conclusion| {
            rule.finds(reason)
                .about_case(facts)
                .about(Subject::Person(conclusion.adult))
                .citing(format_args!("conclusion/{}", conclusion.id))
        })
        .collect()
}
