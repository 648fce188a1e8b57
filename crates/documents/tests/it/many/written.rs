//! A document written in each format, with a text of its own somewhere in it. Nothing here shares code with the gate.

use documents::{Format, session_report};
use lopdf::{Dictionary, Document, Object, Stream};

use super::dice::Dice;
use super::spelt::Spelt;
use crate::papers;

/// What a document says: lines that tell nothing of others, and perhaps one that does.
pub struct Draft {
    pub lines: Vec<String>,
    pub leak: Option<Spelt>,
}

/// A finished document, and where the leak was put.
pub struct Written {
    pub bytes: Vec<u8>,
    pub place: &'static str,
}

/// The document in its format. Nothing where the house's typefaces lack its letters: then there is no paper to leak.
pub fn write(draft: &Draft, format: Format, dice: &mut Dice) -> Option<Written> {
    let (bytes, place) = match format {
        Format::Pdf => return pdf(draft, dice),
        Format::Html => html(draft, dice),
        Format::Csv => csv(draft, dice),
        Format::Calendar => calendar(draft, dice),
        Format::Mail => mail(draft, dice),
        Format::Text => (all_lines(draft).join("\n").into_bytes(), "body"),
    };
    Some(Written { bytes, place })
}

fn sentence(leak: &Spelt) -> String {
    format!("They said: {}, and went on.", leak.text)
}

fn all_lines(draft: &Draft) -> Vec<String> {
    let mut lines = draft.lines.clone();
    lines.insert(lines.len() / 2, draft.leak.as_ref().map_or_else(String::new, sentence));
    lines
}

fn pdf(draft: &Draft, dice: &mut Dice) -> Option<Written> {
    let on_page = draft.leak.as_ref().is_some_and(|leak| leak.printable) && dice.below(4) > 0;
    let mut report = papers::report();
    let recorded = report.session[0].recorded;
    let lines = if on_page { all_lines(draft) } else { draft.lines.clone() };
    report.session = lines.iter().map(|line| papers::statement("r-1", recorded, line)).collect();
    let paper = session_report(&report).ok()?;
    let bytes = documents::gate(paper, documents::RecipientClass::Party, &[]).unwrap().into_bytes();
    match &draft.leak {
        Some(leak) if !on_page => {
            let (bytes, place) = beside_the_pages(&bytes, &leak.text, dice);
            Some(Written { bytes, place })
        }
        _ => Some(Written { bytes, place: "page" }),
    }
}

fn beside_the_pages(bytes: &[u8], text: &str, dice: &mut Dice) -> (Vec<u8>, &'static str) {
    let mut file = Document::load_mem(bytes).unwrap();
    let place = *dice.pick(&["title", "author", "keywords", "alt text", "metadata", "attachment"]);
    let utf16: Vec<u8> = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let string = Object::string_literal(utf16);
    match place {
        "alt text" => {
            let mut figure = Dictionary::new();
            figure.set("Alt", string);
            file.add_object(figure);
        }
        "metadata" | "attachment" => {
            let said = if place == "metadata" {
                let signs: String = each(text.chars(), |letter| format!("&#{};", u32::from(letter)));
                format!("<?xpacket?><dc:title>{signs}</dc:title>")
            } else {
                text.to_owned()
            };
            let mut stream = Stream::new(Dictionary::new(), said.into_bytes());
            let _ = stream.compress();
            file.add_object(stream);
        }
        named => {
            let key = match named {
                "title" => "Title",
                "author" => "Author",
                _ => "Keywords",
            };
            let info = file.trailer.get(b"Info").unwrap().as_reference().unwrap();
            file.get_dictionary_mut(info).unwrap().set(key, string);
        }
    }
    let mut saved = Vec::new();
    file.save_to(&mut saved).unwrap();
    (saved, place)
}

