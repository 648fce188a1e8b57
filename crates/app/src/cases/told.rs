//! Tells events in the field's words. Nothing but what the ordinary compartment holds is told.

use super::file::CaseFile;
use super::timeline::Account;
use super::told_case;
use super::told_referral;
use access::Sealed;
use access::action::Ordinary;
use domain::event::Event;
use domain::ids::PersonId;
use domain::private::{Compartment, Private};
use domain::words::Narrative;

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// A person of the case, whose name stands here.
    Person(PersonId),
}

/// What somebody wrote, with what it is.
#[derive(Debug)]
pub struct Words {
    /// What it is.
    pub label: &'static str,
    /// The words.
    pub text: Sealed<Narrative, Ordinary>,
}

/// An event in words, not yet sealed for its reader.
#[derive(Debug)]
pub(super) struct Told {
    what: Vec<Piece>,
    words: Vec<(&'static str, Private<Narrative>)>,
}

impl Told {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { what: vec![Piece::Text(text.into())], words: Vec::new() }
    }

    pub(super) fn about(mut self, person: PersonId) -> Self {
        self.what.push(Piece::Person(person));
        self
    }

    pub(super) fn everybody(self, people: &[PersonId]) -> Self {
        people.iter().enumerate().fold(self, |told, (place, person)| {
            let told = if place > 0 { told.and(", ") } else { told };
            told.about(*person)
        })
    }

    /// The same without what somebody wrote.
    pub(super) fn without_words(mut self) -> Self {
        self.words.clear();
        self
    }

    pub(super) fn and(mut self, text: impl Into<String>) -> Self {
        self.what.push(Piece::Text(text.into()));
        self
    }

    pub(super) fn words(mut self, label: &'static str, text: &Private<Narrative>) -> Self {
        self.words.push((label, text.clone()));
        self
    }

    pub(super) fn words_if(self, label: &'static str, text: Option<&Private<Narrative>>) -> Self {
        match text {
            Some(text) => self.words(label, text),
            None => self,
        }
    }

    /// The event in words; nothing for events that live in other streams.
    pub(super) fn of(event: &Event) -> Option<Self> {
        Some(match event {
            Event::Referral(event) => told_referral::referral(event),
            Event::Risk(event) => told_case::risk(event),
            Event::PreVisit(event) => told_case::previsit(event),
            Event::Voice(event) => told_case::voice(event),
            Event::Arrangement(event) => told_case::arrangement(event),
            Event::Override(event) => told_case::overriding(event),
            Event::Interest(event) => told_case::interest(event),
            Event::Emergency(event) => told_case::emergency(event),
            Event::Concern(event) => told_case::concern(event),
            Event::Centre(_)
            | Event::Worker(_)
            | Event::Person(_)
            | Event::Booking(_)
            | Event::Session(_)
            | Event::Report(_) => return None,
        })
    }

    pub(super) fn sealed(self, file: &CaseFile) -> Account {
        let ordinary = |text: &Private<Narrative>| text.compartment().is_none_or(|c| c == Compartment::Ordinary);
        Account {
            what: self.what,
            words: self
                .words
                .into_iter()
                .filter(|(_, text)| ordinary(text))
                .map(|(label, text)| Words { label, text: file.seal(text) })
                .collect(),
        }
    }
}
