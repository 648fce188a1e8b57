//! What somebody needs on the page they come to after signing in: today's sessions, and what is waiting for them.

use crate::booking::DayPage;
use crate::failure::Failure;
use crate::house::{House, today};
use crate::session::Wall;
use crate::sign_in::SignedIn;
use access::{Record, RecordKind};
use domain::centre::FactorDemand;
use domain::ids::{CaseId, SessionId};
use domain::session::Stage;
use domain::stream::StreamName;
use domain::words::Role;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;
use storage::lists::{CASES, Filter, ListQuery, ListRecord, Order, SESSIONS, TASKS};

/// The page after signing in.
#[derive(Debug)]
pub struct TodayPage {
    /// Today, on the calendar at the centre.
    pub date: Date,
    /// Today's sessions; `None` for somebody whose work is elsewhere.
    pub day: Option<DayPage>,
    /// What waits for this reader, the most urgent first.
    pub tasks: Vec<TaskLine>,
    /// How many tasks there are in all.
    pub total: u64,
    /// What this reader needs first.
    pub first: First,
    /// Where nobody comes today, the next day on which somebody does.
    pub next: Option<Date>,
    /// The clock of today.
    pub wall: Wall,
    /// How many families this reader is kept from, having something to do with them.
    pub kept_from: usize,
    /// Whether to tell this reader that the centre demands no second factor.
    pub advises_second_factor: bool,
}

/// What somebody needs first: on the floor, who comes next; in the office, what is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum First {
    /// Today's sessions.
    Sessions,
    /// What is due.
    Tasks,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskLine {
    /// What is to be done.
    pub kind: TaskKind,
    /// The id of what it is about.
    pub about: String,
    /// Whose case.
    pub case: Option<CaseId>,
    /// What people call the case.
    pub reference: Option<String>,
    /// The session.
    pub session: Option<SessionId>,
    /// By which day.
    pub due_on: Option<Date>,
    /// Since when it waits, or by when it must be done.
    pub due_at: Option<Timestamp>,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskKind {
    /// Somebody disclosed something, and nobody on the safeguarding side has read it.
    Disclosure,
    /// An incident that nobody has reviewed.
    Incident,
    /// A risk assessment that waits for a second signature.
    Countersign,
    /// A referral that nobody has looked through.
    Triage,
    /// Information that was asked for.
    Information,
    /// A risk assessment that must be done again.
    Assessment,
    /// An arrangement to be looked at again.
    Review,
    /// A pre-visit that is planned.
    PreVisit,
    /// Somebody who may have something to do with a family, which nobody has settled.
    Interest,
    /// Somebody asks to be let into what is sealed, and waits for a second person.
    LetIn,
    /// Somebody was let in, and the data-protection officer has not looked at it.
    LetInTold,
    /// An override that waits for a second person.
    Override,
    /// A report that waits for a second reader.
    ReportReview,
    /// A session of which something is still missing.
    CloseSession,
}

impl TaskKind {
    const ALL: [(&'static str, Self); 14] = [
        ("disclosure", Self::Disclosure),
        ("incident", Self::Incident),
        ("countersign", Self::Countersign),
        ("triage", Self::Triage),
        ("information", Self::Information),
        ("assessment", Self::Assessment),
        ("review", Self::Review),
        ("pre-visit", Self::PreVisit),
        ("interest", Self::Interest),
        ("let-in", Self::LetIn),
        ("let-in-told", Self::LetInTold),
        ("override", Self::Override),
        ("report-review", Self::ReportReview),
        ("close-session", Self::CloseSession),
    ];

    fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind)
    }

    /// Whether it is shown however far off its day is. The rest is shown from a fortnight before.
    const fn at_once(self) -> bool {
        matches!(
            self,
            Self::Disclosure
                | Self::Incident
                | Self::Countersign
                | Self::Triage
                | Self::Interest
                | Self::LetIn
                | Self::LetInTold
                | Self::Override
                | Self::ReportReview
        )
    }
}

/// How many days before it is due a task is shown.
const AHEAD: i32 = 14;
/// How many tasks the page shows.
const SHOWN: u32 = 25;

impl House {
    /// The page after signing in, for this reader.
    pub async fn today_page(&self, who: &SignedIn) -> Result<TodayPage, Failure> {
        let centre = who.asker.centre;
        let world = self.world(centre, &[StreamName::Centre(centre)]).await?;
        let date = today(self.now(), &world);
        let record = Record::new(who.asker.centre, RecordKind::Day(date));
        let day = if self.may(who, "read-day", record).await? { Some(self.day_page(who, date).await?) } else { None };
        let (tasks, total) = self.tasks(who, date).await?;
        let leads = [Role::Coordinator, Role::SafeguardingLead, Role::DeputySafeguardingLead];
        let office = leads.iter().any(|role| who.asker.roles.contains(role));
        let next = match &day {
            Some(day) if day.families.is_empty() => self.next_day(who, date).await?,
            _ => None,
        };
        let first = if office { First::Tasks } else { First::Sessions };
        let kept_from = self.kept_from(centre, who.asker.worker).await?;
        let advises_second_factor =
            office && !self.is_demo() && world.centre.second_factor() == FactorDemand::NotDemanded;
        let wall = Wall::of(&world, date);
        Ok(TodayPage { date, day, tasks, total, first, next, wall, kept_from, advises_second_factor })
    }

