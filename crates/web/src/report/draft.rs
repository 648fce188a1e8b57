//! Writing a report: statements by section, each with the notes it rests on.

use crate::answer::Answer;
use crate::cases::words::ERASED;
use crate::components::{Html, InsetText};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::session::movement as movement_words;
use crate::state::Web;
use crate::today::words::{clock, part};
use access::Grant;
use access::action::{Opens, Ordinary};
use app::report::{Basis, BasisLine, ReportPage, ReportStart};
use app::{Done, IfMatch};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{ReportId, SessionId, StatementId};
use domain::report::{ReportCommand, Section, Source, StatementText};
use domain::session::BeforeOrAfter;
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
    bases: Vec<(Source, String)>,
}

/// What a statement rests on, told so that an author finds it again: a note by its time and how it begins.
fn labelled<A: Opens<Ordinary>>(line: &BasisLine, grant: &Grant<A>) -> Result<(Source, String), Answer> {
    let label = match &line.what {
        Basis::Note { at, note } => {
            let text = note.open(grant)?.map_or(ERASED, |text| text.as_str());
            let start: String = text.chars().take(60).collect();
            let more = if text.chars().count() > 60 { "…" } else { "" };
            format!("{} {start}{more}", clock(at.time()))
        }
        Basis::Moved { at, movement } => format!("{} {}", clock(at.time()), movement_words(*movement)),
        Basis::Ended { at } => format!("{} Contact ended", clock(at.time())),
        Basis::Wellbeing { whose, when } => {
            let whose = whose.map_or("the family", part);
            let when = match when {
                BeforeOrAfter::Before => "before",
                BeforeOrAfter::After => "after",
            };
            format!("How somebody was {when} ({whose})")
        }
    };
    Ok((line.source, label))
}

impl Sheet {
    fn new<A: Opens<Ordinary>>(mut slots: Vec<Slot>, bases: &[BasisLine], grant: &Grant<A>) -> Result<Self, Answer> {
        let bases = bases.iter().map(|line| labelled(line, grant)).collect::<Result<_, _>>()?;
        for section in Section::ALL {
            slots.push(Slot { id: None, section: *section, text: String::new(), sources: Vec::new() });
        }
        slots.sort_by_key(|slot| slot.section);
        Ok(Self { slots, bases })
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
            // Notes are what an author writes from; the rest stands where a statement was made out of it.
            let offered = |source: &Source| matches!(source, Source::Note(_)) || slot.sources.contains(source);
            let bases: Vec<_> = self.bases.iter().filter(|(source, _)| offered(source)).cloned().collect();
            if !bases.is_empty() {
                let name = format!("sources-{number}");
                questions.push(Question::many(&name, &format!("What statement {} rests on", number + 1), bases));
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
        let slots = start.statements.into_iter().map(|s| Slot {
            id: None,
            section: s.section,
            text: s.text.map(String::from).unwrap_or_default(),
            sources: s.sources,
        });
        let sheet = Sheet::new(slots.collect(), &start.bases, &start.grant)?;
        Ok(Self { session, sheet })
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
    edition: u64,
    sheet: Sheet,
}

impl Form for AmendReport {
    type Path = ReportId;

    async fn open(web: &Web, reader: &Reader, report: ReportId) -> Result<Self, Answer> {
        let page: ReportPage = web.house.report_for(&reader.who, report, "amend-report").await?;
        let mut slots = Vec::new();
        for statement in &page.statements {
            let text = statement.text.open(&page.grant)?.map_or("", |text| text.as_str()).to_owned();
            let sources = statement.sources.clone();
            slots.push(Slot { id: Some(statement.id), section: statement.section, text, sources });
        }
        let sheet = Sheet::new(slots, &page.bases, &page.grant)?;
        Ok(Self { report, session: page.session, edition: page.edition, sheet })
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
        Some(IfMatch { stream: StreamName::Session(self.session), edition: self.edition })
    }

    fn back(&self) -> String {
        format!("/reports/{}", self.report)
    }
}
