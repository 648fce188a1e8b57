use super::commands::FoundHit;
use super::events::{Recipient, ReportEvent, Statement};
use super::exception::{Exception, ExceptionStage};
use crate::actor::Actor;
use crate::event::Happened;
use crate::ids::{ReportId, StatementId};
use crate::private::Private;
use crate::words::Narrative;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReportStage {
    /// Being written.
    Draft,
    /// With the reviewer.
    Submitted,
    /// Passed by somebody other than its author.
    Passed,
    /// With at least one recipient.
    Released,
}

impl ReportStage {
    /// Every stage, in their order.
    pub const ALL: [Self; 4] = [Self::Draft, Self::Submitted, Self::Passed, Self::Released];

    /// The words pages show.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "with the reviewer",
            Self::Passed => "passed",
            Self::Released => "released",
        }
    }

    /// The name in stored rows and tags.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::Passed => "passed",
            Self::Released => "released",
        }
    }
}

/// A text added after release.
#[derive(Debug, Clone)]
pub struct Addendum {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub author: Actor,
    /// About which statement.
    pub statement: StatementId,
    /// What is added.
    pub text: Private<Narrative>,
}

/// A paper that left.
#[derive(Debug, Clone)]
pub struct Release {
    /// When.
    pub at: Timestamp,
    /// The recipient's place in the list.
    pub recipient: u32,
    /// SHA-256 of the paper, in hexadecimal.
    pub paper: String,
    /// The paper itself, its bytes in base64.
    pub content: Private<String>,
    /// What of other people it tells, by a service's purpose or because two people let it go.
    pub told: Vec<FoundHit>,
}

/// A report as it stands.
#[derive(Debug, Clone)]
pub struct Report {
    /// Who began it.
    pub author: Actor,
    /// Who else changed what it says. None of them reviews it (R-I03).
    pub amended_by: BTreeSet<Actor>,
    /// When it was begun.
    pub begun_at: Timestamp,
    /// What it says.
    pub statements: Vec<Statement>,
    /// Where it stands.
    pub stage: ReportStage,
    /// What the reviewer asked for, newest last.
    pub returned: Vec<Private<Narrative>>,
    /// Who passed it, and when.
    pub reviewer: Option<(Timestamp, Actor)>,
    /// Who is to have it.
    pub recipients: Vec<Recipient>,
    /// To whom it went.
    pub releases: Vec<Release>,
    /// What was added since.
    pub addenda: Vec<Addendum>,
    /// Requests that a paper goes out although something was found in it, oldest first. Refused ones stay.
    pub exceptions: Vec<Exception>,
}

/// The reports of one session.
#[derive(Debug, Clone, Default)]
pub struct ReportState {
    reports: BTreeMap<ReportId, Report>,
}

impl ReportState {
    /// Takes one more event into the state.
    pub fn evolve(&mut self, happened: &Happened, event: &ReportEvent) {
        if let ReportEvent::Drafted { report, statements } = event {
            self.reports.insert(*report, begun(happened, statements));
            return;
        }
        let id = match event {
            ReportEvent::Drafted { report, .. }
            | ReportEvent::Amended { report, .. }
            | ReportEvent::Submitted { report }
            | ReportEvent::Returned { report, .. }
            | ReportEvent::Passed { report }
            | ReportEvent::RecipientsNamed { report, .. }
            | ReportEvent::Released { report, .. }
            | ReportEvent::ReleaseAsked { report, .. }
            | ReportEvent::ReleaseAgreed { report, .. }
            | ReportEvent::ReleaseRefused { report, .. }
            | ReportEvent::AddendumWritten { report, .. } => report,
        };
        if let Some(report) = self.reports.get_mut(id) {
            report.take(happened, event);
        }
    }

    /// One report.
    pub fn report(&self, id: ReportId) -> Option<&Report> {
        self.reports.get(&id)
    }

    /// The report of the session that is being written, reviewed or released: the newest.
    pub fn current(&self) -> Option<(ReportId, &Report)> {
        self.reports().max_by_key(|(_, report)| report.begun_at)
    }

    /// All reports.
    pub fn reports(&self) -> impl Iterator<Item = (ReportId, &Report)> {
        self.reports.iter().map(|(id, report)| (*id, report))
    }
}

fn begun(happened: &Happened, statements: &[Statement]) -> Report {
    Report {
        author: happened.actor,
        amended_by: BTreeSet::new(),
        begun_at: happened.recorded_at,
        statements: statements.to_vec(),
        stage: ReportStage::Draft,
        returned: Vec::new(),
        reviewer: None,
        recipients: Vec::new(),
        releases: Vec::new(),
        addenda: Vec::new(),
        exceptions: Vec::new(),
    }
}

impl Report {
    /// Whether somebody wrote any of it.
    pub fn was_written_by(&self, actor: Actor) -> bool {
        self.author == actor || self.amended_by.contains(&actor)
    }

