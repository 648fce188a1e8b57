use super::commands::OverrideCommand;
use super::events::OverrideEvent;
use super::partner;
use super::state::{OverrideRecord, OverrideState};
use super::words::{Channel, OverrideStanding, SecondRole};
use crate::actor::Actor;
use crate::decision::{Context, Decision, Recorded, Refusal};
use crate::ids::{CaseId, OverrideId};
use crate::private::{Compartment, Private, Subject};
use crate::rules::working_days::working_days_after;
use crate::rules::{FindingKey, Rule, catalogue};
use crate::stream::StreamName;
use crate::words::Narrative;
use crate::world::World;
use jiff::civil::Date;

/// Decides a command about overrides.
pub(super) fn decide(command: OverrideCommand, world: &World, context: &mut Context<'_>) -> Decision {
    let case = command.case();
    let state = world
        .cases
        .get(&case)
        .filter(|state| state.version > 0)
        .ok_or_else(|| Refusal::field("case", "there is no such case; choose one from the list"))?;
    let overrides = &state.overrides;
    let event = match command {
        OverrideCommand::RequestOverride { finding, reason, until, .. } => {
            request(case, finding, reason, until, overrides, world, context)?
        }
        OverrideCommand::AuthoriseOverride { id, second, role, channel, .. } => {
            authorise(known(overrides, id)?, (second, role, channel), world, context)?
        }
        OverrideCommand::ConfirmPhoned { id, .. } => confirm(known(overrides, id)?, world, context)?,
        OverrideCommand::AskPartnerLead { id, lead, .. } => partner::ask(known(overrides, id)?, lead, world, context)?,
        OverrideCommand::DeclineOverride { id, .. } => partner::decline(known(overrides, id)?, context)?,
        OverrideCommand::WithdrawOverride { id, reason, .. } => withdraw(known(overrides, id)?, in_case(case, reason))?,
    };
    Ok(vec![Recorded::now(StreamName::Case(case), event)])
}

fn in_case(case: CaseId, text: Narrative) -> Private<Narrative> {
    Private::new(Subject::Case(case), Compartment::Ordinary, text)
}

fn known(overrides: &OverrideState, id: OverrideId) -> Result<&OverrideRecord, Refusal> {
    overrides
        .record(id)
        .ok_or_else(|| Refusal::not_now("This override is not on the case.", "Look at the case's overrides again."))
}

/// The longest key kept, in bytes; the key of an assessment with a hundred triggers is half as long.
const LONGEST_KEY: usize = 10_000;

/// The rule of a key, as it stands now: an older version's findings cannot be overridden any more. A key comes back from
/// a form and is kept unsealed, so that nothing but the characters of ids is taken.
fn rule_of(finding: &FindingKey) -> Option<&'static Rule> {
    let of_ids = |b: u8| b.is_ascii_graphic();
    if finding.as_str().len() > LONGEST_KEY || !finding.as_str().bytes().all(of_ids) {
        return None;
    }
    let (rule, version) = finding.as_str().split('|').next()?.split_once('@')?;
    catalogue().into_iter().find(|r| r.id == rule && r.version.to_string() == version)
}

fn request(
    case: CaseId,
    finding: FindingKey,
    reason: Narrative,
    until: Date,
    overrides: &OverrideState,
    world: &World,
    context: &mut Context<'_>,
) -> Result<OverrideEvent, Refusal> {
    let rule = rule_of(&finding)
        .ok_or_else(|| Refusal::field("finding", "choose what is to be overridden from the list of findings"))?;
    if !rule.can_be_overridden() {
        return Err(Refusal::not_now("Nobody can override this rule.", rule.clears));
    }
    if context.actor == Actor::Program {
        return Err(Refusal::not_now("Only a person can ask for an override.", "Sign in and ask for it."));
    }
    holds_for_a_while(until, world, context)?;
    if overrides.is_in_force(&finding, context.today) || overrides.awaiting(&finding, context.today).is_some() {
        return Err(Refusal::not_now(
            "An override of this finding is in force or waiting for the second person.",
            "Withdraw that one first if it should say something else.",
        ));
    }
    Ok(OverrideEvent::Requested {
        id: OverrideId::fresh(context.ids),
        rule: crate::rules::RuleId::new(rule.id),
        finding,
        reason: in_case(case, reason),
        until,
    })
}

