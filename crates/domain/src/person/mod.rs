//! A person: identity, protected facts, safe contact, needs.
//!
//! Everything here is [`crate::private::Private`] under the person. What could lead somebody to a door, the kind of
//! fact included (that somebody has a refuge is itself a secret), lies in the protected-facts compartment. A refuge
//! stands apart from the other facts of a person from the moment it is read, and opens by itself.

mod commands;
mod events;
mod state;
mod words;

pub use commands::{NameGiven, PersonCommand};
pub use events::PersonEvent;
pub use state::{Identity, PersonState, ProtectedFact, RefugeFact, SafeContact};
pub use words::{
    Channel, Confidentiality, FactKind, KnownFrom, LeavingMessages, Need, NeedKind, PersonKind, ProtectedDetail,
    Refuge, SafeContactRules,
};

pub(crate) use events::{identity_events, need_of};
