//! The ways in which each format hides a text from a search of its bytes, one by one.

use documents::ProtectedKind::{Address, PersonName, Phone, Postcode};
use documents::pdf_text::{HiddenText, PdfTextError};
use documents::{
    Format, Hit, PdfText, Place, ProtectedKind, ProtectedString, RecipientClass, Unreadable, leaks, search,
};

use crate::fact;

fn protected() -> Vec<ProtectedString> {
    [(Address, "14 Larch Grove, Leeds"), (Postcode, "LS2 1AA"), (Phone, "07700 900123"), (PersonName, "Jordan Adeyemi")]
        .map(|(kind, value)| fact(kind, value))
        .to_vec()
}

fn found(source: &[u8], format: Format) -> Vec<ProtectedKind> {
    let hits = leaks(source, format, RecipientClass::Party, &protected()).unwrap();
    let mut kinds: Vec<_> = hits.into_iter().map(|hit| hit.kind).collect();
    kinds.dedup();
    kinds
}

#[track_caller]
fn assert_tells(format: Format, cases: &[(&str, ProtectedKind)]) {
    for (source, kind) in cases {
        assert_eq!(found(source.as_bytes(), format), [*kind], "{source}");
    }
}

#[track_caller]
fn assert_clean(format: Format, cases: &[&str]) {
    for source in cases {
        assert!(found(source.as_bytes(), format).is_empty(), "{source}");
    }
}

#[track_caller]
fn assert_unreadable(format: Format, cases: &[(&[u8], Unreadable)]) {
    for (source, why) in cases {
        let answer = leaks(source, format, RecipientClass::Party, &protected());
        assert_eq!(answer.as_ref(), Err(why), "{}", String::from_utf8_lossy(source));
    }
}

#[test]
fn a_page_hides_nothing_in_tags_signs_attributes_and_comments() {
    let cases = [
        ("<p>LS2 1AA</p>", Postcode),
        ("<p>L<b>S</b>2 1A<i>A</i></p>", Postcode),
        ("<p>the<b>LS2 1AA</b>and</p>", Postcode),
        ("<p>&#76;&#x53;2&nbsp;1AA</p>", Postcode),
        ("<p>&#76&#x53 2 1AA</p>", Postcode),
        ("<td>LS2</td><td>1AA</td>", Postcode),
        ("<img alt='near LS2 1AA'>", Postcode),
        ("<img alt='near &#76;S2 1AA'>", Postcode),
        ("<a href='/find?q=LS2%201AA'>x</a>", Postcode),
        ("<a href=\"tel:+447700900123\">x</a>", Phone),
        ("<!-- LS2 1AA -->", Postcode),
        ("<script>let at = 'LS2 1AA';</script>", Postcode),
        ("<p>14 Lar<wbr>ch Gro&shy;ve</p>", Address),
        ("<p title='>'>LS2 1AA</p>", Postcode),
        ("<p>3 < 4 and LS2 1AA", Postcode),
        ("<p>Jordan<br>Adeyemi</p>", PersonName),
        ("\u{FEFF}LS2 1AA", Postcode),
    ];
    assert_tells(Format::Html, &cases);
    assert_clean(
        Format::Html,
        &["<p class=\"a\">They &amp; we came at 10:00 & left.</p>", "<a href='?a=1&b=2'>A larch</a>", "<p>Jordan</p>"],
    );
    let unknown: &[u8] = b"<p>&secret;</p>";
    assert_unreadable(Format::Html, &[(unknown, Unreadable::Entity), (b"<p>\xFF</p>", Unreadable::Letters)]);
}

#[test]
fn a_table_hides_nothing_in_quotes_cells_and_columns() {
    let cases = [
        ("a,LS2 1AA,b", Postcode),
        ("a,\"say \"\"LS2 1AA\"\"\",b", Postcode),
        ("LS2,1AA", Postcode),
        ("LS2;1AA", Postcode),
        ("first\tlast\r\nJordan\tAdeyemi", PersonName),
        ("07700,900123", Phone),
        ("07700;900123", Phone),
        ("\"14 Larch\nGrove\",x", Address),
        ("when,LS2,what\nthen,1AA,that", Postcode),
        ("a,http://x/LS2%201AA", Postcode),
    ];
    assert_tells(Format::Csv, &cases);
    assert_clean(Format::Csv, &["day,who\n2026-11-14,\"Jordan, child\"\n2026-11-15,Ama", ""]);
    let formula: &[u8] = b"a,=\"LS2\"&\"1AA\"";
    assert_unreadable(Format::Csv, &[(formula, Unreadable::Cell), (b"\"a", Unreadable::Cell)]);
}

