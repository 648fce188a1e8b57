//! Who is to have a report, and letting one copy of it leave.

use super::commands::{NameRecipients, RecipientGiven, ReleaseReport};
use super::decide::Desk;
use super::events::{Basis, Recipient, ReportEvent};
use super::facts::{add_recipient, output};
use super::state::ReportStage;
use crate::decision::{Context, Decision, FieldProblem, Refusal};
use crate::ids::CaseId;
use crate::private::{Compartment, Private, Subject};
use crate::rules::{Facts, Moment};

impl Desk<'_> {
    pub(super) fn name_recipients(&self, command: NameRecipients, context: &Context<'_>) -> Decision {
        let report = self.report(command.report)?;
        let facts = self.facts(context);
        let mut problems = Vec::new();
        let mut recipients = Vec::new();
        for (index, given) in command.recipients.into_iter().enumerate() {
            problems.extend(problem_of(index, &given, &facts));
            recipients.push(seal(given, self.slot.case));
        }
        let moved = report.releases.iter().any(|release| {
            let place = usize::try_from(release.recipient).unwrap_or(usize::MAX);
            recipients.get(place) != report.recipients.get(place)
        });
        if moved {
            let message = "those who have the report already stay on the list as they are; add others after them";
            problems.push(FieldProblem::new("recipients", message));
        }
        if recipients.is_empty() {
            problems.push(FieldProblem::new("recipients", "name at least one recipient"));
        }
        if !problems.is_empty() {
            return Err(Refusal::Fields(problems));
        }
        Ok(self.recorded(ReportEvent::RecipientsNamed { report: command.report, recipients }))
    }

    pub(super) fn release(&self, command: &ReleaseReport, context: &Context<'_>) -> Decision {
        let report = self.report(command.report)?;
        if !matches!(report.stage, ReportStage::Passed | ReportStage::Released) {
            return Err(Refusal::not_now(
                "this report has not been passed by a reviewer",
                "Have somebody who did not write it review it.",
            ));
        }
        let place = usize::try_from(command.recipient).unwrap_or(usize::MAX);
        let named = report.recipients.get(place);
        let recipient =
            named.ok_or_else(|| Refusal::field("recipient", "choose somebody on the list of recipients"))?;
        if !is_sha256(&command.paper) {
            return Err(Refusal::field("paper", "give the SHA-256 of the paper as 64 hexadecimal digits"));
        }
        if report.has_newest(command.recipient) {
            return Err(Refusal::not_now("this recipient has the report already", "Nothing more is needed."));
        }
        let mut facts = self.facts(context);
        let reviewer = report.reviewer.map(|(_, actor)| actor);
        let mut paper = output(command.report, report, self.slot.level, reviewer);
        add_recipient(&mut paper, report, recipient, &command.checked, &facts);
        facts.output = Some(paper);
        self.clear(Moment::Release, &facts)?;
        if command.content.is_empty() {
            return Err(Refusal::field("content", "give the paper as it leaves"));
        }
        Ok(self.recorded(ReportEvent::Released {
            report: command.report,
            recipient: command.recipient,
            paper: command.paper.to_ascii_lowercase(),
            content: self.about_the_case(command.content.clone()),
        }))
    }
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn seal(given: RecipientGiven, case: CaseId) -> Recipient {
    let subject = given.person.map_or(Subject::Case(case), Subject::Person);
    Recipient {
        person: given.person,
        kind: given.kind,
        name: Private::new(subject, Compartment::Ordinary, given.name),
        basis: given.basis,
    }
}

fn problem_of(index: usize, given: &RecipientGiven, facts: &Facts) -> Option<FieldProblem> {
    if given.kind.is_for_a_person() && given.person.is_none() {
        let field = format!("recipients.{index}.person");
        return Some(FieldProblem::new(&field, "say which person of the case the copy is for, or whom they act for"));
    }
    match given.basis {
        Basis::Order(id) if facts.case.orders.iter().all(|order| order.id != id) => {
            let field = format!("recipients.{index}.basis");
            Some(FieldProblem::new(&field, "choose an order that is on file in this case"))
        }
        _ => None,
    }
}
