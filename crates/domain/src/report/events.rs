use super::commands::FoundHit;
use super::sharing::SharingPurpose;
use super::source::Source;
use crate::event::FeatureEvent;
use crate::ids::{OrderId, PersonId, ReportId, StatementId};
use crate::private::Private;
use crate::risk::choices;
use crate::words::Narrative;
use serde::{Deserialize, Serialize};

choices! {
    /// A part of the report, in the order of the paper.
    Section {
        Arrival = "arrival", "Arrival and response";
        Session = "session", "The session";
        Ending = "ending", "Ending";
        BeforeAndAfter = "before-and-after", "Before and after";
    }
}

/// One statement of a report, with what it rests on. A statement without a source is shown as such.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Its id.
    pub id: StatementId,
    /// Where it stands.
    pub section: Section,
    /// What it says.
    pub text: Private<Narrative>,
    /// What it rests on.
    pub sources: Vec<Source>,
}

choices! {
    /// What kind of recipient.
    RecipientKind {
        ResidentAdult = "resident-adult", "The adult the child lives with";
        VisitingAdult = "visiting-adult", "The visiting adult";
        Solicitor = "solicitor", "A party's solicitor";
        Cafcass = "cafcass", "Cafcass";
        LocalAuthority = "local-authority", "A local authority";
        Court = "court", "The court";
        OtherParent = "other-parent", "Somebody else with parental responsibility";
        Referrer = "referrer", "Whoever referred the family";
        Police = "police", "The police";
        ChildrensServices = "childrens-services", "Children's services";
        AdultServices = "adult-services", "Adult services";
        Marac = "marac", "A multi-agency risk assessment conference (MARAC)";
        Lado = "lado", "The local authority designated officer (LADO)";
    }
}

impl RecipientKind {
    /// Whether a copy for them is a copy for one person of the case, who must be named: what may stand in it depends on
    /// whose copy it is.
    pub const fn is_for_a_person(self) -> bool {
        matches!(self, Self::ResidentAdult | Self::VisitingAdult | Self::Solicitor | Self::OtherParent)
    }
}

/// On what footing somebody may have the report (R-I04).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "order", rename_all = "kebab-case")]
pub enum Basis {
    /// An order names them.
    Order(OrderId),
    /// Both adults agreed to it in writing.
    WrittenAgreement,
    /// The court directed it for these proceedings; the report is its property and goes no further.
    CourtProperty,
    /// A service needs it to keep somebody safe, for the purpose stated with the recipient.
    Safeguarding,
}

/// Somebody who is to have the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Their id in the case: the party, or for a solicitor the party they act for.
    pub person: Option<PersonId>,
    /// What kind.
    pub kind: RecipientKind,
    /// Name, as the paper shows it.
    pub name: Private<Narrative>,
    /// On what footing.
    pub basis: Basis,
    /// For a service, what it is told it for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub purpose: Option<SharingPurpose>,
}

/// What happened to a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "kebab-case")]
pub enum ReportEvent {
    /// A report was begun from the notes. Its author is the actor.
    Drafted {
        /// Its id.
        report: ReportId,
        /// What it says.
        statements: Vec<Statement>,
    },
    /// The draft was changed as a whole.
    Amended {
        /// Which.
        report: ReportId,
        /// What it says now.
        statements: Vec<Statement>,
    },
    /// The author has finished.
    Submitted {
        /// Which.
        report: ReportId,
    },
    /// The reviewer asks for changes.
    Returned {
        /// Which.
        report: ReportId,
        /// What to change.
        reason: Private<Narrative>,
    },
    /// The reviewer, not the author, has passed it.
    Passed {
        /// Which.
        report: ReportId,
    },
    /// Who is to have it.
    RecipientsNamed {
        /// Which.
        report: ReportId,
        /// Who, in the order they are listed.
        recipients: Vec<Recipient>,
    },
    /// It was released to one recipient.
    Released {
        /// Which.
        report: ReportId,
        /// The recipient's place in the list, from 0.
        recipient: u32,
        /// SHA-256 of the paper as it left, in hexadecimal.
        paper: String,
        /// The paper itself, its bytes in base64. One that tells a protected fact lies among the protected facts.
        content: Private<String>,
        /// What of other people it tells, by a service's purpose or because two people let it go.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        told: Vec<FoundHit>,
    },
    /// Somebody asks that a paper goes out although something was found in it.
    ReleaseAsked {
        /// Which.
        report: ReportId,
        /// The recipient's place in the list, from 0.
        recipient: u32,
        /// SHA-256 of the paper, in hexadecimal.
        paper: String,
        /// The paper itself, its bytes in base64.
        content: Private<String>,
        /// What was found.
        found: Vec<FoundHit>,
        /// Why it should go.
        reason: Private<Narrative>,
    },
    /// A second person agreed.
    ReleaseAgreed {
        /// Which.
        report: ReportId,
        /// The recipient's place in the list, from 0.
        recipient: u32,
        /// SHA-256 of the paper that was asked about.
        paper: String,
        /// Why.
        reason: Private<Narrative>,
    },
    /// A second person refused.
    ReleaseRefused {
        /// Which.
        report: ReportId,
        /// The recipient's place in the list, from 0.
        recipient: u32,
        /// SHA-256 of the paper that was asked about.
        paper: String,
        /// Why.
        reason: Private<Narrative>,
    },
    /// A statement was added to or corrected after release; both texts are shown.
    AddendumWritten {
        /// Which.
        report: ReportId,
        /// The statement it is about.
        statement: StatementId,
        /// What is added.
        text: Private<Narrative>,
    },
}

impl FeatureEvent for ReportEvent {
    const FEATURE: &'static str = "report";
}