/// One run of what each of them becomes.
fn each<T>(items: impl Iterator<Item = T>, becomes: impl Fn(T) -> String) -> String {
    items.map(becomes).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn html(draft: &Draft, dice: &mut Dice) -> (Vec<u8>, &'static str) {
    let mut body: String = each(draft.lines.iter(), |line| format!("<p class=\"body\">{}</p>\n", escaped(line)));
    let place = *dice.pick(&["body", "signs by number", "tags in words", "attribute", "address", "comment", "cells"]);
    if let Some(leak) = &draft.leak {
        let text = &leak.text;
        let tells: String = match place {
            "signs by number" => each(text.chars(), |letter| format!("&#x{:x};", u32::from(letter))),
            "tags in words" => {
                let middle = text.chars().count() / 2;
                let before: String = text.chars().take(middle).collect();
                let after: String = text.chars().skip(middle).collect();
                format!("<p>at {}<b class=\"x\">{}</b>.</p>", escaped(&before), escaped(&after))
            }
            "attribute" => format!("<img src=\"map.png\" alt=\"Map: {}\">", escaped(text)),
            "address" => {
                let spelt: String = each(text.bytes(), |byte| format!("%{byte:02X}"));
                format!("<a href=\"/search?q={spelt}\">Here</a>")
            }
            "comment" => format!("<!-- {} -->", escaped(text)),
            "cells" => {
                let cells: String = each(text.split(' '), |word| format!("<td>{}</td>", escaped(word)));
                format!("<table><tr>{cells}</tr></table>")
            }
            _ => format!("<p>{}</p>", escaped(&sentence(leak))),
        };
        body.push_str(&tells);
    }
    (format!("<!DOCTYPE html><html><head><title>A page</title></head><body>{body}</body></html>").into_bytes(), place)
}

fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\""))
}

fn csv(draft: &Draft, dice: &mut Dice) -> (Vec<u8>, &'static str) {
    let mut rows = vec!["day,what,by".to_owned()];
    rows.extend(draft.lines.iter().map(|line| format!("2026-11-14,{},w-17", quoted(line))));
    let place = *dice.pick(&["cell", "words in cells", "down a column"]);
    if let Some(leak) = &draft.leak {
        let words: Vec<&str> = leak.text.split(' ').collect();
        match place {
            "words in cells" => rows.push(words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(",")),
            "down a column" => rows.extend(words.iter().map(|word| format!("2026-11-15,{},w-17", quoted(word)))),
            _ => rows.push(format!("2026-11-15,{},w-17", quoted(&leak.text))),
        }
    }
    (rows.join("\r\n").into_bytes(), place)
}

/// Lines of at most so many bytes; the next begins with a blank.
fn folded(line: &str, width: usize) -> String {
    let mut text = String::new();
    let mut bytes = 0;
    for letter in line.chars() {
        if bytes + letter.len_utf8() > width {
            text.push_str("\r\n ");
            bytes = 1;
        }
        text.push(letter);
        bytes += letter.len_utf8();
    }
    text
}

fn calendar(draft: &Draft, dice: &mut Dice) -> (Vec<u8>, &'static str) {
    let escape = |text: &str| text.replace('\\', "\\\\").replace(',', "\\,").replace(';', "\\;").replace('\n', "\\n");
    let place = *dice.pick(&["location", "description", "folded at once", "parameter", "attachment", "rich text"]);
    let mut lines = vec!["BEGIN:VCALENDAR".to_owned(), "VERSION:2.0".to_owned(), "BEGIN:VEVENT".to_owned()];
    lines.extend(draft.lines.iter().map(|line| folded(&format!("COMMENT:{}", escape(line)), 75)));
    if let Some(leak) = &draft.leak {
        let text = escape(&leak.text);
        lines.push(match place {
            "location" => folded(&format!("LOCATION:{text}"), 75),
            "description" => folded(&format!("DESCRIPTION:{}", escape(&sentence(leak))), 75),
            "folded at once" => folded(&format!("X:{text}"), 6 + dice.below(6)),
            "parameter" => folded(&format!("ATTENDEE;CN=\"{text}\":mailto:a@example.org"), 40),
            "attachment" => {
                let coded = data_encoding::BASE64.encode(leak.text.as_bytes());
                folded(&format!("ATTACH;ENCODING=BASE64;VALUE=BINARY:{coded}"), 75)
            }
            _ => folded(&format!("X-ALT-DESC;FMTTYPE=text/html:<p>{}</p>", escape(&escaped(&leak.text))), 75),
        });
    }
    lines.extend(["END:VEVENT".to_owned(), "END:VCALENDAR".to_owned()]);
    (lines.join("\r\n").into_bytes(), place)
}

