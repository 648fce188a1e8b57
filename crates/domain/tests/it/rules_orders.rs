//! Orders, levels, referral: each rule fires, does not fire, and clears.

use crate::rules_family::{
    RESIDENT, SATURDAY, VISITING, abuse, clause, coming, expect, found, orderly, person, restriction, supported, window,
};
use domain::ids::InfoRequestId;
use domain::rules::facts::{
    DecidedBy, FactFinding, MandatoryAnswerFact, MandatoryQuestion, Place, Presence, ProtectedPair, RequestStanding,
    RiskConclusionFact,
};
use domain::rules::pack::EstablishedAbuse;
use domain::rules::{Effect, Moment, at};
use domain::words::{Answer, ContactLevel, EvidentialStatus, Exception, OrderKind, Prohibition, Side};
use jiff::civil::date;
use uuid::Uuid;

const NONE: &[Effect] = &[];
const BLOCK: &[Effect] = &[Effect::Block];
const OVERRIDE: &[Effect] = &[Effect::Override];

#[test]
fn nothing_is_found_at_any_moment_where_everything_is_in_order() {
    for moment in Moment::ALL {
        let found = at(moment, &orderly());
        assert!(found.is_empty(), "{moment:?}: {found:#?}");
    }
}

#[test]
fn a_bail_condition_against_contact_with_the_child_stops_contact_whatever_the_court_ordered() {
    let mut facts = orderly();
    let bail =
        |exception| restriction(9, OrderKind::BailCondition, vec![clause(Prohibition::ContactWithChild, exception)]);
    for (exception, effects) in
        [(Exception::Unknown, BLOCK), (Exception::None, BLOCK), (Exception::NotMet, BLOCK), (Exception::Met, NONE)]
    {
        facts.case.orders.truncate(1);
        facts.case.orders.push(bail(exception));
        for moment in [Moment::Triage, Moment::Acceptance, Moment::Agreement, Moment::Booking, Moment::Confirm] {
            expect(moment, &facts, "R-O01", effects);
        }
    }
    facts.case.orders[1] = bail(Exception::None);
    facts.case.orders[1].expires_on = Some(date(2026, 11, 27));
    expect(Moment::Confirm, &facts, "R-O01", NONE);
    expect(Moment::Triage, &facts, "R-O01", NONE);
    facts.case.orders[1].expires_on = Some(SATURDAY);
    expect(Moment::Confirm, &facts, "R-O01", BLOCK);
}

#[test]
fn a_restriction_whose_clauses_nobody_has_read_stops_contact_until_somebody_has() {
    let mut facts = orderly();
    facts.case.orders.push(restriction(9, OrderKind::NonMolestation, Vec::new()));
    expect(Moment::Booking, &facts, "R-O01", BLOCK);
    facts.case.orders[1].clauses = vec![clause(Prohibition::NotTranscribed, Exception::Unknown)];
    expect(Moment::Booking, &facts, "R-O01", BLOCK);
    // It protects the other adult and says nothing of the child: it keeps the two apart and does not bar contact.
    facts.case.orders[1].clauses = vec![clause(Prohibition::ContactWithAdult, Exception::None)];
    expect(Moment::Booking, &facts, "R-O01", NONE);
    // An order that only limits applications to a court restricts nobody's coming.
    facts.case.orders[1] = restriction(9, OrderKind::Section91, Vec::new());
    expect(Moment::Booking, &facts, "R-O01", NONE);
}

#[test]
fn a_forbidden_place_stops_contact_if_the_centre_lies_in_it_or_nobody_knows() {
    let mut facts = orderly();
    let mut place = clause(Prohibition::AttendingPlace, Exception::None);
    for (answer, effects) in [(Answer::Yes, BLOCK), (Answer::NotAsked, BLOCK), (Answer::No, NONE)] {
        place.covers_the_centre = answer;
        facts.case.orders.truncate(1);
        facts.case.orders.push(restriction(9, OrderKind::LicenceCondition, vec![place.clone()]));
        expect(Moment::Booking, &facts, "R-O01", effects);
    }
}

#[test]
fn it_is_not_assumed_whom_a_clause_binds_or_protects() {
    let mut facts = orderly();
    let mut unknown = clause(Prohibition::ContactWithChild, Exception::None);
    (unknown.restrained, unknown.protected) = (None, Vec::new());
    facts.case.orders.push(restriction(9, OrderKind::Restraining, vec![unknown.clone()]));
    expect(Moment::Booking, &facts, "R-O01", BLOCK);
    unknown.restrained = Some(person(77));
    facts.case.orders[1].clauses = vec![unknown.clone()];
    expect(Moment::Booking, &facts, "R-O01", BLOCK);
    unknown.protected = vec![person(78)];
    facts.case.orders[1].clauses = vec![unknown];
    expect(Moment::Booking, &facts, "R-O01", NONE);
}

