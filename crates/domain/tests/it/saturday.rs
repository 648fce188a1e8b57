//! An invented centre on a Saturday: a hall and a small room, two doors, five workers, and families whose cases are
//! ready for a session. What other features decide is folded from their events; bookings, sessions, concerns and reports
//! are given as commands, and every command and event goes through the form in which it is sent or stored.

use crate::case_story::{Counted, stored_and_read, wall};
use domain::actor::Actor;
use domain::booking::{BookSession, BookingCommand, Slot};
use domain::centre::{CentreEvent, Label, Settings};
use domain::command::{Command, FeatureCommand};
use domain::decision::{Context, Recorded, Refusal};
use domain::event::{Event, Happened};
use domain::ids::{CaseId, CentreId, EntranceId, PersonId, RoomId, SessionId, WorkerId};
use domain::private::{Compartment, Private, Subject};
use domain::session::{HowKnown, Movement, SessionCommand};
use domain::stream::StreamName;
use domain::words::{Answer, ContactLevel, PersonName, Role, at_centre};
use domain::worker::{Course, Evidence, Terms as Engagement, WorkerEvent};
use domain::world::{SessionRecord, World};
use jiff::Timestamp;
use jiff::civil::{Date, Time, date};
use std::collections::BTreeSet;
use uuid::Uuid;

pub const SATURDAY: Date = date(2026, 3, 14);

pub const COORDINATOR: WorkerId = WorkerId::from_uuid(Uuid::from_u128(31));
pub const LEAD: WorkerId = WorkerId::from_uuid(Uuid::from_u128(32));
pub const VOLUNTEER: WorkerId = WorkerId::from_uuid(Uuid::from_u128(33));
pub const OTHER_VOLUNTEER: WorkerId = WorkerId::from_uuid(Uuid::from_u128(34));
pub const SAFEGUARDING: WorkerId = WorkerId::from_uuid(Uuid::from_u128(35));

/// One family.
#[derive(Debug, Clone, Copy)]
pub struct Family {
    pub case: CaseId,
    pub child: PersonId,
    pub resident: PersonId,
    pub visiting: PersonId,
}

pub struct Saturday {
    pub world: World,
    pub centre: CentreId,
    pub now: Timestamp,
    pub hall: RoomId,
    pub small_room: RoomId,
    pub front: EntranceId,
    pub garden: EntranceId,
    /// Every event appended, in order.
    pub told: Vec<(StreamName, Event)>,
    pub ids: Counted,
    pub(crate) families: u128,
}

pub fn room(n: u128) -> RoomId {
    RoomId::from_uuid(Uuid::from_u128(n))
}

pub fn door(n: u128) -> EntranceId {
    EntranceId::from_uuid(Uuid::from_u128(n))
}

impl Saturday {
    pub fn of_centre() -> Self {
        let centre = CentreId::from_uuid(Uuid::from_u128(1));
        let mut day = Self {
            world: World::of_centre(centre),
            centre,
            now: wall("2026-03-02T10:00"),
            hall: room(61),
            small_room: room(62),
            front: door(71),
            garden: door(72),
            told: Vec::new(),
            ids: Counted::default(),
            families: 0,
        };
        day.open();
        for (id, roles) in [
            (COORDINATOR, vec![Role::Coordinator]),
            (LEAD, vec![Role::ShiftLead, Role::ContactSupervisor]),
            (VOLUNTEER, vec![Role::Volunteer, Role::ContactSupervisor]),
            (OTHER_VOLUNTEER, vec![Role::Volunteer]),
            (SAFEGUARDING, vec![Role::SafeguardingLead, Role::Reviewer]),
        ] {
            day.engage(id, roles);
        }
        day
    }

    fn open(&mut self) {
        let label = |text: &str| self.of_centre_alone(Label::parse(text).unwrap());
        let settings = Settings {
            clock: domain::centre::Clock::London,
            opened_on: date(2024, 1, 6),
            levels: [ContactLevel::Supported, ContactLevel::Supervised].into(),
            minimum_staff: 2,
            arrival_buffer_minutes: None,
            leaving_buffer_minutes: None,
            advice_by_telephone: Answer::NotAsked,
        };
        let opened = CentreEvent::Opened { name: label("Hawthorn Hall"), settings };
        let hall = CentreEvent::RoomSet { room: self.hall, name: label("Hall"), capacity: 12, zones: BTreeSet::new() };
        let small = CentreEvent::RoomSet {
            room: self.small_room,
            name: label("Blue room"),
            capacity: 1,
            zones: BTreeSet::new(),
        };
        let front = CentreEvent::EntranceSet { entrance: self.front, name: label("Front"), zones: BTreeSet::new() };
        let garden = CentreEvent::EntranceSet { entrance: self.garden, name: label("Garden"), zones: BTreeSet::new() };
        for event in [opened, hall, small, front, garden] {
            self.happens(StreamName::Centre(self.centre), event);
        }
    }

