//! Recording what stands behind a statement of harm.

use super::decide::stored;
use super::shared::{names_of, on_case, open_for};
use crate::answer::Answer;
use crate::cases::words::{capital, verbatim};
use crate::components::{Html, InsetText};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use app::referral::TriagePage;
use app::{Done, Failure, IfMatch};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{AssertionId, CaseId};
use domain::referral::ReferralCommand;
use domain::words::EvidentialStatus;

/// The statuses, from the least to the most settled.
pub(crate) const STATUSES: [EvidentialStatus; 6] = [
    EvidentialStatus::NotKnown,
    EvidentialStatus::Allegation,
    EvidentialStatus::Admission,
    EvidentialStatus::Caution,
    EvidentialStatus::Conviction,
    EvidentialStatus::Finding,
];

/// The form.
pub(super) struct AssertionStatus {
    found: TriagePage,
    assertion: AssertionId,
    about: Html,
}

impl Form for AssertionStatus {
    type Path = (CaseId, AssertionId);

    async fn open(web: &Web, reader: &Reader, (case, assertion): Self::Path) -> Result<Self, Answer> {
        let found = open_for(web, reader, case, "record-assertion-status").await?;
        let line = found.assertions.iter().find(|line| line.id == assertion).ok_or(Failure::NotOpen)?;
        let grant = &found.head.grant;
        let by = if line.by.is_empty() { "nobody named".to_owned() } else { names_of(&found.names, &line.by, grant)? };
        let text = format!(
            "{}, said to have been done by: {by}. So far: {}.",
            capital(line.harm.label()),
            line.status.label()
        );
        let mut about = Html::paragraph(text);
        if let Some(narrative) = &line.narrative {
            about = about.then(verbatim(narrative, grant)?);
        }
        Ok(Self { found, assertion, about })
    }

    fn heading(&self) -> String {
        "What stands behind this statement".to_owned()
    }

    fn introduction(&self) -> Html {
        InsetText::new(self.about.clone()).into()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let statuses = STATUSES.map(|status| (stored(status), capital(status.label())));
        vec![
            Question::one("status", "What stands behind it now?", statuses)
                .hint("An allegation is not a finding. It stays one until somebody named here has settled it."),
            Question::text("source", "Where is that written?").hint("For example the order, its date and paragraph."),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let status = reading.choice("status", "Choose what stands behind it");
        let source = reading.text("source", "Write down where that is written");
        let (case, assertion) = (self.found.head.case, self.assertion);
        let read = status.zip(source).map(|(status, source)| ReferralCommand::RecordAssertionStatus {
            case,
            assertion,
            status,
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
        format!("/cases/{}/triage#harm", self.found.head.case)
    }
}
