//! What the program itself does: set a centre up, import at the command line, name the people of a demo. It acts as
//! `Actor::Program`, and only whoever holds the data folder can make it.

use crate::execute::{Done, Order};
use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::{PASSWORD_MIN, SignedIn};
use domain::centre::{CentreCommand, Label, Settings};
use domain::decision::{FieldProblem, Refusal};
use domain::ids::{CentreId, WorkerId};
use domain::stream::StreamName;
use domain::words::{Answer, ContactLevel, PersonName, Role};
use domain::worker::{Terms, WorkerCommand};
use jiff::civil::Date;
use secrecy::{ExposeSecret, SecretString};
use std::collections::BTreeSet;
use storage::lists::{Filter, ListQuery, WORKERS};

/// What the first person to come enters.
pub struct FirstCoordinator {
    /// The centre's name.
    pub centre: String,
    /// Their first name.
    pub given: String,
    /// Their last name.
    pub family: String,
    /// Their sign-in name.
    pub name: String,
    /// Their password.
    pub password: SecretString,
}

/// The people of one demo centre.
pub struct DemoCentre {
    /// The centre.
    pub id: CentreId,
    /// Its name.
    pub name: String,
    /// Its people, by name.
    pub people: Vec<DemoPerson>,
}

/// An invented person whom a click signs in as.
pub struct DemoPerson {
    /// Who.
    pub worker: WorkerId,
    /// Their invented name.
    pub name: String,
    /// Their roles, in words.
    pub roles: String,
}

impl House {
    /// Carries out a command as the program itself. The policies are about people and are not asked.
    pub async fn carry_out_as_program(&self, centre: CentreId, order: Order) -> Result<Done, Failure> {
        self.storage.add_centre(centre, self.now()).await?;
        self.decide_and_append(&SignedIn::program(centre), order).await
    }

    /// The centres of this installation.
    pub async fn centres(&self) -> Result<Vec<CentreId>, Failure> {
        Ok(self.storage.centres().await?)
    }

    /// Makes the first coordinator and their centre with the one-time link.
    pub async fn make_first_coordinator(&self, link: &str, first: FirstCoordinator) -> Result<(), Failure> {
        let (label, name) = checked(&first)?;
        if !self.use_first_link(link).await? {
            return Err(Failure::NotOpen);
        }
        let centre = CentreId::fresh(&mut self.ids());
        let worker = WorkerId::fresh(&mut self.ids());
        let today = self.now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let open = CentreCommand::OpenCentre { name: label, settings: first_settings(today) };
        self.carry_out_as_program(centre, Order::from(domain::command::Command::from(open))).await?;
        let engage = WorkerCommand::EngageWorker {
            worker: Some(worker),
            name,
            roles: BTreeSet::from([Role::Coordinator]),
            terms: Terms::Paid,
            started_on: today,
        };
        self.carry_out_as_program(centre, Order::from(domain::command::Command::from(engage))).await?;
        self.open_account(centre, worker, &first.name, Some(first.password)).await
    }

    /// The people of the demo, for one-click sign-in; refused wherever the database is not marked as a demo.
    pub async fn demo_people(&self) -> Result<Vec<DemoCentre>, Failure> {
        if !self.is_demo() {
            return Err(Failure::NotOpen);
        }
        let mut centres = Vec::new();
        for id in self.centres().await? {
            centres.push(self.demo_centre(id).await?);
        }
        centres.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(centres)
    }

    async fn demo_centre(&self, id: CentreId) -> Result<DemoCentre, Failure> {
        let world = self.world(id, &[StreamName::Centre(id)]).await?;
        let name = world.centre.name().and_then(|n| n.expose()).map_or("Centre", |label| label.as_str()).to_owned();
        let accounts = self.storage.accounts(id).await?;
        let query = ListQuery::of(id, &WORKERS).only(Filter::Is("state", "engaged".into()));
        let page = self.storage.list(&query).await?;
        let columns: Vec<_> = page.rows.iter().filter_map(|row| row.sealed("name")).collect();
        let names = self.storage.open_columns(id, &columns).await?;
        let people = page.rows.iter().filter(|row| row.sealed("name").is_some()).zip(names);
        let mut people: Vec<_> = people
            .filter_map(|(row, name)| {
                let worker: WorkerId = row.key().parse().ok()?;
                accounts.iter().any(|a| a.worker == worker).then_some(())?;
                Some(DemoPerson { worker, name: name?, roles: role_labels(row.text("roles")?) })
            })
            .collect();
        people.sort_by(|a, b| (&a.roles, &a.name).cmp(&(&b.roles, &b.name)));
        Ok(DemoCentre { id, name, people })
    }
}

fn role_labels(names: &str) -> String {
    let labels = names.split(' ').filter_map(|name| Role::ALL.into_iter().find(|r| r.name() == name));
    labels.map(Role::label).collect::<Vec<_>>().join(" and ")
}

fn checked(first: &FirstCoordinator) -> Result<(Label, PersonName), Refusal> {
    let mut problems = Vec::new();
    let label = Label::parse(&first.centre);
    if let Err(problem) = &label {
        problems.push(FieldProblem::new("centre", problem));
    }
    let name = PersonName::parse(&first.given, &first.family);
    if let Err(problem) = &name {
        problems.push(FieldProblem::new("given", problem));
    }
    if first.name.trim().is_empty() {
        problems.push(FieldProblem::new("name", "enter a sign-in name"));
    }
    if first.password.expose_secret().chars().count() < PASSWORD_MIN {
        problems.push(FieldProblem::new("password", format!("enter at least {PASSWORD_MIN} characters")));
    }
    match (label, name) {
        (Ok(label), Ok(name)) if problems.is_empty() => Ok((label, name)),
        _ => Err(Refusal::Fields(problems)),
    }
}

/// What a new centre starts from. The first page asks for its rooms and doors; these can be changed there.
fn first_settings(today: Date) -> Settings {
    Settings {
        clock: domain::centre::Clock::London,
        opened_on: today,
        levels: BTreeSet::from([ContactLevel::Supported]),
        minimum_staff: 2,
        arrival_buffer_minutes: None,
        leaving_buffer_minutes: None,
        advice_by_telephone: Answer::NotAsked,
    }
}