fn holds_for_a_while(until: Date, world: &World, context: &Context<'_>) -> Result<(), Refusal> {
    let longest = i32::from(world.centre.pack().override_longest_days);
    if until < context.today || (until - context.today).get_days() > longest {
        return Err(Refusal::field(
            "until",
            format!("enter a day from today to {longest} days from now; it can be asked for again then"),
        ));
    }
    Ok(())
}

fn authorise(
    record: &OverrideRecord,
    (second, role, channel): (Actor, SecondRole, Channel),
    world: &World,
    context: &Context<'_>,
) -> Result<OverrideEvent, Refusal> {
    waits_for_a_second(record, context.today)?;
    if second == record.requested_by {
        return Err(Refusal::not_now(
            "Whoever asks for an override cannot authorise it.",
            "Ask a trustee, the deputy, the safeguarding lead or the lead of a partner centre.",
        ));
    }
    if channel != Channel::ByPhone && second != context.actor {
        return Err(Refusal::field("second", "only the second person can authorise it in person or by link"));
    }
    holds_role(second, role, world, context.today)?;
    if let (SecondRole::PartnerLead, Actor::Person(lead)) = (role, second) {
        partner::may_be_asked(record, lead, world)?;
        partner::answers(record, second, channel, context.now)?;
    }
    let pack = world.centre.pack();
    let confirm_by = match channel {
        Channel::ByPhone => {
            Some(working_days_after(context.today, pack.telephone_confirmation_working_days, &pack.bank_holidays))
        }
        Channel::InPerson | Channel::ByLink => None,
    };
    Ok(OverrideEvent::Authorised { id: record.id, second, role, channel, confirm_by })
}

pub(super) fn waits_for_a_second(record: &OverrideRecord, today: Date) -> Result<(), Refusal> {
    match record.standing(today) {
        OverrideStanding::Requested => Ok(()),
        OverrideStanding::InForce | OverrideStanding::AwaitingConfirmation => {
            Err(Refusal::not_now("This override is authorised already.", "Nothing more is needed."))
        }
        OverrideStanding::Ended
        | OverrideStanding::NotConfirmed
        | OverrideStanding::Withdrawn
        | OverrideStanding::Declined => {
            Err(Refusal::not_now("This request no longer stands.", "Ask for the override again."))
        }
    }
}

fn holds_role(second: Actor, role: SecondRole, world: &World, today: Date) -> Result<(), Refusal> {
    let holds = match (second, role.at_this_centre()) {
        (Actor::Worker(worker), Some(role)) => {
            world.workers.get(&worker).is_some_and(|state| state.roles_on(today).contains(&role))
        }
        (Actor::Person(lead), None) => world.centre.partner_lead(lead).is_some(),
        (Actor::Worker(_), None) | (Actor::Person(_) | Actor::Program, _) => false,
    };
    if holds {
        Ok(())
    } else {
        Err(Refusal::field("role", format!("this person is not recorded as {} here", role.label())))
    }
}

fn confirm(record: &OverrideRecord, world: &World, context: &Context<'_>) -> Result<OverrideEvent, Refusal> {
    match record.standing(context.today) {
        OverrideStanding::AwaitingConfirmation => {}
        OverrideStanding::NotConfirmed => {
            return Err(Refusal::not_now(
                "It was not confirmed in time and has lapsed.",
                "Ask for the override again.",
            ));
        }
        _ => {
            return Err(Refusal::not_now("There is nothing to confirm.", "Look at the case's overrides again."));
        }
    }
    if record.authorised.is_none_or(|authorised| authorised.second != context.actor) {
        return Err(Refusal::not_now(
            "Only whoever authorised it by telephone can confirm it.",
            "Ask them to sign in, or send them the link.",
        ));
    }
    if let Actor::Person(lead) = context.actor {
        partner::may_be_asked(record, lead, world)?;
        partner::answers(record, context.actor, Channel::ByLink, context.now)?;
    }
    Ok(OverrideEvent::Confirmed { id: record.id })
}

fn withdraw(record: &OverrideRecord, reason: Private<Narrative>) -> Result<OverrideEvent, Refusal> {
    if record.withdrawn_at.is_some() {
        return Err(Refusal::not_now("It was withdrawn already.", "Nothing more is needed."));
    }
    Ok(OverrideEvent::Withdrawn { id: record.id, reason })
}
