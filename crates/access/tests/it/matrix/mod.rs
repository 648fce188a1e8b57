//! Every role and relation against every action, compared with a table that knows nothing of the policies.

mod table;

use crate::world::{CASE, ELSEWHERE, HERE, access};
use access::{Asker, Moment, Office, Purpose, Record, RecordKind, Relation, Relations, SecondFactor};
use domain::ids::WorkerId;
use domain::words::Role;
use jiff::Timestamp;
use std::collections::BTreeSet;
use table::{
    ALWAYS_TWO_FACTORS, BARRED, DEMANDED_TWO_FACTORS, IN_A_CASE, LEFT_WHEN_SUSPECTED, NOT_OWN, OPEN_TO_AGENCIES,
    OPEN_TO_FAMILY, OUTSIDE, PURPOSES, Row,
};

/// Where somebody stands outside, by the name the table has for it.
const PLACES: [(&str, &[Relation]); 16] = [
    ("", &[]),
    ("resident", &[Relation::LivesWith]),
    ("resident.own", &[Relation::LivesWith, Relation::Themselves]),
    ("visiting", &[Relation::Visits]),
    ("visiting.own", &[Relation::Visits, Relation::Themselves]),
    ("child", &[Relation::Child]),
    ("child.own", &[Relation::Child, Relation::Themselves]),
    ("visitor", &[Relation::Accompanies]),
    ("visitor.own", &[Relation::Accompanies, Relation::Themselves]),
    ("sol.r", &[Relation::ActsForLivesWith]),
    ("sol.r.client", &[Relation::ActsForLivesWith, Relation::Client]),
    ("sol.v", &[Relation::ActsForVisits]),
    ("sol.v.client", &[Relation::ActsForVisits, Relation::Client]),
    ("referrer", &[Relation::Referred]),
    ("agency", &[Relation::Agency]),
    ("agency.late", &[Relation::Agency]),
];

/// What may have been decided, by the name the table has for it.
const DECIDED: [(&str, Option<Relation>); 4] = [
    ("", None),
    ("passed-on", Some(Relation::PassedOn)),
    ("released", Some(Relation::Released)),
    ("required", Some(Relation::Required)),
];

/// One cell.
#[derive(Debug, Clone, Copy)]
struct Cell {
    role: Option<Role>,
    assigned: bool,
    author: bool,
    place: usize,
    decided: usize,
    purpose: Purpose,
    second: SecondFactor,
}

const PLAIN: Cell = Cell {
    role: None,
    assigned: false,
    author: false,
    place: 0,
    decided: 0,
    purpose: Purpose::CaseWork,
    second: SecondFactor::Given,
};

impl Cell {
    fn relations(&self) -> Relations {
        let at_work = [(self.assigned, Relation::Assigned), (self.author, Relation::Author)];
        let at_work = at_work.into_iter().filter_map(|(holds, relation)| holds.then_some(relation));
        at_work.chain(PLACES[self.place].1.iter().copied()).chain(DECIDED[self.decided].1).collect()
    }

    fn moment(&self) -> Moment {
        let at = |second| Timestamp::from_second(second).unwrap();
        let late = PLACES[self.place].0 == "agency.late";
        Moment {
            purpose: self.purpose,
            now: at(if late { 2_000 } else { 1_000 }),
            until: at(1_500),
            second_factor: self.second,
        }
    }

    fn asker(&self) -> Asker {
        asker(self.role.into_iter().collect(), BTreeSet::new())
    }

    /// What the table says.
    fn expected(&self, action: &str) -> bool {
        let place = PLACES[self.place].0;
        let in_case = IN_A_CASE.iter().any(|row| row.actions.contains(&action));
        let agency = place.starts_with("agency");
        let family = !place.is_empty() && !agency && place != "referrer";
        if in_case && (family && !OPEN_TO_FAMILY.contains(&action) || agency && !OPEN_TO_AGENCIES.contains(&action)) {
            return false;
        }
        if in_case && (place == "agency.late" || self.role == Some(Role::Administrator)) {
            return false;
        }
        let decided = DECIDED[self.decided].0;
        let barred =
            |(what, whom, but): &(&str, &[&str], &str)| *what == action && whom.contains(&place) && decided != *but;
        let factors = match self.second {
            SecondFactor::Given => true,
            SecondFactor::NotDemanded => !ALWAYS_TWO_FACTORS.contains(&action),
            SecondFactor::Missing => !ALWAYS_TWO_FACTORS.contains(&action) && !DEMANDED_TWO_FACTORS.contains(&action),
        };
        factors && !BARRED.iter().any(barred) && (self.at_work(action) || self.outside(action))
    }

