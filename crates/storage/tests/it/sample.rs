//! Invented people and events, and a projection over them.

use domain::actor::Actor;
use domain::decision::Recorded;
use domain::event::{Event, Happened};
use domain::ids::{CaseId, CentreId, CommandId, FreshIds, PersonId, ProtectedFactId, SessionId, WorkerId};
use domain::person::{Confidentiality, FactKind, KnownFrom, Need, NeedKind, PersonEvent, PersonKind, ProtectedDetail};
use domain::private::{Compartment, Private, Subject};
use domain::stream::StreamName;
use domain::words::{Narrative, PersonName};
use jiff::Timestamp;
use storage::lists::{
    ASSIGNMENTS, CASES, EMERGENCIES, INTERESTS, ListRow, PARTIES, PEOPLE, REPORTS, SESSIONS, TASKS, WORKERS,
};
use storage::{AccessEvent, AccessOutcome, Append};
use testkit::{Bench, SeededIds, at};

/// Who acts in the stories.
pub struct Cast {
    pub ids: SeededIds,
    pub worker: WorkerId,
    pub case: CaseId,
    pub session: SessionId,
    pub amina: PersonId,
    pub joao: PersonId,
}

impl Cast {
    pub fn new(seed: u64) -> Self {
        let mut ids = SeededIds::new(seed);
        Self {
            worker: WorkerId::fresh(&mut ids),
            case: CaseId::fresh(&mut ids),
            session: SessionId::fresh(&mut ids),
            amina: PersonId::fresh(&mut ids),
            joao: PersonId::fresh(&mut ids),
            ids,
        }
    }

    pub fn actor(&self) -> Actor {
        Actor::Worker(self.worker)
    }

    /// An Append by the worker with a fresh command id.
    pub fn append(&mut self, bench: &Bench, events: Vec<Recorded>) -> Append {
        let command = CommandId::fresh(&mut self.ids);
        let mut append = Append::new(bench.centre, command, self.actor(), noon(), "england-2026.1");
        append.events = events;
        append
    }

    pub fn uuid(&mut self) -> uuid::Uuid {
        self.ids.fresh()
    }
}

pub fn noon() -> Timestamp {
    at("2026-03-03T12:00:00.123456Z")
}

pub fn named(person: PersonId, given: &str, family: &str) -> PersonEvent {
    PersonEvent::Recorded {
        kind: PersonKind::Child,
        name: Some(Private::of_person(person, name(given, family))),
        aliases: Vec::new(),
        date_of_birth: None,
    }
}

pub fn renamed(person: PersonId, given: &str, family: &str) -> PersonEvent {
    PersonEvent::IdentityCorrected {
        name: Some(Private::of_person(person, name(given, family))),
        aliases: Vec::new(),
        date_of_birth: None,
        reason: Private::of_person(person, text("a slip of the pen")),
    }
}

pub fn living_at(person: PersonId, ids: &mut SeededIds, address: &str) -> PersonEvent {
    let detail = ProtectedDetail { kind: FactKind::Address, text: text(address) };
    PersonEvent::ProtectedFactRecorded {
        fact: ProtectedFactId::fresh(ids),
        detail: Private::new(Subject::Person(person), Compartment::ProtectedFacts, detail),
        confidentiality: Confidentiality::Confidential,
        known_from: KnownFrom::ThePerson,
    }
}

/// A need of a person; stored in any stream, so that skeleton and private value have different owners.
pub fn needing(person: PersonId, words: &str) -> PersonEvent {
    let need = Need { kind: NeedKind::KeptApart, text: Some(text(words)) };
    PersonEvent::NeedRecorded { need: Private::new(Subject::Person(person), Compartment::Health, need) }
}

pub fn words_of(event: &Event) -> Option<String> {
    match event {
        Event::Person(PersonEvent::NeedRecorded { need }) => {
            need.expose().and_then(|need| need.text.as_ref()).map(|text| text.as_str().to_owned())
        }
        Event::Person(PersonEvent::Recorded { name, .. } | PersonEvent::IdentityCorrected { name, .. }) => {
            name.as_ref().and_then(Private::expose).map(PersonName::full)
        }
        _ => None,
    }
}

pub fn text(text: &str) -> Narrative {
    Narrative::parse(text).unwrap()
}

pub fn name(given: &str, family: &str) -> PersonName {
    PersonName::parse(given, family).unwrap()
}

pub fn looked(bench: &Bench, cast: &Cast, action: &str) -> AccessEvent {
    AccessEvent {
        centre: bench.centre,
        at: noon(),
        actor: cast.actor(),
        purpose: "casework".to_owned(),
        action: action.to_owned(),
        records: vec![StreamName::Case(cast.case).to_string()],
        compartments: vec![Compartment::Ordinary, Compartment::Health],
        outcome: AccessOutcome::Granted,
    }
}

/// Rows for every list, from events of one kind.
pub fn rows(centre: CentreId, stream: StreamName, happened: &[Happened]) -> Vec<ListRow> {
    let Some(last) = happened.last() else {
        return Vec::new();
    };
    match stream {
        StreamName::Person(id) => {
            let row = ListRow::new(&PEOPLE, id).text("kind", "child");
            let names = happened.iter().rev().find_map(|one| match &one.event {
                Event::Person(PersonEvent::Recorded { name, .. } | PersonEvent::IdentityCorrected { name, .. }) => {
                    name.as_ref()
                }
                _ => None,
            });
            vec![match names {
                Some(name) => row.private("name", name, PersonName::full),
                None => row,
            }]
        }
        StreamName::Case(id) => {
            let case = ListRow::new(&CASES, id)
                .text("stage", "open")
                .text_if("level", (happened.len() > 1).then_some("supervised"))
                .count("children", happened.len())
                .int("changed_at", last.recorded_at.as_microsecond())
                .sealed("adults_names", Subject::Case(id), Compartment::Ordinary, "two adults");
            let party = ListRow::new(&PARTIES, format!("{id}/1"))
                .text("case_id", id)
                .text("person_id", "somebody")
                .text("role", "visiting");
            let interest = ListRow::new(&INTERESTS, format!("{id}/2"))
                .text("case_id", id)
                .text("worker_id", "a colleague")
                .text("standing", "acquainted");
            let emergency = ListRow::new(&EMERGENCIES, format!("{id}/3"))
                .text("case_id", id)
                .text("worker_id", "a colleague")
                .count("asked_at", happened.len());
            let mut all = vec![case, party, interest, emergency];
            for one in happened {
                if let Some(words) = words_of(&one.event) {
                    let key = format!("{stream}/{}", one.version);
                    let task = ListRow::new(&TASKS, key)
                        .text("case_id", id)
                        .text("kind", "need")
                        .count("due_at", words.len())
                        .text("state", "open");
                    all.push(task);
                }
            }
            all
        }
        StreamName::Session(id) => vec![
            ListRow::new(&SESSIONS, id).text("case_id", "a case").text("day", "2026-03-07").text("stage", "planned"),
            ListRow::new(&ASSIGNMENTS, format!("{id}/1"))
                .text("case_id", "a case")
                .text("session_id", id)
                .text("worker_id", "somebody")
                .text("day", "2026-03-07"),
            ListRow::new(&REPORTS, id).text("session_id", id).text("case_id", "a case").text("stage", "drafted"),
        ],
        StreamName::Worker(id) => {
            vec![ListRow::new(&WORKERS, id).text("state", "active").text("roles", "coordinator").sealed(
                "name",
                Subject::Worker(id),
                Compartment::Ordinary,
                centre,
            )]
        }
        StreamName::Day(..) | StreamName::Centre(_) => Vec::new(),
    }
}
