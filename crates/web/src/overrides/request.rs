//! Asking for an override of one finding.

use super::at;
use crate::answer::{self, Answer};
use crate::cases::words::long;
use crate::components::{Html, InsetText};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use app::overrides::OverrideRequest;
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::CaseId;
use domain::overrides::OverrideCommand;
use domain::rules::FindingKey;

/// The form.
pub(super) struct Request {
    found: OverrideRequest,
    finding: FindingKey,
}

impl Form for Request {
    type Path = (CaseId, String);

    async fn open(web: &Web, reader: &Reader, (case, finding): Self::Path) -> Result<Self, Answer> {
        let finding = FindingKey::from_form(&finding);
        let found = web.house.override_request(&reader.who, case, &finding).await?;
        Ok(Self { found, finding })
    }

    fn heading(&self) -> String {
        "Ask for an override".to_owned()
    }

    fn introduction(&self) -> Html {
        let about = match (&self.found.finding, self.found.sentence) {
            (Some(finding), _) => answer::finding(finding),
            (None, Some(sentence)) => Html::paragraph(sentence),
            (None, None) => Html::paragraph("This finding is not known to this version of the program."),
        };
        about.then(InsetText::new("You ask; somebody else authorises. Until then nothing passes."))
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let longest = i64::from(self.found.longest_days);
        let last = self.found.today.checked_add(jiff::Span::new().days(longest)).unwrap_or(self.found.today);
        vec![
            Question::text("reason", "Why, and what is done instead to keep everybody safe?"),
            Question::day("until", "What is the last day it is to hold?")
                .hint(&format!("At the latest {}. For example, 27 3 2026", long(last))),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let reason = reading.text("reason", "Write down why, and what is done instead");
        let until = reading.day("until", "Enter the last day it is to hold");
        let (case, finding) = (self.found.head.case, self.finding.clone());
        let read =
            reason.zip(until).map(|(reason, until)| OverrideCommand::RequestOverride { case, finding, reason, until });
        reading.finish(read).map(Command::from)
    }

    fn back(&self) -> String {
        at(self.found.head.case)
    }
}
