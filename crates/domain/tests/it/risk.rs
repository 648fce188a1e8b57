use crate::case_story::{Story, because, fields_of, london, rules_of, text, wall};
use crate::risk_content::{ask_both_children, assessed, content, countersign, draft, sign, status};
use domain::command::FeatureCommand;
use domain::ids::DisclosureId;
use domain::risk::{
    AssessmentStatus, HazardKind, Readiness, ReviewReason, RiskCommand, RiskEvent, TriggerKind, TriggerOrigin,
};
use domain::rules::facts::AssessmentStanding;
use domain::voice::{NotAskedReason, Outcome, Stage, VoiceCommand};
use domain::words::{Answer, ContactLevel};
use uuid::Uuid;

fn trigger(story: &Story, kind: TriggerKind) -> RiskCommand {
    RiskCommand::RaiseTrigger {
        case: story.case,
        kind,
        origin: TriggerOrigin::Told,
        note: Some(text("Told at the door.")),
        happened_at: None,
    }
}

#[test]
fn where_domestic_abuse_is_recorded_an_assessment_counts_only_after_a_second_signature() {
    let mut story = Story::of_family(Answer::Yes);
    ask_both_children(&mut story, Stage::Referral);
    let given = content(&story, ContactLevel::Supervised);
    let id = draft(&mut story, given);
    assert_eq!(status(&story, id), AssessmentStatus::AwaitingSignature);
    story.does(story.coordinator, sign(&story, id)).unwrap();
    assert_eq!(status(&story, id), AssessmentStatus::AwaitingCountersignature);
    assert!(story.state().risk.current.is_none(), "one signature does not make it count");
    story.does(story.safeguarding_lead, countersign(&story, id)).unwrap();
    assert_eq!(status(&story, id), AssessmentStatus::Current);
}

#[test]
fn the_person_who_signed_cannot_countersign() {
    let mut story = Story::of_family(Answer::Yes);
    ask_both_children(&mut story, Stage::Referral);
    let given = content(&story, ContactLevel::Supervised);
    let id = draft(&mut story, given);
    story.does(story.coordinator, sign(&story, id)).unwrap();
    let refusal = story.does(story.coordinator, countersign(&story, id)).unwrap_err();
    assert_eq!(because(refusal), "The person who signed cannot countersign");
    assert_eq!(status(&story, id), AssessmentStatus::AwaitingCountersignature);
}

#[test]
fn one_signature_is_enough_only_where_domestic_abuse_was_asked_about_and_denied() {
    for (answer, expected) in [
        (Answer::No, AssessmentStatus::Current),
        (Answer::Yes, AssessmentStatus::AwaitingCountersignature),
        (Answer::NotAsked, AssessmentStatus::AwaitingCountersignature),
        (Answer::Declined, AssessmentStatus::AwaitingCountersignature),
        (Answer::Unknown, AssessmentStatus::AwaitingCountersignature),
        (Answer::CannotBeObtained, AssessmentStatus::AwaitingCountersignature),
    ] {
        let mut story = Story::of_family(answer);
        ask_both_children(&mut story, Stage::Referral);
        let given = content(&story, ContactLevel::Supervised);
        let id = draft(&mut story, given);
        story.does(story.coordinator, sign(&story, id)).unwrap();
        assert_eq!(status(&story, id), expected, "{answer:?}");
    }
}

#[test]
fn coercive_control_written_into_the_assessment_asks_for_a_second_signature() {
    let mut story = Story::of_family(Answer::No);
    ask_both_children(&mut story, Stage::Referral);
    let mut given = content(&story, ContactLevel::Supervised);
    given.hazards[0].kind = HazardKind::CoerciveControl;
    let id = draft(&mut story, given);
    story.does(story.coordinator, sign(&story, id)).unwrap();
    assert_eq!(status(&story, id), AssessmentStatus::AwaitingCountersignature);
}

#[test]
fn somebody_from_outside_signs_nothing() {
    let mut story = Story::of_family(Answer::No);
    ask_both_children(&mut story, Stage::Referral);
    let given = content(&story, ContactLevel::Supported);
    let id = draft(&mut story, given);
    for actor in [domain::actor::Actor::Program, domain::actor::Actor::Person(story.resident)] {
        assert!(story.gives(actor, sign(&story, id)).is_err());
    }
    assert!(story.state().risk.current.is_none());
}

