//! The table of domain section 3.3, as far as these roles go: who is permitted what, by relation.

use crate::world::{CASE, ELSEWHERE, HERE, access, asker, case};
use access::{Purpose, Record, RecordKind, Relation, Relations};
use domain::words::Role;

#[track_caller]
fn check(role: Role, relations: &[Relation], action: &str, purpose: Purpose, expect: bool) {
    let relations: Relations = relations.iter().copied().collect();
    let found = access().explain(&asker(&[role]), action, case(), &relations, purpose);
    assert_eq!(found.permitted, expect, "{role:?} {relations:?} {action} {}", purpose.name());
}

#[test]
fn who_may_do_what_in_a_case() {
    use Purpose::{CaseWork, Emergency, SafeContact};
    use Relation::{Assigned, Author};
    for (role, relations, action, purpose, expect) in [
        (Role::Coordinator, vec![], "read-case", CaseWork, true),
        (Role::IntakeWorker, vec![], "read-case", CaseWork, true),
        (Role::ContactSupervisor, vec![], "read-case", CaseWork, false),
        (Role::ContactSupervisor, vec![Assigned], "read-case", CaseWork, true),
        (Role::Volunteer, vec![Assigned], "read-case", CaseWork, false),
        (Role::Administrator, vec![Assigned], "read-case", CaseWork, false),
        (Role::Trustee, vec![], "read-case", CaseWork, false),
        (Role::Coordinator, vec![], "open-protected-facts", CaseWork, false),
        (Role::Coordinator, vec![], "open-protected-facts", SafeContact, true),
        (Role::Volunteer, vec![Assigned], "open-protected-facts", SafeContact, false),
        (Role::Volunteer, vec![Assigned], "open-protected-facts", Emergency, true),
        (Role::Administrator, vec![], "open-protected-facts", Emergency, false),
        (Role::SafeguardingLead, vec![], "open-disclosure", CaseWork, true),
        (Role::Coordinator, vec![], "open-disclosure", CaseWork, false),
        (Role::Volunteer, vec![Author], "open-disclosure", CaseWork, true),
        (Role::Volunteer, vec![], "capture-disclosure", CaseWork, true),
        (Role::Administrator, vec![], "capture-disclosure", CaseWork, true),
        (Role::ContactSupervisor, vec![Assigned], "draft-report", CaseWork, true),
        (Role::ContactSupervisor, vec![], "draft-report", CaseWork, false),
        (Role::Reviewer, vec![], "pass-report", CaseWork, true),
        (Role::Reviewer, vec![Author], "pass-report", CaseWork, false),
        (Role::SafeguardingLead, vec![Author], "pass-report", CaseWork, false),
        (Role::ContactSupervisor, vec![Assigned], "release-report", CaseWork, false),
        (Role::IntakeWorker, vec![], "sign-risk-assessment", CaseWork, false),
    ] {
        check(role, &relations, action, purpose, expect);
    }
}

#[test]
fn a_conflicted_worker_is_permitted_nothing_of_the_case_but_saying_that_something_happened() {
    for role in Role::ALL {
        let relations = [Relation::Conflicted, Relation::Assigned, Relation::Author];
        for action in access().actions() {
            let raises = ["report-incident", "capture-disclosure"].contains(&action.as_str());
            let elsewhere = [
                "read-day",
                "read-workforce",
                "read-centre",
                "open-centre",
                "change-centre",
                "engage-worker",
                "change-worker-roles",
                "end-engagement",
                "record-training",
                "record-suitability",
                "name-partner-lead",
                "declare-conflict",
                "end-door",
            ];
            if !raises && !elsewhere.contains(&action.as_str()) {
                check(role, &relations, &action, Purpose::Emergency, false);
            }
        }
    }
}

#[test]
fn nothing_of_another_centre_is_permitted() {
    let record = Record::new(ELSEWHERE, RecordKind::Case(CASE));
    for role in Role::ALL {
        for action in access().actions() {
            let asker = asker(&[role]);
            let found = access().explain(&asker, &action, record, &Relations::new(), Purpose::Emergency);
            assert!(!found.permitted, "{role:?} {action}");
        }
    }
}

#[test]
fn whoever_comes_by_a_link_reads_and_answers_one_request_and_nothing_else_whatever_their_roles() {
    let answers = ["read-override-request", "authorise-override", "confirm-override", "decline-override"];
    for roles in [vec![], Role::ALL.to_vec()] {
        for action in access().actions() {
            let relations = Relations::from([Relation::AskedByLink, Relation::Assigned]);
            let found = access().explain(&asker(&roles), &action, case(), &relations, Purpose::CaseWork);
            let groups = ["answering-by-link", "overriding"];
            if !groups.contains(&action.as_str()) {
                assert_eq!(found.permitted, answers.contains(&action.as_str()), "{action}");
            }
        }
    }
    let nobody = access().explain(&asker(&[]), "authorise-override", case(), &Relations::new(), Purpose::CaseWork);
    assert!(!nobody.permitted);
    check(Role::Coordinator, &[], "read-override-request", Purpose::CaseWork, false);
    check(Role::Coordinator, &[], "decline-override", Purpose::CaseWork, false);
    check(Role::Administrator, &[], "name-partner-lead", Purpose::CaseWork, false);
    check(Role::SafeguardingLead, &[], "name-partner-lead", Purpose::CaseWork, true);
}

#[test]
fn nobody_changes_their_own_roles() {
    let own: Relations = [Relation::Themselves].into();
    let record = Record::new(HERE, RecordKind::Centre);
    let asker = asker(&[Role::Coordinator, Role::Administrator]);
    assert!(!access().explain(&asker, "change-worker-roles", record, &own, Purpose::CaseWork).permitted);
    let other = Relations::new();
    assert!(access().explain(&asker, "change-worker-roles", record, &other, Purpose::CaseWork).permitted);
}

#[test]
fn a_decision_names_the_sentence_that_made_it() {
    let found =
        access().explain(&asker(&[Role::Coordinator]), "read-case", case(), &Relations::new(), Purpose::CaseWork);
    let names: Vec<_> = found.deciders.iter().map(|decider| decider.name.as_str()).collect();
    assert_eq!(names, ["cases/leads-read-cases"]);
    assert!(found.deciders[0].sentence.contains("coordinator"), "{:?}", found.deciders);
}

#[test]
fn an_action_nobody_knows_is_refused() {
    check(Role::Coordinator, &[], "burn-the-files", Purpose::CaseWork, false);
}
