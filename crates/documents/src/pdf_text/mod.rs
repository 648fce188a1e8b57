//! Reads back what a finished PDF says, with a reader that shares no code with the typesetter.
//!
//! The gate must look at the bytes that leave, not at what was meant to be in them: the text of
//! the pages as a viewer would copy it, and everything a viewer would not show.

mod letters;
mod order;
mod page;

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId};

use letters::LetterMap;

/// No document of the house is larger, and a reader must not be made to unpack without bound.
const MOST_BYTES_UNPACKED: usize = 64 << 20;

/// Why a PDF could not be read back. What cannot be read cannot be cleared.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum PdfTextError {
    /// Not a PDF, or a broken one.
    #[error("the file cannot be read as a PDF")]
    NotAPdf,
    /// Locked files hide what they say.
    #[error("the PDF is encrypted")]
    Encrypted,
    /// A page's content is broken.
    #[error("page {page} cannot be read")]
    Page {
        /// Which, from 1.
        page: usize,
    },
    /// Signs on a page stand for no letters, so nobody can say what it tells.
    #[error("page {page} has {signs} signs that stand for no letter")]
    SignsWithoutLetters {
        /// Which, from 1.
        page: usize,
        /// How many.
        signs: usize,
    },
}

/// Everything a PDF says.
pub struct PdfText {
    /// The text of each page, in reading order, lines ended by a line feed.
    pub pages: Vec<String>,
    /// Everything else: titles, authors, descriptions, bookmarks, attachments, comments.
    pub hidden: Vec<HiddenText>,
}

/// A text in the file that is not on a page.
pub struct HiddenText {
    /// Under which name it stands in the file: `Title`, `Alt`, `Metadata`.
    pub field: String,
    /// What it says.
    pub text: String,
}

crate::pdf::redacted_debug!(PdfText, HiddenText);

impl PdfText {
    /// Reads a PDF.
    pub fn extract(bytes: &[u8]) -> Result<Self, PdfTextError> {
        let document = Document::load_mem(bytes).map_err(|_| PdfTextError::NotAPdf)?;
        if document.is_encrypted() || document.was_encrypted() {
            return Err(PdfTextError::Encrypted);
        }
        let pages = document
            .page_iter()
            .enumerate()
            .map(|(index, id)| page::read(&document, id, index + 1))
            .collect::<Result<_, _>>()?;
        let mut hidden = Hidden::of(&document);
        for (&id, object) in &document.objects {
            hidden.collect(id, "object", object);
        }
        hidden.collect_fields((0, 0), &document.trailer);
        let mut hidden = hidden.found;
        hidden.push(HiddenText { field: "between objects".to_owned(), text: outside_streams(bytes) });
        Ok(Self { pages, hidden })
    }

    /// The text of all pages.
    pub fn body(&self) -> String {
        self.pages.join("\n")
    }
}

/// Walks objects and keeps every text in them, whatever its place: a reader of the file could too.
struct Hidden {
    drawn: BTreeSet<ObjectId>,
    found: Vec<HiddenText>,
}

impl Hidden {
    fn of(document: &Document) -> Self {
        Self {
            drawn: document.page_iter().flat_map(|page| document.get_page_contents(page)).collect(),
            found: Vec::new(),
        }
    }

    fn keep(&mut self, field: &str, text: String) {
        if !text.trim().is_empty() {
            self.found.push(HiddenText { field: field.to_owned(), text });
        }
    }

    fn collect(&mut self, id: ObjectId, field: &str, object: &Object) {
        match object {
            Object::String(bytes, _) => self.keep(field, pdf_string(bytes)),
            Object::Name(name) => self.keep(field, String::from_utf8_lossy(name).into_owned()),
            Object::Array(items) => {
                for item in items {
                    self.collect(id, field, item);
                }
            }
            Object::Dictionary(fields) => self.collect_fields(id, fields),
            Object::Stream(stream) => {
                self.collect_fields(id, &stream.dict);
                if !self.drawn.contains(&id)
                    && holds_words(&stream.dict)
                    && let Ok(content) = stream.get_plain_content_with_limit(MOST_BYTES_UNPACKED)
                    && !content.starts_with(b"/CIDInit")
                    && !content.starts_with(b"%!PS")
                {
                    self.keep("stream", pdf_string(&content));
                }
            }
            _ => {}
        }
    }

    fn collect_fields(&mut self, id: ObjectId, fields: &Dictionary) {
        for (key, value) in fields {
            self.collect(id, &String::from_utf8_lossy(key), value);
        }
    }
}

/// Whether a stream may hold words. Drawings are read as pages are; font programs, pictures and
/// the file's own tables hold none, and read as words they are noise.
fn holds_words(fields: &Dictionary) -> bool {
    let named =
        |key: &[u8], names: &[&[u8]]| fields.get(key).and_then(Object::as_name).is_ok_and(|name| names.contains(&name));
    let is_font_program = ["Length1", "Length2", "Length3"].iter().any(|key| fields.has(key.as_bytes()));
    !is_font_program
        && !named(b"Type", &[b"XRef", b"ObjStm", b"CMap"])
        && !named(b"Subtype", &[b"CIDFontType0C", b"Type1C", b"OpenType", b"Image", b"Form"])
}

/// A PDF text string: UTF-16 or UTF-8 with their marks, else bytes that are UTF-8 or Latin-1.
fn pdf_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|&byte| char::from(byte)).collect(),
        },
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok().map(unit)).collect();
    String::from_utf16_lossy(&units)
}

/// The raw file without its streams: comments, superseded objects, anything after the end mark.
fn outside_streams(bytes: &[u8]) -> String {
    const START: &[u8] = b"stream";
    const END: &[u8] = b"endstream";
    let mut words = String::new();
    let mut rest = bytes;
    while let Some(start) = find(rest, START) {
        let (before, stream) = rest.split_at(start);
        words.push_str(&String::from_utf8_lossy(before));
        words.push('\n');
        rest = match find(stream, END) {
            Some(end) => stream.get(end + END.len()..).unwrap_or_default(),
            None => &[],
        };
    }
    words.push_str(&String::from_utf8_lossy(rest));
    words
}

fn find(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    bytes.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_are_read_in_every_encoding_a_pdf_may_use() {
        for bytes in [
            b"\xFE\xFF\x00Z\x00o\x00\xEB".as_slice(),
            b"\xFF\xFEZ\x00o\x00\xEB\x00",
            b"\xEF\xBB\xBFZo\xC3\xAB",
            b"Zo\xC3\xAB",
            b"Zo\xEB",
        ] {
            assert_eq!(pdf_string(bytes), "Zoë");
        }
    }

    #[test]
    fn what_stands_between_streams_is_kept() {
        let text = outside_streams(b"one stream XX endstream two stream YY endstream three");
        assert_eq!(text, "one \n two \n three");
    }

    #[test]
    fn a_file_that_is_no_pdf_is_refused() {
        assert_eq!(PdfText::extract(b"hello").unwrap_err(), PdfTextError::NotAPdf);
    }
}
