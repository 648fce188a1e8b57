//! The typesetter: built-in templates, built-in typefaces, one data file, nothing else.

use serde::Serialize;
use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::fonts::SHELF;
use crate::pdf::Pdf;
use crate::printable::{self, MissingLetters};

/// Why a document could not be made. Never carries anything that was to be printed.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum DocumentError {
    /// The text uses a script none of the built-in typefaces has.
    #[error("{letters} letters of the text belong to a script this program cannot print yet")]
    LettersNotCovered {
        /// How many letters.
        letters: usize,
    },
    /// R-I03: the author of a report, statement or addendum cannot be its reviewer.
    #[error("the author and the reviewer of a report must be different people")]
    AuthorReviewedOwnText,
    /// A sheet for nobody, or a report that says nothing, is a mistake upstream.
    #[error("there is nothing to print: {what}")]
    NothingToPrint {
        /// What is missing, in the field's words.
        what: &'static str,
    },
    /// The template failed. A defect of this program, not of the data.
    #[error("the template of the {document} failed with {problems} problems")]
    Typeset {
        /// Which document.
        document: &'static str,
        /// How many problems the typesetter named.
        problems: usize,
    },
}

/// One kind of document: its template and how careful it is.
pub(crate) struct Form {
    /// The name in messages.
    pub(crate) name: &'static str,
    /// The Typst source.
    pub(crate) template: &'static str,
    /// What happens to letters that cannot be printed.
    pub(crate) missing_letters: MissingLetters,
}

/// What all templates share: page, typefaces, headings, footers.
const HOUSE: &str = include_str!("../templates/house.typ");

/// Sets the data in the form's template. The same data and identity always give the same bytes.
///
/// `identity` is the document's own reference; only a hash of it is in the file.
pub(crate) fn typeset<T: Serialize>(form: &Form, view: &T, identity: &str) -> Result<Pdf, DocumentError> {
    let failed = |problems: usize| DocumentError::Typeset { document: form.name, problems };
    let mut data = serde_json::to_value(view).map_err(|_| failed(1))?;
    printable::clean(&mut data, form.missing_letters)?;
    let data = serde_json::to_vec(&data).map_err(|_| failed(1))?;
    let press = Press::load(form.template, data).ok_or_else(|| failed(1))?;

    let set = typst::compile::<PagedDocument>(&press).output;
    // The typesetter memoises what it has read in a process-wide cache; what it read is about
    // people, so nothing stays there longer than one document.
    typst::comemo::evict(0);
    let document = set.map_err(|problems| failed(problems.len()))?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|_| failed(1))?;
    let options = PdfOptions {
        ident: Smart::Custom(identity.to_owned()),
        creator: Smart::Custom(Some("contact-safeguard".to_owned())),
        timestamp: None,
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|problems| failed(problems.len()));
    typst::comemo::evict(0);
    Ok(Pdf { bytes: bytes?, pages: document.pages().len() })
}

/// A world of exactly three files and no clock.
struct Press {
    library: LazyHash<Library>,
    main: Source,
    house: Source,
    data_id: FileId,
    data: Bytes,
}

impl Press {
    fn load(template: &str, data: Vec<u8>) -> Option<Self> {
        Some(Self {
            library: LazyHash::new(Library::default()),
            main: Source::new(file("document.typ")?, template.to_owned()),
            house: Source::new(file("house.typ")?, HOUSE.to_owned()),
            data_id: file("data.json")?,
            data: Bytes::new(data),
        })
    }

    fn absent(id: FileId) -> FileError {
        FileError::NotFound(id.get().vpath().get_without_slash().into())
    }
}

fn file(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl World for Press {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &SHELF.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.house].into_iter().find(|source| source.id() == id).cloned().ok_or_else(|| Self::absent(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data_id {
            return Ok(self.data.clone());
        }
        self.source(id).map(Bytes::from_string)
    }

    fn font(&self, index: usize) -> Option<Font> {
        SHELF.font(index)
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
