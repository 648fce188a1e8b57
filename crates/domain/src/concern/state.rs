use super::events::{ConcernEvent, Incident};
use crate::actor::Actor;
use crate::event::Happened;
use crate::ids::{DisclosureId, IncidentId, PersonId};
use crate::private::Private;
use crate::words::Narrative;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A disclosure as it stands.
#[derive(Debug, Clone)]
pub struct Disclosure {
    /// When it was said.
    pub at: Timestamp,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Who wrote it down.
    pub recorded_by: Actor,
    /// Who said it.
    pub from: Private<PersonId>,
    /// Whom it is about.
    pub about: Private<Vec<PersonId>>,
    /// Their words.
    pub words: Private<Narrative>,
    /// When and by whom the safeguarding side read it.
    pub seen: Option<(Timestamp, Actor)>,
}

/// An incident as it stands.
#[derive(Debug, Clone)]
pub struct IncidentRecord {
    /// When it happened.
    pub at: Timestamp,
    /// Who recorded it.
    pub recorded_by: Actor,
    /// What was recorded.
    pub incident: Incident,
    /// What the safeguarding side says follows.
    pub outcome: Option<Private<Narrative>>,
}

/// The incidents and disclosures of a session or case.
#[derive(Debug, Clone, Default)]
pub struct ConcernState {
    incidents: BTreeMap<IncidentId, IncidentRecord>,
    disclosures: BTreeMap<DisclosureId, Disclosure>,
}

impl ConcernState {
    /// Takes one more event into the state.
    pub fn evolve(&mut self, happened: &Happened, event: &ConcernEvent) {
        let at = happened.happened_at();
        match event {
            ConcernEvent::IncidentReported(incident) => {
                let record =
                    IncidentRecord { at, recorded_by: happened.actor, incident: incident.clone(), outcome: None };
                self.incidents.insert(incident.id, record);
            }
            ConcernEvent::DisclosureCaptured { id, from, about, words } => {
                let disclosure = Disclosure {
                    at,
                    recorded_at: happened.recorded_at,
                    recorded_by: happened.actor,
                    from: from.clone(),
                    about: about.clone(),
                    words: words.clone(),
                    seen: None,
                };
                self.disclosures.insert(*id, disclosure);
            }
            ConcernEvent::DisclosureSeen { id } => {
                if let Some(disclosure) = self.disclosures.get_mut(id) {
                    disclosure.seen.get_or_insert((happened.recorded_at, happened.actor));
                }
            }
            ConcernEvent::IncidentReviewed { id, outcome } => {
                if let Some(record) = self.incidents.get_mut(id) {
                    record.outcome = Some(outcome.clone());
                }
            }
        }
    }

    /// Incidents and near misses.
    pub fn incidents(&self) -> impl Iterator<Item = (IncidentId, &IncidentRecord)> {
        self.incidents.iter().map(|(id, record)| (*id, record))
    }

    /// Disclosures.
    pub fn disclosures(&self) -> impl Iterator<Item = (DisclosureId, &Disclosure)> {
        self.disclosures.iter().map(|(id, disclosure)| (*id, disclosure))
    }

    /// One incident.
    pub fn incident(&self, id: IncidentId) -> Option<&IncidentRecord> {
        self.incidents.get(&id)
    }

    /// One disclosure.
    pub fn disclosure(&self, id: DisclosureId) -> Option<&Disclosure> {
        self.disclosures.get(&id)
    }

    /// Disclosures that no safeguarding lead or deputy has seen.
    pub fn unseen(&self) -> impl Iterator<Item = (DisclosureId, &Disclosure)> {
        self.disclosures().filter(|(_, disclosure)| disclosure.seen.is_none())
    }

    /// Incidents about which nobody has said what follows.
    pub fn unreviewed(&self) -> impl Iterator<Item = (IncidentId, &IncidentRecord)> {
        self.incidents().filter(|(_, record)| record.outcome.is_none())
    }
}
