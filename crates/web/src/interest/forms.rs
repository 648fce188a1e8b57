use super::{at, views};
use crate::answer::Answer;
use crate::cases::shell::reference;
use crate::cases::words::by;
use crate::components::{Html, InsetText};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use crate::today::words::name;
use app::Failure;
use app::interest::InterestsPage;
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{CaseId, WorkerId};
use domain::interest::{Closeness, InterestCommand, Settlement};

fn closeness() -> impl Iterator<Item = (&'static str, &'static str)> {
    Closeness::ALL.iter().map(|closeness| (closeness.name(), closeness.label()))
}

/// Somebody says of themselves how close they are to a family. It tells nothing of the family.
pub(super) struct Declares(CaseId);

impl Form for Declares {
    type Path = CaseId;

    async fn open(web: &Web, reader: &Reader, case: CaseId) -> Result<Self, Answer> {
        web.house.may_declare_interest(&reader.who, case).await?;
        Ok(Self(case))
    }

    fn heading(&self) -> String {
        "Say that you know this family".to_owned()
    }

    fn introduction(&self) -> Html {
        InsetText::new(
            "It holds at once. Unless you only know somebody by sight, you will not see or do anything more in this case, \
             and somebody else takes it on. Nobody thinks less of you: it keeps the family safe, and you too.",
        )
        .into()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![
            Question::one("closeness", "How close are you to anybody of this family?", closeness())
                .hint("Choose the closest that fits. If you are not sure, choose the closer one."),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let closeness = reading.choice("closeness", "Choose how close you are");
        let case = self.0;
        reading.finish(closeness.map(|closeness| InterestCommand::DeclareInterest { case, closeness }.into()))
    }

    fn back(&self) -> String {
        "/today".to_owned()
    }
}

/// Somebody was told that a colleague has something to do with a family.
pub(super) struct WritesDown {
    page: InterestsPage,
    colleagues: Vec<(String, String)>,
}

impl Form for WritesDown {
    type Path = CaseId;

    async fn open(web: &Web, reader: &Reader, case: CaseId) -> Result<Self, Answer> {
        let page = web.house.interests(&reader.who, case).await?;
        if page.colleagues.is_empty() {
            return Err(Failure::NotOpen.into());
        }
        let mut colleagues = Vec::new();
        for colleague in &page.colleagues {
            colleagues.push((colleague.worker.to_string(), name(&colleague.name, &page.head.grant)?));
        }
        Ok(Self { page, colleagues })
    }

    fn heading(&self) -> String {
        format!("{}: what you were told of a colleague", reference(&self.page.head))
    }

    fn introduction(&self) -> Html {
        Html::paragraph(
            "Until somebody settles it, within a day, they only record what happens at sessions, and open what an \
             emergency needs.",
        )
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![Question::listed("worker", "Who may have something to do with this family?", self.colleagues.clone())]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let worker = reading.parsed("worker", "Choose who it is");
        let case = self.page.head.case;
        reading.finish(worker.map(|worker| InterestCommand::SuspectInterest { case, worker }.into()))
    }

    fn back(&self) -> String {
        at(self.page.head.case)
    }
}

/// Another person settles what is suspected, or what was declared by mistake.
pub(super) struct Settles {
    page: InterestsPage,
    worker: WorkerId,
    called: String,
    introduction: Html,
}

/// The value that stands for having nothing to do with the family.
const CLEARED: &str = "cleared";

impl Form for Settles {
    type Path = (CaseId, WorkerId);

    async fn open(web: &Web, reader: &Reader, (case, worker): Self::Path) -> Result<Self, Answer> {
        let page = web.house.interests(&reader.who, case).await?;
        let line = page.lines.iter().find(|line| line.worker == worker && line.open_to_reader);
        let line = line.ok_or(Failure::NotOpen)?;
        let called = by(&line.called, &page.head.grant)?;
        let introduction = Html::paragraph(format!("Now: {}.", views::standing(line.standing)));
        Ok(Self { page, worker, called, introduction })
    }

    fn heading(&self) -> String {
        format!("{}: settle what {} has to do with the family", reference(&self.page.head), self.called)
    }

    fn introduction(&self) -> Html {
        self.introduction.clone()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let nothing = [(CLEARED, "They have nothing to do with the family")];
        vec![
            Question::one("found", "What did you find?", closeness().chain(nothing)),
            Question::text("reason", "How do you know?").hint("Whom you asked, and what they said. No addresses."),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let settlement = match reading.raw("found") {
            CLEARED => Some(Settlement::Cleared),
            _ => reading.choice("found", "Choose what you found").map(|closeness| Settlement::Confirmed { closeness }),
        };
        let reason = reading.text("reason", "Write how you know");
        let (case, worker) = (self.page.head.case, self.worker);
        let settle = |(settlement, reason)| InterestCommand::SettleInterest { case, worker, settlement, reason };
        reading.finish(settlement.zip(reason).map(settle).map(Command::from))
    }

    fn back(&self) -> String {
        at(self.page.head.case)
    }
}
