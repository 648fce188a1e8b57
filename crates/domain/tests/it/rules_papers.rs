//! Papers, disclosures and changes of level: each rule fires, does not fire, and clears.

use crate::rules_family::{expect, found, instant, orderly, supported, worker};
use domain::ids::DisclosureId;
use domain::rules::facts::{
    AssessmentStanding, CourtProperty, DecidedBy, DisclosureFact, EditKind, ProtectedHit, ProtectedKind, RecipientKind,
    VoiceStanding, WritingFact, WritingKind,
};
use domain::rules::{Effect, Moment, PackParameters, disclosure_due_at};
use domain::words::{Answer, ContactLevel};
use uuid::Uuid;

const NONE: &[Effect] = &[];
const BLOCK: &[Effect] = &[Effect::Block];
const OVERRIDE: &[Effect] = &[Effect::Override];

#[test]
fn a_copy_with_a_protected_fact_of_somebody_else_does_not_leave() {
    let mut facts = orderly();
    let recipient = &mut facts.output.as_mut().unwrap().recipients[0];
    recipient.hits = vec![ProtectedHit { kind: ProtectedKind::School, count: 1 }];
    expect(Moment::Release, &facts, "R-I01", BLOCK);
    let finding = &found(Moment::Release, &facts, "R-I01")[0];
    assert!(finding.reason.contains("a school"), "{}", finding.reason);
    facts.output.as_mut().unwrap().recipients[0].hits[0].count = 0;
    expect(Moment::Release, &facts, "R-I01", NONE);
    facts.output.as_mut().unwrap().recipients[0].checked = Answer::NotAsked;
    expect(Moment::Release, &facts, "R-I01", BLOCK);
}

#[test]
fn the_words_for_a_refuge_do_not_tell_that_there_is_one() {
    let mut facts = orderly();
    facts.output.as_mut().unwrap().recipients[0].hits = vec![ProtectedHit { kind: ProtectedKind::Refuge, count: 2 }];
    let finding = &found(Moment::Release, &facts, "R-I01")[0];
    assert!(!finding.reason.to_lowercase().contains("refuge"), "{}", finding.reason);
}

#[test]
fn a_report_is_reviewed_by_somebody_else() {
    let mut facts = orderly();
    let output = facts.output.as_mut().unwrap();
    output.reviewer = output.author;
    expect(Moment::Review, &facts, "R-I03", BLOCK);
    facts.output.as_mut().unwrap().reviewer = None;
    expect(Moment::Release, &facts, "R-I03", BLOCK);
    facts.output.as_mut().unwrap().reviewer = Some(worker(3));
    expect(Moment::Release, &facts, "R-I03", NONE);
    facts.output.as_mut().unwrap().author = None;
    expect(Moment::Release, &facts, "R-I03", BLOCK);
}

#[test]
fn a_report_goes_only_to_those_named_and_the_courts_only_with_its_consent() {
    let mut facts = orderly();
    for allowed in [Answer::No, Answer::NotAsked] {
        facts.output.as_mut().unwrap().recipients[0].allowed = allowed;
        expect(Moment::Release, &facts, "R-I04", BLOCK);
    }
    facts.output.as_mut().unwrap().recipients[0].allowed = Answer::Yes;
    for (property, to_a_party, to_the_court) in [
        (CourtProperty::Yes(Answer::Yes), NONE, NONE),
        (CourtProperty::Yes(Answer::Unknown), BLOCK, NONE),
        (CourtProperty::NotKnown, BLOCK, NONE),
        (CourtProperty::No, NONE, NONE),
    ] {
        facts.output.as_mut().unwrap().court_property = property;
        facts.output.as_mut().unwrap().recipients[0].kind = RecipientKind::Party;
        expect(Moment::Release, &facts, "R-I04", to_a_party);
        facts.output.as_mut().unwrap().recipients[0].kind = RecipientKind::Court;
        expect(Moment::Release, &facts, "R-I04", to_the_court);
    }
    facts.output.as_mut().unwrap().recipients[0].kind = RecipientKind::Party;
    facts.output.as_mut().unwrap().court_property = CourtProperty::NotKnown;
    facts.case.decided_by = Some(DecidedBy::Agreement);
    expect(Moment::Release, &facts, "R-I04", NONE);
}

