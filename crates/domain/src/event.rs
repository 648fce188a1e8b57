//! Everything that can have happened, by feature.
//!
//! A stored event has a type, such as `referral.drafted`, and a type version. A type that has been stored is never
//! changed: it gets a new version, and its feature's `upcast` turns an old body into the newest on read.

use crate::actor::Actor;
use crate::stream::StreamName;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A stored event this program cannot read.
#[derive(Debug, thiserror::Error)]
pub enum EventError {
    /// The type or version is of a newer program.
    #[error("event type {kind} version {version} is not known to this version of the program")]
    UnknownType {
        /// The stored type.
        kind: String,
        /// The stored version.
        version: u32,
    },
    /// The body is not of its type's shape.
    #[error("the body of a {kind} event is not of the shape of its type: {path}")]
    Shape {
        /// The stored type.
        kind: String,
        /// Where, and what was expected; never a value.
        path: String,
    },
}

/// An event as it is stored: its type, version and body.
pub struct Encoded {
    /// The type, such as `referral.drafted`.
    pub kind: String,
    /// The version of the type.
    pub version: u32,
    /// The body, private values marked.
    pub body: Value,
}

/// What a feature's events know about how they are stored. The enum is tagged by serde as `type` and `body`.
pub trait FeatureEvent: Serialize + for<'de> Deserialize<'de> {
    /// The first part of the stored type.
    const FEATURE: &'static str;

    /// The newest version of a type, by its tag; 1 unless its shape has changed.
    fn version(_tag: &str) -> u32 {
        1
    }

    /// Turns an older body into the newest; only called for versions below [`FeatureEvent::version`].
    fn upcast(_tag: &str, _version: u32, body: Value) -> Value {
        body
    }
}

macro_rules! features {
    ($($(#[$doc:meta])* $variant:ident($event:path)),+ $(,)?) => {
        /// Something that happened.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Event { $($(#[$doc])* $variant($event)),+ }

        $(impl From<$event> for Event {
            fn from(event: $event) -> Self {
                Self::$variant(event)
            }
        })+

        impl Event {
            /// The event as it is stored.
            pub fn encode(&self) -> Result<Encoded, EventError> {
                match self { $(Self::$variant(event) => encode(event)),+ }
            }

            /// Reads a stored event, whatever its age.
            pub fn decode(kind: &str, version: u32, body: Value) -> Result<Self, EventError> {
                let (feature, tag) = kind.split_once('.').unwrap_or((kind, ""));
                $(if feature == <$event as FeatureEvent>::FEATURE {
                    return decode::<$event>(kind, tag, version, body).map(Self::$variant);
                })+
                Err(EventError::UnknownType { kind: kind.to_owned(), version })
            }
        }
    };
}

features! {
    /// The centre: rooms, entrances, settings.
    Centre(crate::centre::CentreEvent),
    /// A worker: roles, training, suitability.
    Worker(crate::worker::WorkerEvent),
    /// A person: identity, protected facts, safe contact.
    Person(crate::person::PersonEvent),
    /// Referral and triage.
    Referral(crate::referral::ReferralEvent),
    /// Risk assessment.
    Risk(crate::risk::RiskEvent),
    /// Pre-visits and ground rules.
    PreVisit(crate::previsit::PreVisitEvent),
    /// What children and adults said when asked.
    Voice(crate::voice::VoiceEvent),
    /// The arrangement and its changes.
    Arrangement(crate::arrangement::ArrangementEvent),
    /// Overrides of rules.
    Override(crate::overrides::OverrideEvent),
    /// Workers who have something to do with a family.
    Interest(crate::interest::InterestEvent),
    /// Being let into what is sealed in an emergency.
    Emergency(crate::emergency::EmergencyEvent),
    /// Bookings of a centre-day.
    Booking(crate::booking::BookingEvent),
    /// What happened at a session.
    Session(crate::session::SessionEvent),
    /// Incidents and disclosures.
    Concern(crate::concern::ConcernEvent),
    /// Session reports.
    Report(crate::report::ReportEvent),
}

fn encode<E: FeatureEvent>(event: &E) -> Result<Encoded, EventError> {
    let shape = |path: &str| EventError::Shape { kind: E::FEATURE.to_owned(), path: path.to_owned() };
    let Ok(Value::Object(mut tagged)) = serde_json::to_value(event) else {
        return Err(shape("it cannot be written as JSON"));
    };
    let Some(Value::String(tag)) = tagged.remove("type") else {
        return Err(shape("it has no type"));
    };
    Ok(Encoded {
        kind: format!("{}.{tag}", E::FEATURE),
        version: E::version(&tag),
        body: tagged.remove("body").unwrap_or(Value::Null),
    })
}

fn decode<E: FeatureEvent>(kind: &str, tag: &str, version: u32, body: Value) -> Result<E, EventError> {
    if version == 0 || version > E::version(tag) {
        return Err(EventError::UnknownType { kind: kind.to_owned(), version });
    }
    let body = if version < E::version(tag) { E::upcast(tag, version, body) } else { body };
    let mut tagged = serde_json::Map::new();
    tagged.insert("type".to_owned(), Value::String(tag.to_owned()));
    if !body.is_null() {
        tagged.insert("body".to_owned(), body);
    }
    let stored = Value::Object(tagged);
    E::deserialize(&stored)
        .map_err(|_| EventError::Shape { kind: kind.to_owned(), path: crate::place::of::<E>(stored) })
}

/// An event with what `evolve` may know of its envelope.
#[derive(Debug, Clone)]
pub struct Happened {
    /// The stream it is in.
    pub stream: StreamName,
    /// Its place in the stream, from 1.
    pub version: u64,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// When it happened, where that differs.
    pub about_at: Option<Timestamp>,
    /// Who recorded it.
    pub actor: Actor,
    /// What happened.
    pub event: Event,
}

impl Happened {
    /// When it happened, as far as the record says.
    pub fn happened_at(&self) -> Timestamp {
        self.about_at.unwrap_or(self.recorded_at)
    }
}
