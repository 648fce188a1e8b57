//! A whole house for tests: a centre with two rooms, two doors and one worker of every role, with a clock that moves when a
//! test moves it. On a throw-away database that carries the demo marker, or on either engine.

use crate::house_parts::{self, OPENS_AT};
use crate::{Bench, MovableClock, SeededEntropy, on_both_engines};
use app::sign_in::Token;
use app::{Done, Failure, House, Order, SignedIn};
use data_encoding::BASE64URL_NOPAD;
use domain::centre::{CentreCommand, Clock as WallClock, Label, Settings};
use domain::command::Command;
use domain::ids::{CentreId, EntranceId, RoomId, WorkerId};
use domain::stream::StreamName;
use domain::words::{Answer, ContactLevel, PersonName, Role};
use domain::worker::{Course, Evidence, Terms, WorkerCommand};
use domain::world::World;
use jiff::{SignedDuration, Timestamp};
use std::any::Any;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use storage::{Durability, KeyFile, Location, Marker, Opening, SignIn, Storage, token_hash};
use tempfile::TempDir;

/// Tells the story in a house on SQLite and in one on PostgreSQL; see [`on_both_engines`]. The databases carry no demo
/// marker.
pub async fn houses_on_both_engines(story: impl AsyncFn(TestHouse)) {
    on_both_engines(async |bench| story(TestHouse::on(bench).await).await).await;
}

/// The house and what is in it.
pub struct TestHouse {
    /// The program without its doors.
    pub house: Arc<House>,
    /// Its clock; it starts at 09:00 on Monday 23 November 2026.
    pub clock: Arc<MovableClock>,
    /// Its centre.
    pub centre: CentreId,
    /// The hall, for 12 families, and the small room, for one.
    pub rooms: [RoomId; 2],
    /// The front door and the garden door.
    pub entrances: [EntranceId; 2],
    /// Which engine keeps its record, for messages.
    pub engine: &'static str,
    pub(crate) entropy: Arc<SeededEntropy>,
    /// Where its record and keys lie, where nothing else uses them.
    pub(crate) folder: Option<PathBuf>,
    pub(crate) workers: BTreeMap<Role, WorkerId>,
    pub(crate) _kept: Box<dyn Any + Send + Sync>,
}

impl TestHouse {
    /// Builds it on SQLite, on a throw-away database that carries the demo marker.
    pub async fn build() -> Self {
        let folder = TempDir::new().unwrap();
        let storage = opened(folder.path()).await;
        let house = house_parts::house(storage);
        let centre = CentreId::fresh(&mut house.0.ids());
        let at = folder.path().to_owned();
        Self { folder: Some(at), ..Self::furnished(house, centre, "SQLite", Box::new(folder)).await }
    }

    /// Builds it on the record of a bench, in the bench's centre.
    pub async fn on(bench: Bench) -> Self {
        let house = house_parts::house(bench.storage.clone());
        Self::furnished(house, bench.centre, bench.engine, Box::new(bench)).await
    }

    async fn furnished(
        (house, clock, entropy): (House, Arc<MovableClock>, Arc<SeededEntropy>),
        centre: CentreId,
        engine: &'static str,
        kept: Box<dyn Any + Send + Sync>,
    ) -> Self {
        let mut ids = house.ids();
        let mut built = Self {
            rooms: [RoomId::fresh(&mut ids); 2],
            entrances: [EntranceId::fresh(&mut ids); 2],
            house: Arc::new(house),
            clock,
            centre,
            engine,
            entropy,
            folder: None,
            workers: BTreeMap::new(),
            _kept: kept,
        };
        built.open_centre().await;
        for role in Role::ALL {
            let worker = built.engage(role, role.name()).await;
            built.workers.insert(role, worker);
        }
        built
    }

    async fn program(&self, command: impl Into<Command>) -> Done {
        self.house.carry_out_as_program(self.centre, Order::from(command.into())).await.unwrap()
    }

    async fn open_centre(&mut self) {
        let settings = Settings {
            clock: WallClock::London,
            opened_on: "2026-01-05".parse().unwrap(),
            levels: BTreeSet::from([ContactLevel::Supported, ContactLevel::Supervised]),
            minimum_staff: 2,
            arrival_buffer_minutes: None,
            leaving_buffer_minutes: None,
            advice_by_telephone: Answer::Yes,
        };
        let label = |text: &str| Label::parse(text).unwrap();
        self.program(CentreCommand::OpenCentre { name: label("Willow Hall"), settings }).await;
        for (name, capacity) in [("Hall", 12), ("Small room", 1)] {
            let zones = BTreeSet::new();
            self.program(CentreCommand::SetRoom { room: None, name: label(name), capacity, zones }).await;
        }
        for name in ["Front door", "Garden door"] {
            let zones = BTreeSet::new();
            self.program(CentreCommand::SetEntrance { entrance: None, name: label(name), zones }).await;
        }
        let world = self.house.world(self.centre, &[StreamName::Centre(self.centre)]).await.unwrap();
        let centre = world.centre;
        let sized = |(id, room): (&RoomId, &domain::centre::Room)| (room.capacity, *id);
        let mut rooms: Vec<_> = centre.rooms().iter().map(sized).collect();
        rooms.sort_by_key(|(capacity, _)| std::cmp::Reverse(*capacity));
        self.rooms = [rooms[0].1, rooms[1].1];
        let doors: Vec<_> = centre.entrances().keys().copied().collect();
        self.entrances = [doors[0], doors[1]];
    }

