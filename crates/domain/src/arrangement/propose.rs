//! Proposing and agreeing terms.

use super::events::ArrangementEvent;
use super::facts::{both_sides_among, case_facts, clear, known_case, level_change, with_terms};
use super::state::Phase;
use super::terms::{EntranceUse, Terms};
use super::words::ComesAs;
use crate::centre::CentreState;
use crate::decision::{Context, Decision, FieldProblem, Recorded, Refusal};
use crate::ids::{CaseId, PersonId};
use crate::referral::{ReferralEvent, Stage};
use crate::rules::facts::CaseFacts;
use crate::rules::{Facts, Moment};
use crate::stream::StreamName;
use crate::words::{Answer, Narrative, Side};
use crate::world::{CaseState, World};
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The shortest and the longest session that can be arranged, in minutes.
const MINUTES: std::ops::RangeInclusive<u16> = 10..=480;

pub(super) fn propose(world: &World, context: &Context<'_>, case: CaseId, terms: Terms<Narrative>) -> Decision {
    let state = known_case(world, case)?;
    let arrangement = &state.arrangement;
    let holds = matches!(arrangement.phase, Phase::Live | Phase::Paused);
    if holds && arrangement.agreed.as_ref().is_some_and(|t| t.level != terms.level) {
        return Err(Refusal::not_now(
            "These terms are at another level than the arrangement",
            "Propose a change of level; a second person decides on it",
        ));
    }
    let facts = case_facts(world, case, context.now, context.today);
    let mut problems = problems_with(&terms, state, &facts.case, context.today);
    problems.extend(place_problems(&terms, &world.centre));
    if !problems.is_empty() {
        return Err(Refusal::Fields(problems));
    }
    let terms = Box::new(terms.seal(case));
    Ok(vec![Recorded::now(StreamName::Case(case), ArrangementEvent::Proposed { terms })])
}

fn problems_with(terms: &Terms<Narrative>, state: &CaseState, case: &CaseFacts, today: Date) -> Vec<FieldProblem> {
    let mut problems = Vec::new();
    let mut ask = |holds: bool, field: &str, message: &str| {
        if !holds {
            problems.push(FieldProblem::new(field, message));
        }
    };
    ask(MINUTES.contains(&terms.minutes), "minutes", "Enter a length from 10 to 480 minutes");
    ask(
        terms.timing.is_possible(),
        "timing",
        "Each time to arrive or leave starts at one minute and ends at a later one, within 12 hours",
    );
    let doors: BTreeSet<Side> = terms.entrances.iter().map(|e| e.side).collect();
    ask(
        doors.len() == terms.entrances.len()
            && terms.entrance(Side::Resident).is_some()
            && terms.entrance(Side::Visiting).is_some(),
        "entrances",
        "Choose one door for each side; it can be the same",
    );
    ask(
        terms.review_on > today && (today.checked_add(3.months())).is_ok_and(|latest| terms.review_on <= latest),
        "review_on",
        "Choose a day after today and within three months",
    );
    let known = state.risk.signed().map(|s| &s.draft.content.controls);
    let known: BTreeSet<_> = known.into_iter().flatten().map(|c| c.id).collect();
    ask(
        terms.controls.iter().all(|id| known.contains(id)),
        "controls",
        "Choose controls of the signed risk assessment",
    );
    check_people(terms, case, &mut ask);
    problems
}

/// Rooms and doors that are not in use, once the centre has been set up.
fn place_problems(terms: &Terms<Narrative>, centre: &CentreState) -> Vec<FieldProblem> {
    if centre.opened_on().is_none() {
        return Vec::new();
    }
    let mut problems = Vec::new();
    if centre.room(terms.room).is_none() {
        problems.push(FieldProblem::new("room", "Choose a room that is in use"));
    }
    let in_use = |door: &EntranceUse| centre.entrance(door.entrance).is_some();
    if !terms.entrances.iter().all(in_use) {
        problems.push(FieldProblem::new("entrances", "Choose doors that are in use"));
    }
    problems
}

fn check_people(terms: &Terms<Narrative>, case: &CaseFacts, ask: &mut impl FnMut(bool, &str, &str)) {
    let people: BTreeSet<PersonId> = terms.attendees.iter().map(|a| a.person).collect();
    ask(people.len() == terms.attendees.len(), "attendees", "Name each person once");
    let mut children = terms.people(ComesAs::Child);
    let any_child = terms.people(ComesAs::Child).next().is_some();
    ask(
        any_child && children.all(|child| case.children.contains(&child)),
        "attendees",
        "Name at least one child, and only children of this case as children",
    );
    let visiting = |person| {
        let side = case.adults.iter().find(|a| a.person == person).map(|a| a.side);
        matches!(side, Some(Side::Visiting))
    };
    let any_visiting = terms.people(ComesAs::Visiting).next().is_some();
    ask(
        any_visiting && terms.people(ComesAs::Visiting).all(visiting),
        "attendees",
        "Name the visiting adult; the referral says who stands on which side",
    );
    let escort = |person| terms.people(ComesAs::Escort).any(|p| p == person);
    ask(escort(terms.brings), "brings", "Choose somebody named as bringing or collecting the child");
    ask(escort(terms.collects), "collects", "Choose somebody named as bringing or collecting the child");
}

/// The proposed terms hold from here, and sessions can be booked: whatever rules ask for before that must be there.
pub(super) fn agree(world: &World, context: &Context<'_>, case: CaseId, agreed_by: Vec<PersonId>) -> Decision {
    let state = known_case(world, case)?;
    let Some(terms) = &state.arrangement.proposed else {
        return Err(Refusal::not_now("There are no proposed terms", "Propose an arrangement first"));
    };
    let mut facts = case_facts(world, case, context.now, context.today);
    if !(agreed_by.iter()).all(|person| facts.case.adults.iter().any(|a| a.person == *person)) {
        return Err(Refusal::field("agreed_by", "Choose adults of this case"));
    }
    stands_ready(state, &facts)?;
    with_terms(&mut facts, terms);
    if both_sides_among(&facts.case, &agreed_by) {
        facts.case.agreement = Answer::Yes;
    }
    let ended_at_other_level = (state.arrangement.agreed.as_ref()).is_some_and(|before| before.level != terms.level);
    if ended_at_other_level {
        facts.change = Some(level_change(state, &facts, terms.level));
        clear(Moment::Progression, &facts, state)?;
    }
    clear(Moment::Agreement, &facts, state)?;
    let stream = StreamName::Case(case);
    let mut events = vec![Recorded::now(stream, ArrangementEvent::Agreed { agreed_by })];
    if state.referral.stage == Some(Stage::Accepted) {
        events.push(Recorded::now(stream, ReferralEvent::Converted));
    }
    Ok(events)
}

/// The machine's own order: a referral that was accepted, and a pre-visit of each adult on the two sides.
fn stands_ready(state: &CaseState, facts: &Facts) -> Result<(), Refusal> {
    if !matches!(state.referral.stage, Some(Stage::Accepted | Stage::Converted)) {
        return Err(Refusal::not_now("The referral has not been accepted", "Decide on the referral first"));
    }
    let seen = |person| state.previsit.held_of(person).is_some();
    let sides: BTreeSet<Side> = facts.case.parties().map(|a| a.side).collect();
    if sides.len() < 2 || !facts.case.parties().all(|a| seen(a.person)) {
        return Err(Refusal::not_now(
            "Not every adult on the two sides has had a pre-visit",
            "Hold the missing pre-visit and record it",
        ));
    }
    Ok(())
}
