//! What a message says: its headers, and each of its parts in its own format.

use super::{Format, Said, Unreadable, encoded};
use crate::leak_gate::Place;

/// Everything a message says.
pub(super) fn read(bytes: &[u8], depth: usize) -> Result<Vec<Said>, Unreadable> {
    let (head, body) = split_head(bytes);
    let headers = headers(&encoded::letters(head, "utf-8")?);
    let mut said = Vec::new();
    for (name, value) in &headers {
        let value = encoded_words(value)?;
        said.push((Place::Hidden(name.clone()), encoded::percent(&value)));
        said.push((Place::Hidden(name.clone()), value));
    }
    let find = |name: &str| headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    let kind = find("content-type").map_or("text/plain", String::as_str);
    let body = match find("content-transfer-encoding").map(|way| way.trim().to_ascii_lowercase()).as_deref() {
        None | Some("7bit" | "8bit" | "binary") => body.to_vec(),
        Some("quoted-printable") => encoded::quoted_printable(body),
        Some("base64") => encoded::base64(body)?,
        Some(_) => return Err(Unreadable::Part),
    };
    said.extend(part(&body, kind, depth)?);
    Ok(said)
}

fn part(body: &[u8], kind: &str, depth: usize) -> Result<Vec<Said>, Unreadable> {
    let name = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let format = match name.as_str() {
        "application/pdf" => return super::read(body, Format::Pdf, depth + 1),
        "message/rfc822" => return super::read(body, Format::Mail, depth + 1),
        name if name.starts_with("multipart/") => return parts(body, kind, depth),
        "text/html" => Format::Html,
        "text/csv" => Format::Csv,
        "text/calendar" => Format::Calendar,
        "text/plain" | "" => Format::Text,
        _ => return Err(Unreadable::Part),
    };
    let alphabet = parameter(kind, "charset").unwrap_or_default();
    let text = encoded::letters(body, &alphabet)?;
    let said = super::read(text.as_bytes(), format, depth + 1)?;
    if format != Format::Text {
        return Ok(said);
    }
    // A line that ends in a blank goes on (RFC 3676); without the blank a word may go on.
    Ok(said.into_iter().chain([(Place::Text, text.replace(" \r\n", "").replace(" \n", ""))]).collect())
}

/// The parts of a message of several, and what stands before and after them.
fn parts(body: &[u8], kind: &str, depth: usize) -> Result<Vec<Said>, Unreadable> {
    let boundary = parameter(kind, "boundary").filter(|boundary| !boundary.is_empty()).ok_or(Unreadable::Part)?;
    let mark = format!("--{boundary}");
    let mut pieces: Vec<Vec<u8>> = vec![Vec::new()];
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        if line.starts_with(mark.as_bytes()) {
            pieces.push(Vec::new());
        } else if let Some(piece) = pieces.last_mut() {
            piece.extend_from_slice(line);
        }
    }
    let (Some((before, inner)), true) = (pieces.split_first(), pieces.len() > 1) else {
        return Err(Unreadable::Part);
    };
    let mut said = vec![(Place::Hidden("preamble".to_owned()), String::from_utf8_lossy(before).into_owned())];
    for piece in inner {
        said.extend(super::read(piece, Format::Mail, depth + 1)?);
    }
    Ok(said)
}

/// The headers, and the body after the first empty line.
fn split_head(bytes: &[u8]) -> (&[u8], &[u8]) {
    let mut place = 0;
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        if line.trim_ascii().is_empty() {
            return (bytes.get(..place).unwrap_or_default(), bytes.get(place + line.len()..).unwrap_or_default());
        }
        place += line.len();
    }
    (bytes, &[])
}

/// Headers by name, each on one line: one that begins with a blank goes on.
fn headers(head: &str) -> Vec<(String, String)> {
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in head.lines() {
        if let (true, Some((_, value))) = (line.starts_with([' ', '\t']), headers.last_mut()) {
            value.push_str(line);
        } else {
            let (name, value) = line.split_once(':').unwrap_or(("", line));
            headers.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
    headers
}

/// A parameter of a header: `charset="utf-8"`.
fn parameter(header: &str, name: &str) -> Option<String> {
    header.split(';').skip(1).find_map(|part| {
        let (known, value) = part.split_once('=')?;
        known.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
    })
}

/// Words of a header in another alphabet (RFC 2047): `=?utf-8?Q?Lar=63h?=`. Blanks between two of them do not count.
fn encoded_words(value: &str) -> Result<String, Unreadable> {
    let mut text = String::new();
    let mut rest = value;
    let mut after_word = false;
    while let Some((before, word)) = rest.split_once("=?") {
        let mut fields = word.splitn(3, '?');
        let (Some(alphabet), Some(way), Some(tail)) = (fields.next(), fields.next(), fields.next()) else { break };
        let Some((coded, after)) = tail.split_once("?=") else { break };
        if !(after_word && before.trim().is_empty()) {
            text.push_str(before);
        }
        let bytes = match way {
            "Q" | "q" => encoded::quoted_printable(coded.replace('_', " ").as_bytes()),
            "B" | "b" => encoded::base64(coded.as_bytes())?,
            _ => return Err(Unreadable::Part),
        };
        text.push_str(&encoded::letters(&bytes, alphabet)?);
        after_word = true;
        rest = after;
    }
    text.push_str(rest);
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_unfolded_and_their_words_decoded() {
        let read = headers("Subject: =?utf-8?Q?Larch_Gro?=\r\n =?utf-8?B?dmU=?= today\r\nTo: a");
        assert_eq!(read[1], ("To".to_owned(), "a".to_owned()));
        assert_eq!(encoded_words(&read[0].1).unwrap(), "Larch Grove today");
        assert_eq!(encoded_words("a =?utf-8?Q?b?= c =? d").unwrap(), "a b c =? d");
        assert_eq!(encoded_words("=?utf-8?X?b?="), Err(Unreadable::Part));
    }

    #[test]
    fn a_head_ends_with_an_empty_line_of_either_kind() {
        assert_eq!(split_head(b"A: b\r\n\r\nbody"), (&b"A: b\r\n"[..], &b"body"[..]));
        assert_eq!(split_head(b"A: b\n\nbody\n\nmore"), (&b"A: b\n"[..], &b"body\n\nmore"[..]));
        assert_eq!(split_head(b"A: b"), (&b"A: b"[..], &b""[..]));
        assert_eq!(parameter("text/plain; charset=\"UTF-8\"; x=y", "Charset").unwrap(), "UTF-8");
    }
}