    fn at_work(&self, action: &str) -> bool {
        let Some(letter) = self.role.map(table::letter) else { return false };
        let mut rows = IN_A_CASE.iter().chain(table::ELSEWHERE);
        let row: &Row = rows.find(|row| row.actions.contains(&action)).expect("every action has a row");
        let by_role = row.anyway.contains(letter)
            || self.assigned && row.assigned.contains(letter)
            || self.author && row.author.contains(letter);
        let passed_on = ["open-disclosure", "know-of-disclosure"].contains(&action)
            && letter == 'C'
            && DECIDED[self.decided].0 == "passed-on";
        let limited: Vec<_> =
            PURPOSES.iter().filter(|(what, who, _)| *what == action && who.contains(letter)).collect();
        let purpose = limited.is_empty() || limited.iter().any(|(_, _, what)| what.contains(&self.purpose.name()));
        let own = self.author && NOT_OWN.contains(&action);
        // Whoever is told of themselves is the family's here, and nobody is made more than they are.
        let themselves = PLACES[self.place].1.contains(&Relation::Themselves)
            && [
                "engage-worker",
                "change-worker-roles",
                "open-account",
                "suspend-account",
                "settle-suspicion",
                "agree-break-glass",
            ]
            .contains(&action);
        (by_role || passed_on) && purpose && !own && !themselves
    }

    fn outside(&self, action: &str) -> bool {
        let (place, decided) = (PLACES[self.place].0, DECIDED[self.decided].0);
        let supplied = action == "open-protected-facts" && place == "agency" && self.author;
        supplied
            || OUTSIDE.iter().any(|(what, whom, needs)| {
                *what == action && whom.contains(&place) && (needs.is_empty() || *needs == decided)
            })
    }
}

/// What is open to whom two people let in.
const LET_IN: [&str; 6] =
    ["read-case", "open-protected-facts", "open-refuge", "open-health", "open-disclosure", "know-of-disclosure"];

fn asker(roles: BTreeSet<Role>, offices: BTreeSet<Office>) -> Asker {
    Asker { worker: WorkerId::from_uuid(uuid::Uuid::from_u128(9)), centre: HERE, roles, offices }
}

fn permitted(cell: &Cell, action: &str, record: Record, more: &[Relation]) -> bool {
    let relations = cell.relations().into_iter().chain(more.iter().copied()).collect();
    access().explain(&cell.asker(), action, record, &relations, cell.moment()).permitted
}

fn every_role() -> impl Iterator<Item = Option<Role>> {
    Role::ALL.into_iter().map(Some).chain([None])
}

fn here() -> Record {
    Record::new(HERE, RecordKind::Case(CASE))
}

fn both() -> [bool; 2] {
    [false, true]
}

#[test]
fn every_action_has_one_row_and_every_row_an_action() {
    let rows: Vec<_> = IN_A_CASE.iter().chain(table::ELSEWHERE).flat_map(|row| row.actions).collect();
    let named: BTreeSet<_> = rows.iter().map(|action| (**action).to_owned()).collect();
    assert_eq!(named.len(), rows.len(), "an action has two rows");
    assert_eq!(named, access().actions().into_iter().collect());
}

#[test]
fn whoever_works_here_may_do_what_the_table_says() {
    for action in access().actions() {
        for role in every_role() {
            for (assigned, author) in both().into_iter().flat_map(|one| both().map(|other| (one, other))) {
                for purpose in Purpose::ALL {
                    let cell = Cell { role, assigned, author, purpose, ..PLAIN };
                    assert_eq!(permitted(&cell, &action, here(), &[]), cell.expected(&action), "{action} {cell:?}");
                }
                for second in
                    [SecondFactor::NotDemanded, SecondFactor::Missing].into_iter().filter(|_| assigned && author)
                {
                    let cell = Cell { role, assigned, author, purpose: Purpose::Emergency, second, ..PLAIN };
                    assert_eq!(permitted(&cell, &action, here(), &[]), cell.expected(&action), "{action} {cell:?}");
                }
            }
        }
    }
}

