//! What deciding a command yields: events, or a refusal that says why and who can act.

use crate::actor::Actor;
use crate::event::Event;
use crate::ids::FreshIds;
use crate::rules::Finding;
use crate::stream::StreamName;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

/// What every decision is given besides state and command.
pub struct Context<'a> {
    /// The instant of the command.
    pub now: Timestamp,
    /// The same, as the calendar at the centre shows it.
    pub today: Date,
    /// Who gave the command.
    pub actor: Actor,
    /// Where fresh ids come from.
    pub ids: &'a mut dyn FreshIds,
}

/// One event to append, and where.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// The stream it belongs to.
    pub stream: StreamName,
    /// What happened.
    pub event: Event,
    /// When it happened, where that is not when it is recorded.
    pub about_at: Option<Timestamp>,
}

impl Recorded {
    /// An event of this moment.
    pub fn now(stream: StreamName, event: impl Into<Event>) -> Self {
        Self { stream, event: event.into(), about_at: None }
    }

    /// An event of an earlier moment, typed in afterwards.
    pub fn about(stream: StreamName, event: impl Into<Event>, at: Timestamp) -> Self {
        Self { stream, event: event.into(), about_at: Some(at) }
    }
}

/// A field of a form or command that cannot be taken as it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FieldProblem {
    /// The field's name, as forms and the JSON interface spell it.
    pub field: String,
    /// What is wrong and what to do, in a sentence without the value.
    pub message: String,
}

impl FieldProblem {
    /// A problem of one field.
    #[expect(clippy::needless_pass_by_value, reason = "messages are error values and texts, made for this call")]
    pub fn new(field: &str, message: impl ToString) -> Self {
        Self { field: field.to_owned(), message: message.to_string() }
    }
}

/// Why a command was not carried out. Nothing of it was saved.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Refusal {
    /// One or more safety rules stop it.
    #[error("a safety rule stops this")]
    Rules(Vec<Finding>),
    /// Something entered cannot be taken as it is.
    #[error("something entered needs another look")]
    Fields(Vec<FieldProblem>),
    /// The record is not at the point where this can be done.
    #[error("{because}")]
    NotNow {
        /// Why, in a sentence.
        because: String,
        /// What to do next.
        next: String,
    },
}

impl Refusal {
    /// A refusal because of where the record stands.
    pub fn not_now(because: &str, next: &str) -> Self {
        Self::NotNow { because: because.to_owned(), next: next.to_owned() }
    }

    /// A refusal because of one field.
    pub fn field(field: &str, message: impl ToString) -> Self {
        Self::Fields(vec![FieldProblem::new(field, message)])
    }
}

/// What a decision yields.
pub type Decision = Result<Vec<Recorded>, Refusal>;
