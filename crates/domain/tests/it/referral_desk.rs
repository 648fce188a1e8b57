//! A desk at an invented centre: commands are given there and their events folded, each by way of its stored form.

use domain::actor::Actor;
use domain::body::{join, split};
use domain::command::{Command, FeatureCommand};
use domain::decision::{Context, Recorded, Refusal};
use domain::event::{Event, Happened};
use domain::ids::{CaseId, CentreId, FreshIds, PersonId, WorkerId};
use domain::private::Subject;
use domain::referral::{ReferralCommand, ReferralState};
use domain::stream::StreamName;
use domain::words::{Narrative, PersonName};
use domain::world::World;
use jiff::Timestamp;
use jiff::civil::{Date, date};
use uuid::Uuid;

pub const TODAY: Date = date(2026, 10, 5);

struct Counted(u128);

impl FreshIds for Counted {
    fn fresh(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(self.0)
    }
}

pub struct Desk {
    pub world: World,
    centre: CentreId,
    ids: Counted,
}

pub fn worker(n: u128) -> Actor {
    Actor::Worker(WorkerId::from_uuid(Uuid::from_u128(n)))
}

pub fn words(text: &str) -> Narrative {
    Narrative::parse(text).unwrap()
}

impl Desk {
    pub fn open() -> Self {
        let centre = CentreId::from_uuid(Uuid::from_u128(900));
        Self { world: World::of_centre(centre), centre, ids: Counted(1000) }
    }

    /// Gives a command as a worker and keeps what it yields.
    pub fn give(&mut self, command: impl Into<Command>, actor: Actor) -> Result<Vec<Recorded>, Refusal> {
        let json = serde_json::to_value(command.into()).unwrap();
        let command: Command = serde_json::from_value(json).unwrap();
        let now: Timestamp = "2026-10-05T09:00:00Z".parse().unwrap();
        let mut context = Context { now, today: TODAY, actor, ids: &mut self.ids };
        let events = command.decide(&self.world, &mut context)?;
        for recorded in &events {
            self.keep(recorded, now, actor);
        }
        Ok(events)
    }

    fn keep(&mut self, recorded: &Recorded, now: Timestamp, actor: Actor) {
        let version = self.world.versions.get(&recorded.stream).copied().unwrap_or(0) + 1;
        self.world.evolve(&Happened {
            stream: recorded.stream,
            version,
            recorded_at: now,
            about_at: recorded.about_at,
            actor,
            event: stored(recorded, self.centre),
        });
    }

    pub fn referral(&self, case: CaseId) -> &ReferralState {
        &self.world.cases[&case].referral
    }

    pub fn name_of(&self, person: PersonId) -> String {
        let identity = self.world.people[&person].identity.as_ref().unwrap();
        let name = identity.name.as_ref().and_then(|name| name.expose());
        name.map(PersonName::full).unwrap_or_default()
    }

    pub fn named(&self, name: &str) -> PersonId {
        *self.world.people.keys().find(|person| self.name_of(**person) == name).unwrap()
    }

    /// Imports a fixture and returns its case.
    pub fn import(&mut self, json: &str) -> CaseId {
        let command = serde_json::json!({"do": "import-court-application", "original": json});
        let command: ReferralCommand = serde_json::from_value(command).unwrap();
        let events = self.give(command, worker(1)).unwrap();
        case_of(&events)
    }
}

pub fn case_of(events: &[Recorded]) -> CaseId {
    events
        .iter()
        .find_map(|recorded| match recorded.stream {
            StreamName::Case(case) => Some(case),
            _ => None,
        })
        .unwrap()
}

/// An event as it comes back from storage. What is private never stands in the skeleton.
fn stored(recorded: &Recorded, centre: CentreId) -> Event {
    let encoded = recorded.event.encode().unwrap();
    let owner: Subject = recorded.stream.owner(None, centre);
    let segments: Vec<_> = split(owner, encoded.body)
        .into_iter()
        .map(|segment| (segment.subject, segment.compartment, Some(segment.value)))
        .collect();
    let body = join(&segments).unwrap();
    Event::decode(&encoded.kind, encoded.version, body).unwrap()
}
