//! Who must not meet, and who concluded that an adult poses a risk. People write it down; nothing is worked out.

use super::Version;
use super::steps::seen;
use super::words::{Choosable, choosable, chosen_name};
use crate::answer::Answer;
use crate::cases::shell::reference;
use crate::components::Html;
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use app::risk::{AssessmentDraft, Section};
use app::{Done, IfMatch};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::PersonId;
use domain::risk::{AtRisk, Concluder, ProtectedPair, RiskConclusion};

/// Changes who must not meet, and what was concluded.
pub(crate) struct Apart {
    draft: AssessmentDraft,
    path: Version,
    adults: Vec<Choosable>,
}

fn pair_value(one: PersonId, other: PersonId) -> String {
    let (first, second) = if one <= other { (one, other) } else { (other, one) };
    format!("{first}_{second}")
}

fn conclusion_value(adult: PersonId, by: Concluder) -> String {
    format!("{adult}_{}", by.name())
}

impl Apart {
    fn pairs(&self) -> impl Iterator<Item = ProtectedPair> + '_ {
        self.adults.iter().enumerate().flat_map(|(place, (one, _))| {
            self.adults.iter().skip(place + 1).map(|(other, _)| ProtectedPair { one: *one, other: *other })
        })
    }

    fn conclusions(&self) -> impl Iterator<Item = (PersonId, Concluder)> + '_ {
        self.adults.iter().flat_map(|(adult, _)| Concluder::ALL.iter().map(|by| (*adult, *by)))
    }

    fn name(&self, adult: PersonId) -> &str {
        chosen_name(&self.adults, adult)
    }

    fn concluded(&self, adult: PersonId, by: Concluder) -> String {
        let who = match by {
            Concluder::ThisCentre => "I conclude",
            Concluder::Cafcass => "Cafcass concluded",
            Concluder::LocalAuthority => "A local authority concluded",
            Concluder::OtherBody => "Another body concluded",
        };
        format!("{who} that {} poses a risk", self.name(adult))
    }
}

impl Form for Apart {
    type Path = Version;

    async fn open(web: &Web, reader: &Reader, path: Version) -> Result<Self, Answer> {
        let draft = web.house.assessment_draft(&reader.who, path.0, path.1).await?;
        let adults = choosable(&draft.adults, &draft.names, &draft.head.grant)?;
        Ok(Self { draft, path, adults })
    }

    fn heading(&self) -> String {
        format!("{}: who must not meet, and what was concluded", reference(&self.draft.head))
    }

    fn introduction(&self) -> Html {
        Html::paragraph("Leave everything empty where there is nothing to say.")
    }

    fn questions(&self, answers: &Fields) -> Vec<Question> {
        let pairs = self.pairs().map(|pair| {
            (pair_value(pair.one, pair.other), format!("{} and {}", self.name(pair.one), self.name(pair.other)))
        });
        let conclusions =
            self.conclusions().map(|(adult, by)| (conclusion_value(adult, by), self.concluded(adult, by)));
        let mut all = vec![
            Question::many("protected_pairs", "Which adults must not meet at the centre?", pairs).hint(
                "Doors, times and rooms are planned so that they do not. Orders that keep people apart count besides.",
            ),
            Question::many("conclusions", "Has anybody concluded that an adult poses a risk?", conclusions),
        ];
        let chosen = self.conclusions().filter(|(adult, by)| {
            let value = conclusion_value(*adult, *by);
            answers.all("conclusions").any(|chosen| chosen == value)
        });
        all.extend(chosen.map(|(adult, by)| {
            let label = format!("{}: to whom?", self.concluded(adult, by));
            let choices = AtRisk::ALL.iter().map(|at| (at.name(), at.label()));
            Question::one(&format!("risk-{}", conclusion_value(adult, by)), &label, choices)
        }));
        all
    }

    fn standing(&self) -> Fields {
        let content = &self.draft.content;
        let fields = content
            .protected_pairs
            .iter()
            .fold(Fields::default(), |fields, pair| fields.with("protected_pairs", &pair_value(pair.one, pair.other)));
        content.conclusions.iter().fold(fields, |fields, conclusion| {
            let value = conclusion_value(conclusion.adult, conclusion.by);
            fields.with("conclusions", &value).with(&format!("risk-{value}"), conclusion.at_risk.name())
        })
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let ticked = |field: &str, value: &str| answers.all(field).any(|chosen| chosen == value);
        let pairs = self.pairs().filter(|pair| ticked("protected_pairs", &pair_value(pair.one, pair.other))).collect();
        let mut conclusions = Vec::new();
        for (adult, by) in self.conclusions() {
            let value = conclusion_value(adult, by);
            if ticked("conclusions", &value) {
                let at_risk = reading.choice(&format!("risk-{value}"), "Choose to whom the risk is");
                conclusions.extend(at_risk.map(|at_risk| RiskConclusion { adult, at_risk, by }));
            }
        }
        let command = self.draft.with(Section::Apart { pairs, conclusions });
        reading.finish(command.map(Command::from))
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(seen(&self.draft.head))
    }

    fn back(&self) -> String {
        format!("/cases/{}/risk/{}", self.path.0, self.path.1)
    }

    fn next(&self, _done: &Done) -> String {
        format!("{}#apart", self.back())
    }
}
