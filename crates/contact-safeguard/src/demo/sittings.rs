//! What happened at one session, from the door to the last entry.

use super::families::{Case, Family};
use super::office::Colleague;
use super::texts;
use super::weeks::Booked;
use crate::failed::Failed;
use domain::booking::{BookingCommand, CancelledBecause};
use domain::concern::{CaptureDisclosure, ConcernCommand, IncidentKind, ReportIncident, Severity};
use domain::ids::PersonId;
use domain::session::{BeforeOrAfter, Ending, HowKnown, Movement, SessionCommand, StoppedBecause, WellbeingNote};
use domain::stream::StreamName;
use domain::words::{ContactLevel, Side};
use jiff::SignedDuration;

/// Minutes from the start of contact.
type Minute = i64;

impl Family {
    /// Waits for a minute of a session.
    async fn minute(&self, session: &Booked, minute: Minute) {
        let start = self.calendar.instant(session.day, session.from);
        self.turn.at(start.saturating_add(SignedDuration::from_mins(minute)).unwrap_or(start)).await;
    }

    const fn minutes(&self) -> Minute {
        if matches!(self.group.level, ContactLevel::Supported) { 120 } else { 90 }
    }

    /// Whatever became of a session that was planned. Says whether the assessment is due again because of it.
    pub async fn held(&mut self, case: &Case, session: &Booked) -> Result<bool, Failed> {
        let missed_before = session.place > 0 && (session.place + self.number) % 9 == 1;
        match (session.place + self.number) % 9 {
            0 if session.place > 1 => self.cancelled(session).await.map(|()| false),
            4 if session.place > 1 && !missed_before => self.missed(session).await.map(|()| false),
            _ if self.group.level == ContactLevel::Supported => self.supported(case, session).await,
            _ => self.supervised(case, session).await,
        }
    }

    async fn cancelled(&mut self, session: &Booked) -> Result<(), Failed> {
        self.minute(session, -150).await;
        let because = match self.chance.below(4) {
            0 => CancelledBecause::ResidentAdult,
            1 => CancelledBecause::VisitingAdult,
            2 => CancelledBecause::ChildsWish,
            _ => CancelledBecause::Illness,
        };
        let cancelling = BookingCommand::Cancel { session: session.id, date: session.day, because };
        self.carry_out(self.office.coordinator()?, cancelling).await.map(drop)
    }

    /// One side did not come; either can be.
    async fn missed(&mut self, session: &Booked) -> Result<(), Failed> {
        self.minute(session, 35).await;
        let side = if self.chance.of_hundred(50) { Side::Resident } else { Side::Visiting };
        let id = session.id;
        let (_, lead, _) = self.crew(session.day)?;
        self.carry_out(lead, SessionCommand::End { session: id, ending: Ending::NoShow(side), at: None }).await?;
        self.wellbeing(lead, session, true).await?;
        self.carry_out(lead, SessionCommand::Close { session: id }).await.map(drop)
    }

    async fn moves(&self, who: &Colleague, session: &Booked, movement: Movement) -> Result<(), Failed> {
        let moving =
            SessionCommand::Move { session: session.id, person: None, movement, at: None, known: HowKnown::Live };
        self.carry_out(who, moving).await.map(drop)
    }

    /// Supported contact: who came and went, one tap at the end, nothing observed.
    async fn supported(&mut self, case: &Case, session: &Booked) -> Result<bool, Failed> {
        let (team, lead, _) = self.crew(session.day)?;
        let door = team.first().copied().unwrap_or(lead);
        let wrong_order = (session.place, self.number % 6) == (3, 2);
        self.minute(session, if wrong_order { 3 } else { -28 }).await;
        if wrong_order {
            self.moves(door, session, Movement::ChildIn).await?;
            self.minute(session, 6).await;
            self.moves(door, session, Movement::VisitingIn).await?;
        } else {
            self.moves(door, session, Movement::VisitingIn).await?;
            self.minute(session, -4).await;
            self.moves(door, session, Movement::ChildIn).await?;
        }
        let due = self.concern(case, session).await?;
        let (_, lead, _) = self.crew(session.day)?;
        self.minute(session, self.minutes() + 31).await;
        self.carry_out(lead, SessionCommand::LeftAsPlanned { session: session.id }).await?;
        Ok(due)
    }

