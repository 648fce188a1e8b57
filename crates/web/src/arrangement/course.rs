//! Pausing, resuming and ending.

use super::{at, to_take};
use crate::answer::Answer;
use crate::cases::Asking;
use crate::cases::shell::reference;
use crate::components::{Html, InsetText};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::risk::steps;
use crate::sent::Fields;
use crate::state::Web;
use app::cases::CaseHead;
use app::{Failure, IfMatch};
use domain::arrangement::{ArrangementCommand, EndOutcome, PauseReason, Phase};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::CaseId;

/// Pauses it.
pub(crate) struct Pauses {
    head: CaseHead,
}

/// Resumes it.
pub(crate) struct Resumes {
    head: CaseHead,
    stops: Html,
}

/// Ends it.
pub(crate) struct Ends {
    head: CaseHead,
}

impl Form for Pauses {
    type Path = CaseId;

    async fn open(web: &Web, reader: &Reader, case: CaseId) -> Result<Self, Answer> {
        let found = to_take(web, reader, case, "pause-arrangement").await?;
        if found.phase != Phase::Live {
            return Err(Failure::NotOpen.into());
        }
        Ok(Self { head: found.head })
    }

    fn heading(&self) -> String {
        format!("{}: pause the arrangement", reference(&self.head))
    }

    fn introduction(&self) -> Html {
        InsetText::new(
            "No session is held until it is resumed, and no rule stops you from pausing it. Sessions that are booked stay \
             in the book: cancel each of them, so that both sides are told.",
        )
        .into()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let reasons = PauseReason::ALL.iter().map(|reason| (reason.name(), reason.label()));
        vec![Question::one("reason", "Why is it paused?", reasons), in_words()]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let reason = reading.choice("reason", "Choose why it is paused");
        let note = reading.text_if_any("note");
        let case = self.head.case;
        reading.finish(reason.map(|reason| ArrangementCommand::PauseArrangement { case, reason, note }.into()))
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(steps::seen(&self.head))
    }

    fn back(&self) -> String {
        at(self.head.case)
    }
}

impl Form for Resumes {
    type Path = CaseId;

    async fn open(web: &Web, reader: &Reader, case: CaseId) -> Result<Self, Answer> {
        let found = to_take(web, reader, case, "resume-arrangement").await?;
        if found.phase != Phase::Paused {
            return Err(Failure::NotOpen.into());
        }
        let title = "What stops it from being resumed";
        let stops = steps::notice(title, found.stops_resuming.as_ref(), case, Asking::by(&found.may));
        Ok(Self { stops, head: found.head })
    }

    fn heading(&self) -> String {
        format!("{}: resume the arrangement", reference(&self.head))
    }

    fn introduction(&self) -> Html {
        let text = "Bringing people together again is decided like agreeing at first.";
        self.stops.clone().then(Html::paragraph(text))
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![Question::text("note", "What has changed since it was paused?")]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let note = reading.text("note", "Write what has changed");
        let case = self.head.case;
        reading.finish(note.map(|note| ArrangementCommand::ResumeArrangement { case, note }.into()))
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(steps::seen(&self.head))
    }

    fn back(&self) -> String {
        at(self.head.case)
    }
}

impl Form for Ends {
    type Path = CaseId;

    async fn open(web: &Web, reader: &Reader, case: CaseId) -> Result<Self, Answer> {
        let found = to_take(web, reader, case, "end-arrangement").await?;
        if matches!(found.phase, Phase::None | Phase::Ended) {
            return Err(Failure::NotOpen.into());
        }
        Ok(Self { head: found.head })
    }

    fn heading(&self) -> String {
        format!("{}: end the arrangement", reference(&self.head))
    }

    fn introduction(&self) -> Html {
        InsetText::new(
            "No rule stops you from ending it, and no way of ending is better than another. Terms that are only proposed \
             are given up with it, and so is a change of level that waits. What was agreed stays on record.",
        )
        .into()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let ways = EndOutcome::ALL.iter().map(|way| (way.name(), way.label()));
        vec![Question::one("outcome", "How did it end?", ways), in_words()]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let outcome = reading.choice("outcome", "Choose how it ended");
        let note = reading.text_if_any("note");
        let case = self.head.case;
        reading.finish(outcome.map(|outcome| ArrangementCommand::EndArrangement { case, outcome, note }.into()))
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(steps::seen(&self.head))
    }

    fn back(&self) -> String {
        at(self.head.case)
    }
}

fn in_words() -> Question {
    Question::text("note", "In words").hint("Leave it empty where the answer above says it all. No addresses.")
}
