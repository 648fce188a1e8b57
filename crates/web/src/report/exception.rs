//! Letting a paper go although something was found in it: one person asks, another sees the words and answers.

use crate::answer::Answer;
use crate::cases::words::{capital, clock};
use crate::components::{Html, InsetText, SummaryList, SummaryRow, WarningText};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use access::Grant;
use access::action::ReadReport;
use app::report::{FoundLine, HeldPaper, StoppedPaper, WordsFound};
use app::session::Name;
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::ReportId;
use domain::report::{AnswerRelease as Answered, AskRelease as Asked, ReportCommand};

/// Whose a fact is, as pages name them.
fn whose(name: &Name, grant: &Grant<ReadReport>) -> Result<String, Answer> {
    Ok(match name {
        Some(name) => name.open(grant)?.map_or("(erased)", String::as_str).to_owned(),
        None => "somebody else in the case".to_owned(),
    })
}

/// What was found, kind and whose: "an address of Robin O, twice in the paper".
pub(super) fn found_rows(found: &[FoundLine], grant: &Grant<ReadReport>) -> Result<SummaryList, Answer> {
    let mut rows = Vec::new();
    for line in found {
        let times = if line.count == 1 { "once".to_owned() } else { format!("{} times", line.count) };
        let value = format!("of {}, {times}", whose(&line.whose, grant)?);
        rows.push(SummaryRow::new(capital(line.kind.label()), value.as_str()));
    }
    Ok(SummaryList::new(rows))
}

/// Somebody asks that a paper goes out as it is.
pub(crate) struct AskRelease {
    report: ReportId,
    place: u32,
    session: domain::ids::SessionId,
    about: Html,
}

impl Form for AskRelease {
    type Path = (ReportId, u32);

    async fn open(web: &Web, reader: &Reader, (report, place): Self::Path) -> Result<Self, Answer> {
        let stopped = web.house.stopped_paper(&reader.who, report, place).await?;
        let session = stopped.session;
        Ok(Self { report, place, session, about: about(&stopped)? })
    }

    fn heading(&self) -> String {
        "Ask a second person to let this paper go".to_owned()
    }

    fn introduction(&self) -> Html {
        self.about.clone()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![
            Question::text("reason", "Why should it go with this in it?").hint(
                "For instance, that the recipient lives there too. Taking the words out is almost always better.",
            ),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let reason = reading.text("reason", "Say why it should go with this in it");
        let reason = reading.finish(reason)?;
        let (session, report, recipient) = (self.session, self.report, self.place);
        Ok(ReportCommand::AskRelease(Asked { session, report, recipient, reason, compared: None }).into())
    }

    fn back(&self) -> String {
        format!("/reports/{}", self.report)
    }
}

fn about(stopped: &StoppedPaper) -> Result<Html, Answer> {
    let name = stopped.name.open(&stopped.grant)?.map_or("(erased)", |name| name.as_str()).to_owned();
    let to = Html::paragraph(format!("The paper is for {name}: {}.", stopped.kind.label()).as_str());
    if stopped.found.is_empty() {
        return Ok(to.then(InsetText::new("Nothing of anybody else was found in it. Release it on the report's page.")));
    }
    Ok(to
        .then(Html::paragraph("This was found in it:"))
        .then(found_rows(&stopped.found, &stopped.grant)?)
        .then(WarningText::new("What leaves cannot be called back. A refuge is let go by nobody.")))
}

/// The second person answers.
pub(crate) struct AnswerRelease {
    report: ReportId,
    place: u32,
    held: HeldPaper,
    about: Html,
}

impl Form for AnswerRelease {
    type Path = (ReportId, u32);

    async fn open(web: &Web, reader: &Reader, (report, place): Self::Path) -> Result<Self, Answer> {
        let held = web.house.held_paper(&reader.who, report, place).await?;
        let about = shown(&held)?;
        Ok(Self { report, place, held, about })
    }

    fn heading(&self) -> String {
        "May this paper go with these words in it?".to_owned()
    }

    fn introduction(&self) -> Html {
        self.about.clone()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let answers = [("agree", "Yes, it may go exactly as it is"), ("refuse", "No, it stays here")];
        vec![Question::one("answer", "What do you decide?", answers), Question::text("reason", "Why?")]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let agrees = match reading.raw("answer") {
            "agree" => Some(ReportCommand::AgreeRelease as fn(Answered) -> ReportCommand),
            "refuse" => Some(ReportCommand::RefuseRelease as fn(Answered) -> ReportCommand),
            _ => {
                reading.problem("answer", "Choose whether it may go");
                None
            }
        };
        let reason = reading.text("reason", "Say why");
        let (answer, reason) = reading.finish(agrees.zip(reason))?;
        let paper = self.held.paper.clone();
        let (session, report, recipient) = (self.held.session, self.report, self.place);
        Ok(answer(Answered { session, report, recipient, paper, reason }).into())
    }

    fn back(&self) -> String {
        format!("/reports/{}", self.report)
    }
}

fn shown(held: &HeldPaper) -> Result<Html, Answer> {
    let name = held.name.open(&held.grant)?.map_or("(erased)", |name| name.as_str()).to_owned();
    let by = match &held.by {
        Some(by) => by.open(&held.grant)?.map_or("(erased)", String::as_str).to_owned(),
        None => "not known".to_owned(),
    };
    let reason = held.reason.open(&held.opened)?.map_or("(erased)", |reason| reason.as_str());
    let mut rows = vec![
        SummaryRow::new("For", format!("{name}: {}", held.kind.label()).as_str()),
        SummaryRow::new("Asked by", format!("{by}, {}", clock(&held.at)).as_str()),
        SummaryRow::new("Their reason", Html::verbatim(reason)),
    ];
    if let Some(purpose) = held.purpose {
        rows.push(SummaryRow::new("Told for", purpose.label()));
    }
    for words in &held.words {
        rows.push(SummaryRow::new(capital(words.kind.label()), found(words, held)?));
    }
    let own = held.own.then(|| InsetText::new("You asked for this. Somebody else answers it."));
    Ok(Html::from(SummaryList::new(rows))
        .then(own.map_or_else(Html::default, Html::from))
        .then(WarningText::new("What leaves cannot be called back. If the words can be left out, refuse.")))
}

fn found(words: &WordsFound, held: &HeldPaper) -> Result<Html, Answer> {
    let fact = words.words.open(&held.opened)?.map_or("(erased)", String::as_str);
    let pages: Vec<String> = words
        .pages
        .iter()
        .map(|page| if *page == 0 { "in a part no page shows".to_owned() } else { format!("page {page}") })
        .collect();
    let of = format!("Of {}; {}.", whose(&words.whose, &held.grant)?, pages.join(", "));
    Ok(Html::verbatim(fact).then(Html::paragraph(of.as_str())))
}
