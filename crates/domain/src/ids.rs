//! Typed ids. They are random (UUID version 4): an id that carried its time of making would tell a reader when
//! something hidden from them happened.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// What a piece of text that should have been an id was instead.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not the id of a {kind}: an id is 32 hexadecimal digits with hyphens")]
pub struct NotAnId {
    /// The field's word for what the id should have named.
    pub kind: &'static str,
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $kind:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Uuid);

        impl $name {
            /// Takes a fresh id from the edge's source of randomness.
            pub fn fresh(ids: &mut dyn FreshIds) -> Self {
                Self(ids.fresh())
            }

            /// The id with this value; for storage and tests.
            pub const fn from_uuid(value: Uuid) -> Self {
                Self(value)
            }

            /// The value, for storage.
            pub const fn uuid(self) -> Uuid {
                self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($kind, " {}"), self.0)
            }
        }

        impl FromStr for $name {
            type Err = NotAnId;

            fn from_str(text: &str) -> Result<Self, NotAnId> {
                Uuid::parse_str(text).map(Self).map_err(|_| NotAnId { kind: $kind })
            }
        }
    };
}

/// Where fresh ids come from: the operating system at the edge, a seeded row in tests.
pub trait FreshIds {
    /// A value not given before.
    fn fresh(&mut self) -> Uuid;
}

id!(/** A child contact centre: the owner of keys and of a log. */ CentreId, "centre");
id!(/** One family's case at one centre, from referral to closure. */ CaseId, "case");
id!(/** A person known to a centre: child, adult, named visitor. */ PersonId, "person");
id!(/** A person who works for a centre, paid or volunteer. */ WorkerId, "worker");
id!(/** One booked session of contact. */ SessionId, "session");
id!(/** A room, hall or waiting area of a centre. */ RoomId, "room");
id!(/** A door by which people come and go. */ EntranceId, "entrance");
id!(/** One version of a risk assessment. */ AssessmentId, "risk assessment");
id!(/** A control that a risk assessment asks for. */ ControlId, "control");
id!(/** An order or restriction by a court, the police or a prison. */ OrderId, "order");
id!(/** A recorded allegation, admission, finding, conviction or caution. */ AssertionId, "fact assertion");
id!(/** A request for information to an agency or a person. */ InfoRequestId, "information request");
id!(/** A protected fact: address, telephone, school, vehicle, refuge. */ ProtectedFactId, "protected fact");
id!(/** A pre-visit of one adult. */ PreVisitId, "pre-visit");
id!(/** A timed note of a supervised session. */ ObservationId, "observation");
id!(/** A before or after entry on how somebody was. */ WellbeingId, "wellbeing entry");
id!(/** An incident or near miss. */ IncidentId, "incident");
id!(/** What a person disclosed. */ DisclosureId, "disclosure");
id!(/** A session report. */ ReportId, "session report");
id!(/** A statement of a session report. */ StatementId, "statement");
id!(/** An entry of what a child or adult said when asked. */ VoiceId, "voice entry");
id!(/** An authorised departure from a rule. */ OverrideId, "override");
id!(/** Somebody's asking to be let into what is sealed, for an emergency. */ EmergencyId, "emergency");
id!(/** A device that is open at the door for one shift. */ DeviceId, "device");
id!(/** One command as it was given; repeats carry the same id. */ CommandId, "command");
id!(/** A document kept sealed, such as an original court application. */ DocumentId, "document");
