use super::events::EmergencyEvent;
use super::words::Length;
use crate::actor::Actor;
use crate::event::Happened;
use crate::ids::{EmergencyId, WorkerId};
use crate::private::Private;
use crate::words::Narrative;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// Within what time a second person answers: an emergency that waited longer is asked for anew.
pub const ANSWERED_WITHIN: SignedDuration = SignedDuration::from_hours(1);

/// How far it has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Progress {
    /// Nobody has answered.
    Asked,
    /// A second person agreed.
    Agreed {
        /// Who.
        by: Actor,
        /// When.
        at: Timestamp,
        /// Until when it is open.
        until: Timestamp,
    },
    /// A second person refused.
    Refused {
        /// Who.
        by: Actor,
        /// When.
        at: Timestamp,
        /// Why.
        reason: Private<Narrative>,
    },
}

/// One asking, and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct LetIn {
    /// Who asked.
    pub worker: WorkerId,
    /// When.
    pub asked_at: Timestamp,
    /// For how long.
    pub length: Length,
    /// What the emergency was.
    pub reason: Private<Narrative>,
    /// How far it has come.
    pub progress: Progress,
    /// When and by whom it was ended, or taken back.
    pub ended: Option<(Timestamp, Actor)>,
    /// When and by whom the data-protection officer's look at it was recorded.
    pub noted: Option<(Timestamp, Actor)>,
}

impl LetIn {
    /// Until when they are let in, where a second person agreed and nobody ended it.
    pub const fn open_until(&self) -> Option<Timestamp> {
        match (&self.progress, &self.ended) {
            (Progress::Agreed { until, .. }, None) => Some(*until),
            _ => None,
        }
    }

    /// Whether they are let in at this moment.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.open_until().is_some_and(|until| now < until)
    }

    /// Whether it still waits for a second person. What waited too long is asked for anew.
    pub fn waits(&self, now: Timestamp) -> bool {
        self.unanswered() && now.duration_since(self.asked_at) <= ANSWERED_WITHIN
    }

    /// Whether nobody has answered it or taken it back.
    pub const fn unanswered(&self) -> bool {
        matches!(self.progress, Progress::Asked) && self.ended.is_none()
    }
}

/// Everybody who asked to be let in.
#[derive(Debug, Clone, Default)]
pub struct EmergencyState {
    known: BTreeMap<EmergencyId, LetIn>,
}

impl EmergencyState {
    /// Takes one more event into the state.
    pub fn evolve(&mut self, happened: &Happened, event: &EmergencyEvent) {
        let (at, by) = (happened.recorded_at, happened.actor);
        match event {
            EmergencyEvent::Asked { id, length, reason } => {
                let Actor::Worker(worker) = by else { return };
                let (length, reason) = (*length, reason.clone());
                let (progress, ended, noted) = (Progress::Asked, None, None);
                self.known.insert(*id, LetIn { worker, asked_at: at, length, reason, progress, ended, noted });
            }
            EmergencyEvent::Agreed { id, until } => {
                self.put(*id, |asked| asked.progress = Progress::Agreed { by, at, until: *until });
            }
            EmergencyEvent::Refused { id, reason } => {
                self.put(*id, |asked| asked.progress = Progress::Refused { by, at, reason: reason.clone() });
            }
            EmergencyEvent::Ended { id } => self.put(*id, |asked| asked.ended = Some((at, by))),
            EmergencyEvent::Noted { id } => self.put(*id, |asked| asked.noted = Some((at, by))),
        }
    }

    fn put(&mut self, id: EmergencyId, change: impl FnOnce(&mut LetIn)) {
        if let Some(asked) = self.known.get_mut(&id) {
            change(asked);
        }
    }

    /// One of them.
    pub fn of(&self, id: EmergencyId) -> Option<&LetIn> {
        self.known.get(&id)
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = (EmergencyId, &LetIn)> {
        self.known.iter().map(|(id, asked)| (*id, asked))
    }
}