#[test]
fn a_calendar_hides_nothing_in_folds_escapes_and_attachments() {
    let cases = [
        ("BEGIN:VEVENT\r\nLOCATION:14 Lar\r\n ch Gro\r\n\tve\r\nEND:VEVENT", Address),
        ("LOCATION:LS2\\, 1AA", Postcode),
        ("DESCRIPTION:Jordan\\nAdeyemi", PersonName),
        ("ATTENDEE;CN=\"Jordan Adeyemi\":mailto:a@example.net", PersonName),
        ("ATTACH;ENCODING=BASE64;VALUE=BINARY:TFMyIDFBQQ==", Postcode),
        ("NOTE;ENCODING=QUOTED-PRINTABLE:L=53=32 1AA", Postcode),
        ("X-ALT-DESC;FMTTYPE=text/html:<p>L<b>S</b>2 1AA</p>", Postcode),
        ("URL:http://x/LS2%201AA", Postcode),
    ];
    assert_tells(Format::Calendar, &cases);
    assert_clean(Format::Calendar, &["BEGIN:VEVENT\r\nSUMMARY:A session\r\nDTSTART:20261114T100000\r\nEND:VEVENT"]);
    let picture: &[u8] = b"ATTACH;ENCODING=BASE64:/9j/4AAQ";
    let broken: &[u8] = b"ATTACH;ENCODING=BASE64:JVBERi0x";
    let page: &[u8] = b"X-ALT-DESC;FMTTYPE=text/html:&secret;";
    assert_unreadable(
        Format::Calendar,
        &[(picture, Unreadable::Letters), (broken, Unreadable::Pdf(PdfTextError::NotAPdf)), (page, Unreadable::Entity)],
    );
}

#[test]
fn a_message_hides_nothing_in_headers_and_parts() {
    let cases = [
        ("Subject: LS2 1AA\r\n\r\nHello", Postcode),
        ("Subject: LS2\r\n 1AA\r\n\r\nHello", Postcode),
        ("Subject: =?utf-8?Q?Jordan_Ade?= =?utf-8?B?eWVtaQ==?=\r\n\r\nHello", PersonName),
        ("Content-Disposition: attachment; filename*=utf-8''LS2%201AA.pdf\r\n\r\nHello", Postcode),
        ("Subject: x\r\n\r\nLS2 1AA", Postcode),
        ("Subject: x\n\nLS2 1AA", Postcode),
        ("Content-Transfer-Encoding: quoted-printable\r\n\r\n14 Lar=\r\nch Gro=76e", Address),
        ("Content-Transfer-Encoding: BASE64\r\n\r\nTFMy\r\nIDFBQQ==", Postcode),
        ("Content-Type: text/html\r\n\r\n<p>L<b>S</b>2 1AA</p>", Postcode),
        ("Content-Type: text/csv\r\n\r\n07700,900123", Phone),
        ("Content-Type: text/calendar\r\n\r\nLOCATION:14 Lar\r\n ch Grove", Address),
        ("Content-Type: text/plain; format=flowed\r\n\r\nJor \r\ndan Adeyemi", PersonName),
        ("Content-Type: multipart/mixed; boundary=b\r\n\r\nLS2 1AA\r\n--b\r\n\r\nx\r\n--b--", Postcode),
        ("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n\r\nLS2 1AA", Postcode),
        (
            "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n\
             Content-Transfer-Encoding: base64\r\n\r\nPHA+TDxiPlM8L2I+MiAxQUE8L3A+\r\n--b--",
            Postcode,
        ),
        ("Content-Type: message/rfc822\r\n\r\nSubject: =?utf-8?B?TFMyIDFBQQ==?=\r\n\r\nx", Postcode),
    ];
    assert_tells(Format::Mail, &cases);
    assert_eq!(
        found(b"Content-Type: text/plain; charset=iso-8859-1\r\n\r\nZo\xEB at LS2 1AA", Format::Mail),
        [Postcode]
    );
    assert_clean(Format::Mail, &["Subject: Your visit\r\n\r\nYou have a message.", "Subject: only a head"]);
}

#[test]
fn a_message_with_a_part_nobody_reads_is_not_cleared() {
    let nested = |depth: usize| {
        let head: String = "Content-Type: message/rfc822\r\n\r\n".repeat(depth);
        format!("{head}Subject: x\r\n\r\ny").into_bytes()
    };
    let deep = nested(7);
    assert!(leaks(&nested(4), Format::Mail, RecipientClass::Party, &protected()).unwrap().is_empty());
    let cases: [(&[u8], Unreadable); 9] = [
        (b"Content-Type: image/png\r\n\r\nx", Unreadable::Part),
        (b"Content-Type: multipart/mixed\r\n\r\nx", Unreadable::Part),
        (b"Content-Type: multipart/mixed; boundary=b\r\n\r\nx", Unreadable::Part),
        (b"Content-Transfer-Encoding: uuencode\r\n\r\nx", Unreadable::Part),
        (b"Content-Type: text/plain; charset=utf-7\r\n\r\nx", Unreadable::Letters),
        (b"Subject: =?utf-16?B?AEw=?=\r\n\r\nx", Unreadable::Letters),
        (b"Content-Type: text/plain\r\n\r\n\xFF", Unreadable::Letters),
        (b"Content-Type: application/pdf\r\n\r\n%PDF-1.7", Unreadable::Pdf(PdfTextError::NotAPdf)),
        (&deep, Unreadable::TooDeep),
    ];
    assert_unreadable(Format::Mail, &cases);
}