    async fn next_day(&self, who: &SignedIn, today: Date) -> Result<Option<Date>, Failure> {
        let query = ListQuery::of(who.asker.centre, &SESSIONS)
            .only(self.open_to(who.asker.centre, who.asker.worker, "case_id").await?)
            .only(Filter::AtLeast("day", today.to_string().into()))
            .only(Filter::IsNot("stage", Stage::Cancelled.name().into()))
            .sort("day", Order::Ascending)
            .page(0, 1);
        let page = self.storage.list(&query).await?;
        Ok(page.rows.first().and_then(|row| row.text("day")?.parse().ok()))
    }

    async fn tasks(&self, who: &SignedIn, today: Date) -> Result<(Vec<TaskLine>, u64), Failure> {
        let query = scope(who, today).only(self.open_to(who.asker.centre, who.asker.worker, "case_id").await?);
        let page = self.storage.list(&query).await?;
        let mut lines: Vec<TaskLine> = page.rows.iter().filter_map(line).collect();
        self.name_cases(who, &mut lines).await?;
        lines.sort_by_key(|line| (rank(line.kind), line.due_on, line.due_at));
        Ok((lines, page.total))
    }

    async fn name_cases(&self, who: &SignedIn, lines: &mut [TaskLine]) -> Result<(), Failure> {
        let cases = lines.iter().filter_map(|line| line.case).map(|case| case.to_string().into()).collect();
        let query = ListQuery::of(who.asker.centre, &CASES).only(Filter::In("case_id", cases));
        let page = self.storage.list(&query).await?;
        let references: BTreeMap<&str, &str> =
            page.rows.iter().filter_map(|row| Some((row.key(), row.text("reference")?))).collect();
        for line in lines {
            let case = line.case.map(|case| case.to_string());
            line.reference = case.and_then(|case| references.get(case.as_str()).map(|text| (*text).to_owned()));
        }
        Ok(())
    }
}

/// The tasks of the roles somebody holds, and those put to them by name. A deputy does what the safeguarding lead does;
/// a coordinator keeps an eye on what intake, shift leads and reviewers have to do. Nobody else learns that somebody
/// disclosed something.
fn scope(who: &SignedIn, today: Date) -> ListQuery {
    let mut roles: Vec<&str> = who.asker.roles.iter().map(|role| role.name()).collect();
    if who.asker.roles.contains(&Role::DeputySafeguardingLead) {
        roles.push(Role::SafeguardingLead.name());
    }
    if who.asker.roles.contains(&Role::Coordinator) {
        roles.extend([Role::IntakeWorker, Role::ShiftLead, Role::Reviewer].map(Role::name));
    }
    roles.extend(who.asker.offices.iter().map(|office| office.name()));
    let roles = roles.into_iter().map(Into::into).collect();
    let mine = Filter::Is("for_worker", who.asker.worker.to_string().into());
    let last = today.saturating_add(jiff::Span::new().days(AHEAD + 1));
    let at_once = TaskKind::ALL.iter().filter(|(_, kind)| kind.at_once()).map(|(name, _)| (*name).into()).collect();
    let soon = Filter::Below("due_on", last.to_string().into());
    ListQuery::of(who.asker.centre, &TASKS)
        .only(Filter::Is("state", "open".into()))
        .only(Filter::Any(vec![Filter::In("for_role", roles), mine]))
        .only(Filter::Any(vec![Filter::In("kind", at_once), soon]))
        .sort("due_at", Order::Ascending)
        .sort("due_on", Order::Ascending)
        .page(0, SHOWN)
}

/// What cannot wait stands first: somebody who asks for help now, then what somebody disclosed.
const fn rank(kind: TaskKind) -> u8 {
    match kind {
        TaskKind::LetIn => 0,
        TaskKind::Disclosure => 1,
        _ => 2,
    }
}

fn line(row: &ListRecord) -> Option<TaskLine> {
    let kind = TaskKind::named(row.text("kind")?)?;
    let id = |column: &str| row.text(column);
    Some(TaskLine {
        kind,
        about: row.key().split_once('/').map_or_else(String::new, |(_, about)| about.to_owned()),
        case: id("case_id").and_then(|id| id.parse().ok()),
        reference: None,
        session: id("session_id").and_then(|id| id.parse().ok()),
        due_on: id("due_on").and_then(|day| day.parse().ok()),
        due_at: row.int("due_at").and_then(|at| Timestamp::from_microsecond(at).ok()),
    })
}
