use crate::case_story::{Story, because, erased, fields_of, text};
use domain::event::{Event, Happened};
use domain::ids::{PersonId, PreVisitId};
use domain::previsit::{
    Held, NotHeldReason, OpenPoint, Plan, PreVisitCommand, PreVisitEvent, PreVisitState, Progress, SignedText,
    TextVersion,
};
use domain::private::{Private, Subject};
use domain::rules::facts::PreVisitStanding;
use domain::words::{Answer, Narrative, Side, Window};
use proptest::prelude::*;
use uuid::Uuid;

pub fn window(day: &str, from: &str, to: &str) -> Window {
    let time = |t: &str| t.parse().unwrap();
    Window::new(day.parse().unwrap(), time(from), time(to)).unwrap()
}

fn plan(story: &Story, adult: PersonId, when: Window) -> PreVisitCommand {
    PreVisitCommand::PlanPreVisit {
        case: story.case,
        adult,
        plan: Plan { window: when, room: None, worker: story.coordinator, children: vec![] },
    }
}

fn hold(story: &Story, adult: PersonId, when: Window) -> PreVisitCommand {
    let version = |v: &str| Some(TextVersion::parse(v).unwrap());
    PreVisitCommand::HoldPreVisit {
        case: story.case,
        previsit: None,
        adult,
        held: Held {
            window: when,
            identity_checked: Answer::Yes,
            rules_explained: version("rules-4"),
            children_shown: if adult == story.resident { vec![story.older, story.younger] } else { vec![] },
            safe_contact_asked: Answer::Yes,
            voices: vec![],
            note: Some(text("Came on foot and asked about the side gate.")),
        },
        rules_signed: version("rules-4"),
        notice_signed: version("2026-01"),
    }
}

/// Both pre-visits, on the two days before.
pub fn both_held(story: &mut Story) {
    for (adult, day) in [(story.resident, "2026-02-27"), (story.visiting, "2026-02-28")] {
        let held = hold(story, adult, window(day, "10:00", "10:45"));
        story.does(story.coordinator, held).unwrap();
    }
}

#[test]
fn the_pre_visits_of_the_two_sides_are_planned_on_different_days() {
    let mut story = Story::of_family(Answer::No);
    let first = plan(&story, story.resident, window("2026-03-09", "10:00", "10:45"));
    story.does(story.coordinator, first).unwrap();
    // However far apart on the day, and whether it is planned or was held.
    for (from, to) in [("10:00", "10:45"), ("10:50", "11:30"), ("16:00", "16:45")] {
        let same_day = plan(&story, story.visiting, window("2026-03-09", from, to));
        let refusal = story.does(story.coordinator, same_day).unwrap_err();
        assert!(because(refusal).contains("on that day"), "{from}");
    }
    let other_day = plan(&story, story.visiting, window("2026-03-10", "10:00", "10:45"));
    story.does(story.coordinator, other_day).unwrap();
}

#[test]
fn a_pre_visit_that_was_held_today_keeps_the_other_side_away_today() {
    let mut story = Story::of_family(Answer::No);
    let held = hold(&story, story.resident, window("2026-03-02", "09:00", "09:45"));
    story.does(story.coordinator, held).unwrap();
    let same_day = plan(&story, story.visiting, window("2026-03-02", "17:00", "17:45"));
    assert!(story.does(story.coordinator, same_day).is_err());
}

#[test]
fn a_pre_visit_that_took_place_is_recorded_even_where_it_could_not_have_been_planned() {
    let mut story = Story::of_family(Answer::No);
    for adult in [story.resident, story.visiting] {
        let held = hold(&story, adult, window("2026-03-01", "10:00", "10:45"));
        story.does(story.coordinator, held).unwrap();
    }
    assert!(story.state().previsit.held_of(story.resident).is_some());
    assert!(story.state().previsit.held_of(story.visiting).is_some());
}