#[test]
fn two_adults_who_must_not_meet_are_not_planned_into_one_place_within_the_buffer() {
    let mut facts = orderly();
    facts.case.protected_pairs =
        vec![ProtectedPair { one: person(VISITING), other: person(RESIDENT), because: "assessment/1".to_owned() }];
    expect(Moment::Booking, &facts, "R-O03", NONE);

    let mut same_door = facts.clone();
    coming(&mut same_door, RESIDENT).entrance = coming(&mut same_door, VISITING).entrance;
    expect(Moment::Booking, &same_door, "R-O03", NONE);
    coming(&mut same_door, VISITING).arriving = Some(window(SATURDAY, "09:30", "09:41"));
    expect(Moment::Booking, &same_door, "R-O03", BLOCK);

    let mut same_corridor = facts.clone();
    for n in [VISITING, RESIDENT] {
        coming(&mut same_corridor, n).presences.push(Presence {
            place: Place::Zone("north-corridor".to_owned()),
            window: window(SATURDAY, "10:00", "10:05"),
        });
    }
    expect(Moment::Confirm, &same_corridor, "R-O03", BLOCK);

    let mut unplanned = facts.clone();
    coming(&mut unplanned, RESIDENT).leaving = None;
    expect(Moment::Booking, &unplanned, "R-O03", BLOCK);
}

#[test]
fn people_of_another_booking_are_kept_apart_too() {
    let mut facts = orderly();
    let mut stranger = coming(&mut facts, VISITING).clone();
    stranger.person = person(50);
    facts.plan.as_mut().unwrap().others_there.push(stranger);
    expect(Moment::Booking, &facts, "R-O03", NONE);
    facts.case.protected_pairs =
        vec![ProtectedPair { one: person(50), other: person(VISITING), because: "order/3".to_owned() }];
    expect(Moment::Booking, &facts, "R-O03", BLOCK);
}

#[test]
fn an_order_against_contact_between_adults_makes_them_a_pair_until_it_ends() {
    let mut facts = orderly();
    let mut between = clause(Prohibition::ContactWithAdult, Exception::Unknown);
    between.protected = vec![person(RESIDENT)];
    facts.case.orders.push(restriction(9, OrderKind::NonMolestation, vec![between]));
    assert!(facts.case.must_not_meet(person(RESIDENT), person(VISITING), SATURDAY));
    facts.case.orders[1].clauses[0].protected.clear();
    assert!(facts.case.must_not_meet(person(RESIDENT), person(VISITING), SATURDAY), "whom it protects is unknown");
    facts.case.orders[1].clauses[0].restrained = None;
    assert!(facts.case.must_not_meet(person(RESIDENT), person(VISITING), SATURDAY), "and whom it binds");
    facts.case.orders[1].discharged_on = Some(SATURDAY);
    assert!(!facts.case.must_not_meet(person(RESIDENT), person(VISITING), SATURDAY));
}

#[test]
fn contact_rests_on_an_order_in_force_or_a_written_agreement() {
    let mut facts = orderly();
    facts.case.orders[0].expires_on = Some(date(2026, 11, 27));
    expect(Moment::Confirm, &facts, "R-O04", OVERRIDE);
    facts.case.agreement = Answer::Yes;
    expect(Moment::Confirm, &facts, "R-O04", OVERRIDE);
    facts.case.decided_by = Some(DecidedBy::Agreement);
    expect(Moment::Confirm, &facts, "R-O04", NONE);
    facts.case.orders.clear();
    expect(Moment::Booking, &facts, "R-O04", NONE);
    facts.case.agreement = Answer::Unknown;
    expect(Moment::Booking, &facts, "R-O04", OVERRIDE);
}

#[test]
fn less_than_what_is_ordered_or_assessed_is_never_delivered() {
    let mut facts = orderly();
    for (planned, effects) in [
        (ContactLevel::Supported, &[Effect::Block, Effect::Block][..]),
        (ContactLevel::Handover, &[Effect::Block, Effect::Block]),
        (ContactLevel::Supervised, NONE),
        (ContactLevel::SupervisedAssessment, NONE),
        (ContactLevel::Virtual, NONE),
    ] {
        facts.plan.as_mut().unwrap().level = Some(planned);
        expect(Moment::Confirm, &facts, "R-O06", effects);
    }
    facts.plan.as_mut().unwrap().level = Some(ContactLevel::Supervised);
    facts.case.levels.ordered = Some(ContactLevel::Indirect);
    expect(Moment::Confirm, &facts, "R-O06", BLOCK);
}

