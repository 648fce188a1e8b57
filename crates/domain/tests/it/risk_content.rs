use crate::case_story::{Story, erased, fields_of, text, worker};
use domain::event::{Event, Happened};
use domain::ids::{AssessmentId, ControlId, PersonId};
use domain::private::{Private, Subject};
use domain::risk::{
    AppliesTo, AssessmentStatus, ChildImpact, ContentGiven, ControlGiven, ControlKind, Countersignature, Hazard,
    HazardKind, ProtectedPair, Readiness, Requirement, RiskCommand, RiskEvent, RiskState, Source, SourceKind,
    TriggerKind, TriggerOrigin, Unknown, WhyPast,
};
use domain::voice::{MaySee, Outcome, ReadBack, Stage, VoiceCommand};
use domain::words::{Answer, ContactLevel, EvidentialStatus};
use proptest::prelude::*;
use uuid::Uuid;

pub fn control(kind: ControlKind, requirement: Requirement) -> ControlGiven {
    ControlGiven { id: None, kind, requirement, applies_to: AppliesTo::Session, note: None }
}

pub fn content(story: &Story, level: ContactLevel) -> ContentGiven {
    let impact = |child: PersonId, words| ChildImpact { child, impact: text(words) };
    ContentGiven {
        level,
        hazards: vec![Hazard {
            kind: HazardKind::Substances,
            about: Some(story.visiting),
            towards: vec![],
            status: EvidentialStatus::Allegation,
            what: text("Said to drink before sessions at the last centre."),
        }],
        impact: vec![
            impact(story.older, "Waits at the window and sleeps badly before."),
            impact(story.younger, "Too young to tell the days apart."),
        ],
        unknowns: vec![Unknown {
            what: text("Whether the programme was finished."),
            could_tell: SourceKind::Probation,
        }],
        controls: vec![control(ControlKind::SeparateEntrances, Requirement::Mandatory)],
        sources: vec![Source { kind: SourceKind::ResidentAdult, dated: None }],
        protected_pairs: vec![],
        conclusions: vec![],
    }
}

pub fn ask_both_children(story: &mut Story, stage: Stage) {
    for (child, outcome) in [
        (story.older, Outcome::Said { words: text("I want the blue room."), read_back: ReadBack::Agreed }),
        (story.younger, Outcome::TooYoungObserved { seen: text("Held the toy rabbit and looked to the door.") }),
    ] {
        let asked = VoiceCommand::RecordVoice {
            case: story.case,
            person: child,
            stage,
            session: None,
            outcome,
            may_see: Some(MaySee::NobodyElse),
            asked_at: None,
        };
        story.does(story.coordinator, asked).unwrap();
    }
}

pub fn draft(story: &mut Story, content: ContentGiven) -> AssessmentId {
    let drafting = RiskCommand::DraftAssessment { case: story.case, content, readiness: Readiness::ReadyToSign };
    story.does(story.coordinator, drafting).unwrap();
    story.state().risk.draft.as_ref().unwrap().id
}

pub fn sign(story: &Story, assessment: AssessmentId) -> RiskCommand {
    RiskCommand::SignAssessment { case: story.case, assessment }
}

pub fn countersign(story: &Story, assessment: AssessmentId) -> RiskCommand {
    RiskCommand::CountersignAssessment { case: story.case, assessment }
}

pub fn status(story: &Story, assessment: AssessmentId) -> AssessmentStatus {
    story.state().risk.status(assessment, story.today()).unwrap()
}

/// A signed assessment of this level, with everything it needs.
pub fn assessed(story: &mut Story, content: ContentGiven) -> AssessmentId {
    ask_both_children(story, Stage::Referral);
    let assessment = draft(story, content);
    story.does(story.coordinator, sign(story, assessment)).unwrap();
    if story.state().risk.awaiting.is_some() {
        story.does(story.safeguarding_lead, countersign(story, assessment)).unwrap();
    }
    assessment
}

#[test]
fn a_draft_names_only_people_of_the_case_and_only_controls_it_knows() {
    let mut story = Story::of_family(Answer::No);
    let stranger = crate::case_story::person(99);
    let mut given = content(&story, ContactLevel::Supported);
    given.hazards[0].about = Some(stranger);
    given.impact[1].child = given.impact[0].child;
    given.protected_pairs = vec![ProtectedPair { one: story.resident, other: story.resident }];
    given.controls = vec![
        ControlGiven {
            id: Some(ControlId::from_uuid(Uuid::from_u128(5))),
            ..control(ControlKind::BagCheck, Requirement::Advisory)
        },
        control(ControlKind::Other, Requirement::Mandatory),
    ];
    let drafting =
        RiskCommand::DraftAssessment { case: story.case, content: given, readiness: Readiness::StillWriting };
    let fields = fields_of(story.does(story.coordinator, drafting).unwrap_err());
    assert_eq!(fields, ["hazards", "impact", "protected_pairs", "controls", "controls"]);
}

