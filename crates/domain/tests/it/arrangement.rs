use crate::arrangement_terms::{accepted, agree, end, live, propose};
use crate::case_story::{Story, because, rules_of, text};
use crate::previsit::both_held;
use crate::risk_content::{ask_both_children, assessed, content};
use domain::actor::Actor;
use domain::arrangement::{ArrangementCommand, Direction, LevelDecision, PauseReason, Phase, direction};
use domain::command::FeatureCommand;
use domain::ids::{OrderId, OverrideId};
use domain::overrides::{Channel, OverrideEvent, SecondRole};
use domain::private::Private;
use domain::referral::{Clause, OrderDescribed, OrderTerms, ReferralEvent, Stage as ReferralStage};
use domain::voice::{NotAskedReason, Outcome, Stage, VoiceCommand};
use domain::words::{Answer, ContactLevel, Exception, OrderKind, Prohibition};
use uuid::Uuid;

fn pause(story: &Story) -> ArrangementCommand {
    ArrangementCommand::PauseArrangement { case: story.case, reason: PauseReason::ChildsWishes, note: None }
}

fn resume(story: &Story) -> ArrangementCommand {
    ArrangementCommand::ResumeArrangement { case: story.case, note: text("The older child asked to come again.") }
}

fn change_to(story: &Story, to: ContactLevel) -> ArrangementCommand {
    ArrangementCommand::ProposeLevelChange { case: story.case, to, why: text("Written down at the review.") }
}

fn decide(story: &Story, decision: LevelDecision) -> ArrangementCommand {
    ArrangementCommand::DecideLevelChange { case: story.case, decision, why: text("Both children were heard.") }
}

#[test]
fn terms_hold_only_after_acceptance_both_pre_visits_and_a_signed_assessment() {
    let mut story = Story::of_family(Answer::No);
    propose(&mut story, ContactLevel::Supported).unwrap();
    let refusal = story.does(story.coordinator, agree(&story)).unwrap_err();
    assert_eq!(because(refusal), "The referral has not been accepted");
    accepted(&mut story);
    let refusal = story.does(story.coordinator, agree(&story)).unwrap_err();
    assert!(because(refusal).contains("pre-visit"));
    both_held(&mut story);
    let refusal = story.does(story.coordinator, agree(&story)).unwrap_err();
    assert_eq!(rules_of(refusal), ["R-P05"]);
    let given = content(&story, ContactLevel::Supported);
    assessed(&mut story, given);
    story.does(story.coordinator, agree(&story)).unwrap();
    assert_eq!(story.state().arrangement.phase, Phase::Live);
    assert_eq!(story.state().referral.stage, Some(ReferralStage::Converted));
}

#[test]
fn an_assessment_that_waits_for_its_second_signature_carries_no_arrangement() {
    let mut story = Story::of_family(Answer::Yes);
    both_held(&mut story);
    accepted(&mut story);
    ask_both_children(&mut story, Stage::Referral);
    let given = content(&story, ContactLevel::Supervised);
    let assessment = crate::risk_content::draft(&mut story, given);
    let sign = domain::risk::RiskCommand::SignAssessment { case: story.case, assessment };
    // The lead signs what the coordinator wrote: two people have worked on it, and one has signed.
    story.does(story.safeguarding_lead, sign).unwrap();
    propose(&mut story, ContactLevel::Supervised).unwrap();
    let refusal = story.does(story.coordinator, agree(&story)).unwrap_err();
    assert_eq!(rules_of(refusal), ["R-P08"]);
}

#[test]
fn supported_contact_below_a_supervised_assessment_is_not_agreed() {
    let mut story = Story::of_family(Answer::No);
    both_held(&mut story);
    accepted(&mut story);
    let given = content(&story, ContactLevel::Supervised);
    assessed(&mut story, given);
    propose(&mut story, ContactLevel::Supported).unwrap();
    let refusal = story.does(story.coordinator, agree(&story)).unwrap_err();
    assert!(rules_of(refusal).contains(&"R-O06".to_owned()));
}