#[test]
fn established_domestic_abuse_stops_supported_contact_unless_the_pack_and_the_facts_allow_an_override() {
    for status in [
        EvidentialStatus::Finding,
        EvidentialStatus::Admission,
        EvidentialStatus::Conviction,
        EvidentialStatus::Caution,
    ] {
        let mut facts = supported();
        facts.case.assertions = vec![abuse(1, status)];
        expect(Moment::Acceptance, &facts, "R-R01", BLOCK);
        facts.pack.established_abuse_in_supported_contact = EstablishedAbuse::WithConditions;
        expect(Moment::Acceptance, &facts, "R-R01", BLOCK);
        facts.case.qualified_assessor = Answer::Yes;
        expect(Moment::Acceptance, &facts, "R-R01", BLOCK);
        facts.case.adults[1].engagement = Answer::Yes;
        expect(Moment::Acceptance, &facts, "R-R01", OVERRIDE);
        facts.case.levels.delivered = Some(ContactLevel::Supervised);
        expect(Moment::Acceptance, &facts, "R-R01", NONE);
    }
}

#[test]
fn an_allegation_is_not_a_finding_and_takes_two_people_where_contact_is_supported() {
    let mut facts = supported();
    facts.case.assertions = vec![abuse(1, EvidentialStatus::Allegation)];
    expect(Moment::Acceptance, &facts, "R-R01", NONE);
    for (fact_finding, effects) in [
        (FactFinding::NotKnown, OVERRIDE),
        (FactFinding::NoneOrdered, OVERRIDE),
        (FactFinding::Pending, OVERRIDE),
        (FactFinding::Concluded, NONE),
    ] {
        facts.case.assertions[0].fact_finding = fact_finding;
        expect(Moment::Acceptance, &facts, "R-R02", effects);
    }
    facts.case.assertions = vec![abuse(1, EvidentialStatus::NotKnown)];
    expect(Moment::Acceptance, &facts, "R-R02", OVERRIDE);
    facts.case.levels.delivered = Some(ContactLevel::Supervised);
    expect(Moment::Acceptance, &facts, "R-R02", NONE);
}

#[test]
fn a_level_nobody_knows_may_be_supported() {
    let mut facts = orderly();
    facts.case.levels = domain::rules::facts::Levels::default();
    facts.case.assertions = vec![abuse(1, EvidentialStatus::Finding)];
    expect(Moment::Triage, &facts, "R-R01", BLOCK);
}

#[test]
fn a_mandatory_answer_is_known_or_out_with_somebody_or_cannot_be_obtained() {
    let request = InfoRequestId::from_uuid(Uuid::from_u128(5));
    for (answer, standing, effects) in [
        (Answer::NotAsked, RequestStanding::None, BLOCK),
        (Answer::Declined, RequestStanding::None, BLOCK),
        (Answer::Unknown, RequestStanding::None, BLOCK),
        (Answer::Unknown, RequestStanding::Answered(request), BLOCK),
        (Answer::Unknown, RequestStanding::Open(request), NONE),
        (Answer::Unknown, RequestStanding::CannotBeObtained(request), NONE),
        (Answer::CannotBeObtained, RequestStanding::None, NONE),
        (Answer::Yes, RequestStanding::None, NONE),
        (Answer::No, RequestStanding::None, NONE),
    ] {
        let mut facts = orderly();
        let question = MandatoryQuestion::PoliceInvolvement;
        facts.case.mandatory[2] = MandatoryAnswerFact { question, answer, request: standing };
        expect(Moment::Acceptance, &facts, "R-R08", effects);
    }
    let mut facts = orderly();
    facts.case.mandatory.clear();
    assert_eq!(found(Moment::Acceptance, &facts, "R-R08").len(), 4, "a question nobody filled in is not asked");
}

#[test]
fn both_accounts_are_said_to_be_missing_at_acceptance_and_asked_for_before_contact() {
    let mut facts = orderly();
    facts.case.adults[0].account = Answer::Declined;
    expect(Moment::Acceptance, &facts, "R-R09", &[Effect::Warn]);
    expect(Moment::Agreement, &facts, "R-R09", OVERRIDE);
    expect(Moment::Confirm, &facts, "R-R09", OVERRIDE);
    facts.case.adults[0].account = Answer::Yes;
    facts.case.adults[1].side = Side::Other;
    facts.case.adults[1].account = Answer::NotAsked;
    expect(Moment::Confirm, &facts, "R-R09", NONE);
}

#[test]
fn anybodys_conclusion_of_risk_stops_supported_contact_and_contact_supported_by_a_relative() {
    let mut facts = supported();
    let conclusion = RiskConclusionFact { id: "7".to_owned(), adult: person(RESIDENT), poses_risk: Answer::Yes };
    facts.case.risk_conclusions = vec![conclusion];
    expect(Moment::Acceptance, &facts, "R-R17", BLOCK);
    facts.case.levels.delivered = Some(ContactLevel::Supervised);
    expect(Moment::Acceptance, &facts, "R-R17", NONE);
    facts.case.supported_by_relative = Answer::Yes;
    expect(Moment::Acceptance, &facts, "R-R17", BLOCK);
    facts.case.risk_conclusions[0].poses_risk = Answer::No;
    expect(Moment::Acceptance, &facts, "R-R17", NONE);
}
