use super::words::{Course, Evidence, Officer, Terms, Workforce};
use crate::event::FeatureEvent;
use crate::ids::DocumentId;
use crate::private::Private;
use crate::words::{Answer, Narrative, PersonName, Role};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// People who work for the centre: roles, training, suitability.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "kebab-case")]
pub enum WorkerEvent {
    /// Somebody starts.
    Engaged {
        /// Their name.
        name: Private<PersonName>,
        /// What they do.
        roles: BTreeSet<Role>,
        /// Paid or volunteer.
        terms: Terms,
        /// Their first day.
        started_on: Date,
    },
    /// They do something else.
    RolesChanged {
        /// Everything they do, the unchanged included.
        roles: BTreeSet<Role>,
        /// From which day.
        from: Date,
    },
    /// They became data-protection officer, or are it no longer.
    OfficerSet {
        /// Whether they hold the office from now on.
        office: Officer,
    },
    /// They left.
    Left {
        /// Their last day.
        on: Date,
    },
    /// They completed a course.
    TrainingRecorded {
        /// The kind of course.
        course: Course,
        /// The day it was completed.
        completed_on: Date,
        /// What stands behind it.
        evidence: Evidence,
        /// The certificate, where a copy is kept.
        document: Option<DocumentId>,
        /// Who gave it.
        provider: Option<Private<Narrative>>,
    },
    /// A record of training was wrong.
    TrainingWithdrawn {
        /// The version of the worker's stream that recorded it.
        record: u64,
        /// Why.
        reason: Private<Narrative>,
    },
    /// A disclosure and barring check was seen. The certificate itself is not kept.
    DbsRecorded {
        /// Its date.
        certificate_on: Date,
        /// With whom it says they may work.
        workforce: Workforce,
        /// Whether the update service was asked and shows no change.
        update_service: Answer,
        /// Its number.
        reference: Option<Private<Narrative>>,
    },
    /// A qualification at level 3 for supervising contact.
    LevelThreeRecorded {
        /// When it was awarded.
        awarded_on: Date,
        /// What stands behind it.
        evidence: Evidence,
    },
}

impl FeatureEvent for WorkerEvent {
    const FEATURE: &'static str = "worker";
}
