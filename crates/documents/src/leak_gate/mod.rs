//! The leak gate: nothing leaves before its final bytes were searched for what must not be in them.
//!
//! The gate knows nothing of who may see what. The app layer names the protected facts of other
//! people; the gate reads the finished file as its recipient could (pages, titles, bookmarks,
//! descriptions, comments) and refuses when one of them is in it, also when it is spelt a little
//! differently. It never decides that something may go out: it only stops things (R-I01, R-I02).

mod everyday;
mod formats;
mod phone;
mod probes;
mod reading;
mod seams;
mod street;
mod windows;

use std::collections::BTreeSet;

use crate::pdf::{Pdf, redacted_debug};
use crate::pdf_text::{PdfText, PdfTextError};

pub use formats::{Format, Unreadable, leaks};
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

/// A document that was searched, with what was found in it.
pub struct Examined {
    document: Pdf,
    recipient: RecipientClass,
    hits: Vec<Hit>,
}

redacted_debug!(Examined);

impl Examined {
    /// What was found.
    pub fn hits(&self) -> &[Hit] {
        &self.hits
    }

    /// The document for its class of recipient, if nothing was found.
    pub fn cleared(self) -> Result<Cleared<Pdf>, Refusal> {
        let Self { document, recipient, hits } = self;
        if hits.is_empty() { Ok(Cleared { document, recipient }) } else { Err(Refusal::Leaks(hits)) }
    }

    /// The bytes with whatever was found in them, for those who decide together whether they may leave all the same, and
    /// for a service whose purpose needs what was found. Nobody else.
    pub fn into_bytes_as_found(self) -> Vec<u8> {
        self.document.bytes
    }
}

/// Searches a finished document, whatever is to become of it.
pub fn examine(pdf: Pdf, recipient: RecipientClass, protected: &[ProtectedString]) -> Result<Examined, PdfTextError> {
    let hits = search(&PdfText::extract(&pdf.bytes)?, recipient, protected);
    Ok(Examined { document: pdf, recipient, hits })
}

/// Clears a document for a class of recipient, or refuses it.
pub fn gate(pdf: Pdf, recipient: RecipientClass, protected: &[ProtectedString]) -> Result<Cleared<Pdf>, Refusal> {
    examine(pdf, recipient, protected)?.cleared()
}

/// Searches everything a finished PDF says.
pub fn search(text: &PdfText, recipient: RecipientClass, protected: &[ProtectedString]) -> Vec<Hit> {
    let said = formats::pdf(text);
    let mut hits: BTreeSet<Hit> = search_texts(borrowed(&said), recipient, protected).into_iter().collect();
    let protected = looked_for(recipient, protected);
    let probes = Probes::of_all(&protected);
    for seam in seams::of(&text.pages) {
        let place = Place::Page(seam.page);
        let alone: BTreeSet<Hit> = probes.hits(&Reading::of(&seam.before), &place).collect();
        let across = probes.hits(&Reading::of(&seam.text), &place).filter(|hit| !alone.contains(hit));
        hits.extend(across.filter_map(|hit| Some(Hit { line: seam.line_of(hit.line)?, ..hit })));
    }
    hits.into_iter().collect()
}

fn looked_for(recipient: RecipientClass, protected: &[ProtectedString]) -> Vec<&ProtectedString> {
    protected.iter().filter(|fact| recipient.looks_for(fact.kind)).collect()
}

fn borrowed(said: &[(Place, String)]) -> impl Iterator<Item = (Place, &str)> {
    said.iter().map(|(place, text)| (place.clone(), text.as_str()))
}

/// Searches texts that belong to one document.
fn search_texts<'a>(
    texts: impl Iterator<Item = (Place, &'a str)>,
    recipient: RecipientClass,
    protected: &[ProtectedString],
) -> Vec<Hit> {
    let protected = looked_for(recipient, protected);
    let probes = Probes::of_all(&protected);
    // The same few words stand in a file hundreds of times.
    let distinct: BTreeSet<(Place, &str)> = texts.collect();
    let hits: BTreeSet<Hit> =
        distinct.into_iter().flat_map(|(place, words)| probes.hits(&Reading::of(words), &place)).collect();
    hits.into_iter().collect()
}

/// Searches a text for protected facts in any of their spellings. The same input always gives the
/// same hits, sorted.
pub fn scan(text: &str, protected: &[ProtectedString]) -> Vec<Hit> {
    let protected: Vec<&ProtectedString> = protected.iter().collect();
    let hits: BTreeSet<Hit> = Probes::of_all(&protected).hits(&Reading::of(text), &Place::Text).collect();
    hits.into_iter().collect()
}
