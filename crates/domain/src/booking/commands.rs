use super::events::CancelledBecause;
use crate::command::FeatureCommand;
use crate::decision::{Context, Decision};
use crate::ids::{CaseId, CentreId, RoomId, SessionId, WorkerId};
use crate::stream::StreamName;
use crate::world::World;
use jiff::civil::{Date, Time};
use serde::{Deserialize, Serialize};

/// A session as somebody wants to book it. People, doors and windows come from the arrangement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookSession {
    /// Whose.
    pub case: CaseId,
    /// The day.
    pub date: Date,
    /// When contact starts; it lasts as long as the arrangement says.
    pub from: Time,
    /// Another room than the arrangement's.
    #[serde(default)]
    pub room: Option<RoomId>,
    /// The workers on this session.
    pub team: Vec<WorkerId>,
    /// Who leads the shift.
    pub lead: WorkerId,
    /// The safeguarding lead or deputy who can be reached.
    pub on_call: WorkerId,
}

/// Commands of booking.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum BookingCommand {
    /// Takes a place in a day.
    Book(BookSession),
    /// Gives it up.
    Cancel {
        /// The session.
        session: SessionId,
        /// Its day.
        date: Date,
        /// Why.
        because: CancelledBecause,
    },
}

impl FeatureCommand for BookingCommand {
    fn action(&self) -> &'static str {
        match self {
            Self::Book(_) => "book-session",
            Self::Cancel { .. } => "cancel-session",
        }
    }

    fn reads(&self, centre: CentreId) -> Vec<StreamName> {
        match self {
            Self::Book(book) => {
                let mut streams = vec![
                    StreamName::Case(book.case),
                    StreamName::Day(centre, book.date),
                    StreamName::Centre(centre),
                    StreamName::Worker(book.lead),
                    StreamName::Worker(book.on_call),
                ];
                streams.extend(book.team.iter().copied().map(StreamName::Worker));
                streams
            }
            Self::Cancel { session, date, .. } => {
                vec![StreamName::Session(*session), StreamName::Day(centre, *date)]
            }
        }
    }

    fn decide(self, world: &World, context: &mut Context<'_>) -> Decision {
        match self {
            Self::Book(book) => super::decide::book(&book, world, context),
            Self::Cancel { session, date, because } => super::decide::cancel(session, date, because, world),
        }
    }
}
