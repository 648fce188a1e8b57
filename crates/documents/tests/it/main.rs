//! The papers and the leak gate, from data to final bytes.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, missing_docs)]

#[path = "../../examples/samples/papers.rs"]
mod papers;

mod clean_documents;
mod formats;
mod gate;
mod gate_edges;
mod hostile_text;
mod leaks;
mod many;
mod printing;
mod spellings;

use documents::{Cleared, Pdf, PdfText, ProtectedKind, ProtectedString, RecipientClass};

fn clear(pdf: Pdf) -> Cleared<Pdf> {
    documents::gate(pdf, RecipientClass::DoorStaff, &[]).unwrap()
}

fn read(pdf: Pdf) -> PdfText {
    PdfText::extract(clear(pdf).bytes()).unwrap()
}

/// One line, single blanks: what a reader sees, whatever the line breaks.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fact(kind: ProtectedKind, value: &str) -> ProtectedString {
    ProtectedString { kind, value: value.to_owned(), label_id: "fact-1".to_owned() }
}

#[track_caller]
fn assert_says(text: &str, expected: &[&str]) {
    let text = flat(text);
    for words in expected {
        assert!(text.contains(words), "{words:?} is not in:\n{text}");
    }
}
