use crate::ids::WorkerId;
use crate::words::{Answer, Role};
use jiff::civil::Date;

/// A worker as they stand on the day in question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkerFact {
    /// The worker.
    pub id: WorkerId,
    /// Their roles on that day; empty where they have left.
    pub roles: Vec<Role>,
    /// The newest induction.
    pub induction: Option<TrainingFact>,
    /// The newest safeguarding course.
    pub safeguarding: Option<TrainingFact>,
    /// The newest specialist course on domestic abuse with evidence. A general course never counts.
    pub specialist_da: Option<TrainingFact>,
    /// The newest course on writing reports.
    pub report_writing: Option<TrainingFact>,
    /// Whether they hold a qualification at level 3 for supervising contact.
    pub level_three: Answer,
}

/// A completed course.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainingFact {
    /// The id of the record.
    pub id: String,
    /// The day it was completed.
    pub completed_on: Date,
}

impl WorkerFact {
    /// A worker about whom nothing is known but that they are on the list.
    pub const fn unknown(id: WorkerId) -> Self {
        Self {
            id,
            roles: Vec::new(),
            induction: None,
            safeguarding: None,
            specialist_da: None,
            report_writing: None,
            level_three: Answer::NotAsked,
        }
    }
}
