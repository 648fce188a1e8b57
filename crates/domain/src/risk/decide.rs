use super::check::check;
use super::content::{Content, ContentGiven};
use super::events::RiskEvent;
use super::facts::{countersigning_fact, signing_fact};
use super::state::RiskState;
use super::versions::{AssessmentStatus, Draft, Signing};
use super::words::{Countersignature, Readiness, TriggerKind, TriggerOrigin};
use crate::arrangement::facts::{case_facts, clear, known_case};
use crate::decision::{Context, Decision, Recorded, Refusal};
use crate::ids::{AssessmentId, CaseId, PersonId, WorkerId};
use crate::private::{Compartment, Private, Subject};
use crate::rules::facts::{EditFact, EditKind};
use crate::rules::{Facts, Moment};
use crate::stream::StreamName;
use crate::words::{Answer, Narrative};
use crate::world::World;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

fn of_case(case: CaseId, event: RiskEvent) -> Vec<Recorded> {
    vec![Recorded::now(StreamName::Case(case), event)]
}

pub(super) fn draft(
    world: &World,
    context: &mut Context<'_>,
    case: CaseId,
    given: ContentGiven,
    readiness: Readiness,
) -> Decision {
    let state = known_case(world, case)?;
    if state.risk.draft.is_some() {
        return Err(Refusal::not_now("A version is being written already", "Go on with that one, or withdraw it"));
    }
    let facts = case_facts(world, case, context.now, context.today);
    check(&given, &facts.case, &state.risk, context.today)?;
    let event = RiskEvent::Drafted {
        assessment: AssessmentId::fresh(context.ids),
        number: state.risk.versions.saturating_add(1),
        content: given.seal(case, context.ids),
        readiness,
    };
    Ok(of_case(case, event))
}

pub(super) fn amend(
    world: &World,
    context: &mut Context<'_>,
    case: CaseId,
    assessment: AssessmentId,
    given: ContentGiven,
    readiness: Readiness,
) -> Decision {
    let state = known_case(world, case)?;
    let mut facts = case_facts(world, case, context.now, context.today);
    if (state.risk.draft.as_ref()).is_none_or(|d| d.id != assessment) {
        return Err(not_a_draft(&state.risk, assessment, &mut facts, context.today));
    }
    check(&given, &facts.case, &state.risk, context.today)?;
    let event = RiskEvent::DraftAmended { assessment, content: given.seal(case, context.ids), readiness };
    Ok(of_case(case, event))
}

/// What was signed is never changed: R-I21 says so, whatever overrides there are.
fn not_a_draft(risk: &RiskState, assessment: AssessmentId, facts: &mut Facts, today: Date) -> Refusal {
    let signed = match risk.status(assessment, today) {
        None => return Refusal::field("assessment", "Choose an assessment of this case"),
        Some(AssessmentStatus::Withdrawn) => {
            return Refusal::not_now("This version was withdrawn", "Begin a new version");
        }
        Some(_) => Answer::Yes,
    };
    facts.edit = Some(EditFact { record: format!("risk-assessment/{assessment}"), signed, kind: EditKind::InPlace });
    let stopping: Vec<_> =
        crate::rules::at(Moment::Edit, facts).into_iter().filter(|f| f.effect == crate::rules::Effect::Block).collect();
    if stopping.is_empty() {
        return Refusal::not_now("This version is signed and never changes", "Begin a new version");
    }
    Refusal::Rules(stopping)
}

fn worker_of(context: &Context<'_>) -> Result<WorkerId, Refusal> {
    context.actor.worker().ok_or_else(|| {
        Refusal::not_now(
            "Only somebody who works for the centre signs a risk assessment",
            "Ask the coordinator or the safeguarding lead to sign",
        )
    })
}

/// The draft with this id, finished, by somebody who knew all that has happened.
fn signable(risk: &RiskState, assessment: AssessmentId, today: Date) -> Result<&Draft, Refusal> {
    let Some(draft) = risk.draft.as_ref().filter(|d| d.id == assessment) else {
        return Err(match risk.status(assessment, today) {
            None => Refusal::field("assessment", "Choose an assessment of this case"),
            Some(_) => Refusal::not_now(
                "This version is not waiting for a first signature",
                "Look at where the assessment stands",
            ),
        });
    };
    if draft.readiness == Readiness::StillWriting {
        return Err(Refusal::not_now("Whoever wrote it has not finished", "Save it as ready to be signed first"));
    }
    if risk.triggers_unknown_to_draft().next().is_some() {
        return Err(Refusal::not_now(
            "Something has happened since the draft was last changed",
            "Look at what happened, then save the draft again and sign it",
        ));
    }
    Ok(draft)
}

