//! What holds for any facts at all.

use crate::rules_drawn::{Draw, MONDAY, drawn};
use crate::rules_family::{RESIDENT, VISITING, coming, found, orderly, person};
use domain::overrides::OverrideState;
use domain::rules::facts::{ProtectedPair, TriggerFact, TriggerKind};
use domain::rules::{Effect, Facts, Finding, Moment, at, standing, stops};
use domain::words::Side;
use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Rules that look at which side of the case an adult stands on: whose coming a clause forbids depends on it.
const READ_THE_SIDE: [&str; 1] = ["R-O01"];

fn facts_of(bytes: &[u8]) -> Facts {
    drawn(&mut Draw::new(bytes, MONDAY, 0))
}

/// What was found, without the ids: sorted, because ids decide the order.
fn shape(found: &[Finding]) -> Vec<(String, Effect, String, usize, usize)> {
    let mut shape: Vec<_> = found
        .iter()
        .map(|f| (f.rule.to_string(), f.effect, f.reason.clone(), f.subjects.len(), f.facts.len()))
        .collect();
    shape.sort();
    shape
}

fn keys(found: &[Finding]) -> Vec<(Effect, String)> {
    found.iter().map(|f| (f.effect, f.key().as_str().to_owned())).collect()
}

fn reversed(mut facts: Facts) -> Facts {
    let case = &mut facts.case;
    case.assertions.reverse();
    case.orders.reverse();
    for order in &mut case.orders {
        order.clauses.reverse();
        for clause in &mut order.clauses {
            clause.protected.reverse();
        }
    }
    case.risk_conclusions.reverse();
    case.children.reverse();
    case.protected_pairs.reverse();
    facts.previsits.reverse();
    facts.door.marks.reverse();
    facts.disclosures.reverse();
    facts.roster.reverse();
    if let Some(assessment) = facts.assessment.as_mut() {
        assessment.triggers.reverse();
        assessment.controls.reverse();
        assessment.children.reverse();
        assessment.authors.reverse();
    }
    if let Some(plan) = facts.plan.as_mut() {
        plan.workers.reverse();
        plan.attendees.reverse();
        plan.controls.reverse();
    }
    if let Some(output) = facts.output.as_mut() {
        output.recipients.reverse();
    }
    facts
}

fn with_sides_swapped(mut facts: Facts) -> Facts {
    for adult in &mut facts.case.adults {
        adult.side = match adult.side {
            Side::Resident => Side::Visiting,
            Side::Visiting => Side::Resident,
            Side::Other => Side::Other,
        };
    }
    facts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn no_rule_stops_a_moment_of_recording_whatever_the_facts(bytes in vec(any::<u8>(), 1..400)) {
        let facts = facts_of(&bytes);
        for moment in Moment::ALL {
            let found = at(moment, &facts);
            if moment.records() {
                prop_assert!(found.iter().all(|f| matches!(f.effect, Effect::Warn | Effect::Escalate | Effect::Incident)));
                let standing = standing(found, &OverrideState::default(), facts.today);
                prop_assert!(stops(&standing).is_empty());
            }
        }
    }

    #[test]
    fn every_finding_says_why_and_what_clears_it_and_cites_something(bytes in vec(any::<u8>(), 1..400)) {
        let facts = facts_of(&bytes);
        for finding in Moment::ALL.into_iter().flat_map(|moment| at(moment, &facts)) {
            prop_assert!(finding.reason.ends_with('.') && finding.clears.ends_with('.'), "{finding:?}");
            prop_assert!(!finding.source.is_empty() && !finding.who_can_act.is_empty());
            prop_assert!(!finding.subjects.is_empty() || !finding.facts.is_empty() || facts.case.id.is_none());
            prop_assert!(finding.effect != Effect::NeverBlock);
        }
    }

    #[test]
    fn the_order_in_which_facts_are_gathered_changes_nothing(bytes in vec(any::<u8>(), 1..400)) {
        let facts = facts_of(&bytes);
        for moment in Moment::ALL {
            prop_assert_eq!(keys(&at(moment, &facts)), keys(&at(moment, &reversed(facts.clone()))));
        }
    }

    #[test]
    fn other_names_for_the_same_people_change_nothing_but_the_names(bytes in vec(any::<u8>(), 1..400), naming in any::<u128>()) {
        let facts = facts_of(&bytes);
        let renamed = drawn(&mut Draw::new(&bytes, MONDAY, naming));
        for moment in Moment::ALL {
            prop_assert_eq!(shape(&at(moment, &facts)), shape(&at(moment, &renamed)));
        }
    }

    #[test]
    fn swapping_the_sides_changes_only_rules_that_look_at_the_side(bytes in vec(any::<u8>(), 1..400)) {
        let facts = facts_of(&bytes);
        let swapped = with_sides_swapped(facts.clone());
        let others = |found: Vec<Finding>| {
            found.into_iter().filter(|f| !READ_THE_SIDE.contains(&f.rule.as_str())).collect::<Vec<_>>()
        };
        for moment in Moment::ALL {
            prop_assert_eq!(keys(&others(at(moment, &facts))), keys(&others(at(moment, &swapped))));
        }
    }

    #[test]
    fn a_change_of_the_clock_changes_nothing(bytes in vec(any::<u8>(), 1..400)) {
        let seen = |today: Date| {
            let facts = drawn(&mut Draw::new(&bytes, today, 0));
            Moment::ALL.map(|moment| shape(&at(moment, &facts)))
        };
        let plain = seen(date(2026, 7, 1));
        prop_assert_eq!(&plain, &seen(date(2026, 3, 27)));
        prop_assert_eq!(&plain, &seen(date(2026, 10, 23)));
    }

    #[test]
    fn a_key_names_its_rule_its_subjects_and_its_facts(bytes in vec(any::<u8>(), 1..400)) {
        let facts = facts_of(&bytes);
        for finding in Moment::ALL.into_iter().flat_map(|moment| at(moment, &facts)) {
            let key = finding.key();
            let mut other = finding.clone();
            other.facts.push("something/else".to_owned());
            prop_assert_ne!(other.key(), key.clone());
            let mut other = finding.clone();
            other.version += 1;
            prop_assert_ne!(other.key(), key.clone());
            let mut other = finding;
            other.reason.push_str(" In other words.");
            prop_assert_eq!(other.key(), key);
        }
    }
}

