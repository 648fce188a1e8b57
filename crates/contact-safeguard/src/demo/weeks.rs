//! A family's sessions, week by week: booked ahead, confirmed the day before, held or not, and looked at again.

use super::calendar::WEEKS_AHEAD;
use super::families::{Abuse, Case, Family};
use super::office::Colleague;
use super::region::Fate;
use super::story::Signatures;
use super::texts;
use crate::failed::Failed;
use domain::arrangement::{ArrangementCommand, EndOutcome, PauseReason};
use domain::booking::{BookSession, BookingCommand, CancelledBecause};
use domain::ids::{RoomId, SessionId, WorkerId};
use domain::session::SessionCommand;
use domain::words::{ContactLevel, Role};
use jiff::ToSpan as _;
use jiff::civil::{Date, Time};
use std::collections::VecDeque;

/// A session that was booked.
#[derive(Debug, Clone, Copy)]
pub struct Booked {
    /// The session.
    pub id: SessionId,
    /// Its day.
    pub day: Date,
    /// When contact starts.
    pub from: Time,
    /// Its place in the row, from 0.
    pub place: u32,
}

/// The week in which an assessment and an arrangement are looked at again.
const REVIEW: u32 = 8;

impl Family {
    /// Whether the family comes every other week.
    pub const fn every_other_week(&self) -> bool {
        matches!(self.group.level, ContactLevel::Supported) && self.number % 3 == 2
    }

    /// The room of the family's sessions: the hall, or one of the single rooms that nobody else has at that hour.
    pub fn room(&self) -> RoomId {
        let building = &self.office.building;
        if self.group.level == ContactLevel::Supported {
            return building.hall;
        }
        let hour = self.number / 3;
        let place = usize::try_from(hour + hour / 3).unwrap_or(0).checked_rem(building.single.len());
        place.and_then(|place| building.single.get(place)).copied().unwrap_or(building.hall)
    }

    const fn from(&self) -> Time {
        if matches!(self.group.level, ContactLevel::Supported) {
            return Time::constant(10, 0, 0, 0);
        }
        match (self.number / 3) % 3 {
            0 => Time::constant(10, 0, 0, 0),
            1 => Time::constant(13, 0, 0, 0),
            _ => Time::constant(16, 0, 0, 0),
        }
    }

    /// The days of the family's sessions, those to come included.
    fn days(&self) -> Vec<Date> {
        let step = if self.every_other_week() { 14 } else { 7 };
        let last = self.calendar.day(7 * WEEKS_AHEAD);
        let mut days = Vec::new();
        let mut day = self.first_session();
        while day <= last {
            days.push(day);
            day = day.saturating_add(step.days());
        }
        days
    }

    /// Whoever is on a session: the team, the lead, and who can be reached.
    pub fn crew(&self, day: Date) -> Result<(Vec<&Colleague>, &Colleague, &Colleague), Failed> {
        let week = u64::from(day.iso_week_date().week().unsigned_abs());
        let on_call = if week.is_multiple_of(2) { self.office.safeguarding_lead()? } else { self.office.deputy()? };
        if self.group.level == ContactLevel::Supported {
            let lead = self.office.of(Role::ShiftLead, week)?;
            let helpers: Vec<_> = self
                .office
                .with(Role::Volunteer)
                .filter(|colleague| colleague.id != lead.id && colleague.id != on_call.id)
                .collect();
            let first = usize::try_from(week).unwrap_or(0);
            let team = helpers.iter().cycle().skip(first).take(helpers.len().min(3)).copied().collect();
            Ok((team, lead, on_call))
        } else {
            let supervisor = self.office.of(Role::ContactSupervisor, u64::from(self.number))?;
            let lead = match self.office.with(Role::ShiftLead).next() {
                Some(lead) => lead,
                None => self.office.coordinator()?,
            };
            Ok((vec![supervisor], lead, on_call))
        }
    }

    async fn book(&self, case: &Case, day: Date, place: u32) -> Result<Booked, Failed> {
        let (team, lead, on_call) = self.crew(day)?;
        let team: Vec<WorkerId> = team.iter().map(|colleague| colleague.id).collect();
        let from = self.from();
        let booking =
            BookSession { case: case.id, date: day, from, room: None, team, lead: lead.id, on_call: on_call.id };
        let done = self.carry_out(self.office.coordinator()?, BookingCommand::Book(booking)).await?;
        let id = done.session().ok_or_else(|| Failed::no("The demo lost a session.", "Please report this."))?;
        Ok(Booked { id, day, from, place })
    }