    /// Supervised contact: how everybody was before and after, timed notes, each coming and going.
    async fn supervised(&mut self, case: &Case, session: &Booked) -> Result<bool, Failed> {
        self.minute(session, -30).await;
        let supervisor = self.supervisor(session)?;
        self.moves(supervisor, session, Movement::VisitingIn).await?;
        self.minute(session, -3).await;
        self.before(session).await?;
        let supervisor = self.supervisor(session)?;
        self.moves(supervisor, session, Movement::ChildIn).await?;
        let stopped = session.place == 5 && self.number % 4 == 2;
        let notes = if stopped { 4 } else { 6 };
        for (place, note) in (0_u32..).zip(texts::NOTES.iter().skip(1).take(notes)) {
            self.minute(session, i64::from(place) * 12 + 2).await;
            let observing = SessionCommand::Observe { session: session.id, at: None, note: texts::words(note)? };
            self.carry_out(self.supervisor(session)?, observing).await?;
        }
        let due = self.concern(case, session).await?;
        let (end, ending) = if stopped {
            (52, Ending::StoppedEarly(StoppedBecause::ChildsWish))
        } else {
            (self.minutes(), Ending::AsPlanned)
        };
        self.minute(session, end).await;
        let supervisor = self.supervisor(session)?;
        self.carry_out(supervisor, SessionCommand::End { session: session.id, ending, at: None }).await?;
        self.minute(session, end + 5).await;
        let supervisor = self.supervisor(session)?;
        self.moves(supervisor, session, Movement::ChildOut).await?;
        self.minute(session, end + 27).await;
        let supervisor = self.supervisor(session)?;
        self.moves(supervisor, session, Movement::VisitingOut).await?;
        self.minute(session, end + 40).await;
        self.wellbeing(self.supervisor(session)?, session, false).await?;
        let supervisor = self.supervisor(session)?;
        self.carry_out(supervisor, SessionCommand::Close { session: session.id }).await?;
        self.report(case, session).await?;
        Ok(due)
    }

    /// Whoever supervises a session.
    pub fn supervisor(&self, session: &Booked) -> Result<&Colleague, Failed> {
        let (team, lead, _) = self.crew(session.day)?;
        Ok(team.first().copied().unwrap_or(lead))
    }

    /// How everybody was before.
    async fn before(&mut self, session: &Booked) -> Result<(), Failed> {
        for person in self.missing(session, BeforeOrAfter::Before).await? {
            let note = WellbeingNote::Described(texts::one(&mut self.chance, texts::BEFORE)?);
            let when = BeforeOrAfter::Before;
            let noting = SessionCommand::NoteWellbeing { session: session.id, person, when, note };
            self.carry_out(self.supervisor(session)?, noting).await?;
        }
        Ok(())
    }

    /// Every entry that is still missing.
    async fn wellbeing(&self, who: &Colleague, session: &Booked, absent: bool) -> Result<(), Failed> {
        let mut dice = self.chance.clone();
        for when in [BeforeOrAfter::Before, BeforeOrAfter::After] {
            for person in self.missing(session, when).await? {
                let observed = self.group.level != ContactLevel::Supported;
                let note = match (absent, observed) {
                    (_, false) => WellbeingNote::NotSeen,
                    (true, true) => WellbeingNote::NotObtained(texts::words("Spoken to at the door only.")?),
                    (false, true) => WellbeingNote::Described(texts::one(&mut dice, texts::AFTER)?),
                };
                let noting = SessionCommand::NoteWellbeing { session: session.id, person, when, note };
                self.carry_out(who, noting).await?;
            }
        }
        Ok(())
    }

    async fn missing(&self, session: &Booked, when: BeforeOrAfter) -> Result<Vec<Option<PersonId>>, Failed> {
        let world = self.office.house.world(self.office.centre, &[StreamName::Session(session.id)]).await?;
        let missing = world.sessions.get(&session.id).map(|record| record.session.wellbeing_missing());
        Ok(missing.into_iter().flatten().filter(|(_, of)| *of == when).map(|(person, _)| person).collect())
    }

