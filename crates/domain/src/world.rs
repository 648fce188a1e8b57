//! What a decision may look at: the streams its command names, folded.

use crate::arrangement::ArrangementState;
use crate::booking::DayState;
use crate::centre::CentreState;
use crate::concern::ConcernState;
use crate::edition::is_told;
use crate::emergency::EmergencyState;
use crate::event::{Event, Happened};
use crate::ids::{CaseId, CentreId, PersonId, SessionId, WorkerId};
use crate::interest::InterestState;
use crate::overrides::OverrideState;
use crate::person::PersonState;
use crate::previsit::PreVisitState;
use crate::referral::ReferralState;
use crate::report::ReportState;
use crate::risk::RiskState;
use crate::session::SessionState;
use crate::stream::StreamName;
use crate::voice::VoiceState;
use crate::worker::WorkerState;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One family's case.
#[derive(Debug, Clone, Default)]
pub struct CaseState {
    /// How far the stream was read; 0 where there is no such case.
    pub version: u64,
    /// Referral and triage.
    pub referral: ReferralState,
    /// Risk assessments and what has happened since.
    pub risk: RiskState,
    /// Pre-visits and ground rules.
    pub previsit: PreVisitState,
    /// What was said when asked.
    pub voice: VoiceState,
    /// The arrangement.
    pub arrangement: ArrangementState,
    /// Overrides of rules.
    pub overrides: OverrideState,
    /// Workers who have something to do with the family.
    pub interest: InterestState,
    /// Who asked to be let into what is sealed in an emergency.
    pub emergency: EmergencyState,
    /// Incidents and disclosures recorded outside a session.
    pub concern: ConcernState,
}

/// One session: plan, what happened, concerns, reports.
#[derive(Debug, Clone, Default)]
pub struct SessionRecord {
    /// How far the stream was read; 0 where there is no such session.
    pub version: u64,
    /// Plan and what happened.
    pub session: SessionState,
    /// Incidents and disclosures.
    pub concern: ConcernState,
    /// Reports.
    pub report: ReportState,
}

/// The folded streams a command named.
#[derive(Debug, Clone, Default)]
pub struct World {
    /// The centre, where its stream was read.
    pub centre: CentreState,
    /// Cases.
    pub cases: BTreeMap<CaseId, CaseState>,
    /// Sessions.
    pub sessions: BTreeMap<SessionId, SessionRecord>,
    /// Centre-days.
    pub days: BTreeMap<Date, DayState>,
    /// People.
    pub people: BTreeMap<PersonId, PersonState>,
    /// Workers.
    pub workers: BTreeMap<WorkerId, WorkerState>,
    /// How far each stream was read.
    pub versions: BTreeMap<StreamName, u64>,
    /// The edition of each record that was read; see [`crate::edition`].
    pub editions: BTreeMap<StreamName, u64>,
    /// The centre whose world this is.
    pub centre_id: Option<CentreId>,
}

impl World {
    /// A world that has read nothing yet.
    pub fn of_centre(centre: CentreId) -> Self {
        Self { centre_id: Some(centre), ..Self::default() }
    }

    /// Notes that a stream was read, even if it has no events.
    pub fn read(&mut self, stream: StreamName) {
        self.versions.entry(stream).or_insert(0);
    }

    /// The edition of a record; 0 where it was not read, or nothing of it is told.
    pub fn edition(&self, stream: StreamName) -> u64 {
        self.editions.get(&stream).copied().unwrap_or(0)
    }

    /// Takes one more event into the state of its stream.
    pub fn evolve(&mut self, happened: &Happened) {
        self.versions.insert(happened.stream, happened.version);
        if is_told(happened.stream, &happened.event) {
            *self.editions.entry(happened.stream).or_insert(0) += 1;
        }
        match happened.stream {
            StreamName::Centre(_) => {
                if let Event::Centre(event) = &happened.event {
                    self.centre.evolve(happened, event);
                }
            }
            StreamName::Worker(id) => {
                if let Event::Worker(event) = &happened.event {
                    self.workers.entry(id).or_default().evolve(happened, event);
                }
            }
            StreamName::Person(id) => {
                if let Event::Person(event) = &happened.event {
                    self.people.entry(id).or_default().evolve(happened, event);
                }
            }
            StreamName::Day(_, date) => {
                if let Event::Booking(event) = &happened.event {
                    self.days.entry(date).or_default().evolve(happened, event);
                }
            }
            StreamName::Case(id) => self.cases.entry(id).or_default().evolve(happened),
            StreamName::Session(id) => self.sessions.entry(id).or_default().evolve(happened),
        }
    }
}

impl CaseState {
    /// Takes one more event of the case's stream into the state of its feature.
    pub fn evolve(&mut self, happened: &Happened) {
        self.version = happened.version;
        match &happened.event {
            Event::Referral(event) => self.referral.evolve(happened, event),
            Event::Risk(event) => self.risk.evolve(happened, event),
            Event::PreVisit(event) => self.previsit.evolve(happened, event),
            Event::Voice(event) => self.voice.evolve(happened, event),
            Event::Arrangement(event) => self.arrangement.evolve(happened, event),
            Event::Override(event) => self.overrides.evolve(happened, event),
            Event::Interest(event) => self.interest.evolve(happened, event),
            Event::Emergency(event) => self.emergency.evolve(happened, event),
            Event::Concern(event) => self.concern.evolve(happened, event),
            // These live in streams of their own.
            Event::Centre(_)
            | Event::Worker(_)
            | Event::Person(_)
            | Event::Booking(_)
            | Event::Session(_)
            | Event::Report(_) => {}
        }
    }
}

impl SessionRecord {
    /// Takes one more event of the session's stream into the state of its feature.
    pub fn evolve(&mut self, happened: &Happened) {
        self.version = happened.version;
        match &happened.event {
            Event::Session(event) => self.session.evolve(happened, event),
            Event::Concern(event) => self.concern.evolve(happened, event),
            Event::Report(event) => self.report.evolve(happened, event),
            // These live in streams of their own.
            _ => {}
        }
    }
}
