//! The controls of a draft: ticked in one list, described where they are ticked.

use super::Version;
use super::steps::seen;
use super::words::{Choosable, choosable, chosen_name};
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
use domain::ids::{ControlId, PersonId};
use domain::risk::{AppliesTo, ControlGiven, ControlKind, Requirement};

/// The value that stands for the session as a whole.
const SESSION: &str = "session";

/// A line of the list: a control that stands, under its id, or a kind that does not stand yet, under its name.
struct Line {
    value: String,
    id: Option<ControlId>,
    kind: ControlKind,
    label: String,
}

/// What stands of a control.
struct Standing {
    value: String,
    requirement: Requirement,
    applies_to: AppliesTo,
    note: String,
}

/// Changes the controls.
pub(crate) struct Controls {
    draft: AssessmentDraft,
    path: Version,
    people: Vec<Choosable>,
    lines: Vec<Line>,
    standing: Vec<Standing>,
}

impl Form for Controls {
    type Path = Version;

    async fn open(web: &Web, reader: &Reader, path: Version) -> Result<Self, Answer> {
        let draft = web.house.assessment_draft(&reader.who, path.0, path.1).await?;
        let everybody: Vec<PersonId> = draft.children.iter().chain(&draft.adults).copied().collect();
        let people = choosable(&everybody, &draft.names, &draft.head.grant)?;
        let mut standing = Vec::new();
        for control in &draft.content.controls {
            let note = match &control.note {
                Some(note) => {
                    opened(note, &draft.head.grant)?.map_or_else(|_| String::new(), |n| n.as_str().to_owned())
                }
                None => String::new(),
            };
            let (requirement, applies_to) = (control.requirement, control.applies_to);
            standing.push(Standing { value: control.id.to_string(), requirement, applies_to, note });
        }
        let lines = lines(&draft, &people);
        Ok(Self { draft, path, people, lines, standing })
    }

    fn heading(&self) -> String {
        format!("{}: controls", reference(&self.draft.head))
    }

    fn introduction(&self) -> Html {
        Html::paragraph(
            "What must be in place becomes a condition of every session: the arrangement carries it, and whoever leads a \
             session confirms it. Untick a control to take it out.",
        )
    }

    fn questions(&self, answers: &Fields) -> Vec<Question> {
        let listed = self.lines.iter().map(|line| (line.value.clone(), line.label.clone()));
        let mut all = vec![Question::many("controls", "Which controls are needed?", listed)];
        for line in self.ticked(answers) {
            all.push(Question::heading(&line.label));
            all.extend(self.describing(line));
        }
        all
    }

    fn standing(&self) -> Fields {
        self.standing.iter().fold(Fields::default(), |fields, standing| {
            let to = match standing.applies_to {
                AppliesTo::Session => SESSION.to_owned(),
                AppliesTo::Person(person) => person.to_string(),
            };
            fields
                .with("controls", &standing.value)
                .with(&format!("need-{}", standing.value), standing.requirement.name())
                .with(&format!("for-{}", standing.value), &to)
                .with(&format!("note-{}", standing.value), &standing.note)
        })
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let controls = self.ticked(answers).flat_map(|line| read(&mut reading, answers, line)).collect();
        let command = self.draft.with(Section::Controls(controls));
        reading.finish(command.map(Command::from))
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(seen(&self.draft.head))
    }

    fn back(&self) -> String {
        format!("/cases/{}/risk/{}", self.path.0, self.path.1)
    }

    fn next(&self, _done: &Done) -> String {
        format!("{}#controls", self.back())
    }
}

impl Controls {
    fn ticked<'a>(&'a self, answers: &'a Fields) -> impl Iterator<Item = &'a Line> {
        self.lines.iter().filter(|line| answers.all("controls").any(|value| value == line.value))
    }

    fn describing(&self, line: &Line) -> [Question; 3] {
        let people = self.people.iter().map(|(person, name)| (person.to_string(), name.clone()));
        let targets = [(SESSION.to_owned(), "The session as a whole".to_owned())].into_iter().chain(people);
        let needs = Requirement::ALL.iter().map(|need| (need.name(), need.label()));
        let how = Question::text(&format!("note-{}", line.value), &format!("{}: how is it done here?", line.label));
        let how = match line.kind {
            ControlKind::Other => how.hint("Say what the control is."),
            _ => how.hint("Leave it empty where the name says it all."),
        };
        [
            Question::one(
                &format!("need-{}", line.value),
                &format!("{}: is a session possible without it?", line.label),
                needs,
            ),
            Question::many(&format!("for-{}", line.value), &format!("{}: for whom?", line.label), targets),
            how,
        ]
    }
}

/// Every kind in the order of the field, each control that stands at its kind.
fn lines(draft: &AssessmentDraft, people: &[Choosable]) -> Vec<Line> {
    let mut all = Vec::new();
    for kind in ControlKind::ALL {
        let standing: Vec<_> = draft.content.controls.iter().filter(|control| control.kind == *kind).collect();
        for control in &standing {
            let to = match control.applies_to {
                AppliesTo::Session => String::new(),
                AppliesTo::Person(person) => format!(", for {}", chosen_name(people, person)),
            };
            let label = format!("{}{to}", kind.label());
            all.push(Line { value: control.id.to_string(), id: Some(control.id), kind: *kind, label });
        }
        if standing.is_empty() || *kind == ControlKind::Other {
            let label = if standing.is_empty() { kind.label().to_owned() } else { "Something else besides".to_owned() };
            all.push(Line { value: kind.name().to_owned(), id: None, kind: *kind, label });
        }
    }
    all
}

/// One control for each whom it is for; the first keeps the id of the one that stands.
fn read(reading: &mut Reading<'_>, answers: &Fields, line: &Line) -> Vec<ControlGiven> {
    let (need, to, note) =
        (format!("need-{}", line.value), format!("for-{}", line.value), format!("note-{}", line.value));
    let requirement = reading.choice(&need, "Choose whether a session is possible without it");
    let whole = answers.all(&to).any(|value| value == SESSION);
    let targets = if whole { vec![AppliesTo::Session] } else { people(reading, &to) };
    let described = match line.kind {
        ControlKind::Other => reading.text(&note, "Say what the control is"),
        _ => reading.text_if_any(&note),
    };
    let Some(requirement) = requirement else {
        return Vec::new();
    };
    let given = |(place, applies_to)| ControlGiven {
        id: line.id.filter(|_| place == 0),
        kind: line.kind,
        requirement,
        applies_to,
        note: described.clone(),
    };
    targets.into_iter().enumerate().map(given).collect()
}

fn people(reading: &mut Reading<'_>, field: &str) -> Vec<AppliesTo> {
    let chosen: Vec<PersonId> = reading.all_parsed(field);
    if chosen.is_empty() {
        reading.problem(field, "Choose for whom it is: the session as a whole, or people");
    }
    chosen.into_iter().map(AppliesTo::Person).collect()
}
