//! A person: who they are, what is kept for them, how to reach them.

use crate::referral_desk::{Desk, TODAY, words, worker};
use domain::decision::{Recorded, Refusal};
use domain::event::Event;
use domain::ids::PersonId;
use domain::person::{
    Channel, Confidentiality, FactKind, KnownFrom, LeavingMessages, NameGiven, Need, NeedKind, PersonCommand,
    PersonKind, SafeContactRules,
};
use domain::private::Compartment;
use domain::stream::StreamName;
use jiff::civil::date;

fn name(given: &str, family: &str) -> NameGiven {
    NameGiven { given: given.to_owned(), family: family.to_owned() }
}

fn known(desk: &mut Desk) -> PersonId {
    let command =
        PersonCommand::RecordPerson { kind: PersonKind::Adult, name: name("Anjali", "Rao"), date_of_birth: None };
    let events = desk.give(command, worker(1)).unwrap();
    let StreamName::Person(person) = events[0].stream else {
        panic!("a person's stream");
    };
    person
}

fn telephone(person: PersonId) -> PersonCommand {
    PersonCommand::RecordProtectedFact {
        person,
        kind: FactKind::Telephone,
        text: words("07700 900555"),
        confidentiality: Confidentiality::NotStated,
        known_from: KnownFrom::ThePerson,
    }
}

#[test]
fn an_earlier_name_stays_in_the_history() {
    let mut desk = Desk::open();
    let person = known(&mut desk);
    let correct = PersonCommand::CorrectIdentity {
        person,
        name: name("Anjali", "Menon"),
        aliases: vec![name("Anjali", "Rao")],
        date_of_birth: Some(date(1990, 5, 5)),
        reason: words("Married"),
    };
    desk.give(correct, worker(1)).unwrap();
    assert_eq!(desk.name_of(person), "Anjali Menon");
    let identity = desk.world.people[&person].identity.as_ref().unwrap();
    assert_eq!(identity.aliases.len(), 1);
    assert_eq!(identity.kind, PersonKind::Adult);
}

#[test]
fn every_wrong_field_of_a_correction_is_named() {
    let mut desk = Desk::open();
    let person = known(&mut desk);
    let correct = PersonCommand::CorrectIdentity {
        person,
        name: name(" ", ""),
        aliases: vec![name("", " ")],
        date_of_birth: None,
        reason: words("Typed wrongly"),
    };
    let Err(Refusal::Fields(problems)) = desk.give(correct, worker(1)) else {
        panic!("refused");
    };
    let fields: Vec<_> = problems.iter().map(|p| p.field.as_str()).collect();
    assert_eq!(fields, ["name", "aliases.0"]);
}

#[test]
fn not_even_the_kind_of_a_protected_fact_stands_in_the_open() {
    let mut desk = Desk::open();
    let person = known(&mut desk);
    let events: Vec<Recorded> = desk.give(telephone(person), worker(1)).unwrap();
    let Event::Person(event) = &events[0].event else {
        panic!("a person's event");
    };
    let owner = domain::private::Subject::Person(person);
    let body = Event::from(event.clone()).encode().unwrap().body;
    let segments = domain::body::split(owner, body);
    let skeleton = String::from_utf8(segments[0].value.clone()).unwrap();
    assert!(!skeleton.contains("900555") && !skeleton.contains("telephone"), "{skeleton}");
    assert_eq!(segments[1].compartment, Compartment::ProtectedFacts);
}

#[test]
fn a_fact_that_is_no_longer_so_is_kept_as_a_former_one() {
    let mut desk = Desk::open();
    let person = known(&mut desk);
    desk.give(telephone(person), worker(1)).unwrap();
    let fact = *desk.world.people[&person].facts.keys().next().unwrap();
    let end = || PersonCommand::EndProtectedFact { person, fact, reason: words("New number") };
    desk.give(end(), worker(1)).unwrap();
    let state = &desk.world.people[&person];
    assert!(state.facts.is_empty());
    assert_eq!(state.former_facts.len(), 1, "an old number still leads somewhere");
    assert!(matches!(desk.give(end(), worker(1)), Err(Refusal::NotNow { .. })));
}

