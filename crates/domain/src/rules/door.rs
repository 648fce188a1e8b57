//! Rules about the order in which people come and go.

use super::booking::{lead_minutes, visiting_side};
use super::facts::{AttendeeFact, Capacity, DoorMark, Facts, Mark, PlanFact};
use super::finding::{Effect, Finding};
use super::moment::Moment;
use super::rule::{Check, ENGLAND_AND_WALES, LEADS, Prompt, PromptEffect, Rule, SINCE};
use crate::private::Subject;
use jiff::ToSpan;

pub(super) const RULES: &[&Rule] = &[&R_D02];

static R_D02: Rule = Rule {
    id: "R-D02",
    version: 1,
    statement: "The child comes in only when the visiting adult is in the contact room, and the visiting adult leaves \
                only when the child has been gone for the buffer. A plan against it is stopped; a fact against it is \
                recorded and raises a near miss.",
    clears: "Plan the visiting adult in first and out last. Where it has happened: keep the child and whoever \
             collects them inside until the way is clear.",
    source: "NACCC sample rules (visiting adult arrives first and leaves last)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Booking, Moment::Confirm, Moment::Door, Moment::EndSession],
    effect: Effect::Block,
    parameters: &["leaving_buffer_minutes"],
    who_can_act: LEADS,
    check: Check::Both(planned_out_of_order, happened_out_of_order),
};

fn planned_out_of_order(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let Some(plan) = facts.plan.as_ref().filter(|plan| plan.is_in_person()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for visiting in visiting_side(plan) {
        for child in plan.in_capacity(Capacity::Child) {
            found.extend(out_of_order(rule, facts, plan, visiting, child));
        }
    }
    found
}

fn out_of_order(
    rule: &Rule,
    facts: &Facts,
    plan: &PlanFact,
    visiting: &AttendeeFact,
    child: &AttendeeFact,
) -> Option<Finding> {
    let negative = |lead: Option<i64>| lead.is_some_and(|minutes| minutes < 0);
    let reason = if negative(lead_minutes(visiting.arriving, child.arriving)) {
        "The plan lets the child come in before the visiting adult is there."
    } else if negative(lead_minutes(child.leaving, visiting.leaving)) {
        "The plan lets the visiting adult leave before the child has gone."
    } else {
        return None;
    };
    Some(
        rule.finds(reason)
            .about_case(facts)
            .about(Subject::Person(visiting.person))
            .about(Subject::Person(child.person))
            .citing(plan.slot()),
    )
}

fn happened_out_of_order(rule: &Rule, facts: &Facts) -> Vec<Prompt> {
    let marks = |wanted: Mark| facts.door.marks.iter().filter(move |mark| mark.mark == wanted);
    let early_children = marks(Mark::ChildIn)
        .filter(|child| !marks(Mark::VisitingIn).any(|visiting| visiting.at <= child.at))
        .map(|child| {
            raised(
                rule,
                "The child came in before the visiting adult was in the contact room. Keep the child with whoever \
                 brought them until the visiting adult is there.",
                child,
            )
        });
    let early_leavers = marks(Mark::VisitingOut)
        .filter(|visiting| {
            // A child who came and is not recorded as gone is still inside.
            marks(Mark::ChildIn).any(|came| {
                !marks(Mark::ChildOut)
                    .filter(|gone| gone.person == came.person)
                    .any(|gone| is_clear_of(gone, visiting, facts))
            })
        })
        .map(|visiting| {
            raised(
                rule,
                "The visiting adult left before the child had been gone for the buffer. Keep the child and whoever \
                 collects them inside; look whether anybody is waiting outside.",
                visiting,
            )
        });
    early_children.chain(early_leavers).collect()
}

fn is_clear_of(gone: &DoorMark, visiting: &DoorMark, facts: &Facts) -> bool {
    gone.at.checked_add(i64::from(facts.pack.leaving_buffer_minutes).minutes()).is_ok_and(|clear| clear <= visiting.at)
}

fn raised(rule: &Rule, reason: &str, mark: &DoorMark) -> Prompt {
    rule.prompts(PromptEffect::Incident, reason).about(Subject::Person(mark.person)).citing(&mark.fact)
}
