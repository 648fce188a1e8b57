//! What the final bytes of each format say, as its reader could read them.
//!
//! A reader here keeps too much rather than too little: the same text several ways, with and without what stands between
//! its words. What it cannot read it does not clear.

mod calendar;
mod encoded;
mod html;
mod mail;
mod table;

use super::{Hit, Place, ProtectedString, RecipientClass, borrowed, seams, search, search_texts};
use crate::pdf_text::{PdfText, PdfTextError};

/// In which format something leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A PDF.
    Pdf,
    /// A page.
    Html,
    /// A table: comma, semicolon or tab between its cells.
    Csv,
    /// A calendar (iCalendar).
    Calendar,
    /// A message with its headers (RFC 5322, MIME).
    Mail,
    /// Plain text, UTF-8.
    Text,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 6] = [Self::Pdf, Self::Html, Self::Csv, Self::Calendar, Self::Mail, Self::Text];
}

/// Why nobody can say what some bytes tell. They are not cleared.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Unreadable {
    /// As a PDF.
    #[error(transparent)]
    Pdf(#[from] PdfTextError),
    /// Not in an alphabet that is read here.
    #[error("the text is not UTF-8, or in an alphabet that is not read here")]
    Letters,
    /// A named sign of HTML that is not known here.
    #[error("a sign has a name that is not known here")]
    Entity,
    /// A quote that is never closed, or a formula.
    #[error("a cell of the table is open or holds a formula")]
    Cell,
    /// A part of a message, or of a calendar, of a kind that is not read here, or coded in a way that is not.
    #[error("a part is of a kind that is not read here")]
    Part,
    /// Parts within parts, deeper than anything the house sends.
    #[error("parts lie too deep in one another")]
    TooDeep,
}

/// Something that can be read in the bytes, and where.
pub(super) type Said = (Place, String);

/// Searches final bytes for protected facts of other people. Nothing leaves in any format without it.
pub fn leaks(
    bytes: &[u8],
    format: Format,
    recipient: RecipientClass,
    protected: &[ProtectedString],
) -> Result<Vec<Hit>, Unreadable> {
    if format == Format::Pdf {
        return Ok(search(&PdfText::extract(bytes)?, recipient, protected));
    }
    Ok(search_texts(borrowed(&read(bytes, format, 0)?), recipient, protected))
}

/// Everything the bytes say.
fn read(bytes: &[u8], format: Format, depth: usize) -> Result<Vec<Said>, Unreadable> {
    const DEEPEST: usize = 6;
    if depth > DEEPEST {
        return Err(Unreadable::TooDeep);
    }
    match format {
        Format::Pdf => {
            let text = PdfText::extract(bytes)?;
            let across = seams::of(&text.pages).into_iter().map(|seam| (Place::Page(seam.page), seam.text));
            Ok(pdf(&text).into_iter().chain(across).collect())
        }
        Format::Mail => mail::read(bytes, depth),
        Format::Html => Ok(with_addresses(html::read(text(bytes)?)?)),
        Format::Csv => Ok(with_addresses(table::read(text(bytes)?)?)),
        Format::Calendar => Ok(with_addresses(calendar::read(text(bytes)?, depth)?)),
        Format::Text => Ok(with_addresses(vec![(Place::Text, text(bytes)?.to_owned())])),
    }
}

/// Everything a PDF says, with what is split between two pages.
pub(super) fn pdf(text: &PdfText) -> Vec<Said> {
    let pages = text.pages.iter().enumerate().map(|(index, page)| (Place::Page(index + 1), page.clone()));
    let hidden = text.hidden.iter().flat_map(|hidden| {
        let place = || Place::Hidden(hidden.field.clone());
        // Metadata are XML, in which any sign can be written by its number.
        let named = hidden.text.contains('&').then(|| (place(), html::lenient(&hidden.text)));
        [(place(), hidden.text.clone())].into_iter().chain(named)
    });
    pages.chain(hidden).collect()
}

fn text(bytes: &[u8]) -> Result<&str, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    std::str::from_utf8(bytes).map_err(|_| Unreadable::Letters)
}

/// The same with what web addresses in them spell by numbers ("%20").
fn with_addresses(said: Vec<Said>) -> Vec<Said> {
    let spelt = said.iter().filter(|(_, text)| text.contains('%'));
    let more: Vec<Said> = spelt.map(|(place, text)| (place.clone(), encoded::percent(text))).collect();
    said.into_iter().chain(more).collect()
}
