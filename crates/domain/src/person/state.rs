use super::events::PersonEvent;
use super::words::{Confidentiality, KnownFrom, Need, PersonKind, ProtectedDetail, SafeContactRules};
use crate::event::Happened;
use crate::ids::ProtectedFactId;
use crate::private::Private;
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

/// A protected fact as it stands.
#[derive(Debug, Clone)]
pub struct ProtectedFact {
    /// Kind and text.
    pub detail: Private<ProtectedDetail>,
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
    /// What could lead somebody to their door. Facts that are no longer so stay in [`PersonState::former_facts`].
    pub facts: BTreeMap<ProtectedFactId, ProtectedFact>,
    /// Facts that were so once: an old address still leads somewhere, so the leak gate reads them too.
    pub former_facts: Vec<ProtectedFact>,
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

    fn learn(
        &mut self,
        fact: ProtectedFactId,
        detail: &Private<ProtectedDetail>,
        confidentiality: Confidentiality,
        known_from: KnownFrom,
    ) {
        let learned = ProtectedFact { detail: detail.clone(), confidentiality, known_from };
        self.facts.insert(fact, learned);
    }

    fn correct(
        &mut self,
        fact: ProtectedFactId,
        detail: Option<&Private<ProtectedDetail>>,
        confidentiality: Confidentiality,
    ) {
        let Some(before) = self.facts.remove(&fact) else {
            return;
        };
        if let Some(detail) = detail {
            self.facts
                .insert(fact, ProtectedFact { detail: detail.clone(), confidentiality, known_from: before.known_from });
        }
        self.former_facts.push(before);
    }
}