    /// Engages somebody of this role who has every course, with an account by that name.
    async fn engage(&self, role: Role, account: &str) -> WorkerId {
        let worker = WorkerId::fresh(&mut self.house.ids());
        let started_on = "2026-01-05".parse().unwrap();
        let name = PersonName::parse("Worker", role.label()).unwrap();
        let roles = BTreeSet::from([role]);
        let terms = Terms::Volunteer;
        self.program(WorkerCommand::EngageWorker { worker: Some(worker), name, roles, terms, started_on }).await;
        for course in [Course::Induction, Course::Safeguarding, Course::SpecialistDa, Course::ReportWriting] {
            let training = WorkerCommand::RecordTraining {
                worker,
                course,
                completed_on: "2026-09-01".parse().unwrap(),
                evidence: Evidence::CertificateSeen,
                document: None,
                provider: None,
            };
            self.program(training).await;
        }
        let awarded_on = "2025-05-01".parse().unwrap();
        let evidence = Evidence::CertificateSeen;
        self.program(WorkerCommand::RecordLevelThree { worker, awarded_on, evidence }).await;
        self.house.open_account(self.centre, worker, &format!("{account}@willow"), None).await.unwrap();
        worker
    }

    /// Engages another worker of a role, beside the one whom [`Self::worker`] names. Called once a role.
    pub async fn another(&self, role: Role) -> WorkerId {
        self.engage(role, &format!("another-{}", role.name())).await
    }

    /// Engages somebody of this role who has learnt nothing yet, with an account by that name.
    pub async fn newcomer(&self, role: Role, account: &str) -> WorkerId {
        let worker = WorkerId::fresh(&mut self.house.ids());
        let started_on = "2026-01-05".parse().unwrap();
        let name = PersonName::parse("Newcomer", role.label()).unwrap();
        let terms = Terms::Volunteer;
        let roles = BTreeSet::from([role]);
        self.program(WorkerCommand::EngageWorker { worker: Some(worker), name, roles, terms, started_on }).await;
        self.house.open_account(self.centre, worker, &format!("{account}@willow"), None).await.unwrap();
        worker
    }

    /// Another centre on the same record, with nobody in it yet.
    pub async fn neighbour(&self) -> Self {
        let centre = CentreId::fresh(&mut self.house.ids());
        self.house.storage().add_centre(centre, self.house.now()).await.unwrap();
        let mut built = Self {
            house: Arc::clone(&self.house),
            clock: Arc::clone(&self.clock),
            centre,
            rooms: self.rooms,
            entrances: self.entrances,
            engine: self.engine,
            entropy: Arc::clone(&self.entropy),
            folder: None,
            workers: BTreeMap::new(),
            _kept: Box::new(()),
        };
        built.open_centre().await;
        built
    }

    /// Carries out a command as this worker.
    pub async fn carry_out_as(&self, worker: WorkerId, command: impl Into<Command>) -> Result<Done, Failure> {
        let (_, who) = self.sign_in_worker(worker).await;
        self.house.carry_out(&who, Order::from(command.into())).await
    }

    /// The worker who holds this role, and no other.
    pub fn worker(&self, role: Role) -> WorkerId {
        self.workers[&role]
    }

    /// Signs in as the worker of a role: their cookie's text and who they are.
    pub async fn sign_in(&self, role: Role) -> (String, SignedIn) {
        self.sign_in_worker(self.worker(role)).await
    }

    /// Signs in as this worker, without their password: with a click in a demo, else by a sign-in put into the record.
    pub async fn sign_in_worker(&self, worker: WorkerId) -> (String, SignedIn) {
        let token = if self.house.is_demo() {
            self.house.sign_in_as(self.centre, worker).await.unwrap()
        } else {
            self.put_sign_in(worker, None).await
        };
        let who = self.house.signed_in(&token).await.unwrap().unwrap();
        (token.text(), who)
    }

    /// Signs in as the worker of a role, who gave their second factor this moment.
    pub async fn sign_in_surely(&self, role: Role) -> (String, SignedIn) {
        let token = self.put_sign_in(self.worker(role), Some(self.house.now())).await;
        let who = self.house.signed_in(&token).await.unwrap().unwrap();
        (token.text(), who)
    }

    async fn put_sign_in(&self, worker: WorkerId, second_factor: Option<Timestamp>) -> Token {
        let (token, now) = (self.house.token(), self.house.now());
        let sign_in = SignIn {
            token_hash: token_hash(&token),
            centre: self.centre,
            worker,
            created: now,
            last_used: now,
            expires: now.checked_add(SignedDuration::from_hours(12)).unwrap(),
            idle_seconds: app::sign_in::IDLE_MINUTES * 60,
            second_factor,
        };
        self.house.storage().start_sign_in(&sign_in).await.unwrap();
        Token::parse(&BASE64URL_NOPAD.encode(&token)).unwrap()
    }

    /// Carries out a command as the worker of a role.
    pub async fn carry_out(&self, role: Role, command: impl Into<Command>) -> Result<Done, Failure> {
        let (_, who) = self.sign_in(role).await;
        self.house.carry_out(&who, Order::from(command.into())).await
    }

    /// The centre with these streams, folded.
    pub async fn world(&self, streams: &[StreamName]) -> World {
        let streams: Vec<_> = streams.iter().copied().chain([StreamName::Centre(self.centre)]).collect();
        self.house.world(self.centre, &streams).await.unwrap()
    }
}

/// Opens the record that lies in a folder, or makes it.
pub(crate) async fn opened(folder: &Path) -> Storage {
    let opening = Opening {
        location: Location::Sqlite { folder: folder.join("data") },
        keys: KeyFile::at(folder.join("keys").join("keys.jsonl"), None),
        durability: Durability::ThrowAway,
        marker: Marker::Demo,
        now: OPENS_AT.parse().unwrap(),
        projection: storage::lists::project,
    };
    Storage::open(opening).await.unwrap()
}
