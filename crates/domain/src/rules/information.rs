//! Rules about what is written, who reads it and what leaves the centre.

use super::facts::{
    CourtProperty, DecidedBy, EditKind, Facts, OutputFact, ProtectedKind, RecipientFact, RecipientKind, WritingKind,
};
use super::finding::{Effect, Finding};
use super::moment::Moment;
use super::rule::{Check, ENGLAND_AND_WALES, LEADS, Rule, SINCE};
use crate::words::{Answer, ContactLevel, Role};
use std::collections::BTreeSet;

pub(super) const RULES: &[&Rule] = &[&R_I01, &R_I02, &R_I03, &R_I04, &R_I05, &R_I21];

static R_I01: Rule = Rule {
    id: "R-I01",
    version: 1,
    statement: "Nothing leaves the centre that holds a protected fact of somebody other than its recipient: an \
                address, school, telephone number, vehicle, refuge or person close to them.",
    clears: "Take the words out and have the copy compared again.",
    source: "President's guidance in Re P [2023] EWHC 471 (Fam); DfE information sharing advice, April 2024, rule 5",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Release],
    effect: Effect::Block,
    parameters: &[],
    who_can_act: &[Role::Reviewer, Role::SafeguardingLead, Role::DeputySafeguardingLead],
    check: Check::Plan(holds_a_protected_fact),
};

fn holds_a_protected_fact(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let Some(output) = &facts.output else {
        return Vec::new();
    };
    output
        .recipients
        .iter()
        .filter_map(|recipient| {
            let kinds: BTreeSet<&str> =
                recipient.hits.iter().filter(|hit| hit.count > 0).map(|hit| hit.kind.label()).collect();
            let kinds: Vec<&str> = kinds.into_iter().collect();
            let reason = if !kinds.is_empty() {
                format!("A copy holds what looks like a protected fact of somebody else: {}.", kinds.join(", "))
            } else if recipient.checked != Answer::Yes {
                "A copy has not been compared with the protected facts of the people of the case.".to_owned()
            } else {
                return None;
            };
            Some(cite_copy(rule.finds(reason).about_case(facts), output, recipient))
        })
        .collect()
}

static R_I02: Rule = Rule {
    id: "R-I02",
    version: 1,
    statement: "A refuge is told on no paper to anybody outside the sealed role, a solicitor included; nobody lets one go.",
    clears: "Take the refuge out and have the copy compared again.",
    source: "President's guidance in Re P [2023] EWHC 471 (Fam)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Release],
    effect: Effect::Block,
    parameters: &[],
    who_can_act: &[Role::SafeguardingLead, Role::DeputySafeguardingLead],
    check: Check::Plan(tells_a_refuge),
};

fn tells_a_refuge(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let Some(output) = &facts.output else {
        return Vec::new();
    };
    output
        .recipients
        .iter()
        .filter(|recipient| recipient.hits.iter().any(|hit| hit.kind == ProtectedKind::Refuge && hit.count > 0))
        .map(|recipient| cite_copy(rule.finds("A copy tells of a refuge.").about_case(facts), output, recipient))
        .collect()
}

fn cite_copy(finding: Finding, output: &OutputFact, recipient: &RecipientFact) -> Finding {
    finding.citing(format_args!("output/{}", output.id)).citing(format_args!("recipient/{}", recipient.id))
}

static R_I03: Rule = Rule {
    id: "R-I03",
    version: 1,
    statement: "A report is reviewed by somebody other than its author.",
    clears: "Have somebody else review the report.",
    source: "NACCC on reports in supervised contact (quality assured by another person)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Review, Moment::Release],
    effect: Effect::Block,
    parameters: &[],
    who_can_act: &[Role::Reviewer, Role::SafeguardingLead, Role::Trustee],
    check: Check::Plan(reviewed_by_its_author),
};

fn reviewed_by_its_author(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let Some(output) = &facts.output else {
        return Vec::new();
    };
    let reason = match (output.author, output.reviewer) {
        (_, None) => "Nobody has reviewed it.",
        (None, Some(_)) => "It is not recorded who wrote it.",
        (Some(author), Some(reviewer)) if author == reviewer => "Its reviewer is its author.",
        (Some(_), Some(_)) => return Vec::new(),
    };
    vec![rule.finds(reason).about_case(facts).citing(format_args!("output/{}", output.id))]
}

