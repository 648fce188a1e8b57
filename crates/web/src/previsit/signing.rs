//! A signature given at another time, and a pre-visit that did not take place.

use super::planning::of_side;
use crate::answer::Answer;
use crate::cases::shell::reference;
use crate::cases::words::{long, name_in};
use crate::components::Html;
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use app::Failure;
use app::previsit::{PlannedVisit, PreVisitChoices};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{CaseId, PersonId};
use domain::previsit::{NotHeldReason, PreVisitCommand, SignedText, TextVersion};

/// Records a signature.
pub(crate) struct Signs {
    choices: PreVisitChoices,
    adult: String,
}

/// Records that the pre-visit that was planned did not take place.
pub(crate) struct DidNotHappen {
    choices: PreVisitChoices,
    adult: String,
    planned: PlannedVisit,
}

async fn choices(web: &Web, reader: &Reader, path: (CaseId, PersonId)) -> Result<(PreVisitChoices, String), Answer> {
    let choices = web.house.pre_visit_choices(&reader.who, path.0, path.1).await?;
    let adult = name_in(&choices.names, choices.adult, &choices.head.grant)?;
    Ok((choices, adult))
}

impl Form for Signs {
    type Path = (CaseId, PersonId);

    async fn open(web: &Web, reader: &Reader, path: Self::Path) -> Result<Self, Answer> {
        let (choices, adult) = choices(web, reader, path).await?;
        Ok(Self { choices, adult })
    }

    fn heading(&self) -> String {
        format!("{}: {} signed", reference(&self.choices.head), of_side(self.choices.side))
    }

    fn introduction(&self) -> Html {
        Html::paragraph(format!("A signature of {}.", self.adult))
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![
            Question::one(
                "text",
                "What did they sign?",
                SignedText::ALL.iter().map(|text| (text.name(), text.label())),
            ),
            Question::line("version", "Which version?").hint("It stands on the sheet, such as 2026-09."),
            Question::day("on", "On which day?"),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let text: Option<SignedText> = reading.choice("text", "Choose what they signed");
        let version = TextVersion::parse(reading.raw("version"));
        if let Err(problem) = &version {
            reading.problem("version", &crate::answer::capital(&problem.to_string()));
        }
        let on = reading.day("on", "Enter the day");
        let (case, adult) = (self.choices.head.case, self.choices.adult);
        let command = text
            .zip(version.ok())
            .zip(on)
            .map(|((text, version), on)| PreVisitCommand::SignText { case, adult, text, version, on }.into());
        reading.finish(command)
    }

    fn back(&self) -> String {
        format!("/cases/{}/pre-visits", self.choices.head.case)
    }
}

impl Form for DidNotHappen {
    type Path = (CaseId, PersonId);

    async fn open(web: &Web, reader: &Reader, path: Self::Path) -> Result<Self, Answer> {
        let (choices, adult) = choices(web, reader, path).await?;
        let planned = choices.planned.ok_or(Failure::NotOpen)?;
        Ok(Self { choices, adult, planned })
    }

    fn heading(&self) -> String {
        format!("{}: a pre-visit of {} was not held", reference(&self.choices.head), of_side(self.choices.side))
    }

    fn introduction(&self) -> Html {
        Html::paragraph(format!("Of {}, planned for {}.", self.adult, long(self.planned.window.date())))
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let reasons = NotHeldReason::ALL.iter().map(|reason| (reason.name(), reason.label()));
        vec![
            Question::one("reason", "Why was it not held?", reasons),
            Question::text("note", "In words").hint("Leave it empty where the answer above says it all."),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let reason = reading.choice("reason", "Choose why it was not held");
        let note = reading.text_if_any("note");
        let (case, previsit) = (self.choices.head.case, self.planned.id);
        reading.finish(reason.map(|reason| PreVisitCommand::NotHeld { case, previsit, reason, note }.into()))
    }

    fn back(&self) -> String {
        format!("/cases/{}/pre-visits", self.choices.head.case)
    }
}