#[test]
fn whoever_stands_outside_may_do_what_the_table_says_whatever_else_they_are() {
    let roles = [Role::Coordinator, Role::SafeguardingLead, Role::Volunteer, Role::Administrator];
    for action in access().actions() {
        for role in roles.into_iter().map(Some).chain([None]) {
            // What was decided matters to few actions; that it does not matter to the others is seen with one decision.
            let matters = OUTSIDE.iter().chain(BARRED).any(|(what, _, _)| *what == action);
            let decisions = if matters { DECIDED.len() } else { 2 };
            for (place, decided) in (0..PLACES.len()).flat_map(|place| (0..decisions).map(move |to| (place, to))) {
                let purpose = Purpose::Safeguarding;
                let cell = Cell { role, assigned: role.is_some(), place, decided, purpose, ..PLAIN };
                let words = (PLACES[place].0, DECIDED[decided].0);
                assert_eq!(
                    permitted(&cell, &action, here(), &[]),
                    cell.expected(&action),
                    "{action} {words:?} {cell:?}"
                );
            }
        }
    }
}

#[test]
fn conflicts_suspicions_and_other_centres_close_what_the_table_says() {
    for action in access().actions() {
        let in_case = IN_A_CASE.iter().any(|row| row.actions.contains(&action.as_str()));
        for (role, assigned) in every_role().flat_map(|role| both().map(|assigned| (role, assigned))) {
            for purpose in [Purpose::CaseWork, Purpose::Emergency] {
                let cell = Cell { role, assigned, purpose, ..PLAIN };
                let plain = cell.expected(&action);
                let conflicted = permitted(&cell, &action, here(), &[Relation::Conflicted]);
                assert_eq!(conflicted, plain && !in_case, "{action} conflicted {cell:?}");
                let left = LEFT_WHEN_SUSPECTED[0].contains(&action.as_str())
                    || purpose == Purpose::Emergency && LEFT_WHEN_SUSPECTED[1].contains(&action.as_str());
                let suspected = permitted(&cell, &action, here(), &[Relation::Suspected]);
                assert_eq!(suspected, plain && (left || !in_case), "{action} suspected {cell:?}");
                let there = Record::new(ELSEWHERE, RecordKind::Case(CASE));
                assert!(!permitted(&cell, &action, there, &[]), "{action} elsewhere {cell:?}");
            }
        }
    }
}

#[test]
fn with_a_second_person_some_take_a_case_out_or_let_somebody_back_in() {
    for (role, assigned) in every_role().flat_map(|role| both().map(|assigned| (role, assigned))) {
        let cell = Cell { role, assigned, purpose: Purpose::Emergency, ..PLAIN };
        let letter = role.map_or('-', table::letter);
        for (action, expected) in
            [("export-case", "LD".contains(letter)), ("recover-account", "CLDTA".contains(letter))]
        {
            let found = permitted(&cell, action, here(), &[Relation::SecondPerson]);
            assert_eq!(found, expected, "{action} {cell:?}");
        }
    }
}

#[test]
fn offices_open_figures_evidence_the_program_and_the_log_and_nothing_else() {
    use RecordKind::{Case, Centre, Register, Return};
    let open = |office: Office, action: &str, kind: RecordKind| match office {
        Office::Accreditor => action == "read-evidence" && kind == Centre,
        Office::OversightAnalyst => {
            ["read-returns", "read-register"].contains(&action) && [Return, Register].contains(&kind)
        }
        Office::ReviewPanel => ["read-register", "code-review"].contains(&action) && kind == Register,
        Office::DataProtectionOfficer => ["read-access-log", "read-break-glass", "note-break-glass"].contains(&action),
        Office::SystemOperator => action == "operate-system" && kind == Centre,
        Office::SealedHolder => LET_IN.contains(&action),
        Office::DoorDevice => false,
    };
    for action in access().actions() {
        for (office, kind) in
            Office::ALL.into_iter().flat_map(|o| [Case(CASE), Centre, Return, Register].map(|k| (o, k)))
        {
            let who = asker(BTreeSet::new(), [office].into());
            let relations = Relations::from([Relation::SecondPerson]);
            let moment = Cell { purpose: Purpose::Emergency, ..PLAIN }.moment();
            let found = access().explain(&who, &action, Record::new(HERE, kind), &relations, moment).permitted;
            assert_eq!(found, open(office, &action, kind), "{office:?} {action} {kind:?}");
        }
    }
}

