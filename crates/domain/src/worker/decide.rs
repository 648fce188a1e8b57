use super::commands::WorkerCommand;
use super::events::WorkerEvent;
use super::state::WorkerState;
use super::words::Officer;
use crate::decision::{Context, Decision, Recorded, Refusal};
use crate::ids::WorkerId;
use crate::private::{Compartment, Private, Subject};
use crate::stream::StreamName;
use crate::words::Role;
use crate::world::World;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// Decides a command about a worker.
pub(super) fn decide(command: WorkerCommand, world: &World, context: &mut Context<'_>) -> Decision {
    let worker = command.worker().unwrap_or_else(|| WorkerId::fresh(context.ids));
    let nobody = WorkerState::default();
    let state = world.workers.get(&worker).unwrap_or(&nobody);
    let event = match command {
        WorkerCommand::EngageWorker { name, roles, terms, started_on, .. } => {
            if state.is_known() && state.left_on().is_none() {
                return Err(Refusal::not_now("They work for the centre already.", "Change what they do instead."));
            }
            some_role(&roles)?;
            WorkerEvent::Engaged { name: private(worker, name), roles, terms, started_on }
        }
        other => {
            if !state.is_known() {
                return Err(Refusal::field("worker", "choose somebody who works for the centre"));
            }
            about(other, worker, state, context.today)?
        }
    };
    Ok(vec![Recorded::now(StreamName::Worker(worker), event)])
}

fn about(command: WorkerCommand, worker: WorkerId, state: &WorkerState, today: Date) -> Result<WorkerEvent, Refusal> {
    match command {
        // Taken by `decide`; a worker who is engaged is changed instead.
        WorkerCommand::EngageWorker { .. } => Err(Refusal::field("worker", "choose somebody new")),
        WorkerCommand::ChangeRoles { roles, from, .. } => {
            some_role(&roles)?;
            since_their_first_day(from, state, "from")?;
            Ok(WorkerEvent::RolesChanged { roles, from })
        }
        WorkerCommand::SetOfficer { office, .. } => {
            if state.is_officer_on(today) == (office == Officer::DataProtection) {
                return Err(Refusal::field("office", "this is so already"));
            }
            Ok(WorkerEvent::OfficerSet { office })
        }
        WorkerCommand::EndEngagement { on, .. } => {
            since_their_first_day(on, state, "on")?;
            Ok(WorkerEvent::Left { on })
        }
        WorkerCommand::WithdrawTraining { record, reason, .. } => {
            stands(record, state)?;
            let reason = private(worker, reason);
            Ok(WorkerEvent::TrainingWithdrawn { record, reason })
        }
        WorkerCommand::RecordLevelThree { awarded_on, evidence, .. } => {
            been(awarded_on, today, "awarded_on")?;
            Ok(WorkerEvent::LevelThreeRecorded { awarded_on, evidence })
        }
        evidenced => evidenced_by(evidenced, worker, today),
    }
}

/// What is recorded from a certificate: it has a day, and that day has been.
fn evidenced_by(command: WorkerCommand, worker: WorkerId, today: Date) -> Result<WorkerEvent, Refusal> {
    let mine = |text| private(worker, text);
    match command {
        WorkerCommand::RecordTraining { course, completed_on, evidence, document, provider, .. } => {
            been(completed_on, today, "completed_on")?;
            let provider = provider.map(mine);
            Ok(WorkerEvent::TrainingRecorded { course, completed_on, evidence, document, provider })
        }
        WorkerCommand::RecordDbs { certificate_on, workforce, update_service, reference, .. } => {
            been(certificate_on, today, "certificate_on")?;
            let reference = reference.map(mine);
            Ok(WorkerEvent::DbsRecorded { certificate_on, workforce, update_service, reference })
        }
        _ => Err(Refusal::field("do", "choose what to record")),
    }
}

fn since_their_first_day(day: Date, state: &WorkerState, field: &str) -> Result<(), Refusal> {
    if state.started_on().is_some_and(|first| day < first) {
        return Err(Refusal::field(field, "enter a day on or after their first"));
    }
    Ok(())
}

fn stands(record: u64, state: &WorkerState) -> Result<(), Refusal> {
    if state.training().iter().any(|training| training.record == record) {
        return Ok(());
    }
    Err(Refusal::field("record", "choose a record of training that stands"))
}

fn private<T>(worker: WorkerId, value: T) -> Private<T> {
    Private::new(Subject::Worker(worker), Compartment::Ordinary, value)
}

fn some_role(roles: &BTreeSet<Role>) -> Result<(), Refusal> {
    if roles.is_empty() {
        return Err(Refusal::field("roles", "choose at least one role"));
    }
    Ok(())
}

/// What is to come cannot be recorded as completed.
fn been(day: Date, today: Date, field: &str) -> Result<(), Refusal> {
    if day > today {
        return Err(Refusal::field(field, "enter a day that has been"));
    }
    Ok(())
}
