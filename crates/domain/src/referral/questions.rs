//! The form of a referral typed in or taken by telephone, as data.
//!
//! A family for whom supported contact is asked and nobody has a concern is asked at most 25 questions. Others open
//! when an answer asks for them. What is sensitive says why it is asked. Nothing is filled in beforehand: no choice has
//! a default. A field's name is its path in [`super::TypedReferral`], so that a form and the JSON interface are one.

use super::topic::Topic;
use crate::words::Answer;
use serde::Serialize;
use std::collections::BTreeMap;

mod everybody;
mod opened;

pub use everybody::OF_EVERYBODY;
pub use opened::OPENED;

/// A question of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The path of the field.
    pub field: &'static str,
    /// The question in plain words.
    pub wording: &'static str,
    /// What helps to answer it.
    pub hint: Option<&'static str>,
    /// Why it is asked, where it is sensitive.
    pub why: Option<&'static str>,
    /// How it is answered.
    pub kind: AnswerKind,
    /// When it is asked.
    pub opened: Opened,
    /// The topics it asks about, where it is a question of safety: one of them is the one its field answers. A no to it
    /// is a no to all of them; any other answer opens a question about each.
    pub topics: &'static [Topic],
}

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerKind {
    /// A name of one or two parts.
    Name,
    /// A day.
    Date,
    /// A line of text.
    Line,
    /// Text of several lines.
    Text,
    /// A telephone number.
    Telephone,
    /// Yes, no, not known, did not want to say: the values of [`crate::words::Answer`].
    Answer,
    /// One of these: the value, and the words shown.
    OneOf(&'static [(&'static str, &'static str)]),
}

/// When a question is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Opened {
    /// Of everybody.
    Always,
    /// When this field has one of these values.
    By {
        /// The field.
        field: &'static str,
        /// The values.
        values: &'static [&'static str],
    },
    /// When somebody chooses to add it.
    ByAdding,
}

/// The words of the four answers to a question of safety. None of them stands first in the form.
pub const ANSWERS: [(&str, &str); 4] =
    [("yes", "Yes"), ("no", "No"), ("unknown", "Not known"), ("declined", "They did not want to say")];

/// What a no to a question of several topics says of the others: each that its wording names and nobody answered.
pub(super) fn implied(answers: &BTreeMap<Topic, Answer>) -> Vec<Topic> {
    OF_EVERYBODY
        .iter()
        .filter(|question| {
            let first = question.asks_first();
            first.and_then(|topic| answers.get(&topic)) == Some(&Answer::No)
        })
        .flat_map(|question| question.topics)
        .copied()
        .filter(|topic| !answers.contains_key(topic))
        .collect()
}

impl Question {
    /// The topic its field answers, where it is a question of safety.
    pub fn asks_first(&self) -> Option<Topic> {
        let name = self.field.strip_prefix("answers.")?;
        self.topics.iter().copied().find(|topic| topic.name() == name)
    }
}

/// The questions that are open with these answers, in the order of the form.
pub fn asked(answers: &BTreeMap<String, String>) -> Vec<&'static Question> {
    OF_EVERYBODY
        .iter()
        .chain(&OPENED)
        .filter(|question| match question.opened {
            Opened::Always => true,
            Opened::By { field, values } => answers.get(field).is_some_and(|answer| values.contains(&answer.as_str())),
            Opened::ByAdding => false,
        })
        .collect()
}
