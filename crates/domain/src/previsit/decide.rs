use super::events::PreVisitEvent;
use super::facts::signed;
use super::record::{Held, Plan};
use super::state::{PreVisit, PreVisitState, Progress};
use super::words::{NotHeldReason, SignedText, TextVersion};
use crate::arrangement::facts::{case_facts, clear, known_case};
use crate::decision::{Context, Decision, FieldProblem, Recorded, Refusal};
use crate::ids::{CaseId, PersonId, PreVisitId};
use crate::private::{Compartment, Private, Subject};
use crate::referral::Stage;
use crate::rules::Moment;
use crate::rules::facts::{CaseFacts, PreVisitFact, PreVisitStanding};
use crate::stream::StreamName;
use crate::words::{Narrative, Side, Window};
use crate::world::{CaseState, World};

pub(super) struct Holding {
    pub previsit: Option<PreVisitId>,
    pub adult: PersonId,
    pub held: Held<Narrative>,
    pub signed: [(SignedText, Option<TextVersion>); 2],
}

pub(super) fn plan(world: &World, context: &mut Context<'_>, case: CaseId, adult: PersonId, plan: Plan) -> Decision {
    let state = known_case(world, case)?;
    let mut facts = case_facts(world, case, context.now, context.today);
    let side = side_of(&facts.case, adult);
    let mut problems = window_problems(plan.window);
    if plan.window.date() < context.today {
        problems.push(FieldProblem::new("window", "Plan it for today or later; record one that took place as held"));
    }
    if side == Some(Side::Visiting) && !plan.children.is_empty() {
        problems.push(FieldProblem::new(
            "children",
            "Children come with the adult they live with, not to the visiting adult's pre-visit",
        ));
    }
    problems.extend(stranger_children(&facts.case, "children", &plan.children));
    let side = without_problems(side, problems)?;
    stands_free(state, adult, side, plan.window)?;
    let previsit = PreVisitId::fresh(context.ids);
    facts.previsits.push(PreVisitFact {
        id: previsit,
        adult,
        window: plan.window,
        standing: PreVisitStanding::Planned,
        ground_rules: signed(&state.previsit, adult, SignedText::GroundRules),
        recording_notice: signed(&state.previsit, adult, SignedText::RecordingNotice),
    });
    clear(Moment::PreVisit, &facts, state)?;
    let event = PreVisitEvent::Planned { previsit, adult, side, plan };
    Ok(vec![Recorded::now(StreamName::Case(case), event)])
}

/// The side, where it is one of the two and nothing else is wrong.
fn without_problems(side: Option<Side>, mut problems: Vec<FieldProblem>) -> Result<Side, Refusal> {
    match side {
        Some(side) if problems.is_empty() => Ok(side),
        known => {
            if known.is_none() {
                problems
                    .push(FieldProblem::new("adult", "Choose the adult the child lives with or the visiting adult"));
            }
            Err(Refusal::Fields(problems))
        }
    }
}

/// The two sides come on different days, whatever the order or the assessment says: nobody should have to hope that
/// the other has left.
fn stands_free(state: &CaseState, adult: PersonId, side: Side, window: Window) -> Result<(), Refusal> {
    if !matches!(state.referral.stage, Some(Stage::PreVisit | Stage::Accepted | Stage::Converted)) {
        return Err(Refusal::not_now(
            "The referral has not been accepted to pre-visits",
            "Decide on the referral first",
        ));
    }
    let visits = &state.previsit.visits;
    let planned = |v: &PreVisit| matches!(v.progress, Progress::Planned);
    if visits.iter().any(|v| v.adult == adult && planned(v)) {
        return Err(Refusal::not_now(
            "A pre-visit of this adult is planned already",
            "Record that it is not held, then plan another",
        ));
    }
    let that_day = |v: &PreVisit| v.window().is_some_and(|w| w.date() == window.date());
    if visits.iter().any(|v| v.side != side && that_day(v)) {
        return Err(Refusal::not_now(
            "Somebody else of this family has a pre-visit on that day",
            "Choose another day: the two sides come on different days",
        ));
    }
    Ok(())
}

