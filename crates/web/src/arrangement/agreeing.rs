//! Recording who agreed to the proposed terms, each adult for themselves.

use super::{at, terms, to_take};
use crate::answer::Answer;
use crate::cases::Asking;
use crate::cases::shell::reference;
use crate::cases::words::heading;
use crate::components::Html;
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::risk::steps;
use crate::risk::words::{Choosable, choosable};
use crate::sent::Fields;
use crate::state::Web;
use app::{Failure, IfMatch};
use domain::arrangement::ArrangementCommand;
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{CaseId, PersonId};

/// Records who agreed.
pub(crate) struct Agrees {
    case: CaseId,
    title: String,
    introduction: Html,
    parties: Vec<Choosable>,
    seen: IfMatch,
}

const AGREED: &str = "agreed";
const NOT_AGREED: &str = "not-agreed";
const NOT_ASKED: &str = "not-asked";

fn field(party: PersonId) -> String {
    format!("agreed-{party}")
}

impl Form for Agrees {
    type Path = CaseId;

    async fn open(web: &Web, reader: &Reader, case: CaseId) -> Result<Self, Answer> {
        let found = to_take(web, reader, case, "agree-arrangement").await?;
        let line = found.proposed.as_ref().ok_or(Failure::NotOpen)?;
        let stops = steps::notice(
            "What stops these terms from being agreed, even where everybody agrees",
            found.stops_agreeing.as_ref(),
            case,
            Asking::by(&found.may),
        );
        let text = "Ask each adult for themselves, and never in front of the other. Nobody is pressed; that somebody does \
                    not agree is an answer.";
        let holds =
            "The terms hold from when this is saved. Nobody is written down as having agreed but those who said so.";
        let card = terms::card("Terms that are proposed", line, &found.names, &found.head)?;
        Ok(Self {
            case,
            title: reference(&found.head),
            introduction: stops
                .then(Html::paragraph(text))
                .then(Html::paragraph(holds))
                .then(heading("The terms"))
                .then(card),
            parties: choosable(&found.parties, &found.names, &found.head.grant)?,
            seen: steps::seen(&found.head),
        })
    }

    fn heading(&self) -> String {
        format!("{}: who agreed to the proposed terms", self.title)
    }

    fn introduction(&self) -> Html {
        self.introduction.clone()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let ask = |(party, name): &Choosable| {
            let choices = [
                (AGREED, "They agreed to these terms"),
                (NOT_AGREED, "They did not agree"),
                (NOT_ASKED, "They have not been asked"),
            ];
            Question::one(&field(*party), &format!("What did {name} say?"), choices)
        };
        self.parties.iter().map(ask).collect()
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let mut agreed_by = Vec::new();
        for (party, name) in &self.parties {
            match reading.raw(&field(*party)) {
                AGREED => agreed_by.push(*party),
                NOT_AGREED | NOT_ASKED => {}
                _ => reading.problem(&field(*party), &format!("Choose what {name} said")),
            }
        }
        let command = ArrangementCommand::AgreeArrangement { case: self.case, agreed_by };
        reading.finish(Some(command.into()))
    }

    fn asked_as(&self, name: String) -> String {
        match self.parties.first() {
            Some((party, _)) if name == "agreed_by" => field(*party),
            _ => name,
        }
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(self.seen)
    }

    fn back(&self) -> String {
        at(self.case)
    }
}
