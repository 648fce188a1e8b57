//! One disclosure or incident, opened.

use super::place::At;
use crate::failure::Failure;
use crate::house::House;
use crate::reading::{Look, NO_CASE, Presence, record_name};
use crate::session::{Name, Wall, short_name};
use crate::sign_in::SignedIn;
use access::action::{Action, Disclosure, ListConcerns, OpenDisclosure, Ordinary, ReadCase};
use access::{Grant, Purpose, Record, RecordKind, Relation, Sealed};
use domain::actor::Actor;
use domain::concern::{ConcernState, IncidentKind, RaisedBy, Severity};
use domain::ids::{CaseId, DisclosureId, IncidentId, PersonId, SessionId};
use domain::private::{Compartment, Private};
use domain::stream::StreamName;
use domain::words::Narrative;
use domain::world::World;
use jiff::Timestamp;

/// A disclosure, opened for somebody of the safeguarding side or for whoever wrote it down.
#[derive(Debug)]
pub struct DisclosurePage {
    /// Which.
    pub id: DisclosureId,
    /// Whose case.
    pub case: CaseId,
    /// The session it was recorded at.
    pub session: Option<SessionId>,
    /// The clock of the day on which it was said.
    pub wall: Wall,
    /// When it was said.
    pub at: Timestamp,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Who wrote it down.
    pub recorded_by: Option<Sealed<String, Disclosure>>,
    /// Who said it.
    pub from: Sealed<String, Disclosure>,
    /// Whom it is about, as far as they said.
    pub about: Sealed<Vec<String>, Disclosure>,
    /// Their words.
    pub words: Sealed<Narrative, Disclosure>,
    /// When the safeguarding side read it.
    pub seen: Option<Timestamp>,
    /// Whether this reader may mark it as read, and nobody has.
    pub may_see: bool,
    /// What everything here opens with.
    pub grant: Grant<OpenDisclosure>,
}

/// An incident, opened for the safeguarding side.
#[derive(Debug)]
pub struct IncidentPage {
    /// Which.
    pub id: IncidentId,
    /// Whose case.
    pub case: CaseId,
    /// The session it happened at.
    pub session: Option<SessionId>,
    /// The clock of the day on which it happened.
    pub wall: Wall,
    /// When.
    pub at: Timestamp,
    /// What kind.
    pub kind: IncidentKind,
    /// How serious.
    pub severity: Severity,
    /// The rule that raised it, where one did.
    pub rule: Option<String>,
    /// Who was there.
    pub people: Vec<Name>,
    /// What happened.
    pub what: Option<Sealed<Narrative, Ordinary>>,
    /// What the safeguarding side said follows.
    pub outcome: Option<Sealed<Narrative, Ordinary>>,
    /// What everything here opens with.
    pub grant: Grant<ReadCase>,
}

/// Where an entry was found.
struct Found {
    world: World,
    case: CaseId,
    session: Option<SessionId>,
    record: Record,
}

impl Found {
    fn concern(&self) -> Option<&ConcernState> {
        match self.session {
            Some(session) => self.world.sessions.get(&session).map(|record| &record.concern),
            None => self.world.cases.get(&self.case).map(|state| &state.concern),
        }
    }

    fn wall(&self, at: Timestamp) -> Wall {
        Wall::of(&self.world, domain::words::at_centre(at, &self.world.centre.zone()).date())
    }

    /// The full name of somebody, as part of what was disclosed: who said it is as secret as what they said.
    fn name(&self, person: PersonId) -> String {
        let known = self.world.people.get(&person).and_then(|state| state.identity.as_ref()?.name.as_ref());
        match known.map(|name| name.expose()) {
            Some(Some(name)) => name.full(),
            Some(None) => "erased".to_owned(),
            None => "somebody whose name is not known".to_owned(),
        }
    }
}

impl House {
    async fn read_at(&self, who: &SignedIn, at: At, record: Record) -> Result<Found, Failure> {
        let centre = who.asker.centre;
        let session = match at {
            At::Session(session) => Some(session),
            At::Case(_) => None,
        };
        let world = self.world(centre, &[stream_at(at), StreamName::Centre(centre)]).await?;
        Ok(Found { world, case: record.kind.case().unwrap_or(NO_CASE), session, record })
    }