pub(super) fn hold(world: &World, context: &mut Context<'_>, case: CaseId, holding: Holding) -> Decision {
    let state = known_case(world, case)?;
    let facts = case_facts(world, case, context.now, context.today);
    let held = &holding.held;
    let mut problems = window_problems(held.window);
    if held.window.date() > context.today {
        problems.push(FieldProblem::new("window", "Enter a day that has come"));
    }
    problems.extend(stranger_children(&facts.case, "children_shown", &held.children_shown));
    if !(held.voices.iter()).all(|id| state.voice.entries.iter().any(|e| e.id == *id)) {
        problems.push(FieldProblem::new("voices", "Choose entries of this case"));
    }
    let known = holding.previsit.map(|id| state.previsit.find(id));
    if matches!(known, Some(visit) if visit.is_none_or(|v| v.adult != holding.adult)) {
        problems.push(FieldProblem::new("previsit", "Choose a pre-visit of this adult"));
    }
    let side = without_problems(side_of(&facts.case, holding.adult), problems)?;
    let previsit = holding
        .previsit
        .or_else(|| plan_for(&state.previsit, &holding))
        .unwrap_or_else(|| PreVisitId::fresh(context.ids));
    Ok(held_events(case, previsit, side, holding))
}

fn plan_for(state: &PreVisitState, holding: &Holding) -> Option<PreVisitId> {
    state
        .visits
        .iter()
        .filter(|v| v.adult == holding.adult && matches!(v.progress, Progress::Planned))
        .find(|v| v.window().map(Window::date) == Some(holding.held.window.date()))
        .map(|v| v.id)
}

fn held_events(case: CaseId, previsit: PreVisitId, side: Side, holding: Holding) -> Vec<Recorded> {
    let adult = holding.adult;
    let on = holding.held.window.date();
    let held = PreVisitEvent::Held { previsit, adult, side, held: holding.held.seal(adult) };
    let signed = holding
        .signed
        .into_iter()
        .filter_map(|(text, version)| version.map(|version| PreVisitEvent::TextSigned { adult, text, version, on }));
    std::iter::once(held).chain(signed).map(|event| Recorded::now(StreamName::Case(case), event)).collect()
}

pub(super) fn sign(world: &World, context: &Context<'_>, case: CaseId, event: PreVisitEvent) -> Decision {
    known_case(world, case)?;
    let facts = case_facts(world, case, context.now, context.today);
    if let PreVisitEvent::TextSigned { adult, on, .. } = &event {
        if !facts.case.adults.iter().any(|a| a.person == *adult) {
            return Err(Refusal::field("adult", "Choose an adult of this case"));
        }
        if *on > context.today {
            return Err(Refusal::field("on", "Enter a day that has come"));
        }
    }
    Ok(vec![Recorded::now(StreamName::Case(case), event)])
}

pub(super) fn not_held(
    world: &World,
    case: CaseId,
    previsit: PreVisitId,
    reason: NotHeldReason,
    note: Option<Narrative>,
) -> Decision {
    let state = known_case(world, case)?;
    let Some(visit) = state.previsit.find(previsit) else {
        return Err(Refusal::field("previsit", "Choose a pre-visit of this case"));
    };
    if !matches!(visit.progress, Progress::Planned) {
        return Err(Refusal::not_now("What came of this pre-visit is recorded already", "Look at the case's timeline"));
    }
    let note = note.map(|n| Private::new(Subject::Person(visit.adult), Compartment::Ordinary, n));
    Ok(vec![Recorded::now(StreamName::Case(case), PreVisitEvent::NotHeld { previsit, reason, note })])
}

fn side_of(case: &CaseFacts, adult: PersonId) -> Option<Side> {
    case.parties().find(|a| a.person == adult).map(|a| a.side)
}

// A window read from JSON has not been through its constructor.
fn window_problems(window: Window) -> Vec<FieldProblem> {
    match Window::new(window.date(), window.from(), window.to()) {
        Ok(_) => Vec::new(),
        Err(error) => vec![FieldProblem::new("window", error)],
    }
}

fn stranger_children(case: &CaseFacts, field: &str, named: &[PersonId]) -> Option<FieldProblem> {
    let known = named.iter().all(|child| case.children.contains(child));
    (!known).then(|| FieldProblem::new(field, "Choose children of this case"))
}
