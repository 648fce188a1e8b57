//! The centre and its workers: what the rules read of them.

use crate::rules_family::{instant, worker};
use domain::actor::Actor;
use domain::centre::{CentreCommand, Clock, Label, Settings, ZoneCode};
use domain::command::FeatureCommand;
use domain::decision::{Context, Refusal};
use domain::event::{Event, Happened};
use domain::ids::{CentreId, FreshIds};
use domain::words::{Answer, ContactLevel, Narrative, PersonName, Role};
use domain::worker::{Course, Evidence, Terms, WorkerCommand};
use domain::world::World;
use jiff::civil::{Date, date};
use uuid::Uuid;

const TODAY: Date = date(2026, 11, 23);

#[derive(Default)]
struct Counted(u128);

impl FreshIds for Counted {
    fn fresh(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(self.0)
    }
}

fn run<C: FeatureCommand>(world: &mut World, command: C) -> Result<(), Refusal> {
    let now = instant("2026-11-23T10:00:00Z");
    let mut ids = Counted(u128::from(world.versions.values().sum::<u64>()) + 100);
    let mut context = Context { now, today: TODAY, actor: Actor::Program, ids: &mut ids };
    for entry in command.decide(world, &mut context)? {
        let encoded = entry.event.encode().unwrap();
        let event = Event::decode(&encoded.kind, encoded.version, encoded.body).unwrap();
        let stream = entry.stream;
        let version = world.versions.get(&stream).copied().unwrap_or(0) + 1;
        world.evolve(&Happened { stream, version, recorded_at: now, about_at: None, actor: Actor::Program, event });
    }
    Ok(())
}

fn settings() -> Settings {
    Settings {
        clock: Clock::London,
        opened_on: date(2026, 3, 7),
        levels: [ContactLevel::Supported, ContactLevel::Supervised].into(),
        minimum_staff: 5,
        arrival_buffer_minutes: Some(20),
        leaving_buffer_minutes: None,
        advice_by_telephone: Answer::Yes,
    }
}

fn world() -> World {
    World::of_centre(CentreId::from_uuid(Uuid::from_u128(1)))
}

fn label(text: &str) -> Label {
    Label::parse(text).unwrap()
}

fn engaged(world: &mut World) {
    let engage = WorkerCommand::EngageWorker {
        worker: Some(worker(1)),
        name: PersonName::parse("Mairead", "Chowdhury").unwrap(),
        roles: [Role::Volunteer].into(),
        terms: Terms::Volunteer,
        started_on: date(2026, 1, 10),
    };
    run(world, engage).unwrap();
}

fn training(course: Course, completed_on: Date, evidence: Evidence) -> WorkerCommand {
    WorkerCommand::RecordTraining { worker: worker(1), course, completed_on, evidence, document: None, provider: None }
}

#[test]
fn a_centre_gives_the_rules_its_own_buffers_staffing_and_opening_day() {
    let mut world = world();
    assert_eq!(world.centre.pack(), domain::rules::PackParameters::shipped());
    assert!(run(&mut world, CentreCommand::RenameCentre { name: label("Elm Hall") }).is_err(), "not set up yet");
    run(&mut world, CentreCommand::OpenCentre { name: label("Elm Hall"), settings: settings() }).unwrap();
    let facts = world.centre.facts(instant("2026-11-23T10:00:00Z"), TODAY);
    assert_eq!((facts.pack.arrival_buffer_minutes, facts.pack.leaving_buffer_minutes), (20, 15));
    assert_eq!((facts.pack.minimum_staff, facts.centre_opened_on), (5, Some(date(2026, 3, 7))));
    assert_eq!(world.centre.advice_by_telephone(), Answer::Yes);
    assert!(world.centre.offers(ContactLevel::Supervised) && !world.centre.offers(ContactLevel::Handover));
}

#[test]
fn settings_below_the_floors_are_refused_by_field() {
    let mut world = world();
    let mut weak = settings();
    (weak.minimum_staff, weak.arrival_buffer_minutes) = (1, Some(9));
    weak.levels.clear();
    let refused = run(&mut world, CentreCommand::OpenCentre { name: label("Elm Hall"), settings: weak });
    let Err(Refusal::Fields(problems)) = refused else { panic!("{refused:?}") };
    let fields: Vec<&str> = problems.iter().map(|p| p.field.as_str()).collect();
    assert_eq!(fields, ["levels", "minimum_staff", "arrival_buffer_minutes"]);
}

