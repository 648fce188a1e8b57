//! Pre-visits, assessment, booking, training, door: each rule fires, does not fire, and clears.

use crate::rules_family::{
    ELDER, RESIDENT, SATURDAY, VISITING, YOUNGER, coming, control, expect, found, instant, orderly, person, supported,
    trained, window, worker,
};
use domain::rules::facts::{
    AssessmentStanding, DoorMark, Facts, Filled, Mark, PreVisitStanding, ProtectedPair, TriggerFact, TriggerKind,
};
use domain::rules::{Effect, Moment};
use domain::words::{Answer, ContactLevel};
use jiff::civil::date;

const NONE: &[Effect] = &[];
const BLOCK: &[Effect] = &[Effect::Block];
const OVERRIDE: &[Effect] = &[Effect::Override];
const WARN: &[Effect] = &[Effect::Warn];
const INCIDENT: &[Effect] = &[Effect::Incident];

fn keep_apart(facts: &mut Facts) {
    facts.case.protected_pairs =
        vec![ProtectedPair { one: person(RESIDENT), other: person(VISITING), because: "assessment/1".to_owned() }];
}

#[test]
fn no_first_session_before_both_pre_visits_were_held() {
    let mut facts = orderly();
    facts.previsits[1].standing = PreVisitStanding::Planned;
    expect(Moment::Booking, &facts, "R-P01", BLOCK);
    facts.plan.as_mut().unwrap().first = Answer::Unknown;
    expect(Moment::Booking, &facts, "R-P01", BLOCK);
    facts.plan.as_mut().unwrap().first = Answer::No;
    expect(Moment::Booking, &facts, "R-P01", NONE);
    facts.plan.as_mut().unwrap().first = Answer::Yes;
    facts.case.adults.pop();
    expect(Moment::Booking, &facts, "R-P01", BLOCK);
}

#[test]
fn a_pre_visit_is_not_on_the_day_of_the_first_session() {
    let mut facts = supported();
    facts.previsits[0].window = window(SATURDAY, "08:00", "08:30");
    expect(Moment::Booking, &facts, "R-P02", BLOCK);
    facts.plan.as_mut().unwrap().level = None;
    expect(Moment::Booking, &facts, "R-P02", BLOCK);
    facts.plan.as_mut().unwrap().level = Some(ContactLevel::Supervised);
    expect(Moment::Booking, &facts, "R-P02", OVERRIDE);
    facts.previsits[0].standing = PreVisitStanding::NotHeld;
    expect(Moment::Booking, &facts, "R-P02", NONE);
}

#[test]
fn each_adult_has_signed_both_papers() {
    let mut facts = orderly();
    facts.previsits[0].recording_notice = Answer::NotAsked;
    expect(Moment::Confirm, &facts, "R-P04", BLOCK);
    facts.previsits[0].recording_notice = Answer::Declined;
    expect(Moment::Confirm, &facts, "R-P04", BLOCK);
    facts.previsits[0].recording_notice = Answer::Yes;
    facts.previsits[1].ground_rules = Answer::No;
    expect(Moment::Confirm, &facts, "R-P04", BLOCK);
}

#[test]
fn no_contact_without_a_current_signed_assessment() {
    let mut facts = orderly();
    facts.assessment.as_mut().unwrap().standing = AssessmentStanding::Superseded;
    expect(Moment::Confirm, &facts, "R-P05", BLOCK);
    facts.assessment.as_mut().unwrap().signed = None;
    expect(Moment::Booking, &facts, "R-P05", BLOCK);
    facts.assessment = None;
    expect(Moment::Agreement, &facts, "R-P05", BLOCK);
}

