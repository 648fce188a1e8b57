//! What it means for each child, and what the centre does not know.

use super::Version;
use super::steps::seen;
use super::words::{Choosable, choosable};
use crate::answer::Answer;
use crate::cases::shell::reference;
use crate::cases::words::opened;
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
use domain::risk::{ChildImpact, SourceKind, Unknown};

/// What it means for each child.
pub(crate) struct Impact {
    draft: AssessmentDraft,
    path: Version,
    children: Vec<Choosable>,
    written: Vec<(PersonId, String)>,
}

/// What the centre does not know.
pub(crate) struct Unknowns {
    draft: AssessmentDraft,
    path: Version,
    written: Vec<(String, SourceKind)>,
}

/// How many places a page offers at least, and how many more than are written.
const PLACES: usize = 4;
const MORE: usize = 2;

fn field(child: PersonId) -> String {
    format!("impact-{child}")
}

impl Form for Impact {
    type Path = Version;

    async fn open(web: &Web, reader: &Reader, path: Version) -> Result<Self, Answer> {
        let draft = web.house.assessment_draft(&reader.who, path.0, path.1).await?;
        let children = choosable(&draft.children, &draft.names, &draft.head.grant)?;
        let mut written = Vec::new();
        for line in &draft.content.impact {
            if let Ok(text) = opened(&line.impact, &draft.head.grant)? {
                written.push((line.child, text.as_str().to_owned()));
            }
        }
        Ok(Self { draft, path, children, written })
    }

    fn heading(&self) -> String {
        format!("{}: what it means for each child", reference(&self.draft.head))
    }

    fn introduction(&self) -> Html {
        Html::paragraph(
            "Each child is a person in their own right, and has a place of their own. It can be left empty until the \
             assessment is to be signed.",
        )
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let ask = |(child, name): &Choosable| {
            Question::text(&field(*child), &format!("How is {name} affected, and how could they be?"))
                .hint("What they live with, what they saw or heard, what they may fear before and after contact")
        };
        self.children.iter().map(ask).collect()
    }

    fn standing(&self) -> Fields {
        self.written.iter().fold(Fields::default(), |fields, (child, text)| fields.with(&field(*child), text))
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let impact = (self.children.iter())
            .filter_map(|(child, _)| Some(ChildImpact { child: *child, impact: reading.text_if_any(&field(*child))? }))
            .collect();
        let command = self.draft.with(Section::Impact(impact));
        reading.finish(command.map(Command::from))
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(seen(&self.draft.head))
    }

    fn back(&self) -> String {
        format!("/cases/{}/risk/{}", self.path.0, self.path.1)
    }

    fn next(&self, _done: &Done) -> String {
        format!("{}#impact", self.back())
    }
}

impl Form for Unknowns {
    type Path = Version;

    async fn open(web: &Web, reader: &Reader, path: Version) -> Result<Self, Answer> {
        let draft = web.house.assessment_draft(&reader.who, path.0, path.1).await?;
        let mut written = Vec::new();
        for line in &draft.content.unknowns {
            if let Ok(text) = opened(&line.what, &draft.head.grant)? {
                written.push((text.as_str().to_owned(), line.could_tell));
            }
        }
        Ok(Self { draft, path, written })
    }

    fn heading(&self) -> String {
        format!("{}: what we do not know", reference(&self.draft.head))
    }

    fn introduction(&self) -> Html {
        Html::paragraph(
            "What is not known is never a No. Empty a place to take it out; what you leave empty is not saved.",
        )
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let ask = |place: usize| {
            let number = place + 1;
            [
                Question::text(&format!("unknown-{number}"), &format!("Something we do not know ({number})")),
                Question::listed(
                    &format!("tell-{number}"),
                    &format!("Who could tell ({number})"),
                    SourceKind::ALL.iter().map(|kind| (kind.name(), kind.label())),
                ),
            ]
        };
        (0..self.places()).flat_map(ask).collect()
    }

    fn standing(&self) -> Fields {
        (1..).zip(&self.written).fold(Fields::default(), |fields, (number, (text, tell))| {
            fields.with(&format!("unknown-{number}"), text).with(&format!("tell-{number}"), tell.name())
        })
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let mut unknowns = Vec::new();
        for number in 1..=self.places() {
            let (what, tell) = (format!("unknown-{number}"), format!("tell-{number}"));
            if let Some(text) = reading.text_if_any(&what) {
                let could_tell = reading.choice(&tell, "Choose who could tell; it can be somebody else");
                unknowns.extend(could_tell.map(|could_tell| Unknown { what: text, could_tell }));
            } else if !reading.raw(&tell).is_empty() {
                reading.problem(&what, "Write what is not known, or take out who could tell");
            }
        }
        let command = self.draft.with(Section::Unknowns(unknowns));
        reading.finish(command.map(Command::from))
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(seen(&self.draft.head))
    }

    fn back(&self) -> String {
        format!("/cases/{}/risk/{}", self.path.0, self.path.1)
    }

    fn next(&self, _done: &Done) -> String {
        format!("{}#unknowns", self.back())
    }
}

impl Unknowns {
    fn places(&self) -> usize {
        PLACES.max(self.written.len() + MORE)
    }
}