#[test]
fn every_command_is_taken_in_the_phases_where_it_means_something_and_in_no_other() {
    type Make = fn(&Story) -> ArrangementCommand;
    let change: Make = |story| change_to(story, ContactLevel::Supervised);
    let table: [(Make, [bool; 5]); 5] = [
        // nothing, proposed, live, paused, ended
        (pause, [false, false, true, false, false]),
        (resume, [false, false, false, true, false]),
        (end, [false, true, true, true, false]),
        (change, [false, false, true, true, false]),
        (agree, [false, true, false, false, false]),
    ];
    let in_phase = |phase: usize| {
        let mut story = live(ContactLevel::Supported);
        match phase {
            0 | 1 => {
                story = Story::of_family(Answer::No);
                both_held(&mut story);
                accepted(&mut story);
                let given = content(&story, ContactLevel::Supported);
                assessed(&mut story, given);
                if phase == 1 {
                    propose(&mut story, ContactLevel::Supported).unwrap();
                }
            }
            3 => story.does(story.coordinator, pause(&story)).unwrap(),
            4 => story.does(story.coordinator, end(&story)).unwrap(),
            _ => {}
        }
        story
    };
    for (make, allowed) in table {
        for (phase, expected) in allowed.into_iter().enumerate() {
            let mut story = in_phase(phase);
            let command = make(&story);
            let action = command.action();
            let outcome = story.does(story.coordinator, command);
            assert_eq!(outcome.is_ok(), expected, "{action} in phase {phase}: {outcome:?}");
        }
    }
}

#[test]
fn the_level_changes_in_either_direction_by_the_same_two_commands() {
    for (from, to, expected) in [
        (ContactLevel::Supervised, ContactLevel::Supported, Direction::LessProtection),
        (ContactLevel::Supported, ContactLevel::Supervised, Direction::MoreProtection),
        (ContactLevel::Supervised, ContactLevel::Indirect, Direction::NotComparable),
    ] {
        assert_eq!(direction(from, to), expected);
        let mut story = live(from);
        story.at("2026-04-10T10:00");
        let given = content(&story, to);
        assessed(&mut story, given);
        ask_both_children(&mut story, Stage::Progression);
        story.does(story.coordinator, change_to(&story, to)).unwrap();
        assert_eq!(story.state().arrangement.level(), Some(from), "nothing changes by proposing");
        let decided = story.does(story.safeguarding_lead, decide(&story, LevelDecision::Approved));
        decided.unwrap();
        assert_eq!(story.state().arrangement.level(), Some(to));
        assert_eq!(story.state().arrangement.changes[0].direction(), expected);
    }
}

#[test]
fn whoever_proposed_a_change_does_not_decide_on_it_and_a_refusal_needs_no_rule() {
    let mut story = live(ContactLevel::Supervised);
    story.does(story.coordinator, change_to(&story, ContactLevel::Supported)).unwrap();
    let alone = story.does(story.coordinator, decide(&story, LevelDecision::Approved));
    assert!(because(alone.unwrap_err()).contains("does not decide"));
    story.does(story.safeguarding_lead, decide(&story, LevelDecision::Refused)).unwrap();
    let arrangement = &story.state().arrangement;
    assert_eq!(arrangement.level(), Some(ContactLevel::Supervised));
    assert_eq!((arrangement.change.is_none(), arrangement.changes.len()), (true, 1));
}

/// The older child declines; the younger is not asked.
fn record_voices(story: &mut Story) {
    for (child, outcome) in [
        (story.older, Outcome::ChoseNotToSay),
        (story.younger, Outcome::NotAsked { reason: NotAskedReason::NoTime, note: None }),
    ] {
        let voice = VoiceCommand::RecordVoice {
            case: story.case,
            person: child,
            stage: Stage::Progression,
            session: None,
            outcome,
            may_see: None,
            asked_at: None,
        };
        story.does(story.coordinator, voice).unwrap();
    }
}

