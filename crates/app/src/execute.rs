//! Carrying out a command: one decision, one Append.

use crate::failure::Failure;
use crate::house::{House, today};
use crate::reading::NO_CASE;
use crate::sign_in::SignedIn;
use crate::standing::Standing;
use access::{Purpose, Record, RecordKind, Relation};
use domain::actor::Actor;
use domain::command::{Command, FeatureCommand};
use domain::decision::{Context, Decision, Recorded, Refusal};
use domain::event::Event;
use domain::ids::{CaseId, CentreId, CommandId, SessionId};
use domain::overrides::OverrideCommand;
use domain::report::ReportCommand;
use domain::session::{SessionCommand, SessionEvent, SessionState};
use domain::stream::StreamName;
use domain::world::World;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use storage::{AccessEvent, AccessOutcome, Append, AppendError, Boxed, DraftName, Idempotency};

/// How often a decision is made anew when the record changes under it.
const ATTEMPTS: u32 = 5;

/// The edition of a record that a form or a client of the interface saw.
#[derive(Debug, Clone, Copy)]
pub struct IfMatch {
    /// The record.
    pub stream: StreamName,
    /// Its edition when the form was opened; see [`domain::edition`].
    pub edition: u64,
}

/// Makes sending the same form twice harmless.
#[derive(Debug, Clone)]
pub struct Repeat {
    /// The route the form was sent to.
    pub route: String,
    /// The key the form carries.
    pub key: String,
    /// SHA-256 of the body.
    pub body: [u8; 32],
}

/// A command with what goes with it.
#[derive(Debug, Clone)]
pub struct Order {
    /// What to do.
    pub command: Command,
    /// The edition the sender saw, where they edit something that exists.
    pub if_match: Option<IfMatch>,
    /// The idempotency key.
    pub repeat: Option<Repeat>,
    /// The draft that this form was, to be discarded with it.
    pub draft: Option<DraftName>,
}

impl From<Command> for Order {
    fn from(command: Command) -> Self {
        Self { command, if_match: None, repeat: None, draft: None }
    }
}

/// What was done. Returned only after the commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Done {
    /// The streams written, in the order the decision named them: a new case or session comes first.
    pub streams: Vec<StreamName>,
}

impl Done {
    /// The first case written.
    pub fn case(&self) -> Option<CaseId> {
        self.streams.iter().find_map(|s| match s {
            StreamName::Case(id) => Some(*id),
            _ => None,
        })
    }

    /// The first session written.
    pub fn session(&self) -> Option<SessionId> {
        self.streams.iter().find_map(|s| match s {
            StreamName::Session(id) => Some(*id),
            _ => None,
        })
    }

    fn outcome(&self) -> String {
        self.streams.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    fn from_outcome(text: &str) -> Self {
        Self { streams: text.split(' ').filter_map(|s| s.parse().ok()).collect() }
    }
}

/// Why an attempt came to nothing.
enum Missed {
    /// Somebody else was faster, or held what it needed: it is decided again on what is so then.
    Overtaken(Failure),
    /// Trying again would change nothing.
    Failed(Failure),
}

impl<E: Into<Failure>> From<E> for Missed {
    fn from(error: E) -> Self {
        Self::Failed(error.into())
    }
}

impl House {
    /// Carries out a command for a person who is signed in.
    pub async fn carry_out(&self, who: &SignedIn, order: Order) -> Result<Done, Failure> {
        // What a paper was compared with is never taken from outside: see `House::release_report`.
        let releases = matches!(order.command, Command::Report(ReportCommand::ReleaseReport(_)));
        // Without the link that goes with it, it would only end the link that works: see `House::ask_partner`.
        let asks = matches!(order.command, Command::Override(OverrideCommand::AskPartnerLead { .. }));
        if who.actor() == Actor::Program || releases || asks {
            return Err(Failure::NotOpen);
        }
        self.factor_first(who, order.command.action())?;
        let command = match order.command {
            Command::Report(ReportCommand::AskRelease(ask)) => {
                Command::from(ReportCommand::AskRelease(self.with_paper(who, ask).await?))
            }
            command => command,
        };
        self.decide_and_append(who, Order { command, ..order }).await
    }

