//! What a calendar says: its lines unfolded, its escapes undone, its attachments opened.

use super::{Format, Said, Unreadable, encoded, html};
use crate::leak_gate::Place;

/// Everything a calendar says.
pub(super) fn read(source: &str, depth: usize) -> Result<Vec<Said>, Unreadable> {
    let unfolded = unfolded(source);
    let mut said = Vec::new();
    for line in unfolded.lines() {
        let (parameters, value) = line.split_once(':').unwrap_or(("", line));
        let parameters = parameters.to_ascii_uppercase();
        if parameters.contains("ENCODING=BASE64") {
            said.extend(attachment(&encoded::base64(value.as_bytes())?, depth)?);
        } else if parameters.contains("QUOTED-PRINTABLE") {
            let bytes = encoded::quoted_printable(value.as_bytes());
            said.push((Place::Text, String::from_utf8_lossy(&bytes).into_owned()));
        } else if parameters.contains("TEXT/HTML") {
            said.extend(html::read(&unescaped(value))?);
        }
    }
    said.push((Place::Text, unescaped(&unfolded)));
    Ok(said)
}

/// An attachment: a PDF, or a text. Anything else is refused.
fn attachment(bytes: &[u8], depth: usize) -> Result<Vec<Said>, Unreadable> {
    let format = if bytes.starts_with(b"%PDF") { Format::Pdf } else { Format::Text };
    let said = super::read(bytes, format, depth + 1)?;
    Ok(said.into_iter().map(|(_, text)| (Place::Hidden("attachment".to_owned()), text)).collect())
}

/// A line goes on where the next begins with a blank (RFC 5545, 3.1); the blank is not part of it.
fn unfolded(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    for line in source.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)) {
        if let Some(goes_on) = line.strip_prefix([' ', '\t']) {
            text.push_str(goes_on);
        } else {
            text.push('\n');
            text.push_str(line);
        }
    }
    text
}

fn unescaped(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => text.push('\n'),
                Some(other) => text.push(other),
                None => {}
            },
            other => text.push(other),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_lines_are_joined_and_escapes_undone() {
        assert_eq!(unfolded("LOCATION:14 Lar\r\n ch Gro\n\tve\r\nEND"), "\nLOCATION:14 Larch Grove\nEND");
        assert_eq!(unescaped("14\\, Larch Grove\\nLS2\\; x\\\\"), "14, Larch Grove\nLS2; x\\");
    }
}
