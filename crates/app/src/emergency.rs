//! Being let into what is sealed in an emergency: who asked, what a second person answered, and what is open meanwhile.

use crate::cases::By;
use crate::failure::Failure;
use crate::house::House;
use crate::reading::{Look, Presence};
use crate::sign_in::SignedIn;
use access::action::{OpenDisclosure, Ordinary, ReadBreakGlass, ReadCase};
use access::{Grant, Office, Purpose, Record, RecordKind, Sealed};
use domain::actor::Actor;
use domain::emergency::{Length, LetIn, Progress};
use domain::ids::{CaseId, DisclosureId, EmergencyId, PersonId, SessionId};
use domain::referral::Reference;
use domain::stream::StreamName;
use domain::words::{Narrative, PersonName, Role};
use domain::world::World;
use jiff::{Timestamp, Zoned};
use storage::lists::{Filter, ListQuery, SESSIONS};

/// How many sessions of a case are looked through for disclosures.
const SESSIONS_READ: u32 = 1000;

/// Who may agree that somebody else is let in.
const ANSWERS: [Role; 4] = [Role::Coordinator, Role::SafeguardingLead, Role::DeputySafeguardingLead, Role::Trustee];

/// Whether somebody may do something; where it needs a second factor, they are asked for it on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Open {
    /// They may.
    Yes,
    /// They may not.
    No,
}

/// What stands now.
#[derive(Debug, Clone)]
pub enum Stands {
    /// It waits for a second person.
    Waits,
    /// It waited too long.
    Lapsed,
    /// It was taken back before it was answered.
    TakenBack,
    /// A second person refused.
    Refused,
    /// It is open.
    Open {
        /// Until when.
        until: Zoned,
    },
    /// It was open.
    Over {
        /// When it ended.
        at: Zoned,
    },
}

/// One asking, and what became of it.
#[derive(Debug)]
pub struct EmergencyLine {
    /// Which.
    pub id: EmergencyId,
    /// Who asked.
    pub who: By,
    /// When.
    pub asked_at: Zoned,
    /// For how long.
    pub length: Length,
    /// What the emergency is.
    pub reason: Sealed<Narrative, Ordinary>,
    /// What stands.
    pub stands: Stands,
    /// Who answered, and when.
    pub answered: Option<(By, Zoned)>,
    /// Why it was refused.
    pub refusal: Option<Sealed<Narrative, Ordinary>>,
    /// Whether the reader may answer it.
    pub answer: Open,
    /// Whether the reader may end it.
    pub end: Open,
    /// Whether the reader may say that they have looked at it.
    pub note: Open,
    /// When the data-protection officer looked at it.
    pub noted_at: Option<Zoned>,
}

/// What is open to whom two people let in.
#[derive(Debug)]
pub struct Inside {
    /// Everybody of the case.
    pub people: Vec<(PersonId, Option<Sealed<PersonName, Ordinary>>)>,
    /// Disclosures, each at a session or outside one.
    pub disclosures: Vec<(Option<SessionId>, DisclosureId)>,
    /// What the names open with: given for an emergency.
    pub grant: Grant<ReadCase>,
}

/// Who asked to be let into a case, as far as the reader learns of it.
#[derive(Debug)]
pub struct EmergencyPage {
    /// The case.
    pub case: CaseId,
    /// What people call it.
    pub reference: Option<Reference>,
    /// Newest first: one's own, and for whoever answers or oversees everybody's.
    pub lines: Vec<EmergencyLine>,
    /// Whether the reader may ask to be let in.
    pub ask: Open,
    /// Whether the reader may read who looked.
    pub who_looked: Open,
    /// What is open to the reader, while they are let in.
    pub inside: Option<Inside>,
    /// What reasons and names open with.
    pub grant: Grant<ReadBreakGlass>,
}

