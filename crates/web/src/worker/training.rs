//! Training and suitability of a worker.

use super::forms::Them;
use crate::answer::Answer;
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use crate::today::words::capital;
use app::IfMatch;
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::WorkerId;
use domain::worker::{Course, WorkerCommand};

const COURSES: [(&str, Course); 6] = [
    ("induction", Course::Induction),
    ("safeguarding", Course::Safeguarding),
    ("specialist-da", Course::SpecialistDa),
    ("disclosure-handling", Course::DisclosureHandling),
    ("coercive-control", Course::CoerciveControl),
    ("report-writing", Course::ReportWriting),
];

/// Records a completed course.
pub(super) struct Trained(Them);

impl Form for Trained {
    type Path = WorkerId;

    async fn open(web: &Web, reader: &Reader, worker: WorkerId) -> Result<Self, Answer> {
        Ok(Self(Them::find(web, reader, worker, "record-training").await?))
    }

    fn heading(&self) -> String {
        format!("Record training of {}", self.0.name)
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let evidence = [
            ("certificate-seen", "We have seen a certificate"),
            ("provider-confirmed", "Whoever gave the course confirmed it"),
            ("given-here", "We gave it ourselves"),
            ("self-declared", "Only the worker says so (it does not count for any rule)"),
        ];
        vec![
            Question::one("course", "Which course?", COURSES.map(|(value, course)| (value, capital(course.label()))))
                .hint("A general course never counts as specialist training on domestic abuse."),
            Question::day("completed_on", "When was it completed?"),
            Question::one("evidence", "What stands behind it?", evidence),
            Question::line("provider", "Who gave it?").hint("You may leave this empty."),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let course = reading.choice("course", "Choose the course");
        let completed_on = reading.day("completed_on", "Enter the day on which it was completed");
        let evidence = reading.choice("evidence", "Choose what stands behind it");
        let provider = reading.text_if_any("provider");
        let worker = self.0.worker;
        let command = match (course, completed_on, evidence) {
            (Some(course), Some(completed_on), Some(evidence)) => {
                let document = None;
                Some(
                    WorkerCommand::RecordTraining { worker, course, completed_on, evidence, document, provider }.into(),
                )
            }
            _ => None,
        };
        reading.finish(command)
    }

    fn back(&self) -> String {
        self.0.page()
    }
}

/// Takes back a wrong record of training.
pub(super) struct Withdraws {
    them: Them,
    record: u64,
}

impl Form for Withdraws {
    type Path = (WorkerId, u64);

    async fn open(web: &Web, reader: &Reader, (worker, record): Self::Path) -> Result<Self, Answer> {
        Ok(Self { them: Them::find(web, reader, worker, "record-training").await?, record })
    }

    fn heading(&self) -> String {
        format!("Take back a record of training of {}", self.them.name)
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![Question::text("reason", "Why was the record wrong?").hint("The record stays in the history.")]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let reason = reading.text("reason", "Write why it was wrong");
        let (worker, record) = (self.them.worker, self.record);
        reading.finish(reason.map(|reason| WorkerCommand::WithdrawTraining { worker, record, reason }.into()))
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(self.them.seen())
    }

    fn back(&self) -> String {
        self.them.page()
    }
}

/// Records that a disclosure and barring check was seen.
pub(super) struct Checked(Them);

impl Form for Checked {
    type Path = WorkerId;

    async fn open(web: &Web, reader: &Reader, worker: WorkerId) -> Result<Self, Answer> {
        Ok(Self(Them::find(web, reader, worker, "record-suitability").await?))
    }

    fn heading(&self) -> String {
        format!("Record a check of {}", self.0.name)
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let workforce = [
            ("children", "Children"),
            ("children-and-adults", "Children and adults"),
            ("adults", "Adults only"),
            ("other", "Other, or it does not say"),
        ];
        let update = [
            ("yes", "It was asked, and shows no change"),
            ("no", "It was asked, and shows a change"),
            ("not-asked", "It was not asked"),
            ("unknown", "Not known"),
        ];
        vec![
            Question::day("certificate_on", "The date on the certificate"),
            Question::one("workforce", "With whom does it say they may work?", workforce),
            Question::one("update_service", "The update service", update),
            Question::line("reference", "Number of the certificate").hint("You may leave this empty. No copy is kept."),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let certificate_on = reading.day("certificate_on", "Enter the date on the certificate");
        let workforce = reading.choice("workforce", "Choose with whom they may work");
        let update_service = reading.choice("update_service", "Choose what the update service shows");
        let reference = reading.text_if_any("reference");
        let worker = self.0.worker;
        let command = match (certificate_on, workforce, update_service) {
            (Some(certificate_on), Some(workforce), Some(update_service)) => {
                Some(WorkerCommand::RecordDbs { worker, certificate_on, workforce, update_service, reference }.into())
            }
            _ => None,
        };
        reading.finish(command)
    }

    fn back(&self) -> String {
        self.0.page()
    }
}