/// Quoted-printable, with every byte by its number where the dice say so, and short lines.
fn quoted_printable(text: &str, dice: &mut Dice) -> String {
    let (mut coded, mut width) = (String::new(), 0);
    for byte in text.bytes() {
        if width > 40 {
            coded.push_str("=\r\n");
            width = 0;
        }
        let plain = (byte.is_ascii_graphic() || byte == b' ') && byte != b'=' && dice.below(3) > 0;
        let sign = if plain { char::from(byte).to_string() } else { format!("={byte:02X}") };
        width += sign.len();
        coded.push_str(&sign);
    }
    coded
}

fn base64_lines(bytes: &[u8]) -> String {
    let coded = data_encoding::BASE64.encode(bytes);
    coded.as_bytes().chunks(60).map(|line| String::from_utf8_lossy(line).into_owned()).collect::<Vec<_>>().join("\r\n")
}

fn mail(draft: &Draft, dice: &mut Dice) -> (Vec<u8>, &'static str) {
    let place =
        *dice.pick(&["plain", "quoted-printable", "base64", "subject, Q", "subject, B", "html part", "attached table"]);
    let clean = draft.lines.join("\r\n");
    let text = all_lines(draft).join("\r\n");
    let leak = draft.leak.as_ref().map_or("", |leak| leak.text.as_str());
    let head = "From: desk@example.org\r\nTo: somebody@example.net\r\nMIME-Version: 1.0\r\n";
    let utf8 = "Content-Type: text/plain; charset=utf-8\r\n";
    let subject = |coded: &str| format!("{head}Subject: Your =?utf-8?{coded}?=\r\n{utf8}\r\n{clean}");
    let parts = |kind: &str, way: &str, part: &str| {
        let part = format!("Content-Type: {kind}; charset=\"utf-8\"\r\nContent-Transfer-Encoding: {way}\r\n\r\n{part}");
        format!(
            "{head}Content-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n--b1\r\n{utf8}\r\n{clean}\r\n--b1\r\n{part}\r\n--b1--\r\n"
        )
    };
    let message = match place {
        "plain" => format!("{head}{utf8}\r\n{text}"),
        "quoted-printable" => {
            let body = quoted_printable(&text, dice);
            format!("{head}{utf8}Content-Transfer-Encoding: quoted-printable\r\n\r\n{body}")
        }
        "base64" => {
            format!("{head}{utf8}Content-Transfer-Encoding: base64\r\n\r\n{}", base64_lines(text.as_bytes()))
        }
        "subject, Q" => {
            let coded: String = each(leak.bytes(), |byte| format!("={byte:02X}"));
            subject(&format!("Q?{coded}"))
        }
        "subject, B" => {
            let (before, after) = leak.as_bytes().split_at(leak.len() / 2 / 3 * 3);
            // Cut between letters only, as every mail program does.
            if std::str::from_utf8(before).is_err() || before.is_empty() {
                subject(&format!("B?{}", data_encoding::BASE64.encode(leak.as_bytes())))
            } else {
                let [before, after] = [before, after].map(|part| data_encoding::BASE64.encode(part));
                subject(&format!("B?{before}?=\r\n =?utf-8?B?{after}"))
            }
        }
        "html part" => {
            let page = String::from_utf8(html(draft, dice).0).unwrap();
            parts("text/html", "quoted-printable", &quoted_printable(&page, dice))
        }
        _ => parts("text/csv", "base64", &base64_lines(&csv(draft, dice).0)),
    };
    (message.into_bytes(), place)
}
