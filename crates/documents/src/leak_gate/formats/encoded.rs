//! Ways to write bytes as letters: per cent, quoted-printable, base64, and the alphabets of mail.

use data_encoding::BASE64;

use super::Unreadable;

/// Web addresses write "%20" for a blank.
pub(super) fn percent(text: &str) -> String {
    String::from_utf8_lossy(&from_hex(text.as_bytes(), b'%')).into_owned()
}

/// Quoted-printable: "=C3=A9", and lines that go on after "=".
pub(super) fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut joined = Vec::with_capacity(body.len());
    for line in body.split_inclusive(|&byte| byte == b'\n') {
        let words = line.trim_ascii_end();
        match words.strip_suffix(b"=") {
            Some(goes_on) => joined.extend_from_slice(goes_on),
            None => joined.extend_from_slice(line),
        }
    }
    from_hex(&joined, b'=')
}

/// Base64, with whatever is not of it left out, as mail programs do.
pub(super) fn base64(body: &[u8]) -> Result<Vec<u8>, Unreadable> {
    let of_it = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
    let mut letters: Vec<u8> = body.iter().copied().filter(of_it).collect();
    while !letters.len().is_multiple_of(4) {
        letters.push(b'=');
    }
    BASE64.decode(&letters).map_err(|_| Unreadable::Part)
}

/// Bytes in one of the alphabets of mail, as text.
pub(super) fn letters(bytes: &[u8], alphabet: &str) -> Result<String, Unreadable> {
    match alphabet.to_ascii_lowercase().as_str() {
        "utf-8" | "us-ascii" | "" => std::str::from_utf8(bytes).map(str::to_owned).map_err(|_| Unreadable::Letters),
        // What the two differ in are signs, not letters or digits.
        "iso-8859-1" | "windows-1252" => Ok(bytes.iter().map(|&byte| char::from(byte)).collect()),
        _ => Err(Unreadable::Letters),
    }
}

fn from_hex(bytes: &[u8], mark: u8) -> Vec<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).and_then(|value| u8::try_from(value).ok());
    let mut found = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match after {
            [high, low, beyond @ ..] if *first == mark => match digit(high).zip(digit(low)) {
                Some((high, low)) => {
                    found.push((high << 4) | low);
                    rest = beyond;
                }
                None => found.push(*first),
            },
            _ => found.push(*first),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_by_numbers_is_read() {
        assert_eq!(percent("LS2%201AA%, 100% %zz"), "LS2 1AA%, 100% %zz");
        assert_eq!(quoted_printable(b"Lar=\r\nch Gro=76e =3D  \n"), b"Larch Grove =  \n");
        assert_eq!(base64(b"TFMy\r\nIDFBQQ==\r\n").unwrap(), b"LS2 1AA");
        assert_eq!(base64(b"TFMyIDFBQQ").unwrap(), b"LS2 1AA");
        assert_eq!(base64(b"A"), Err(Unreadable::Part));
    }

    #[test]
    fn alphabets_of_mail_are_read_and_others_refused() {
        assert_eq!(letters(b"Zo\xEB", "ISO-8859-1").unwrap(), "Zoë");
        assert_eq!(letters("Zoë".as_bytes(), "UTF-8").unwrap(), "Zoë");
        assert_eq!(letters(b"Zo\xEB", "utf-8"), Err(Unreadable::Letters));
        assert_eq!(letters(b"ab", "utf-7"), Err(Unreadable::Letters));
    }
}
