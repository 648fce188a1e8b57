//! Where a body stops being readable. Its tags are read ahead of everything else, and what is read ahead tells no place
//! when it fails; so the place is looked for: the smallest part of the body without which it would fail otherwise.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::marker::PhantomData;

/// The largest body, in bytes of JSON, in which a place is looked for: each look reads it once more.
const LARGEST: usize = 64 * 1024;

/// The names under which variants are told apart. A value without them is of no kind, so they are kept while others are
/// left out.
const TAGS: [&str; 7] = ["feature", "do", "kind", "how", "by", "add", "type"];

/// Reads a body of JSON as a `T`, or tells where it is none, in words that end a sentence; never a value of it.
pub(crate) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    let whole: Value = serde_json::from_slice(body)
        .map_err(|error| format!("line {}, column {}, where it is no JSON", error.line(), error.column()))?;
    T::deserialize(&whole).map_err(|_| if body.len() <= LARGEST { of::<T>(whole) } else { TOP.to_owned() })
}

/// Where a value is no `T`: a path, or its top.
pub(crate) fn of<T: DeserializeOwned>(whole: Value) -> String {
    let path = Search::<T>::of(whole).map(|search| search.path()).unwrap_or_default();
    if path.is_empty() { TOP.to_owned() } else { path }
}

const TOP: &str = "its top";

struct Search<T> {
    whole: Value,
    /// What reading the whole fails with.
    error: String,
    read_as: PhantomData<T>,
}

fn error_of<T: DeserializeOwned>(value: &Value) -> Option<String> {
    T::deserialize(value).err().map(|error| error.to_string())
}

impl<T: DeserializeOwned> Search<T> {
    fn of(whole: Value) -> Option<Self> {
        let error = error_of::<T>(&whole)?;
        Some(Self { whole, error, read_as: PhantomData })
    }

    /// The path to the innermost part that fails, such as `content.hazards[2].kind`.
    fn path(&self) -> String {
        let (mut pointer, mut path, mut node) = (String::new(), String::new(), &self.whole);
        loop {
            if let Some(name) = self.missing(node, &pointer) {
                return joined(&path, name);
            }
            let parts = Parts::of(node);
            let fewest = self.fewest(&parts, &pointer);
            let Some((name, part)) = fewest.checked_sub(1).and_then(|last| parts.0.get(last)) else {
                return path;
            };
            path = match name {
                Name::Key(key) => joined(&path, key),
                Name::Place(place) => format!("{path}[{place}]"),
            };
            pointer = format!("{pointer}/{}", name.escaped());
            node = part;
        }
    }

    /// Whether reading fails in the same way with this in the place of a part.
    fn fails_alike(&self, pointer: &str, instead: Value) -> bool {
        let mut whole = self.whole.clone();
        if let Some(place) = whole.pointer_mut(pointer) {
            *place = instead;
        }
        error_of::<T>(&whole).as_ref() == Some(&self.error)
    }

    /// The field that is missing right here, where that is what reading fails with.
    fn missing(&self, node: &Value, pointer: &str) -> Option<&str> {
        let name = self.error.strip_prefix("missing field `")?.split('`').next()?;
        let object = node.as_object().filter(|object| !object.contains_key(name))?;
        let mut with: Map<_, _> = object.clone();
        with.insert(name.to_owned(), Value::Null);
        (!self.fails_alike(pointer, with.into())).then_some(name)
    }

    /// How many parts, from the first, it takes to fail in the same way.
    fn fewest(&self, parts: &Parts<'_>, pointer: &str) -> usize {
        let (mut low, mut high) = (0, parts.0.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.fails_alike(pointer, parts.first(middle)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        low
    }
}

enum Name<'v> {
    Key(&'v str),
    Place(usize),
}

impl Name<'_> {
    /// As RFC 6901 writes it.
    fn escaped(&self) -> String {
        match self {
            Self::Key(key) => key.replace('~', "~0").replace('/', "~1"),
            Self::Place(place) => place.to_string(),
        }
    }
}

/// The parts of an object or array, tags first; none of a text or number.
struct Parts<'v>(Vec<(Name<'v>, &'v Value)>);

impl<'v> Parts<'v> {
    fn of(node: &'v Value) -> Self {
        match node {
            Value::Object(object) => {
                let mut parts: Vec<_> = object.iter().map(|(key, value)| (Name::Key(key.as_str()), value)).collect();
                let rank = |name: &Name<'_>| match name {
                    Name::Key(key) => TAGS.iter().position(|tag| tag == key).unwrap_or(TAGS.len()),
                    Name::Place(_) => TAGS.len(),
                };
                parts.sort_by_key(|(name, _)| rank(name));
                Self(parts)
            }
            Value::Array(array) => Self(array.iter().enumerate().map(|(at, v)| (Name::Place(at), v)).collect()),
            _ => Self(Vec::new()),
        }
    }

    fn first(&self, count: usize) -> Value {
        let kept = self.0.iter().take(count);
        if matches!(self.0.first(), Some((Name::Place(_), _))) {
            return Value::Array(kept.map(|(_, value)| (*value).clone()).collect());
        }
        let keyed = kept.filter_map(|(name, value)| match name {
            Name::Key(key) => Some(((*key).to_owned(), (*value).clone())),
            Name::Place(_) => None,
        });
        Value::Object(keyed.collect())
    }
}

fn joined(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

#[cfg(test)]
mod tests {
    use crate::command::Command;
    use serde_json::json;

    const ID: &str = "018f3c1e-0000-7000-8000-000000000001";

    #[track_caller]
    fn check(body: &serde_json::Value, place: &str) {
        assert_eq!(Command::parse(body.to_string().as_bytes()).unwrap_err().place, place);
    }

    #[test]
    fn a_field_that_is_wrong_or_missing_is_named_wherever_it_stands() {
        let moving = |session: &str, movement: &str| json!({"feature": "session", "do": "move", "session": session, "movement": movement, "known": "live"});
        check(&moving("x", "child-in"), "session");
        check(&moving(ID, "flies-in"), "movement");
        check(&json!({"feature": "session", "do": "move", "session": ID, "movement": "child-in"}), "known");
        check(&json!({"feature": "session", "do": "fly", "session": ID}), "do");
        check(&json!({"feature": "sessions", "do": "close", "session": ID}), "feature");
        check(&json!({"do": "close", "session": ID}), "feature");
        let ending = json!({"how": "no-show", "because": "nobody"});
        check(&json!({"feature": "session", "do": "end", "session": ID, "ending": ending}), "ending.because");
    }

    #[test]
    fn a_place_in_a_list_is_counted_from_nought() {
        let book = json!({"feature": "booking", "do": "book", "case": ID, "date": "2026-11-28", "from": "10:00:00",
            "team": [ID, "nobody", ID], "lead": ID, "on_call": ID});
        check(&book, "team[1]");
    }

    #[test]
    fn what_is_no_json_or_no_object_is_told_as_that() {
        let cut = Command::parse(b"{\"feature\": ").unwrap_err();
        assert_eq!(cut.place, "line 1, column 12, where it is no JSON");
        check(&json!("close"), "its top");
    }
}
