use super::events::VoiceEvent;
use super::words::{MaySee, Outcome, Stage};
use crate::event::Happened;
use crate::ids::{PersonId, SessionId, VoiceId};
use crate::private::Private;
use crate::words::Narrative;
use jiff::Timestamp;

/// One entry.
#[derive(Debug, Clone, PartialEq)]
pub struct VoiceEntry {
    /// Its id.
    pub id: VoiceId,
    /// Whose voice.
    pub person: PersonId,
    /// When in the case.
    pub stage: Stage,
    /// The session it belongs to.
    pub session: Option<SessionId>,
    /// When they were asked.
    pub at: Timestamp,
    /// What came of it.
    pub outcome: Outcome<Private<Narrative>>,
    /// Who may see it.
    pub may_see: Option<MaySee>,
}

/// How well a stage is covered for one person. Not a score: three words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coverage {
    /// There is no entry.
    Missing,
    /// There is a reason why they were not asked.
    NotAsked,
    /// They were asked: they said, declined, or were observed.
    Asked,
}

/// What was said when asked.
#[derive(Debug, Clone, Default)]
pub struct VoiceState {
    /// Every entry, in the order in which they were recorded.
    pub entries: Vec<VoiceEntry>,
}

impl VoiceState {
    /// Takes one more event into the state.
    pub fn evolve(&mut self, happened: &Happened, event: &VoiceEvent) {
        match event {
            VoiceEvent::Recorded { voice, person, stage, session, outcome, may_see } => self.entries.push(VoiceEntry {
                id: *voice,
                person: *person,
                stage: *stage,
                session: *session,
                at: happened.happened_at(),
                outcome: outcome.clone(),
                may_see: may_see.clone(),
            }),
        }
    }

    /// The entries of one person. Siblings are separate: one child's words never stand for another's.
    pub fn of(&self, person: PersonId) -> impl Iterator<Item = &VoiceEntry> {
        self.entries.iter().filter(move |e| e.person == person)
    }

    /// The newest entry of this person in which they were asked.
    pub fn last_asked(&self, person: PersonId) -> Option<&VoiceEntry> {
        self.of(person).filter(|e| e.outcome.was_asked()).max_by_key(|e| e.at)
    }

    /// Whether this person was asked after an instant; "not asked" never counts (R-V07).
    pub fn asked_since(&self, person: PersonId, since: Timestamp) -> bool {
        self.last_asked(person).is_some_and(|e| e.at > since)
    }

    /// How well each stage is covered for one person.
    pub fn coverage(&self, person: PersonId) -> Vec<(Stage, Coverage)> {
        Stage::ALL.iter().map(|stage| (*stage, self.coverage_at(person, *stage))).collect()
    }

    fn coverage_at(&self, person: PersonId, stage: Stage) -> Coverage {
        self.of(person)
            .filter(|e| e.stage == stage)
            .map(|e| if e.outcome.was_asked() { Coverage::Asked } else { Coverage::NotAsked })
            .max()
            .unwrap_or(Coverage::Missing)
    }
}