static R_I04: Rule = Rule {
    id: "R-I04",
    version: 1,
    statement: "A report goes only to those whom the order or the agreed list names; one that belongs to the court \
                goes to nobody else without the court's consent.",
    clears: "Record where the order or agreed list names the recipient, or the court's consent, or take the recipient \
             off.",
    source: "NACCC on who receives reports",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Release],
    effect: Effect::Block,
    parameters: &[],
    who_can_act: LEADS,
    check: Check::Plan(recipient_not_named),
};

fn recipient_not_named(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let Some(output) = &facts.output else {
        return Vec::new();
    };
    let withheld = belongs_to_the_court(output, facts);
    output
        .recipients
        .iter()
        .filter_map(|recipient| {
            let reason = if recipient.allowed != Answer::Yes {
                "A recipient is not recorded as named by the order or the agreed list."
            } else if recipient.kind != RecipientKind::Court {
                withheld?
            } else {
                return None;
            };
            Some(cite_copy(rule.finds(reason).about_case(facts), output, recipient))
        })
        .collect()
}

fn belongs_to_the_court(output: &OutputFact, facts: &Facts) -> Option<&'static str> {
    let by_court = !matches!(facts.case.decided_by, Some(DecidedBy::Agreement | DecidedBy::LocalAuthority));
    match output.court_property {
        CourtProperty::Yes(Answer::Yes) | CourtProperty::No => None,
        CourtProperty::Yes(_) => Some("The report belongs to the court, whose consent is not recorded."),
        CourtProperty::NotKnown if by_court => Some("It is not recorded whether the report belongs to the court."),
        CourtProperty::NotKnown => None,
    }
}

static R_I05: Rule = Rule {
    id: "R-I05",
    version: 1,
    statement: "Nothing is observed or reported on at a level of contact that is not observed; incidents and concerns \
                are always recorded.",
    clears: "Record an incident or a concern if there was one; attendance is all else that is kept.",
    source: "NACCC accreditation (supported contact without observation or report); Lancashire and Lake District \
             family justice board on contact centres in proceedings",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Writing, Moment::Review, Moment::Release],
    effect: Effect::Block,
    parameters: &[],
    who_can_act: LEADS,
    check: Check::Plan(written_where_nothing_is),
};

fn written_where_nothing_is(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let writing = facts.writing.map(|writing| (writing.kind, writing.level, None));
    let output = facts.output.as_ref().map(|output| (output.kind, output.level, Some(&output.id)));
    writing
        .into_iter()
        .chain(output)
        .filter(|(kind, _, _)| *kind != WritingKind::IncidentOrConcern)
        .filter(|(_, level, _)| !level.is_some_and(ContactLevel::is_observed))
        .map(|(_, level, id)| {
            let reason = match level {
                Some(level) => format!("The level is {}, at which nothing is observed.", level.label()),
                None => "It is not recorded at which level contact was delivered.".to_owned(),
            };
            let finding = rule.finds(reason).about_case(facts).citing(format_args!("level/{level:?}"));
            id.into_iter().fold(finding, |finding, id| finding.citing(format_args!("output/{id}")))
        })
        .collect()
}

static R_I21: Rule = Rule {
    id: "R-I21",
    version: 1,
    statement: "A signed record is never changed in place: a correction is added that shows both texts.",
    clears: "Add a correction.",
    source: "Cordis Bright for the Ministry of Justice, as reported in December 2023 (comprehensive recording)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Edit],
    effect: Effect::Block,
    parameters: &[],
    who_can_act: &Role::ALL,
    check: Check::Plan(edited_in_place),
};

fn edited_in_place(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    facts
        .edit
        .iter()
        .filter(|edit| edit.kind == EditKind::InPlace && edit.signed != Answer::No)
        .map(|edit| {
            rule.finds("The record is signed, or it is not known whether it is.")
                .about_case(facts)
                .citing(format_args!("record/{}", edit.record))
        })
        .collect()
}
