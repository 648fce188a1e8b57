use super::commands::{ReportCommand, StatementText};
use super::events::{ReportEvent, Statement};
use super::exception::Second;
use super::facts::{edit, output};
use super::source::Source;
use super::state::{Report, ReportStage};
use crate::arrangement::case_facts;
use crate::arrangement::facts::clear;
use crate::booking::Slot;
use crate::decision::{Context, Decision, FieldProblem, Recorded, Refusal};
use crate::ids::{ReportId, SessionId, StatementId};
use crate::private::{Compartment, Private, Subject};
use crate::rules::facts::{EditKind, WritingFact, WritingKind};
use crate::rules::{Facts, Moment};
use crate::session::Stage;
use crate::stream::StreamName;
use crate::words::Narrative;
use crate::world::{CaseState, SessionRecord, World};

pub(super) fn decide(command: ReportCommand, world: &World, context: &mut Context<'_>) -> Decision {
    let desk = Desk::of(command.session(), world)?;
    match command {
        ReportCommand::DraftReport { statements, .. } => desk.draft(statements, context),
        ReportCommand::AmendReport { report, statements, .. } => desk.amend(report, statements, context),
        ReportCommand::SubmitReport { report, .. } => desk.submit(report, context),
        ReportCommand::ReturnReport { report, reason, .. } => desk.send_back(report, reason),
        ReportCommand::PassReport { report, .. } => desk.pass(report, context),
        ReportCommand::NameRecipients(command) => desk.name_recipients(command, context),
        ReportCommand::ReleaseReport(command) => desk.release(&command, context),
        ReportCommand::AskRelease(command) => desk.ask_release(command, context),
        ReportCommand::AgreeRelease(command) => {
            let of = (command.report, command.recipient);
            desk.answer_release(of, &command.paper, command.reason, Second::Agrees, context)
        }
        ReportCommand::RefuseRelease(command) => {
            let of = (command.report, command.recipient);
            desk.answer_release(of, &command.paper, command.reason, Second::Refuses, context)
        }
        ReportCommand::WriteAddendum { report, statement, text, .. } => desk.add(report, statement, text, context),
    }
}

/// One session's reports and what they rest on.
pub(super) struct Desk<'w> {
    stream: StreamName,
    record: &'w SessionRecord,
    pub(super) slot: &'w Slot,
    world: &'w World,
}

impl<'w> Desk<'w> {
    fn of(session: SessionId, world: &'w World) -> Result<Self, Refusal> {
        let unknown = || Refusal::not_now("there is no such session", "Go back to the day's list.");
        let record = world.sessions.get(&session).ok_or_else(unknown)?;
        let slot = record.session.slot().ok_or_else(unknown)?;
        Ok(Self { stream: StreamName::Session(session), record, slot, world })
    }

    pub(super) fn recorded(&self, event: ReportEvent) -> Vec<Recorded> {
        vec![Recorded::now(self.stream, event)]
    }

