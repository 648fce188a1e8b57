use super::words::{Course, Evidence, Officer, Terms, Workforce};
use crate::command::FeatureCommand;
use crate::decision::{Context, Decision};
use crate::ids::{CentreId, DocumentId, WorkerId};
use crate::stream::StreamName;
use crate::words::{Answer, Narrative, PersonName, Role};
use crate::world::World;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Commands: one worker as they stand.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum WorkerCommand {
    /// Engages somebody, paid or volunteer.
    EngageWorker {
        /// The id they are known under already, as by their sign-in or because they come back; absent makes one.
        #[serde(default)]
        worker: Option<WorkerId>,
        /// Their name.
        name: PersonName,
        /// What they do.
        roles: BTreeSet<Role>,
        /// Paid or volunteer.
        terms: Terms,
        /// Their first day.
        started_on: Date,
    },
    /// Changes what they do.
    ChangeRoles {
        /// Who.
        worker: WorkerId,
        /// Everything they do, the unchanged included.
        roles: BTreeSet<Role>,
        /// From which day.
        from: Date,
    },
    /// Gives or takes the office of data-protection officer. Whoever holds it goes on doing what they do besides.
    SetOfficer {
        /// Who.
        worker: WorkerId,
        /// Whether they hold it from now on.
        office: Officer,
    },
    /// Ends their engagement.
    EndEngagement {
        /// Who.
        worker: WorkerId,
        /// Their last day.
        on: Date,
    },
    /// Records a completed course.
    RecordTraining {
        /// Who.
        worker: WorkerId,
        /// The kind of course.
        course: Course,
        /// The day it was completed.
        completed_on: Date,
        /// What stands behind it.
        evidence: Evidence,
        /// The certificate, where a copy is kept.
        #[serde(default)]
        document: Option<DocumentId>,
        /// Who gave it.
        #[serde(default)]
        provider: Option<Narrative>,
    },
    /// Takes back a wrong record of training.
    WithdrawTraining {
        /// Who.
        worker: WorkerId,
        /// The version of the worker's stream that recorded it.
        record: u64,
        /// Why.
        reason: Narrative,
    },
    /// Records that a disclosure and barring check was seen.
    RecordDbs {
        /// Who.
        worker: WorkerId,
        /// Its date.
        certificate_on: Date,
        /// With whom it says they may work.
        workforce: Workforce,
        /// Whether the update service was asked and shows no change.
        update_service: Answer,
        /// Its number.
        #[serde(default)]
        reference: Option<Narrative>,
    },
    /// Records a qualification at level 3 for supervising contact.
    RecordLevelThree {
        /// Who.
        worker: WorkerId,
        /// When it was awarded.
        awarded_on: Date,
        /// What stands behind it.
        evidence: Evidence,
    },
}

impl WorkerCommand {
    /// Who it is about; `None` for somebody not known yet.
    pub const fn worker(&self) -> Option<WorkerId> {
        match self {
            Self::EngageWorker { worker, .. } => *worker,
            Self::ChangeRoles { worker, .. }
            | Self::SetOfficer { worker, .. }
            | Self::EndEngagement { worker, .. }
            | Self::RecordTraining { worker, .. }
            | Self::WithdrawTraining { worker, .. }
            | Self::RecordDbs { worker, .. }
            | Self::RecordLevelThree { worker, .. } => Some(*worker),
        }
    }
}

impl FeatureCommand for WorkerCommand {
    fn action(&self) -> &'static str {
        match self {
            Self::EngageWorker { .. } => "engage-worker",
            Self::ChangeRoles { .. } | Self::SetOfficer { .. } => "change-worker-roles",
            Self::EndEngagement { .. } => "end-engagement",
            Self::RecordTraining { .. } | Self::WithdrawTraining { .. } => "record-training",
            Self::RecordDbs { .. } | Self::RecordLevelThree { .. } => "record-suitability",
        }
    }

    fn reads(&self, _centre: CentreId) -> Vec<StreamName> {
        self.worker().map(StreamName::Worker).into_iter().collect()
    }

    fn decide(self, world: &World, context: &mut Context<'_>) -> Decision {
        super::decide::decide(self, world, context)
    }
}