    pub(crate) fn decide_and_append<'a>(&'a self, who: &'a SignedIn, order: Order) -> Boxed<'a, Result<Done, Failure>> {
        Box::pin(self.decide_and_append_now(who, order))
    }

    async fn decide_and_append_now(&self, who: &SignedIn, order: Order) -> Result<Done, Failure> {
        let centre = who.asker.centre;
        if let Some(repeat) = &order.repeat {
            let known = self.storage.repeated(centre, who.actor(), &repeat.route, &repeat.key, &repeat.body).await;
            match known {
                Ok(Some(outcome)) => return Ok(Done::from_outcome(&outcome)),
                Ok(None) => {}
                Err(error) => return Err(append_failure(error)),
            }
        }
        let command = CommandId::fresh(&mut self.ids());
        let mut attempt = 0;
        loop {
            attempt += 1;
            match self.attempt(who, &order, command).await {
                Err(Missed::Overtaken(_)) if attempt < ATTEMPTS => {}
                Ok(done) => return Ok(done),
                Err(Missed::Overtaken(failure) | Missed::Failed(failure)) => return Err(failure),
            }
        }
    }

    async fn attempt(&self, who: &SignedIn, order: &Order, command: CommandId) -> Result<Done, Missed> {
        let centre = who.asker.centre;
        let mut world = self.named_by(centre, &order.command).await?;
        let record = self.permit(who, &order.command, &world).await?;
        self.read_further(&mut world, centre, &order.command).await?;
        if let Some(seen) = order.if_match {
            let now_at = edition_for(&order.command, seen.stream, &world)?;
            if now_at != seen.edition {
                return Err(Failure::Changed { stream: seen.stream, opened_at: seen.edition, now_at }.into());
            }
        }
        let now = self.now();
        let mut events = self.decide(who, &order.command, &world, now)?;
        let done = Done { streams: written(&events) };
        self.notice(centre, &mut world, &mut events).await?;
        let mut append = Append::new(centre, command, who.actor(), now, domain::rules::PACK);
        append.session_cases = session_cases(&events);
        append.device = who.door().map(crate::door::AtDoor::provenance);
        (append.expects, append.pins) = self.versions(centre, &world, &written(&events)).await?;
        append.events = events;
        append.idempotency = order.repeat.as_ref().map(|repeat| Idempotency {
            route: repeat.route.clone(),
            key: repeat.key.clone(),
            body_hash: repeat.body,
            outcome: done.outcome(),
        });
        append.discard_draft.clone_from(&order.draft);
        append.access = vec![given(who, self.now(), &order.command, record, AccessOutcome::Granted)];
        match self.storage.append(append).await {
            Ok(_) => Ok(done),
            Err(AppendError::Repeated { outcome }) => Ok(Done::from_outcome(&outcome)),
            Err(error @ (AppendError::Conflict { .. } | AppendError::Busy)) => {
                Err(Missed::Overtaken(append_failure(error)))
            }
            Err(error) => Err(append_failure(error).into()),
        }
    }

    fn decide(&self, who: &SignedIn, command: &Command, world: &World, now: Timestamp) -> Decision {
        let mut ids = self.ids();
        let mut context = Context { now, today: today(now, world), actor: who.actor(), ids: &mut ids };
        command.clone().decide(world, &mut context)
    }

    /// The streams a command names. No more is read before it is permitted, whatever is there.
    async fn named_by(&self, centre: CentreId, command: &Command) -> Result<World, Failure> {
        let mut streams = command.reads(centre);
        streams.push(StreamName::Centre(centre));
        self.world(centre, &streams).await
    }

