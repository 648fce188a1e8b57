//! Reads the golden blocks out of `docs/formats/record.md`.

use std::collections::BTreeMap;

use data_encoding::HEXLOWER;

/// The specification itself, not a copy of it.
pub const RECORD: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats/record.md"));

/// One fenced block: named values, or a text as it stands.
#[derive(Clone, Debug)]
pub enum Block {
    Values(BTreeMap<String, String>),
    Text(String),
}

/// All golden blocks of a document, by name.
pub fn blocks(document: &str) -> BTreeMap<String, Block> {
    let mut found = BTreeMap::new();
    let mut lines = document.lines();
    while let Some(line) = lines.next() {
        let Some((kind, name)) = line.strip_prefix("```golden").and_then(|rest| rest.split_once(' ')) else {
            continue;
        };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let block = if kind == "-text" {
            Block::Text(body.iter().flat_map(|line| [line, "\n"]).collect())
        } else {
            let values = body.iter().map(|line| {
                let (key, value) = line.split_once(" = ").expect("a golden line is `key = value`");
                (key.to_owned(), value.to_owned())
            });
            Block::Values(values.collect())
        };
        assert!(found.insert(name.to_owned(), block).is_none(), "{name} twice");
    }
    found
}

impl Block {
    pub fn text(&self, key: &str) -> &str {
        match self {
            Self::Values(values) => values.get(key).unwrap_or_else(|| panic!("no golden value {key}")),
            Self::Text(_) => panic!("a golden text has no value {key}"),
        }
    }

    pub fn whole(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Values(_) => panic!("golden values are not a text"),
        }
    }

    pub fn optional(&self, key: &str) -> Option<&str> {
        Some(self.text(key)).filter(|value| *value != "none")
    }

    pub fn number<T: std::str::FromStr>(&self, key: &str) -> T {
        let text = self.text(key);
        text.parse().unwrap_or_else(|_| panic!("{key} is not a number"))
    }

    pub fn bytes(&self, key: &str) -> Vec<u8> {
        HEXLOWER.decode(self.text(key).as_bytes()).unwrap_or_else(|_| panic!("{key} is not hexadecimal"))
    }

    pub fn array<const N: usize>(&self, key: &str) -> [u8; N] {
        self.bytes(key).try_into().unwrap_or_else(|_| panic!("{key} is not {N} bytes long"))
    }
}
