//! Changing the level, in either direction: one person proposes, another decides.

use super::course::{of_case, recorded};
use super::events::ArrangementEvent;
use super::facts::{case_facts, clear, known_case, level_change};
use super::state::Phase;
use super::words::LevelDecision;
use crate::decision::{Context, Decision, Refusal};
use crate::ids::CaseId;
use crate::rules::Moment;
use crate::words::{ContactLevel, Narrative};
use crate::world::World;

pub(super) fn propose(world: &World, case: CaseId, to: ContactLevel, why: Narrative) -> Decision {
    let state = known_case(world, case)?;
    let arrangement = &state.arrangement;
    let holds = matches!(arrangement.phase, Phase::Live | Phase::Paused);
    let Some(from) = arrangement.level().filter(|_| holds) else {
        return Err(Refusal::not_now(
            "No arrangement holds whose level could change",
            "Propose an arrangement at the level that is wanted",
        ));
    };
    if arrangement.change.is_some() {
        return Err(Refusal::not_now("A change of level waits for a decision", "Decide on that one first"));
    }
    if from == to {
        return Err(Refusal::field("to", "Choose another level than the present one"));
    }
    let why = of_case(case, why);
    Ok(recorded(case, ArrangementEvent::LevelChangeProposed { from, to, why }))
}

pub(super) fn decide(
    world: &World,
    context: &Context<'_>,
    case: CaseId,
    decision: LevelDecision,
    why: Narrative,
) -> Decision {
    let state = known_case(world, case)?;
    let Some(change) = &state.arrangement.change else {
        return Err(Refusal::not_now("No change of level waits for a decision", "Propose one first"));
    };
    if change.proposed_by == context.actor {
        return Err(Refusal::not_now(
            "The person who proposed a change does not decide on it",
            "Ask another coordinator, safeguarding lead or deputy to decide",
        ));
    }
    if decision == LevelDecision::Approved {
        let mut facts = case_facts(world, case, context.now, context.today);
        facts.case.levels.delivered = Some(change.to);
        facts.change = Some(level_change(state, &facts, change.to));
        clear(Moment::Progression, &facts, state)?;
    }
    Ok(recorded(
        case,
        ArrangementEvent::LevelChangeDecided { from: change.from, to: change.to, decision, why: of_case(case, why) },
    ))
}
