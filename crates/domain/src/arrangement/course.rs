//! Pausing, resuming and ending.

use super::events::ArrangementEvent;
use super::facts::{case_facts, clear, known_case};
use super::state::Phase;
use super::words::{EndOutcome, PauseReason};
use crate::decision::{Context, Decision, Recorded, Refusal};
use crate::ids::CaseId;
use crate::private::{Compartment, Private, Subject};
use crate::rules::Moment;
use crate::stream::StreamName;
use crate::words::Narrative;
use crate::world::World;

pub(super) fn of_case(case: CaseId, text: Narrative) -> Private<Narrative> {
    Private::new(Subject::Case(case), Compartment::Ordinary, text)
}

pub(super) fn recorded(case: CaseId, event: ArrangementEvent) -> Vec<Recorded> {
    vec![Recorded::now(StreamName::Case(case), event)]
}

pub(super) fn pause(world: &World, case: CaseId, reason: PauseReason, note: Option<Narrative>) -> Decision {
    let state = known_case(world, case)?;
    match state.arrangement.phase {
        Phase::Live => {
            let note = note.map(|n| of_case(case, n));
            Ok(recorded(case, ArrangementEvent::Paused { reason, note }))
        }
        Phase::Paused => Err(Refusal::not_now("It is paused already", "Resume it or end it")),
        Phase::None | Phase::Proposed | Phase::Ended => {
            Err(Refusal::not_now("No arrangement holds that could be paused", "Look at where the arrangement stands"))
        }
    }
}

/// Bringing people together again is decided like agreeing at first.
pub(super) fn resume(world: &World, context: &Context<'_>, case: CaseId, note: Narrative) -> Decision {
    let state = known_case(world, case)?;
    if state.arrangement.phase != Phase::Paused {
        return Err(Refusal::not_now("It is not paused", "Look at where the arrangement stands"));
    }
    let facts = case_facts(world, case, context.now, context.today);
    clear(Moment::Agreement, &facts, state)?;
    let note = of_case(case, note);
    Ok(recorded(case, ArrangementEvent::Resumed { note }))
}

pub(super) fn end(world: &World, case: CaseId, outcome: EndOutcome, note: Option<Narrative>) -> Decision {
    let state = known_case(world, case)?;
    match state.arrangement.phase {
        Phase::Proposed | Phase::Live | Phase::Paused => {
            let note = note.map(|n| of_case(case, n));
            Ok(recorded(case, ArrangementEvent::Ended { outcome, note }))
        }
        Phase::None | Phase::Ended => {
            Err(Refusal::not_now("No arrangement holds that could be ended", "Look at where the arrangement stands"))
        }
    }
}
