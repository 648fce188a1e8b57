//! What whoever records at a session is shown of it. Everybody who works the day records what happened (N-03), whether or
//! not the session's own page is open to them; so this is no more than the day shows them.

use super::people::{Coming, comings};
use super::wall::Wall;
use crate::booking::Reach;
use crate::failure::Failure;
use crate::house::{House, today};
use crate::reading::{Look, NO_CASE};
use crate::sign_in::SignedIn;
use access::action::ReadDay;
use access::{Grant, Purpose, Record, RecordKind};
use domain::ids::SessionId;
use domain::stream::StreamName;
use jiff::civil::Date;

/// A session to which something is added.
#[derive(Debug)]
pub struct RecordingPlace {
    /// Who comes.
    pub comings: Vec<Coming>,
    /// The clock of its day.
    pub wall: Wall,
    /// Today, on the calendar at the centre.
    pub today: Date,
    /// How much of it is open to this reader.
    pub reach: Reach,
    /// What the names open with.
    pub grant: Grant<ReadDay>,
}

impl House {
    /// A session at which somebody wants to record what happened.
    pub async fn recording_place(&self, who: &SignedIn, session: SessionId) -> Result<RecordingPlace, Failure> {
        self.recording_place_for(who, session, "record-movement").await
    }

    /// The same, for something that not everybody records who works the day.
    pub async fn recording_place_for(
        &self,
        who: &SignedIn,
        session: SessionId,
        action: &str,
    ) -> Result<RecordingPlace, Failure> {
        let centre = who.asker.centre;
        let stream = StreamName::Session(session);
        let case = self.storage.case_of(centre, session).await?;
        let record = Record::new(centre, RecordKind::Session(session, case.unwrap_or(NO_CASE)));
        if !self.may(who, action, record).await? || case.is_none() {
            return Err(self.not_here::<ReadDay>(who, Purpose::CaseWork, stream.to_string()).await);
        }
        let mut world = self.world(centre, &[stream, StreamName::Centre(centre)]).await?;
        let slot = world.sessions.get(&session).and_then(|known| known.session.slot()).cloned();
        let slot = slot.ok_or(Failure::NotOpen)?;
        let date = slot.contact.date();
        let grant = self.grant::<ReadDay>(who, Look::at(Record::new(centre, RecordKind::Day(date)))).await?;
        let people: Vec<_> = slot.visits.iter().map(|visit| StreamName::Person(visit.person)).collect();
        self.read_into(&mut world, centre, &people).await?;
        let reach = if self.may(who, "read-session", record).await? { Reach::Page } else { Reach::DayOnly };
        let known = world.sessions.get(&session).ok_or(Failure::NotOpen)?;
        Ok(RecordingPlace {
            comings: comings(&world, &slot, &known.session, record),
            wall: Wall::of(&world, date),
            today: today(self.now(), &world),
            reach,
            grant,
        })
    }
}
