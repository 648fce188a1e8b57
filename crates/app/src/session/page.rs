//! One session: its plan and everything recorded of it.

use super::names::{Name, room_name, short_name, worker_name};
use super::people::{Coming, comings};
use super::recorded::{MovedLine, ObservedLine, WellbeingLine, moved, observed, wellbeing};
use super::step::{DayIs, Step, next_step, offered, prompts};
use super::wall::Wall;
use crate::failure::Failure;
use crate::house::{House, today};
use crate::reading::{Look, NO_CASE, Presence};
use crate::sign_in::SignedIn;
use access::action::ReadSession;
use access::{Grant, Record, RecordKind};
use domain::booking::{CancelledBecause, Slot};
use domain::concern::{IncidentKind, RaisedBy, Severity};
use domain::ids::{CaseId, PersonId, SessionId, WorkerId};
use domain::rules::Finding;
use domain::session::{BeforeOrAfter, Ending, Stage};
use domain::stream::StreamName;
use domain::words::{ContactLevel, Window};
use domain::world::{SessionRecord, World};
use jiff::Timestamp;
use jiff::civil::{Date, Time};

/// A session that was opened: the grant, and what was read for it.
pub struct SessionFile {
    pub(crate) session: SessionId,
    pub(crate) slot: Slot,
    pub(crate) record: Record,
    pub(crate) grant: Grant<ReadSession>,
    pub(crate) world: World,
    pub(crate) now: Timestamp,
    pub(crate) today: Date,
}

/// What stands on every page of a session.
#[derive(Debug)]
pub struct Shown {
    /// Which.
    pub session: SessionId,
    /// Whose.
    pub case: CaseId,
    /// The level it is delivered at.
    pub level: ContactLevel,
    /// Where it stands.
    pub stage: Stage,
    /// The time together.
    pub contact: Window,
    /// Where.
    pub room: Name,
    /// Who comes.
    pub comings: Vec<Coming>,
    /// The workers on it.
    pub team: Vec<Name>,
    /// Who leads the shift.
    pub lead: Name,
    /// Who can be reached on the safeguarding side.
    pub on_call: Name,
    /// Today, on the calendar at the centre.
    pub today: Date,
    /// The clock of its day.
    pub wall: Wall,
    /// What the names open with.
    pub grant: Grant<ReadSession>,
}

/// One session.
#[derive(Debug)]
pub struct SessionPage {
    /// What stands on every page of it.
    pub shown: Shown,
    /// What is recorded next.
    pub step: Option<Step>,
    /// How its day lies to today.
    pub day: DayIs,
    /// What the rules say about what was recorded.
    pub prompts: Vec<Finding>,
    /// Comings and goings.
    pub moved: Vec<MovedLine>,
    /// Timed notes.
    pub observed: Vec<ObservedLine>,
    /// How people were.
    pub wellbeing: Vec<WellbeingLine>,
    /// The entries on how people were that are still missing.
    pub missing: Vec<(Option<PersonId>, Name, BeforeOrAfter)>,
    /// When and how it ended.
    pub ended: Option<Ended>,
    /// Why it was cancelled.
    pub cancelled: Option<CancelledBecause>,
    /// Incidents and near misses.
    pub incidents: Vec<IncidentLine>,
    /// What else this reader may do here, by the names of the actions.
    pub may: Vec<&'static str>,
}

/// When and how contact ended.
#[derive(Debug, Clone, Copy)]
pub struct Ended {
    /// When.
    pub at: Time,
    /// How.
    pub how: Ending,
}

/// An incident or near miss, without its words.
#[derive(Debug, Clone, Copy)]
pub struct IncidentLine {
    /// What kind.
    pub kind: IncidentKind,
    /// How serious.
    pub severity: Severity,
    /// When.
    pub at: Time,
    /// Whether the program raised it from what was recorded.
    pub by_rule: bool,
}

/// What is asked about a session before a link to it is shown.
const ACTIONS: [&str; 6] =
    ["read-case", "confirm-session", "cancel-session", "record-observation", "record-movement", "draft-report"];

/// A time on the clock on the centre's wall.
pub(crate) fn time_at(world: &World, at: Timestamp) -> Time {
    domain::words::at_centre(at, &world.centre.zone()).time()
}

impl SessionFile {
    pub(crate) fn state(&self) -> Option<&SessionRecord> {
        self.world.sessions.get(&self.session)
    }

