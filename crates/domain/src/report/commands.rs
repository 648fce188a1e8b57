use super::events::{Basis, RecipientKind, Section};
use super::sharing::SharingPurpose;
use super::source::Source;
use crate::command::FeatureCommand;
use crate::decision::{Context, Decision};
use crate::ids::{CentreId, PersonId, ReportId, SessionId, StatementId};
use crate::rules::facts::ProtectedKind;
use crate::stream::StreamName;
use crate::words::{Answer, Narrative};
use crate::world::World;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One statement as its author enters it. One that is left empty is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementText {
    /// The statement it changes; a new one where it is left out.
    #[serde(default)]
    pub id: Option<StatementId>,
    /// Where it stands.
    pub section: Section,
    /// What it says.
    #[serde(default)]
    pub text: Option<Narrative>,
    /// What it rests on.
    #[serde(default)]
    pub sources: Vec<Source>,
}

/// Somebody who is to have the report, as somebody enters them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientGiven {
    /// Their id in the case: the party, or for a solicitor the party they act for.
    #[serde(default)]
    pub person: Option<PersonId>,
    /// What kind.
    pub kind: RecipientKind,
    /// Name, as the paper shows it.
    pub name: Narrative,
    /// On what footing.
    pub basis: Basis,
    /// For a service, what it is told it for.
    #[serde(default)]
    pub purpose: Option<SharingPurpose>,
}

/// Who is to have the report: the whole list. Those who have it already stay where they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameRecipients {
    /// Whose session.
    pub session: SessionId,
    /// Which report.
    pub report: ReportId,
    /// Who, in the order they are listed.
    pub recipients: Vec<RecipientGiven>,
}

/// How often protected facts of one kind were found in a paper; never which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FoundHit {
    /// Whose they are, where one person is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub whose: Option<PersonId>,
    /// The kind.
    pub kind: ProtectedKind,
    /// How often.
    pub count: u32,
}

/// What comparing the final paper with the protected facts of everybody but its recipient found. The application layer
/// fills it from the bytes that leave; it is never taken from a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// Whether the final bytes were compared. Unless Yes, the paper does not leave.
    pub compared: Answer,
    /// What was found.
    #[serde(default)]
    pub hits: Vec<FoundHit>,
}

/// The release of a report to one recipient. Its `Debug` shows nothing of the paper.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReleaseReport {
    /// Whose session.
    pub session: SessionId,
    /// Which report.
    pub report: ReportId,
    /// The recipient's place in the list, from 0.
    pub recipient: u32,
    /// SHA-256 of the paper as it leaves, 64 hexadecimal digits.
    pub paper: String,
    /// The paper itself, its bytes in base64: it is kept, sealed, as it left. Empty where it cannot leave.
    #[serde(default)]
    pub content: String,
    /// What comparing it found.
    pub checked: Checked,
}

impl fmt::Debug for ReleaseReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReleaseReport")
            .field("session", &self.session)
            .field("report", &self.report)
            .field("recipient", &self.recipient)
            .field("paper", &self.paper)
            .field("checked", &self.checked)
            .finish_non_exhaustive()
    }
}

/// A paper that would leave, and what was found in it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComparedPaper {
    /// SHA-256 of it, 64 hexadecimal digits.
    pub paper: String,
    /// Its bytes in base64.
    pub content: String,
    /// What was found.
    pub found: Vec<FoundHit>,
}

/// Somebody asks that a paper goes out although something was found in it. Its `Debug` shows nothing of the paper.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskRelease {
    /// Whose session.
    pub session: SessionId,
    /// Which report.
    pub report: ReportId,
    /// The recipient's place in the list, from 0.
    pub recipient: u32,
    /// Why it should go.
    pub reason: Narrative,
    /// The paper. The application layer makes and compares it, and puts it in place of whatever came from outside.
    #[serde(default)]
    pub compared: Option<ComparedPaper>,
}

impl fmt::Debug for AskRelease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AskRelease")
            .field("session", &self.session)
            .field("report", &self.report)
            .field("recipient", &self.recipient)
            .finish_non_exhaustive()
    }
}

