//! A device at the door takes away whatever its reader may do elsewhere, and leaves today's sheet and what happens.

use crate::world::{CASE, HERE, access};
use access::{Asker, Moment, Office, Purpose, Record, RecordKind, Relation, Relations, SecondFactor};
use domain::ids::{SessionId, WorkerId};
use domain::words::Role;
use jiff::Timestamp;
use jiff::civil::date;
use uuid::Uuid;

const RECORDED: [&str; 4] = ["record-movement", "end-session", "report-incident", "capture-disclosure"];
const FLOOR: [Role; 6] = [
    Role::Volunteer,
    Role::ContactSupervisor,
    Role::ShiftLead,
    Role::Coordinator,
    Role::SafeguardingLead,
    Role::DeputySafeguardingLead,
];

fn at_the_door(roles: &[Role]) -> Asker {
    Asker {
        worker: WorkerId::from_uuid(Uuid::from_u128(9)),
        centre: HERE,
        roles: roles.iter().copied().collect(),
        offices: [Office::DoorDevice].into(),
    }
}

fn moment(now: i64, second_factor: SecondFactor) -> Moment {
    let at = |second| Timestamp::from_second(second).unwrap();
    Moment { purpose: Purpose::CaseWork, now: at(now), until: at(1_000), second_factor }
}

fn day() -> Record {
    Record::new(HERE, RecordKind::Day(date(2026, 11, 28)))
}

fn session() -> Record {
    Record::new(HERE, RecordKind::Session(SessionId::from_uuid(Uuid::from_u128(4)), CASE))
}

fn open(roles: &[Role], record: Record, relations: &[Relation], now: i64) -> Vec<String> {
    let relations: Relations = relations.iter().copied().collect();
    let permitted = |action: &String| {
        let moment = moment(now, SecondFactor::Given);
        access().explain(&at_the_door(roles), action, record, &relations, moment).permitted
    };
    let mut found: Vec<_> = access().actions().into_iter().filter(permitted).collect();
    found.sort();
    found
}

#[test]
fn with_a_pin_todays_sheet_opens_and_what_happens_is_recorded_and_nothing_else_whatever_the_role() {
    let all = [Relation::ByPin, Relation::OfToday, Relation::Assigned, Relation::Author, Relation::SecondPerson];
    for role in FLOOR {
        let mut expected = vec!["capture-disclosure", "end-session", "read-door", "record-movement", "report-incident"];
        assert_eq!(open(&[role], day(), &all, 999), expected, "{role:?}");
        expected.retain(|action| *action != "read-door");
        assert_eq!(open(&[role], session(), &all, 999), expected, "{role:?} of a session");
    }
    assert_eq!(open(&Role::ALL, session(), &all, 999).len(), RECORDED.len(), "whatever else they are");
    for role in [Role::Administrator, Role::Trustee, Role::Reviewer, Role::IntakeWorker] {
        assert_eq!(open(&[role], day(), &all, 999), ["capture-disclosure", "report-incident"], "{role:?}");
    }
    assert!(open(&[], day(), &all, 999).is_empty(), "nobody");
}

#[test]
fn nothing_is_open_without_a_pin_nor_when_the_shift_is_over_and_of_another_day_only_a_concern() {
    for (relations, now) in [
        (vec![Relation::OfToday, Relation::Assigned], 999),
        (vec![Relation::OfToday, Relation::ByPin, Relation::Assigned], 1_000),
    ] {
        for record in [day(), session()] {
            assert!(open(&Role::ALL, record, &relations, now).is_empty(), "{relations:?} {now}");
        }
    }
    let other_day = [Relation::ByPin, Relation::Assigned];
    assert_eq!(open(&Role::ALL, session(), &other_day, 999), ["capture-disclosure", "report-incident"]);
}

#[test]
fn whoever_is_kept_from_the_family_records_nothing_of_it_and_whoever_is_suspected_does() {
    let at = [Relation::ByPin, Relation::OfToday];
    let with = |more| [at.as_slice(), &[more]].concat();
    let raises = ["capture-disclosure", "report-incident"];
    assert_eq!(open(&FLOOR, session(), &with(Relation::Conflicted), 999), raises);
    assert_eq!(open(&FLOOR, session(), &with(Relation::Suspected), 999).len(), RECORDED.len());
}

#[test]
fn nobody_reads_the_doors_sheet_but_at_the_door_and_nobody_opens_a_device_without_a_second_factor() {
    let elsewhere = Asker { offices: [].into(), ..at_the_door(&Role::ALL) };
    let relations = Relations::from([Relation::ByPin, Relation::OfToday]);
    let asked = |action, factor| access().explain(&elsewhere, action, day(), &relations, moment(999, factor)).permitted;
    assert!(!asked("read-door", SecondFactor::Given));
    assert!(asked("open-door", SecondFactor::Given));
    assert!(!asked("open-door", SecondFactor::NotDemanded));
    assert!(asked("end-door", SecondFactor::Missing), "whoever has none at hand still ends it");
}