#[test]
fn rooms_and_doors_are_added_changed_and_closed() {
    let mut world = world();
    run(&mut world, CentreCommand::OpenCentre { name: label("Elm Hall"), settings: settings() }).unwrap();
    let zones = || [ZoneCode::parse("north-corridor").unwrap()].into();
    run(&mut world, CentreCommand::SetRoom { room: None, name: label("Garden room"), capacity: 1, zones: zones() })
        .unwrap();
    run(&mut world, CentreCommand::SetEntrance { entrance: None, name: label("Side door"), zones: zones() }).unwrap();
    let room = *world.centre.rooms().keys().next().unwrap();
    let door = *world.centre.entrances().keys().next().unwrap();
    assert!(world.centre.room(room).unwrap().zones.contains(&ZoneCode::parse("north-corridor").unwrap()));
    run(&mut world, CentreCommand::CloseRoom { room }).unwrap();
    assert!(world.centre.room(room).is_none() && world.centre.rooms().contains_key(&room));
    assert!(run(&mut world, CentreCommand::CloseRoom { room }).is_err());
    run(&mut world, CentreCommand::CloseEntrance { entrance: door }).unwrap();
    assert!(world.centre.entrance(door).is_none());
}

fn specialist_on(world: &World, day: Date) -> Option<Date> {
    let fact = world.workers[&worker(1)].fact(worker(1), day);
    fact.specialist_da.map(|training| training.completed_on)
}

#[test]
fn only_evidenced_training_of_the_right_kind_and_day_counts() {
    let mut world = world();
    engaged(&mut world);
    let mut record = |course, on, evidence| run(&mut world, training(course, on, evidence));
    record(Course::Safeguarding, date(2026, 2, 1), Evidence::CertificateSeen).unwrap();
    record(Course::SpecialistDa, date(2026, 5, 1), Evidence::SelfDeclared).unwrap();
    let to_come = record(Course::Induction, date(2026, 11, 24), Evidence::GivenHere);
    assert!(to_come.is_err());
    assert_eq!(specialist_on(&world, TODAY), None, "only the worker says so");
    let fact = world.workers[&worker(1)].fact(worker(1), TODAY);
    assert!(fact.induction.is_none() && fact.safeguarding.is_some());
}

#[test]
fn the_newest_training_before_the_day_counts_until_it_is_withdrawn() {
    let mut world = world();
    engaged(&mut world);
    for on in [date(2026, 6, 1), date(2026, 4, 1)] {
        run(&mut world, training(Course::SpecialistDa, on, Evidence::ProviderConfirmed)).unwrap();
    }
    assert_eq!(specialist_on(&world, TODAY), Some(date(2026, 6, 1)));
    assert_eq!(specialist_on(&world, date(2026, 5, 31)), Some(date(2026, 4, 1)));

    let newest = world.workers[&worker(1)].newest(Course::SpecialistDa, TODAY).unwrap();
    let withdraw = WorkerCommand::WithdrawTraining {
        worker: worker(1),
        record: newest.record,
        reason: Narrative::parse("It was somebody else's certificate.").unwrap(),
    };
    run(&mut world, withdraw).unwrap();
    assert_eq!(specialist_on(&world, TODAY), Some(date(2026, 4, 1)));
}

#[test]
fn roles_hold_from_their_day_and_end_with_the_engagement() {
    let mut world = world();
    engaged(&mut world);
    let roles = [Role::ShiftLead, Role::Volunteer].into();
    run(&mut world, WorkerCommand::ChangeRoles { worker: worker(1), roles, from: date(2026, 6, 1) }).unwrap();
    run(&mut world, WorkerCommand::EndEngagement { worker: worker(1), on: date(2026, 9, 30) }).unwrap();
    let roles = |day| world.workers[&worker(1)].roles_on(day).len();
    assert_eq!(
        [date(2026, 1, 9), date(2026, 1, 10), date(2026, 6, 1), date(2026, 9, 30), date(2026, 10, 1)].map(roles),
        [0, 1, 2, 2, 0]
    );
}

#[test]
fn a_worker_works_here_once_at_a_time_and_can_come_back() {
    let mut world = world();
    engaged(&mut world);
    let again = WorkerCommand::EngageWorker {
        worker: Some(worker(1)),
        name: PersonName::parse("Mairead", "Chowdhury").unwrap(),
        roles: [Role::Trustee].into(),
        terms: Terms::Volunteer,
        started_on: date(2026, 11, 1),
    };
    assert!(run(&mut world, again.clone()).is_err());
    run(&mut world, WorkerCommand::EndEngagement { worker: worker(1), on: date(2026, 9, 30) }).unwrap();
    run(&mut world, again).unwrap();
    assert!(world.workers[&worker(1)].roles_on(TODAY).contains(&Role::Trustee));
    let stranger = WorkerCommand::RecordLevelThree {
        worker: worker(2),
        awarded_on: date(2026, 1, 1),
        evidence: Evidence::CertificateSeen,
    };
    assert!(run(&mut world, stranger).is_err());
}