    /// Now and then something is seen or said. Says whether the assessment is due again because of it.
    async fn concern(&mut self, case: &Case, session: &Booked) -> Result<bool, Failed> {
        match (session.place, self.number % 7) {
            (2, 1) => self.incident(case, session, IncidentKind::Other, Severity::NearMiss).await.map(|()| false),
            (4, 4) => self.incident(case, session, IncidentKind::Injury, Severity::Minor).await.map(|()| false),
            (6, 3) => self.incident(case, session, IncidentKind::Aggression, Severity::Moderate).await.map(|()| true),
            (1, 6) => {
                self.incident(case, session, IncidentKind::FollowedOrWatched, Severity::Moderate).await.map(|()| true)
            }
            (1, 5) if self.group.level != ContactLevel::Supported => {
                self.disclosure(case, session).await.map(|()| true)
            }
            (3, 0) if self.number < 7 => self.disclosure(case, session).await.map(|()| true),
            _ => Ok(false),
        }
    }

    async fn incident(
        &mut self,
        case: &Case,
        session: &Booked,
        kind: IncidentKind,
        severity: Severity,
    ) -> Result<(), Failed> {
        self.minute(session, 75).await;
        let text = match kind {
            IncidentKind::Injury => texts::INCIDENTS.get(4),
            IncidentKind::Aggression => texts::INCIDENTS.get(2),
            IncidentKind::FollowedOrWatched => texts::INCIDENTS.get(1),
            _ => texts::INCIDENTS.get(3),
        };
        let what = texts::words(text.copied().unwrap_or("Something was out of the ordinary."))?;
        let people = if kind == IncidentKind::Other { Vec::new() } else { vec![case.visiting] };
        let incident =
            ReportIncident { case: case.id, session: Some(session.id), kind, severity, people, what, at: None };
        self.carry_out(self.supervisor(session)?, ConcernCommand::ReportIncident(incident)).await?;
        self.reviewed(case, session).await
    }

    /// The safeguarding lead reads what was reported and says what follows.
    async fn reviewed(&mut self, case: &Case, session: &Booked) -> Result<(), Failed> {
        let world = self.office.house.world(self.office.centre, &[StreamName::Session(session.id)]).await?;
        let incidents: Vec<_> = world
            .sessions
            .get(&session.id)
            .map(|s| s.concern.incidents().map(|(id, _)| id).collect())
            .unwrap_or_default();
        for incident in incidents {
            let outcome = texts::one(&mut self.chance, texts::FOLLOWS)?;
            let review = ConcernCommand::ReviewIncident { case: case.id, session: Some(session.id), incident, outcome };
            self.carry_out(self.office.safeguarding_lead()?, review).await?;
        }
        Ok(())
    }

    /// Somebody says something that may mean harm. The safeguarding lead reads it within the hour, but for the latest.
    async fn disclosure(&mut self, case: &Case, session: &Booked) -> Result<(), Failed> {
        self.minute(session, 50).await;
        let from = if self.number.is_multiple_of(2) { case.children.first().copied() } else { None };
        let disclosing = CaptureDisclosure {
            case: case.id,
            session: Some(session.id),
            from: from.unwrap_or(case.resident),
            about: Vec::new(),
            words: texts::one(&mut self.chance, texts::DISCLOSED)?,
            at: None,
        };
        self.carry_out(self.supervisor(session)?, ConcernCommand::CaptureDisclosure(disclosing)).await?;
        if session.day.saturating_add(jiff::Span::new().days(4)) >= self.calendar.today() {
            return Ok(());
        }
        self.minute(session, 68).await;
        let world = self.office.house.world(self.office.centre, &[StreamName::Session(session.id)]).await?;
        let captured: Vec<_> = world
            .sessions
            .get(&session.id)
            .map(|s| s.concern.disclosures().map(|(id, _)| id).collect())
            .unwrap_or_default();
        for disclosure in captured {
            let seeing = ConcernCommand::SeeDisclosure { case: case.id, session: Some(session.id), disclosure };
            self.carry_out(self.office.safeguarding_lead()?, seeing).await?;
        }
        Ok(())
    }
}
