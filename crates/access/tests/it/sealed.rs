use crate::world::{CASE, HERE, access, asker, case};
use access::action::{OpenProtectedFacts, Ordinary, ProtectedFacts, ReadCase};
use access::{Erased, OtherRecord, Purpose, Record, RecordKind, Relations, Sealed};
use domain::ids::{CaseId, PersonId};
use domain::private::{Compartment, Private, Subject};
use domain::words::Role;
use uuid::Uuid;

fn private(compartment: Compartment) -> Private<String> {
    Private::new(Subject::Person(PersonId::from_uuid(Uuid::from_u128(5))), compartment, "12 Fern Walk".to_owned())
}

#[test]
fn a_grant_opens_the_values_of_its_case() {
    let none = Relations::new();
    let grant = access().read::<ReadCase>(&asker(&[Role::Coordinator]), case(), &none, Purpose::CaseWork).unwrap();
    let of_person = Record::new(HERE, RecordKind::Person(PersonId::from_uuid(Uuid::from_u128(5)), CASE));
    let sealed = Sealed::<_, Ordinary>::new(of_person, private(Compartment::Ordinary));
    assert_eq!(sealed.open(&grant).unwrap().unwrap(), "12 Fern Walk");
}

#[test]
fn a_grant_does_not_open_the_values_of_another_case() {
    let none = Relations::new();
    let grant = access().read::<ReadCase>(&asker(&[Role::Coordinator]), case(), &none, Purpose::CaseWork).unwrap();
    let other = Record::new(HERE, RecordKind::Case(CaseId::from_uuid(Uuid::from_u128(77))));
    let sealed = Sealed::<_, Ordinary>::new(other, private(Compartment::Ordinary));
    assert_eq!(sealed.open(&grant), Err(OtherRecord));
}

#[test]
fn a_value_put_into_the_wrong_compartment_does_not_open() {
    let none = Relations::new();
    let grant = access().read::<ReadCase>(&asker(&[Role::Coordinator]), case(), &none, Purpose::CaseWork).unwrap();
    let sealed = Sealed::<_, Ordinary>::new(case(), private(Compartment::ProtectedFacts));
    assert_eq!(sealed.open(&grant), Err(OtherRecord));
}

#[test]
fn an_erased_value_says_so_and_debug_shows_nothing() {
    let none = Relations::new();
    let asker = asker(&[Role::SafeguardingLead]);
    let grant = access().read::<OpenProtectedFacts>(&asker, case(), &none, Purpose::Safeguarding).unwrap();
    let gone = Sealed::<String, ProtectedFacts>::new(case(), Private::Erased);
    assert_eq!(gone.open(&grant).unwrap(), Err(Erased));
    let held = Sealed::<_, ProtectedFacts>::new(case(), private(Compartment::ProtectedFacts));
    assert!(!format!("{held:?}").contains("Fern"));
}
