//! Being let into what is sealed: asked for by one, answered by another, ended by itself.

use crate::case_story::{because, text};
use crate::saturday::{COORDINATOR, LEAD, SAFEGUARDING, Saturday, VOLUNTEER};
use domain::actor::Actor;
use domain::concern::RaisedBy;
use domain::emergency::{EmergencyCommand, Length, LetIn, Progress};
use domain::ids::{CaseId, EmergencyId};
use domain::words::ContactLevel;
use jiff::ToSpan;

fn asks(case: CaseId, length: Length) -> EmergencyCommand {
    EmergencyCommand::AskEmergency { case, length, reason: text("The child did not come home.") }
}

fn newest(day: &Saturday, case: CaseId) -> (EmergencyId, LetIn) {
    let state = &day.world.cases[&case].emergency;
    state.all().max_by_key(|(_, asked)| asked.asked_at).map(|(id, asked)| (id, asked.clone())).unwrap()
}

fn asked(length: Length) -> (Saturday, CaseId, EmergencyId) {
    let mut day = Saturday::of_centre();
    let case = day.family(ContactLevel::Supervised).case;
    day.does(VOLUNTEER, asks(case, length)).unwrap();
    let id = newest(&day, case).0;
    (day, case, id)
}

#[test]
fn asking_opens_nothing_until_a_second_person_agrees_and_it_ends_by_itself_to_the_minute() {
    for (length, minutes) in
        [(Length::QuarterHour, 15), (Length::OneHour, 60), (Length::TwoHours, 120), (Length::FourHours, 240)]
    {
        let (mut day, case, id) = asked(length);
        let began = day.now;
        assert!(!newest(&day, case).1.is_open(began) && newest(&day, case).1.waits(began));
        let agree = EmergencyCommand::AgreeEmergency { case, id };
        assert!(because(day.does(VOLUNTEER, agree.clone()).unwrap_err()).contains("asked for themselves"));
        day.does(SAFEGUARDING, agree.clone()).unwrap();
        let (_, let_in) = newest(&day, case);
        let ends = began.saturating_add(minutes.minutes()).unwrap();
        assert_eq!((let_in.open_until(), let_in.worker), (Some(ends), VOLUNTEER));
        assert!(let_in.is_open(ends.saturating_sub(1.second()).unwrap()) && !let_in.is_open(ends));
        assert!(day.does(COORDINATOR, agree).is_err(), "it is answered");
    }
}

#[test]
fn the_safeguarding_lead_is_told_with_the_same_breath() {
    let (mut day, case, id) = asked(Length::OneHour);
    day.does(COORDINATOR, EmergencyCommand::AgreeEmergency { case, id }).unwrap();
    let told: Vec<_> = day.world.cases[&case].concern.incidents().map(|(_, known)| &known.incident.raised).collect();
    assert_eq!(told, [&RaisedBy::Rule("N-02".to_owned())]);
}

#[test]
fn a_refusal_is_kept_with_its_reason_and_can_be_followed_by_another_asking() {
    let (mut day, case, id) = asked(Length::OneHour);
    assert!(because(day.does(VOLUNTEER, asks(case, Length::OneHour)).unwrap_err()).contains("asked already"));
    let refuse = EmergencyCommand::RefuseEmergency { case, id, reason: text("The police are on their way.") };
    assert!(day.does(VOLUNTEER, refuse.clone()).is_err(), "nobody answers themselves");
    day.does(SAFEGUARDING, refuse).unwrap();
    let (_, let_in) = newest(&day, case);
    assert!(matches!(let_in.progress, Progress::Refused { by: Actor::Worker(SAFEGUARDING), .. }));
    assert_eq!(let_in.open_until(), None);
    assert!(day.does(SAFEGUARDING, EmergencyCommand::AgreeEmergency { case, id }).is_err(), "it was refused");
    day.now = day.now.saturating_add(1.minute()).unwrap();
    day.does(VOLUNTEER, asks(case, Length::QuarterHour)).unwrap();
    assert_eq!(day.world.cases[&case].emergency.all().count(), 2, "the refusal stays");
}

#[test]
fn what_waited_for_more_than_an_hour_is_asked_for_anew() {
    let (mut day, case, id) = asked(Length::OneHour);
    day.now = day.now.saturating_add(61.minutes()).unwrap();
    let late = day.does(SAFEGUARDING, EmergencyCommand::AgreeEmergency { case, id });
    assert!(because(late.unwrap_err()).contains("more than an hour"));
    day.does(VOLUNTEER, asks(case, Length::OneHour)).unwrap();
}

#[test]
fn whoever_was_let_in_or_agreed_ends_it_and_nobody_else() {
    for who in [VOLUNTEER, SAFEGUARDING] {
        let (mut day, case, id) = asked(Length::FourHours);
        day.does(SAFEGUARDING, EmergencyCommand::AgreeEmergency { case, id }).unwrap();
        let end = || EmergencyCommand::EndEmergency { case, id };
        assert!(because(day.does(LEAD, end()).unwrap_err()).contains("Only whoever"));
        day.does(who, end()).unwrap();
        assert!(!newest(&day, case).1.is_open(day.now));
        assert!(day.does(who, end()).is_err(), "it has ended");
    }
}

#[test]
fn the_officer_notes_once_what_was_opened_and_never_what_was_not() {
    let (mut day, case, id) = asked(Length::OneHour);
    let note = || EmergencyCommand::NoteEmergency { case, id };
    assert!(day.does(COORDINATOR, note()).is_err(), "nothing was opened");
    day.does(SAFEGUARDING, EmergencyCommand::AgreeEmergency { case, id }).unwrap();
    day.does(COORDINATOR, note()).unwrap();
    assert!(newest(&day, case).1.noted.is_some());
    assert!(day.does(COORDINATOR, note()).is_err());
}
