//! The typefaces that are built in, and the letters they can print.
//!
//! Noto Sans for text (an open sans serif reads better at arm's length in a dim hall), `DejaVu Sans`
//! for whatever Noto Sans lacks, `DejaVu Sans Mono` for fingerprints and checkpoints. Nothing is
//! read from the machine: the same data gives the same page on every laptop.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The built-in typefaces with their index.
pub(crate) struct FontShelf {
    /// What the typesetter searches.
    pub(crate) book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

/// Constant data, parsed once: parsing costs some 10 ms in a debug build and every page needs it.
pub(crate) static SHELF: LazyLock<FontShelf> = LazyLock::new(FontShelf::parse);

impl FontShelf {
    fn parse() -> Self {
        let files: [&'static [u8]; 8] = [
            notosans::REGULAR_TTF,
            notosans::BOLD_TTF,
            notosans::ITALIC_TTF,
            notosans::BOLD_ITALIC_TTF,
            dejavu::sans::regular(),
            dejavu::sans::bold(),
            dejavu::sans_mono::regular(),
            dejavu::sans_mono::bold(),
        ];
        let fonts: Vec<Font> = files.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
        Self { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }

    /// The typeface at this place in the book.
    pub(crate) fn font(&self, index: usize) -> Option<Font> {
        self.fonts.get(index).cloned()
    }

    /// Whether some built-in typeface has this letter.
    pub(crate) fn covers(&self, letter: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(letter)))
    }
}
