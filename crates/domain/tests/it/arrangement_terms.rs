use crate::case_story::{Story, because, fields_of, rules_of, text};
use crate::previsit::{both_held, window};
use crate::risk_content::{assessed, content};
use domain::arrangement::{
    Allowance, ArrangementCommand, ArrangementEvent, ArrangementState, Attendee, Away, ComesAs, EndOutcome,
    EntranceUse, Frequency, HouseRules, LanguagePlan, LevelDecision, OrderEnd, PauseReason, Phase, Terms, Timing,
    ToiletHelp, case_facts,
};
use domain::event::{Event, Happened};
use domain::ids::{ControlId, EntranceId, RoomId};
use domain::private::{Private, Subject};
use domain::referral::ReferralEvent;
use domain::rules::facts::DecidedBy;
use domain::words::{Answer, ContactLevel, Narrative, Side};
use proptest::prelude::*;
use uuid::Uuid;

fn entrance(n: u128) -> EntranceId {
    EntranceId::from_uuid(Uuid::from_u128(n))
}

fn attendees(story: &Story) -> Vec<Attendee<Narrative>> {
    let comes = |person, comes_as| Attendee { person, comes_as, relation: None };
    let mut attendees = vec![
        comes(story.older, ComesAs::Child),
        comes(story.younger, ComesAs::Child),
        comes(story.visiting, ComesAs::Visiting),
        comes(story.resident, ComesAs::Escort),
        comes(story.aunt, ComesAs::Visitor),
    ];
    attendees[4].relation = Some(text("Great-aunt of both children."));
    attendees
}

pub fn terms(story: &Story, level: ContactLevel) -> Terms<Narrative> {
    let controls = story.state().risk.signed().map(|s| &s.draft.content.controls);
    Terms {
        level,
        frequency: Frequency::Fortnightly,
        minutes: 90,
        attendees: attendees(story),
        brings: story.resident,
        collects: story.resident,
        room: RoomId::from_uuid(Uuid::from_u128(41)),
        entrances: vec![
            EntranceUse { side: Side::Resident, entrance: entrance(51) },
            EntranceUse { side: Side::Visiting, entrance: entrance(52) },
        ],
        timing: Timing::USUAL,
        room_buffer: 15,
        language: LanguagePlan::Shared,
        house_rules: HouseRules {
            photos: Allowance::NotAllowed,
            gifts: Allowance::AskFirst,
            food: Allowance::Allowed,
            phones: Allowance::NotAllowed,
            toilet: ToiletHelp::Worker,
        },
        review_on: story.today() + jiff::ToSpan::weeks(10),
        order_end: OrderEnd::NoOrder,
        decided_by: DecidedBy::Agreement,
        centre_concern: None,
        controls: controls.into_iter().flatten().map(|c| c.id).collect(),
    }
}

pub fn propose(story: &mut Story, level: ContactLevel) -> Result<(), domain::decision::Refusal> {
    let command = ArrangementCommand::ProposeArrangement { case: story.case, terms: Box::new(terms(story, level)) };
    story.does(story.coordinator, command)
}

pub fn agree(story: &Story) -> ArrangementCommand {
    ArrangementCommand::AgreeArrangement { case: story.case, agreed_by: vec![story.resident, story.visiting] }
}

pub fn end(story: &Story) -> ArrangementCommand {
    ArrangementCommand::EndArrangement { case: story.case, outcome: EndOutcome::ChildsWishes, note: None }
}

pub fn accepted(story: &mut Story) {
    story.happens(ReferralEvent::Accepted { reasons: Private::Erased });
}

/// An arrangement at this level under which sessions can be booked.
pub fn live(level: ContactLevel) -> Story {
    let mut story = Story::of_family(Answer::No);
    both_held(&mut story);
    accepted(&mut story);
    let given = content(&story, level);
    assessed(&mut story, given);
    propose(&mut story, level).unwrap();
    story.does(story.coordinator, agree(&story)).unwrap();
    assert_eq!(story.state().arrangement.phase, Phase::Live);
    story
}

#[test]
fn terms_at_another_level_are_not_slipped_in_as_a_change_of_terms() {
    let mut story = live(ContactLevel::Supervised);
    let refusal = propose(&mut story, ContactLevel::Supported).unwrap_err();
    assert!(because(refusal).contains("another level"));
    propose(&mut story, ContactLevel::Supervised).unwrap();
    // Nor by ending it and beginning anew.
    story.does(story.coordinator, end(&story)).unwrap();
    propose(&mut story, ContactLevel::Supported).unwrap();
    let refusal = story.does(story.coordinator, agree(&story)).unwrap_err();
    assert!(rules_of(refusal).contains(&"R-V01".to_owned()));
}