#[test]
fn an_assessment_of_91_days_takes_two_people_and_one_of_90_does_not() {
    let mut facts = orderly();
    let sign_on = |facts: &mut Facts, day| {
        facts.assessment.as_mut().unwrap().signed.as_mut().unwrap().on = day;
    };
    sign_on(&mut facts, date(2026, 8, 30));
    expect(Moment::Confirm, &facts, "R-P06", NONE);
    sign_on(&mut facts, date(2026, 8, 29));
    expect(Moment::Confirm, &facts, "R-P06", OVERRIDE);
    // At booking it is asked how old it is now, five days earlier.
    expect(Moment::Booking, &facts, "R-P06", NONE);
    sign_on(&mut facts, date(2026, 8, 24));
    expect(Moment::Booking, &facts, "R-P06", OVERRIDE);
    facts.pack.assessment_valid_days.observed = 120;
    expect(Moment::Booking, &facts, "R-P06", NONE);
}

#[test]
fn what_has_happened_since_makes_the_assessment_due_and_says_nothing_of_a_disclosure() {
    let mut facts = orderly();
    let trigger = TriggerFact { id: "disclosure/4".to_owned(), kind: TriggerKind::Disclosure };
    facts.assessment.as_mut().unwrap().triggers = vec![trigger];
    expect(Moment::Confirm, &facts, "R-P07", OVERRIDE);
    let finding = &found(Moment::Confirm, &facts, "R-P07")[0];
    assert!(!finding.reason.contains("disclos"), "{}", finding.reason);
    facts.assessment.as_mut().unwrap().triggers.clear();
    expect(Moment::Confirm, &facts, "R-P07", NONE);
}

#[test]
fn where_abuse_is_recorded_or_not_ruled_out_somebody_else_countersigns() {
    let mut facts = orderly();
    facts.case.mandatory[1].answer = Answer::Unknown;
    expect(Moment::Booking, &facts, "R-P08", OVERRIDE);
    expect(Moment::SignAssessment, &facts, "R-P08", WARN);
    facts.case.mandatory[1].answer = Answer::No;
    facts.case.domestic_abuse_flag = Answer::Yes;
    expect(Moment::Booking, &facts, "R-P08", OVERRIDE);
    facts.assessment.as_mut().unwrap().countersigned_by = Some(worker(2));
    expect(Moment::Booking, &facts, "R-P08", OVERRIDE);
    facts.assessment.as_mut().unwrap().countersigned_by = Some(worker(1));
    expect(Moment::Booking, &facts, "R-P08", NONE);
    facts.assessment.as_mut().unwrap().countersigned_by = None;
    facts.assessment.as_mut().unwrap().authors = vec![worker(5)];
    expect(Moment::Booking, &facts, "R-P08", NONE);
}

#[test]
fn an_assessment_is_not_signed_while_it_is_blank_about_a_child() {
    let mut facts = orderly();
    facts.assessment.as_mut().unwrap().children[1].voice = Filled::Missing;
    expect(Moment::SignAssessment, &facts, "R-P09", BLOCK);
    facts.assessment.as_mut().unwrap().children.pop();
    expect(Moment::SignAssessment, &facts, "R-P09", BLOCK);
    facts.assessment.as_mut().unwrap().children.clear();
    expect(Moment::SignAssessment, &facts, "R-P09", &[Effect::Block, Effect::Block]);
    facts.case.children.clear();
    expect(Moment::SignAssessment, &facts, "R-P09", BLOCK);
}

#[test]
fn a_mandatory_control_is_planned_and_an_advised_one_need_not_be() {
    let mut facts = orderly();
    facts.plan.as_mut().unwrap().controls = vec![control(2)];
    expect(Moment::Confirm, &facts, "R-P10", BLOCK);
    facts.plan.as_mut().unwrap().controls = vec![control(1)];
    expect(Moment::Confirm, &facts, "R-P10", NONE);
}

