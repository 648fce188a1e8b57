//! Where somebody records what was said or what happened. Nothing may stop that: whoever may not see names still gets the
//! form, with people named by the part they have.

use crate::failure::Failure;
use crate::house::{House, today};
use crate::reading::{Look, NO_CASE, Presence};
use crate::session::{Name, Wall, short_name, worker_name};
use crate::sign_in::SignedIn;
use access::action::{ReadCase, ReadDay, ReadSession};
use access::{Grant, Record, RecordKind};
use domain::arrangement::ComesAs;
use domain::concern::ConcernState;
use domain::ids::{CaseId, CentreId, PersonId, SessionId};
use domain::referral::ReferralState;
use domain::stream::StreamName;
use domain::words::Side;
use domain::world::World;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A session, or a case outside one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum At {
    /// At a session.
    Session(SessionId),
    /// Outside one.
    Case(CaseId),
}

/// Where a concern is recorded.
#[derive(Debug)]
pub struct ConcernPlace {
    /// Whose case.
    pub case: CaseId,
    /// The session, where it is one.
    pub session: Option<SessionId>,
    /// The clock of the session's day, or of today.
    pub wall: Wall,
    /// Today, on the calendar at the centre.
    pub today: Date,
    /// Everybody who can be named.
    pub people: Vec<ConcernPerson>,
    /// The safeguarding lead or deputy who can be reached.
    pub on_call: Name,
    /// What this reader has recorded here themselves.
    pub own: Vec<OwnEntry>,
    /// What the names open with.
    pub known: Known,
}

/// Somebody a concern can be about.
#[derive(Debug)]
pub struct ConcernPerson {
    /// Who.
    pub person: PersonId,
    /// Their first name and initial, where this reader may know it.
    pub name: Name,
    /// The part they have, in words.
    pub part: &'static str,
}

/// How this reader knows the people here.
#[derive(Debug)]
pub enum Known {
    /// They may read the session.
    Session(Grant<ReadSession>),
    /// They may read the day.
    Day(Grant<ReadDay>),
    /// They may read the case.
    Case(Grant<ReadCase>),
    /// By the part each has alone.
    ByPart,
}

/// An entry of the reader's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnEntry {
    /// When it was recorded.
    pub at: Timestamp,
}

impl House {
    /// Where a concern is recorded, with the people this reader can name.
    pub async fn concern_place(&self, who: &SignedIn, at: At) -> Result<ConcernPlace, Failure> {
        let centre = who.asker.centre;
        let (record, presence) = self.place_at(centre, at).await?;
        // Nothing is read of it before it is permitted, so that what is not here takes as long.
        self.must_where(who, "capture-disclosure", Look::at(record), presence).await?;
        let (mut world, case, session) = self.place(centre, at).await?;
        self.read_people(&mut world, centre, case, session).await?;
        let now = self.now();
        let today = today(now, &world);
        let slot = session.and_then(|session| world.sessions.get(&session)?.session.slot());
        let date = slot.map_or(today, |slot| slot.contact.date());
        Ok(ConcernPlace {
            case,
            session,
            wall: Wall::of(&world, date),
            today,
            people: people(&world, case, session, record),
            on_call: slot.and_then(|slot| worker_name(&world, slot.on_call, record)),
            own: own(&world, case, session, who),
            known: self.known(who, record, date).await?,
        })
    }

    /// The record at a place, and whether it is here. It asks one row either way.
    pub(super) async fn place_at(&self, centre: CentreId, at: At) -> Result<(Record, Presence), Failure> {
        let (kind, here) = match at {
            At::Session(session) => {
                let case = self.storage.case_of(centre, session).await?;
                (RecordKind::Session(session, case.unwrap_or(NO_CASE)), case.is_some())
            }
            At::Case(case) => (RecordKind::Case(case), self.storage.has(centre, StreamName::Case(case)).await?),
        };
        Ok((Record::new(centre, kind), if here { Presence::Here } else { Presence::Nowhere }))
    }

    async fn place(&self, centre: CentreId, at: At) -> Result<(World, CaseId, Option<SessionId>), Failure> {
        let stream = match at {
            At::Session(session) => StreamName::Session(session),
            At::Case(case) => StreamName::Case(case),
        };
        let world = self.world(centre, &[stream, StreamName::Centre(centre)]).await?;
        match at {
            At::Session(session) => {
                let slot = world.sessions.get(&session).and_then(|record| record.session.slot());
                let case = slot.ok_or(Failure::NotOpen)?.case;
                Ok((world, case, Some(session)))
            }
            At::Case(case) if world.cases.get(&case).is_some_and(|state| state.version > 0) => Ok((world, case, None)),
            At::Case(_) => Err(Failure::NotOpen),
        }
    }