#[test]
fn holding_a_planned_pre_visit_settles_the_plan_of_that_day() {
    let mut story = Story::of_family(Answer::No);
    let planned = plan(&story, story.visiting, window("2026-03-04", "10:00", "10:45"));
    story.does(story.coordinator, planned.clone()).unwrap();
    let twice = story.does(story.coordinator, planned).unwrap_err();
    assert!(because(twice).contains("planned already"));
    story.at("2026-03-04T12:00");
    let held = hold(&story, story.visiting, window("2026-03-04", "10:10", "10:50"));
    story.does(story.coordinator, held).unwrap();
    assert_eq!(story.state().previsit.visits.len(), 1);
    assert!(matches!(story.state().previsit.visits[0].progress, Progress::Held(_)));
}

#[test]
fn a_pre_visit_not_held_says_why_and_another_can_be_planned() {
    let mut story = Story::of_family(Answer::No);
    let planned = plan(&story, story.visiting, window("2026-03-04", "10:00", "10:45"));
    story.does(story.coordinator, planned).unwrap();
    let previsit = story.state().previsit.visits[0].id;
    let not_held =
        PreVisitCommand::NotHeld { case: story.case, previsit, reason: NotHeldReason::NoInterpreter, note: None };
    story.does(story.coordinator, not_held.clone()).unwrap();
    assert!(story.does(story.coordinator, not_held).is_err(), "it is recorded already");
    let again = plan(&story, story.visiting, window("2026-03-06", "10:00", "10:45"));
    story.does(story.coordinator, again).unwrap();
    let facts = domain::previsit::facts::previsit_facts(&story.state().previsit);
    let standings: Vec<_> = facts.iter().map(|f| f.standing).collect();
    assert_eq!(standings, [PreVisitStanding::NotHeld, PreVisitStanding::Planned]);
}

#[test]
fn a_plan_is_for_an_adult_on_a_side_on_a_day_to_come_and_children_come_with_whom_they_live() {
    let mut story = Story::of_family(Answer::No);
    let mut field = |adult, when, children: Vec<PersonId>| {
        let command = PreVisitCommand::PlanPreVisit {
            case: story.case,
            adult,
            plan: Plan { window: when, room: None, worker: story.coordinator, children },
        };
        fields_of(story.does(story.coordinator, command).unwrap_err())
    };
    let (aunt, visiting, child) =
        (crate::case_story::person(23), crate::case_story::person(22), crate::case_story::person(11));
    assert_eq!(field(aunt, window("2026-03-09", "10:00", "11:00"), vec![]), ["adult"]);
    assert_eq!(field(visiting, window("2026-03-01", "10:00", "11:00"), vec![]), ["window"]);
    assert_eq!(field(visiting, window("2026-03-09", "10:00", "11:00"), vec![child]), ["children"]);
}

#[test]
fn a_window_that_ends_before_it_starts_is_not_taken_from_the_json_interface() {
    let mut story = Story::of_family(Answer::No);
    let good = plan(&story, story.visiting, window("2026-03-09", "10:00", "11:00"));
    let mut json = serde_json::to_value(&good).unwrap();
    json["window"]["to"] = "09:00:00".into();
    let bad: PreVisitCommand = serde_json::from_value(json).unwrap();
    assert_eq!(fields_of(story.does(story.coordinator, bad).unwrap_err()), ["window"]);
}

#[test]
fn a_pre_visit_leaves_open_what_was_not_done() {
    let mut story = Story::of_family(Answer::No);
    let children = [story.older, story.younger];
    assert_eq!(story.state().previsit.open_points(story.resident, &children), []);
    let PreVisitCommand::HoldPreVisit { case, adult, mut held, .. } =
        hold(&story, story.resident, window("2026-03-01", "10:00", "10:45"))
    else {
        panic!("another command");
    };
    held.identity_checked = Answer::Unknown;
    held.safe_contact_asked = Answer::NotAsked;
    held.children_shown = vec![story.older];
    let bare =
        PreVisitCommand::HoldPreVisit { case, previsit: None, adult, held, rules_signed: None, notice_signed: None };
    story.does(story.coordinator, bare).unwrap();
    assert_eq!(
        story.state().previsit.open_points(story.resident, &children),
        [
            OpenPoint::IdentityNotChecked,
            OpenPoint::GroundRulesNotSigned,
            OpenPoint::NoticeNotSigned,
            OpenPoint::SafeContactNotAsked,
            OpenPoint::ChildNotShown,
        ]
    );
}