impl House {
    /// Who asked to be let into a case in an emergency, and what is open to the reader by it.
    pub async fn emergencies(&self, who: &SignedIn, case: CaseId) -> Result<EmergencyPage, Failure> {
        let centre = who.asker.centre;
        let record = Record::new(centre, RecordKind::Case(case));
        let look = Look::at(record).purpose(Purpose::Emergency);
        let presence = Presence::of(self.storage.has(centre, StreamName::Case(case)).await?.then_some(&case));
        let grant = self.grant_where::<ReadBreakGlass>(who, look, presence).await?;
        let mut world = self.world(centre, &[StreamName::Case(case), StreamName::Centre(centre)]).await?;
        let state = world.cases.get(&case).filter(|state| state.version > 0).ok_or(Failure::NotOpen)?;
        let reference = state.referral.reference.clone();
        let mut shown: Vec<(EmergencyId, LetIn)> = state
            .emergency
            .all()
            .filter(|(_, asked)| oversees(who) || asked.worker == who.asker.worker)
            .map(|(id, asked)| (id, asked.clone()))
            .collect();
        shown.sort_by_key(|(_, asked)| std::cmp::Reverse(asked.asked_at));
        let actors =
            shown.iter().flat_map(|(_, asked)| [Some(Actor::Worker(asked.worker)), answered(asked).map(|a| a.0)]);
        let workers: std::collections::BTreeSet<_> =
            actors.flatten().filter_map(Actor::worker).map(StreamName::Worker).collect();
        self.read_into(&mut world, centre, &workers.into_iter().collect::<Vec<_>>()).await?;
        let ask = self.open_to_do(who, "break-glass", record).await?;
        let answer = self.open_to_do(who, "agree-break-glass", record).await?;
        let note = self.open_to_do(who, "note-break-glass", record).await?;
        let who_looked = self.open_to_do(who, "read-access-log", record).await?;
        let may = May { who: who.actor(), now: self.now(), answer, note };
        let lines = shown.iter().map(|(id, asked)| may.line(&world, record, *id, asked)).collect();
        let inside = self.inside(who, case, world).await?;
        Ok(EmergencyPage { case, reference, lines, ask, who_looked, inside, grant })
    }

    /// Whether somebody may do something in an emergency.
    async fn open_to_do(&self, who: &SignedIn, action: &str, record: Record) -> Result<Open, Failure> {
        let standing = self.standing(who, record.kind.case(), Purpose::Emergency).await?;
        Ok(if self.decided(&standing, action, record).permitted { Open::Yes } else { Open::No })
    }

    async fn inside(&self, who: &SignedIn, case: CaseId, mut world: World) -> Result<Option<Inside>, Failure> {
        if self.let_in_until(who, Some(case), self.now()).await?.is_none() {
            return Ok(None);
        }
        let centre = who.asker.centre;
        let record = Record::new(centre, RecordKind::Case(case));
        let grant = self.grant::<ReadCase>(who, Look::at(record).purpose(Purpose::Emergency)).await?;
        let people: Vec<_> = world.cases.get(&case).into_iter().flat_map(|state| state.referral.people()).collect();
        let streams: Vec<_> = people.iter().copied().map(StreamName::Person).collect();
        self.read_into(&mut world, centre, &streams).await?;
        let standing = self.standing(who, Some(case), Purpose::Emergency).await?;
        let knows = self.decided(&standing, "know-of-disclosure", record).permitted;
        let disclosures = if knows { self.disclosures_of(&mut world, who, case).await? } else { Vec::new() };
        let named = people.into_iter().map(|person| {
            let identity = world.people.get(&person).and_then(|state| state.identity.as_ref());
            (person, identity.and_then(|identity| identity.name.clone()).map(|name| Sealed::new(record, name)))
        });
        Ok(Some(Inside { people: named.collect(), disclosures, grant }))
    }

    async fn disclosures_of(
        &self,
        world: &mut World,
        who: &SignedIn,
        case: CaseId,
    ) -> Result<Vec<(Option<SessionId>, DisclosureId)>, Failure> {
        let centre = who.asker.centre;
        let query = ListQuery::of(centre, &SESSIONS)
            .only(Filter::Is("case_id", case.to_string().into()))
            .page(0, SESSIONS_READ);
        let found = self.storage.list(&query).await?;
        let sessions: Vec<SessionId> = found.rows.iter().filter_map(|row| row.key().parse().ok()).collect();
        let streams: Vec<_> = sessions.iter().copied().map(StreamName::Session).collect();
        self.read_into(world, centre, &streams).await?;
        let outside = world.cases.get(&case).into_iter().flat_map(|state| state.concern.disclosures());
        let mut all: Vec<_> = outside.map(|(id, _)| (None, id)).collect();
        for session in sessions {
            let at = world.sessions.get(&session).into_iter().flat_map(|record| record.concern.disclosures());
            all.extend(at.map(|(id, _)| (Some(session), id)));
        }
        Ok(all)
    }

