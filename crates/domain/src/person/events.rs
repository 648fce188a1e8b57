use super::words::KnownFrom;
use super::words::{Confidentiality, Need, PersonKind, ProtectedDetail, SafeContactRules};
use crate::event::FeatureEvent;
use crate::ids::{PersonId, ProtectedFactId};
use crate::private::{Private, Subject};
use crate::words::{Narrative, PersonName};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// A person: identity, protected facts, safe contact.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "kebab-case")]
pub enum PersonEvent {
    /// The person became known to the centre.
    Recorded {
        /// Child or adult.
        kind: PersonKind,
        /// Their name, where it is known.
        name: Option<Private<PersonName>>,
        /// Other names they use or used.
        aliases: Vec<Private<PersonName>>,
        /// When they were born, where it is known.
        date_of_birth: Option<Private<Date>>,
    },
    /// Name, other names or date of birth were put right. The earlier ones stay in the history.
    IdentityCorrected {
        /// Their name, where it is known.
        name: Option<Private<PersonName>>,
        /// Other names they use or used.
        aliases: Vec<Private<PersonName>>,
        /// When they were born, where it is known.
        date_of_birth: Option<Private<Date>>,
        /// Why it was put right.
        reason: Private<Narrative>,
    },
    /// A fact that could lead somebody to a door.
    ProtectedFactRecorded {
        /// The fact's own id.
        fact: ProtectedFactId,
        /// Kind and text.
        detail: Private<ProtectedDetail>,
        /// What was said about keeping it.
        confidentiality: Confidentiality,
        /// Where the centre has it from.
        known_from: KnownFrom,
    },
    /// A protected fact was put right or is no longer so.
    ProtectedFactCorrected {
        /// The fact.
        fact: ProtectedFactId,
        /// What is so now; nothing where it is no longer so.
        detail: Option<Private<ProtectedDetail>>,
        /// What was said about keeping it.
        confidentiality: Confidentiality,
        /// Why.
        reason: Private<Narrative>,
    },
    /// How to reach the person safely; replaces what was asked before.
    SafeContactAsked {
        /// When they were asked.
        asked_on: Date,
        /// What they said.
        rules: Private<SafeContactRules>,
    },
    /// Interpreter, access or another need; kept beside the earlier ones.
    NeedRecorded {
        /// The need, in the health compartment where it is one of health.
        need: Private<Need>,
    },
}

impl FeatureEvent for PersonEvent {
    const FEATURE: &'static str = "person";
}

/// The event by which a person becomes known.
pub(crate) fn identity_events(
    person: PersonId,
    kind: PersonKind,
    name: Option<PersonName>,
    aliases: Vec<PersonName>,
    date_of_birth: Option<Date>,
) -> PersonEvent {
    PersonEvent::Recorded {
        kind,
        name: name.map(|name| Private::of_person(person, name)),
        aliases: aliases.into_iter().map(|alias| Private::of_person(person, alias)).collect(),
        date_of_birth: date_of_birth.map(|date| Private::of_person(person, date)),
    }
}

/// A need, in its compartment.
pub(crate) fn need_of(person: PersonId, need: Need) -> PersonEvent {
    PersonEvent::NeedRecorded { need: Private::new(Subject::Person(person), need.kind.compartment(), need) }
}
