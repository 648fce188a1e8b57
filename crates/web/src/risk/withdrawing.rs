//! Withdrawing a version, and writing down that something happened which makes the assessment due again.

use super::Version;
use super::steps::seen;
use crate::answer::Answer;
use crate::cases::shell::reference;
use crate::components::{Html, InsetText};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use app::cases::CaseHead;
use app::{Done, Failure, IfMatch};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::CaseId;
use domain::risk::{AssessmentStatus, RiskCommand, TriggerKind, TriggerOrigin};

/// Withdraws a version.
pub(crate) struct Withdraws {
    head: CaseHead,
    path: Version,
    number: u32,
}

/// Writes down that something happened.
pub(crate) struct Raises {
    head: CaseHead,
    kinds: Vec<TriggerKind>,
}

impl Form for Withdraws {
    type Path = Version;

    async fn open(web: &Web, reader: &Reader, path: Version) -> Result<Self, Answer> {
        let found = web.house.assessment(&reader.who, path.0, path.1).await?;
        let past = matches!(found.line.status, AssessmentStatus::Superseded | AssessmentStatus::Withdrawn);
        if past || !found.may.contains(&"withdraw-risk-assessment") {
            return Err(Failure::NotOpen.into());
        }
        Ok(Self { number: found.line.number, head: found.head, path })
    }

    fn heading(&self) -> String {
        format!("{}: withdraw version {} of the assessment", reference(&self.head), self.number)
    }

    fn introduction(&self) -> Html {
        Html::from(InsetText::new(
            "What it says stays on record. Where it was the version that counts, none counts after that, and no session \
             goes ahead until another one is signed.",
        ))
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![Question::text("reason", "Why is it withdrawn?")]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let reason = reading.text("reason", "Write why it is withdrawn");
        let (case, assessment) = self.path;
        reading.finish(reason.map(|reason| RiskCommand::WithdrawAssessment { case, assessment, reason }.into()))
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(seen(&self.head))
    }

    fn back(&self) -> String {
        format!("/cases/{}/risk/{}", self.path.0, self.path.1)
    }

    fn next(&self, _done: &Done) -> String {
        format!("/cases/{}/risk", self.path.0)
    }
}

impl Form for Raises {
    type Path = CaseId;

    async fn open(web: &Web, reader: &Reader, case: CaseId) -> Result<Self, Answer> {
        let head = web.house.case_head(&reader.who, case).await?;
        let may = web.house.may_of(&reader.who, case, &["raise-risk-trigger", "hold-information"]).await?;
        if !may.contains(&"raise-risk-trigger") {
            return Err(Failure::NotOpen.into());
        }
        // What somebody disclosed is written down elsewhere, where fewer people read it. The safeguarding lead says here that
        // they hold something, whatever it is: then nobody can tell from it that somebody disclosed something.
        let offered = |kind: &TriggerKind| *kind != TriggerKind::Disclosure || may.contains(&"hold-information");
        Ok(Self { head, kinds: TriggerKind::ALL.iter().copied().filter(offered).collect() })
    }

    fn heading(&self) -> String {
        format!("{}: something happened", reference(&self.head))
    }

    fn introduction(&self) -> Html {
        Html::paragraph(
            "The assessment is due again from now on, whatever its age. If somebody told you something, or you saw it \
             yourself, record it as a concern as well: that reaches the safeguarding lead at once.",
        )
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![
            Question::one("kind", "What happened?", self.kinds.iter().map(|kind| (kind.name(), kind.label()))),
            Question::text("note", "What is known of it?")
                .hint("Leave it empty where the answer above says it all. Do not write an address here."),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let kind: Option<TriggerKind> = reading.choice("kind", "Choose what happened");
        let note = reading.text_if_any("note");
        let (case, origin) = (self.head.case, TriggerOrigin::Told);
        let command = kind.map(|kind| RiskCommand::RaiseTrigger { case, kind, origin, note, happened_at: None });
        reading.finish(command.map(Command::from))
    }

    fn back(&self) -> String {
        format!("/cases/{}/risk", self.head.case)
    }
}
