use documents::ProtectedKind::{Address, FamilyName, Postcode, School};
use documents::leak_gate::search;
use documents::pdf_text::PdfTextError;
use documents::{Hit, PdfText, Place, RecipientClass, Refusal, gate, run_sheet, scan, session_report};
use lopdf::{Dictionary, Document, Object, Stream};

use crate::{clear, fact, papers};

fn sample() -> Document {
    let cleared = clear(session_report(&papers::report()).unwrap());
    Document::load_mem(cleared.bytes()).unwrap()
}

fn saved(mut file: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).unwrap();
    bytes
}

#[track_caller]
fn assert_found_in(bytes: &[u8], field: &str) {
    let text = PdfText::extract(bytes).unwrap();
    let hits = search(&text, RecipientClass::Court, &[fact(Postcode, "LS2 1AA")]);
    let places: Vec<_> = hits.iter().map(|hit| hit.place.clone()).collect();
    assert!(places.contains(&Place::Hidden(field.to_owned())), "{places:?}");
    assert!(!places.iter().any(|place| matches!(place, Place::Page(_))));
}

#[test]
fn a_leak_in_the_title_author_or_any_other_entry_of_the_file_is_found() {
    for (field, value) in [
        ("Title", b"Report LS2 1AA".to_vec()),
        ("Author", b"ls21aa".to_vec()),
        ("Subject", b"\xFE\xFF\0L\0S\x002\x001\0A\0A".to_vec()),
        ("Keywords", b"a, LS2-1AA".to_vec()),
        ("Producer", b"\xEF\xBB\xBFLS2 1AA".to_vec()),
    ] {
        let mut file = sample();
        let info = file.trailer.get(b"Info").unwrap().as_reference().unwrap();
        let info = file.get_dictionary_mut(info).unwrap();
        info.set(field, Object::string_literal(value));
        assert_found_in(&saved(file), field);
    }
}

#[test]
fn a_leak_in_a_description_bookmark_or_note_is_found() {
    for field in ["Alt", "ActualText", "T", "Contents", "URI", "E"] {
        let mut file = sample();
        let mut entry = Dictionary::new();
        entry.set(field, Object::string_literal("near LS2 1AA"));
        file.add_object(entry);
        assert_found_in(&saved(file), field);
    }
}

#[test]
fn a_leak_in_an_attachment_or_a_metadata_stream_is_found() {
    let mut file = sample();
    let mut stream = Stream::new(Dictionary::new(), b"<x>LS2 1AA</x>".repeat(20));
    stream.compress().unwrap();
    file.add_object(stream);
    assert_found_in(&saved(file), "stream");
}

#[test]
fn a_leak_in_a_comment_or_after_the_end_of_the_file_is_found() {
    let mut bytes = clear(session_report(&papers::report()).unwrap()).into_bytes();
    bytes.extend_from_slice(b"\n% LS2 1AA\n");
    assert_found_in(&bytes, "between objects");
}

#[test]
fn a_leak_through_the_centres_name_is_found_on_the_page_and_in_the_metadata() {
    let mut report = papers::report();
    report.centre = "Centre at LS2 1AA".to_owned();
    let refusal =
        gate(session_report(&report).unwrap(), RecipientClass::Party, &[fact(Postcode, "LS21AA")]).unwrap_err();
    let Refusal::Leaks(hits) = refusal else { panic!("{refusal}") };
    assert!(hits.iter().any(|hit| hit.place == Place::Page(1)));
    assert!(hits.iter().any(|hit| matches!(hit.place, Place::Hidden(_))));
}

#[test]
fn a_hit_says_kind_record_place_and_line_and_never_the_fact() {
    let hits = scan("one\ntwo LS2 1AA", &[fact(Postcode, "LS2 1AA")]);
    assert_eq!(hits, [Hit { kind: Postcode, label_id: "fact-1".to_owned(), place: Place::Text, line: 2 }]);
    let protected = fact(Postcode, "LS2 1AA");
    let refusal = Refusal::Leaks(hits);
    for words in [format!("{refusal}"), format!("{refusal:?}"), format!("{protected:?}")] {
        assert!(!words.contains("LS2") && !words.contains("1AA"), "{words}");
    }
}

#[test]
fn a_document_is_cleared_for_the_class_it_was_checked_for() {
    let pdf = run_sheet(&papers::saturday()).unwrap();
    let cleared = gate(pdf, RecipientClass::DoorStaff, &[fact(FamilyName, "Nowak")]).unwrap();
    assert_eq!(cleared.recipient(), RecipientClass::DoorStaff);
    assert_eq!(cleared.pages(), 2);
    assert!(cleared.bytes().starts_with(b"%PDF-1.7"));
}

#[test]
fn a_family_name_stops_papers_for_the_door_and_for_parties_only() {
    for (class, stopped) in [
        (RecipientClass::DoorStaff, true),
        (RecipientClass::Party, true),
        (RecipientClass::Professional, false),
        (RecipientClass::Court, false),
    ] {
        let pdf = session_report(&papers::report()).unwrap();
        let answer = gate(pdf, class, &[fact(FamilyName, "Mensah")]);
        assert_eq!(answer.is_err(), stopped, "{class:?}");
    }
}

#[test]
fn everything_else_stops_papers_for_everybody() {
    for class in [RecipientClass::DoorStaff, RecipientClass::Party, RecipientClass::Professional, RecipientClass::Court]
    {
        let mut report = papers::report();
        report.session[0].text = "Ama goes to Oakfield Academy.".to_owned();
        let pdf = session_report(&report).unwrap();
        assert!(gate(pdf, class, &[fact(School, "Oakfield Academy")]).is_err());
    }
}

#[test]
fn a_locked_or_broken_file_cannot_be_read_and_so_not_cleared() {
    assert_eq!(PdfText::extract(b"%PDF-1.7 nothing").unwrap_err(), PdfTextError::NotAPdf);
    let mut file = sample();
    // A font whose signs stand for no letters.
    let maps: Vec<_> = file
        .objects
        .iter()
        .filter(|(_, object)| object.as_dict().is_ok_and(|font| font.has(b"ToUnicode")))
        .map(|(id, _)| *id)
        .collect();
    for id in maps {
        file.get_dictionary_mut(id).unwrap().remove(b"ToUnicode");
    }
    assert!(matches!(PdfText::extract(&saved(file)).unwrap_err(), PdfTextError::SignsWithoutLetters { page: 1, .. }));
}

#[test]
fn scanning_twice_gives_the_same_hits_in_the_same_order() {
    let protected = [fact(Postcode, "LS2 1AA"), fact(Address, "14 Larch Grove")];
    let text = "LS2 1AA\nLarch Grove\nls21aa, 14 larch grove";
    let hits = scan(text, &protected);
    assert_eq!(hits.len(), 4);
    assert_eq!(hits, scan(text, &protected));
    assert!(hits.is_sorted());
}

#[test]
fn an_empty_or_shapeless_fact_stops_nothing_it_should_not() {
    assert!(scan("any text 12", &[fact(Postcode, " ")]).is_empty());
    assert!(scan("room 12", &[fact(Address, "Flat 3")]).is_empty());
    assert!(!scan("at Flat 3 there", &[fact(Address, "Flat 3")]).is_empty());
}