    pub(super) fn report(&self, id: ReportId) -> Result<&'w Report, Refusal> {
        let none = || Refusal::not_now("there is no such report of this session", "Open the session and begin one.");
        self.record.report.report(id).ok_or_else(none)
    }

    pub(super) fn facts(&self, context: &Context<'_>) -> Facts {
        let mut facts = case_facts(self.world, self.slot.case, context.now, context.today);
        facts.case.levels.delivered = Some(self.slot.level);
        facts
    }

    pub(super) fn clear(&self, moment: Moment, facts: &Facts) -> Result<(), Refusal> {
        let nothing = CaseState::default();
        clear(moment, facts, self.world.cases.get(&self.slot.case).unwrap_or(&nothing))
    }

    pub(super) fn about_the_case<T>(&self, value: T) -> Private<T> {
        Private::new(Subject::Case(self.slot.case), Compartment::Ordinary, value)
    }

    fn draft(&self, statements: Vec<StatementText>, context: &mut Context<'_>) -> Decision {
        let mut facts = self.facts(context);
        facts.writing = Some(WritingFact { kind: WritingKind::Report, level: Some(self.slot.level) });
        self.clear(Moment::Writing, &facts)?;
        if !matches!(self.record.session.stage(), Stage::Ended | Stage::Closed) {
            return Err(Refusal::not_now("this session has not ended", "Record how it ended first."));
        }
        if self.record.report.current().is_some() {
            return Err(Refusal::not_now(
                "there is a report of this session",
                "Change that one while it is a draft; once it is released, write an addendum.",
            ));
        }
        let statements = self.statements(statements, &[], context)?;
        Ok(self.recorded(ReportEvent::Drafted { report: ReportId::fresh(context.ids), statements }))
    }

    fn amend(&self, id: ReportId, statements: Vec<StatementText>, context: &mut Context<'_>) -> Decision {
        let report = self.report(id)?;
        let mut facts = self.facts(context);
        facts.edit = Some(edit(id, report, EditKind::InPlace));
        self.clear(Moment::Edit, &facts)?;
        if report.stage != ReportStage::Draft {
            return Err(Refusal::not_now(
                "this report is with its reviewer",
                "Ask the reviewer to return it, then change it.",
            ));
        }
        let statements = self.statements(statements, &report.statements, context)?;
        Ok(self.recorded(ReportEvent::Amended { report: id, statements }))
    }

    /// Statements with text, each resting on facts of this session. A statement keeps its id from draft to draft.
    fn statements(
        &self,
        given: Vec<StatementText>,
        before: &[Statement],
        context: &mut Context<'_>,
    ) -> Result<Vec<Statement>, Refusal> {
        let mut problems = Vec::new();
        let mut statements: Vec<Statement> = Vec::new();
        for (index, statement) in given.into_iter().enumerate() {
            let Some(text) = statement.text else { continue };
            if statement.sources.iter().any(|source| !self.is_on_record(*source)) {
                let field = format!("statements.{index}.sources");
                problems.push(FieldProblem::new(&field, "choose among what is recorded of this session"));
            }
            let kept =
                statement.id.filter(|id| before.iter().any(|s| s.id == *id) && statements.iter().all(|s| s.id != *id));
            statements.push(Statement {
                id: kept.unwrap_or_else(|| StatementId::fresh(context.ids)),
                section: statement.section,
                text: self.about_the_case(text),
                sources: statement.sources,
            });
        }
        if statements.is_empty() {
            problems.push(FieldProblem::new("statements", "write at least one statement"));
        }
        if problems.is_empty() { Ok(statements) } else { Err(Refusal::Fields(problems)) }
    }

    fn is_on_record(&self, source: Source) -> bool {
        let session = &self.record.session;
        match source {
            Source::Note(id) => session.observed().iter().any(|o| o.id == id),
            Source::Wellbeing(id) => session.wellbeing().iter().any(|w| w.id == id),
            Source::Fact(place) => session.has_fact(place),
            Source::Record(version) => session.fact_at(version).is_some(),
        }
    }

    fn submit(&self, id: ReportId, context: &Context<'_>) -> Decision {
        let report = self.report(id)?;
        if report.stage != ReportStage::Draft {
            return Err(Refusal::not_now("this report has been handed in", "Wait for its reviewer."));
        }
        if !report.was_written_by(context.actor) {
            return Err(Refusal::not_now(
                "a report is handed in by somebody who wrote it",
                "Ask its author to hand it in.",
            ));
        }
        Ok(self.recorded(ReportEvent::Submitted { report: id }))
    }

    fn send_back(&self, id: ReportId, reason: Narrative) -> Decision {
        match self.report(id)?.stage {
            // A report that was passed but reached nobody can go back, as when a protected fact is found in it.
            ReportStage::Submitted | ReportStage::Passed => {
                Ok(self.recorded(ReportEvent::Returned { report: id, reason: self.about_the_case(reason) }))
            }
            ReportStage::Draft => Err(Refusal::not_now("this report is a draft", "Its author can change it.")),
            ReportStage::Released => Err(released()),
        }
    }

    fn pass(&self, id: ReportId, context: &Context<'_>) -> Decision {
        let report = self.report(id)?;
        if report.stage != ReportStage::Submitted {
            return Err(Refusal::not_now(
                "this report is not waiting for a review",
                "It can be passed once its author has handed it in.",
            ));
        }
        let mut facts = self.facts(context);
        facts.output = Some(output(id, report, self.slot.level, Some(context.actor)));
        self.clear(Moment::Review, &facts)?;
        Ok(self.recorded(ReportEvent::Passed { report: id }))
    }

    fn add(&self, id: ReportId, statement: StatementId, text: Narrative, context: &Context<'_>) -> Decision {
        let report = self.report(id)?;
        if report.stage != ReportStage::Released {
            return Err(Refusal::not_now(
                "this report has reached nobody yet",
                "Have it returned to its author, who can change it.",
            ));
        }
        if report.statement(statement).is_none() {
            return Err(Refusal::field("statement", "choose a statement of this report"));
        }
        let mut facts = self.facts(context);
        facts.edit = Some(edit(id, report, EditKind::Addendum));
        self.clear(Moment::Edit, &facts)?;
        Ok(self.recorded(ReportEvent::AddendumWritten { report: id, statement, text: self.about_the_case(text) }))
    }
}

fn released() -> Refusal {
    Refusal::not_now("this report has been released", "Write an addendum; both texts are shown.")
}