#[test]
fn arrivals_and_leavings_lie_apart_by_the_buffer() {
    let everybody = 3;
    let mut facts = orderly();
    coming(&mut facts, VISITING).arriving = Some(window(SATURDAY, "09:30", "09:41"));
    expect(Moment::Booking, &facts, "R-S02", &[Effect::Override; 3][..everybody]);
    facts.pack.arrival_buffer_minutes = 10;
    expect(Moment::Booking, &facts, "R-S02", NONE);
    coming(&mut facts, VISITING).leaving = Some(window(SATURDAY, "11:10", "11:20"));
    assert_eq!(found(Moment::Booking, &facts, "R-S02").len(), everybody);
    coming(&mut facts, VISITING).leaving = None;
    assert_eq!(found(Moment::Booking, &facts, "R-S02").len(), everybody, "unplanned is not in order");
    keep_apart(&mut facts);
    expect(Moment::Booking, &facts, "R-S02", &[Effect::Block, Effect::Override, Effect::Override]);
    facts.plan.as_mut().unwrap().level = Some(ContactLevel::Virtual);
    expect(Moment::Booking, &facts, "R-S02", NONE);
}

#[test]
fn nobody_comes_whom_no_one_named() {
    let mut facts = orderly();
    for (answer, effects) in [(Answer::No, BLOCK), (Answer::NotAsked, BLOCK), (Answer::Yes, NONE)] {
        coming(&mut facts, RESIDENT).listed = answer;
        expect(Moment::Confirm, &facts, "R-S04", effects);
    }
    // Once somebody stands at the door it is recorded, whatever the rule.
    facts.door.unlisted = vec![person(70)];
    expect(Moment::Door, &facts, "R-S04", INCIDENT);
    expect(Moment::Confirm, &facts, "R-S04", NONE);
}

#[test]
fn a_shift_has_enough_workers_a_lead_and_a_safeguarding_lead_and_an_observed_family_a_worker_of_its_own() {
    type Change = fn(&mut domain::rules::facts::PlanFact);
    let two = &[Effect::Block, Effect::Block][..];
    let changes: [(Change, &[Effect]); 8] = [
        (|p| p.minimum_staff = Some(3), BLOCK),
        (|p| p.minimum_staff = Some(1), NONE),
        (|p| p.workers.truncate(1), two),
        (|p| p.workers[1] = p.workers[0].clone(), two),
        (|p| p.lead = None, BLOCK),
        (|p| p.safeguarding_lead_on_call = None, BLOCK),
        (|p| p.engaged_elsewhere = vec![worker(1)], BLOCK),
        (|p| p.supervisors.clear(), BLOCK),
    ];
    for (change, effects) in changes {
        let mut facts = orderly();
        change(facts.plan.as_mut().unwrap());
        expect(Moment::Booking, &facts, "R-S05", effects);
    }
    let mut hall = supported();
    hall.plan.as_mut().unwrap().supervisors.clear();
    expect(Moment::Booking, &hall, "R-S05", NONE);
}

#[test]
fn nobody_is_on_a_shift_without_induction_and_safeguarding() {
    let mut facts = orderly();
    facts.plan.as_mut().unwrap().workers[0].induction = None;
    expect(Moment::Booking, &facts, "R-T01", BLOCK);
    let mut later = trained(4, date(2026, 11, 29));
    later.specialist_da = None;
    facts.plan.as_mut().unwrap().workers[0] = later;
    expect(Moment::Confirm, &facts, "R-T01", &[Effect::Block, Effect::Block]);
    let mut shift = orderly();
    (shift.plan, shift.roster) = (None, vec![domain::rules::facts::WorkerFact::unknown(worker(9))]);
    expect(Moment::Roster, &shift, "R-T01", &[Effect::Block, Effect::Block]);
}

#[test]
fn training_in_domestic_abuse_counts_for_365_days_and_not_for_366() {
    let mut facts = orderly();
    for (on, effects) in [(date(2025, 11, 28), NONE), (date(2025, 11, 27), WARN)] {
        facts.plan.as_mut().unwrap().workers[0] = trained(1, on);
        expect(Moment::Confirm, &facts, "R-T02", effects);
    }
    facts.case.domestic_abuse_flag = Answer::Yes;
    expect(Moment::Confirm, &facts, "R-T02", OVERRIDE);
    facts.case.domestic_abuse_flag = Answer::NotAsked;
    facts.case.mandatory.clear();
    expect(Moment::Confirm, &facts, "R-T02", OVERRIDE);
}

