//! Comparing what was written down with the order, by a second person; and the exceptions of its clauses.

use super::decide::stored;
use super::shared::{day, names_of, on_case, open_for};
use crate::answer::Answer;
use crate::cases::words::capital;
use crate::components::{Html, SummaryList, SummaryRow};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use app::cases::words::{check_outcome, exception, order_kind, prohibition};
use app::referral::OrderLine;
use app::referral::TriagePage;
use app::{Done, Failure, IfMatch};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{CaseId, OrderId, PersonId};
use domain::referral::{CheckOutcome, Clause, ReferralCommand};
use domain::words::{Exception, Prohibition};

pub(super) const EXCEPTIONS: [Exception; 4] = [Exception::None, Exception::NotMet, Exception::Met, Exception::Unknown];

pub(super) fn line(found: &TriagePage, order: OrderId) -> Result<&OrderLine, Answer> {
    found.orders.iter().find(|line| line.id == order).ok_or_else(|| Failure::NotOpen.into())
}

pub(super) fn to_orders(case: CaseId) -> String {
    format!("/cases/{case}/triage#orders")
}

/// The form of the second person.
pub(super) struct SecondCheck {
    found: TriagePage,
    order: OrderId,
    written: Html,
    kind: &'static str,
}

impl Form for SecondCheck {
    type Path = (CaseId, OrderId);

    async fn open(web: &Web, reader: &Reader, (case, order): Self::Path) -> Result<Self, Answer> {
        let found = open_for(web, reader, case, "second-check-order").await?;
        let line = line(&found, order)?;
        let (written, kind) = (written(line, &found)?, order_kind(line.kind));
        Ok(Self { found, order, written, kind })
    }

    fn heading(&self) -> String {
        format!("Compare what was written down with the {}", self.kind)
    }

    fn introduction(&self) -> Html {
        Html::paragraph("Hold the order beside this. Compare every line.").then(self.written.clone())
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let outcomes = [CheckOutcome::Agrees, CheckOutcome::Differs];
        let outcomes = outcomes.map(|outcome| (stored(outcome), check_outcome(outcome)));
        vec![Question::one("outcome", "What did you find?", outcomes)]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let outcome = reading.choice("outcome", "Choose what you found");
        let (case, order) = (self.found.head.case, self.order);
        let read = outcome.map(|outcome| ReferralCommand::SecondCheckOrder { case, order, outcome });
        reading.finish(read).map(Command::from)
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(on_case(&self.found.head))
    }

    fn back(&self) -> String {
        format!("/cases/{}/triage", self.found.head.case)
    }

    fn next(&self, _done: &Done) -> String {
        to_orders(self.found.head.case)
    }
}

fn written(line: &OrderLine, found: &TriagePage) -> Result<Html, Answer> {
    let names = |people: &[PersonId]| {
        if people.is_empty() { Ok("Nobody".to_owned()) } else { names_of(&found.names, people, &found.head.grant) }
    };
    let mut rows = vec![
        SummaryRow::new("Kind", capital(order_kind(line.kind))),
        SummaryRow::new("Made on", day(line.issued_on)),
        SummaryRow::new(
            "Last in force on",
            line.ends_on.map_or_else(|| "No end".to_owned(), crate::cases::words::long),
        ),
        SummaryRow::new("Restrains", names(&line.restrains)?),
        SummaryRow::new("Protects", names(&line.protects)?),
    ];
    rows.extend(line.clauses.iter().map(|clause| {
        SummaryRow::new(
            "Forbids",
            format!("{}; {}", capital(prohibition(clause.prohibition)), exception(clause.exception)),
        )
    }));
    let directs = line.directs.map_or_else(|| "No contact".to_owned(), |level| capital(level.label()));
    rows.push(SummaryRow::new("Directs", directs));
    Ok(SummaryList::new(rows).into())
}

/// The form by which an exception of a clause is recorded.
pub(super) struct ClauseException {
    found: TriagePage,
    order: OrderId,
    place: u32,
    forbids: Prohibition,
}

impl Form for ClauseException {
    type Path = (CaseId, OrderId, u32);

    async fn open(web: &Web, reader: &Reader, (case, order, place): Self::Path) -> Result<Self, Answer> {
        let found = open_for(web, reader, case, "transcribe-order").await?;
        let index = usize::try_from(place).map_err(|_| Failure::NotOpen)?;
        let clause = line(&found, order)?.clauses.get(index).ok_or(Failure::NotOpen)?;
        Ok(Self { forbids: clause.prohibition, found, order, place })
    }

    fn heading(&self) -> String {
        format!("Exception for {}", prohibition(self.forbids))
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let choices = EXCEPTIONS.map(|choice| (stored(choice), capital(exception(choice))));
        vec![
            Question::one("exception", "Does an exception of this clause cover the planned contact?", choices)
                .hint("Not knowing stops the plan until somebody asks. It never counts as covered."),
            Question::text("source", "Where is that written?")
                .hint("For example the order's paragraph, or the reply of the court."),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let chosen = reading.choice("exception", "Choose what the order says");
        let source = reading.text("source", "Write down where that is written");
        let (case, order, clause) = (self.found.head.case, self.order, self.place);
        let read = chosen.zip(source).map(|(exception, source)| ReferralCommand::RecordClauseException {
            case,
            order,
            clause,
            now: Clause { prohibition: self.forbids, exception },
            source,
        });
        reading.finish(read).map(Command::from)
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(on_case(&self.found.head))
    }

    fn back(&self) -> String {
        format!("/cases/{}/triage", self.found.head.case)
    }

    fn next(&self, _done: &Done) -> String {
        to_orders(self.found.head.case)
    }
}