#[test]
fn whoever_two_people_let_in_sees_nothing_a_moment_too_long_without_the_second_or_for_another_purpose() {
    let sealed = asker(BTreeSet::new(), [Office::SealedHolder].into());
    let at = |second| Timestamp::from_second(second).unwrap();
    for action in access().actions() {
        let asked = |relations: &[Relation], purpose, now| {
            let moment = Moment { purpose, now: at(now), until: at(1_500), second_factor: SecondFactor::Given };
            let relations = relations.iter().copied().collect();
            access().explain(&sealed, &action, here(), &relations, moment).permitted
        };
        let let_in = LET_IN.contains(&action.as_str());
        assert_eq!(asked(&[Relation::SecondPerson], Purpose::Emergency, 1_499), let_in, "{action}");
        assert!(!asked(&[Relation::SecondPerson], Purpose::Emergency, 1_500), "{action} when the time is up");
        assert!(!asked(&[], Purpose::Emergency, 1_499), "{action} by one person");
        for kept in [Relation::Conflicted, Relation::Suspected] {
            let found = asked(&[Relation::SecondPerson, kept], Purpose::Emergency, 1_499);
            let left = kept == Relation::Suspected && LEFT_WHEN_SUSPECTED[1].contains(&action.as_str());
            assert_eq!(found, let_in && left, "{action} {kept:?}");
        }
        for purpose in Purpose::ALL.into_iter().filter(|purpose| *purpose != Purpose::Emergency) {
            assert!(!asked(&[Relation::SecondPerson], purpose, 1_499), "{action} for {purpose:?}");
        }
    }
}

#[test]
fn whoever_oversees_accredits_or_keeps_the_machine_running_sees_nothing_of_a_case_whatever_their_roles() {
    for office in [Office::Accreditor, Office::OversightAnalyst, Office::ReviewPanel, Office::SystemOperator] {
        let who = asker(Role::ALL.into_iter().collect(), [office].into());
        let relations = Relations::from([Relation::Assigned, Relation::Author, Relation::SecondPerson]);
        for action in IN_A_CASE.iter().flat_map(|row| row.actions) {
            let moment = Cell { purpose: Purpose::Emergency, ..PLAIN }.moment();
            assert!(!access().explain(&who, action, here(), &relations, moment).permitted, "{office:?} {action}");
        }
    }
}

#[test]
fn returns_evidence_the_program_and_ones_own_record_are_open_where_they_lie_and_to_whom_they_belong() {
    let kinds = [RecordKind::Case(CASE), RecordKind::Centre, RecordKind::Return, RecordKind::Register];
    let own = RecordKind::Worker(WorkerId::from_uuid(uuid::Uuid::from_u128(9)));
    for (role, kind) in every_role().flat_map(|role| kinds.into_iter().chain([own]).map(move |kind| (role, kind))) {
        let cell = Cell { role, ..PLAIN };
        let letter = role.map_or('-', table::letter);
        for (action, at, who) in [
            ("send-return", RecordKind::Return, "CT"),
            ("read-evidence", RecordKind::Centre, "CLDT"),
            ("operate-system", RecordKind::Centre, "A"),
            ("read-returns", RecordKind::Return, ""),
        ] {
            let found = permitted(&cell, action, Record::new(HERE, kind), &[]);
            assert_eq!(found, kind == at && who.contains(letter), "{action} {kind:?} {cell:?}");
        }
        let found = permitted(&cell, "read-workforce", Record::new(HERE, kind), &[Relation::Themselves]);
        assert_eq!(found, kind == own || "CLDTA".contains(letter), "read-workforce {kind:?} {cell:?}");
        let found = permitted(&cell, "read-workforce", Record::new(HERE, kind), &[]);
        assert_eq!(found, "CLDTA".contains(letter), "read-workforce of another {kind:?} {cell:?}");
    }
}

#[test]
fn an_administrator_who_does_other_work_too_may_do_what_that_work_opens() {
    for role in Role::ALL {
        let both = asker([role, Role::Administrator].into(), BTreeSet::new());
        for action in IN_A_CASE.iter().flat_map(|row| row.actions) {
            let cell = Cell { role: Some(role), assigned: true, purpose: Purpose::Emergency, ..PLAIN };
            let found = access().explain(&both, action, here(), &cell.relations(), cell.moment()).permitted;
            assert_eq!(found, cell.expected(action), "{role:?} {action}");
        }
    }
}
