//! Writing down what an order says, from the order itself.

use super::decide::stored;
use super::orders::{EXCEPTIONS, line, to_orders};
use super::shared::{on_case, open_for, people};
use crate::answer::Answer;
use crate::cases::words::capital;
use crate::components::{Html, InsetText};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use app::cases::words::{LEVELS, exception, order_kind, prohibition};
use app::referral::{OrderLine, TriagePage};
use app::{Done, IfMatch};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{CaseId, OrderId, PersonId};
use domain::referral::questions::ANSWERS;
use domain::referral::{Clause, OrderTerms, ReferralCommand};
use domain::words::Prohibition;
use jiff::civil::Date;

const PROHIBITIONS: [Prohibition; 3] =
    [Prohibition::ContactWithChild, Prohibition::ContactWithAdult, Prohibition::AttendingPlace];

/// The form of a transcription.
pub(super) struct Transcribe {
    found: TriagePage,
    order: OrderId,
    people: Vec<(PersonId, String)>,
    standing: Fields,
    kind: &'static str,
}

impl Form for Transcribe {
    type Path = (CaseId, OrderId);

    async fn open(web: &Web, reader: &Reader, (case, order): Self::Path) -> Result<Self, Answer> {
        let found = open_for(web, reader, case, "transcribe-order").await?;
        let people = people(&found.names, &found.head.grant, |_| true)?;
        let line = line(&found, order)?;
        let (standing, kind) = (as_it_stands(line), order_kind(line.kind));
        Ok(Self { found, order, people, standing, kind })
    }

    fn heading(&self) -> String {
        format!("Write down what the {} says", self.kind)
    }

    fn introduction(&self) -> Html {
        let text = "Copy from the order itself, never from memory or from what somebody says of it. A second person then \
                    compares this with the order.";
        InsetText::new(text).into()
    }

    fn questions(&self, answers: &Fields) -> Vec<Question> {
        let levels = LEVELS.map(|level| (stored(level), capital(level.label())));
        let people = || self.people.iter().map(|(id, name)| (*id, name.clone()));
        let mut questions = vec![
            Question::day("issued_on", "When was it made?"),
            Question::day("ends_on", "On which day is it last in force?")
                .hint("Leave it empty if it names no end. For example, 27 3 2026"),
            Question::one("current", "Is it in force?", ANSWERS),
            Question::many("restrains", "Whom does it restrain?", people()),
            Question::many("protects", "Whom does it protect?", people()),
            Question::many(
                "clauses",
                "What does it forbid?",
                PROHIBITIONS.map(|forbids| (stored(forbids), capital(prohibition(forbids)))),
            )
            .hint("Leave all open if it forbids nothing."),
        ];
        questions.extend(forbidden(answers).map(|forbids| {
            Question::one(
                &exception_field(forbids),
                &format!("Is there an exception for {} that covers the planned contact?", prohibition(forbids)),
                EXCEPTIONS.map(|choice| (stored(choice), capital(exception(choice)))),
            )
        }));
        questions.push(
            Question::listed("directs", "Which level of contact does it direct?", levels)
                .hint("Leave it open if it directs none."),
        );
        questions
    }

    fn standing(&self) -> Fields {
        self.standing.clone()
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let terms = read_terms(&mut reading, answers);
        let (case, order) = (self.found.head.case, self.order);
        let read = terms.map(|terms| ReferralCommand::TranscribeOrder { case, order, terms });
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

fn exception_field(forbids: Prohibition) -> String {
    format!("exception-{}", stored(forbids))
}

fn forbidden(answers: &Fields) -> impl Iterator<Item = Prohibition> + '_ {
    PROHIBITIONS.into_iter().filter(|forbids| answers.all("clauses").any(|chosen| chosen == stored(forbids)))
}

fn read_terms(reading: &mut Reading<'_>, answers: &Fields) -> Option<OrderTerms> {
    let issued_on = reading.day_if_any("issued_on");
    let ends_on = reading.day_if_any("ends_on");
    if issued_on.zip(ends_on).is_some_and(|(made, ends)| ends < made) {
        reading.problem("ends_on", "The last day must not be before the day it was made");
    }
    let current = reading.choice("current", "Choose whether it is in force");
    let restrains = reading.all_parsed("restrains");
    let protects = reading.all_parsed("protects");
    let mut clauses = Vec::new();
    for forbids in forbidden(answers) {
        let field = exception_field(forbids);
        let exception = reading.choice(&field, "Say whether there is an exception, or that nobody knows");
        clauses.extend(exception.map(|exception| Clause { prohibition: forbids, exception }));
    }
    let directs = match reading.raw("directs") {
        "" => None,
        _ => reading.choice("directs", "Choose from the list"),
    };
    Some(OrderTerms { issued_on, ends_on, current: current?, protects, restrains, clauses, directs })
}

/// What is on record already. Nothing that nobody has said is filled in.
fn as_it_stands(line: &OrderLine) -> Fields {
    let mut fields = with_day(with_day(Fields::default(), "issued_on", line.issued_on), "ends_on", line.ends_on);
    if ANSWERS.iter().any(|(value, _)| *value == stored(line.current)) {
        fields = fields.with("current", &stored(line.current));
    }
    for (name, people) in [("restrains", &line.restrains), ("protects", &line.protects)] {
        fields = people.iter().fold(fields, |fields, person| fields.with(name, &person.to_string()));
    }
    for clause in line.clauses.iter().filter(|clause| clause.prohibition != Prohibition::NotTranscribed) {
        fields = fields
            .with("clauses", &stored(clause.prohibition))
            .with(&exception_field(clause.prohibition), &stored(clause.exception));
    }
    match line.directs {
        Some(level) => fields.with("directs", &stored(level)),
        None => fields,
    }
}

fn with_day(fields: Fields, name: &str, day: Option<Date>) -> Fields {
    match day {
        Some(day) => fields
            .with(&format!("{name}-day"), &day.day().to_string())
            .with(&format!("{name}-month"), &day.month().to_string())
            .with(&format!("{name}-year"), &day.year().to_string()),
        None => fields,
    }
}
