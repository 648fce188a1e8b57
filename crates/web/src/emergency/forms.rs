use super::{at, views};
use crate::answer::Answer;
use crate::components::{Html, InsetText, SummaryList};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use app::Failure;
use app::emergency::Open;
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::emergency::{EmergencyCommand, Length};
use domain::ids::{CaseId, EmergencyId};

/// Somebody asks to be let in. It tells nothing of the family.
pub(super) struct Asks(CaseId);

impl Form for Asks {
    type Path = CaseId;

    async fn open(web: &Web, reader: &Reader, case: CaseId) -> Result<Self, Answer> {
        let page = web.house.emergencies(&reader.who, case).await?;
        if page.ask == Open::Yes { Ok(Self(case)) } else { Err(Failure::NotOpen.into()) }
    }

    fn heading(&self) -> String {
        "Ask to be let in, in an emergency".to_owned()
    }

    fn introduction(&self) -> Html {
        InsetText::new(
            "If somebody is in danger, call 999 first. A second person with their own sign-in has to agree before anything \
             opens: ring them now. The safeguarding lead and the data-protection officer are told, every look is recorded, and \
             it stands in the family's record for good.",
        )
        .into()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let lengths = Length::ALL.iter().map(|length| (length.name(), length.label()));
        vec![
            Question::text("reason", "What is the emergency, and why can it not wait?").hint("No addresses."),
            Question::one("length", "For how long do you need it?", lengths)
                .hint("It ends by itself. The shortest that is enough."),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let reason = reading.text("reason", "Write what the emergency is");
        let length = reading.choice("length", "Choose for how long");
        let case = self.0;
        let ask = |(reason, length)| EmergencyCommand::AskEmergency { case, length, reason };
        reading.finish(reason.zip(length).map(ask).map(Command::from))
    }

    fn back(&self) -> String {
        at(self.0)
    }
}

/// A second person agrees or refuses.
pub(super) struct Answers {
    case: CaseId,
    id: EmergencyId,
    about: Html,
}

const AGREE: &str = "agree";
const REFUSE: &str = "refuse";

impl Form for Answers {
    type Path = (CaseId, EmergencyId);

    async fn open(web: &Web, reader: &Reader, (case, id): Self::Path) -> Result<Self, Answer> {
        let page = web.house.emergencies(&reader.who, case).await?;
        let line = page.lines.iter().find(|line| line.id == id && line.answer == Open::Yes);
        let about = SummaryList::new(views::rows(line.ok_or(Failure::NotOpen)?, &page.grant)?).into();
        Ok(Self { case, id, about })
    }

    fn heading(&self) -> String {
        "Answer somebody who asks to be let in".to_owned()
    }

    fn introduction(&self) -> Html {
        let note = "Speak to them before you answer. If you agree, they read the case and open addresses, a refuge and \
                    disclosures until their time is up. Your name stands beside theirs.";
        self.about.clone().then(InsetText::new(note))
    }

    fn questions(&self, answers: &Fields) -> Vec<Question> {
        let ways = [(AGREE, "I agree that they are let in now"), (REFUSE, "I refuse")];
        let mut questions = vec![Question::one("answer", "What do you answer?", ways)];
        if answers.get("answer") == REFUSE {
            questions.push(Question::text("reason", "Why do you refuse?").hint("It is kept, and they can read it."));
        }
        questions
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let (case, id) = (self.case, self.id);
        let command = match reading.raw("answer") {
            AGREE => Some(EmergencyCommand::AgreeEmergency { case, id }),
            REFUSE => {
                let reason = reading.text("reason", "Write why you refuse");
                reason.map(|reason| EmergencyCommand::RefuseEmergency { case, id, reason })
            }
            _ => return Err(vec![FieldProblem::new("answer", "Choose what you answer")]),
        };
        reading.finish(command.map(Command::from))
    }

    fn back(&self) -> String {
        at(self.case)
    }
}
