use super::events::PersonEvent;
use super::words::{Confidentiality, FactKind, KnownFrom, Need, PersonKind, ProtectedDetail, Refuge, SafeContactRules};
use crate::event::Happened;
use crate::ids::ProtectedFactId;
use crate::private::{Apart, Private};
use crate::words::PersonName;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Who somebody is.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Child or adult.
    pub kind: PersonKind,
    /// Their name, where it is known.
    pub name: Option<Private<PersonName>>,
    /// Other names they use or used.
    pub aliases: Vec<Private<PersonName>>,
    /// When they were born, where it is known.
    pub date_of_birth: Option<Private<Date>>,
}

/// A protected fact as it stands; never a refuge, which stands by itself.
#[derive(Debug, Clone)]
pub struct ProtectedFact {
    /// Kind and text.
    pub detail: Private<ProtectedDetail>,
    /// What was said about keeping it.
    pub confidentiality: Confidentiality,
    /// Where the centre has it from.
    pub known_from: KnownFrom,
}

/// A refuge as it stands.
#[derive(Debug, Clone)]
pub struct RefugeFact {
    /// The words, which open only as a refuge.
    pub text: Apart<Refuge>,
    /// What was said about keeping it.
    pub confidentiality: Confidentiality,
    /// Where the centre has it from.
    pub known_from: KnownFrom,
}

/// How to reach somebody safely, and when they were asked.
#[derive(Debug, Clone)]
pub struct SafeContact {
    /// When they were asked.
    pub asked_on: Date,
    /// What they said.
    pub rules: Private<SafeContactRules>,
}

/// One person as they stand.
#[derive(Debug, Clone, Default)]
pub struct PersonState {
    /// Who they are; nothing where the stream has no events.
    pub identity: Option<Identity>,
    /// What could lead somebody to their door, but a refuge. Facts that are no longer so stay in
    /// [`PersonState::former_facts`].
    pub facts: BTreeMap<ProtectedFactId, ProtectedFact>,
    /// Refuges, which nobody is shown who may open the other facts.
    pub refuges: BTreeMap<ProtectedFactId, RefugeFact>,
    /// Facts that were so once: an old address still leads somewhere, so the leak gate reads them too.
    pub former_facts: Vec<ProtectedFact>,
    /// Refuges that were so once.
    pub former_refuges: Vec<RefugeFact>,
    /// How to reach them safely.
    pub safe_contact: Option<SafeContact>,
    /// Needs, in the order in which they were recorded.
    pub needs: Vec<Private<Need>>,
}

impl PersonState {
    /// Whether the person is known to the centre.
    pub const fn is_known(&self) -> bool {
        self.identity.is_some()
    }

    /// Takes one more event into the state.
    pub fn evolve(&mut self, _happened: &Happened, event: &PersonEvent) {
        match event {
            PersonEvent::Recorded { kind, name, aliases, date_of_birth } => {
                self.identity = Some(Identity {
                    kind: *kind,
                    name: name.clone(),
                    aliases: aliases.clone(),
                    date_of_birth: date_of_birth.clone(),
                });
            }
            PersonEvent::IdentityCorrected { name, aliases, date_of_birth, .. } => {
                if let Some(identity) = &mut self.identity {
                    identity.name.clone_from(name);
                    identity.aliases.clone_from(aliases);
                    identity.date_of_birth.clone_from(date_of_birth);
                }
            }
            PersonEvent::ProtectedFactCorrected { fact, detail, confidentiality, .. } => {
                self.correct(*fact, detail.as_ref(), *confidentiality)
            }
            PersonEvent::SafeContactAsked { asked_on, rules } => {
                self.safe_contact = Some(SafeContact { asked_on: *asked_on, rules: rules.clone() });
            }
            PersonEvent::NeedRecorded { need } => self.needs.push(need.clone()),
            PersonEvent::ProtectedFactRecorded { fact, detail, confidentiality, known_from } => {
                self.learn(*fact, detail, *confidentiality, *known_from)
            }
        }
    }

    /// What was said about keeping a fact that stands, a refuge among them.
    pub(super) fn kept(&self, fact: ProtectedFactId) -> Option<Confidentiality> {
        let fact_kept = self.facts.get(&fact).map(|fact| fact.confidentiality);
        fact_kept.or_else(|| self.refuges.get(&fact).map(|refuge| refuge.confidentiality))
    }

    fn learn(
        &mut self,
        fact: ProtectedFactId,
        detail: &Private<ProtectedDetail>,
        confidentiality: Confidentiality,
        known_from: KnownFrom,
    ) {
        if detail.expose().is_some_and(|detail| detail.kind == FactKind::Refuge) {
            let text = Apart::new(detail.clone().map(|detail| Refuge::new(detail.text)));
            self.refuges.insert(fact, RefugeFact { text, confidentiality, known_from });
        } else {
            self.facts.insert(fact, ProtectedFact { detail: detail.clone(), confidentiality, known_from });
        }
    }

    fn correct(
        &mut self,
        fact: ProtectedFactId,
        detail: Option<&Private<ProtectedDetail>>,
        confidentiality: Confidentiality,
    ) {
        let (before, refuge) = (self.facts.remove(&fact), self.refuges.remove(&fact));
        let known_from = before.as_ref().map(|b| b.known_from).or_else(|| refuge.as_ref().map(|r| r.known_from));
        self.former_facts.extend(before);
        self.former_refuges.extend(refuge);
        if let (Some(known_from), Some(detail)) = (known_from, detail) {
            self.learn(fact, detail, confidentiality, known_from);
        }
    }
}
