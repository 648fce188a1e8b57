//! The centre is set up, its people are engaged, trained and given an account without a password.

use super::calendar::Calendar;
use super::names::{Name, Names};
use super::office::{Building, Colleague, Office};
use super::region::CentrePlan;
use super::turns::FillClock;
use crate::failed::Failed;
use crate::place;
use app::{House, Order, SignedIn};
use domain::centre::{CentreCommand, Label, Settings, Telephone, ZoneCode};
use domain::command::Command;
use domain::ids::{CentreId, EntranceId, RoomId, WorkerId};
use domain::stream::StreamName;
use domain::words::{Answer, PersonName, Role};
use domain::worker::{Course, Evidence, Officer, Terms, WorkerCommand, Workforce};
use indicatif::ProgressBar;
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::sync::Arc;
use storage::Storage;

/// Sets up a centre and everybody who works there.
pub async fn open(
    storage: &Storage,
    plan: &CentrePlan,
    calendar: &Calendar,
    names: &mut Names,
    progress: ProgressBar,
) -> Result<Office, Failed> {
    let opened = calendar.opened();
    let clock = FillClock::at(calendar.at(opened, 9, 0));
    let house = place::house_at(storage.clone(), Arc::<FillClock>::clone(&clock))?;
    let centre = CentreId::fresh(&mut house.ids());
    let setting_up = CentreCommand::OpenCentre { name: label(plan.name)?, settings: settings(plan, opened) };
    house.carry_out_as_program(centre, Order::from(Command::from(setting_up))).await?;
    let mut staff = Vec::new();
    for (many, roles) in plan.staff {
        for _ in 0..*many {
            let roles: BTreeSet<Role> = roles.iter().copied().collect();
            let colleague = engage(&house, centre, &staff, names.any(), roles, opened).await?;
            staff.push(colleague);
        }
    }
    let coordinator = staff.first().ok_or_else(|| Failed::no("The demo has no coordinator.", "Please report this."))?;
    let building = furnish(&house, centre, &coordinator.who, plan).await?;
    train(&house, &staff, opened).await?;
    appoint(&house, centre, &staff).await?;
    befriend(&house, &staff, names.any(), plan).await?;
    Ok(Office { house, clock, centre, staff, building, progress })
}

/// A trustee is the data-protection officer besides.
async fn appoint(house: &House, centre: CentreId, staff: &[Colleague]) -> Result<(), Failed> {
    let Some(trustee) = staff.iter().find(|colleague| colleague.roles.contains(&Role::Trustee)) else {
        return Ok(());
    };
    let office = WorkerCommand::SetOfficer { worker: trustee.id, office: Officer::DataProtection };
    house.carry_out_as_program(centre, Order::from(Command::from(office))).await?;
    Ok(())
}

fn settings(plan: &CentrePlan, opened: Date) -> Settings {
    Settings {
        clock: domain::centre::Clock::London,
        // The centre is older than its records here, so that its training ramp has ended.
        opened_on: opened.saturating_sub(6.years()),
        levels: plan.levels(),
        minimum_staff: 2,
        arrival_buffer_minutes: None,
        leaving_buffer_minutes: None,
        advice_by_telephone: Answer::Yes,
    }
}

/// The first is engaged by the program, as the first coordinator of every centre is; the others by that coordinator.
async fn engage(
    house: &House,
    centre: CentreId,
    staff: &[Colleague],
    name: Name,
    roles: BTreeSet<Role>,
    opened: Date,
) -> Result<Colleague, Failed> {
    let place = u8::try_from(staff.len()).unwrap_or(0);
    let terms = if place.is_multiple_of(3) { Terms::Paid } else { Terms::Volunteer };
    let engaging = WorkerCommand::EngageWorker {
        worker: None,
        name: PersonName::parse(name.given, name.family).map_err(|_| unfit("a name"))?,
        roles: roles.clone(),
        terms,
        started_on: opened.saturating_sub((i64::from(place) * 37).days()),
    };
    let order = Order::from(Command::from(engaging));
    let done = match staff.first() {
        None => house.carry_out_as_program(centre, order).await?,
        Some(coordinator) => house.carry_out(&coordinator.who, order).await?,
    };
    let id = done.streams.iter().find_map(|stream| match stream {
        StreamName::Worker(id) => Some(*id),
        _ => None,
    });
    let id = id.ok_or_else(|| unfit("a worker"))?;
    let account = format!("{}.{}", name.given, name.family).to_lowercase();
    house.open_account(centre, id, &account, None).await?;
    let who = sign_in(house, centre, id).await?;
    Ok(Colleague { who, id, roles })
}

async fn sign_in(house: &House, centre: CentreId, worker: WorkerId) -> Result<SignedIn, Failed> {
    let token = house.sign_in_as(centre, worker).await?;
    house.signed_in(&token).await?.ok_or_else(|| unfit("a sign-in"))
}

