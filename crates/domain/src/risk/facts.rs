//! What rules look at of the risk assessment.

use super::state::RiskState;
use super::versions::{Draft, Signed, Signing, Trigger};
use super::words::{Concluder, Requirement, TriggerKind};
use crate::ids::{PersonId, WorkerId};
use crate::rules::facts::{
    AssessmentFact, AssessmentStanding, ChildImpactFact, ControlFact, ControlNeed, Filled, ProtectedPair,
    RiskConclusionFact, Signature, TriggerFact, TriggerKind as TriggerOfRules,
};
use crate::voice::VoiceState;
use crate::words::Answer;
use crate::world::CaseState;

/// The assessment rules look at: the one that counts, else one that lacks its second signature, else the draft.
pub fn assessment_fact(state: &CaseState, children: &[PersonId]) -> Option<AssessmentFact> {
    let risk = &state.risk;
    if let Some(signed) = risk.signed() {
        let second = risk.current.as_ref().and_then(|c| c.countersigned);
        return Some(AssessmentFact {
            countersigned_by: second.map(|(by, _)| by),
            ..signed_fact(state, children, signed)
        });
    }
    let draft = risk.draft.as_ref()?;
    Some(draft_fact(state, children, draft))
}

/// The draft as it will be once this signature is under it.
pub fn signing_fact(state: &CaseState, children: &[PersonId], draft: &Draft, signing: Signing) -> AssessmentFact {
    AssessmentFact { signed: Some(signature(signing)), ..draft_fact(state, children, draft) }
}

/// A signed version as it will be once this second signature is under it.
pub fn countersigning_fact(state: &CaseState, children: &[PersonId], signed: &Signed, by: WorkerId) -> AssessmentFact {
    AssessmentFact { countersigned_by: Some(by), ..signed_fact(state, children, signed) }
}

fn signature(signing: Signing) -> Signature {
    Signature { by: signing.by, at: signing.at, on: signing.on }
}

fn signed_fact(state: &CaseState, children: &[PersonId], signed: &Signed) -> AssessmentFact {
    let known_up_to = signed.draft.knows_up_to;
    let draft = draft_fact(state, children, &signed.draft);
    let waits = (state.risk.awaiting.as_ref()).is_some_and(|s| s.draft.id == signed.draft.id);
    AssessmentFact {
        standing: AssessmentStanding::Current,
        signed: Some(signature(signed.signing)),
        // While the second signature is missing it rests on whoever signed, even if somebody else wrote it (R-P08).
        authors: if waits { vec![signed.signing.by] } else { draft.authors },
        triggers: triggers_after(&state.risk, known_up_to),
        ..draft
    }
}

fn draft_fact(state: &CaseState, children: &[PersonId], draft: &Draft) -> AssessmentFact {
    let authors = std::iter::once(&draft.author).chain(&draft.amended_by);
    let mut authors: Vec<WorkerId> = authors.filter_map(|a| a.worker()).collect();
    authors.sort_unstable();
    authors.dedup();
    AssessmentFact {
        id: draft.id,
        standing: AssessmentStanding::Draft,
        level: Some(draft.content.level),
        authors,
        signed: None,
        countersigned_by: None,
        children: children
            .iter()
            .map(|child| ChildImpactFact {
                child: *child,
                impact: filled(draft.content.tells_impact_on(*child)),
                voice: filled(has_entry(&state.voice, *child)),
            })
            .collect(),
        controls: draft
            .content
            .controls
            .iter()
            .map(|control| ControlFact {
                id: control.id,
                need: match control.requirement {
                    Requirement::Mandatory => ControlNeed::Mandatory,
                    Requirement::Advisory => ControlNeed::Advised,
                },
            })
            .collect(),
        triggers: Vec::new(),
    }
}

// Why a child was not asked fills the entry too: it is not blank, and it never counts as having been asked (R-V07).
fn has_entry(voice: &VoiceState, child: PersonId) -> bool {
    voice.of(child).next().is_some()
}

const fn filled(is_written: bool) -> Filled {
    if is_written { Filled::Complete } else { Filled::Missing }
}

fn triggers_after(risk: &RiskState, known_up_to: u64) -> Vec<TriggerFact> {
    let all = (1..).zip(&risk.triggers);
    all.filter(|(_, trigger)| trigger.version > known_up_to)
        .map(|(place, trigger)| trigger_fact(place, trigger))
        .collect()
}

fn trigger_fact(place: u32, trigger: &Trigger) -> TriggerFact {
    TriggerFact {
        // Its place among the triggers names it without naming an incident or a disclosure; its place in the case's stream
        // would tell how much else happened.
        // Keys that cited the other place match nothing any more.
        id: format!("nth-{place}"),
        kind: match trigger.kind {
            TriggerKind::Incident | TriggerKind::Following => TriggerOfRules::Incident,
            TriggerKind::NewOrder | TriggerKind::NewCharge => TriggerOfRules::OrderOrCharge,
            TriggerKind::Disclosure => TriggerOfRules::Disclosure,
            TriggerKind::AddressLeak => TriggerOfRules::AddressLeak,
            TriggerKind::NewPartner => TriggerOfRules::NewPartner,
            TriggerKind::Pregnancy => TriggerOfRules::Pregnancy,
            TriggerKind::Custody => TriggerOfRules::Custody,
            TriggerKind::MissedSessions => TriggerOfRules::MissedSessions,
            TriggerKind::AgencyInformation => TriggerOfRules::AgencyInformation,
        },
    }
}

/// Every signed version that still has a say: the one that counts, and one that waits for its second signature. What
/// keeps people apart is heeded from both.
fn heeded(risk: &RiskState) -> impl Iterator<Item = &Signed> {
    let current = risk.current.iter().map(|c| &c.signed);
    current.chain(&risk.awaiting)
}

/// Adults whom an assessment keeps apart.
pub fn protected_pairs(risk: &RiskState) -> Vec<ProtectedPair> {
    heeded(risk)
        .flat_map(|signed| {
            signed.draft.content.protected_pairs.iter().map(|pair| ProtectedPair {
                one: pair.one,
                other: pair.other,
                because: format!("risk-assessment/{}", signed.draft.id),
            })
        })
        .collect()
}

/// Conclusions that an adult poses a risk, as assessments here record them (R-R17).
pub fn risk_conclusions(risk: &RiskState) -> Vec<RiskConclusionFact> {
    heeded(risk)
        .flat_map(|signed| {
            signed.draft.content.conclusions.iter().map(|conclusion| RiskConclusionFact {
                id: match conclusion.by {
                    Concluder::ThisCentre => format!("risk-assessment/{}", signed.draft.id),
                    other => format!("risk-assessment/{}/{}", signed.draft.id, other.name()),
                },
                adult: conclusion.adult,
                poses_risk: Answer::Yes,
            })
        })
        .collect()
}

/// Whether an assessment here tells of abuse between adults of the case.
pub fn tells_of_domestic_abuse(risk: &RiskState, adults: &[PersonId]) -> bool {
    heeded(risk).any(|signed| signed.draft.content.tells_of_domestic_abuse(adults))
}