#[test]
fn nothing_is_observed_where_contact_is_supported_but_a_concern_is_always_written() {
    let mut facts = supported();
    let level = Some(ContactLevel::Supported);
    facts.output = None;
    for (kind, level, effects) in [
        (WritingKind::Observation, level, BLOCK),
        (WritingKind::Report, level, BLOCK),
        (WritingKind::Report, None, BLOCK),
        (WritingKind::IncidentOrConcern, level, NONE),
        (WritingKind::Observation, Some(ContactLevel::Community), NONE),
    ] {
        facts.writing = Some(WritingFact { kind, level });
        expect(Moment::Writing, &facts, "R-I05", effects);
    }
}

fn disclosure(recorded: &str, session_day: Answer) -> DisclosureFact {
    DisclosureFact {
        id: DisclosureId::from_uuid(Uuid::from_u128(3)),
        recorded_at: instant(recorded),
        session_day,
        day_ends_at: instant("2026-11-24T00:00:00Z"),
        seen_at: None,
    }
}

#[test]
fn a_disclosure_waits_an_hour_on_a_session_day_and_never_past_midnight() {
    let pack = PackParameters::shipped();
    for (recorded, session_day, due) in [
        ("2026-11-23T10:00:00Z", Answer::Yes, "2026-11-23T11:00:00Z"),
        ("2026-11-23T10:00:00Z", Answer::NotAsked, "2026-11-23T11:00:00Z"),
        ("2026-11-23T23:30:00Z", Answer::Yes, "2026-11-24T00:00:00Z"),
        ("2026-11-23T10:00:00Z", Answer::No, "2026-11-24T00:00:00Z"),
    ] {
        assert_eq!(disclosure_due_at(&disclosure(recorded, session_day), &pack), instant(due));
    }
}

#[test]
fn a_signed_record_is_corrected_and_never_changed() {
    let mut facts = orderly();
    facts.edit.as_mut().unwrap().kind = EditKind::InPlace;
    expect(Moment::Edit, &facts, "R-I21", BLOCK);
    facts.edit.as_mut().unwrap().signed = Answer::NotAsked;
    expect(Moment::Edit, &facts, "R-I21", BLOCK);
    facts.edit.as_mut().unwrap().signed = Answer::No;
    expect(Moment::Edit, &facts, "R-I21", NONE);
}

#[test]
fn the_level_is_not_changed_without_an_assessment_since_the_last_change_in_either_direction() {
    for to in [ContactLevel::Handover, ContactLevel::Supported, ContactLevel::SupervisedAssessment] {
        let mut facts = orderly();
        facts.change.as_mut().unwrap().to = to;
        expect(Moment::Progression, &facts, "R-V01", NONE);
        facts.change.as_mut().unwrap().last_changed_at = Some(instant("2026-11-12T15:00:00Z"));
        expect(Moment::Progression, &facts, "R-V01", BLOCK);
        facts.change.as_mut().unwrap().last_changed_at = None;
        expect(Moment::Progression, &facts, "R-V01", NONE);
        facts.assessment.as_mut().unwrap().standing = AssessmentStanding::Draft;
        expect(Moment::Progression, &facts, "R-V01", BLOCK);
        facts.assessment = None;
        expect(Moment::Progression, &facts, "R-V01", BLOCK);
    }
}

#[test]
fn each_child_is_asked_before_the_level_changes_and_may_decline() {
    let mut facts = orderly();
    for (standing, effects) in [
        (VoiceStanding::NotAsked, OVERRIDE),
        (VoiceStanding::Answered, NONE),
        (VoiceStanding::Declined, NONE),
        (VoiceStanding::Observed, NONE),
    ] {
        facts.change.as_mut().unwrap().children[1].standing = standing;
        expect(Moment::Progression, &facts, "R-V07", effects);
    }
    facts.change.as_mut().unwrap().children.clear();
    expect(Moment::Progression, &facts, "R-V07", &[Effect::Override, Effect::Override]);
}
