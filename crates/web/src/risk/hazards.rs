//! One hazard at a time: a new one, or one that stands.

use super::Version;
use super::steps::seen;
use super::words::{Choosable, STATUSES, choosable, stored};
use crate::answer::Answer;
use crate::cases::shell::reference;
use crate::cases::words::opened;
use crate::components::Html;
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use app::risk::{AssessmentDraft, HazardEntry, Kept, Section};
use app::{Done, Failure, IfMatch};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{AssessmentId, CaseId, PersonId};
use domain::risk::HazardKind;

/// The value that stands for nobody in particular.
const NOBODY: &str = "nobody";

/// Adds a hazard.
pub(crate) struct NewHazard(Editing);

/// Changes the hazard at a place of the draft.
pub(crate) struct ChangesHazard(Editing);

struct Editing {
    draft: AssessmentDraft,
    path: Version,
    people: Vec<Choosable>,
    at: Option<usize>,
    /// The words that stand, where they open with the case; a sealed text is kept unread.
    words: Option<String>,
}

impl Editing {
    async fn open(web: &Web, reader: &Reader, path: Version, at: Option<usize>) -> Result<Self, Answer> {
        let draft = web.house.assessment_draft(&reader.who, path.0, path.1).await?;
        let standing = at.map(|at| draft.content.hazards.get(at).ok_or(Failure::NotOpen)).transpose()?;
        let words = match standing.map(|hazard| &hazard.what) {
            Some(Kept::Here(words)) => opened(words, &draft.head.grant)?.ok().map(|text| text.as_str().to_owned()),
            _ => None,
        };
        let everybody: Vec<PersonId> = draft.children.iter().chain(&draft.adults).copied().collect();
        let people = choosable(&everybody, &draft.names, &draft.head.grant)?;
        Ok(Self { draft, path, people, at, words })
    }

    fn standing_is_sealed(&self) -> bool {
        let standing = self.at.and_then(|at| self.draft.content.hazards.get(at));
        standing.is_some_and(|hazard| !matches!(hazard.what, Kept::Here(_)))
    }

    fn questions(&self) -> Vec<Question> {
        let people = || self.people.iter().map(|(person, name)| (person.to_string(), name.clone()));
        let about = people().chain([(NOBODY.to_owned(), "Nobody in particular".to_owned())]);
        let what = Question::text("what", "What is known, in words");
        let what = if self.standing_is_sealed() {
            what.hint("What stands is not shown here. Leave this empty to keep it as it is.")
        } else {
            what.hint("Who said or saw it, and when. Addresses only for a traced address: they are kept apart.")
        };
        vec![
            Question::listed(
                "kind",
                "What could happen?",
                HazardKind::ALL.iter().map(|kind| (kind.name(), kind.label())),
            ),
            Question::one(
                "status",
                "What stands behind it?",
                STATUSES.map(|status| (stored(status), capital(status.label()))),
            )
            .hint("An allegation is never a finding."),
            Question::one("about", "Whose conduct or condition is it about?", about),
            Question::many("towards", "Towards whom?", people()).hint("Leave it empty where nobody said."),
            what,
        ]
    }

    fn standing(&self) -> Fields {
        let Some(hazard) = self.at.and_then(|at| self.draft.content.hazards.get(at)) else {
            return Fields::default();
        };
        let about = hazard.about.map_or_else(|| NOBODY.to_owned(), |person| person.to_string());
        let fields = Fields::default()
            .with("kind", hazard.kind.name())
            .with("status", &stored(hazard.status))
            .with("about", &about)
            .with("what", self.words.as_deref().unwrap_or_default());
        hazard.towards.iter().fold(fields, |fields, person| fields.with("towards", &person.to_string()))
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let kind = reading.choice("kind", "Choose what could happen");
        let status = reading.choice("status", "Choose what stands behind it; it can be that nobody has told");
        let about = match reading.raw("about") {
            NOBODY => Some(None),
            _ => reading.parsed("about", "Choose whom it is about, or that it is nobody in particular").map(Some),
        };
        let towards = reading.all_parsed("towards");
        let what = if self.standing_is_sealed() {
            reading.text_if_any("what")
        } else {
            reading.text("what", "Write what is known")
        };
        let entry = kind.zip(status).zip(about).map(|((kind, status), about)| HazardEntry {
            kind,
            about,
            towards,
            status,
            what,
        });
        let command = entry.and_then(|entry| self.draft.with(Section::Hazard { at: self.at, entry }));
        reading.finish(command.map(Command::from))
    }

    fn back(&self) -> String {
        format!("/cases/{}/risk/{}", self.path.0, self.path.1)
    }

    fn next(&self) -> String {
        format!("{}#hazards", self.back())
    }
}

fn capital(text: &str) -> String {
    crate::cases::words::capital(text)
}

macro_rules! hazard_form {
    ($heading:literal) => {
        fn heading(&self) -> String {
            format!(concat!("{}: ", $heading), reference(&self.0.draft.head))
        }

        fn introduction(&self) -> Html {
            Html::paragraph("One hazard at a time. It names what could happen; it is never a judgement of a person.")
        }

        fn questions(&self, _answers: &Fields) -> Vec<Question> {
            self.0.questions()
        }

        fn standing(&self) -> Fields {
            self.0.standing()
        }

        fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
            self.0.command(answers)
        }

        fn seen(&self) -> Option<IfMatch> {
            Some(seen(&self.0.draft.head))
        }

        fn back(&self) -> String {
            self.0.back()
        }

        fn next(&self, _done: &Done) -> String {
            self.0.next()
        }
    };
}

impl Form for NewHazard {
    type Path = Version;

    async fn open(web: &Web, reader: &Reader, path: Version) -> Result<Self, Answer> {
        Editing::open(web, reader, path, None).await.map(Self)
    }

    hazard_form!("add a hazard");
}

impl Form for ChangesHazard {
    type Path = (CaseId, AssessmentId, usize);

    async fn open(web: &Web, reader: &Reader, (case, assessment, at): Self::Path) -> Result<Self, Answer> {
        Editing::open(web, reader, (case, assessment), Some(at)).await.map(Self)
    }

    hazard_form!("change a hazard");
}
