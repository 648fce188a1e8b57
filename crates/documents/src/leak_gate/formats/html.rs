//! What a page says: with its tags taken out in two ways, and its source as it stands.

use super::{Said, Unreadable};
use crate::leak_gate::Place;

/// Signs by their names. The house writes signs by number; what is not here is refused.
const NAMED: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{A0}"),
    ("shy", "\u{AD}"),
    ("zwj", "\u{200D}"),
    ("zwnj", "\u{200C}"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("hellip", "…"),
    ("middot", "·"),
    ("bull", "•"),
    ("copy", "©"),
    ("pound", "£"),
    ("eacute", "é"),
    ("euml", "ë"),
    ("commat", "@"),
    ("period", "."),
    ("lowbar", "_"),
    ("hyphen", "‐"),
    ("dash", "‐"),
];

/// Tags that end a line where they stand.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "br",
    "button",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "label",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
];

/// Everything a page says: its text as it is seen, the same with a blank for every tag, and its source with attributes,
/// comments, styles and scripts.
pub(super) fn read(source: &str) -> Result<Vec<Said>, Unreadable> {
    let seen = decoded(&without_tags(source, Inline::Nothing))?;
    let apart = decoded(&without_tags(source, Inline::Blank))?;
    let hidden = Place::Hidden("source".to_owned());
    Ok(vec![(Place::Text, seen), (Place::Text, apart), (hidden, lenient(source))])
}

/// What a tag within a line leaves behind.
#[derive(Clone, Copy)]
enum Inline {
    Nothing,
    Blank,
}

fn without_tags(source: &str, inline: Inline) -> String {
    let mut text = String::with_capacity(source.len());
    let mut rest = source;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let begins = tag.strip_prefix('/').unwrap_or(tag);
        if !begins.starts_with(|letter: char| letter.is_ascii_alphabetic() || matches!(letter, '!' | '?')) {
            text.push('<');
            rest = tag;
            continue;
        }
        let (inside, after) = match tag.strip_prefix("!--") {
            Some(comment) => ("", comment.split_once("-->").map_or("", |(_, after)| after)),
            None => end_of_tag(tag),
        };
        let name = inside.trim_start_matches('/').split(|letter: char| !letter.is_ascii_alphanumeric()).next();
        let name = name.unwrap_or_default().to_ascii_lowercase();
        match inline {
            _ if BLOCKS.contains(&name.as_str()) => text.push('\n'),
            Inline::Blank => text.push(' '),
            Inline::Nothing => {}
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

/// A tag and what follows it. A ">" in quotes ends no tag.
fn end_of_tag(tag: &str) -> (&str, &str) {
    let mut quote = None;
    for (place, letter) in tag.char_indices() {
        match (quote, letter) {
            (None, '>') => {
                let (inside, after) = tag.split_at(place);
                return (inside, after.strip_prefix('>').unwrap_or(after));
            }
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), closes) if open == closes => quote = None,
            _ => {}
        }
    }
    (tag, "")
}

/// A text with its signs by name and number spelt out. An unknown name is refused.
pub(crate) fn decoded(text: &str) -> Result<String, Unreadable> {
    spelt_out(text, Unknown::Refused)
}

/// The same where "&" may also stand for itself, as in web addresses and scripts.
pub(super) fn lenient(text: &str) -> String {
    spelt_out(text, Unknown::Kept).unwrap_or_default()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unknown {
    Refused,
    Kept,
}

fn spelt_out(text: &str, unknown: Unknown) -> Result<String, Unreadable> {
    let mut found = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        found.push_str(before);
        let length = after.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '#').unwrap_or(after.len());
        let (name, beyond) = after.split_at(length);
        let sign = match name.strip_prefix('#') {
            Some(number) => by_number(number),
            None => NAMED.iter().find(|(known, _)| *known == name).map(|(_, sign)| (*sign).to_owned()),
        };
        match sign {
            Some(sign) => {
                found.push_str(&sign);
                rest = beyond.strip_prefix(';').unwrap_or(beyond);
            }
            // Without its semicolon it is a plain "&", unless it is a number.
            None if unknown == Unknown::Kept || (!beyond.starts_with(';') && !name.starts_with('#')) => {
                found.push('&');
                rest = after;
            }
            None => return Err(Unreadable::Entity),
        }
    }
    found.push_str(rest);
    Ok(found)
}

fn by_number(number: &str) -> Option<String> {
    let value = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(value).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_by_name_and_number_are_spelt_out_and_unknown_ones_refused() {
        assert_eq!(decoded("&#76;&#x53;2&nbsp;1A&#65;&amp;co & so").unwrap(), "LS2\u{A0}1AA&co & so");
        assert_eq!(decoded("&#76S"), Err(Unreadable::Entity));
        assert_eq!(decoded("&unknown;"), Err(Unreadable::Entity));
        assert_eq!(lenient("a?x=1&unknown;y=&#65;"), "a?x=1&unknown;y=A");
    }

    #[test]
    fn tags_within_words_leave_nothing_and_those_between_lines_a_line() {
        let source = "<p title=\"a > b\">L<b>S</b>2<!-- x > y --> 1AA</p><p>1 < 2<br/>end";
        assert_eq!(without_tags(source, Inline::Nothing), "\nLS2 1AA\n\n1 < 2\nend");
        assert_eq!(without_tags("L<b>S</b>2", Inline::Blank), "L S 2");
        assert_eq!(without_tags("a <b", Inline::Nothing), "a ");
    }
}
