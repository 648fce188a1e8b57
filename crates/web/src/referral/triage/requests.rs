//! Asking for information, and recording what came of it.

use super::decide::stored;
use super::shared::open_for;
use crate::answer::Answer;
use crate::cases::words::{capital, verbatim};
use crate::components::{Html, InsetText};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use app::cases::words::{asked, info_outcome};
use app::referral::TriagePage;
use app::{Done, Failure};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{CaseId, InfoRequestId};
use domain::referral::questions::ANSWERS;
use domain::referral::{Asked, InfoOutcome, ReferralCommand, Topic, Unknown};

/// What information can be asked about, besides what is unknown in the case.
const OFTEN: [Topic; 12] = [
    Topic::OrdersInForce,
    Topic::BailConditions,
    Topic::DomesticAbuse,
    Topic::PoliceInvolved,
    Topic::LocalAuthorityKnown,
    Topic::ChildProtectionPlan,
    Topic::ChildAbuse,
    Topic::ChildAbduction,
    Topic::SubstanceAbuse,
    Topic::FactFindingHearing,
    Topic::RefusedElsewhere,
    Topic::OtherProceedings,
];

/// The form by which somebody is asked.
pub(super) struct Ask {
    found: TriagePage,
}

impl Form for Ask {
    type Path = CaseId;

    async fn open(web: &Web, reader: &Reader, case: CaseId) -> Result<Self, Answer> {
        Ok(Self { found: open_for(web, reader, case, "request-information").await? })
    }

    fn heading(&self) -> String {
        "Ask for information".to_owned()
    }

    fn introduction(&self) -> Html {
        let text = "This writes down that you asked, and reminds you. It sends nothing: ask in the way that is safe.";
        InsetText::new(text).into()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![
            Question::listed("to", "Who is asked?", whom()),
            Question::many("about", "What is it to clear up?", topics(&self.found)),
            Question::text("question", "What do you ask?")
                .hint("Only what is needed. Do not tell one adult what the other has said."),
            Question::day("due", "By when will you chase it?"),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let to = reading.choice("to", "Choose who is asked");
        let about: Vec<Topic> = reading.choices("about");
        if about.is_empty() {
            reading.problem("about", "Choose what it is to clear up");
        }
        let question = reading.text("question", "Write down what you ask");
        let due = reading.day("due", "Enter the day by which you will chase it");
        let case = self.found.head.case;
        let read = to.zip(question).zip(due).map(|((to, question), due)| ReferralCommand::OpenInformationRequest {
            case,
            to,
            about,
            question,
            due,
        });
        reading.finish(read).map(Command::from)
    }

    fn back(&self) -> String {
        format!("/cases/{}/triage", self.found.head.case)
    }

    fn next(&self, _done: &Done) -> String {
        format!("/cases/{}/triage#requests", self.found.head.case)
    }
}

fn whom() -> Vec<(String, String)> {
    [
        Asked::Referrer,
        Asked::Court,
        Asked::Cafcass,
        Asked::LocalAuthority,
        Asked::Police,
        Asked::Probation,
        Asked::Solicitor,
        Asked::ResidentAdult,
        Asked::VisitingAdult,
        Asked::OtherCentre,
        Asked::Other,
    ]
    .map(|to| (stored(to), capital(asked(to))))
    .to_vec()
}

/// What is unknown in the case comes first.
fn topics(found: &TriagePage) -> Vec<(String, String)> {
    let unknown = found.unknown.iter().filter_map(|fact| match fact.what {
        Unknown::Question(topic) => Some(topic),
        _ => None,
    });
    let mut topics: Vec<Topic> = Vec::new();
    for topic in unknown.chain(OFTEN) {
        if !topics.contains(&topic) {
            topics.push(topic);
        }
    }
    topics.into_iter().map(|topic| (topic.name().to_owned(), capital(topic.label()))).collect()
}

/// The form by which an answer is recorded, or that there will be none.
pub(super) struct Record {
    found: TriagePage,
    request: InfoRequestId,
    about: Vec<Topic>,
    question: Html,
}

impl Form for Record {
    type Path = (CaseId, InfoRequestId);

    async fn open(web: &Web, reader: &Reader, (case, request): Self::Path) -> Result<Self, Answer> {
        let found = open_for(web, reader, case, "record-information").await?;
        let line = found.requests.iter().find(|line| line.id == request).ok_or(Failure::NotOpen)?;
        let to = format!("Asked of {}:", asked(line.to));
        let question = Html::paragraph(to).then(verbatim(&line.question, &found.head.grant)?);
        let about = line.about.clone();
        Ok(Self { found, request, about, question })
    }

    fn heading(&self) -> String {
        "Record what came of a request".to_owned()
    }

    fn introduction(&self) -> Html {
        InsetText::new(self.question.clone()).into()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let outcomes = [InfoOutcome::Replied, InfoOutcome::CannotBeObtained];
        let outcomes = outcomes.map(|outcome| (stored(outcome), capital(info_outcome(outcome))));
        let mut questions = vec![
            Question::one("outcome", "How did it end?", outcomes).hint(
                "\u{201c}Cannot be obtained\u{201d} keeps what was asked in sight as unknown. It never becomes No.",
            ),
            Question::text("reply", "What was answered?").hint("Leave it empty if nobody answered."),
        ];
        questions.extend(self.about.iter().map(|topic| {
            Question::one(&field(*topic), &format!("What does that say about {}?", topic.label()), ANSWERS)
                .hint("Leave it open if the reply does not settle it.")
        }));
        questions
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let outcome = reading.choice("outcome", "Choose how it ended");
        let reply = reading.text_if_any("reply");
        if outcome == Some(InfoOutcome::Replied) && answers.get("reply").is_empty() {
            reading.problem("reply", "Write down what was answered");
        }
        let mut said = Vec::new();
        for topic in &self.about {
            let field = field(*topic);
            if !answers.get(&field).is_empty() {
                said.extend(reading.choice(&field, "Choose from the list").map(|answer| (*topic, answer)));
            }
        }
        let (case, request) = (self.found.head.case, self.request);
        let read =
            outcome.map(|outcome| ReferralCommand::RecordInformation { case, request, outcome, reply, answers: said });
        reading.finish(read).map(Command::from)
    }

    fn back(&self) -> String {
        format!("/cases/{}/triage", self.found.head.case)
    }

    fn next(&self, _done: &Done) -> String {
        format!("/cases/{}/triage#requests", self.found.head.case)
    }
}

fn field(topic: Topic) -> String {
    format!("answer-{}", topic.name())
}
