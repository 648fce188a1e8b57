use super::basis::{BasisLine, of_session};
use super::exception::{ExceptionLine, exception_line};
use crate::failure::Failure;
use crate::house::House;
use crate::reading::{Look, NO_CASE, Presence};
use crate::session::{Name, short_name, worker_name};
use crate::sign_in::SignedIn;
use access::action::{Ordinary, ReadReport, ReadSession};
use access::{Grant, Record, RecordKind, Relation, Sealed};
use domain::actor::Actor;
use domain::booking::Slot;
use domain::ids::{CaseId, OrderId, PersonId, ReportId, SessionId, StatementId};
use domain::report::{
    RecipientKind, Report, ReportStage, Section, SharingPurpose, Source, StatementText, draft_from, unsourced,
};
use domain::stream::StreamName;
use domain::words::{ContactLevel, Narrative, OrderKind, Window};
use domain::world::World;
use jiff::Timestamp;

/// A statement as its readers see it.
#[derive(Debug)]
pub struct StatementLine {
    /// Its id.
    pub id: StatementId,
    /// Where it stands.
    pub section: Section,
    /// What it says.
    pub text: Sealed<Narrative, Ordinary>,
    /// What it rests on.
    pub sources: Vec<Source>,
    /// What was added since, with its instant.
    pub addenda: Vec<(Timestamp, Sealed<Narrative, Ordinary>)>,
}

/// Somebody who is to have the report.
#[derive(Debug)]
pub struct RecipientLine {
    /// What kind.
    pub kind: RecipientKind,
    /// The name the paper shows.
    pub name: Sealed<Narrative, Ordinary>,
    /// When the newest paper went to them, and its SHA-256.
    pub released: Option<(Timestamp, String)>,
    /// Whether they have the report as it stands.
    pub has_newest: bool,
    /// For a service, what it is told it for.
    pub purpose: Option<SharingPurpose>,
    /// The newest request that their paper goes out although something was found in it.
    pub exception: Option<ExceptionLine>,
}

/// A report.
#[derive(Debug)]
pub struct ReportPage {
    /// Which.
    pub report: ReportId,
    /// Of which session.
    pub session: SessionId,
    /// Whose.
    pub case: CaseId,
    /// The session's time together.
    pub contact: Window,
    /// Where it stands.
    pub stage: ReportStage,
    /// Whether the reader wrote it, or changed what it says.
    pub own: bool,
    /// Who wrote it.
    pub author: Name,
    /// Who passed it.
    pub reviewer: Name,
    /// What it says.
    pub statements: Vec<StatementLine>,
    /// Statements that rest on nothing.
    pub unsourced: Vec<StatementId>,
    /// What the reviewer asked for, newest last.
    pub returned: Vec<Sealed<Narrative, Ordinary>>,
    /// What statements can rest on.
    pub bases: Vec<BasisLine>,
    /// Who is to have it.
    pub recipients: Vec<RecipientLine>,
    /// People of the case who can be recipients, or whose solicitor can.
    pub parties: Vec<(PersonId, Name)>,
    /// Orders on file, which can be the footing.
    pub orders: Vec<(OrderId, OrderKind)>,
    /// The edition of the session's reports.
    pub edition: u64,
    /// What the sealed values open with.
    pub grant: Grant<ReadReport>,
}

/// What an author starts from.
#[derive(Debug)]
pub struct ReportStart {
    /// Of which session.
    pub session: SessionId,
    /// Its time together.
    pub contact: Window,
    /// Whether reports are written at this level (R-I05).
    pub level: ContactLevel,
    /// Statements to start from.
    pub statements: Vec<StatementText>,
    /// What they can rest on.
    pub bases: Vec<BasisLine>,
    /// What the notes open with.
    pub grant: Grant<ReadSession>,
}

/// A report with everything it was read with.
pub(super) struct ReportFile {
    pub(super) id: ReportId,
    pub(super) session: SessionId,
    pub(super) slot: Slot,
    pub(super) record: Record,
    pub(super) world: World,
    pub(super) own: bool,
    pub(super) grant: Grant<ReadReport>,
}

impl ReportFile {
    pub(super) fn report(&self) -> Option<&Report> {
        self.world.sessions.get(&self.session)?.report.report(self.id)
    }

    pub(super) fn worker(&self, actor: Actor) -> Name {
        worker_name(&self.world, actor.worker()?, self.record)
    }
}

impl House {
    /// What an author starts a report of this session from.
    pub async fn report_start(&self, who: &SignedIn, session: SessionId) -> Result<ReportStart, Failure> {
        let centre = who.asker.centre;
        let case = self.storage.case_of(centre, session).await?;
        let record = Record::new(centre, RecordKind::Session(session, case.unwrap_or(NO_CASE)));
        let grant = self.grant_where::<ReadSession>(who, Look::at(record), Presence::of(case.as_ref())).await?;
        let mut world = self.world(centre, &[StreamName::Session(session), StreamName::Centre(centre)]).await?;
        let slot = slot_of(&world, session)?;
        self.read_into(&mut world, centre, &[StreamName::Case(slot.case)]).await?;
        self.must(who, "draft-report", Look::at(record)).await?;
        let zone = world.centre.zone();
        let read = world.sessions.get(&session).ok_or(Failure::NotOpen)?;
        Ok(ReportStart {
            session,
            contact: slot.contact,
            level: slot.level,
            statements: draft_from(read, &zone),
            bases: of_session(&world, read, record),
            grant,
        })
    }

