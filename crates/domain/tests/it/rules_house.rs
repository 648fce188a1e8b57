//! A centre with a coordinator, a trustee and a volunteer, and one case, for stories of overrides.

use crate::rules_family::{case, instant, worker};
use domain::actor::Actor;
use domain::command::FeatureCommand;
use domain::decision::{Context, Refusal};
use domain::event::{Event, Happened};
use domain::ids::{CentreId, FreshIds, OverrideId};
use domain::overrides::{Channel, OverrideCommand, OverrideStanding, SecondRole};
use domain::rules::{Facts, FindingKey, Moment, enforce};
use domain::words::{Narrative, PersonName, Role};
use domain::worker::{Terms, WorkerCommand};
use domain::world::World;
use jiff::civil::{Date, date};
use uuid::Uuid;

pub const MONDAY: Date = date(2026, 11, 23);
pub const UNTIL: Date = date(2026, 12, 20);
pub const COORDINATOR: u128 = 1;
pub const TRUSTEE: u128 = 2;
pub const VOLUNTEER: u128 = 3;

#[derive(Default)]
struct Counted(u128);

impl FreshIds for Counted {
    fn fresh(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(1000 + self.0)
    }
}

pub struct House {
    pub world: World,
    ids: Counted,
    pub today: Date,
}

pub fn text(words: &str) -> Narrative {
    Narrative::parse(words).unwrap()
}

impl House {
    pub fn new() -> Self {
        let mut world = World::of_centre(CentreId::from_uuid(Uuid::from_u128(1)));
        world.cases.entry(case(1)).or_default().version = 1;
        let mut house = Self { world, ids: Counted::default(), today: MONDAY };
        for (n, role) in [(COORDINATOR, Role::Coordinator), (TRUSTEE, Role::Trustee), (VOLUNTEER, Role::Volunteer)] {
            let engage = WorkerCommand::EngageWorker {
                worker: Some(worker(n)),
                name: PersonName::parse("Noor", "Okafor").unwrap(),
                roles: [role].into(),
                terms: Terms::Volunteer,
                started_on: date(2026, 1, 5),
            };
            house.run(Actor::Program, engage).unwrap();
        }
        house
    }

    /// Carries a command out through its JSON form, and what it wrote through the stored form.
    pub fn run<C>(&mut self, actor: Actor, command: C) -> Result<Vec<Event>, Refusal>
    where
        C: FeatureCommand + serde::Serialize + serde::de::DeserializeOwned,
    {
        let command: C = serde_json::from_value(serde_json::to_value(command).unwrap()).unwrap();
        let now = instant(&format!("{}T10:00:00Z", self.today));
        let mut context = Context { now, today: self.today, actor, ids: &mut self.ids };
        let recorded = command.decide(&self.world, &mut context)?;
        let mut events = Vec::new();
        for entry in recorded {
            let encoded = entry.event.encode().unwrap();
            let event = Event::decode(&encoded.kind, encoded.version, encoded.body).unwrap();
            assert_eq!(event, entry.event);
            let version = self.world.versions.get(&entry.stream).copied().unwrap_or(0) + 1;
            let stream = entry.stream;
            let happened = Happened { stream, version, recorded_at: now, about_at: None, actor, event: event.clone() };
            self.world.evolve(&happened);
            events.push(event);
        }
        Ok(events)
    }

    pub fn request(&mut self, finding: FindingKey, until: Date) -> Result<OverrideId, Refusal> {
        let reason = text("The assessor is ill; the supervisor reads the old one aloud first.");
        let command = OverrideCommand::RequestOverride { case: case(1), finding, reason, until };
        self.run(Actor::Worker(worker(COORDINATOR)), command)?;
        Ok(self.world.cases[&case(1)].overrides.records().last().unwrap().id)
    }

    pub fn authorise(
        &mut self,
        actor: Actor,
        id: OverrideId,
        second: Actor,
        role: SecondRole,
        channel: Channel,
    ) -> Result<Vec<Event>, Refusal> {
        self.run(actor, OverrideCommand::AuthoriseOverride { case: case(1), id, second, role, channel })
    }

    pub fn stands(&self, id: OverrideId) -> OverrideStanding {
        self.world.cases[&case(1)].overrides.record(id).unwrap().standing(self.today)
    }

    pub fn passes(&self, facts: &Facts) -> bool {
        enforce(Moment::Confirm, facts, &self.world.cases[&case(1)].overrides, self.today).is_ok()
    }
}
