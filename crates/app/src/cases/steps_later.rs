//! The steps from the risk assessment to the first session.

use super::file::CaseFile;
use super::steps::{StepState, blocked, count, to_do};
use domain::arrangement::Phase;
use domain::ids::PersonId;
use domain::previsit::{Progress, SignedText};
use domain::referral::Stage;
use domain::risk::{AssessmentStatus, Countersignature, ReviewReason};
use domain::rules::{Moment, stops};
use domain::words::Side;
use domain::words::day_in_words as day;

pub(super) fn assessment(file: &CaseFile) -> StepState {
    let risk = &file.case_state().risk;
    match risk.current_status(file.today) {
        Some(AssessmentStatus::ReviewDue(ReviewReason::Trigger(kind))) => {
            return to_do(format!("It must be done again: {}.", lower(kind.label())));
        }
        Some(AssessmentStatus::ReviewDue(ReviewReason::Age(last))) => {
            return to_do(format!("It must be done again: it was valid until {}.", day(last)));
        }
        Some(_) => return StepState::Done(None),
        None => {}
    }
    if risk.awaiting.is_some() {
        StepState::Waiting("It is signed, and does not count before a second person signs.".to_owned())
    } else if risk.draft.is_some() {
        StepState::Waiting("A draft is being written.".to_owned())
    } else {
        to_do("Nobody has begun one.")
    }
}

fn lower(label: &str) -> String {
    let mut letters = label.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

pub(super) fn countersignature(file: &CaseFile) -> StepState {
    let risk = &file.case_state().risk;
    if risk.awaiting.is_some() {
        return to_do("Somebody other than whoever signed must read and sign it.");
    }
    match &risk.current {
        Some(current) if current.countersigned.is_some() => StepState::Done(None),
        Some(current) if current.signed.signing.countersignature == Countersignature::NotRequired => {
            StepState::NotNeeded("One signature is enough for this assessment.")
        }
        Some(_) | None => blocked("The assessment is not signed yet."),
    }
}

pub(super) fn previsit(file: &CaseFile, side: Side) -> StepState {
    let state = file.case_state();
    let adults: Vec<_> = state.referral.adults_on(side).collect();
    if adults.is_empty() {
        return blocked("Nobody has said which adult this is.");
    }
    let held = adults.iter().filter(|adult| state.previsit.held_of(**adult).is_some()).count();
    if held == adults.len() {
        return StepState::Done(None);
    }
    let planned = state
        .previsit
        .visits
        .iter()
        .filter(|visit| adults.contains(&visit.adult) && visit.progress == Progress::Planned)
        .filter_map(domain::previsit::PreVisit::window)
        .map(domain::words::Window::date)
        .min();
    match planned {
        Some(on) => StepState::Waiting(format!("Planned for {}.", day(on))),
        None if matches!(state.referral.stage, Some(Stage::PreVisit | Stage::Accepted | Stage::Converted)) => {
            to_do("Not planned.")
        }
        None => blocked("The referral has not been accepted to pre-visits."),
    }
}

pub(super) fn ground_rules(file: &CaseFile) -> StepState {
    let state = file.case_state();
    let sides = [Side::Resident, Side::Visiting];
    let adults: Vec<_> = sides.into_iter().flat_map(|side| state.referral.adults_on(side)).collect();
    if adults.is_empty() {
        return blocked("Nobody has said which adults these are.");
    }
    let texts = [SignedText::GroundRules, SignedText::RecordingNotice];
    let signed = |adult: &PersonId| texts.into_iter().all(|text| state.previsit.signature(*adult, text).is_some());
    let missing = adults.iter().filter(|adult| !signed(adult)).count();
    if missing == 0 {
        StepState::Done(None)
    } else if missing == adults.len() && adults.iter().all(|adult| state.previsit.held_of(*adult).is_none()) {
        blocked("They are explained and signed at the pre-visits.")
    } else {
        to_do(format!("{} not signed both texts.", count(missing, "adult has", "adults have")))
    }
}

pub(super) fn voice(file: &CaseFile) -> StepState {
    let state = file.case_state();
    let children: Vec<_> = state.referral.children_of_referral().collect();
    if children.is_empty() {
        return blocked("No child is on the referral.");
    }
    let missing = children.iter().filter(|child| state.voice.of(**child).next().is_none()).count();
    if missing > 0 {
        return to_do(format!(
            "{} no entry: what was said, or why nobody asked.",
            count(missing, "child has", "children have")
        ));
    }
    let not_asked = children.iter().filter(|child| state.voice.last_asked(**child).is_none()).count();
    StepState::Done(
        (not_asked > 0).then(|| format!("{} not been asked yet.", count(not_asked, "child has", "children have"))),
    )
}

pub(super) fn arrangement(file: &CaseFile) -> StepState {
    match file.case_state().arrangement.phase {
        Phase::Live => StepState::Done(None),
        Phase::Paused => StepState::Waiting("It is paused.".to_owned()),
        Phase::Ended => blocked("It has ended."),
        Phase::None | Phase::Proposed => {
            let standing = file.findings(Moment::Agreement);
            let stopping = stops(&standing);
            match stopping.first() {
                Some(first) => blocked(first.reason.clone()),
                None if file.case_state().arrangement.phase == Phase::Proposed => {
                    StepState::Waiting("It is proposed, and not agreed.".to_owned())
                }
                None => to_do("Nothing is proposed."),
            }
        }
    }
}

pub(super) fn first_session(file: &CaseFile, sessions: u64) -> StepState {
    match (sessions, file.case_state().arrangement.phase) {
        (0, Phase::Live) => to_do("None is booked."),
        (0, Phase::Paused) => blocked("The arrangement is paused."),
        (0, Phase::Ended) => blocked("The arrangement has ended."),
        (0, Phase::None | Phase::Proposed) => blocked("The arrangement is not agreed."),
        _ => StepState::Done(None),
    }
}
