//! Collects the events of a new referral, or of what is added to one: the case's own and those of its people.

use super::events::ReferralEvent;
use super::words::TextKind;
use crate::decision::{Context, Recorded};
use crate::ids::{CaseId, PersonId, ProtectedFactId};
use crate::person::{
    Confidentiality, FactKind, KnownFrom, Need, PersonEvent, PersonKind, ProtectedDetail, SafeContactRules,
    identity_events, need_of,
};
use crate::private::{Compartment, Private, Subject};
use crate::stream::StreamName;
use crate::words::{Narrative, PersonName};
use jiff::civil::Date;

/// Events of one decision about one case.
pub(super) struct Drafting<'a, 'c> {
    pub(super) case: CaseId,
    pub(super) context: &'a mut Context<'c>,
    known_from: KnownFrom,
    events: Vec<Recorded>,
}

impl<'a, 'c> Drafting<'a, 'c> {
    pub(super) const fn new(case: CaseId, context: &'a mut Context<'c>, known_from: KnownFrom) -> Self {
        Self { case, context, known_from, events: Vec::new() }
    }

    pub(super) fn events(self) -> Vec<Recorded> {
        self.events
    }

    /// Something that happened to the case.
    pub(super) fn say(&mut self, event: ReferralEvent) {
        self.events.push(Recorded::now(StreamName::Case(self.case), event));
    }

    fn say_of(&mut self, person: PersonId, event: PersonEvent) {
        self.events.push(Recorded::now(StreamName::Person(person), event));
    }

    /// Makes a person known.
    pub(super) fn person(
        &mut self,
        kind: PersonKind,
        name: Option<PersonName>,
        aliases: Vec<PersonName>,
        born: Option<Date>,
    ) -> PersonId {
        let person = PersonId::fresh(self.context.ids);
        self.say_of(person, identity_events(person, kind, name, aliases, born));
        person
    }

    /// Records what could lead somebody to a person's door.
    pub(super) fn protected(
        &mut self,
        person: PersonId,
        kind: FactKind,
        text: Narrative,
        confidentiality: Confidentiality,
    ) {
        let event = PersonEvent::ProtectedFactRecorded {
            fact: ProtectedFactId::fresh(self.context.ids),
            detail: Private::new(Subject::Person(person), Compartment::ProtectedFacts, ProtectedDetail { kind, text }),
            confidentiality,
            known_from: self.known_from,
        };
        self.say_of(person, event);
    }

    /// Records how to reach a person safely.
    pub(super) fn safe_contact(&mut self, person: PersonId, asked_on: Date, rules: SafeContactRules) {
        let rules = Private::new(Subject::Person(person), Compartment::ProtectedFacts, rules);
        self.say_of(person, PersonEvent::SafeContactAsked { asked_on, rules });
    }

    /// Records a person's need.
    pub(super) fn need(&mut self, person: PersonId, need: Need) {
        self.say_of(person, need_of(person, need));
    }

    /// A value that tells of the whole case.
    pub(super) const fn of_case<T>(&self, value: T) -> Private<T> {
        Private::new(Subject::Case(self.case), Compartment::Ordinary, value)
    }

    /// The same, where it could lead somebody to a door.
    pub(super) const fn protected_of_case<T>(&self, value: T) -> Private<T> {
        Private::new(Subject::Case(self.case), Compartment::ProtectedFacts, value)
    }

    /// A free text, in the compartment its kind asks for.
    pub(super) fn text(&mut self, kind: TextKind, text: Narrative) {
        let text =
            if kind == TextKind::WhereTheChildrenAre { self.protected_of_case(text) } else { self.of_case(text) };
        self.say(ReferralEvent::TextRecorded { kind, text });
    }

    /// A narrative of harm: under the one person said to be harmed, else under the case.
    pub(super) fn of_harmed(&self, against: &[PersonId], text: Narrative) -> Private<Narrative> {
        match against {
            [one] => Private::of_person(*one, text),
            _ => self.of_case(text),
        }
    }
}