    /// A disclosure. The look is logged and committed before anything of it is shown.
    pub async fn disclosure_page(&self, who: &SignedIn, at: At, id: DisclosureId) -> Result<DisclosurePage, Failure> {
        let (record, presence) = self.place_at(who.asker.centre, at).await?;
        let mut look = Look::at(record).purpose(self.disclosure_purpose(who, record).await?);
        // The record is read only for whoever could open it, having written down one there: else how long it takes would tell
        // whether it is here.
        let mut standing = self.standing(who, record.kind.case(), look.purpose).await?;
        if self.storage.has_recorded(who.asker.centre, stream_at(at), DISCLOSED, who.actor()).await? {
            standing.relations.insert(Relation::Author);
        }
        if presence == Presence::Nowhere || !self.decided(&standing, OpenDisclosure::NAME, record).permitted {
            return Err(self.not_here::<OpenDisclosure>(who, look.purpose, record_name(record)).await);
        }
        let mut found = self.read_at(who, at, record).await?;
        let state = found.concern().and_then(|concern| concern.disclosure(id)).cloned();
        if state.as_ref().is_some_and(|state| state.recorded_by == who.actor()) {
            look.relations.insert(Relation::Author);
        }
        // Asked before it is said whether there is such an entry.
        let grant = self.grant_where::<OpenDisclosure>(who, look, presence).await?;
        let state = state.ok_or(Failure::NotOpen)?;
        let people = state.from.expose().into_iter().chain(state.about.expose().into_iter().flatten());
        let mut streams: Vec<_> = people.map(|person| StreamName::Person(*person)).collect();
        streams.extend(state.recorded_by.worker().map(StreamName::Worker));
        streams.sort_unstable();
        streams.dedup();
        self.read_into(&mut found.world, who.asker.centre, &streams).await?;
        let may_see = state.seen.is_none() && self.may(who, "see-disclosure", found.record).await?;
        let record = found.record;
        Ok(DisclosurePage {
            id,
            case: found.case,
            session: found.session,
            wall: found.wall(state.at),
            at: state.at,
            recorded_at: state.recorded_at,
            recorded_by: recorder(&found, state.recorded_by, &state.words),
            from: Sealed::new(record, state.from.map(|person| found.name(person))),
            about: Sealed::new(record, state.about.map(|all| all.into_iter().map(|p| found.name(p)).collect())),
            words: Sealed::new(record, state.words),
            seen: state.seen.map(|(at, _)| at),
            may_see,
            grant,
        })
    }

    /// An incident, for whoever reviews incidents.
    pub async fn incident_page(&self, who: &SignedIn, at: At, id: IncidentId) -> Result<IncidentPage, Failure> {
        let centre = who.asker.centre;
        let (place, presence) = self.place_at(centre, at).await?;
        let over = Record::new(centre, RecordKind::Case(place.kind.case().unwrap_or(NO_CASE)));
        let look = Look::at(over).purpose(Purpose::Safeguarding);
        self.grant_where::<ListConcerns>(who, look, presence).await?;
        let mut found = self.read_at(who, at, place).await?;
        let grant = self.grant::<ReadCase>(who, Look::at(over).purpose(Purpose::Safeguarding)).await?;
        let entry = found.concern().and_then(|concern| concern.incident(id)).cloned().ok_or(Failure::NotOpen)?;
        let streams: Vec<_> = entry.incident.people.iter().copied().map(StreamName::Person).collect();
        self.read_into(&mut found.world, centre, &streams).await?;
        let record = found.record;
        Ok(IncidentPage {
            id,
            case: found.case,
            session: found.session,
            wall: found.wall(entry.at),
            at: entry.at,
            kind: entry.incident.kind,
            severity: entry.incident.severity,
            rule: match entry.incident.raised {
                RaisedBy::Rule(rule) => Some(rule),
                RaisedBy::Recorder => None,
            },
            people: entry.incident.people.iter().map(|p| short_name(&found.world, *p, record)).collect(),
            what: entry.incident.what.map(|what| Sealed::new(record, what)),
            outcome: entry.outcome.map(|outcome| Sealed::new(record, outcome)),
            grant,
        })
    }
}

/// The stored type of a disclosure.
const DISCLOSED: &str = "concern.disclosure-captured";

const fn stream_at(at: At) -> StreamName {
    match at {
        At::Session(session) => StreamName::Session(session),
        At::Case(case) => StreamName::Case(case),
    }
}

/// Who wrote it down, under the same key as what they wrote.
fn recorder(found: &Found, by: Actor, words: &Private<Narrative>) -> Option<Sealed<String, Disclosure>> {
    let name = found.world.workers.get(&by.worker()?)?.name()?.expose()?.full();
    Some(Sealed::new(found.record, Private::new(words.subject()?, Compartment::Disclosure, name)))
}