pub(super) fn sign(world: &World, context: &Context<'_>, case: CaseId, assessment: AssessmentId) -> Decision {
    let state = known_case(world, case)?;
    let by = worker_of(context)?;
    let draft = signable(&state.risk, assessment, context.today)?;
    let mut facts = case_facts(world, case, context.now, context.today);
    facts.case.levels.assessed = Some(draft.content.level);
    let days = facts.pack.assessment_days(Some(draft.content.level));
    let signing = Signing {
        by,
        at: context.now,
        on: context.today,
        valid_until: (context.today).checked_add(i32::from(days).days()).unwrap_or(context.today),
        countersignature: countersignature(&facts, &draft.content),
    };
    facts.assessment = Some(signing_fact(state, &facts.case.children, draft, signing));
    clear(Moment::SignAssessment, &facts, state)?;
    Ok(of_case(
        case,
        RiskEvent::Signed {
            assessment,
            signed_by: by,
            signed_on: signing.on,
            valid_until: signing.valid_until,
            countersignature: signing.countersignature,
        },
    ))
}

/// A second person signs wherever domestic abuse is recorded, and wherever nobody has said that there was none.
fn countersignature(facts: &Facts, content: &Content) -> Countersignature {
    let adults: Vec<PersonId> = facts.case.adults.iter().map(|a| a.person).collect();
    if facts.case.domestic_abuse() == Answer::No && !content.tells_of_domestic_abuse(&adults) {
        Countersignature::NotRequired
    } else {
        Countersignature::Required
    }
}

pub(super) fn countersign(world: &World, context: &Context<'_>, case: CaseId, assessment: AssessmentId) -> Decision {
    let state = known_case(world, case)?;
    let by = worker_of(context)?;
    let Some(signed) = state.risk.without_second_signature(assessment) else {
        return Err(match state.risk.status(assessment, context.today) {
            None => Refusal::field("assessment", "Choose an assessment of this case"),
            Some(_) => Refusal::not_now(
                "This version is not waiting for a second signature",
                "Look at where the assessment stands",
            ),
        });
    };
    if by == signed.signing.by {
        return Err(Refusal::not_now(
            "The person who signed cannot countersign",
            "Ask another coordinator, safeguarding lead or deputy to read it and countersign",
        ));
    }
    let mut facts = case_facts(world, case, context.now, context.today);
    facts.case.levels.assessed = Some(signed.draft.content.level);
    facts.assessment = Some(countersigning_fact(state, &facts.case.children, signed, by));
    clear(Moment::SignAssessment, &facts, state)?;
    Ok(of_case(case, RiskEvent::Countersigned { assessment, countersigned_by: by, countersigned_on: context.today }))
}

pub(super) fn withdraw(world: &World, case: CaseId, assessment: AssessmentId, reason: Narrative) -> Decision {
    let state = known_case(world, case)?;
    let live = state.risk.draft.iter().map(|d| d.id);
    let live = live.chain(state.risk.awaiting.iter().map(|s| s.draft.id));
    let mut live = live.chain(state.risk.current.iter().map(|c| c.signed.draft.id));
    if !live.any(|id| id == assessment) {
        return Err(Refusal::not_now("This version does not count any more", "Look at where the assessment stands"));
    }
    let reason = Private::new(Subject::Case(case), Compartment::Ordinary, reason);
    Ok(of_case(case, RiskEvent::Withdrawn { assessment, reason }))
}

/// The safeguarding lead holds something that makes the assessment due, and it is nobody else's to know what. It reads like
/// what a disclosure makes due, so that whoever reads the one cannot tell it from the other.
fn held(context: &Context<'_>, case: CaseId, note: Option<&Narrative>, happened_at: Option<Timestamp>) -> Decision {
    // A trigger is read by everybody who reads the assessment.
    if note.is_some() {
        return Err(Refusal::field("note", "Leave this empty: everybody who reads the assessment would read it"));
    }
    let at = happened_at.filter(|at| *at <= context.now).unwrap_or(context.now);
    let event = RiskEvent::TriggerRaised { kind: TriggerKind::Disclosure, origin: TriggerOrigin::Told, note: None };
    Ok(vec![Recorded::about(StreamName::Case(case), event, at)])
}

pub(super) fn raise(
    world: &World,
    context: &Context<'_>,
    case: CaseId,
    (kind, origin): (TriggerKind, TriggerOrigin),
    note: Option<Narrative>,
    happened_at: Option<Timestamp>,
) -> Decision {
    known_case(world, case)?;
    if kind == TriggerKind::Disclosure {
        return held(context, case, note.as_ref(), happened_at);
    }
    let compartment = match kind {
        TriggerKind::AddressLeak => Compartment::ProtectedFacts,
        _ => Compartment::Ordinary,
    };
    let note = note.map(|n| Private::new(Subject::Case(case), compartment, n));
    let event = RiskEvent::TriggerRaised { kind, origin, note };
    let stream = StreamName::Case(case);
    Ok(vec![match happened_at.filter(|at| *at <= context.now) {
        Some(at) => Recorded::about(stream, event, at),
        None => Recorded::now(stream, event),
    }])
}