#[test]
fn a_signed_assessment_is_never_changed_and_what_is_learned_becomes_a_new_version() {
    let mut story = Story::of_family(Answer::No);
    let given = content(&story, ContactLevel::Supervised);
    let first = assessed(&mut story, given);
    let before = story.state().risk.content(first).unwrap().clone();
    let mut other = content(&story, ContactLevel::Supported);
    let amend = |story: &Story, given| RiskCommand::AmendDraft {
        case: story.case,
        assessment: first,
        content: given,
        readiness: Readiness::ReadyToSign,
    };
    let refusal = story.does(story.coordinator, amend(&story, other.clone())).unwrap_err();
    assert_eq!(rules_of(refusal), ["R-I21"]);

    other.controls[0].id = Some(before.controls[0].id);
    let second = draft(&mut story, other);
    assert_eq!(status(&story, first), AssessmentStatus::Current, "a draft replaces nothing");
    story.does(story.coordinator, sign(&story, second)).unwrap();
    let risk = &story.state().risk;
    assert_eq!(status(&story, second), AssessmentStatus::Current);
    assert_eq!(status(&story, first), AssessmentStatus::Superseded);
    assert_eq!(risk.content(first).unwrap(), &before, "the signed text is as it was");
    assert_eq!(risk.content(second).unwrap().controls[0].id, before.controls[0].id);
    assert_eq!((risk.versions, risk.past.len()), (2, 1));
}

#[test]
fn an_assessment_that_is_blank_for_one_child_cannot_be_signed_whatever_it_says_of_a_sibling() {
    let mut story = Story::of_family(Answer::No);
    ask_both_children(&mut story, Stage::Referral);
    let mut given = content(&story, ContactLevel::Supported);
    given.impact.pop();
    let id = draft(&mut story, given);
    let refusal = story.does(story.coordinator, sign(&story, id)).unwrap_err();
    assert_eq!(rules_of(refusal), ["R-P09"]);
}

#[test]
fn an_assessment_without_a_childs_voice_cannot_be_signed_and_a_reason_for_not_asking_is_one() {
    let mut story = Story::of_family(Answer::No);
    let given = content(&story, ContactLevel::Supported);
    let id = draft(&mut story, given);
    let refusal = story.does(story.coordinator, sign(&story, id)).unwrap_err();
    assert_eq!(rules_of(refusal), ["R-P09", "R-P09"]);
    for child in [story.older, story.younger] {
        let asked = VoiceCommand::RecordVoice {
            case: story.case,
            person: child,
            stage: Stage::Referral,
            session: None,
            outcome: Outcome::NotAsked { reason: NotAskedReason::NotSafe, note: None },
            may_see: None,
            asked_at: None,
        };
        story.does(story.coordinator, asked).unwrap();
    }
    story.does(story.coordinator, sign(&story, id)).unwrap();
}

#[test]
fn nobody_signs_what_its_author_has_not_finished_or_what_is_signed_already() {
    let mut story = Story::of_family(Answer::No);
    ask_both_children(&mut story, Stage::Referral);
    let given = content(&story, ContactLevel::Supported);
    let drafting =
        RiskCommand::DraftAssessment { case: story.case, content: given.clone(), readiness: Readiness::StillWriting };
    story.does(story.coordinator, drafting.clone()).unwrap();
    let id = story.state().risk.draft.as_ref().unwrap().id;
    assert_eq!(status(&story, id), AssessmentStatus::Draft);
    assert!(because(story.does(story.coordinator, drafting).unwrap_err()).contains("already"));
    assert!(because(story.does(story.coordinator, sign(&story, id)).unwrap_err()).contains("finished"));
    let amend =
        RiskCommand::AmendDraft { case: story.case, assessment: id, content: given, readiness: Readiness::ReadyToSign };
    story.does(story.safeguarding_lead, amend).unwrap();
    story.does(story.coordinator, sign(&story, id)).unwrap();
    assert!(story.does(story.coordinator, sign(&story, id)).is_err());
}

