use crate::failure::Failure;
use crate::house::{House, today};
use crate::reading::Look;
use crate::session::{Name, worker_name};
use crate::sign_in::SignedIn;
use access::action::ReadWorkforce;
use access::{Grant, Record, RecordKind};
use domain::ids::WorkerId;
use domain::stream::StreamName;
use domain::words::Role;
use domain::worker::{Course, Terms, WorkerState};
use domain::world::World;
use jiff::civil::Date;
use std::collections::BTreeSet;
use storage::lists::{ListQuery, WORKERS};

/// Everybody who works for the centre, or did.
#[derive(Debug)]
pub struct Workforce {
    /// Today, on the calendar at the centre.
    pub today: Date,
    /// One worker after another; those who have left come last.
    pub workers: Vec<WorkerLine>,
    /// For how many days specialist training on domestic abuse counts.
    pub counts_for: u16,
    /// Whether this reader may engage workers.
    pub may_engage: bool,
    /// What the names open with.
    pub grant: Grant<ReadWorkforce>,
}

/// A worker in the list.
#[derive(Debug)]
pub struct WorkerLine {
    /// Who.
    pub worker: WorkerId,
    /// Their name.
    pub name: Name,
    /// What they do today.
    pub roles: BTreeSet<Role>,
    /// Paid or volunteer.
    pub terms: Option<Terms>,
    /// Their last day, where they have left.
    pub left_on: Option<Date>,
    /// Whether they have had specialist training on domestic abuse within the days it counts.
    pub specialist: Currency,
}

/// Whether training is current. Not knowing is an answer of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Currency {
    /// Completed on this day, and still counts.
    Yes(Date),
    /// Completed on this day, and counts no longer.
    No(Date),
    /// Nothing on record that a rule may count.
    NotKnown,
}

/// Whether a course is current on a day.
pub(super) fn currency(state: &WorkerState, course: Course, day: Date, counts_for: u16) -> Currency {
    state.newest(course, day).map_or(Currency::NotKnown, |training| {
        let age = (day - training.completed_on).get_days();
        if age <= i32::from(counts_for) {
            Currency::Yes(training.completed_on)
        } else {
            Currency::No(training.completed_on)
        }
    })
}

impl House {
    /// Everybody who works for the centre.
    pub async fn workforce(&self, who: &SignedIn) -> Result<Workforce, Failure> {
        let centre = who.asker.centre;
        let record = Record::new(centre, RecordKind::Centre);
        let grant = self.grant::<ReadWorkforce>(who, Look::at(record)).await?;
        let listed = self.storage.list(&ListQuery::of(centre, &WORKERS)).await?;
        let ids: Vec<WorkerId> = listed.rows.iter().filter_map(|row| row.key().parse().ok()).collect();
        let mut streams: Vec<_> = ids.iter().copied().map(StreamName::Worker).collect();
        streams.push(StreamName::Centre(centre));
        let world = self.world(centre, &streams).await?;
        let today = today(self.now(), &world);
        let counts_for = world.centre.pack().specialist_training_days;
        let line = |worker: WorkerId| line(&world, worker, (today, counts_for), record);
        Ok(Workforce {
            today,
            workers: ids.into_iter().filter_map(line).collect(),
            counts_for,
            may_engage: self.may(who, "engage-worker", record).await?,
            grant,
        })
    }
}

fn line(world: &World, worker: WorkerId, (today, counts_for): (Date, u16), centre: Record) -> Option<WorkerLine> {
    let state = world.workers.get(&worker)?;
    let record = Record::new(centre.centre, RecordKind::Worker(worker));
    Some(WorkerLine {
        worker,
        name: worker_name(world, worker, record),
        roles: state.roles_on(today),
        terms: state.terms(),
        left_on: state.left_on().filter(|last| *last < today),
        specialist: currency(state, Course::SpecialistDa, today, counts_for),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::actor::Actor;
    use domain::event::{Event, Happened};
    use domain::worker::{Evidence, WorkerEvent};
    use jiff::Timestamp;
    use jiff::civil::date;

    fn trained(completed_on: Date, evidence: Evidence) -> WorkerState {
        let mut state = WorkerState::default();
        let event = WorkerEvent::TrainingRecorded {
            course: Course::SpecialistDa,
            completed_on,
            evidence,
            document: None,
            provider: None,
        };
        let happened = Happened {
            stream: StreamName::Worker(WorkerId::from_uuid(uuid::Uuid::nil())),
            version: 1,
            recorded_at: Timestamp::UNIX_EPOCH,
            about_at: None,
            actor: Actor::Program,
            event: Event::Worker(event.clone()),
        };
        state.evolve(&happened, &event);
        state
    }

    #[test]
    fn training_counts_to_the_last_of_its_days_and_what_only_the_worker_says_is_not_known() {
        let today = date(2026, 11, 23);
        for (on, evidence, expect) in [
            (date(2025, 11, 23), Evidence::CertificateSeen, Currency::Yes(date(2025, 11, 23))),
            (date(2025, 11, 22), Evidence::CertificateSeen, Currency::No(date(2025, 11, 22))),
            (date(2026, 11, 1), Evidence::SelfDeclared, Currency::NotKnown),
        ] {
            assert_eq!(currency(&trained(on, evidence), Course::SpecialistDa, today, 365), expect, "{on}");
        }
    }
}
