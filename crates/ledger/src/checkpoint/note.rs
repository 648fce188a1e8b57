//! The form of a C2SP signed note: a text, an empty line, one line per signature.

use data_encoding::BASE64;

use super::CheckpointError;

/// Bytes of a key id within a signature line.
const KEY_ID_LENGTH: usize = 4;

/// More than any checkpoint carries (the log's own, old and new key during a rotation, and its witnesses); the specification asks
/// that at least 16 be accepted.
const MOST_SIGNATURES: usize = 32;

/// One signature line.
pub(super) struct NoteSignature<'a> {
    pub(super) name: &'a str,
    pub(super) key_id: [u8; KEY_ID_LENGTH],
    pub(super) signature: Vec<u8>,
}

/// Whether a text may name a key.
pub(super) fn is_key_name(text: &str) -> bool {
    !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || c.is_control() || c == '+')
}

/// Writes a note with one signature.
pub(super) fn write(text: &str, name: &str, key_id: [u8; KEY_ID_LENGTH], signature: &[u8]) -> String {
    let encoded = BASE64.encode(&[key_id.as_slice(), signature].concat());
    format!("{text}\n\u{2014} {name} {encoded}\n")
}

/// Takes a note apart into its text, final newline included, and its signatures, none of them checked.
pub(super) fn read(note: &str) -> Result<(String, Vec<NoteSignature<'_>>), CheckpointError> {
    if note.contains(|c: char| c < ' ' && c != '\n') {
        return Err(CheckpointError::NotANote);
    }
    let (text, block) = note.rsplit_once("\n\n").ok_or(CheckpointError::NotANote)?;
    let lines = block.strip_suffix('\n').ok_or(CheckpointError::NotANote)?.split('\n');
    let mut signatures = Vec::new();
    for line in lines {
        if signatures.len() == MOST_SIGNATURES {
            return Err(CheckpointError::TooManySignatures);
        }
        signatures.push(read_signature(line).ok_or(CheckpointError::NotANote)?);
    }
    Ok((format!("{text}\n"), signatures))
}

fn read_signature(line: &str) -> Option<NoteSignature<'_>> {
    let (name, encoded) = line.strip_prefix("\u{2014} ")?.split_once(' ')?;
    let bytes = BASE64.decode(encoded.as_bytes()).ok()?;
    let (key_id, signature) = bytes.split_first_chunk()?;
    (is_key_name(name) && !signature.is_empty()).then(|| NoteSignature {
        name,
        key_id: *key_id,
        signature: signature.to_vec(),
    })
}
