//! Gathers what rules look at from a case: referral, risk assessment, pre-visits, voice and arrangement together.
//!
//! Whoever decides about a case starts from [`case_facts`], adds what their moment has (a plan, a change, a paper) and
//! asks [`clear`]. Facts are ids, dates, enums and counts; nothing private is opened here.

use super::referral_facts::referral_facts;
use super::terms::Terms;
use crate::decision::Refusal;
use crate::ids::{CaseId, PersonId};
use crate::previsit::facts::previsit_facts;
use crate::risk::facts::{assessment_fact, protected_pairs, risk_conclusions, tells_of_domestic_abuse};
use crate::rules::facts::{CaseFacts, LevelChangeFact};
use crate::rules::{Facts, Moment};
use crate::voice::facts::child_voice_since;
use crate::words::{Answer, ContactLevel};
use crate::world::{CaseState, World};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What is known of a case. A case that is not in the world yields facts in which nothing is known, and unknown is
/// never No.
pub fn case_facts(world: &World, case: CaseId, now: Timestamp, today: Date) -> Facts {
    let mut facts = world.centre.facts(now, today);
    facts.case.id = Some(case);
    let Some(state) = world.cases.get(&case) else {
        return facts;
    };
    facts.case = referral_facts(case, &state.referral, today);
    facts.previsits = previsit_facts(&state.previsit);
    facts.assessment = assessment_fact(state, &facts.case.children);
    add_assessment(&mut facts.case, state);
    add_arrangement(&mut facts.case, state);
    facts
}

fn add_assessment(case: &mut CaseFacts, state: &CaseState) {
    case.protected_pairs.extend(protected_pairs(&state.risk));
    case.risk_conclusions.extend(risk_conclusions(&state.risk));
    let adults: Vec<_> = case.adults.iter().map(|a| a.person).collect();
    if tells_of_domestic_abuse(&state.risk, &adults) {
        case.domestic_abuse_flag = Answer::Yes;
    }
    if let Some(signed) = state.risk.signed() {
        case.levels.assessed = Some(signed.draft.content.level);
    }
}

fn add_arrangement(case: &mut CaseFacts, state: &CaseState) {
    let arrangement = &state.arrangement;
    if let Some(terms) = arrangement.agreed.as_ref().or(arrangement.proposed.as_ref()) {
        case.levels.delivered = Some(terms.level);
        case.decided_by = Some(terms.decided_by);
    }
    if both_sides_among(case, &arrangement.agreed_by) {
        case.agreement = Answer::Yes;
    }
}

/// Whether every adult on the two sides, and at least one on each, is among these.
pub(super) fn both_sides_among(case: &CaseFacts, agreed_by: &[PersonId]) -> bool {
    let sides: BTreeSet<_> = case.parties().map(|a| a.side).collect();
    sides.len() == 2 && case.parties().all(|a| agreed_by.contains(&a.person))
}

/// The facts as they will be once these terms hold.
pub(super) fn with_terms(facts: &mut Facts, terms: &Terms) {
    facts.case.levels.delivered = Some(terms.level);
    facts.case.decided_by = Some(terms.decided_by);
}

/// A change of level being decided, with what each child said since the level was last settled.
pub fn level_change(state: &CaseState, facts: &Facts, to: ContactLevel) -> LevelChangeFact {
    let settled_at = state.arrangement.level_settled_at;
    LevelChangeFact {
        from: state.arrangement.level(),
        to,
        last_changed_at: settled_at,
        children: facts.case.children.iter().map(|child| child_voice_since(&state.voice, *child, settled_at)).collect(),
    }
}

/// Asks the rules of a moment, weighs what they find against the overrides of the case, and refuses with whatever
/// still stops it.
pub fn clear(moment: Moment, facts: &Facts, state: &CaseState) -> Result<(), Refusal> {
    let standing = crate::rules::standing(crate::rules::at(moment, facts), &state.overrides, facts.today);
    let stopping = crate::rules::stops(&standing);
    if stopping.is_empty() { Ok(()) } else { Err(Refusal::Rules(stopping)) }
}

/// The case, where it exists at this centre.
pub fn known_case(world: &World, case: CaseId) -> Result<&CaseState, Refusal> {
    world
        .cases
        .get(&case)
        .filter(|state| state.version > 0)
        .ok_or_else(|| Refusal::not_now("There is no such case at this centre", "Open the case from the list of cases"))
}
