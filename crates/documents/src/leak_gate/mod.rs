//! The leak gate: nothing leaves before its final bytes were searched for what must not be in them.
//!
//! The gate knows nothing of who may see what. The app layer names the protected facts of other
//! people; the gate reads the finished file as its recipient could (pages, titles, bookmarks,
//! descriptions, comments) and refuses when one of them is in it, also when it is spelt a little
//! differently. It never decides that something may go out: it only stops things (R-I01, R-I02).

mod everyday;
mod phone;
mod probes;
mod reading;
mod street;
mod windows;

use std::collections::BTreeSet;

use crate::pdf::{Pdf, redacted_debug};
use crate::pdf_text::{PdfText, PdfTextError};

use probes::Probes;
use reading::Reading;

/// What sort of fact is protected; it decides which spellings are recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProtectedKind {
    /// A postcode: with or without space, broken over lines, O for 0.
    Postcode,
    /// A telephone number: any grouping, +44 or 0, and a landline without its area code.
    Phone,
    /// A number plate.
    Plate,
    /// An e-mail address, also as "name at example dot org".
    Email,
    /// A street address: its street, with one slip of the pen; its postcode.
    Address,
    /// A school or nursery.
    School,
    /// A refuge: its name, address or telephone number.
    Refuge,
    /// A person's full name, in either order, with an initial or a title.
    PersonName,
    /// A family name by itself. Looked for on papers for the door and for parties.
    FamilyName,
    /// Anything else: an employer, a club, a place of worship.
    Other,
}

/// A fact about somebody that the recipient of a document must not learn from it.
#[derive(Clone)]
pub struct ProtectedString {
    /// The sort of fact.
    pub kind: ProtectedKind,
    /// The fact as recorded.
    pub value: String,
    /// The record id it is reported by. An id, never words.
    pub label_id: String,
}

redacted_debug!(ProtectedString);

/// Where a protected fact was found. Says which and where, never what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// The sort of fact.
    pub kind: ProtectedKind,
    /// The record id of the protected fact.
    pub label_id: String,
    /// The part of the document.
    pub place: Place,
    /// The line in that part, from 1.
    pub line: usize,
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A text that was scanned by itself.
    Text,
    /// A page, from 1.
    Page(usize),
    /// Something a viewer does not show on a page, under its name in the file: `Title`, `Alt`.
    Hidden(String),
}

/// For whom a document was cleared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecipientClass {
    /// A party to the case, or somebody who acts for one.
    Party,
    /// A professional: social worker, family court adviser, police officer.
    Professional,
    /// The court.
    Court,
    /// Staff and volunteers at the door: paper that lies about.
    DoorStaff,
}

impl RecipientClass {
    /// Whether this kind is looked for on papers for this class.
    ///
    /// Everything is, except that a family name by itself is no secret to a court or a
    /// professional, who have the case by name.
    pub fn looks_for(self, kind: ProtectedKind) -> bool {
        kind != ProtectedKind::FamilyName || matches!(self, Self::Party | Self::DoorStaff)
    }
}

/// A document that may leave. Only [`gate`] makes one.
pub struct Cleared<T> {
    document: T,
    recipient: RecipientClass,
}

impl<T> Cleared<T> {
    /// For whom it was cleared; it is cleared for nobody else.
    pub fn recipient(&self) -> RecipientClass {
        self.recipient
    }
}

impl Cleared<Pdf> {
    /// The file.
    pub fn bytes(&self) -> &[u8] {
        &self.document.bytes
    }

    /// The file, given away.
    pub fn into_bytes(self) -> Vec<u8> {
        self.document.bytes
    }

    /// The number of pages.
    pub fn pages(&self) -> usize {
        self.document.pages
    }
}

impl<T> std::fmt::Debug for Cleared<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Cleared").field("recipient", &self.recipient).finish_non_exhaustive()
    }
}

/// Why a document may not leave.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Refusal {
    /// It tells protected facts.
    #[error("the document tells a protected fact in {} places", .0.len())]
    Leaks(Vec<Hit>),
    /// It cannot be read back, so nobody knows what it tells.
    #[error("the document cannot be checked: {0}")]
    Unreadable(#[from] PdfTextError),
}

/// Clears a document for a class of recipient, or refuses it.
pub fn gate(pdf: Pdf, recipient: RecipientClass, protected: &[ProtectedString]) -> Result<Cleared<Pdf>, Refusal> {
    let hits = search(&PdfText::extract(&pdf.bytes)?, recipient, protected);
    if hits.is_empty() { Ok(Cleared { document: pdf, recipient }) } else { Err(Refusal::Leaks(hits)) }
}

/// Searches everything a finished PDF says.
pub fn search(text: &PdfText, recipient: RecipientClass, protected: &[ProtectedString]) -> Vec<Hit> {
    let protected: Vec<&ProtectedString> = protected.iter().filter(|fact| recipient.looks_for(fact.kind)).collect();
    let probes = Probes::of_all(&protected);
    let pages = text.pages.iter().enumerate().map(|(index, page)| (Place::Page(index + 1), page.as_str()));
    // The same few words stand in a file hundreds of times.
    let distinct: BTreeSet<(&str, &str)> =
        text.hidden.iter().map(|hidden| (hidden.field.as_str(), hidden.text.as_str())).collect();
    let hidden = distinct.into_iter().map(|(field, words)| (Place::Hidden(field.to_owned()), words));
    let hits: BTreeSet<Hit> =
        pages.chain(hidden).flat_map(|(place, words)| probes.hits(&Reading::of(words), &place)).collect();
    hits.into_iter().collect()
}

/// Searches a text for protected facts in any of their spellings. The same input always gives the
/// same hits, sorted.
pub fn scan(text: &str, protected: &[ProtectedString]) -> Vec<Hit> {
    let protected: Vec<&ProtectedString> = protected.iter().collect();
    let hits: BTreeSet<Hit> = Probes::of_all(&protected).hits(&Reading::of(text), &Place::Text).collect();
    hits.into_iter().collect()
}