    pub(crate) fn into_shown(self) -> Result<Shown, Failure> {
        let (world, slot, record) = (&self.world, &self.slot, self.record);
        let state = self.state().ok_or(Failure::NotOpen)?;
        let name = |worker: &WorkerId| worker_name(world, *worker, record);
        Ok(Shown {
            session: self.session,
            case: slot.case,
            level: slot.level,
            stage: state.session.stage(),
            contact: slot.contact,
            room: room_name(world, slot.room, record),
            comings: comings(world, slot, &state.session, record),
            team: slot.team.iter().map(name).collect(),
            lead: name(&slot.lead),
            on_call: name(&slot.on_call),
            today: self.today,
            wall: Wall::of(world, slot.contact.date()),
            grant: self.grant,
        })
    }

    fn incidents(&self, state: &SessionRecord) -> Vec<IncidentLine> {
        let mut lines: Vec<_> = state
            .concern
            .incidents()
            .map(|(_, record)| IncidentLine {
                kind: record.incident.kind,
                severity: record.incident.severity,
                at: time_at(&self.world, record.at),
                by_rule: matches!(record.incident.raised, RaisedBy::Rule(_)),
            })
            .collect();
        lines.sort_by_key(|line| line.at);
        lines
    }
}

impl House {
    /// Opens a session. One that is not there is refused as one that is not open.
    pub(crate) async fn open_session(&self, who: &SignedIn, session: SessionId) -> Result<SessionFile, Failure> {
        let centre = who.asker.centre;
        let case = self.storage.case_of(centre, session).await?;
        let record = Record::new(centre, RecordKind::Session(session, case.unwrap_or(NO_CASE)));
        let grant = self.grant_where::<ReadSession>(who, Look::at(record), Presence::of(case.as_ref())).await?;
        let mut world = self.world(centre, &[StreamName::Session(session), StreamName::Centre(centre)]).await?;
        let slot = world.sessions.get(&session).and_then(|record| record.session.slot()).cloned();
        let slot = slot.ok_or(Failure::NotOpen)?;
        self.read_for_session(&mut world, session).await?;
        let now = self.now();
        let today = today(now, &world);
        Ok(SessionFile { session, slot, record, grant, world, now, today })
    }

    /// Reads whoever a session names: those who come, the workers on it, and whoever wrote notes.
    async fn read_for_session(&self, world: &mut World, session: SessionId) -> Result<(), Failure> {
        let Some(centre) = world.centre_id else {
            return Ok(());
        };
        let Some(record) = world.sessions.get(&session) else {
            return Ok(());
        };
        let mut streams = Vec::new();
        if let Some(slot) = record.session.slot() {
            streams.extend(slot.visits.iter().map(|v| StreamName::Person(v.person)));
            let workers = slot.team.iter().chain([&slot.lead, &slot.on_call]);
            streams.extend(workers.map(|worker| StreamName::Worker(*worker)));
        }
        streams.extend(record.session.moved().iter().map(|moved| StreamName::Person(moved.person)));
        let authors = record.session.observed().iter().filter_map(|note| note.author.worker());
        streams.extend(authors.map(StreamName::Worker));
        streams.sort_unstable();
        streams.dedup();
        self.read_into(world, centre, &streams).await
    }

    /// What stands on every page of a session, to somebody who may do this at it.
    pub async fn session_head_for(&self, who: &SignedIn, session: SessionId, action: &str) -> Result<Shown, Failure> {
        let file = self.open_session(who, session).await?;
        self.must(who, action, Look::at(file.record)).await?;
        file.into_shown()
    }

    /// One session with everything recorded of it.
    pub async fn session_page(&self, who: &SignedIn, session: SessionId) -> Result<SessionPage, Failure> {
        let file = self.open_session(who, session).await?;
        let mut may = Vec::new();
        for action in ACTIONS {
            if self.may(who, action, file.record).await? {
                may.push(action);
            }
        }
        let state = file.state().cloned().ok_or(Failure::NotOpen)?;
        let (world, record) = (&file.world, file.record);
        let missing = state
            .session
            .wellbeing_missing()
            .into_iter()
            .map(|(person, when)| (person, person.and_then(|person| short_name(world, person, record)), when));
        let day = DayIs::of(file.slot.contact.date(), file.today);
        Ok(SessionPage {
            step: offered(next_step(&state.session), day),
            day,
            prompts: prompts(session, &state, file.now, file.today),
            moved: moved(world, &state.session, record),
            observed: observed(world, &state.session, record),
            wellbeing: wellbeing(world, &state.session, record),
            missing: missing.collect(),
            ended: state.session.ended().map(|(at, how)| Ended { at: time_at(world, at), how }),
            cancelled: state.session.cancelled(),
            incidents: file.incidents(&state),
            may,
            shown: file.into_shown()?,
        })
    }
}