    /// One statement.
    pub fn statement(&self, id: StatementId) -> Option<&Statement> {
        self.statements.iter().find(|s| s.id == id)
    }

    /// What was added to a statement since release, oldest first. It stands beside the statement, which never changes.
    pub fn addenda_to(&self, statement: StatementId) -> impl Iterator<Item = &Addendum> {
        self.addenda.iter().filter(move |addendum| addendum.statement == statement)
    }

    /// The newest release to the recipient at this place in the list.
    pub fn last_release(&self, recipient: u32) -> Option<&Release> {
        self.releases.iter().rev().find(|release| release.recipient == recipient)
    }

    /// Whether the recipient at this place has the report as it stands, with everything added to it.
    pub fn has_newest(&self, recipient: u32) -> bool {
        let newest = self.addenda.last().map(|addendum| addendum.at);
        self.last_release(recipient).is_some_and(|release| newest.is_none_or(|at| at <= release.at))
    }

    /// The newest request that the paper for the recipient at this place goes out as it is.
    pub fn exception_for(&self, recipient: u32) -> Option<&Exception> {
        self.exceptions.iter().rev().find(|exception| exception.recipient == recipient)
    }

    fn lapse(&mut self, which: impl Fn(&Exception) -> bool) {
        for exception in self.exceptions.iter_mut().filter(|e| e.is_open() && which(e)) {
            exception.stage = ExceptionStage::Lapsed;
        }
    }

    fn answered(&mut self, recipient: u32, stage: ExceptionStage, happened: &Happened, reason: &Private<Narrative>) {
        let waits = |e: &&mut Exception| e.recipient == recipient && e.stage == ExceptionStage::Asked;
        if let Some(exception) = self.exceptions.iter_mut().rev().find(waits) {
            exception.stage = stage;
            exception.answer = Some((happened.recorded_at, happened.actor, reason.clone()));
        }
    }

    fn name(&mut self, recipients: &[Recipient]) {
        let before = std::mem::replace(&mut self.recipients, recipients.to_vec());
        self.lapse(|exception| {
            let place = usize::try_from(exception.recipient).unwrap_or(usize::MAX);
            before.get(place) != recipients.get(place)
        });
    }

    fn left(&mut self, release: Release) {
        self.stage = ReportStage::Released;
        let used = |e: &&mut Exception| e.recipient == release.recipient && e.is_open();
        if let Some(exception) = self.exceptions.iter_mut().rev().find(used) {
            let went = exception.stage == ExceptionStage::Agreed && exception.paper == release.paper;
            exception.stage = if went { ExceptionStage::Used } else { ExceptionStage::Lapsed };
        }
        self.releases.push(release);
    }

    fn back(&mut self, reason: &Private<Narrative>) {
        self.stage = ReportStage::Draft;
        self.reviewer = None;
        self.returned.push(reason.clone());
        self.lapse(|_| true);
    }

    fn add(&mut self, addendum: Addendum) {
        self.lapse(|_| true);
        self.addenda.push(addendum);
    }

    fn asked(&mut self, exception: Exception) {
        self.lapse(|earlier| earlier.recipient == exception.recipient);
        self.exceptions.push(exception);
    }

    fn take(&mut self, happened: &Happened, event: &ReportEvent) {
        match event {
            ReportEvent::Drafted { .. } => {}
            ReportEvent::Amended { statements, .. } => {
                self.statements.clone_from(statements);
                self.amended_by.insert(happened.actor);
                self.lapse(|_| true);
            }
            ReportEvent::Submitted { .. } => self.stage = ReportStage::Submitted,
            ReportEvent::Returned { reason, .. } => self.back(reason),
            ReportEvent::Passed { .. } => {
                self.stage = ReportStage::Passed;
                self.reviewer = Some((happened.recorded_at, happened.actor));
            }
            ReportEvent::RecipientsNamed { recipients, .. } => self.name(recipients),
            ReportEvent::Released { recipient, paper, content, told, .. } => self.left(Release {
                at: happened.recorded_at,
                recipient: *recipient,
                paper: paper.clone(),
                content: content.clone(),
                told: told.clone(),
            }),
            ReportEvent::AddendumWritten { statement, text, .. } => self.add(Addendum {
                at: happened.recorded_at,
                author: happened.actor,
                statement: *statement,
                text: text.clone(),
            }),
            ReportEvent::ReleaseAsked { recipient, paper, content, found, reason, .. } => self.asked(Exception {
                at: happened.recorded_at,
                by: happened.actor,
                recipient: *recipient,
                paper: paper.clone(),
                content: content.clone(),
                found: found.clone(),
                reason: reason.clone(),
                stage: ExceptionStage::Asked,
                answer: None,
            }),
            ReportEvent::ReleaseAgreed { recipient, reason, .. } => {
                self.answered(*recipient, ExceptionStage::Agreed, happened, reason);
            }
            ReportEvent::ReleaseRefused { recipient, reason, .. } => {
                self.answered(*recipient, ExceptionStage::Refused, happened, reason);
            }
        }
    }
}
