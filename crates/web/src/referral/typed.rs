//! The form of a referral typed in or taken by telephone. Its questions are the domain's, asked when an answer opens them.

use super::typed_reading::{most_children, read};
use crate::answer::Answer;
use crate::components::{Html, InsetText};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use app::Done;
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::referral::questions::{ANSWERS, AnswerKind, Question as Asked, asked};
use domain::referral::{ReferralCommand, Route};
use std::marker::PhantomData;

/// How a referral came that is typed in.
pub(super) trait Came: Send + Sync + 'static {
    /// How.
    const ROUTE: Route;
    /// What the form does.
    const HEADING: &'static str;
    /// What stands before the questions.
    const FIRST: &'static str;
}

/// From a letter, form or message.
pub(super) struct OnPaper;

impl Came for OnPaper {
    const ROUTE: Route = Route::TypedIn;
    const HEADING: &'static str = "Type a referral in";
    const FIRST: &'static str = "Write down what the paper says. What it does not say stays open: unknown is never No.";
}

/// By telephone.
pub(super) struct ByTelephone;

impl Came for ByTelephone {
    const ROUTE: Route = Route::ByTelephone;
    const HEADING: &'static str = "Take a referral by telephone";
    const FIRST: &'static str =
        "Ask whether the caller can speak safely. What they do not know stays open: unknown is never No.";
}

/// The form.
pub(super) struct Typed<C>(PhantomData<C>);

impl<C: Came> Form for Typed<C> {
    type Path = ();

    async fn open(web: &Web, reader: &Reader, _path: ()) -> Result<Self, Answer> {
        web.house.may_refer(&reader.who, "record-referral").await?;
        Ok(Self(PhantomData))
    }

    fn heading(&self) -> String {
        C::HEADING.to_owned()
    }

    fn introduction(&self) -> Html {
        InsetText::new(C::FIRST).into()
    }

    fn questions(&self, answers: &Fields) -> Vec<Question> {
        let given = answers.iter().map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect();
        let mut questions = Vec::new();
        for question in asked(&given) {
            if let Some(title) = part(question.field) {
                questions.push(Question::heading(title));
            }
            questions.extend(put(question));
            if question.field == "children.0.date_of_birth" {
                questions.extend(other_children(answers));
            }
        }
        questions
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let typed = read(C::ROUTE, answers, &mut reading);
        reading.finish(typed.map(|typed| Command::from(ReferralCommand::RecordTypedReferral(Box::new(typed)))))
    }

    fn back(&self) -> String {
        "/referrals/new".to_owned()
    }

    fn next(&self, done: &Done) -> String {
        done.case().map_or_else(|| "/cases".to_owned(), |case| format!("/cases/{case}/referral"))
    }
}

/// The heading before a question that begins a part of the form.
fn part(field: &str) -> Option<&'static str> {
    Some(match field {
        "referrer" => "Who refers",
        "children.0.name" => "The children",
        "adults.0.name" => "The adult the child lives with",
        "adults.1.name" => "The adult who wants to spend time with the child",
        "requested_level" => "The contact asked for",
        "answers.orders_in_force" => "Safety",
        "answers.access_needed" => "On the day, and before it",
        "orders.0.kind" => "The order",
        "orders.1.ends_on" => "Bail or licence",
        "assertions.0.status" => "What is said about domestic abuse",
        "answers.child_abuse" => "The other concern",
        "texts.local-authority" => "Children's services",
        "texts.police" => "The police",
        "adults.0.needs" => "What is needed",
        "court" => "The court",
        _ => return None,
    })
}

/// A question of the domain as the form asks it.
fn put(asked: &Asked) -> Vec<Question> {
    match asked.field {
        "assertions.0.by" => {
            return vec![with_help(Question::many(asked.field, asked.wording, ADULTS), asked)];
        }
        "assertions.0.against_adults" => {
            let harmed = ADULTS.into_iter().chain([("children", "The children")]);
            return vec![with_help(Question::many(asked.field, asked.wording, harmed), asked)];
        }
        _ => {}
    }
    let question = match asked.kind {
        AnswerKind::Name => return name(asked.field, asked.wording),
        AnswerKind::Date => Question::day(asked.field, asked.wording),
        AnswerKind::Line | AnswerKind::Telephone => Question::line(asked.field, asked.wording),
        AnswerKind::Text => Question::text(asked.field, asked.wording),
        AnswerKind::Answer => Question::one(asked.field, asked.wording, ANSWERS),
        AnswerKind::OneOf(choices) if choices.len() > 8 => {
            Question::listed(asked.field, asked.wording, choices.iter().copied())
        }
        AnswerKind::OneOf(choices) => Question::one(asked.field, asked.wording, choices.iter().copied()),
    };
    vec![with_help(question, asked)]
}

/// The adults of the form by their places in it.
const ADULTS: [(&str, &str); 2] =
    [("0", "The adult the child lives with"), ("1", "The adult who wants to spend time with the child")];

fn with_help(question: Question, asked: &Asked) -> Question {
    let why = asked.why.map(|why| format!("Why we ask: {why}"));
    let help: Vec<&str> = asked.hint.into_iter().chain(why.as_deref()).collect();
    if help.is_empty() { question } else { question.hint(&help.join(" ")) }
}

/// A name in two boxes. Many people have one name: it goes into the first.
fn name(field: &str, wording: &str) -> Vec<Question> {
    vec![
        Question::line(&format!("{field}.given"), wording).hint("First name, or the only name"),
        Question::line(&format!("{field}.family"), &format!("Family name of {}", whose(field))).hint("If there is one"),
    ]
}

fn whose(field: &str) -> String {
    match field.split('.').nth(1).unwrap_or_default() {
        "0" if field.starts_with("adults") => "the adult the child lives with".to_owned(),
        "1" if field.starts_with("adults") => "the adult who wants to spend time with the child".to_owned(),
        "0" => "the child".to_owned(),
        other => format!("child {}", other.parse::<u8>().map_or(0, |place| place + 1)),
    }
}

fn other_children(answers: &Fields) -> Vec<Question> {
    let mut questions = vec![
        Question::number("other_children", "How many other children is it about?")
            .hint("Leave it empty if there are none"),
    ];
    for place in 1..=most_children(answers) {
        let number = place + 1;
        questions.extend(name(&format!("children.{place}.name"), &format!("What is the name of child {number}?")));
        questions
            .push(Question::day(&format!("children.{place}.date_of_birth"), &format!("When was child {number} born?")));
    }
    questions
}
