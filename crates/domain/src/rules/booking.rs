//! Rules about planning a session: arrivals, who may come, who is on shift.

use super::facts::{AttendeeFact, Capacity, Facts, PlanFact};
use super::finding::{Effect, Finding};
use super::moment::Moment;
use super::rule::{Check, ENGLAND_AND_WALES, LEADS, Prompt, PromptEffect, Rule, SINCE};
use crate::private::Subject;
use crate::words::{Answer, Window};

pub(super) const RULES: &[&Rule] = &[&R_S02, &R_S04, &R_S05];

static R_S02: Rule = Rule {
    id: "R-S02",
    version: 1,
    statement: "The visiting adult is in the building at least the buffer before the child and whoever brings them, \
                and stays at least the buffer after they have left.",
    clears: "Move the arrival or leaving times apart.",
    source: "NACCC sample rules, rule 10 (10 to 15 minutes before and after); Relationships Scotland (15 minutes)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Booking, Moment::Confirm],
    effect: Effect::Override,
    parameters: &["arrival_buffer_minutes", "leaving_buffer_minutes"],
    who_can_act: LEADS,
    check: Check::Plan(arrivals_too_close),
};

fn arrivals_too_close(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let Some(plan) = facts.plan.as_ref().filter(|plan| plan.is_in_person()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for visiting in visiting_side(plan) {
        for other in plan.attendees.iter().filter(|a| matches!(a.capacity, Capacity::Child | Capacity::Escort)) {
            found.extend(too_close(rule, facts, plan, visiting, other));
        }
    }
    found
}

pub(super) fn visiting_side(plan: &PlanFact) -> impl Iterator<Item = &AttendeeFact> {
    plan.attendees.iter().filter(|a| matches!(a.capacity, Capacity::Visiting | Capacity::Visitor))
}

fn too_close(
    rule: &Rule,
    facts: &Facts,
    plan: &PlanFact,
    visiting: &AttendeeFact,
    other: &AttendeeFact,
) -> Option<Finding> {
    let before = lead_minutes(visiting.arriving, other.arriving);
    let after = lead_minutes(other.leaving, visiting.leaving);
    let enough = before.is_some_and(|minutes| minutes >= facts.pack.arrival_buffer())
        && after.is_some_and(|minutes| minutes >= facts.pack.leaving_buffer());
    if enough {
        return None;
    }
    let pair = facts.case.must_not_meet(visiting.person, other.person, plan.session.date());
    let effect = if pair { Effect::Block } else { rule.effect };
    let reason = format!(
        "Planned: {} between arrivals where {} are asked, {} between leavings where {} are asked.",
        minutes(before),
        facts.pack.arrival_buffer_minutes,
        minutes(after),
        facts.pack.leaving_buffer_minutes
    );
    // The minutes are cited besides the slot: an override of nine minutes is none of two.
    Some(
        rule.finds_as(effect, reason)
            .about_case(facts)
            .about(Subject::Person(visiting.person))
            .about(Subject::Person(other.person))
            .citing(plan.slot())
            .citing(format_args!("arrival-gap/{}", gap(before)))
            .citing(format_args!("leaving-gap/{}", gap(after))),
    )
}

fn minutes(gap: Option<i64>) -> String {
    match gap {
        None => "no time".to_owned(),
        Some(1) => "1 minute".to_owned(),
        Some(minutes) => format!("{minutes} minutes"),
    }
}

fn gap(gap: Option<i64>) -> String {
    gap.map_or_else(|| "unknown".to_owned(), |minutes| minutes.to_string())
}

/// Minutes from the end of the first window to the start of the second: negative where they overlap or stand the other
/// way round, `None` where one is not planned or they lie on different days.
pub(super) fn lead_minutes(first: Option<Window>, second: Option<Window>) -> Option<i64> {
    let (first, second) = (first?, second?);
    if first.date() != second.date() {
        return None;
    }
    let minute = |time: jiff::civil::Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
    Some(minute(second.from()) - minute(first.to()))
}

static R_S04: Rule = Rule {
    id: "R-S04",
    version: 1,
    statement: "Nobody is let in whom neither the referral nor a written agreement of both adults names.",
    clears: "Have both adults agree in writing that this person may come, or plan without them.",
    source: "Andover, Nottingham and Shropshire contact centres (only people named on the referral form)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Agreement, Moment::Booking, Moment::Confirm, Moment::Door],
    effect: Effect::Block,
    parameters: &[],
    who_can_act: LEADS,
    check: Check::Both(unlisted_planned, unlisted_came),
};

fn unlisted_planned(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let Some(plan) = &facts.plan else {
        return Vec::new();
    };
    plan.attendees
        .iter()
        .filter(|attendee| attendee.listed != Answer::Yes && !facts.case.children.contains(&attendee.person))
        .map(|attendee| {
            rule.finds("Somebody is planned to come whom no one has named.")
                .about_case(facts)
                .about(Subject::Person(attendee.person))
                .citing(format_args!("attendee/{}", attendee.person))
        })
        .collect()
}

fn unlisted_came(rule: &Rule, facts: &Facts) -> Vec<Prompt> {
    facts
        .door
        .unlisted
        .iter()
        .map(|person| {
            rule.prompts(
                PromptEffect::Incident,
                "Somebody came whom no one has named. Do not let them in; keep the child and whoever brought them \
                 inside until they have gone.",
            )
            .about(Subject::Person(*person))
            .citing(format_args!("unlisted/{person}"))
        })
        .collect()
}

static R_S05: Rule = Rule {
    id: "R-S05",
    version: 1,
    statement: "A shift has at least the workers the centre asks for, a lead and a safeguarding lead who can be \
                reached, and an observed session has a worker for that family alone.",
    clears: "Put more workers on the shift, name its lead and who can be reached, or give the family a worker of \
             their own.",
    source: "Bath Child Contact Centre (minimum staffing under a team leader); NACCC accreditation (supervised contact \
             one to one)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Booking, Moment::Confirm],
    effect: Effect::Block,
    parameters: &["minimum_staff"],
    who_can_act: LEADS,
    check: Check::Plan(understaffed),
};

fn understaffed(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let Some(plan) = facts.plan.as_ref().filter(|plan| plan.is_in_person()) else {
        return Vec::new();
    };
    let needed = plan.minimum_staff.unwrap_or(facts.pack.minimum_staff).max(facts.pack.minimum_staff);
    let mut on_shift: Vec<_> = plan.workers.iter().map(|worker| worker.id).collect();
    on_shift.sort_unstable();
    on_shift.dedup();
    let mut wants = Vec::new();
    if on_shift.len() < usize::from(needed) {
        wants.push(("staff", format!("{} on shift where {needed} are asked.", on_shift.len())));
    }
    if plan.lead.is_none_or(|lead| !on_shift.contains(&lead)) {
        wants.push(("lead", "Nobody on the shift leads it.".to_owned()));
    }
    if plan.safeguarding_lead_on_call.is_none() {
        wants.push(("on-call", "No safeguarding lead can be reached.".to_owned()));
    }
    let observed = plan.level.is_none_or(crate::words::ContactLevel::is_observed);
    let alone = |worker| on_shift.contains(worker) && !plan.engaged_elsewhere.contains(worker);
    if observed && !plan.supervisors.iter().any(alone) {
        wants.push(("one-to-one", "No worker on the shift is there for this family alone.".to_owned()));
    }
    wants
        .into_iter()
        .map(|(what, reason)| {
            rule.finds(reason).about_case(facts).citing(plan.slot()).citing(format_args!("staffing/{what}"))
        })
        .collect()
}