#[test]
fn with_nobody_trained_the_ramp_and_advice_by_telephone_allow_an_override_until_the_ramp_ends() {
    let mut facts = orderly();
    facts.case.domestic_abuse_flag = Answer::Yes;
    for worker in &mut facts.plan.as_mut().unwrap().workers {
        worker.specialist_da = None;
    }
    for (opened, advice, effects) in [
        (Some(date(2026, 3, 1)), Answer::Yes, OVERRIDE),
        (Some(date(2026, 3, 1)), Answer::NotAsked, BLOCK),
        (Some(date(2025, 11, 28)), Answer::Yes, OVERRIDE),
        (Some(date(2025, 11, 27)), Answer::Yes, BLOCK),
        (None, Answer::Yes, BLOCK),
    ] {
        facts.centre_opened_on = opened;
        facts.plan.as_mut().unwrap().advice_by_telephone = advice;
        expect(Moment::Booking, &facts, "R-T02", effects);
    }
}

#[test]
fn a_plan_that_lets_the_child_in_first_or_out_last_is_stopped() {
    let mut facts = orderly();
    coming(&mut facts, ELDER).arriving = Some(window(SATURDAY, "09:35", "09:50"));
    expect(Moment::Booking, &facts, "R-D02", BLOCK);
    coming(&mut facts, ELDER).arriving = Some(window(SATURDAY, "09:40", "09:50"));
    expect(Moment::Booking, &facts, "R-D02", NONE);
    coming(&mut facts, YOUNGER).leaving = Some(window(SATURDAY, "11:00", "11:21"));
    expect(Moment::Booking, &facts, "R-D02", BLOCK);
}

fn mark(n: u128, mark: Mark, time: &str) -> DoorMark {
    let at = instant(&format!("2026-11-28T{time}:00Z"));
    DoorMark { fact: format!("session/1/{n}-{mark:?}"), person: person(n), mark, at }
}

#[test]
fn a_sequence_fault_is_recorded_and_prompts_whatever_the_order_of_typing() {
    let mut facts = orderly();
    let good = [
        mark(VISITING, Mark::VisitingIn, "09:35"),
        mark(ELDER, Mark::ChildIn, "10:00"),
        mark(YOUNGER, Mark::ChildIn, "10:00"),
        mark(ELDER, Mark::ChildOut, "11:00"),
        mark(YOUNGER, Mark::ChildOut, "11:01"),
        mark(VISITING, Mark::VisitingOut, "11:16"),
    ];
    let with = |changed: &[DoorMark]| {
        let kept = good.iter().filter(|m| !changed.iter().any(|c| c.fact == m.fact)).cloned();
        kept.chain(changed.iter().cloned()).collect::<Vec<_>>()
    };
    for (marks, effects) in [
        (with(&[]), NONE),
        (with(&[mark(VISITING, Mark::VisitingIn, "10:02")]), &[Effect::Incident, Effect::Incident][..]),
        (with(&[mark(VISITING, Mark::VisitingOut, "11:15")]), INCIDENT),
        (vec![mark(ELDER, Mark::ChildIn, "10:00")], INCIDENT),
        (with(&[])[..3].iter().cloned().chain([mark(VISITING, Mark::VisitingOut, "10:30")]).collect(), INCIDENT),
    ] {
        for typed_backwards in [false, true] {
            facts.door.marks = marks.clone();
            if typed_backwards {
                facts.door.marks.reverse();
            }
            expect(Moment::Door, &facts, "R-D02", effects);
            expect(Moment::EndSession, &facts, "R-D02", effects);
        }
    }
}