#[test]
fn the_key_changes_when_what_it_cites_changes_and_not_otherwise() {
    let mut facts = orderly();
    let trigger = |n: u8| TriggerFact { id: format!("incident/{n}"), kind: TriggerKind::Incident };
    facts.assessment.as_mut().unwrap().triggers = vec![trigger(1)];
    let key = |facts: &Facts| found(Moment::Confirm, facts, "R-P07")[0].key();
    let first = key(&facts);
    facts.case.agreement = domain::words::Answer::Yes;
    assert_eq!(key(&facts), first, "a fact it does not cite");
    facts.assessment.as_mut().unwrap().triggers.push(trigger(2));
    assert_ne!(key(&facts), first, "one more thing has happened");
}

#[test]
fn a_booking_has_the_same_findings_before_and_after_the_session_has_its_id() {
    let mut facts = orderly();
    coming(&mut facts, VISITING).arriving = coming(&mut facts, RESIDENT).arriving;
    let before = keys(&at(Moment::Booking, &facts));
    facts.plan.as_mut().unwrap().id = Some(domain::ids::SessionId::from_uuid(uuid::Uuid::from_u128(99)));
    assert_eq!(keys(&at(Moment::Booking, &facts)), before);
    assert!(!before.is_empty());
}

#[test]
fn two_families_that_differ_only_in_who_is_whom_are_treated_alike() {
    let mut one = orderly();
    one.case.protected_pairs =
        vec![ProtectedPair { one: person(RESIDENT), other: person(VISITING), because: "assessment/1".to_owned() }];
    let mut other = one.clone();
    other.case.protected_pairs[0].one = person(VISITING);
    other.case.protected_pairs[0].other = person(RESIDENT);
    for facts in [&mut one, &mut other] {
        let entrance = coming(facts, VISITING).entrance;
        coming(facts, RESIDENT).entrance = entrance;
        coming(facts, RESIDENT).arriving = coming(facts, VISITING).arriving;
    }
    assert_eq!(keys(&at(Moment::Booking, &one)), keys(&at(Moment::Booking, &other)));
    let subjects: BTreeSet<_> = found(Moment::Booking, &one, "R-O03").into_iter().flat_map(|f| f.subjects).collect();
    assert!(subjects.len() >= 2, "{subjects:?}");
}
