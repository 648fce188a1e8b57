use super::decide;
use super::events::{IncidentKind, Severity};
use crate::command::FeatureCommand;
use crate::decision::{Context, Decision};
use crate::ids::{CaseId, CentreId, DisclosureId, IncidentId, PersonId, SessionId};
use crate::stream::StreamName;
use crate::words::Narrative;
use crate::world::World;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// An incident or near miss as somebody enters it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportIncident {
    /// The case it is about. Of an incident at a session it is the session's case, whatever stands here.
    pub case: CaseId,
    /// The session it happened at; outside one where it is left out.
    #[serde(default)]
    pub session: Option<SessionId>,
    /// What kind.
    pub kind: IncidentKind,
    /// How serious.
    pub severity: Severity,
    /// Who was there, as far as known.
    #[serde(default)]
    pub people: Vec<PersonId>,
    /// What happened, in the recorder's words.
    pub what: Narrative,
    /// When; now where it is left out.
    #[serde(default)]
    pub at: Option<Timestamp>,
}

/// What somebody said that may mean harm, as somebody enters it: their words, nothing asked beyond what they offered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaptureDisclosure {
    /// The case it is about. Of a disclosure at a session it is the session's case, whatever stands here.
    pub case: CaseId,
    /// The session it was made at; outside one where it is left out.
    #[serde(default)]
    pub session: Option<SessionId>,
    /// Who said it.
    pub from: PersonId,
    /// Whom it is about, as far as they said.
    #[serde(default)]
    pub about: Vec<PersonId>,
    /// Their words.
    pub words: Narrative,
    /// When; now where it is left out.
    #[serde(default)]
    pub at: Option<Timestamp>,
}

/// Commands about incidents and disclosures. The first two record what has happened; no rule and no state of the case
/// or session stops them (N-01).
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum ConcernCommand {
    /// Records an incident or near miss.
    ReportIncident(ReportIncident),
    /// Records what somebody disclosed.
    CaptureDisclosure(CaptureDisclosure),
    /// The safeguarding lead or deputy has read a disclosure.
    SeeDisclosure {
        /// Whose case.
        case: CaseId,
        /// The session it was recorded at, where it was.
        #[serde(default)]
        session: Option<SessionId>,
        /// Which.
        disclosure: DisclosureId,
    },
    /// The safeguarding lead or deputy has read an incident and says what follows.
    ReviewIncident {
        /// Whose case.
        case: CaseId,
        /// The session it was recorded at, where it was.
        #[serde(default)]
        session: Option<SessionId>,
        /// Which.
        incident: IncidentId,
        /// What follows.
        outcome: Narrative,
    },
}

impl ConcernCommand {
    /// The case the command names, and the session where it names one.
    pub const fn place(&self) -> (CaseId, Option<SessionId>) {
        match self {
            Self::ReportIncident(incident) => (incident.case, incident.session),
            Self::CaptureDisclosure(disclosure) => (disclosure.case, disclosure.session),
            Self::SeeDisclosure { case, session, .. } | Self::ReviewIncident { case, session, .. } => (*case, *session),
        }
    }
}

impl FeatureCommand for ConcernCommand {
    fn action(&self) -> &'static str {
        match self {
            Self::ReportIncident(_) => "report-incident",
            Self::CaptureDisclosure(_) => "capture-disclosure",
            Self::SeeDisclosure { .. } => "see-disclosure",
            Self::ReviewIncident { .. } => "review-incident",
        }
    }

    fn reads(&self, _centre: CentreId) -> Vec<StreamName> {
        // At a session only the session is read: its case is the one the slot names, so that nobody reaches another
        // family's case through a session they may see.
        match self.place() {
            (_, Some(session)) => vec![StreamName::Session(session)],
            (case, None) => vec![StreamName::Case(case)],
        }
    }

    fn decide(self, world: &World, context: &mut Context<'_>) -> Decision {
        decide::decide(self, world, context)
    }
}
