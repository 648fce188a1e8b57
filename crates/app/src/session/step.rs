//! What is recorded next of a session, as one tap, and what the rules have to say about what was recorded. Everything can
//! be recorded in another order too: this is only what stands nearest at hand.

use domain::arrangement::ComesAs;
use domain::ids::SessionId;
use domain::rules::Finding;
use domain::session::{Ending, Movement, SessionState, Stage, door_findings};
use domain::world::SessionRecord;
use jiff::Timestamp;
use jiff::civil::Date;
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// What one tap records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Somebody came or went, now.
    Move(Movement),
    /// The family left as planned, with nothing out of the ordinary; closes the session.
    LeftAsPlanned,
    /// Contact ended at its time.
    EndAsPlanned,
    /// Nothing out of the ordinary was seen after; closes a session that is not observed.
    CloseAsUsual,
    /// Nobody was seen; closes a session to which somebody did not come.
    CloseNotSeen,
    /// Everything is recorded.
    Close,
}

/// How a session's day lies to today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayIs {
    /// It is to come: nothing has happened yet.
    Ahead,
    /// It is today: a tap records that something happens now.
    Now,
    /// It is over: what happened is recorded with its own time.
    Over,
}

impl DayIs {
    /// How this day lies to today.
    pub fn of(date: Date, today: Date) -> Self {
        match date.cmp(&today) {
            Ordering::Greater => Self::Ahead,
            Ordering::Equal => Self::Now,
            Ordering::Less => Self::Over,
        }
    }
}

/// What one tap may record on a day: on a day that is over, only that nothing more is to be recorded, because a tap says
/// that something happens now.
pub(crate) fn offered(step: Option<Step>, day: DayIs) -> Option<Step> {
    let closes = |step: &Step| matches!(step, Step::Close | Step::CloseAsUsual | Step::CloseNotSeen);
    match day {
        DayIs::Ahead => None,
        DayIs::Now => step,
        DayIs::Over => step.filter(closes),
    }
}

/// What is recorded next; `None` where nothing is, or where words are needed first.
pub(crate) fn next_step(state: &SessionState) -> Option<Step> {
    let slot = state.slot()?;
    if matches!(state.stage(), Stage::Closed | Stage::Cancelled) {
        return None;
    }
    if let Some((_, ending)) = state.ended() {
        return after_the_end(state, ending);
    }
    let waits = |comes, movement| slot.coming_as(comes).any(|v| state.when(v.person, movement).is_none());
    if waits(ComesAs::Visiting, Movement::VisitingIn) {
        return Some(Step::Move(Movement::VisitingIn));
    }
    if waits(ComesAs::Child, Movement::ChildIn) {
        return Some(Step::Move(Movement::ChildIn));
    }
    if !slot.level.is_observed() {
        return Some(Step::LeftAsPlanned);
    }
    if waits(ComesAs::Child, Movement::ChildOut) {
        return Some(Step::Move(Movement::ChildOut));
    }
    if waits(ComesAs::Visiting, Movement::VisitingOut) {
        return Some(Step::Move(Movement::VisitingOut));
    }
    Some(Step::EndAsPlanned)
}

fn after_the_end(state: &SessionState, ending: Ending) -> Option<Step> {
    let observed = state.slot()?.level.is_observed();
    match (state.wellbeing_missing().is_empty(), observed, ending) {
        (true, ..) => Some(Step::Close),
        (false, true, _) => None,
        (false, false, Ending::NoShow(_)) => Some(Step::CloseNotSeen),
        (false, false, _) => Some(Step::CloseAsUsual),
    }
}

/// What the rules say about everything recorded at the door, each once.
pub(crate) fn prompts(session: SessionId, record: &SessionRecord, now: Timestamp, today: Date) -> Vec<Finding> {
    let mut told = BTreeSet::new();
    let moved = record.session.moved();
    moved
        .iter()
        .flat_map(|moved| door_findings(session, record, *moved, now, today))
        .filter(|finding| told.insert((finding.rule.clone(), finding.reason.clone())))
        .collect()
}
