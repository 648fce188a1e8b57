use super::attendance::{Attendance, AttendanceRow};
use super::events::ArrangementEvent;
use super::terms::Terms;
use super::words::{Direction, EndOutcome, LevelDecision, PauseReason};
use crate::actor::Actor;
use crate::event::Happened;
use crate::ids::PersonId;
use crate::private::Private;
use crate::words::{ContactLevel, Narrative};
use jiff::Timestamp;

/// How far an arrangement has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Phase {
    /// Nothing has been proposed.
    #[default]
    None,
    /// Terms are proposed, and none hold.
    Proposed,
    /// Terms hold, and sessions can be booked.
    Live,
    /// Terms hold, and no session is held.
    Paused,
    /// It is over.
    Ended,
}

impl Phase {
    /// The words pages show.
    pub const fn label(self) -> &'static str {
        match self {
            Self::None => "Not arranged",
            Self::Proposed => "Proposed",
            Self::Live => "Live",
            Self::Paused => "Paused",
            Self::Ended => "Ended",
        }
    }
}

/// A proposed change of level.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelChange {
    /// The level before.
    pub from: ContactLevel,
    /// The level proposed.
    pub to: ContactLevel,
    /// Why.
    pub why: Private<Narrative>,
    /// Who proposed it: somebody else decides.
    pub proposed_by: Actor,
    /// When.
    pub proposed_at: Timestamp,
    /// What was decided, by whom and when.
    pub decided: Option<Decided>,
}

/// A decision about a change of level.
#[derive(Debug, Clone, PartialEq)]
pub struct Decided {
    /// What.
    pub decision: LevelDecision,
    /// Why.
    pub why: Private<Narrative>,
    /// By whom.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
}

impl Decided {
    fn now(happened: &Happened, decision: LevelDecision, why: &Private<Narrative>) -> Self {
        Self { decision, why: why.clone(), by: happened.actor, at: happened.happened_at() }
    }
}

impl LevelChange {
    fn proposed(happened: &Happened, from: ContactLevel, to: ContactLevel, why: &Private<Narrative>) -> Self {
        Self {
            from,
            to,
            why: why.clone(),
            proposed_by: happened.actor,
            proposed_at: happened.happened_at(),
            decided: None,
        }
    }

    /// What the change does to how closely people are watched over.
    pub fn direction(&self) -> Direction {
        direction(self.from, self.to)
    }
}

/// What a step from one level to another does to how closely people are watched over.
pub fn direction(from: ContactLevel, to: ContactLevel) -> Direction {
    match (from.protection(), to.protection()) {
        (Some(before), Some(after)) if after > before => Direction::MoreProtection,
        (Some(before), Some(after)) if after < before => Direction::LessProtection,
        _ => Direction::NotComparable,
    }
}

/// The arrangement of a case.
#[derive(Debug, Clone, Default)]
pub struct ArrangementState {
    /// How far it has come.
    pub phase: Phase,
    /// Terms proposed and not yet agreed.
    pub proposed: Option<Terms>,
    /// The terms that hold, or held when it ended.
    pub agreed: Option<Terms>,
    /// The adults who agreed to them.
    pub agreed_by: Vec<PersonId>,
    /// When the level was last settled: by agreement, or by the last change.
    pub level_settled_at: Option<Timestamp>,
    /// Why it is paused, while it is.
    pub pause: Option<(PauseReason, Option<Private<Narrative>>)>,
    /// A change of level that nobody has decided on.
    pub change: Option<LevelChange>,
    /// Changes of level that were decided, oldest first.
    pub changes: Vec<LevelChange>,
    /// How it ended.
    pub outcome: Option<(EndOutcome, Option<Private<Narrative>>)>,
    /// Which planned sessions were kept and which were missed, as far as the case was told.
    pub attendance: AttendanceRow,
}

impl ArrangementState {
    /// Takes one more event into the state.
    pub fn evolve(&mut self, happened: &Happened, event: &ArrangementEvent) {
        match event {
            ArrangementEvent::Proposed { terms } => {
                self.proposed = Some((**terms).clone());
                if matches!(self.phase, Phase::None | Phase::Ended) {
                    self.phase = Phase::Proposed;
                }
            }
            ArrangementEvent::Agreed { agreed_by } => self.agree(happened, agreed_by),
            ArrangementEvent::Paused { reason, note } => {
                self.pause = Some((*reason, note.clone()));
                if self.phase == Phase::Live {
                    self.phase = Phase::Paused;
                }
            }
            ArrangementEvent::Resumed { .. } => {
                self.pause = None;
                if self.phase == Phase::Paused {
                    self.phase = Phase::Live;
                }
            }
            ArrangementEvent::LevelChangeProposed { from, to, why } => {
                let holds = matches!(self.phase, Phase::Live | Phase::Paused);
                self.change = holds.then(|| LevelChange::proposed(happened, *from, *to, why));
            }
            ArrangementEvent::LevelChangeDecided { to, decision, why, .. } => {
                self.decide_change(*to, Decided::now(happened, *decision, why))
            }
            ArrangementEvent::Ended { outcome, note } => {
                self.outcome = Some((*outcome, note.clone()));
                self.phase = Phase::Ended;
                self.proposed = None;
                self.pause = None;
                self.change = None;
            }
            ArrangementEvent::SessionMissed { session, contact } => {
                self.attendance.note(*session, *contact, Attendance::Missed)
            }
            ArrangementEvent::SessionKept { session, contact } => {
                self.attendance.note(*session, *contact, Attendance::Kept)
            }
        }
    }

    fn agree(&mut self, happened: &Happened, agreed_by: &[PersonId]) {
        let Some(terms) = self.proposed.take() else {
            return;
        };
        let before = self.agreed.as_ref().map(|t| t.level);
        if before != Some(terms.level) || self.level_settled_at.is_none() {
            self.level_settled_at = Some(happened.happened_at());
        }
        self.agreed = Some(terms);
        self.agreed_by = agreed_by.to_vec();
        self.outcome = None;
        if self.phase != Phase::Paused {
            self.phase = Phase::Live;
        }
    }

    fn decide_change(&mut self, to: ContactLevel, decided: Decided) {
        let Some(mut change) = self.change.take_if(|c| c.to == to) else {
            return;
        };
        if decided.decision == LevelDecision::Approved {
            self.level_settled_at = Some(decided.at);
            for terms in [&mut self.agreed, &mut self.proposed].into_iter().flatten() {
                terms.level = to;
            }
        }
        change.decided = Some(decided);
        self.changes.push(change);
    }

    /// The level that is, or is about to be, delivered.
    pub fn level(&self) -> Option<ContactLevel> {
        self.agreed.as_ref().or(self.proposed.as_ref()).map(|t| t.level)
    }

    /// The terms sessions are held under, while any can be.
    pub fn live(&self) -> Option<&Terms> {
        self.agreed.as_ref().filter(|_| self.phase == Phase::Live)
    }
}