    fn of_centre_alone<T>(&self, value: T) -> Private<T> {
        Private::new(Subject::Centre(self.centre), Compartment::Ordinary, value)
    }

    fn engage(&mut self, id: WorkerId, roles: Vec<Role>) {
        let name = Private::new(Subject::Worker(id), Compartment::Ordinary, PersonName::parse("Noor", "Hale").unwrap());
        let stream = StreamName::Worker(id);
        self.happens(
            stream,
            WorkerEvent::Engaged {
                name,
                roles: roles.into_iter().collect(),
                terms: Engagement::Volunteer,
                started_on: date(2024, 1, 6),
            },
        );
        for course in [Course::Induction, Course::Safeguarding, Course::SpecialistDa] {
            self.happens(
                stream,
                WorkerEvent::TrainingRecorded {
                    course,
                    completed_on: date(2025, 9, 6),
                    evidence: Evidence::CertificateSeen,
                    document: None,
                    provider: None,
                },
            );
        }
    }

    /// A booking that fits: volunteers for supported contact, the shift lead alone with a supervised family.
    pub fn booking(family: Family, from: Time) -> BookSession {
        BookSession {
            case: family.case,
            date: SATURDAY,
            from,
            room: None,
            team: vec![VOLUNTEER],
            lead: LEAD,
            on_call: SAFEGUARDING,
        }
    }

    pub fn booked(&mut self, family: Family, from: Time) -> SessionId {
        let booking = Self::booking(family, from);
        self.does(COORDINATOR, BookingCommand::Book(booking)).unwrap();
        self.newest_session()
    }

    pub fn newest_session(&self) -> SessionId {
        let sessions = self.told.iter().rev().filter_map(|(stream, _)| match stream {
            StreamName::Session(id) => Some(*id),
            _ => None,
        });
        sessions.into_iter().next().unwrap()
    }

    pub fn record(&self, session: SessionId) -> &SessionRecord {
        &self.world.sessions[&session]
    }

    pub fn slot(&self, session: SessionId) -> &Slot {
        self.record(session).session.slot().unwrap()
    }

    pub fn at(&mut self, civil: &str) -> &mut Self {
        self.now = wall(civil);
        self
    }

    /// Somebody comes or goes, seen as it happens.
    pub fn moves(&mut self, session: SessionId, movement: Movement) {
        let command = SessionCommand::Move { session, person: None, movement, at: None, known: HowKnown::Live };
        self.does(LEAD, command).unwrap();
    }

    /// A worker gives a command; what it decides is appended.
    pub fn does(&mut self, worker: WorkerId, command: impl Into<Command>) -> Result<Vec<Event>, Refusal> {
        let decided = self.decides(worker, command)?;
        let actor = Actor::Worker(worker);
        Ok(decided.into_iter().map(|recorded| self.append(actor, &recorded)).collect())
    }

    /// What a command would do, without doing it.
    pub fn decides(&mut self, worker: WorkerId, command: impl Into<Command>) -> Result<Vec<Recorded>, Refusal> {
        let json = serde_json::to_string(&command.into()).unwrap();
        let command: Command = serde_json::from_str(&json).unwrap();
        let mut context = Context {
            now: self.now,
            today: at_centre(self.now, &self.world.centre.zone()).date(),
            actor: Actor::Worker(worker),
            ids: &mut self.ids,
        };
        command.decide(&self.world, &mut context)
    }

    /// Something happened that no command here decides.
    pub fn happens(&mut self, stream: StreamName, event: impl Into<Event>) {
        self.append(Actor::Worker(COORDINATOR), &Recorded::now(stream, event));
    }

    fn append(&mut self, actor: Actor, recorded: &Recorded) -> Event {
        let version = self.world.versions.get(&recorded.stream).copied().unwrap_or(0) + 1;
        let event = stored_and_read(&recorded.event, Subject::Centre(self.centre));
        assert_eq!(event, recorded.event, "what is read is what was written");
        self.world.evolve(&Happened {
            stream: recorded.stream,
            version,
            recorded_at: self.now,
            about_at: recorded.about_at,
            actor,
            event: event.clone(),
        });
        self.told.push((recorded.stream, event.clone()));
        event
    }
}