#[test]
fn terms_that_name_the_wrong_people_times_or_controls_are_refused_by_field() {
    let mut story = Story::of_family(Answer::No);
    let mut wrong = terms(&story, ContactLevel::Supported);
    wrong.minutes = 5;
    wrong.timing.child_leaves = Away { near: 10, far: 10 };
    wrong.entrances.pop();
    wrong.review_on = story.today() + jiff::ToSpan::months(3) + jiff::ToSpan::days(1);
    wrong.controls = vec![ControlId::from_uuid(Uuid::from_u128(7))];
    wrong.attendees[2].person = story.aunt;
    wrong.attendees.pop();
    wrong.collects = story.visiting;
    let command = ArrangementCommand::ProposeArrangement { case: story.case, terms: Box::new(wrong) };
    let fields = fields_of(story.does(story.coordinator, command).unwrap_err());
    assert_eq!(fields, ["minutes", "timing", "entrances", "review_on", "controls", "attendees", "collects"]);
}

#[test]
fn the_windows_of_a_session_keep_the_buffer_on_the_clock_on_the_wall() {
    let session = window("2026-03-14", "10:00", "11:30");
    let windows = Timing::USUAL.windows(session).unwrap();
    assert_eq!(windows.visiting_arrives, window("2026-03-14", "09:25", "09:35"));
    assert_eq!(windows.child_arrives, window("2026-03-14", "09:50", "10:00"));
    assert_eq!(windows.child_leaves, window("2026-03-14", "11:30", "11:40"));
    assert_eq!(windows.visiting_leaves, window("2026-03-14", "11:55", "12:05"));
    assert_eq!((Timing::USUAL.arriving_buffer(), Timing::USUAL.leaving_buffer()), (15, 15));
    assert_eq!(Timing::USUAL.windows(window("2026-03-14", "00:10", "01:00")), None);
    assert_eq!(Timing::USUAL.windows(window("2026-03-14", "22:00", "23:30")), None);
}

#[test]
fn the_facts_of_a_case_gather_every_feature_and_no_words() {
    let story = live(ContactLevel::Supervised);
    let facts = case_facts(&story.world, story.case, story.now, story.today());
    assert_eq!(facts.case.children, [story.older, story.younger]);
    assert_eq!(facts.case.parties().count(), 2);
    assert_eq!(facts.case.levels.requested, Some(ContactLevel::Supported));
    assert_eq!(facts.case.levels.assessed, Some(ContactLevel::Supervised));
    assert_eq!(facts.case.levels.delivered, Some(ContactLevel::Supervised));
    assert_eq!(facts.case.agreement, Answer::Yes);
    assert_eq!(facts.case.domestic_abuse(), Answer::No);
    assert_eq!(facts.previsits.len(), 2);
    assert_eq!(facts.assessment.as_ref().map(|a| a.controls.len()), Some(1));
    let nobody =
        case_facts(&story.world, domain::ids::CaseId::from_uuid(Uuid::from_u128(404)), story.now, story.today());
    assert_eq!(nobody.case.domestic_abuse(), Answer::NotAsked, "unknown is never No");
}

#[test]
fn a_relation_is_sealed_under_the_person_it_tells_about() {
    let story = live(ContactLevel::Supported);
    let agreed = story.state().arrangement.agreed.as_ref().unwrap();
    let relation = agreed.attendees[4].relation.as_ref().unwrap();
    assert_eq!(relation.subject(), Some(Subject::Person(story.aunt)));
}

proptest! {
    #[test]
    fn any_sequence_of_events_folds_and_nothing_is_live_without_agreed_terms(
        which in prop::collection::vec((0u8..7, 0usize..3), 0..32)
    ) {
        let story = Story::of_family(Answer::No);
        let levels = [ContactLevel::Supported, ContactLevel::Supervised, ContactLevel::Handover];
        let mut state = ArrangementState::default();
        for (place, (which, level)) in which.into_iter().enumerate() {
            let level = levels[level];
            let why = Private::<Narrative>::Erased;
            let event = match which {
                0 => ArrangementEvent::Proposed { terms: Box::new(terms(&story, level).seal(story.case)) },
                1 => ArrangementEvent::Agreed { agreed_by: vec![] },
                2 => ArrangementEvent::Paused { reason: PauseReason::Other, note: None },
                3 => ArrangementEvent::Resumed { note: why },
                4 => ArrangementEvent::LevelChangeProposed { from: level, to: ContactLevel::Virtual, why },
                5 => ArrangementEvent::LevelChangeDecided {
                    from: level,
                    to: ContactLevel::Virtual,
                    decision: LevelDecision::Approved,
                    why,
                },
                _ => ArrangementEvent::Ended { outcome: EndOutcome::Other, note: None },
            };
            let owner = Subject::Case(story.case);
            let read = crate::case_story::stored_and_read(&Event::from(event.clone()), owner);
            prop_assert_eq!(&read, &Event::from(event.clone()));
            state.evolve(&Happened {
                stream: domain::stream::StreamName::Case(story.case),
                version: place as u64 + 1,
                recorded_at: story.now,
                about_at: None,
                actor: domain::actor::Actor::Program,
                event: read,
            }, &event);
            prop_assert!(!matches!(state.phase, Phase::Live | Phase::Paused) || state.agreed.is_some());
            prop_assert!(state.phase != Phase::Ended || state.change.is_none());
        }
    }
}
