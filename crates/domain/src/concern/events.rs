use crate::event::FeatureEvent;
use crate::ids::{DisclosureId, IncidentId, PersonId};
use crate::private::Private;
use crate::risk::choices;
use crate::words::Narrative;
use serde::{Deserialize, Serialize};

choices! {
    /// What kind of thing happened.
    IncidentKind {
        Sequence = "sequence", "People came or went in an order that could have brought them together";
        AdultsMet = "adults-met", "The adults met, or could have";
        Aggression = "aggression", "Threats, shouting or violence";
        FollowedOrWatched = "followed-or-watched", "Somebody was followed or waited for";
        UnderInfluence = "under-influence", "Somebody appeared to be under the influence of drugs or alcohol";
        AddressKnown = "address-known", "Where somebody lives, or how to reach them, became known";
        OutOfSight = "out-of-sight", "The child could not be seen or heard for a time";
        Injury = "injury", "Injury or illness";
        UnlistedPerson = "unlisted-person", "Somebody came who is not on the list";
        Other = "other", "Something else";
    }
}

choices! {
    /// How serious it was, from the least.
    Severity {
        NearMiss = "near-miss", "Near miss: nothing came of it, but something could have";
        Minor = "minor", "Minor: dealt with at once, nobody was harmed";
        Moderate = "moderate", "Moderate: somebody was distressed or put at risk";
        Serious = "serious", "Serious: somebody was harmed, or the police or an ambulance came";
    }
}

/// Who or what raised it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", content = "rule", rename_all = "kebab-case")]
pub enum RaisedBy {
    /// The person who recorded it.
    Recorder,
    /// A rule, from a recorded fact.
    Rule(String),
}

/// An incident or near miss.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incident {
    /// Its id.
    pub id: IncidentId,
    /// What kind.
    pub kind: IncidentKind,
    /// How serious.
    pub severity: Severity,
    /// Who was there, as far as recorded.
    pub people: Vec<PersonId>,
    /// What happened, in the recorder's words; absent where a rule raised it.
    pub what: Option<Private<Narrative>>,
    /// Who or what raised it.
    pub raised: RaisedBy,
}

/// What happened around incidents and disclosures.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "kebab-case")]
pub enum ConcernEvent {
    /// An incident or near miss. The envelope says when it happened.
    IncidentReported(Incident),
    /// Somebody said something that may mean harm. Their words, not a summary.
    DisclosureCaptured {
        /// Its id.
        id: DisclosureId,
        /// Who said it.
        from: Private<PersonId>,
        /// Whom it is about, as far as they said.
        about: Private<Vec<PersonId>>,
        /// Their words.
        words: Private<Narrative>,
    },
    /// The safeguarding lead or deputy has read it.
    DisclosureSeen {
        /// Which.
        id: DisclosureId,
    },
    /// The safeguarding lead or deputy has read an incident and says what follows.
    IncidentReviewed {
        /// Which.
        id: IncidentId,
        /// What follows.
        outcome: Private<Narrative>,
    },
}

impl FeatureEvent for ConcernEvent {
    const FEATURE: &'static str = "concern";
}
