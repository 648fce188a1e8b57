use access::{Access, Asker, Record, RecordKind};
use domain::ids::{CaseId, CentreId, WorkerId};
use domain::words::Role;
use std::collections::BTreeSet;
use std::sync::OnceLock;
use uuid::Uuid;

pub const HERE: CentreId = CentreId::from_uuid(Uuid::from_u128(1));
pub const ELSEWHERE: CentreId = CentreId::from_uuid(Uuid::from_u128(2));
pub const CASE: CaseId = CaseId::from_uuid(Uuid::from_u128(3));

/// The policies, read once for all tests: validating them takes most of a second without optimisation.
pub fn access() -> &'static Access {
    static ACCESS: OnceLock<Access> = OnceLock::new();
    ACCESS.get_or_init(|| Access::load().unwrap())
}

pub fn asker(roles: &[Role]) -> Asker {
    Asker {
        worker: WorkerId::from_uuid(Uuid::from_u128(9)),
        centre: HERE,
        roles: roles.iter().copied().collect(),
        offices: BTreeSet::new(),
    }
}

pub fn case() -> Record {
    Record::new(HERE, RecordKind::Case(CASE))
}
