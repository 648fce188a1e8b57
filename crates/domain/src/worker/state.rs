use super::events::WorkerEvent;
use super::words::{Course, Evidence, Officer, Terms, Training, Workforce};
use crate::event::Happened;
use crate::ids::WorkerId;
use crate::private::Private;
use crate::rules::facts::{TrainingFact, WorkerFact};
use crate::words::{Answer, PersonName, Role};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// One worker as they stand.
#[derive(Debug, Clone, Default)]
pub struct WorkerState {
    name: Option<Private<PersonName>>,
    terms: Option<Terms>,
    started_on: Option<Date>,
    left_on: Option<Date>,
    roles: Vec<(Date, BTreeSet<Role>)>,
    officer: Option<Officer>,
    training: Vec<Training>,
    dbs: Vec<DbsCheck>,
    level_three: Vec<(Date, Evidence)>,
}

/// A disclosure and barring check that was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DbsCheck {
    /// Its date.
    pub certificate_on: Date,
    /// With whom it says they may work.
    pub workforce: Workforce,
    /// Whether the update service was asked and shows no change.
    pub update_service: Answer,
}

impl WorkerState {
    /// Takes one more event into the state.
    pub fn evolve(&mut self, happened: &Happened, event: &WorkerEvent) {
        match event {
            WorkerEvent::Engaged { name, roles, terms, started_on } => {
                self.name = Some(name.clone());
                self.terms = Some(*terms);
                self.started_on = Some(*started_on);
                self.left_on = None;
                self.officer = None;
                self.roles.push((*started_on, roles.clone()));
            }
            WorkerEvent::RolesChanged { roles, from } => self.roles.push((*from, roles.clone())),
            WorkerEvent::OfficerSet { office } => self.officer = Some(*office),
            WorkerEvent::Left { on } => self.left_on = Some(*on),
            WorkerEvent::TrainingRecorded { course, completed_on, evidence, .. } => self.training.push(Training {
                record: happened.version,
                course: *course,
                completed_on: *completed_on,
                evidence: *evidence,
            }),
            WorkerEvent::TrainingWithdrawn { record, .. } => {
                self.training.retain(|t| t.record != *record);
            }
            WorkerEvent::DbsRecorded { certificate_on, workforce, update_service, .. } => self.dbs.push(DbsCheck {
                certificate_on: *certificate_on,
                workforce: *workforce,
                update_service: *update_service,
            }),
            WorkerEvent::LevelThreeRecorded { awarded_on, evidence } => {
                self.level_three.push((*awarded_on, *evidence));
            }
        }
    }

    /// Whether somebody was ever engaged under this id.
    pub const fn is_known(&self) -> bool {
        self.started_on.is_some()
    }

    /// Their name.
    pub const fn name(&self) -> Option<&Private<PersonName>> {
        self.name.as_ref()
    }

    /// Paid or volunteer.
    pub const fn terms(&self) -> Option<Terms> {
        self.terms
    }

    /// Their first day.
    pub const fn started_on(&self) -> Option<Date> {
        self.started_on
    }

    /// Their last day, where they have left.
    pub const fn left_on(&self) -> Option<Date> {
        self.left_on
    }

    /// Whether they work for the centre on a day.
    pub fn is_active_on(&self, day: Date) -> bool {
        self.started_on.is_some_and(|first| first <= day) && self.left_on.is_none_or(|last| day <= last)
    }

    /// What they do on a day; nothing before their first day and after their last.
    pub fn roles_on(&self, day: Date) -> BTreeSet<Role> {
        if !self.is_active_on(day) {
            return BTreeSet::new();
        }
        // Of two changes from one day the later recorded counts.
        self.roles
            .iter()
            .filter(|(from, _)| *from <= day)
            .max_by_key(|(from, _)| *from)
            .map(|(_, roles)| roles.clone())
            .unwrap_or_default()
    }

    /// Whether they are the data-protection officer on a day.
    pub fn is_officer_on(&self, day: Date) -> bool {
        self.is_active_on(day) && self.officer == Some(Officer::DataProtection)
    }

    /// Every record of training that stands, in the order they were recorded.
    pub fn training(&self) -> &[Training] {
        &self.training
    }

    /// The newest course of a kind completed by a day that a rule may count.
    pub fn newest(&self, course: Course, day: Date) -> Option<&Training> {
        self.training
            .iter()
            .filter(|t| t.course == course && t.evidence.counts() && t.completed_on <= day)
            .max_by_key(|t| (t.completed_on, t.record))
    }

    /// The newest disclosure and barring check that was seen.
    pub fn newest_dbs(&self) -> Option<&DbsCheck> {
        self.dbs.iter().max_by_key(|check| check.certificate_on)
    }

    /// What the rules look at on a day.
    pub fn fact(&self, id: WorkerId, day: Date) -> WorkerFact {
        let course = |course| {
            self.newest(course, day).map(|training| TrainingFact {
                id: format!("worker/{id}/{}", training.record),
                completed_on: training.completed_on,
            })
        };
        let level_three = self.level_three.iter().any(|(on, evidence)| *on <= day && evidence.counts());
        WorkerFact {
            id,
            roles: self.roles_on(day).into_iter().collect(),
            induction: course(Course::Induction),
            safeguarding: course(Course::Safeguarding),
            specialist_da: course(Course::SpecialistDa),
            report_writing: course(Course::ReportWriting),
            level_three: if level_three { Answer::Yes } else { Answer::NotAsked },
        }
    }
}