    /// A report.
    pub async fn report_page(&self, who: &SignedIn, report: ReportId) -> Result<ReportPage, Failure> {
        let file = self.open_report(who, report).await?;
        let found = file.report().ok_or(Failure::NotOpen)?;
        let sealed = |text: &domain::private::Private<Narrative>| Sealed::new(file.record, text.clone());
        let case = file.world.cases.get(&file.slot.case);
        let mut recipients = recipients(&file, found, who);
        if !self.may(who, "ask-release", file.record).await? {
            // That a paper was stopped tells that a fact stands in it: it is between those who release.
            for line in &mut recipients {
                line.exception = None;
            }
        }
        Ok(ReportPage {
            report,
            session: file.session,
            case: file.slot.case,
            contact: file.slot.contact,
            stage: found.stage,
            own: file.own || found.was_written_by(who.actor()),
            author: file.worker(found.author),
            reviewer: found.reviewer.and_then(|(_, actor)| file.worker(actor)),
            statements: statements(&file, found),
            unsourced: unsourced(found),
            returned: found.returned.iter().map(sealed).collect(),
            bases: file
                .world
                .sessions
                .get(&file.session)
                .map_or_else(Vec::new, |session| of_session(&file.world, session, file.record)),
            recipients,
            parties: case.map_or_else(Vec::new, |case| {
                let adults = case.referral.adults.iter().map(|adult| adult.person);
                adults.map(|person| (person, short_name(&file.world, person, file.record))).collect()
            }),
            orders: case.map_or_else(Vec::new, |case| {
                case.referral.orders.iter().map(|order| (order.id(), order.kind())).collect()
            }),
            edition: file.world.edition(StreamName::Session(file.session)),
            grant: file.grant,
        })
    }

    /// A report, to somebody who may do this to it.
    pub async fn report_for(&self, who: &SignedIn, report: ReportId, action: &str) -> Result<ReportPage, Failure> {
        let page = self.report_page(who, report).await?;
        let mut look = Look::at(Record::new(who.asker.centre, RecordKind::Report(report, page.case)));
        if page.own {
            look.relations.insert(Relation::Author);
        }
        self.must(who, action, look).await?;
        Ok(page)
    }

    /// Opens a report for a reader who may read it.
    pub(super) async fn open_report(&self, who: &SignedIn, report: ReportId) -> Result<ReportFile, Failure> {
        let centre = who.asker.centre;
        let place = self.place_of(who, report).await?;
        let case = place.as_ref().map_or(NO_CASE, |place| place.case);
        let record = Record::new(centre, RecordKind::Report(report, case));
        let mut look = Look::at(record);
        let own = place.as_ref().is_some_and(|place| place.own);
        if own {
            look.relations.insert(Relation::Author);
        }
        let grant = self.grant_where::<ReadReport>(who, look, Presence::of(place.as_ref())).await?;
        let session = place.ok_or(Failure::NotOpen)?.session;
        let streams = [StreamName::Session(session), StreamName::Centre(centre)];
        let mut world = self.world(centre, &streams).await?;
        let slot = slot_of(&world, session)?;
        self.read_into(&mut world, centre, &[StreamName::Case(slot.case)]).await?;
        let people = world.cases.values().flat_map(|case| case.referral.people()).map(StreamName::Person);
        let workers = world.sessions.values().flat_map(|s| s.report.reports()).flat_map(|(_, report)| {
            let asked = report.exceptions.iter().map(|exception| exception.by);
            [Some(report.author), report.reviewer.map(|(_, actor)| actor)].into_iter().flatten().chain(asked)
        });
        let workers = workers.filter_map(Actor::worker).map(StreamName::Worker);
        let more: Vec<_> = people.chain(workers).collect();
        self.read_into(&mut world, centre, &more).await?;
        Ok(ReportFile { id: report, session, slot, record, world, own, grant })
    }
}

fn slot_of(world: &World, session: SessionId) -> Result<Slot, Failure> {
    world.sessions.get(&session).and_then(|s| s.session.slot()).cloned().ok_or(Failure::NotOpen)
}

fn statements(file: &ReportFile, report: &Report) -> Vec<StatementLine> {
    let line = |statement: &domain::report::Statement| StatementLine {
        id: statement.id,
        section: statement.section,
        text: Sealed::new(file.record, statement.text.clone()),
        sources: statement.sources.iter().map(|source| cited(file, *source)).collect(),
        addenda: report
            .addenda_to(statement.id)
            .map(|added| (added.at, Sealed::new(file.record, added.text.clone())))
            .collect(),
    };
    report.statements.iter().map(line).collect()
}

/// A source as it is shown: by its place among the facts of the session, also where it was cited by its place in the stream.
fn cited(file: &ReportFile, source: Source) -> Source {
    let session = file.world.sessions.get(&file.session).map(|record| &record.session);
    match (source, session) {
        (Source::Record(version), Some(session)) => session.fact_at(version).map_or(source, Source::Fact),
        _ => source,
    }
}

fn recipients(file: &ReportFile, report: &Report, who: &SignedIn) -> Vec<RecipientLine> {
    let line = |(place, recipient): (usize, &domain::report::Recipient)| {
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        RecipientLine {
            kind: recipient.kind,
            name: Sealed::new(file.record, recipient.name.clone()),
            released: report.last_release(place).map(|release| (release.at, release.paper.clone())),
            has_newest: report.has_newest(place),
            purpose: recipient.purpose,
            exception: report.exception_for(place).map(|exception| exception_line(file, exception, who)),
        }
    };
    report.recipients.iter().enumerate().map(line).collect()
}