    /// What the sessions among them look at, and the people of the cases.
    async fn read_further(&self, world: &mut World, centre: CentreId, command: &Command) -> Result<(), Failure> {
        let confirms = matches!(command, Command::Session(SessionCommand::Confirm { .. }));
        let further = |session: &SessionState| match session.slot() {
            // What has happened is recorded whatever else changes: only a confirmation rests on the day and the workers.
            Some(slot) if !confirms => vec![StreamName::Case(slot.case)],
            _ => session.looks_at(centre),
        };
        let looked_at: Vec<_> = world.sessions.values().flat_map(|s| further(&s.session)).collect();
        self.read_into(world, centre, &looked_at).await?;
        let people: Vec<_> =
            world.cases.values().flat_map(|case| case.referral.people()).map(StreamName::Person).collect();
        self.read_into(world, centre, &people).await
    }

    /// Asks whether this person may give this command about the record it names. A refusal is logged at once.
    async fn permit(&self, who: &SignedIn, command: &Command, world: &World) -> Result<Record, Failure> {
        let centre = who.asker.centre;
        let record = Record::new(centre, about(&command.reads(centre), world));
        if who.actor() == Actor::Program {
            return Ok(record);
        }
        let standing = self.standing(who, record.kind.case(), purpose(command)).await?;
        let moment = self.moment(&standing, command.action());
        let Standing { asker, mut relations, .. } = standing;
        relations.extend(Self::at_the_door(who, record, world));
        if record.kind == RecordKind::Worker(who.asker.worker) {
            relations.insert(Relation::Themselves);
        }
        if matches!(command, Command::Interest(of) if of.colleague() == Some(who.asker.worker)) {
            relations.insert(Relation::Themselves);
        }
        if who.is_asked_about(record.kind.case()) {
            relations.insert(Relation::AskedByLink);
        }
        if authored(command, world, who) {
            relations.insert(Relation::Author);
        }
        // What is not here is refused as what is not open: else whoever is kept from one case could tell it from no case.
        let permitted = self.access.command(&asker, command.action(), record, &relations, moment).is_ok();
        if permitted && all_here(&command.reads(centre), world) {
            return Ok(record);
        }
        let refused = given(who, self.now(), command, record, AccessOutcome::Refused);
        self.storage.record_access(vec![refused], storage::Flush::Now).await?;
        Err(Failure::NotOpen)
    }

