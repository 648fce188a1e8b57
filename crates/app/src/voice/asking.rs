use crate::cases::{CaseHead, Names};
use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::SignedIn;
use domain::ids::{CaseId, PersonId, SessionId};
use domain::person::PersonKind;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use storage::lists::{Filter, ListQuery, Order, SESSIONS};

/// How many sessions are offered to choose from: those of about three months.
const SESSIONS_OFFERED: u32 = 14;

/// A session that something can have been said at.
#[derive(Debug, Clone, Copy)]
pub struct VoiceSession {
    /// Which.
    pub session: SessionId,
    /// Its day.
    pub on: Date,
}

/// Somebody who is being asked.
#[derive(Debug)]
pub struct VoiceAsking {
    /// What stands above it.
    pub head: CaseHead,
    /// The people of the case.
    pub names: Names,
    /// Who.
    pub person: PersonId,
    /// Whether they are a child.
    pub kind: PersonKind,
    /// The sessions of the case up to today, newest first.
    pub sessions: Vec<VoiceSession>,
    zone: TimeZone,
}

impl VoiceAsking {
    /// An instant on the clock of the centre's wall.
    pub fn instant(&self, date: Date, time: Time) -> Option<Timestamp> {
        let at: Zoned = date.to_datetime(time).to_zoned(self.zone.clone()).ok()?;
        Some(at.timestamp())
    }
}

impl House {
    /// Somebody who is being asked, for whoever may write it down.
    pub async fn voice_asking(&self, who: &SignedIn, case: CaseId, person: PersonId) -> Result<VoiceAsking, Failure> {
        let file = self.open_case(who, case).await?;
        if !self.may(who, "record-voice", file.record).await? {
            return Err(Failure::NotOpen);
        }
        let heard = file.heard().into_iter().find(|(known, _)| *known == person);
        let (_, kind) = heard.ok_or(Failure::NotOpen)?;
        let tomorrow = file.today.tomorrow().unwrap_or(file.today);
        let query = ListQuery::of(who.asker.centre, &SESSIONS)
            .only(Filter::Is("case_id", case.to_string().into()))
            .only(Filter::Below("day", tomorrow.to_string().into()))
            .sort("day", Order::Descending)
            .page(0, SESSIONS_OFFERED);
        let sessions = self.storage.list(&query).await?.rows;
        let session = |row: &storage::lists::ListRecord| {
            Some(VoiceSession { session: row.key().parse().ok()?, on: row.text("day")?.parse().ok()? })
        };
        Ok(VoiceAsking {
            person,
            kind,
            sessions: sessions.iter().filter_map(session).collect(),
            zone: file.world.centre.zone(),
            names: file.names(),
            head: file.into_head(),
        })
    }
}
