//! What rules look at of the pre-visits.

use super::state::{PreVisit, PreVisitState, Progress};
use super::words::SignedText;
use crate::ids::PersonId;
use crate::rules::facts::{PreVisitFact, PreVisitStanding};
use crate::words::Answer;

/// Every pre-visit, with what its adult has signed by now.
pub fn previsit_facts(state: &PreVisitState) -> Vec<PreVisitFact> {
    state.visits.iter().filter_map(|visit| fact(state, visit)).collect()
}

fn fact(state: &PreVisitState, visit: &PreVisit) -> Option<PreVisitFact> {
    let standing = match visit.progress {
        Progress::Planned => PreVisitStanding::Planned,
        Progress::Held(_) => PreVisitStanding::Held,
        Progress::NotHeld { .. } => PreVisitStanding::NotHeld,
    };
    Some(PreVisitFact {
        id: visit.id,
        adult: visit.adult,
        window: visit.window().or(visit.plan.as_ref().map(|p| p.window))?,
        standing,
        ground_rules: signed(state, visit.adult, SignedText::GroundRules),
        recording_notice: signed(state, visit.adult, SignedText::RecordingNotice),
    })
}

/// Whether an adult has signed a text. The record holds every signature, so that none is No.
pub fn signed(state: &PreVisitState, adult: PersonId, text: SignedText) -> Answer {
    match state.signature(adult, text) {
        Some(_) => Answer::Yes,
        None => Answer::No,
    }
}