/// The second person's answer to such a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerRelease {
    /// Whose session.
    pub session: SessionId,
    /// Which report.
    pub report: ReportId,
    /// The recipient's place in the list, from 0.
    pub recipient: u32,
    /// SHA-256 of the paper they looked at.
    pub paper: String,
    /// Why.
    pub reason: Narrative,
}

/// Commands of session reports.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum ReportCommand {
    /// Begins a report.
    DraftReport {
        /// Of which session.
        session: SessionId,
        /// What it says.
        statements: Vec<StatementText>,
    },
    /// Changes a draft as a whole.
    AmendReport {
        /// Whose session.
        session: SessionId,
        /// Which report.
        report: ReportId,
        /// What it says now.
        statements: Vec<StatementText>,
    },
    /// The author has finished.
    SubmitReport {
        /// Whose session.
        session: SessionId,
        /// Which report.
        report: ReportId,
    },
    /// The reviewer asks for changes.
    ReturnReport {
        /// Whose session.
        session: SessionId,
        /// Which report.
        report: ReportId,
        /// What to change.
        reason: Narrative,
    },
    /// The reviewer passes it.
    PassReport {
        /// Whose session.
        session: SessionId,
        /// Which report.
        report: ReportId,
    },
    /// Says who is to have it.
    NameRecipients(NameRecipients),
    /// Releases it to one of them.
    ReleaseReport(ReleaseReport),
    /// Asks that a paper goes out although something was found in it.
    AskRelease(AskRelease),
    /// A second person agrees.
    AgreeRelease(AnswerRelease),
    /// A second person refuses.
    RefuseRelease(AnswerRelease),
    /// Adds to a statement after release.
    WriteAddendum {
        /// Whose session.
        session: SessionId,
        /// Which report.
        report: ReportId,
        /// The statement it is about.
        statement: StatementId,
        /// What is added.
        text: Narrative,
    },
}

impl ReportCommand {
    /// The session whose report it is.
    pub const fn session(&self) -> SessionId {
        match self {
            Self::DraftReport { session, .. }
            | Self::AmendReport { session, .. }
            | Self::SubmitReport { session, .. }
            | Self::ReturnReport { session, .. }
            | Self::PassReport { session, .. }
            | Self::WriteAddendum { session, .. } => *session,
            Self::NameRecipients(command) => command.session,
            Self::ReleaseReport(command) => command.session,
            Self::AskRelease(command) => command.session,
            Self::AgreeRelease(command) | Self::RefuseRelease(command) => command.session,
        }
    }

    /// The report it is about; `None` where it begins one.
    pub const fn report(&self) -> Option<ReportId> {
        match self {
            Self::DraftReport { .. } => None,
            Self::AmendReport { report, .. }
            | Self::SubmitReport { report, .. }
            | Self::ReturnReport { report, .. }
            | Self::PassReport { report, .. }
            | Self::WriteAddendum { report, .. } => Some(*report),
            Self::NameRecipients(command) => Some(command.report),
            Self::ReleaseReport(command) => Some(command.report),
            Self::AskRelease(command) => Some(command.report),
            Self::AgreeRelease(command) | Self::RefuseRelease(command) => Some(command.report),
        }
    }
}

impl FeatureCommand for ReportCommand {
    fn action(&self) -> &'static str {
        match self {
            Self::DraftReport { .. } => "draft-report",
            Self::AmendReport { .. } => "amend-report",
            Self::SubmitReport { .. } => "submit-report",
            Self::ReturnReport { .. } => "return-report",
            Self::PassReport { .. } => "pass-report",
            Self::NameRecipients(_) => "name-recipients",
            Self::ReleaseReport(_) => "release-report",
            Self::AskRelease(_) => "ask-release",
            Self::AgreeRelease(_) => "agree-release",
            Self::RefuseRelease(_) => "refuse-release",
            Self::WriteAddendum { .. } => "write-addendum",
        }
    }

    fn reads(&self, _centre: CentreId) -> Vec<StreamName> {
        vec![StreamName::Session(self.session())]
    }

    fn decide(self, world: &World, context: &mut Context<'_>) -> Decision {
        super::decide::decide(self, world, context)
    }
}
