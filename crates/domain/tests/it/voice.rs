use crate::case_story::{Story, fields_of, person, text, wall};
use crate::risk_content::ask_both_children;
use domain::event::{Event, Happened};
use domain::ids::{PersonId, VoiceId};
use domain::private::{Compartment, Private, Subject};
use domain::rules::facts::VoiceStanding;
use domain::voice::facts::child_voice_since;
use domain::voice::{
    Coverage, MaySee, NotAskedReason, Outcome, ReadBack, Stage, VoiceCommand, VoiceEvent, VoiceReader, VoiceState,
};
use domain::words::{Answer, Narrative};
use proptest::prelude::*;
use std::collections::BTreeSet;
use uuid::Uuid;

fn record(story: &Story, whose: PersonId, outcome: Outcome<Narrative>, may_see: Option<MaySee>) -> VoiceCommand {
    VoiceCommand::RecordVoice {
        case: story.case,
        person: whose,
        stage: Stage::Review,
        session: None,
        outcome,
        may_see,
        asked_at: None,
    }
}

fn said(words: &str) -> Outcome<Narrative> {
    Outcome::Said { words: text(words), read_back: ReadBack::NotReadBack }
}

fn not_asked() -> Outcome<Narrative> {
    Outcome::NotAsked {
        reason: NotAskedReason::NotAlone,
        note: Some(text("The visiting adult stayed within hearing.")),
    }
}

#[test]
fn a_childs_words_are_not_taken_before_somebody_has_chosen_who_may_see_them() {
    let mut story = Story::of_family(Answer::No);
    let child = story.older;
    let command = record(&story, child, said("Not every week."), None);
    assert_eq!(fields_of(story.does(story.coordinator, command).unwrap_err()), ["may_see"]);
    let nobody_named = Some(MaySee::These(BTreeSet::new()));
    let command = record(&story, child, said("Not every week."), nobody_named);
    assert_eq!(fields_of(story.does(story.coordinator, command).unwrap_err()), ["may_see"]);
    for may_see in [MaySee::NobodyElse, MaySee::These([VoiceReader::Court, VoiceReader::ResidentAdult].into())] {
        let command = record(&story, child, said("Not every week."), Some(may_see.clone()));
        story.does(story.coordinator, command).unwrap();
        assert_eq!(story.state().voice.entries.last().unwrap().may_see, Some(may_see));
    }
}

#[test]
fn an_adult_is_asked_for_themselves_and_is_never_too_young_to_say() {
    let mut story = Story::of_family(Answer::No);
    let command = record(&story, story.resident, said("Fridays are too long."), None);
    story.does(story.coordinator, command).unwrap();
    let observed = Outcome::TooYoungObserved { seen: text("Looked at the clock.") };
    let command = record(&story, story.resident, observed, None);
    assert_eq!(fields_of(story.does(story.coordinator, command).unwrap_err()), ["outcome"]);
    let command = record(&story, person(99), said("Hello."), None);
    assert_eq!(fields_of(story.does(story.coordinator, command).unwrap_err()), ["person"]);
}

#[test]
fn siblings_with_different_wishes_stay_two_records_each_under_its_own_child() {
    let mut story = Story::of_family(Answer::No);
    for (child, words) in [(story.older, "I do not want to come."), (story.younger, "More cake.")] {
        let command = record(&story, child, said(words), Some(MaySee::NobodyElse));
        story.does(story.coordinator, command).unwrap();
    }
    for child in [story.older, story.younger] {
        let entries: Vec<_> = story.state().voice.of(child).collect();
        assert_eq!(entries.len(), 1);
        let Outcome::Said { words, .. } = &entries[0].outcome else {
            panic!("words were recorded");
        };
        assert_eq!(words.subject(), Some(Subject::Person(child)));
        assert_eq!(words.compartment(), Some(Compartment::Ordinary));
    }
    assert!(!format!("{:?}", story.state().voice).contains("cake"));
}

#[test]
fn one_child_asked_is_not_the_other_child_asked() {
    let mut story = Story::of_family(Answer::No);
    let since = wall("2026-03-01T00:00");
    let command = record(&story, story.older, Outcome::ChoseNotToSay, None);
    story.does(story.coordinator, command).unwrap();
    assert!(story.state().voice.asked_since(story.older, since));
    assert!(!story.state().voice.asked_since(story.younger, since));
}

