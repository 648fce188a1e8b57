//! Engaging a worker, changing what they do, and the end of their engagement.

use crate::answer::Answer;
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use crate::today::words::{capital, name};
use app::worker::WorkerPage;
use app::{Done, Failure, IfMatch};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::WorkerId;
use domain::stream::StreamName;
use domain::words::{PersonName, Role};
use domain::worker::{Officer, WorkerCommand};
use std::collections::BTreeSet;

/// What a form about one worker knows of them.
pub(super) struct Them {
    pub(super) worker: WorkerId,
    pub(super) name: String,
    roles: BTreeSet<Role>,
    edition: u64,
}

impl Them {
    /// The worker, for a reader who may do this about them.
    pub(super) async fn find(
        web: &Web,
        reader: &Reader,
        worker: WorkerId,
        action: &'static str,
    ) -> Result<Self, Answer> {
        let page: WorkerPage = web.house.worker_page(&reader.who, worker).await?;
        if !page.may.contains(&action) {
            return Err(Failure::NotOpen.into());
        }
        let name = name(&page.name, &page.grant)?;
        Ok(Self { worker, name, roles: page.roles, edition: page.edition })
    }

    pub(super) fn seen(&self) -> IfMatch {
        IfMatch { stream: StreamName::Worker(self.worker), edition: self.edition }
    }

    pub(super) fn page(&self) -> String {
        format!("/workforce/{}", self.worker)
    }
}

/// The roles of people who work for the centre; a referrer does not.
fn roles() -> Vec<(&'static str, String)> {
    let here = Role::ALL.into_iter().filter(|role| *role != Role::Referrer);
    here.map(|role| (role.name(), capital(role.label()))).collect()
}

fn read_roles(reading: &mut Reading<'_>) -> BTreeSet<Role> {
    let roles: Vec<Role> = reading.choices("roles");
    if roles.is_empty() {
        reading.problem("roles", "Choose at least one role");
    }
    roles.into_iter().collect()
}

/// Engages somebody, paid or volunteer.
pub(super) struct Engages;

impl Form for Engages {
    type Path = ();

    async fn open(web: &Web, reader: &Reader, (): ()) -> Result<Self, Answer> {
        let page = web.house.workforce(&reader.who).await?;
        if page.may_engage { Ok(Self) } else { Err(Failure::NotOpen.into()) }
    }

    fn heading(&self) -> String {
        "Engage a worker".to_owned()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![
            Question::line("given", "Given name"),
            Question::line("family", "Family name").hint("Leave it empty if they have one name."),
            Question::many("roles", "What will they do?", roles()),
            Question::one("terms", "Paid or volunteer?", [("paid", "Paid"), ("volunteer", "Volunteer")]),
            Question::day("started_on", "First day"),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let name = PersonName::parse(reading.raw("given"), reading.raw("family")).ok();
        if name.is_none() {
            reading.problem("given", "Enter a name of at most 200 characters");
        }
        let roles = read_roles(&mut reading);
        let terms = reading.choice("terms", "Choose paid or volunteer");
        let started_on = reading.day("started_on", "Enter their first day");
        let command = match (name, terms, started_on) {
            (Some(name), Some(terms), Some(started_on)) => {
                Some(WorkerCommand::EngageWorker { worker: None, name, roles, terms, started_on }.into())
            }
            _ => None,
        };
        reading.finish(command)
    }

    fn back(&self) -> String {
        "/workforce".to_owned()
    }

    fn next(&self, done: &Done) -> String {
        let engaged = done.streams.iter().find_map(|stream| match stream {
            StreamName::Worker(worker) => Some(format!("/workforce/{worker}")),
            _ => None,
        });
        engaged.unwrap_or_else(|| self.back())
    }
}

/// Changes what somebody does.
pub(super) struct Roles(Them);

impl Form for Roles {
    type Path = WorkerId;

    async fn open(web: &Web, reader: &Reader, worker: WorkerId) -> Result<Self, Answer> {
        Ok(Self(Them::find(web, reader, worker, "change-worker-roles").await?))
    }

    fn heading(&self) -> String {
        format!("What {} does", self.0.name)
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![Question::many("roles", "Everything they do", roles()), Question::day("from", "From which day?")]
    }

    fn standing(&self) -> Fields {
        self.0.roles.iter().fold(Fields::default(), |fields, role| fields.with("roles", role.name()))
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let roles = read_roles(&mut reading);
        let from = reading.day("from", "Enter the day from which it holds");
        let worker = self.0.worker;
        reading.finish(from.map(|from| WorkerCommand::ChangeRoles { worker, roles, from }.into()))
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(self.0.seen())
    }

    fn back(&self) -> String {
        self.0.page()
    }
}

/// Gives or takes the office of data-protection officer.
pub(super) struct Office(Them);

impl Form for Office {
    type Path = WorkerId;

    async fn open(web: &Web, reader: &Reader, worker: WorkerId) -> Result<Self, Answer> {
        Ok(Self(Them::find(web, reader, worker, "change-worker-roles").await?))
    }

    fn heading(&self) -> String {
        format!("Is {} the data-protection officer?", self.0.name)
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let choices = [("data-protection", "Yes"), ("nobody", "No, or no longer")];
        vec![
            Question::one("office", "Data-protection officer", choices)
                .hint("They read who looked at any case and what was opened in an emergency, and nothing else by it."),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let reading = Reading::of(answers);
        let office = match reading.raw("office") {
            "data-protection" => Officer::DataProtection,
            "nobody" => Officer::Nobody,
            _ => return Err(vec![FieldProblem::new("office", "Choose whether they hold the office")]),
        };
        reading.finish(Some(WorkerCommand::SetOfficer { worker: self.0.worker, office }.into()))
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(self.0.seen())
    }

    fn back(&self) -> String {
        self.0.page()
    }
}

/// Ends somebody's engagement.
pub(super) struct Leaves(Them);

impl Form for Leaves {
    type Path = WorkerId;

    async fn open(web: &Web, reader: &Reader, worker: WorkerId) -> Result<Self, Answer> {
        Ok(Self(Them::find(web, reader, worker, "end-engagement").await?))
    }

    fn heading(&self) -> String {
        format!("End the engagement of {}", self.0.name)
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![Question::day("on", "Last day").hint("After it they can no longer sign in.")]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let on = reading.day("on", "Enter their last day");
        let worker = self.0.worker;
        reading.finish(on.map(|on| WorkerCommand::EndEngagement { worker, on }.into()))
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(self.0.seen())
    }

    fn back(&self) -> String {
        self.0.page()
    }
}