#[test]
fn plain_text_is_read_with_its_web_addresses() {
    assert_tells(Format::Text, &[("at LS2 1AA", Postcode), ("http://x/?q=LS2%201AA", Postcode)]);
    assert_clean(Format::Text, &["100% of them came"]);
    assert_unreadable(Format::Text, &[(b"\xFF", Unreadable::Letters)]);
    assert_unreadable(Format::Pdf, &[(b"LS2 1AA", Unreadable::Pdf(PdfTextError::NotAPdf))]);
}

fn paper(pages: &[&str], hidden: &[(&str, &str)]) -> PdfText {
    let hidden = hidden.iter().map(|(field, text)| HiddenText { field: (*field).to_owned(), text: (*text).to_owned() });
    PdfText { pages: pages.iter().map(|page| (*page).to_owned()).collect(), hidden: hidden.collect() }
}

fn searched(text: &PdfText) -> Vec<(Place, usize)> {
    let hits: Vec<Hit> = search(text, RecipientClass::Party, &protected());
    hits.into_iter().map(|hit| (hit.place, hit.line)).collect()
}

#[test]
fn what_is_split_between_two_pages_is_found_at_the_end_of_the_first_whatever_foot_and_head_lie_between() {
    for (foot, head) in
        [("", ""), ("\nMillbrook\nPage 1 of 3", "\nMB-147\n\n"), ("\na\nb\nc\nd\ne", "\nf\ng\nh\ni\nj\n")]
    {
        let first = format!("Title\n\nThey drove to 14 Larch{foot}");
        let second = format!("{head}Grove today.\nThen home.");
        let found = searched(&paper(&["Cover", &first, &second], &[]));
        assert_eq!(found, [(Place::Page(2), 3)], "{foot:?} {head:?}");
    }
    assert!(searched(&paper(&["They drove to 14 Larch", "Nothing", "Grove today."], &[])).is_empty());
}

#[test]
fn what_stands_on_one_page_is_found_there_once() {
    let pages = ["one\ntwo\n14 Larch Grove", "LS2 1AA\nthree"];
    assert_eq!(searched(&paper(&pages, &[])), [(Place::Page(2), 1), (Place::Page(1), 3)]);
}

#[test]
fn metadata_that_spell_a_letter_by_its_number_are_read() {
    let metadata = paper(&[], &[("Metadata", "<dc:title>&#76;S2 1&#x41;A & so on</dc:title>")]);
    assert_eq!(searched(&metadata), [(Place::Hidden("Metadata".to_owned()), 1)]);
}

#[test]
fn letters_and_digits_that_only_look_alike_are_read_as_what_they_look_like() {
    let (postcode, phone, name) = (protected().remove(1), protected().remove(2), fact(PersonName, "Олена Коваль"));
    for (text, fact) in [
        ("LЅ2 1АА", &postcode),
        ("ｌs２ 1ΑΑ", &postcode),
        ("O77OO 9OOl23", &phone),
        ("٠٧٧٠٠ ٩٠٠١٢٣", &phone),
        ("𝟶𝟽𝟽𝟶𝟶 𝟿𝟶𝟶𝟷𝟸𝟹", &phone),
        ("с Олена Коваль", &name),
        ("Oлeнa Koвaль", &name),
    ] {
        assert!(!documents::scan(text, std::slice::from_ref(fact)).is_empty(), "{text}");
    }
    assert!(documents::scan("Oo 77 illo 9OO1", &[phone]).is_empty());
}

#[test]
fn a_family_name_of_several_words_is_found_with_an_initial_a_title_and_turned_round() {
    let name = [fact(PersonName, "Cathal Ó Briain")];
    for text in ["C. Ó Briain", "Mr Ó Briain", "Ó Briain, Cathal", "Cathal Briain", "Cathal O'Briain", "Dr Briain"] {
        assert!(!documents::scan(&format!("with {text} today"), &name).is_empty(), "{text}");
    }
    for text in ["Cathal came", "a Briain", "Mr Cathal"] {
        assert!(documents::scan(text, &name).is_empty(), "{text}");
    }
}
