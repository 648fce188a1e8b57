use documents::{DocumentError, Door, DoorNote, SessionReport, ShortName, run_sheet, session_report, trust_sheet};

use crate::{assert_says, clear, flat, papers, read};

#[test]
fn the_same_data_gives_the_same_bytes() {
    let sheets = [papers::saturday(), papers::saturday()].map(|sheet| clear(run_sheet(&sheet).unwrap()).into_bytes());
    assert!(sheets[0] == sheets[1], "run sheets differ");
    let reports =
        [papers::report(), papers::report()].map(|report| clear(session_report(&report).unwrap()).into_bytes());
    assert!(reports[0] == reports[1], "session reports differ");
    let trust = [papers::trust(), papers::trust()].map(|sheet| clear(trust_sheet(&sheet).unwrap()).into_bytes());
    assert!(trust[0] == trust[1], "trust sheets differ");
}

#[test]
fn another_word_gives_other_bytes() {
    let mut other = papers::report();
    other.session[0].text.push_str(" It was sunny.");
    let one = clear(session_report(&papers::report()).unwrap());
    assert_ne!(one.bytes(), clear(session_report(&other).unwrap()).bytes());
}

#[test]
fn a_supported_saturday_of_twelve_families_is_one_page_a_door() {
    let text = read(run_sheet(&papers::saturday()).unwrap());
    assert_eq!(text.pages.len(), 2);
    assert_says(
        &text.pages[0],
        &[
            "Millbrook Child Contact Centre",
            "Saturday 14 November 2026",
            "Sheet 1 of 2",
            "Number RS-0312-1",
            "Garden door",
            "10:20–10:30",
            "Zofia N",
            "Siobhán Ó",
            "Main hall: 28 people and 4 staff",
            "Collect and shred. If this sheet is lost, tell the safeguarding lead.",
        ],
    );
    assert_says(&text.pages[1], &["Sheet 2 of 2", "Street door", "Leyla Ş"]);
}

#[test]
fn rows_are_in_order_of_arrival_whatever_the_order_given() {
    let mut sheet = papers::saturday();
    sheet.doors[0].rows.reverse();
    let text = flat(&read(run_sheet(&sheet).unwrap()).pages[0]);
    let place = |words: &str| text.find(words).unwrap();
    assert!(place("Zofia N") < place("Deniz Ş"));
}

#[test]
fn a_run_sheet_has_no_family_name_and_no_meaning_of_a_letter() {
    let text = read(run_sheet(&papers::saturday()).unwrap());
    let everything: String =
        text.hidden.iter().map(|hidden| hidden.text.as_str()).chain(text.pages.iter().map(String::as_str)).collect();
    for word in ["Nowak", "Rahman", "Mensah", "Bennett", "Okafor", "Şahin"] {
        assert!(!everything.contains(word), "{word}");
    }
    for note in DoorNote::ALL {
        assert!(!everything.contains(note.meaning()), "{note:?}");
    }
}

#[test]
fn a_door_note_never_shares_its_letter() {
    let mut letters: Vec<char> = DoorNote::ALL.iter().map(|note| note.letter()).collect();
    letters.sort_unstable();
    letters.dedup();
    assert_eq!(letters.len(), DoorNote::ALL.len());
}

#[test]
fn a_long_day_runs_over_to_numbered_pages_of_the_same_sheet() {
    let mut sheet = papers::saturday();
    let rows = sheet.doors[0].rows.clone();
    for _ in 0..2 {
        sheet.doors[0].rows.extend(rows.clone());
    }
    let text = read(run_sheet(&sheet).unwrap());
    assert_says(&text.pages[0], &["Sheet 1 of 2", "Page 1 of 3"]);
    assert_says(&text.pages[2], &["Sheet 1 of 2", "Page 3 of 3"]);
    assert_says(&text.pages[3], &["Sheet 2 of 2"]);
}

#[test]
fn a_door_with_nobody_says_so_and_a_day_without_doors_is_refused() {
    let mut sheet = papers::saturday();
    sheet.doors = vec![Door { name: "Garden door".to_owned(), rows: vec![], rooms: vec![] }];
    assert_says(&read(run_sheet(&sheet).unwrap()).pages[0], &["Sheet 1 of 1", "Nobody is expected at this door."]);
    sheet.doors.clear();
    assert!(matches!(run_sheet(&sheet).unwrap_err(), DocumentError::NothingToPrint { .. }));
}

