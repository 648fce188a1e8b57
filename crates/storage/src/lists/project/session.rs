use crate::lists::row::ListRow;
use crate::lists::tables::{ASSIGNMENTS, REPORTS, SESSIONS, TASKS};
use domain::actor::Actor;
use domain::concern::{ConcernState, Severity};
use domain::event::Happened;
use domain::ids::{SessionId, WorkerId};
use domain::report::ReportStage;
use domain::session::Stage;
use domain::words::Role;
use domain::world::SessionRecord;
use std::collections::BTreeSet;

pub(super) fn rows(session: SessionId, happened: &[Happened]) -> Vec<ListRow> {
    let mut record = SessionRecord::default();
    for one in happened {
        record.evolve(one);
    }
    let Some(slot) = record.session.slot() else {
        return Vec::new();
    };
    let stage = record.session.stage();
    let row = ListRow::new(&SESSIONS, session)
        .text("case_id", slot.case)
        .text("day", slot.contact.date())
        .text("starts", slot.contact.from())
        .text("ends", slot.contact.to())
        .text("room", slot.room)
        .text("level", super::case::stored(&slot.level))
        .text("stage", stage.name())
        .text("lead", slot.lead)
        .count("incidents", record.concern.incidents().count());
    let mut rows = vec![row];
    // Whoever was to work on a session that was called off learns of the family no more than before it was booked.
    let working = slot.team.iter().copied().chain([slot.lead]).filter(|_| stage != Stage::Cancelled);
    let workers: BTreeSet<WorkerId> = working.collect();
    rows.extend(workers.into_iter().map(|worker| {
        ListRow::new(&ASSIGNMENTS, format!("{session}/{worker}"))
            .text("case_id", slot.case)
            .text("session_id", session)
            .text("worker_id", worker)
            .text("day", slot.contact.date())
    }));
    rows.extend(reports(session, &record));
    let tasks = concern_tasks(&record.concern).into_iter().chain(own_tasks(session, stage, &record));
    rows.extend(tasks.map(|row| row.text("session_id", session).text("case_id", slot.case)));
    rows
}

fn reports(session: SessionId, record: &SessionRecord) -> Vec<ListRow> {
    let slot = record.session.slot();
    let worker = |actor: Actor| actor.worker();
    record
        .report
        .reports()
        .map(|(id, report)| {
            ListRow::new(&REPORTS, id)
                .text("session_id", session)
                .text_if("case_id", slot.map(|slot| slot.case))
                .text_if("day", slot.map(|slot| slot.contact.date()))
                .text("stage", report.stage.name())
                .text_if("author", worker(report.author))
                .text_if("reviewer", report.reviewer.and_then(|(_, actor)| worker(actor)))
        })
        .collect()
}

fn own_tasks(session: SessionId, stage: Stage, record: &SessionRecord) -> Vec<ListRow> {
    let task = |kind: &str, id: String, role: Role| {
        ListRow::new(&TASKS, format!("{kind}/{id}"))
            .text("kind", kind)
            .text("for_role", role.name())
            .text("state", "open")
    };
    let mut rows = Vec::new();
    if stage == Stage::Ended {
        let day = record.session.slot().map(|slot| slot.contact.date());
        rows.push(task("close-session", session.to_string(), Role::ShiftLead).text_if("due_on", day));
    }
    let submitted = record.report.reports().filter(|(_, report)| report.stage == ReportStage::Submitted);
    rows.extend(submitted.map(|(id, _)| task("report-review", id.to_string(), Role::Reviewer)));
    rows
}

/// Disclosures nobody on the safeguarding side has read, and incidents they have not reviewed.
pub(super) fn concern_tasks(concern: &ConcernState) -> Vec<ListRow> {
    let task = |kind: &str, id: String, at: jiff::Timestamp| {
        ListRow::new(&TASKS, format!("{kind}/{id}"))
            .text("kind", kind)
            .int("due_at", at.as_microsecond())
            .text("for_role", Role::SafeguardingLead.name())
            .text("state", "open")
    };
    let unseen = concern.disclosures().filter(|(_, disclosure)| disclosure.seen.is_none());
    let unreviewed = concern
        .incidents()
        .filter(|(_, record)| record.outcome.is_none() && record.incident.severity >= Severity::Moderate);
    unseen
        .map(|(id, disclosure)| task("disclosure", id.to_string(), disclosure.recorded_at))
        .chain(unreviewed.map(|(id, record)| task("incident", id.to_string(), record.at)))
        .collect()
}
