//! How big, how deep and how whole a file must be before anything in it is read.
//!
//! One pass over the bytes, without recursion, knows the path at every point. It names the path of a file that breaks off
//! or nests too deeply, and finds names that an object has twice; the JSON parser itself knows only lines and columns.

use super::not_taken::{NotTaken, Why};
use serde_json::Value;
use std::collections::BTreeSet;

/// The largest file taken, in bytes.
pub const MOST_BYTES: usize = 5 * 1024 * 1024;

/// The deepest nesting taken. The service's own documents nest about a dozen deep.
pub const MOST_DEPTH: usize = 64;

/// A path longer than this is cut: a deeply nested file would otherwise make a page of it.
const MOST_SEGMENTS: usize = 12;

/// JSON within the limits.
pub(super) struct Parsed {
    /// What it says.
    pub(super) value: Value,
    /// Names an object has twice, by path. Of such values the last one is the one that counts.
    pub(super) twice: Vec<String>,
}

/// Reads JSON within the limits. `at` is the path of the text itself: empty for a file.
pub(super) fn parse(bytes: &[u8], at: &str) -> Result<Parsed, NotTaken> {
    if bytes.len() > MOST_BYTES {
        return Err(NotTaken::new(at, Why::TooLarge));
    }
    // Some editors put a byte order mark before the text; JSON has no place for it.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut walk = Walk::new(bytes);
    if let Some(why) = walk.go_on() {
        return Err(NotTaken::new(&walk.path(at), why));
    }
    let twice = walk.twice;
    let value = serde_json::from_slice(bytes).map_err(|error| {
        let mut walk = Walk::new(bytes.get(..offset(bytes, &error)).unwrap_or(bytes));
        walk.go_on();
        let why = if error.is_eof() { Why::BreaksOff } else { Why::NotJson };
        NotTaken::new(&walk.path(at), why)
    })?;
    let twice = twice.iter().map(|path| format!("{at}{path}")).collect();
    Ok(Parsed { value, twice })
}

/// Where the parser stopped. It counts lines and columns from 1; the column is one of bytes.
fn offset(bytes: &[u8], error: &serde_json::Error) -> usize {
    let before: usize =
        bytes.split_inclusive(|b| *b == b'\n').take(error.line().saturating_sub(1)).map(<[u8]>::len).sum();
    (before + error.column()).min(bytes.len())
}

enum Frame {
    Object { key: Option<String>, before: BTreeSet<String>, wants_key: bool },
    Array { index: usize },
}

struct Walk<'a> {
    bytes: &'a [u8],
    next: usize,
    frames: Vec<Frame>,
    twice: Vec<String>,
}

impl<'a> Walk<'a> {
    const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, next: 0, frames: Vec::new(), twice: Vec::new() }
    }

    /// Goes to the end of the bytes, or to the first place outside the limits.
    fn go_on(&mut self) -> Option<Why> {
        while let Some(byte) = self.bytes.get(self.next) {
            self.next += 1;
            match byte {
                b'"' => {
                    let text = self.rest_of_string();
                    if text.is_some_and(|text| self.took_key(text)) {
                        self.twice.push(self.path(""));
                    }
                }
                b'{' => self.frames.push(Frame::Object { key: None, before: BTreeSet::new(), wants_key: true }),
                b'[' => self.frames.push(Frame::Array { index: 0 }),
                b'}' => self.close(|frame| matches!(frame, Frame::Object { .. })),
                b']' => self.close(|frame| matches!(frame, Frame::Array { .. })),
                b',' => self.on_to_next(),
                _ => {}
            }
            if self.frames.len() > MOST_DEPTH {
                return Some(Why::TooDeep);
            }
        }
        None
    }

    /// Leaves an object or array, if it is one: brackets that do not match leave the path where it is.
    fn close(&mut self, of_kind: impl FnOnce(&Frame) -> bool) {
        if self.frames.last().is_some_and(of_kind) {
            self.frames.pop();
        }
    }

    /// The bytes of a string up to its closing quote, which is passed over; nothing where there is none.
    fn rest_of_string(&mut self) -> Option<String> {
        let start = self.next;
        while let Some(byte) = self.bytes.get(self.next) {
            self.next += 1;
            match byte {
                b'\\' => self.next += 1,
                b'"' => {
                    let text = self.bytes.get(start..self.next - 1).unwrap_or_default();
                    return Some(String::from_utf8_lossy(text).into_owned());
                }
                _ => {}
            }
        }
        None
    }

    /// Takes a string as the name of a member, where one is due; says whether the object had it already.
    fn took_key(&mut self, text: String) -> bool {
        let Some(Frame::Object { key, before, wants_key }) = self.frames.last_mut() else {
            return false;
        };
        if !*wants_key {
            return false;
        }
        *wants_key = false;
        *key = Some(text.clone());
        !before.insert(text)
    }

    fn on_to_next(&mut self) {
        match self.frames.last_mut() {
            Some(Frame::Object { wants_key, key, .. }) => {
                *wants_key = true;
                *key = None;
            }
            Some(Frame::Array { index }) => *index += 1,
            None => {}
        }
    }

    fn path(&self, at: &str) -> String {
        let mut path = at.to_owned();
        for frame in self.frames.iter().take(MOST_SEGMENTS) {
            match frame {
                Frame::Object { key: Some(key), .. } => {
                    path.push('/');
                    path.push_str(key);
                }
                Frame::Object { key: None, .. } => {}
                Frame::Array { index } => {
                    path.push('/');
                    path.push_str(&index.to_string());
                }
            }
        }
        if self.frames.len() > MOST_SEGMENTS {
            path.push_str("/...");
        }
        path
    }
}