    async fn read_people(
        &self,
        world: &mut World,
        centre: CentreId,
        case: CaseId,
        session: Option<SessionId>,
    ) -> Result<(), Failure> {
        self.read_into(world, centre, &[StreamName::Case(case)]).await?;
        let slot = session.and_then(|session| world.sessions.get(&session)?.session.slot());
        let named = world.cases.get(&case).into_iter().flat_map(|state| state.referral.people());
        let coming = slot.into_iter().flat_map(|slot| slot.visits.iter().map(|v| v.person));
        let mut streams: Vec<_> = named.chain(coming).map(StreamName::Person).collect();
        streams.extend(slot.map(|slot| StreamName::Worker(slot.on_call)));
        streams.sort_unstable();
        streams.dedup();
        self.read_into(world, centre, &streams).await
    }

    /// The widest of the grants by which this reader may know the people here. Not having one is no refusal.
    async fn known(&self, who: &SignedIn, record: Record, date: Date) -> Result<Known, Failure> {
        let day = Record::new(record.centre, RecordKind::Day(date));
        match record.kind {
            RecordKind::Session(..) if self.may(who, "read-session", record).await? => {
                Ok(Known::Session(self.grant(who, Look::at(record)).await?))
            }
            // By the day only whoever the day shows this family to: see `House::day_page`.
            RecordKind::Session(..)
                if self.may(who, "record-movement", record).await? && self.may(who, "read-day", day).await? =>
            {
                Ok(Known::Day(self.grant(who, Look::at(day)).await?))
            }
            RecordKind::Case(_) if self.may(who, "read-case", record).await? => {
                Ok(Known::Case(self.grant(who, Look::at(record)).await?))
            }
            _ => Ok(Known::ByPart),
        }
    }
}

/// Who comes to the session by name; whoever else belongs to the case by the part they have, unless the case itself is
/// what is looked at.
fn people(world: &World, case: CaseId, session: Option<SessionId>, record: Record) -> Vec<ConcernPerson> {
    let slot = session.and_then(|session| world.sessions.get(&session)?.session.slot());
    let visits = slot.map(|slot| slot.visits.as_slice()).unwrap_or_default();
    let mut people: Vec<_> = visits
        .iter()
        .map(|v| ConcernPerson {
            person: v.person,
            name: short_name(world, v.person, record),
            part: match v.comes {
                ComesAs::Child => "child",
                ComesAs::Visiting => "visiting adult",
                ComesAs::Visitor => "named visitor",
                ComesAs::Escort => "brings or collects the child",
            },
        })
        .collect();
    let Some(referral) = world.cases.get(&case).map(|state| &state.referral) else {
        return people;
    };
    for person in referral.people() {
        if people.iter().all(|known| known.person != person) {
            let name = if session.is_none() { short_name(world, person, record) } else { None };
            people.push(ConcernPerson { person, name, part: part(referral, person) });
        }
    }
    people
}

fn part(referral: &ReferralState, person: PersonId) -> &'static str {
    if referral.children_of_referral().any(|child| child == person) {
        return "child";
    }
    let on = |side| referral.adults_on(side).any(|adult| adult == person);
    if on(Side::Resident) {
        "adult the child lives with"
    } else if on(Side::Visiting) {
        "visiting adult"
    } else if referral.children.iter().any(|child| child.person == person) {
        "another child"
    } else {
        "another adult"
    }
}

fn own(world: &World, case: CaseId, session: Option<SessionId>, who: &SignedIn) -> Vec<OwnEntry> {
    let state: Option<&ConcernState> = match session {
        Some(session) => world.sessions.get(&session).map(|record| &record.concern),
        None => world.cases.get(&case).map(|state| &state.concern),
    };
    let Some(state) = state else {
        return Vec::new();
    };
    let mine = |actor| actor == who.actor();
    let incidents = state.incidents().filter(|(_, r)| mine(r.recorded_by)).map(|(_, r)| OwnEntry { at: r.at });
    let said = state.disclosures().filter(|(_, d)| mine(d.recorded_by)).map(|(_, d)| OwnEntry { at: d.at });
    let mut own: Vec<_> = incidents.chain(said).collect();
    own.sort_by_key(|entry| entry.at);
    own
}
