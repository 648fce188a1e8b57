//! What cannot be taken into a draft. What is merely missing can: a draft is saved half done.

use super::content::ContentGiven;
use super::state::RiskState;
use super::words::{AppliesTo, ControlKind};
use crate::decision::{FieldProblem, Refusal};
use crate::ids::PersonId;
use crate::rules::facts::CaseFacts;
use jiff::civil::Date;
use std::collections::BTreeSet;

struct Problems(Vec<FieldProblem>);

impl Problems {
    fn unless(&mut self, holds: bool, field: &str, message: &str) {
        if !holds {
            self.0.push(FieldProblem::new(field, message));
        }
    }
}

pub(super) fn check(content: &ContentGiven, case: &CaseFacts, risk: &RiskState, today: Date) -> Result<(), Refusal> {
    let mut problems = Problems(Vec::new());
    check_people(content, case, &mut problems);
    problems.unless(
        (content.sources.iter()).all(|s| s.dated.is_none_or(|d| d <= today)),
        "sources",
        "Enter the day the information bears; it cannot be in the future",
    );
    check_controls(content, case, risk, &mut problems);
    if problems.0.is_empty() { Ok(()) } else { Err(Refusal::Fields(problems.0)) }
}

fn is_adult(case: &CaseFacts, person: PersonId) -> bool {
    case.adults.iter().any(|a| a.person == person)
}

fn is_in(case: &CaseFacts, person: PersonId) -> bool {
    case.children.contains(&person) || is_adult(case, person)
}

fn check_people(content: &ContentGiven, case: &CaseFacts, problems: &mut Problems) {
    let mut named = (content.hazards.iter()).flat_map(|h| h.about.iter().chain(&h.towards));
    problems.unless(
        named.all(|p| is_in(case, *p)),
        "hazards",
        "Choose people of this case, or leave open whom it is about",
    );
    let children: BTreeSet<_> = content.impact.iter().map(|i| i.child).collect();
    problems.unless(
        children.iter().all(|child| case.children.contains(child)),
        "impact",
        "Choose children of this case",
    );
    problems.unless(
        children.len() == content.impact.len(),
        "impact",
        "Write one entry for each child, and a separate one for each",
    );
    problems.unless(
        content.protected_pairs.iter().all(|p| is_adult(case, p.one) && is_adult(case, p.other) && p.one != p.other),
        "protected_pairs",
        "Choose two different adults of this case",
    );
    problems.unless(
        content.conclusions.iter().all(|c| is_adult(case, c.adult)),
        "conclusions",
        "Choose adults of this case",
    );
}

fn check_controls(content: &ContentGiven, case: &CaseFacts, risk: &RiskState, problems: &mut Problems) {
    let kept: Vec<_> = content.controls.iter().filter_map(|c| c.id).collect();
    let distinct: BTreeSet<_> = kept.iter().collect();
    problems.unless(
        kept.len() == distinct.len() && kept.iter().all(|id| risk.has_control(*id)),
        "controls",
        "Keep each control of an earlier version once; enter a new one without an id",
    );
    problems.unless(
        content.controls.iter().all(|c| match c.applies_to {
            AppliesTo::Session => true,
            AppliesTo::Person(person) => is_in(case, person),
        }),
        "controls",
        "Choose people of this case, or the session as a whole",
    );
    problems.unless(
        content.controls.iter().all(|c| c.kind != ControlKind::Other || c.note.is_some()),
        "controls",
        "Describe the control",
    );
}
