//! Splits an event's body into segments and joins it again (`docs/formats/record.md`, "Body").
//!
//! A body is ordinary JSON in which private values are marked. Splitting takes every marked value out into the segment
//! of its subject and compartment and leaves a pointer; what remains is the skeleton: ids, dates, enums and counts.

use crate::private::{Compartment, MARK, Subject};
use serde_json::{Map, Value, json};

/// One part of an event's body: the unit of secrecy, of erasure and of withholding with proof.
#[derive(Clone, PartialEq, Eq)]
pub struct Segment {
    /// Whose key seals it.
    pub subject: Subject,
    /// In which compartment.
    pub compartment: Compartment,
    /// The JSON text of the values, an array in order of appearance; for the skeleton, the object itself.
    pub value: Vec<u8>,
}

impl std::fmt::Debug for Segment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Segment({}/{}, {} bytes)", self.subject, self.compartment.name(), self.value.len())
    }
}

/// A stored body that cannot be read back.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// A segment is not JSON of the expected shape.
    #[error("segment {0} of the body is not in the stored format")]
    Malformed(usize),
    /// The skeleton itself is gone: its subject's key was destroyed.
    #[error("the skeleton of the body was erased")]
    SkeletonErased,
}

/// Splits a body whose skeleton belongs to `owner`. Segment 0 is always the skeleton.
pub fn split(owner: Subject, body: Value) -> Vec<Segment> {
    let mut taken: Vec<(Subject, Compartment, Vec<Value>)> = Vec::new();
    let skeleton = take(body, &mut taken);
    let mut segments =
        vec![Segment { subject: owner, compartment: Compartment::Ordinary, value: skeleton.to_string().into_bytes() }];
    segments.extend(taken.into_iter().map(|(subject, compartment, values)| Segment {
        subject,
        compartment,
        value: Value::Array(values).to_string().into_bytes(),
    }));
    segments
}

fn take(value: Value, taken: &mut Vec<(Subject, Compartment, Vec<Value>)>) -> Value {
    match value {
        Value::Object(mut object) => match object.remove(MARK) {
            Some(tag) => pointer(&tag, object.remove("value").unwrap_or(Value::Null), taken),
            None => Value::Object(object.into_iter().map(|(k, v)| (k, take(v, taken))).collect()),
        },
        Value::Array(items) => Value::Array(items.into_iter().map(|v| take(v, taken)).collect()),
        other => other,
    }
}

fn pointer(tag: &Value, value: Value, taken: &mut Vec<(Subject, Compartment, Vec<Value>)>) -> Value {
    let subject = tag.get("subject").and_then(Value::as_str).and_then(|s| s.parse().ok());
    let compartment = tag.get("compartment").and_then(Value::as_str).and_then(|s| s.parse().ok());
    let (Some(subject), Some(compartment)) = (subject, compartment) else {
        return json!({ MARK: null });
    };
    let index = taken.iter().position(|(s, c, _)| (*s, *c) == (subject, compartment)).unwrap_or_else(|| {
        taken.push((subject, compartment, Vec::new()));
        taken.len() - 1
    });
    let item = taken.get_mut(index).map_or(0, |(_, _, values)| {
        values.push(value);
        values.len() - 1
    });
    json!({ MARK: [index + 1, item] })
}

/// Joins the segments of a body; `None` stands for a segment whose key was destroyed, whose values come back as
/// [`crate::private::Private::Erased`].
pub fn join(segments: &[(Subject, Compartment, Option<Vec<u8>>)]) -> Result<Value, BodyError> {
    let mut opened = Vec::with_capacity(segments.len());
    for (index, (subject, compartment, value)) in segments.iter().enumerate() {
        let value = match value {
            Some(bytes) => Some(serde_json::from_slice::<Value>(bytes).map_err(|_| BodyError::Malformed(index))?),
            None => None,
        };
        opened.push((*subject, *compartment, value));
    }
    let (_, _, skeleton) = opened.first().cloned().ok_or(BodyError::Malformed(0))?;
    put_back(skeleton.ok_or(BodyError::SkeletonErased)?, &opened)
}

