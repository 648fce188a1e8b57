//! `cargo bench -p access`: what one decision costs with the full set of policies. Fails above 50 microseconds at the median.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, missing_docs)]
#![expect(clippy::disallowed_methods, reason = "a bench is what the clock is for")]

use access::{Access, Asker, Purpose, Record, RecordKind, Relation, Relations};
use domain::ids::{CaseId, CentreId, WorkerId};
use domain::words::Role;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use uuid::Uuid;

const MOST: Duration = Duration::from_micros(50);
const ROUNDS: usize = 200;

fn main() {
    let access = Access::load().unwrap();
    let centre = CentreId::from_uuid(Uuid::from_u128(1));
    let record = Record::new(centre, RecordKind::Case(CaseId::from_uuid(Uuid::from_u128(2))));
    let asker = Asker {
        worker: WorkerId::from_uuid(Uuid::from_u128(3)),
        centre,
        roles: BTreeSet::from([Role::ContactSupervisor, Role::ShiftLead]),
        offices: BTreeSet::new(),
    };
    let relations = Relations::from([Relation::Assigned]);
    let mut actions: Vec<_> = access.actions().into_iter().collect();
    actions.sort();
    let mut times = Vec::new();
    for action in actions.iter().cycle().take(actions.len() * ROUNDS) {
        let began = Instant::now();
        std::hint::black_box(access.explain(&asker, action, record, &relations, Purpose::CaseWork));
        times.push(began.elapsed());
    }
    times.sort();
    let at = |share: usize| times[times.len() * share / 100];
    println!("one decision of {}: median {:?}, 95 of 100 within {:?}", times.len(), at(50), at(95));
    assert!(at(50) <= MOST || cfg!(debug_assertions), "the median is above {MOST:?}");
}