    /// The purpose by which a reader gets at a disclosure: as ever, or because two people let them in.
    pub(crate) async fn disclosure_purpose(&self, who: &SignedIn, record: Record) -> Result<Purpose, Failure> {
        let usual = self.standing(who, record.kind.case(), Purpose::Safeguarding).await?;
        self.or_let_in::<OpenDisclosure>(who, record, &usual).await
    }
}

/// Who learns of everybody's asking: whoever answers, and the data-protection officer.
fn oversees(who: &SignedIn) -> bool {
    ANSWERS.iter().any(|role| who.asker.roles.contains(role))
        || who.asker.offices.contains(&Office::DataProtectionOfficer)
}

const fn answered(asked: &LetIn) -> Option<(Actor, Timestamp)> {
    match &asked.progress {
        Progress::Asked => None,
        Progress::Agreed { by, at, .. } | Progress::Refused { by, at, .. } => Some((*by, *at)),
    }
}

/// What the reader may do, and when it is.
struct May {
    who: Actor,
    now: Timestamp,
    answer: Open,
    note: Open,
}

impl May {
    fn line(&self, world: &World, record: Record, id: EmergencyId, asked: &LetIn) -> EmergencyLine {
        let on_wall = |at: Timestamp| domain::words::at_centre(at, &world.centre.zone());
        let named = |actor: Actor| match actor {
            Actor::Worker(id) => {
                let name = world.workers.get(&id).and_then(|worker| worker.name()).cloned();
                By::Worker(id, name.map(|name| Sealed::new(record, name)))
            }
            Actor::Person(id) => By::Person(id, None),
            Actor::Program => By::Program,
        };
        let own = self.who == Actor::Worker(asked.worker);
        let waits = asked.unanswered();
        let agreed_by = answered(asked).map(|(by, _)| by);
        let ends = (asked.is_open(self.now) || waits) && (own || agreed_by == Some(self.who));
        let notes = matches!(asked.progress, Progress::Agreed { .. }) && asked.noted.is_none();
        EmergencyLine {
            id,
            who: named(Actor::Worker(asked.worker)),
            asked_at: on_wall(asked.asked_at),
            length: asked.length,
            reason: Sealed::new(record, asked.reason.clone()),
            stands: self.stands(world, asked),
            answered: answered(asked).map(|(by, at)| (named(by), on_wall(at))),
            refusal: match &asked.progress {
                Progress::Refused { reason, .. } => Some(Sealed::new(record, reason.clone())),
                Progress::Asked | Progress::Agreed { .. } => None,
            },
            answer: if waits && !own { self.answer } else { Open::No },
            end: if ends { Open::Yes } else { Open::No },
            note: if notes { self.note } else { Open::No },
            noted_at: asked.noted.map(|(at, _)| on_wall(at)),
        }
    }

    fn stands(&self, world: &World, asked: &LetIn) -> Stands {
        let on_wall = |at: Timestamp| domain::words::at_centre(at, &world.centre.zone());
        match (&asked.progress, &asked.ended) {
            (Progress::Refused { .. }, _) => Stands::Refused,
            (Progress::Agreed { until, .. }, None) if self.now < *until => Stands::Open { until: on_wall(*until) },
            (Progress::Agreed { .. }, Some((at, _))) => Stands::Over { at: on_wall(*at) },
            (Progress::Agreed { until, .. }, None) => Stands::Over { at: on_wall(*until) },
            (Progress::Asked, Some(_)) => Stands::TakenBack,
            (Progress::Asked, None) if asked.waits(self.now) => Stands::Waits,
            (Progress::Asked, None) => Stands::Lapsed,
        }
    }
}
