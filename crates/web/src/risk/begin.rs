//! Beginning a version, and what it rests on: sources and level.

use super::Version;
use super::steps::seen;
use super::words::{levels, stored};
use crate::answer::Answer;
use crate::cases::shell::reference;
use crate::components::Html;
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use app::IfMatch;
use app::risk::{AssessmentDraft, Beginning, Section, Start};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::CaseId;
use domain::risk::{Source, SourceKind};
use domain::words::ContactLevel;

/// Begins a version.
pub(crate) struct Begins {
    beginning: Beginning,
}

/// Changes what a draft rests on.
pub(crate) struct Grounds {
    draft: AssessmentDraft,
    path: Version,
}

fn questions(answers: &Fields) -> Vec<Question> {
    let mut all = vec![
        Question::one("level", "What is the least that is safe?", levels())
            .hint("Your own judgement, whatever was asked for or ordered. Nothing is chosen beforehand."),
        Question::many("sources", "What did you use?", SourceKind::ALL.iter().map(|kind| (kind.name(), kind.label()))),
    ];
    let used = SourceKind::ALL.iter().filter(|kind| answers.all("sources").any(|name| name == kind.name()));
    all.extend(used.map(|kind| {
        Question::day(&dated(*kind), &format!("{}: what date does the information bear?", kind.label()))
            .hint("For example, 27 3 2026. Leave it empty where the date is not known.")
    }));
    all
}

fn dated(kind: SourceKind) -> String {
    format!("dated-{}", kind.name())
}

fn read(reading: &mut Reading<'_>) -> Option<(ContactLevel, Vec<Source>)> {
    let level = reading.choice("level", "Choose the level you hold to be the least that is safe");
    let kinds: Vec<SourceKind> = reading.choices("sources");
    if kinds.is_empty() {
        reading.problem("sources", "Choose what you used: an assessment rests on something");
    }
    let sources = kinds.into_iter().map(|kind| Source { kind, dated: reading.day_if_any(&dated(kind)) }).collect();
    Some((level?, sources))
}

impl Form for Begins {
    type Path = CaseId;

    async fn open(web: &Web, reader: &Reader, case: CaseId) -> Result<Self, Answer> {
        Ok(Self { beginning: web.house.begin_assessment(&reader.who, case).await? })
    }

    fn heading(&self) -> String {
        format!("{}: begin a risk assessment", reference(&self.beginning.head))
    }

    fn introduction(&self) -> Html {
        Html::paragraph(
            "You write the rest section by section, in any order. It is saved as a draft until somebody signs it.",
        )
    }

    fn questions(&self, answers: &Fields) -> Vec<Question> {
        let start = self.beginning.carried.map(|number| {
            let choices = [
                ("carry-over".to_owned(), format!("What version {number} says, to be looked through")),
                ("empty".to_owned(), "An empty page".to_owned()),
            ];
            Question::one("start", "What do you want to begin with?", choices)
        });
        start.into_iter().chain(questions(answers)).collect()
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let start = match (self.beginning.carried, reading.raw("start")) {
            (None, _) | (Some(_), "empty") => Some(Start::Empty),
            (Some(_), "carry-over") => Some(Start::CarryOver),
            _ => {
                reading.problem("start", "Choose what to begin with");
                None
            }
        };
        let grounds = read(&mut reading);
        let command = start.zip(grounds).map(|(start, (level, sources))| self.beginning.command(start, level, sources));
        reading.finish(command.map(Command::from))
    }

    fn back(&self) -> String {
        format!("/cases/{}/risk", self.beginning.head.case)
    }
}

impl Form for Grounds {
    type Path = Version;

    async fn open(web: &Web, reader: &Reader, path: Version) -> Result<Self, Answer> {
        Ok(Self { draft: web.house.assessment_draft(&reader.who, path.0, path.1).await?, path })
    }

    fn heading(&self) -> String {
        format!("{}: what the assessment rests on, and the level", reference(&self.draft.head))
    }

    fn questions(&self, answers: &Fields) -> Vec<Question> {
        questions(answers)
    }

    fn standing(&self) -> Fields {
        let content = &self.draft.content;
        let fields = Fields::default().with("level", &stored(content.level));
        content.sources.iter().fold(fields, |fields, source| {
            let fields = fields.with("sources", source.kind.name());
            match source.dated {
                Some(day) => with_day(fields, &dated(source.kind), day),
                None => fields,
            }
        })
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let grounds = read(&mut reading);
        let command = grounds.and_then(|(level, sources)| self.draft.with(Section::Grounds { level, sources }));
        reading.finish(command.map(Command::from))
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(seen(&self.draft.head))
    }

    fn back(&self) -> String {
        format!("/cases/{}/risk/{}", self.path.0, self.path.1)
    }
}

/// Answers with a day put in.
pub(crate) fn with_day(fields: Fields, name: &str, day: jiff::civil::Date) -> Fields {
    fields
        .with(&format!("{name}-day"), &day.day().to_string())
        .with(&format!("{name}-month"), &day.month().to_string())
        .with(&format!("{name}-year"), &day.year().to_string())
}