#[test]
fn an_adult_signs_later_and_an_older_paper_typed_in_does_not_replace_a_newer_one() {
    let mut story = Story::of_family(Answer::No);
    let sign = |story: &Story, version: &str, on: &str| PreVisitCommand::SignText {
        case: story.case,
        adult: story.visiting,
        text: SignedText::GroundRules,
        version: TextVersion::parse(version).unwrap(),
        on: on.parse().unwrap(),
    };
    story.does(story.coordinator, sign(&story, "rules-5", "2026-03-01")).unwrap();
    story.does(story.coordinator, sign(&story, "rules-4", "2025-11-20")).unwrap();
    let newest = story.state().previsit.signature(story.visiting, SignedText::GroundRules);
    assert_eq!(newest.unwrap().version.as_str(), "rules-5");
    let tomorrow = sign(&story, "rules-5", "2026-03-03");
    assert_eq!(fields_of(story.does(story.coordinator, tomorrow).unwrap_err()), ["on"]);
}

#[test]
fn the_note_of_a_pre_visit_goes_with_the_adult_whose_it_was() {
    let mut story = Story::of_family(Answer::No);
    both_held(&mut story);
    let note = story.state().previsit.held_of(story.visiting).unwrap().note.clone().unwrap();
    assert_eq!(note.subject(), Some(Subject::Person(story.visiting)));
    let event = Event::from(PreVisitEvent::Held {
        previsit: PreVisitId::from_uuid(Uuid::from_u128(1)),
        adult: story.visiting,
        side: Side::Visiting,
        held: story.state().previsit.held_of(story.visiting).unwrap().clone(),
    });
    let Event::PreVisit(PreVisitEvent::Held { held, .. }) = erased(&event, Subject::Case(story.case)) else {
        panic!("another event came back");
    };
    assert_eq!(held.note, Some(Private::<Narrative>::Erased));
}

proptest! {
    #[test]
    fn any_sequence_of_events_folds(which in prop::collection::vec((0u8..4, 0u128..3, 0i8..3), 0..24)) {
        let story = Story::of_family(Answer::No);
        let mut state = PreVisitState::default();
        for (place, (which, id, day)) in which.into_iter().enumerate() {
            let previsit = PreVisitId::from_uuid(Uuid::from_u128(id));
            let date = jiff::civil::date(2026, 3, 1 + day);
            let time = jiff::civil::time;
            let when = Window::new(date, time(9, 0, 0, 0), time(10, 0, 0, 0)).unwrap();
            let (adult, side) = (story.visiting, Side::Visiting);
            let event = match which {
                0 => {
                    let plan = Plan { window: when, room: None, worker: story.coordinator, children: vec![] };
                    PreVisitEvent::Planned { previsit, adult, side, plan }
                }
                1 => {
                    let held = Held {
                        window: when,
                        identity_checked: Answer::Yes,
                        rules_explained: None,
                        children_shown: vec![],
                        safe_contact_asked: Answer::NotAsked,
                        voices: vec![],
                        note: None,
                    };
                    PreVisitEvent::Held { previsit, adult, side, held }
                }
                2 => PreVisitEvent::TextSigned {
                    adult,
                    text: SignedText::GroundRules,
                    version: TextVersion::parse("v1").unwrap(),
                    on: date,
                },
                _ => PreVisitEvent::NotHeld { previsit, reason: NotHeldReason::Other, note: None },
            };
            state.evolve(&Happened {
                stream: domain::stream::StreamName::Case(story.case),
                version: place as u64 + 1,
                recorded_at: story.now,
                about_at: None,
                actor: domain::actor::Actor::Program,
                event: event.clone().into(),
            }, &event);
        }
        let held = state.visits.iter().filter_map(|v| v.held()).map(|h| h.window).max();
        prop_assert_eq!(state.held_of(story.visiting).map(|h| h.window), held);
    }
}
