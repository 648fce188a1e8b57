use documents::{DocumentError, ShortName, run_sheet, session_report, trust_sheet};

use crate::{assert_says, flat, papers, read};

/// Everything that means something to the typesetter, and must not.
const MARKUP: [&str; 14] = [
    "#panic(1)",
    "#sys.version",
    "]] #pagebreak() [[",
    "$x^2$ and $",
    "@label <label>",
    "*bold* _slanted_ `raw`",
    "= Heading",
    "- item",
    "// comment /* and more */",
    "\"quoted\" and \\u{41} \\ end",
    "https://example.org/#a",
    "{{ #read(\"/etc/passwd\") }}",
    "--- ... -- '",
    "\\#import \"@preview/x:1.0.0\"",
];

#[test]
fn markup_in_a_statement_is_printed_as_it_stands() {
    let mut report = papers::report();
    report.session = MARKUP.iter().map(|text| papers::statement("r-1", report.session[0].recorded, text)).collect();
    let text = flat(&read(session_report(&report).unwrap()).body());
    for markup in MARKUP {
        assert!(text.contains(&flat(markup)), "{markup}\nis not in\n{text}");
    }
}

#[test]
fn markup_in_every_other_field_of_a_report_is_printed_as_it_stands() {
    let mut report = papers::report();
    report.centre = "Centre #1 [A] $".to_owned();
    report.case_reference = "C#[1]$@x".to_owned();
    report.record_id = "R#[2]".to_owned();
    report.recipient.name = "O'Neil #f(1) ]".to_owned();
    report.attended[0].name = "Ama *] #x".to_owned();
    report.orders[0].terms = "#let x = 1".to_owned();
    report.wellbeing[0].before = "= good".to_owned();
    let text = read(session_report(&report).unwrap()).body();
    assert_says(
        &text,
        &["Centre #1 [A] $", "C#[1]$@x", "R#[2]", "O'Neil #f(1) ]", "Ama *] #x", "#let x = 1", "= good"],
    );
}

#[test]
fn markup_in_names_and_rooms_of_a_run_sheet_is_printed_as_it_stands() {
    let mut sheet = papers::saturday();
    let door = &mut sheet.doors[0];
    door.name = "Door #2 ] [ $".to_owned();
    door.rows[0].room = "@hall `x`".to_owned();
    door.rows[0].people[0].name = ShortName::shorten("#eval(\"1\")", "Nowak");
    sheet.reference = "RS<1>".to_owned();
    let text = read(run_sheet(&sheet).unwrap()).body();
    assert_says(&text, &["Door #2 ] [ $", "@hall `x`", "#eval(\"1\") N", "RS<1>-1"]);
}

#[test]
fn markup_in_a_trust_sheet_is_printed_as_it_stands() {
    let mut sheet = papers::trust();
    sheet.lan_address = "https://x/#[a]`$".to_owned();
    sheet.certificate_file = "a#b].crt".to_owned();
    let text = read(trust_sheet(&sheet).unwrap()).body();
    assert_says(&text, &["https://x/#[a]`$", "a#b].crt"]);
}

#[test]
fn a_very_long_word_and_a_very_long_text_still_print() {
    let mut report = papers::report();
    report.session[0].text = "x".repeat(600);
    report.session[1].text = "They built a tower and laughed. ".repeat(400);
    let text = read(session_report(&report).unwrap());
    assert!(text.pages.len() > 4);
}

#[test]
fn direction_overrides_do_not_reach_the_page() {
    let mut report = papers::report();
    report.attended[0].name = "Ama\u{202E} evil\u{200B}".to_owned();
    let text = read(session_report(&report).unwrap()).body();
    assert_says(&text, &["Ama evil, child"]);
}

#[test]
fn names_in_arabic_greek_and_cyrillic_print_and_an_uncovered_script_is_refused_in_a_report() {
    let mut report = papers::report();
    report.attended[0].name = "Олена Δέσποινα".to_owned();
    report.attended[1].name = "سارة محمود".to_owned();
    assert_says(&read(session_report(&report).unwrap()).body(), &["Олена Δέσποινα, child", "سارة محمود"]);
    report.attended[0].name = "ਗੁਰਪ੍ਰੀਤ".to_owned();
    assert!(matches!(session_report(&report).unwrap_err(), DocumentError::LettersNotCovered { .. }));
}

#[test]
fn a_run_sheet_prints_a_box_for_a_letter_it_lacks_and_says_so() {
    let mut sheet = papers::saturday();
    sheet.doors[0].rows[0].people[0].name = ShortName::shorten("ਗੁਰਪ੍ਰੀਤ", "Gill");
    let text = read(run_sheet(&sheet).unwrap());
    assert_says(&text.pages[0], &["▯", "stands for a letter that could not be printed"]);
    assert!(!text.pages[1].contains('▯'));
}

#[test]
fn errors_and_debug_say_nothing_of_what_was_to_be_printed() {
    let mut report = papers::report();
    report.attended[0].name = "ਗੁਰਪ੍ਰੀਤ Amara".to_owned();
    let error = session_report(&report).unwrap_err();
    for words in [format!("{error}"), format!("{error:?}"), format!("{report:?}")] {
        assert!(!words.contains("Amara") && !words.contains('ਗ'), "{words}");
    }
}
