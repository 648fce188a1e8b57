use super::list::{Currency, currency};
use crate::failure::Failure;
use crate::house::{House, today};
use crate::reading::Look;
use crate::session::{Name, worker_name};
use crate::sign_in::{RecoveryStanding, SignedIn};
use access::action::ReadWorkforce;
use access::{Grant, Record, RecordKind, Relation};
use domain::ids::WorkerId;
use domain::stream::StreamName;
use domain::words::Role;
use domain::worker::{Course, DbsCheck, Evidence, Officer, Terms};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// One worker.
pub struct WorkerPage {
    /// Who.
    pub worker: WorkerId,
    /// Their name.
    pub name: Name,
    /// What they do today.
    pub roles: BTreeSet<Role>,
    /// Whether they are the data-protection officer.
    pub officer: Officer,
    /// Paid or volunteer.
    pub terms: Option<Terms>,
    /// Their first day.
    pub started_on: Option<Date>,
    /// Their last day.
    pub left_on: Option<Date>,
    /// Whether their specialist training on domestic abuse is current.
    pub specialist: Currency,
    /// For how many days it counts.
    pub counts_for: u16,
    /// Every record of training, the newest first.
    pub training: Vec<TrainingLine>,
    /// The newest disclosure and barring check.
    pub dbs: Option<DbsCheck>,
    /// Today.
    pub today: Date,
    /// The edition of what is recorded of the worker.
    pub edition: u64,
    /// Whether they have no way to sign in yet, and this reader can give them one.
    pub may_invite: bool,
    /// Where letting them back in stands.
    pub recovery: RecoveryStanding,
    /// What this reader may do, by the names of the actions.
    pub may: Vec<&'static str>,
    /// What the name opens with.
    pub grant: Grant<ReadWorkforce>,
}

/// A record of training.
#[derive(Debug, Clone, Copy)]
pub struct TrainingLine {
    /// Its place in the worker's stream.
    pub record: u64,
    /// Which course.
    pub course: Course,
    /// When it was completed.
    pub completed_on: Date,
    /// What stands behind it.
    pub evidence: Evidence,
}

const ACTIONS: [&str; 4] = ["change-worker-roles", "end-engagement", "record-training", "record-suitability"];

impl House {
    /// One worker: for whoever runs the centre, and for the worker themselves.
    pub async fn worker_page(&self, who: &SignedIn, worker: WorkerId) -> Result<WorkerPage, Failure> {
        let centre = who.asker.centre;
        let record = Record::new(centre, RecordKind::Worker(worker));
        let mut look = Look::at(record);
        if worker == who.asker.worker {
            look.relations.insert(Relation::Themselves);
        }
        let grant = self.grant::<ReadWorkforce>(who, look).await?;
        let stream = StreamName::Worker(worker);
        let world = self.world(centre, &[stream, StreamName::Centre(centre)]).await?;
        let state = world.workers.get(&worker).filter(|state| state.is_known()).ok_or(Failure::NotOpen)?;
        let today = today(self.now(), &world);
        let counts_for = world.centre.pack().specialist_training_days;
        let mut may = Vec::new();
        for action in ACTIONS {
            if self.may(who, action, record).await? {
                may.push(action);
            }
        }
        let mut training: Vec<_> = state
            .training()
            .iter()
            .map(|t| TrainingLine {
                record: t.record,
                course: t.course,
                completed_on: t.completed_on,
                evidence: t.evidence,
            })
            .collect();
        training.sort_by_key(|line| std::cmp::Reverse((line.completed_on, line.record)));
        Ok(WorkerPage {
            worker,
            name: worker_name(&world, worker, record),
            roles: state.roles_on(today),
            officer: if state.is_officer_on(today) { Officer::DataProtection } else { Officer::Nobody },
            terms: state.terms(),
            started_on: state.started_on(),
            left_on: state.left_on(),
            specialist: currency(state, Course::SpecialistDa, today, counts_for),
            counts_for,
            training,
            dbs: state.newest_dbs().copied(),
            today,
            edition: world.edition(stream),
            may_invite: self.may(who, "engage-worker", record).await? && self.waits_to_join(who, worker).await?,
            recovery: self.recovery_standing(who, worker).await?,
            may,
            grant,
        })
    }
}
