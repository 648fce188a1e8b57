//! Taking an override back.

use super::at;
use super::page::rows;
use crate::answer::Answer;
use crate::components::{Html, SummaryList};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use app::Failure;
use app::overrides::ReaderStep;
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{CaseId, OverrideId};
use domain::overrides::OverrideCommand;

/// The form.
pub(super) struct Withdraw {
    case: CaseId,
    id: OverrideId,
    about: Html,
}

impl Form for Withdraw {
    type Path = (CaseId, OverrideId);

    async fn open(web: &Web, reader: &Reader, (case, id): Self::Path) -> Result<Self, Answer> {
        let found = web.house.overrides(&reader.who, case).await?;
        let line = found.overrides.iter().find(|line| line.id == id).ok_or(Failure::NotOpen)?;
        if !line.open_to_reader.contains(&ReaderStep::Withdraw) {
            return Err(Failure::NotOpen.into());
        }
        let about = SummaryList::new(rows(line, &found.head)?).into();
        Ok(Self { case, id, about })
    }

    fn heading(&self) -> String {
        "Withdraw an override".to_owned()
    }

    fn introduction(&self) -> Html {
        self.about.clone()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![Question::text("reason", "Why is it taken back?")]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let reason = reading.text("reason", "Write down why");
        let (case, id) = (self.case, self.id);
        let read = reason.map(|reason| OverrideCommand::WithdrawOverride { case, id, reason });
        reading.finish(read).map(Command::from)
    }

    fn back(&self) -> String {
        at(self.case)
    }
}