#[test]
fn withdrawing_the_one_that_counts_leaves_none_and_says_so() {
    let mut story = Story::of_family(Answer::No);
    let given = content(&story, ContactLevel::Supported);
    let id = assessed(&mut story, given);
    let withdraw = RiskCommand::WithdrawAssessment {
        case: story.case,
        assessment: id,
        reason: text("It was about another family."),
    };
    story.does(story.coordinator, withdraw.clone()).unwrap();
    assert_eq!(status(&story, id), AssessmentStatus::Withdrawn);
    assert_eq!(story.state().risk.past[0].why, WhyPast::Withdrawn);
    assert!(story.state().risk.signed().is_none());
    assert!(story.does(story.coordinator, withdraw).is_err());
}

#[test]
fn each_childs_impact_is_sealed_under_that_child_and_no_words_stay_in_the_skeleton() {
    let mut story = Story::of_family(Answer::No);
    let given = content(&story, ContactLevel::Supported);
    let id = draft(&mut story, given);
    let draft = story.state().risk.draft.clone().unwrap();
    for (child, impact) in [(story.older, 0), (story.younger, 1)] {
        let sealed = &draft.content.impact[impact].impact;
        assert_eq!(sealed.subject(), Some(Subject::Person(child)));
    }
    let event = Event::from(RiskEvent::Drafted {
        assessment: id,
        number: 1,
        content: draft.content,
        readiness: Readiness::ReadyToSign,
    });
    let encoded = event.encode().unwrap();
    assert_eq!(encoded.kind, "risk.drafted");
    let segments = domain::body::split(Subject::Case(story.case), encoded.body);
    let skeleton = String::from_utf8(segments[0].value.clone()).unwrap();
    for words in ["window", "drink", "programme", "days apart"] {
        assert!(!skeleton.contains(words), "{words} in {skeleton}");
    }
    let Event::Risk(RiskEvent::Drafted { content, .. }) = erased(&event, Subject::Case(story.case)) else {
        panic!("another event came back");
    };
    assert!(!content.tells_impact_on(story.older), "an erased impact does not count as written");
}

fn any_event() -> impl Strategy<Value = RiskEvent> {
    let id = (0u128..3).prop_map(|n| AssessmentId::from_uuid(Uuid::from_u128(n)));
    let day = jiff::civil::date(2026, 3, 2);
    let story = Story::of_family(Answer::No);
    let mut ids = crate::case_story::Counted::default();
    let sealed = content(&story, ContactLevel::Supported).seal(story.case, &mut ids);
    let ready = prop_oneof![Just(Readiness::StillWriting), Just(Readiness::ReadyToSign)];
    let second = prop_oneof![Just(Countersignature::Required), Just(Countersignature::NotRequired)];
    (id, ready, second, 0u8..6, 1u128..3).prop_map(move |(assessment, readiness, countersignature, which, by)| {
        match which {
            0 => RiskEvent::Drafted { assessment, number: 1, content: sealed.clone(), readiness },
            1 => RiskEvent::DraftAmended { assessment, content: sealed.clone(), readiness },
            2 => RiskEvent::Signed {
                assessment,
                signed_by: worker(by),
                signed_on: day,
                valid_until: day,
                countersignature,
            },
            3 => RiskEvent::Countersigned { assessment, countersigned_by: worker(by), countersigned_on: day },
            4 => RiskEvent::Withdrawn { assessment, reason: Private::Erased },
            _ => RiskEvent::TriggerRaised { kind: TriggerKind::Incident, origin: TriggerOrigin::Told, note: None },
        }
    })
}

proptest! {
    #[test]
    fn any_sequence_of_events_folds_and_never_lets_one_person_countersign_themselves(
        events in prop::collection::vec(any_event(), 0..24)
    ) {
        let story = Story::of_family(Answer::No);
        let mut risk = RiskState::default();
        for (place, event) in events.into_iter().enumerate() {
            let happened = Happened {
                stream: domain::stream::StreamName::Case(story.case),
                version: place as u64 + 1,
                recorded_at: story.now,
                about_at: None,
                actor: domain::actor::Actor::Program,
                event: event.clone().into(),
            };
            risk.evolve(&happened, &event);
            if let Some(current) = &risk.current {
                let second = current.countersigned.map(|(by, _)| by);
                prop_assert_ne!(second, Some(current.signed.signing.by));
                let required = current.signed.signing.countersignature == Countersignature::Required;
                prop_assert!(!required || second.is_some());
            }
        }
    }
}
