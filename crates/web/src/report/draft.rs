//! Writing a report: statements by section, each with the notes it rests on.

use crate::answer::Answer;
use crate::components::{Html, InsetText};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use app::report::{NoteLine, ReportPage, ReportStart};
use app::{Done, IfMatch};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{ReportId, SessionId, StatementId};
use domain::report::{ReportCommand, Section, Source, StatementText};
use domain::stream::StreamName;

/// A box on the page: a statement that stands, or room for one more.
struct Slot {
    id: Option<StatementId>,
    section: Section,
    text: String,
    sources: Vec<Source>,
}

/// What both forms share.
struct Sheet {
    slots: Vec<Slot>,
    notes: Vec<(Source, String)>,
}

/// A note in a list of notes: its time and how it begins, so that an author finds it again.
fn note_label(time: jiff::civil::DateTime, text: &str) -> String {
    let mut start: String = text.chars().take(60).collect();
    if text.chars().count() > 60 {
        start.push('…');
    }
    format!("{} {start}", time.strftime("%H:%M"))
}

impl Sheet {
    fn new(mut slots: Vec<Slot>, notes: Vec<(Source, String)>) -> Self {
        for section in Section::ALL {
            slots.push(Slot { id: None, section: *section, text: String::new(), sources: Vec::new() });
        }
        slots.sort_by_key(|slot| slot.section);
        Self { slots, notes }
    }

    fn questions(&self) -> Vec<Question> {
        let mut questions = Vec::new();
        let mut section = None;
        for (number, slot) in self.slots.iter().enumerate() {
            if section != Some(slot.section) {
                section = Some(slot.section);
                questions.push(Question::heading(slot.section.label()));
            }
            let label = if slot.id.is_some() || !slot.sources.is_empty() { "Statement" } else { "Another statement" };
            questions.push(Question::text(&format!("text-{number}"), &format!("{label} ({})", number + 1)));
            let mut notes = self.notes.clone();
            for source in
                slot.sources.iter().filter(|s| !notes.iter().any(|(known, _)| known == *s)).collect::<Vec<_>>()
            {
                notes.push((*source, record_label(*source)));
            }
            if !notes.is_empty() {
                let name = format!("sources-{number}");
                questions.push(Question::many(&name, &format!("What statement {} rests on", number + 1), notes));
            }
        }
        questions
    }

    fn standing(&self) -> Fields {
        let mut fields = Fields::default();
        for (number, slot) in self.slots.iter().enumerate() {
            fields = fields.with(&format!("text-{number}"), &slot.text);
            for source in &slot.sources {
                fields = fields.with(&format!("sources-{number}"), &source.to_string());
            }
        }
        fields
    }

    fn statements(&self, answers: &Fields) -> Result<Vec<StatementText>, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let mut statements = Vec::new();
        for (number, slot) in self.slots.iter().enumerate() {
            let text = reading.text_if_any(&format!("text-{number}"));
            let sources = reading.all_parsed(&format!("sources-{number}"));
            if text.is_some() {
                statements.push(StatementText { id: slot.id, section: slot.section, text, sources });
            }
        }
        if statements.is_empty() {
            reading.problem("text-0", "Write at least one statement");
        }
        reading.finish(Some(statements))
    }
}

fn record_label(source: Source) -> String {
    match source {
        Source::Note(_) => "A timed note".to_owned(),
        Source::Wellbeing(_) => "An entry on how somebody was".to_owned(),
        Source::Record(number) => format!("What was recorded, number {number}"),
    }
}

fn introduction() -> Html {
    InsetText::new(
        "A report is a summary, not a transcript. Say what was seen and heard. Leave out addresses, schools, telephone \
         numbers, and anything a court has not decided. Tick the notes each statement rests on.",
    )
    .into()
}

/// The form that begins a report.
pub(crate) struct DraftReport {
    session: SessionId,
    sheet: Sheet,
}

impl Form for DraftReport {
    type Path = SessionId;

    async fn open(web: &Web, reader: &Reader, session: SessionId) -> Result<Self, Answer> {
        let start: ReportStart = web.house.report_start(&reader.who, session).await?;
        let mut notes = Vec::new();
        for note in &start.notes {
            let text = note.note.open(&start.grant)?.map_or("(erased)", |text| text.as_str());
            notes.push((note.source, note_label(note.at, text)));
        }
        let slots = start.statements.into_iter().map(|s| Slot {
            id: None,
            section: s.section,
            text: s.text.map(String::from).unwrap_or_default(),
            sources: s.sources,
        });
        Ok(Self { session, sheet: Sheet::new(slots.collect(), notes) })
    }

    fn heading(&self) -> String {
        "Write a session report".to_owned()
    }

    fn introduction(&self) -> Html {
        introduction()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        self.sheet.questions()
    }

    fn standing(&self) -> Fields {
        self.sheet.standing()
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let statements = self.sheet.statements(answers)?;
        Ok(ReportCommand::DraftReport { session: self.session, statements }.into())
    }

    fn back(&self) -> String {
        format!("/sessions/{}", self.session)
    }

    fn next(&self, _done: &Done) -> String {
        "/reports".to_owned()
    }
}

/// The form that changes a draft.
pub(crate) struct AmendReport {
    report: ReportId,
    session: SessionId,
    version: u64,
    sheet: Sheet,
}

impl Form for AmendReport {
    type Path = ReportId;

    async fn open(web: &Web, reader: &Reader, report: ReportId) -> Result<Self, Answer> {
        let page: ReportPage = web.house.report_page(&reader.who, report).await?;
        let text = |note: &NoteLine| -> Result<String, Answer> {
            let opened = note.note.open(&page.grant)?;
            Ok(note_label(note.at, opened.map_or("(erased)", |text| text.as_str())))
        };
        let notes = page.notes.iter().map(|n| Ok((n.source, text(n)?))).collect::<Result<Vec<_>, Answer>>()?;
        let mut slots = Vec::new();
        for statement in &page.statements {
            let text = statement.text.open(&page.grant)?.map_or("", |text| text.as_str()).to_owned();
            let sources = statement.sources.clone();
            slots.push(Slot { id: Some(statement.id), section: statement.section, text, sources });
        }
        Ok(Self { report, session: page.session, version: page.version, sheet: Sheet::new(slots, notes) })
    }

    fn heading(&self) -> String {
        "Change the report".to_owned()
    }

    fn introduction(&self) -> Html {
        introduction()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        self.sheet.questions()
    }

    fn standing(&self) -> Fields {
        self.sheet.standing()
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let statements = self.sheet.statements(answers)?;
        Ok(ReportCommand::AmendReport { session: self.session, report: self.report, statements }.into())
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(IfMatch { stream: StreamName::Session(self.session), version: self.version })
    }

    fn back(&self) -> String {
        format!("/reports/{}", self.report)
    }

    fn next(&self, _done: &Done) -> String {
        self.back()
    }
}
