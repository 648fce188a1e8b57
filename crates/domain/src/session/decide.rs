use super::commands::SessionCommand;
use super::events::{HowKnown, Movement, SessionEvent};
use super::facts::confirm_facts;
use super::missed::told_to_case;
use super::record::{Recording, left_as_planned, movers, wellbeing};
use super::state::Stage;
use crate::arrangement::facts::clear;
use crate::booking::{Slot, kept_away};
use crate::decision::{Context, Decision, Recorded, Refusal};
use crate::ids::{ObservationId, PersonId, SessionId};
use crate::private::{Compartment, Private, Subject};
use crate::rules::Moment;
use crate::rules::facts::{WritingFact, WritingKind};
use crate::stream::StreamName;
use crate::words::Narrative;
use crate::world::{CaseState, SessionRecord, World};
use jiff::Timestamp;

pub(super) fn decide(command: SessionCommand, world: &World, context: &mut Context<'_>) -> Decision {
    let session = command.session();
    let record = world.sessions.get(&session).ok_or_else(unknown)?;
    let slot = record.session.slot().ok_or_else(unknown)?;
    let stream = StreamName::Session(session);
    match command {
        SessionCommand::Confirm { .. } => confirm(session, record, world, context),
        SessionCommand::Move { person, movement, at, known, .. } => {
            let moving = Moving { people: movers(slot, person, movement), movement, at: past(at, context)?, known };
            moves(session, record, moving, world, context)
        }
        SessionCommand::LeftAsPlanned { .. } => left_as_planned(session, record, slot, world, context),
        SessionCommand::Observe { at, note, .. } => observe(session, slot, note, past(at, context)?, world, context),
        SessionCommand::End { ending, at, .. } => {
            let (event, at) = (SessionEvent::Ended(ending), past(at, context)?);
            let mut events = vec![Recorded::about(stream, event, at)];
            events.extend(told_to_case(slot, ending.attendance(), world, Some(at)));
            Ok(events)
        }
        SessionCommand::NoteWellbeing { person, when, note, .. } => {
            if note.tells_in_words() {
                writing_allowed(slot, world, context)?;
            }
            let entry = wellbeing(slot, person, when, note, context)?;
            let event = SessionEvent::WellbeingNoted(entry);
            Ok(vec![Recorded::now(stream, event)])
        }
        SessionCommand::Close { .. } => close(session, record, world, context),
    }
}

fn unknown() -> Refusal {
    Refusal::not_now("there is no such session", "Go back to the day's list.")
}

fn confirm(session: SessionId, record: &SessionRecord, world: &World, context: &mut Context<'_>) -> Decision {
    match record.session.stage() {
        Stage::Planned => {}
        Stage::Cancelled => {
            return Err(Refusal::not_now("this session was cancelled", "Book another session."));
        }
        Stage::Confirmed | Stage::Underway | Stage::Ended | Stage::Closed => {
            return Err(Refusal::not_now("this session is already confirmed", "Nothing more is needed."));
        }
    }
    let facts = confirm_facts(world, session, context.now, context.today).ok_or_else(unknown)?;
    let slot = record.session.slot().ok_or_else(unknown)?;
    let case = world.cases.get(&slot.case).ok_or_else(unknown)?;
    if kept_away(slot, case).is_err() {
        return Err(Refusal::not_now(
            "somebody who works at this session has something to do with the family",
            "Cancel it and book it again with somebody else.",
        ));
    }
    clear(Moment::Confirm, &facts, case)?;
    Ok(vec![Recorded::now(StreamName::Session(session), SessionEvent::Confirmed)])
}

/// A time that has come. What is to happen cannot be recorded as having happened.
fn past(at: Option<Timestamp>, context: &Context<'_>) -> Result<Timestamp, Refusal> {
    match at {
        Some(at) if at > context.now => {
            Err(Refusal::field("at", "enter a time that has already come, or leave it empty for now"))
        }
        Some(at) => Ok(at),
        None => Ok(context.now),
    }
}

/// People who came or went together.
struct Moving {
    people: Vec<PersonId>,
    movement: Movement,
    at: Timestamp,
    known: HowKnown,
}

fn moves(
    session: SessionId,
    record: &SessionRecord,
    moving: Moving,
    world: &World,
    context: &mut Context<'_>,
) -> Decision {
    if moving.people.is_empty() {
        return Err(Refusal::field("person", "say who; nobody is booked to come on that side"));
    }
    let mut recording = Recording::of(session, record, world, context);
    for person in moving.people {
        recording.moved(person, moving.movement, moving.known, moving.at);
    }
    Ok(recording.finish())
}

fn observe(
    session: SessionId,
    slot: &Slot,
    note: Narrative,
    at: Timestamp,
    world: &World,
    context: &mut Context<'_>,
) -> Decision {
    writing_allowed(slot, world, context)?;
    let note = Private::new(Subject::Case(slot.case), Compartment::Ordinary, note);
    let id = ObservationId::fresh(context.ids);
    let event = SessionEvent::Observed { id, note };
    Ok(vec![Recorded::about(StreamName::Session(session), event, at)])
}

/// R-I05: nothing but incidents and concerns is written about contact that is not observed. No override is looked at,
/// because none can be given.
fn writing_allowed(slot: &Slot, world: &World, context: &Context<'_>) -> Result<(), Refusal> {
    let mut facts = world.centre.facts(context.now, context.today);
    facts.writing = Some(WritingFact { kind: WritingKind::Observation, level: Some(slot.level) });
    clear(Moment::Writing, &facts, &CaseState::default())
}

fn close(session: SessionId, record: &SessionRecord, world: &World, context: &mut Context<'_>) -> Decision {
    match record.session.stage() {
        Stage::Closed => {
            return Err(Refusal::not_now("this session is already closed", "Nothing more is needed."));
        }
        Stage::Cancelled => {
            return Err(Refusal::not_now("this session was cancelled", "Nothing more is needed."));
        }
        Stage::Planned | Stage::Confirmed | Stage::Underway => {
            return Err(Refusal::not_now("this session has not ended", "Record how it ended first."));
        }
        Stage::Ended => {}
    }
    let missing = record.session.wellbeing_missing().len();
    if missing > 0 {
        return Err(Refusal::not_now(
            &format!("{missing} entries on how people were before and after are missing"),
            "Record each, or say why it could not be obtained.",
        ));
    }
    let now = context.now;
    let mut recording = Recording::of(session, record, world, context);
    recording.closing();
    recording.push(SessionEvent::Closed, now);
    Ok(recording.finish())
}