#[test]
fn a_level_is_not_changed_without_a_new_assessment_and_each_childs_voice_since_the_last_change() {
    let mut story = live(ContactLevel::Supervised);
    story.at("2026-04-10T10:00");
    story.does(story.coordinator, change_to(&story, ContactLevel::Supported)).unwrap();
    let approve = decide(&story, LevelDecision::Approved);
    let refusal = story.does(story.safeguarding_lead, approve.clone()).unwrap_err();
    let rules = rules_of(refusal);
    for rule in ["R-V01", "R-V07"] {
        assert!(rules.contains(&rule.to_owned()), "{rules:?}");
    }
    assert_eq!(rules.iter().filter(|r| *r == "R-V07").count(), 2, "each child for itself");

    let given = content(&story, ContactLevel::Supported);
    let assessment = crate::risk_content::draft(&mut story, given);
    let sign = domain::risk::RiskCommand::SignAssessment { case: story.case, assessment };
    story.does(story.coordinator, sign).unwrap();
    record_voices(&mut story);
    let refusal = story.does(story.safeguarding_lead, approve.clone()).unwrap_err();
    assert_eq!(rules_of(refusal), ["R-V07"], "not asked never counts");
    ask_both_children(&mut story, Stage::Progression);
    story.does(story.safeguarding_lead, approve).unwrap();
}

#[test]
fn a_second_person_can_let_a_level_change_pass_without_a_childs_voice_and_only_that() {
    let mut story = live(ContactLevel::Supported);
    story.at("2026-04-10T10:00");
    let given = content(&story, ContactLevel::Supervised);
    let assessment = crate::risk_content::draft(&mut story, given);
    let sign = domain::risk::RiskCommand::SignAssessment { case: story.case, assessment };
    story.does(story.coordinator, sign).unwrap();
    let change = change_to(&story, ContactLevel::Supervised);
    story.does(story.coordinator, change).unwrap();
    let approve = decide(&story, LevelDecision::Approved);
    let refusal = story.does(story.safeguarding_lead, approve.clone());
    let Err(domain::decision::Refusal::Rules(findings)) = refusal else {
        panic!("both children's voices are missing");
    };
    for (place, finding) in findings.iter().enumerate() {
        let id = OverrideId::from_uuid(Uuid::from_u128(70 + place as u128));
        story.happens(OverrideEvent::Requested {
            id,
            finding: finding.key(),
            rule: finding.rule.clone(),
            reason: Private::Erased,
            until: story.today(),
        });
        let still = story.does(story.safeguarding_lead, approve.clone());
        assert_eq!(rules_of(still.unwrap_err()).len(), findings.len() - place);
        story.happens(OverrideEvent::Authorised {
            id,
            second: Actor::Worker(story.safeguarding_lead),
            role: SecondRole::SafeguardingLead,
            channel: Channel::InPerson,
            confirm_by: None,
        });
    }
    story.does(story.safeguarding_lead, approve).unwrap();
}

fn bail_condition(story: &Story) -> ReferralEvent {
    ReferralEvent::OrderRecorded(OrderDescribed {
        order: OrderId::from_uuid(Uuid::from_u128(61)),
        kind: OrderKind::BailCondition,
        terms: OrderTerms {
            issued_on: Some(story.today()),
            ends_on: None,
            current: Answer::Yes,
            protects: vec![story.older],
            restrains: vec![story.visiting],
            clauses: vec![Clause { prohibition: Prohibition::ContactWithChild, exception: Exception::Unknown }],
            directs: None,
        },
        made_by: None,
        told_by: vec![],
    })
}

#[test]
fn no_rule_stops_pausing_or_ending_and_resuming_is_decided_like_agreeing() {
    let mut story = live(ContactLevel::Supervised);
    let order = bail_condition(&story);
    story.happens(order);
    story.does(story.coordinator, pause(&story)).unwrap();
    let refusal = story.does(story.coordinator, resume(&story)).unwrap_err();
    assert_eq!(rules_of(refusal), ["R-O01"]);
    story.does(story.coordinator, end(&story)).unwrap();
    assert_eq!(story.state().arrangement.phase, Phase::Ended);
    assert!(story.state().arrangement.live().is_none());
}
