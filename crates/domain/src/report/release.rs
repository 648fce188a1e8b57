//! Who is to have a report, and letting one copy of it leave.

use super::commands::{Checked, FoundHit, NameRecipients, RecipientGiven, ReleaseReport};
use super::decide::Desk;
use super::events::{Basis, Recipient, ReportEvent};
use super::facts::{add_recipient, output};
use super::sharing::{RecipientClass, withheld};
use super::state::{Report, ReportStage};
use crate::decision::{Context, Decision, FieldProblem, Refusal};
use crate::ids::{CaseId, ReportId};
use crate::private::{Compartment, Private, Subject};
use crate::rules::{Facts, Moment};
use crate::words::Answer;

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
        if !is_sha256(&command.paper) {
            return Err(Refusal::field("paper", "give the SHA-256 of the paper as 64 hexadecimal digits"));
        }
        let found = &command.checked.hits;
        let (report, recipient) = self.reportable(command.report, command.recipient)?;
        let agreed = report.exception_for(command.recipient).filter(|e| e.covers(&command.paper, found));
        let hits = withheld(recipient, found, agreed);
        let checked = Checked { compared: command.checked.compared, hits };
        self.clear_for(command.report, (report, recipient), &checked, context)?;
        if command.content.is_empty() {
            return Err(Refusal::field("content", "give the paper as it leaves"));
        }
        Ok(self.recorded(ReportEvent::Released {
            report: command.report,
            recipient: command.recipient,
            paper: command.paper.to_ascii_lowercase(),
            content: self.kept(command.content.clone(), found),
            told: found.clone(),
        }))
    }

    /// A paper that tells a protected fact lies among them.
    fn kept(&self, bytes: String, found: &[FoundHit]) -> Private<String> {
        if found.is_empty() { self.about_the_case(bytes) } else { self.protected(bytes) }
    }

    /// Whether a paper with these findings may leave: the same rules as at its release.
    pub(super) fn may_leave(&self, paper: &ReadyPaper, context: &Context<'_>) -> Result<(), Refusal> {
        let of = self.reportable(paper.report, paper.recipient)?;
        let checked = Checked { compared: Answer::Yes, hits: paper.hits.clone() };
        self.clear_for(paper.report, of, &checked, context)
    }

    /// A report that was passed, and somebody on its list who does not have it.
    fn reportable(&self, id: ReportId, place: u32) -> Result<(&Report, &Recipient), Refusal> {
        let report = self.report(id)?;
        if !matches!(report.stage, ReportStage::Passed | ReportStage::Released) {
            return Err(Refusal::not_now(
                "this report has not been passed by a reviewer",
                "Have somebody who did not write it review it.",
            ));
        }
        let named = report.recipients.get(usize::try_from(place).unwrap_or(usize::MAX));
        let recipient =
            named.ok_or_else(|| Refusal::field("recipient", "choose somebody on the list of recipients"))?;
        if report.has_newest(place) {
            return Err(Refusal::not_now("this recipient has the report already", "Nothing more is needed."));
        }
        Ok((report, recipient))
    }

    fn clear_for(
        &self,
        id: ReportId,
        (report, recipient): (&Report, &Recipient),
        checked: &Checked,
        context: &Context<'_>,
    ) -> Result<(), Refusal> {
        let mut facts = self.facts(context);
        let reviewer = report.reviewer.map(|(_, actor)| actor);
        let mut paper = output(id, report, self.slot.level, reviewer);
        add_recipient(&mut paper, report, recipient, checked, &facts);
        facts.output = Some(paper);
        self.clear(Moment::Release, &facts)
    }
}

/// A paper that somebody wants to leave, with the findings that would stop it.
pub(super) struct ReadyPaper {
    pub(super) report: ReportId,
    pub(super) recipient: u32,
    pub(super) hits: Vec<FoundHit>,
}

pub(super) fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn seal(given: RecipientGiven, case: CaseId) -> Recipient {
    let subject = given.person.map_or(Subject::Case(case), Subject::Person);
    Recipient {
        person: given.person,
        kind: given.kind,
        name: Private::new(subject, Compartment::Ordinary, given.name),
        basis: given.basis,
        purpose: given.purpose,
    }
}

fn problem_of(index: usize, given: &RecipientGiven, facts: &Facts) -> Option<FieldProblem> {
    if given.kind.is_for_a_person() && given.person.is_none() {
        let field = format!("recipients.{index}.person");
        return Some(FieldProblem::new(&field, "say which person of the case the copy is for, or whom they act for"));
    }
    let service = given.kind.class() == RecipientClass::Service;
    let fits = given.purpose.is_some_and(|purpose| given.kind.purposes().any(|known| known == purpose));
    if service && !fits {
        let field = format!("recipients.{index}.purpose");
        return Some(FieldProblem::new(
            &field,
            "say what this service is told it for; choose a purpose that is theirs",
        ));
    }
    if !service && (given.purpose.is_some() || given.basis == Basis::Safeguarding) {
        let field = format!("recipients.{index}.basis");
        return Some(FieldProblem::new(&field, "only a service is told something to keep somebody safe"));
    }
    match given.basis {
        Basis::Order(id) if facts.case.orders.iter().all(|order| order.id != id) => {
            let field = format!("recipients.{index}.basis");
            Some(FieldProblem::new(&field, "choose an order that is on file in this case"))
        }
        _ => None,
    }
}