    /// All sessions, from the first to those that lie ahead.
    pub async fn sessions(&mut self, case: &Case) -> Result<(), Failed> {
        let last = self.last_day();
        let mut days: VecDeque<(u32, Date)> = (0..).zip(self.days()).collect();
        let mut booked: VecDeque<Booked> = VecDeque::new();
        let ahead = if self.every_other_week() { 2 } else { 4 };
        self.at(self.first_session().saturating_sub(5.days()), 11, 30).await;
        while booked.len() < ahead
            && let Some((place, day)) = days.pop_front()
        {
            booked.push_back(self.book(case, day, place).await?);
        }
        while let Some(session) = booked.pop_front() {
            if session.day > last {
                booked.push_front(session);
                break;
            }
            self.confirm(&session).await?;
            if session.day >= self.calendar.today() {
                break;
            }
            let due_again = self.held(case, &session).await?;
            self.at(session.day, 19, 0).await;
            if due_again || session.place == REVIEW {
                let reviewed = self.review(case, &session).await?;
                if due_again && !reviewed {
                    // Nothing more is booked until somebody has looked at it anew.
                    continue;
                }
            }
            if let Some((place, day)) = days.pop_front() {
                booked.push_back(self.book(case, day, place).await?);
            }
        }
        self.stop(case, booked).await
    }

    /// The last day on which sessions are held.
    fn last_day(&self) -> Date {
        match self.group.fate {
            Fate::Paused => self.calendar.day(-11),
            Fate::Ended => self.calendar.day(-16),
            _ => self.calendar.today(),
        }
    }

    /// The day before, the coordinator says that it can go ahead. One of today's families is left for the reader.
    async fn confirm(&self, session: &Booked) -> Result<(), Failed> {
        self.at(session.day.saturating_sub(1.day()), 17, 0).await;
        if session.day == self.calendar.today() && self.number % 6 == 5 {
            return Ok(());
        }
        self.carry_out(self.office.coordinator()?, SessionCommand::Confirm { session: session.id }).await.map(drop)
    }

    /// The assessment is made anew; after two months the arrangement too. Says whether there was time for it yet.
    async fn review(&mut self, case: &Case, session: &Booked) -> Result<bool, Failed> {
        let day = session.day.saturating_add(2.days());
        if day.saturating_add(1.day()) >= self.calendar.today() {
            // It is due and nobody has come to it yet: that is what a coordinator sees on a Monday.
            return Ok(false);
        }
        let signatures = if self.abuse() == Abuse::None { Signatures::One } else { Signatures::Two };
        self.at(day, 12, 0).await;
        self.children_speak(case, domain::voice::Stage::Review).await?;
        self.assess(case, day, signatures).await?;
        if session.place == REVIEW && day.saturating_add(3.days()) < self.calendar.today() {
            self.arrange(case, day.saturating_add(1.day())).await?;
        }
        Ok(true)
    }

    async fn stop(&mut self, case: &Case, booked: VecDeque<Booked>) -> Result<(), Failed> {
        let because = match self.group.fate {
            Fate::Paused => CancelledBecause::Centre,
            Fate::Ended => CancelledBecause::VisitingAdult,
            _ => return Ok(()),
        };
        self.at(self.last_day().saturating_add(1.day()), 9, 30).await;
        let coordinator = self.office.coordinator()?;
        for session in booked {
            let cancelling = BookingCommand::Cancel { session: session.id, date: session.day, because };
            self.carry_out(coordinator, cancelling).await?;
        }
        let stopping = if self.group.fate == Fate::Paused {
            let note = Some(texts::words("Until the next hearing, as both adults asked in writing.")?);
            ArrangementCommand::PauseArrangement { case: case.id, reason: PauseReason::Court, note }
        } else {
            let outcome =
                if self.number.is_multiple_of(2) { EndOutcome::OwnArrangements } else { EndOutcome::AdultStopped };
            ArrangementCommand::EndArrangement { case: case.id, outcome, note: None }
        };
        self.carry_out(coordinator, stopping).await.map(drop)
    }
}