    /// The versions a decision rests on: of the streams it writes, and of those it only read.
    async fn versions(
        &self,
        centre: CentreId,
        world: &World,
        written: &[StreamName],
    ) -> Result<(Vec<(StreamName, u64)>, Vec<(StreamName, u64)>), Failure> {
        let new: Vec<_> = written.iter().copied().filter(|s| !world.versions.contains_key(s)).collect();
        let beside = if new.is_empty() { BTreeMap::new() } else { self.storage.load(centre, &new).await?.versions };
        let expects = written
            .iter()
            .map(|s| (*s, world.versions.get(s).or_else(|| beside.get(s)).copied().unwrap_or(0)))
            .collect();
        let pins = world.versions.iter().filter(|(s, _)| !written.contains(s)).map(|(s, v)| (*s, *v)).collect();
        Ok((expects, pins))
    }
}

/// The edition of a record, for a command whose giver is shown it. Others would learn from it how a record changes that
/// they do not read: somebody may record a concern, or be asked about an override, in a case that is not theirs.
fn edition_for(command: &Command, stream: StreamName, world: &World) -> Result<u64, Refusal> {
    let shown = match stream {
        StreamName::Case(_) => matches!(
            command,
            Command::Referral(_)
                | Command::Risk(_)
                | Command::PreVisit(_)
                | Command::Arrangement(_)
                | Command::Booking(_)
        ),
        StreamName::Session(_) => matches!(command, Command::Report(_)),
        StreamName::Worker(_) => matches!(command, Command::Worker(_)),
        StreamName::Centre(_) => matches!(command, Command::Centre(_)),
        StreamName::Person(_) | StreamName::Day(..) => false,
    };
    let not_shown = || Refusal::field("if_match", "leave out the edition: this command does not change that record");
    if shown { Ok(world.edition(stream)) } else { Err(not_shown()) }
}

/// What a command is given for.
const fn purpose(command: &Command) -> Purpose {
    match command {
        Command::Emergency(_) => Purpose::Emergency,
        _ => Purpose::CaseWork,
    }
}

fn given(who: &SignedIn, at: Timestamp, command: &Command, record: Record, outcome: AccessOutcome) -> AccessEvent {
    let purpose = purpose(command).name().to_owned();
    AccessEvent { purpose, ..look(who, at, command.action(), record, outcome) }
}

fn written(events: &[Recorded]) -> Vec<StreamName> {
    let mut seen = BTreeSet::new();
    events.iter().map(|e| e.stream).filter(|s| seen.insert(*s)).collect()
}

fn session_cases(events: &[Recorded]) -> BTreeMap<SessionId, CaseId> {
    events
        .iter()
        .filter_map(|e| match (&e.stream, &e.event) {
            (StreamName::Session(id), Event::Session(SessionEvent::Planned(slot))) => Some((*id, slot.case)),
            _ => None,
        })
        .collect()
}

/// Whether every case and session that a command names is here; whatever else it names may be about to begin.
fn all_here(streams: &[StreamName], world: &World) -> bool {
    let here = |stream: &StreamName| match stream {
        StreamName::Case(_) | StreamName::Session(_) => world.versions.get(stream).is_some_and(|version| *version > 0),
        _ => true,
    };
    streams.iter().all(here)
}

/// The record a command is about: the session, case, worker or day it names first.
fn about(streams: &[StreamName], world: &World) -> RecordKind {
    let session = streams.iter().find_map(|s| match s {
        StreamName::Session(id) => {
            // One that is not here is asked about with as many questions as one that is.
            let slot = world.sessions.get(id).and_then(|record| record.session.slot());
            Some(RecordKind::Session(*id, slot.map_or(NO_CASE, |slot| slot.case)))
        }
        _ => None,
    });
    let other = streams.iter().find_map(|s| match s {
        StreamName::Case(id) => Some(RecordKind::Case(*id)),
        _ => None,
    });
    let last = streams.iter().find_map(|s| match s {
        StreamName::Worker(id) => Some(RecordKind::Worker(*id)),
        StreamName::Day(_, date) => Some(RecordKind::Day(*date)),
        _ => None,
    });
    session.or(other).or(last).unwrap_or(RecordKind::Centre)
}

/// Whether the asker wrote the report a command is about.
fn authored(command: &Command, world: &World, who: &SignedIn) -> bool {
    let Command::Report(report) = command else {
        return false;
    };
    let Some(id) = report.report() else {
        return false;
    };
    world.sessions.values().any(|s| s.report.report(id).is_some_and(|r| r.author == who.actor()))
}

pub(crate) fn look(who: &SignedIn, at: Timestamp, action: &str, record: Record, outcome: AccessOutcome) -> AccessEvent {
    AccessEvent {
        centre: who.asker.centre,
        at,
        actor: who.actor(),
        purpose: "case-work".to_owned(),
        action: action.to_owned(),
        records: vec![crate::reading::record_name(record)],
        compartments: Vec::new(),
        outcome,
    }
}

fn append_failure(error: AppendError) -> Failure {
    match error {
        AppendError::Conflict { stream, expected, found } => {
            Failure::Changed { stream, opened_at: expected, now_at: found }
        }
        AppendError::OtherBody => Failure::OtherBody,
        AppendError::Full => Failure::Full,
        AppendError::Unconfirmed => Failure::Unconfirmed,
        other => Failure::fault(other),
    }
}