#[test]
fn whoever_signs_must_have_thought_of_everything_that_has_happened() {
    let mut story = Story::of_family(Answer::No);
    ask_both_children(&mut story, Stage::Referral);
    let given = content(&story, ContactLevel::Supported);
    let id = draft(&mut story, given.clone());
    story.does(story.coordinator, trigger(&story, TriggerKind::NewOrder)).unwrap();
    let refusal = story.does(story.coordinator, sign(&story, id)).unwrap_err();
    assert!(because(refusal).starts_with("Something has happened"));
    let amend =
        RiskCommand::AmendDraft { case: story.case, assessment: id, content: given, readiness: Readiness::ReadyToSign };
    story.does(story.coordinator, amend).unwrap();
    story.does(story.coordinator, sign(&story, id)).unwrap();
    assert_eq!(status(&story, id), AssessmentStatus::Current);
}

#[test]
fn a_disclosure_makes_the_assessment_due_the_same_day_until_a_new_version_is_signed() {
    let mut story = Story::of_family(Answer::No);
    let given = content(&story, ContactLevel::Supported);
    let first = assessed(&mut story, given.clone());
    let (kind, origin) =
        (TriggerKind::Disclosure, TriggerOrigin::Disclosure(DisclosureId::from_uuid(Uuid::from_u128(4))));
    story.happens(RiskEvent::TriggerRaised { kind, origin, note: None });
    assert_eq!(status(&story, first), AssessmentStatus::ReviewDue(ReviewReason::Trigger(TriggerKind::Disclosure)));
    let facts = domain::arrangement::case_facts(&story.world, story.case, story.now, story.today());
    let fact = facts.assessment.unwrap();
    assert_eq!((fact.standing, fact.triggers.len()), (AssessmentStanding::Current, 1));
    assert!(!fact.triggers[0].id.contains("disclosure"), "{:?}", fact.triggers);
    let second = draft(&mut story, given);
    story.does(story.coordinator, sign(&story, second)).unwrap();
    assert_eq!(status(&story, second), AssessmentStatus::Current);
    assert_eq!(story.state().risk.open_triggers().count(), 0);
}

#[test]
fn what_somebody_disclosed_is_not_written_where_everybody_reads_the_assessment() {
    let mut story = Story::of_family(Answer::No);
    let refused = story.does(story.coordinator, trigger(&story, TriggerKind::Disclosure)).unwrap_err();
    assert_eq!(fields_of(refused), ["note"]);
    assert_eq!(story.state().risk.open_triggers().count(), 0);
}

#[test]
fn what_the_safeguarding_lead_holds_makes_it_due_as_a_disclosure_does_and_takes_another_leave_than_any_other_trigger() {
    let mut story = Story::of_family(Answer::No);
    let held = RiskCommand::RaiseTrigger {
        case: story.case,
        kind: TriggerKind::Disclosure,
        origin: TriggerOrigin::Disclosure(DisclosureId::from_uuid(Uuid::from_u128(4))),
        note: None,
        happened_at: None,
    };
    assert_eq!(held.action(), "hold-information");
    assert_eq!(trigger(&story, TriggerKind::Custody).action(), "raise-risk-trigger");
    story.does(story.coordinator, held).unwrap();
    let raised = story.state().risk.triggers.clone();
    assert_eq!((raised.len(), raised[0].kind, raised[0].origin), (1, TriggerKind::Disclosure, TriggerOrigin::Told));
}

#[test]
fn an_assessment_falls_due_at_midnight_on_the_centres_wall_also_across_a_change_of_the_clocks() {
    // 90 days from 1 January reach over the start of summer time, those from 28 July over its end.
    for (signed, last, first) in [
        ("2026-01-01T12:00", "2026-04-01T23:30", "2026-04-02T00:30"),
        ("2026-07-28T12:00", "2026-10-26T23:30", "2026-10-27T00:30"),
    ] {
        let mut story = Story::of_family(Answer::No);
        story.at(signed);
        let given = content(&story, ContactLevel::Supported);
        let id = assessed(&mut story, given);
        assert_eq!(status(story.at(last), id), AssessmentStatus::Current, "{last}");
        let valid_until = story.today();
        assert_eq!(status(story.at(first), id), AssessmentStatus::ReviewDue(ReviewReason::Age(valid_until)), "{first}");
    }
    // The instant half an hour into 2 April is still 1 April in UTC: the wall decides.
    let instant = wall("2026-04-02T00:30");
    assert_eq!(instant.to_string(), "2026-04-01T23:30:00Z");
    assert_eq!(instant.to_zoned(london()).date().to_string(), "2026-04-02");
}