fn put_back(value: Value, opened: &[(Subject, Compartment, Option<Value>)]) -> Result<Value, BodyError> {
    match value {
        Value::Object(object) => match object.get(MARK) {
            Some(pointer) => marked(pointer, opened),
            None => object
                .into_iter()
                .map(|(k, v)| Ok((k, put_back(v, opened)?)))
                .collect::<Result<Map<_, _>, _>>()
                .map(Value::Object),
        },
        Value::Array(items) => {
            items.into_iter().map(|v| put_back(v, opened)).collect::<Result<_, _>>().map(Value::Array)
        }
        other => Ok(other),
    }
}

fn marked(pointer: &Value, opened: &[(Subject, Compartment, Option<Value>)]) -> Result<Value, BodyError> {
    let erased = || json!({ MARK: null, "value": null });
    let number = |i: usize| pointer.get(i).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
    let (Some(segment), Some(item)) = (number(0), number(1)) else {
        return Ok(erased());
    };
    let (subject, compartment, values) = opened.get(segment).ok_or(BodyError::Malformed(0))?;
    let Some(values) = values else {
        return Ok(erased());
    };
    let value = values.get(item).ok_or(BodyError::Malformed(segment))?;
    Ok(json!({
        MARK: { "subject": subject.to_string(), "compartment": compartment.name() },
        "value": value,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{CaseId, PersonId};
    use crate::private::Private;
    use serde::{Deserialize, Serialize};
    use uuid::Uuid;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    struct Sample {
        count: u8,
        name: Private<String>,
        road: Private<String>,
        others: Vec<Private<String>>,
    }

    fn sample() -> (Subject, Sample) {
        let person = PersonId::from_uuid(Uuid::from_u128(7));
        let case = CaseId::from_uuid(Uuid::from_u128(9));
        let address = Private::new(Subject::Person(person), Compartment::ProtectedFacts, "3 Elm Row".to_owned());
        let other = Private::new(Subject::Case(case), Compartment::Ordinary, "told the office".to_owned());
        let name = Private::of_person(person, "Ines".to_owned());
        let others = vec![other, Private::of_person(person, "Inesita".to_owned())];
        (Subject::Case(case), Sample { count: 2, name, road: address, others })
    }

    fn joined(owner: Subject, sample: &Sample, erase: impl Fn(&Segment) -> bool) -> Sample {
        let segments = split(owner, serde_json::to_value(sample).unwrap());
        let stored: Vec<_> =
            segments.into_iter().map(|s| (s.subject, s.compartment, (!erase(&s)).then_some(s.value))).collect();
        serde_json::from_value(join(&stored).unwrap()).unwrap()
    }

    #[test]
    fn a_body_joins_to_what_was_split() {
        let (owner, sample) = sample();
        assert_eq!(joined(owner, &sample, |_| false), sample);
    }

    #[test]
    fn the_skeleton_holds_no_private_value() {
        let (owner, sample) = sample();
        let segments = split(owner, serde_json::to_value(&sample).unwrap());
        let skeleton = String::from_utf8(segments[0].value.clone()).unwrap();
        assert!(!skeleton.contains("Ines") && !skeleton.contains("Elm") && !skeleton.contains("office"));
        assert_eq!(segments.len(), 4, "skeleton, person ordinary, person protected, case ordinary");
    }

    #[test]
    fn a_destroyed_key_erases_its_segment_and_no_other() {
        let (owner, sample) = sample();
        let read = joined(owner, &sample, |s| s.compartment == Compartment::ProtectedFacts);
        assert_eq!(read.road, Private::Erased);
        assert_eq!(read.name, sample.name);
    }

    #[test]
    fn debug_shows_nothing_of_a_private_value() {
        let (_, sample) = sample();
        let shown = format!("{sample:?}");
        assert!(!shown.contains("Ines") && !shown.contains("Elm"), "{shown}");
    }
}
