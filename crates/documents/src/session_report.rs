//! The report of a supervised session, for one named recipient.
//!
//! Only supervised contact has one (R-I05): supported contact yields attendance and nothing else.
//!
//! It carries references of its own records and nothing of the centre's log: from the size or root of a log two papers
//! would tell how much was recorded between them, and so that something was.

use jiff::civil::{Date, DateTime};
use serde::Serialize;

use crate::pdf::{Pdf, redacted_debug};
use crate::press::{DocumentError, Form, typeset};
use crate::printable::MissingLetters;
use crate::run_sheet::Window;
use crate::words;

const FORM: Form = Form {
    name: "session report",
    template: include_str!("../templates/session_report.typ"),
    missing_letters: MissingLetters::Refuse,
};

/// A session report as one recipient gets it. Each recipient has a document of their own, made
/// from what that reader may see; nothing is blacked out, it is not there.
#[derive(Clone, Serialize)]
pub struct SessionReport {
    /// Who this copy is for.
    pub recipient: Recipient,
    /// The centre's name.
    pub centre: String,
    /// The case reference this recipient knows.
    pub case_reference: String,
    /// The report's own record id.
    pub record_id: String,
    /// The day of the session.
    #[serde(serialize_with = "words::date")]
    pub session_date: Date,
    /// Planned time of the session, where this recipient may know it.
    pub session_time: Option<Window>,
    /// The day the report was released.
    #[serde(serialize_with = "words::date")]
    pub released: Date,
    /// Where the report stands: "Reviewed and released".
    pub status: String,
    /// Who wrote the report.
    pub author: StaffMember,
    /// Who reviewed it: somebody else.
    pub reviewer: StaffMember,
    /// Who took part, named as this recipient was granted.
    pub attended: Vec<Attendee>,
    /// The court orders this recipient may know of.
    pub orders: Vec<OrderLine>,
    /// Arrival, and how the child responded.
    pub arrival: Vec<Statement>,
    /// The session itself.
    pub session: Vec<Statement>,
    /// The ending.
    pub ending: Vec<Statement>,
    /// How those present said they were, before and after, if they were asked.
    pub wellbeing: Vec<Wellbeing>,
    /// Whether the report belongs to the court.
    pub court_note: CourtNote,
}

/// The one person or body a copy is for.
#[derive(Clone, Serialize)]
pub struct Recipient {
    /// Their name.
    pub name: String,
    /// In what role they get it: "Visiting adult", "Family court adviser".
    pub role: String,
}

/// Someone of the centre who signs a text.
#[derive(Clone, Serialize)]
pub struct StaffMember {
    /// Tells people of the same name apart; never printed.
    #[serde(skip)]
    pub reference: String,
    /// The name as printed.
    pub name: String,
}

/// Someone who took part in the session.
#[derive(Clone, Serialize)]
pub struct Attendee {
    /// The name as granted to this recipient.
    pub name: String,
    /// In what role they took part.
    pub role: String,
}

/// An order of a court, as this recipient may know it.
#[derive(Clone, Serialize)]
pub struct OrderLine {
    /// What kind of order: "Child arrangements order".
    pub kind: String,
    /// The day it was made.
    #[serde(serialize_with = "words::date")]
    pub made_on: Date,
    /// Where it stands: "In force", "Varied", "Ended".
    pub status: String,
    /// The words that bear on the session.
    pub terms: String,
    /// The record id.
    pub record_id: String,
}

/// One reviewed statement of what was seen or heard.
#[derive(Clone, Serialize)]
pub struct Statement {
    /// The record id it can be asked for by.
    pub record_id: String,
    /// The text, word for word as reviewed.
    pub text: String,
    /// How it was recorded: "Recorded at the time", "Recorded later, from paper".
    pub status: String,
    /// When it was recorded, on the centre's clock.
    #[serde(serialize_with = "words::moment")]
    pub recorded: DateTime,
    /// Who wrote it.
    pub author: StaffMember,
    /// Who reviewed it.
    pub reviewer: StaffMember,
    /// Corrections, oldest first. The earlier text stays readable.
    pub addenda: Vec<Addendum>,
}

/// A correction: both texts stand.
#[derive(Clone, Serialize)]
pub struct Addendum {
    /// The record id of the correction.
    pub record_id: String,
    /// The words as they stood.
    pub earlier_text: String,
    /// The words as corrected.
    pub corrected_text: String,
    /// Why it was corrected.
    pub reason: String,
    /// When, on the centre's clock.
    #[serde(serialize_with = "words::moment")]
    pub recorded: DateTime,
    /// Who corrected it.
    pub author: StaffMember,
    /// Who reviewed the correction.
    pub reviewer: StaffMember,
}

/// What someone said about how they were.
#[derive(Clone, Serialize)]
pub struct Wellbeing {
    /// Whose answer, named as granted.
    pub name: String,
    /// Before the session, in their words or the card they chose.
    pub before: String,
    /// After it.
    pub after: String,
    /// The record id.
    pub record_id: String,
}

/// Whether a report is the court's property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CourtNote {
    /// Nothing to note.
    None,
    /// It was made for a court and may be shown to nobody without the court's permission.
    PropertyOfCourt,
}

redacted_debug!(SessionReport, Recipient, StaffMember, Attendee, OrderLine, Statement, Addendum, Wellbeing);

impl SessionReport {
    /// R-I03: every text was reviewed by someone other than its author.
    fn check_reviewers(&self) -> Result<(), DocumentError> {
        let statements = || [&self.arrival, &self.session, &self.ending].into_iter().flatten();
        let addenda = statements().flat_map(|statement| &statement.addenda);
        let signed = std::iter::once((&self.author, &self.reviewer))
            .chain(statements().map(|text| (&text.author, &text.reviewer)))
            .chain(addenda.map(|text| (&text.author, &text.reviewer)));
        for (author, reviewer) in signed {
            if author.reference == reviewer.reference {
                return Err(DocumentError::AuthorReviewedOwnText);
            }
        }
        Ok(())
    }
}

/// Prints a session report for its one recipient.
pub fn session_report(report: &SessionReport) -> Result<Pdf, DocumentError> {
    report.check_reviewers()?;
    if report.recipient.name.trim().is_empty() {
        return Err(DocumentError::NothingToPrint { what: "the report has no recipient" });
    }
    let identity = format!("{} for {}", report.record_id, report.recipient.name);
    typeset(&FORM, report, &identity)
}
