//! A font's table from the codes on a page to letters (its `ToUnicode` map).

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object};

/// Which letters the codes of one font stand for.
pub(super) struct LetterMap {
    code_bytes: usize,
    letters: BTreeMap<u32, String>,
}

impl LetterMap {
    /// Reads the table of a font. A font without one maps nothing, which the caller counts.
    pub(super) fn of_font(document: &Document, font: &Dictionary) -> Self {
        let composite = font.get(b"Subtype").and_then(Object::as_name).is_ok_and(|name| name == b"Type0");
        let table = font
            .get_deref(b"ToUnicode", document)
            .and_then(Object::as_stream)
            .and_then(|stream| stream.get_plain_content_with_limit(super::MOST_BYTES_UNPACKED))
            .unwrap_or_default();
        Self { code_bytes: if composite { 2 } else { 1 }, letters: parse(&table) }
    }

    /// What each sign of a shown string stands for; nothing for a sign that stands for no letter.
    pub(super) fn read<'a>(&'a self, shown: &'a [u8]) -> impl Iterator<Item = Option<&'a str>> {
        shown.chunks(self.code_bytes).map(|code| self.letters.get(&number(code)).map(String::as_str))
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |value, &byte| (value << 8) | u32::from(byte))
}

enum Token {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(Vec<u8>),
}

/// Reads `bfchar` and `bfrange` sections; everything else in the table is of no interest here.
fn parse(table: &[u8]) -> BTreeMap<u32, String> {
    let mut letters = BTreeMap::new();
    let mut tokens = tokens(table).into_iter();
    while let Some(token) = tokens.next() {
        match token {
            Token::Word(word) if word == b"beginbfchar" => {
                while let (Some(Token::Hex(code)), Some(Token::Hex(text))) = (tokens.next(), tokens.next()) {
                    letters.insert(number(&code), utf16(&text));
                    // The section ends with a word, which must not be taken for a code.
                    if !matches!(tokens.as_slice().first(), Some(Token::Hex(_))) {
                        break;
                    }
                }
            }
            Token::Word(word) if word == b"beginbfrange" => {
                while let Some(Token::Hex(first)) = tokens.next() {
                    let Some(Token::Hex(last)) = tokens.next() else {
                        break;
                    };
                    read_range(number(&first), number(&last), &mut tokens, &mut letters);
                }
            }
            _ => {}
        }
    }
    letters
}

fn read_range(first: u32, last: u32, tokens: &mut impl Iterator<Item = Token>, letters: &mut BTreeMap<u32, String>) {
    // Two-byte codes: a longer range is broken and would only fill memory.
    let codes = first..=last.min(first.saturating_add(0xFFFF));
    match tokens.next() {
        Some(Token::Hex(text)) => {
            let mut units: Vec<u8> = text;
            for code in codes {
                letters.insert(code, utf16(&units));
                if let Some(low) = units.last_mut() {
                    *low = low.wrapping_add(1);
                }
            }
        }
        Some(Token::Open) => {
            let texts = tokens.map_while(|token| match token {
                Token::Hex(text) => Some(utf16(&text)),
                _ => None,
            });
            let texts: Vec<String> = texts.collect();
            letters.extend(codes.zip(texts));
        }
        _ => {}
    }
}

fn utf16(bytes: &[u8]) -> String {
    super::utf16(bytes, u16::from_be_bytes)
}

fn tokens(table: &[u8]) -> Vec<Token> {
    let mut found = Vec::new();
    let mut bytes = table.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'<' if bytes.peek() != Some(&b'<') => {
                let digits: Vec<u8> = bytes.by_ref().take_while(|&byte| byte != b'>').collect();
                found.push(Token::Hex(from_hex(&digits)));
            }
            b'<' => {
                bytes.next();
            }
            b'[' => found.push(Token::Open),
            b']' => found.push(Token::Close),
            byte if byte.is_ascii_alphabetic() => {
                let mut word = vec![byte];
                while let Some(byte) = bytes.next_if(u8::is_ascii_alphanumeric) {
                    word.push(byte);
                }
                found.push(Token::Word(word));
            }
            _ => {}
        }
    }
    found
}

fn from_hex(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> = digits
        .iter()
        .filter_map(|&digit| char::from(digit).to_digit(16))
        .filter_map(|value| u8::try_from(value).ok())
        .collect();
    values.chunks(2).map(|pair| pair.iter().fold(0_u8, |value, digit| (value << 4) | digit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_letters_ranges_and_lists_are_read() {
        let letters = parse(
            b"2 beginbfchar\n<0001> <0041>\n<0002> <00660069>\nendbfchar\n\
              2 beginbfrange\n<0010> <0012> <0061>\n<0020> <0021> [<0078> <0079>]\n<0030> <0030> <007A>\nendbfrange",
        );
        let read = |code: u32| letters.get(&code).map(String::as_str);
        assert_eq!(read(1), Some("A"));
        assert_eq!(read(2), Some("fi"));
        assert_eq!(read(0x12), Some("c"));
        assert_eq!(read(0x21), Some("y"));
        assert_eq!(read(0x30), Some("z"));
        assert_eq!(read(3), None);
    }
}