async fn furnish(
    house: &House,
    centre: CentreId,
    coordinator: &SignedIn,
    plan: &CentrePlan,
) -> Result<Building, Failed> {
    let zone = |code: &str| ZoneCode::parse(code).map(|zone| BTreeSet::from([zone])).map_err(|_| unfit("a zone"));
    let mut rooms: Vec<RoomId> = Vec::new();
    for (name, capacity) in plan.rooms {
        let room =
            CentreCommand::SetRoom { room: None, name: label(name)?, capacity: *capacity, zones: BTreeSet::new() };
        house.carry_out(coordinator, Order::from(Command::from(room))).await?;
        let world = house.world(centre, &[StreamName::Centre(centre)]).await?;
        rooms.extend(world.centre.rooms().keys().copied().find(|id| !rooms.contains(id)));
    }
    let mut doors: Vec<EntranceId> = Vec::new();
    for (name, code) in [("Street door", "street-side"), ("Garden door", "garden-side")] {
        let door = CentreCommand::SetEntrance { entrance: None, name: label(name)?, zones: zone(code)? };
        house.carry_out(coordinator, Order::from(Command::from(door))).await?;
        let world = house.world(centre, &[StreamName::Centre(centre)]).await?;
        doors.extend(world.centre.entrances().keys().copied().find(|id| !doors.contains(id)));
    }
    match (rooms.as_slice(), doors.as_slice()) {
        ([hall, rest @ ..], [street, garden]) => {
            let shared = plan.rooms.first().is_some_and(|(_, capacity)| *capacity > 1);
            let single = if shared { rest.to_vec() } else { rooms.clone() };
            Ok(Building { hall: *hall, single, resident_door: *street, visiting_door: *garden })
        }
        _ => Err(unfit("rooms and doors")),
    }
}

/// A trustee names the lead of a partner centre, whom the demo's people can ask to be a second person.
async fn befriend(house: &House, staff: &[Colleague], name: Name, plan: &CentrePlan) -> Result<(), Failed> {
    let trustee = staff.iter().find(|colleague| colleague.roles.contains(&Role::Trustee));
    let trustee = trustee.ok_or_else(|| unfit("a trustee"))?;
    let (organisation, telephone) = plan.partner;
    let naming = CentreCommand::NamePartnerLead {
        name: PersonName::parse(name.given, name.family).map_err(|_| unfit("a name"))?,
        organisation: label(organisation)?,
        telephone: Telephone::parse(telephone).map_err(|_| unfit("a telephone number"))?,
    };
    house.carry_out(&trustee.who, Order::from(Command::from(naming))).await?;
    Ok(())
}

/// Most people are trained; somebody's course is about to run out, and somebody's is only their own word.
async fn train(house: &House, staff: &[Colleague], opened: Date) -> Result<(), Failed> {
    let by = staff.first().ok_or_else(|| unfit("a coordinator"))?;
    for (place, colleague) in (0_i64..).zip(staff) {
        for (course, evidence, completed_on) in courses(&colleague.roles, place, opened) {
            let training = WorkerCommand::RecordTraining {
                worker: colleague.id,
                course,
                completed_on,
                evidence,
                document: None,
                provider: None,
            };
            house.carry_out(&by.who, Order::from(Command::from(training))).await?;
        }
        let check = WorkerCommand::RecordDbs {
            worker: colleague.id,
            certificate_on: opened.saturating_sub((200 + place * 29).days()),
            workforce: Workforce::ChildrenAndAdults,
            update_service: if place.rem_euclid(4) == 3 { Answer::NotAsked } else { Answer::Yes },
            reference: None,
        };
        house.carry_out(&by.who, Order::from(Command::from(check))).await?;
        if colleague.roles.contains(&Role::ContactSupervisor) {
            let awarded_on = opened.saturating_sub((400 + place * 11).days());
            let award = WorkerCommand::RecordLevelThree {
                worker: colleague.id,
                awarded_on,
                evidence: Evidence::CertificateSeen,
            };
            house.carry_out(&by.who, Order::from(Command::from(award))).await?;
        }
    }
    Ok(())
}

fn courses(roles: &BTreeSet<Role>, place: i64, opened: Date) -> Vec<(Course, Evidence, Date)> {
    let before = |days: i64| opened.saturating_sub(days.days());
    let mut courses = vec![
        (Course::Induction, Evidence::GivenHere, before(20 + place)),
        (Course::Safeguarding, Evidence::CertificateSeen, before(30 + place * 3)),
    ];
    let leads = [
        Role::Coordinator,
        Role::SafeguardingLead,
        Role::DeputySafeguardingLead,
        Role::ContactSupervisor,
        Role::ShiftLead,
    ];
    if leads.iter().any(|role| roles.contains(role)) {
        courses.push((Course::SpecialistDa, Evidence::CertificateSeen, before(5 + place * 4)));
        courses.push((Course::DisclosureHandling, Evidence::ProviderConfirmed, before(40 + place)));
    } else if roles.contains(&Role::Volunteer) && place.rem_euclid(2) == 0 {
        let evidence = if place.rem_euclid(4) == 0 { Evidence::ProviderConfirmed } else { Evidence::SelfDeclared };
        courses.push((Course::SpecialistDa, evidence, before(10 + place)));
    }
    if roles.contains(&Role::ContactSupervisor) || roles.contains(&Role::Reviewer) {
        courses.push((Course::ReportWriting, Evidence::CertificateSeen, before(60 + place)));
    }
    courses
}

fn label(text: &str) -> Result<Label, Failed> {
    Label::parse(text).map_err(|_| unfit("a name of a room or door"))
}

fn unfit(what: &str) -> Failed {
    Failed::no(&format!("The demo could not make {what}."), "Please report this.")
}