#[test]
fn needs_of_health_lie_in_the_health_compartment() {
    let mut desk = Desk::open();
    let person = known(&mut desk);
    for (kind, compartment) in [
        (NeedKind::Access, Compartment::Health),
        (NeedKind::Medical, Compartment::Health),
        (NeedKind::Interpreter, Compartment::Ordinary),
    ] {
        let need = Need { kind, text: Some(words("On the day")) };
        desk.give(PersonCommand::RecordNeed { person, need }, worker(1)).unwrap();
        let state = &desk.world.people[&person];
        assert_eq!(state.needs.last().unwrap().compartment(), Some(compartment));
    }
}

#[test]
fn safe_contact_is_asked_on_a_day_that_has_been() {
    let mut desk = Desk::open();
    let person = known(&mut desk);
    let asked = |asked_on| PersonCommand::RecordSafeContact {
        person,
        asked_on,
        rules: SafeContactRules {
            channels: vec![Channel::Text],
            times: None,
            messages: LeavingMessages::DoNotLeave,
            code_word: Some(words("kite")),
            instructions: None,
        },
    };
    let tomorrow = desk.give(asked(TODAY.tomorrow().unwrap()), worker(1));
    assert!(matches!(tomorrow, Err(Refusal::Fields(_))));
    desk.give(asked(TODAY), worker(1)).unwrap();
    let contact = desk.world.people[&person].safe_contact.as_ref().unwrap();
    assert_eq!(contact.rules.compartment(), Some(Compartment::ProtectedFacts));
    assert_eq!(contact.asked_on, TODAY);
}

#[test]
fn nobody_unknown_has_facts() {
    let stranger = PersonId::from_uuid(uuid::Uuid::from_u128(3));
    let refused = Desk::open().give(telephone(stranger), worker(1));
    assert!(matches!(refused, Err(Refusal::NotNow { .. })));
}

#[test]
fn the_stricter_of_two_wishes_for_secrecy_wins() {
    use Confidentiality::{Confidential, NotAskedToBeKept, NotStated};
    assert_eq!(NotAskedToBeKept.stricter(Confidential), Confidential);
    assert_eq!(NotAskedToBeKept.stricter(NotStated), NotStated);
    assert_eq!(NotAskedToBeKept.stricter(NotAskedToBeKept), NotAskedToBeKept);
}

#[test]
fn nothing_that_is_printed_for_a_log_tells_who_somebody_is() {
    let command = PersonCommand::RecordPerson {
        kind: PersonKind::Adult,
        name: name("Anjali", "Rao"),
        date_of_birth: Some(date(1990, 5, 5)),
    };
    let application = domain::referral::court_application::read(crate::referral_shapes::NEWER.as_bytes());
    let printed = format!("{command:?} {:?}", application.unwrap());
    for told in ["Anjali", "1990", "Ngozi", "1988", "Elm Row", "07700"] {
        assert!(!printed.contains(told), "{told}");
    }
}

#[test]
fn a_refuge_never_stands_among_the_other_facts_whatever_is_corrected() {
    let mut desk = Desk::open();
    let person = known(&mut desk);
    let record = |kind, said: &str| PersonCommand::RecordProtectedFact {
        person,
        kind,
        text: words(said),
        confidentiality: Confidentiality::Confidential,
        known_from: KnownFrom::ThePerson,
    };
    desk.give(record(FactKind::Refuge, "Harrier House"), worker(1)).unwrap();
    let refuges = |desk: &Desk| {
        let state = &desk.world.people[&person];
        (state.facts.len(), state.refuges.len(), state.former_facts.len(), state.former_refuges.len())
    };
    assert_eq!(refuges(&desk), (0, 1, 0, 0));
    let fact = *desk.world.people[&person].refuges.keys().next().unwrap();
    let correct = |kind, said: &str| PersonCommand::CorrectProtectedFact {
        person,
        fact,
        kind,
        text: words(said),
        confidentiality: Confidentiality::Confidential,
        reason: words("They moved"),
    };
    desk.give(correct(FactKind::Address, "3 Teal Row"), worker(1)).unwrap();
    assert_eq!(refuges(&desk), (1, 0, 0, 1), "the former refuge is still compared with what leaves");
    desk.give(correct(FactKind::Refuge, "Kestrel House"), worker(1)).unwrap();
    assert_eq!(refuges(&desk), (0, 1, 1, 1));
    let end = PersonCommand::EndProtectedFact { person, fact, reason: words("They left") };
    desk.give(end, worker(1)).unwrap();
    assert_eq!(refuges(&desk), (0, 0, 1, 2));
    let shown = format!("{:?}", desk.world.people[&person]);
    assert!(!shown.contains("Harrier") && !shown.contains("Kestrel"), "{shown}");
}
