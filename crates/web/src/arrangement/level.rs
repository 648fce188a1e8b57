//! Changing the level, in either direction: one person proposes, another decides.

use super::views::change;
use super::{at, to_take};
use crate::answer::Answer;
use crate::cases::Asking;
use crate::cases::shell::reference;
use crate::components::Html;
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::risk::steps;
use crate::risk::words::{level, stored};
use crate::sent::Fields;
use crate::state::Web;
use app::arrangement::Deciding;
use app::cases::CaseHead;
use app::cases::words::LEVELS;
use app::{Failure, IfMatch};
use domain::arrangement::{ArrangementCommand, LevelDecision, Phase, direction};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::CaseId;
use domain::words::ContactLevel;

/// Proposes another level.
pub(crate) struct ProposesLevel {
    head: CaseHead,
    from: ContactLevel,
}

/// Decides on the level that was proposed.
pub(crate) struct DecidesLevel {
    head: CaseHead,
    introduction: Html,
}

impl Form for ProposesLevel {
    type Path = CaseId;

    async fn open(web: &Web, reader: &Reader, case: CaseId) -> Result<Self, Answer> {
        let found = to_take(web, reader, case, "propose-level-change").await?;
        let held = matches!(found.phase, Phase::Live | Phase::Paused) && found.change.is_none();
        let from = found.agreed.as_ref().filter(|_| held).map(|terms| terms.level).ok_or(Failure::NotOpen)?;
        Ok(Self { head: found.head, from })
    }

    fn heading(&self) -> String {
        format!("{}: propose another level", reference(&self.head))
    }

    fn introduction(&self) -> Html {
        Html::paragraph(format!("The level now: {}.", self.from.label()))
            .then(Html::paragraph("You propose; somebody else decides. Until then nothing changes."))
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let others = LEVELS.into_iter().filter(|to| *to != self.from);
        let told = |to: ContactLevel| format!("{} ({})", level(to), direction(self.from, to).label().to_lowercase());
        vec![
            Question::one("to", "Which level do you propose?", others.map(|to| (stored(to), told(to)))),
            Question::text("why", "Why?").hint("What you saw, what each child said, what changed. No addresses."),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let to = reading.choice("to", "Choose the level you propose");
        let why = reading.text("why", "Write why you propose it");
        let case = self.head.case;
        let command = to.zip(why).map(|(to, why)| ArrangementCommand::ProposeLevelChange { case, to, why }.into());
        reading.finish(command)
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(steps::seen(&self.head))
    }

    fn back(&self) -> String {
        at(self.head.case)
    }
}

impl Form for DecidesLevel {
    type Path = CaseId;

    async fn open(web: &Web, reader: &Reader, case: CaseId) -> Result<Self, Answer> {
        let found = to_take(web, reader, case, "decide-level-change").await?;
        let Some(waiting) = found.change.as_ref().filter(|_| found.deciding == Deciding::Open) else {
            return Err(Failure::NotOpen.into());
        };
        let title = "What stops the level from changing";
        let stops = steps::notice(title, found.stops_change.as_ref(), case, Asking::by(&found.may));
        Ok(Self { introduction: stops.then(change(waiting, &found.head)?), head: found.head })
    }

    fn heading(&self) -> String {
        format!("{}: decide on the proposed level", reference(&self.head))
    }

    fn introduction(&self) -> Html {
        self.introduction.clone()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let choices = LevelDecision::ALL.iter().map(|decision| (decision.name(), decision.label()));
        vec![Question::one("decision", "What do you decide?", choices), Question::text("why", "Why?")]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let decision = reading.choice("decision", "Choose what you decide");
        let why = reading.text("why", "Write why you decide so");
        let case = self.head.case;
        let command = decision
            .zip(why)
            .map(|(decision, why)| ArrangementCommand::DecideLevelChange { case, decision, why }.into());
        reading.finish(command)
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(steps::seen(&self.head))
    }

    fn back(&self) -> String {
        at(self.head.case)
    }
}