#[test]
fn a_short_name_keeps_one_given_name_and_one_initial() {
    let mut sheet = papers::saturday();
    sheet.doors.truncate(1);
    sheet.doors[0].rows.truncate(1);
    sheet.doors[0].rows[0].people[0].name = ShortName::shorten("Maria del Carmen", "ó Súilleabháin");
    let text = read(run_sheet(&sheet).unwrap()).body();
    assert_says(&text, &["Maria Ó"]);
    assert!(!text.contains("Carmen") && !text.contains("illeabh"));
}

#[test]
fn a_session_report_names_its_recipient_records_people_and_orders_and_nothing_of_the_log() {
    let text = read(session_report(&papers::report()).unwrap());
    let last = text.pages.len();
    assert_says(
        &text.pages[0],
        &[
            "For Tamsin Oyelaran Family court adviser",
            "Millbrook Child Contact Centre",
            "MB-2026-0147",
            "Saturday 14 November 2026, 10:00 to 12:00",
            "Matters not decided by a court are not described.",
            "property of the court",
            "Child arrangements order",
            "made on Wednesday 3 June 2026. In force.",
            "Kofi Mensah, visiting adult",
            "Record 7f3e-0011.",
            "Written by Bronwen Achebe, reviewed by Idris Farrell.",
        ],
    );
    assert_says(&text.pages[0], &[&format!("Page 1 of {last}")]);
    assert_says(
        &text.pages[last - 1],
        &[
            &format!("Page {last} of {last}"),
            "How to check this paper",
            "The centre keeps this paper as it left, byte for byte",
        ],
    );
    for of_the_log in ["Origin", "Root", "Size"] {
        assert!(!text.body().contains(of_the_log), "{of_the_log}");
    }
}

#[test]
fn a_corrected_statement_shows_both_texts() {
    let text = read(session_report(&papers::report()).unwrap()).body();
    assert_says(
        &text,
        &[
            "As first recorded: Kojo asked when the next visit is and was told in two weeks.",
            "As corrected: Kojo asked when the next visit is and was told on 5 December.",
            "Record 7f3e-0023.",
        ],
    );
}

fn author_reviews(change: impl FnOnce(&mut SessionReport)) {
    let mut report = papers::report();
    change(&mut report);
    assert_eq!(session_report(&report).unwrap_err(), DocumentError::AuthorReviewedOwnText);
}

#[test]
fn nobody_reviews_a_text_of_their_own() {
    author_reviews(|report| report.reviewer = report.author.clone());
    author_reviews(|report| {
        report.session[1].reviewer = report.session[1].author.clone();
    });
    author_reviews(|report| {
        let addendum = &mut report.ending[0].addenda[0];
        addendum.reviewer = addendum.author.clone();
    });
}

#[test]
fn a_report_without_recipient_is_refused() {
    let mut report = papers::report();
    report.recipient.name = "  ".to_owned();
    assert!(matches!(session_report(&report).unwrap_err(), DocumentError::NothingToPrint { .. }));
}

#[test]
fn a_trust_sheet_is_one_page_with_address_and_fingerprint() {
    let text = read(trust_sheet(&papers::trust()).unwrap());
    assert_eq!(text.pages.len(), 1);
    assert_says(
        &text.pages[0],
        &[
            "https://millbrook.local:8443",
            "0B 30 55 7A 9F C4 E9 0E",
            "83 A8 CD F2 17 3C 61 86",
            "iPhone",
            "Android",
            "If one letter differs, stop.",
        ],
    );
}

#[test]
fn every_paper_has_a_title_a_language_tags_and_declares_pdf_ua() {
    for pdf in [
        run_sheet(&papers::saturday()).unwrap(),
        session_report(&papers::report()).unwrap(),
        trust_sheet(&papers::trust()).unwrap(),
    ] {
        let cleared = clear(pdf);
        let file = lopdf::Document::load_mem(cleared.bytes()).unwrap();
        let catalog = file.catalog().unwrap();
        assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en-GB".as_slice());
        assert!(catalog.has(b"StructTreeRoot"));
        let text = documents::PdfText::extract(cleared.bytes()).unwrap();
        let field = |name: &str| text.hidden.iter().any(|hidden| hidden.field == name);
        assert!(field("Title"));
        assert!(text.hidden.iter().any(|hidden| hidden.text.contains("pdfuaid:part")));
    }
}