#[test]
fn not_asked_never_counts_as_asked_and_does_not_undo_it_either() {
    let mut story = Story::of_family(Answer::No);
    let (child, since) = (story.older, wall("2026-03-01T00:00"));
    let command = record(&story, child, not_asked(), None);
    story.does(story.coordinator, command.clone()).unwrap();
    assert!(!story.state().voice.asked_since(child, since));
    let standing = |story: &Story| child_voice_since(&story.state().voice, child, Some(since));
    assert_eq!(standing(&story).standing, VoiceStanding::NotAsked);
    let asked = record(&story, child, Outcome::ChoseNotToSay, None);
    story.at("2026-03-02T11:00");
    story.does(story.coordinator, asked).unwrap();
    assert_eq!(standing(&story).standing, VoiceStanding::Declined);
    story.at("2026-03-03T11:00");
    story.does(story.coordinator, command).unwrap();
    assert_eq!(standing(&story).standing, VoiceStanding::Declined);
}

#[test]
fn what_was_asked_before_the_instant_does_not_count_whenever_it_was_typed_in() {
    let mut story = Story::of_family(Answer::No);
    let late = VoiceCommand::RecordVoice {
        case: story.case,
        person: story.older,
        stage: Stage::AfterSession,
        session: None,
        outcome: said("The big hall is loud."),
        may_see: Some(MaySee::NobodyElse),
        asked_at: Some(wall("2026-02-20T15:00")),
    };
    story.does(story.coordinator, late).unwrap();
    let voice = &story.state().voice;
    assert!(voice.asked_since(story.older, wall("2026-02-20T14:59")));
    assert!(!voice.asked_since(story.older, wall("2026-02-20T15:00")));
    let tomorrow = VoiceCommand::RecordVoice {
        case: story.case,
        person: story.resident,
        stage: Stage::Review,
        session: None,
        outcome: Outcome::ChoseNotToSay,
        may_see: None,
        asked_at: Some(wall("2026-03-03T15:00")),
    };
    assert_eq!(fields_of(story.does(story.coordinator, tomorrow).unwrap_err()), ["asked_at"]);
}

#[test]
fn coverage_tells_for_each_person_and_stage_whether_they_were_asked() {
    let mut story = Story::of_family(Answer::No);
    ask_both_children(&mut story, Stage::PreVisit);
    let command = record(&story, story.older, not_asked(), None);
    story.does(story.coordinator, command).unwrap();
    let at = |whose, stage: Stage| {
        let coverage = story.state().voice.coverage(whose);
        coverage.into_iter().find(|(s, _)| *s == stage).unwrap().1
    };
    assert_eq!(story.state().voice.coverage(story.older).len(), 8);
    for (whose, stage, expected) in [
        (story.older, Stage::PreVisit, Coverage::Asked),
        (story.older, Stage::Review, Coverage::NotAsked),
        (story.older, Stage::Closure, Coverage::Missing),
        (story.younger, Stage::Review, Coverage::Missing),
        (story.resident, Stage::PreVisit, Coverage::Missing),
    ] {
        assert_eq!(at(whose, stage), expected, "{stage:?}");
    }
}

fn outcome_of(which: u8, whose: PersonId) -> Outcome<Private<Narrative>> {
    let sealed = |words| Private::of_person(whose, text(words));
    match which {
        0 => Outcome::Said { words: sealed("Yes."), read_back: ReadBack::Agreed },
        1 => Outcome::ChoseNotToSay,
        2 => Outcome::TooYoungObserved { seen: sealed("Slept.") },
        3 => Outcome::TooYoungObserved { seen: Private::Erased },
        _ => Outcome::NotAsked { reason: NotAskedReason::NoTime, note: None },
    }
}

proptest! {
    #[test]
    fn any_sequence_of_events_folds_and_is_read_as_it_was_written(
        entries in prop::collection::vec((0u8..5, 0usize..8, 0u128..2, -100i64..100), 0..24)
    ) {
        let story = Story::of_family(Answer::No);
        let mut state = VoiceState::default();
        let mut asked = false;
        for (place, (which, stage, child, minutes)) in entries.into_iter().enumerate() {
            let whose = person(11 + child);
            let event = VoiceEvent::Recorded {
                voice: VoiceId::from_uuid(Uuid::from_u128(place as u128)),
                person: whose,
                stage: Stage::ALL[stage],
                session: None,
                outcome: outcome_of(which, whose),
                may_see: Some(MaySee::NobodyElse),
            };
            let owner = Subject::Case(story.case);
            let read = crate::case_story::stored_and_read(&Event::from(event.clone()), owner);
            prop_assert_eq!(&read, &Event::from(event.clone()));
            let about = story.now + jiff::SignedDuration::from_mins(minutes);
            asked |= child == 0 && which < 4 && minutes > 0;
            state.evolve(&Happened {
                stream: domain::stream::StreamName::Case(story.case),
                version: place as u64 + 1,
                recorded_at: story.now,
                about_at: Some(about),
                actor: domain::actor::Actor::Program,
                event: read,
            }, &event);
        }
        prop_assert_eq!(state.asked_since(person(11), story.now), asked);
    }
}
