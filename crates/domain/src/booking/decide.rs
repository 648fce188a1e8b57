use super::commands::BookSession;
use super::events::{BookingEvent, CancelledBecause};
use super::fit::{Clash, clashes};
use super::make::slot_of;
use super::setting::{offered, room_use, session_facts};
use super::slot::Slot;
use super::state::DayState;
use crate::arrangement::facts::{clear, known_case};
use crate::arrangement::{Phase, Terms};
use crate::decision::{Context, Decision, FieldProblem, Recorded, Refusal};
use crate::ids::{CentreId, SessionId};
use crate::rules::{Facts, Moment};
use crate::session::{SessionEvent, Stage, told_to_case};
use crate::stream::StreamName;
use crate::world::{CaseState, World};
use jiff::civil::Date;

/// Books a session: its room, people and time fit into the day, and no rule stops it. The day's stream serialises this:
/// of two bookings decided on the same day's state only one is appended, and the other is decided again.
pub(super) fn book(book: &BookSession, world: &World, context: &mut Context<'_>) -> Decision {
    let centre = centre_of(world)?;
    let case = known_case(world, book.case)?;
    let terms = live_terms(case)?;
    if book.date < context.today {
        return Err(Refusal::field("date", "choose today or a later day"));
    }
    let session = SessionId::fresh(context.ids);
    let slot = slot_of(book, terms, session, &world.centre.zone())?;
    kept_away(&slot, case)?;
    let facts = session_facts(world, &slot, None, context.now, context.today);
    fits(world, &slot, &facts)?;
    clear(Moment::Booking, &facts, case)?;
    Ok(vec![
        Recorded::now(StreamName::Session(session), SessionEvent::Planned(slot.clone())),
        Recorded::now(StreamName::Day(centre, book.date), BookingEvent::Booked(slot)),
    ])
}

/// Refuses a plan with a worker who is kept from the family: nobody supervises their own relatives (R-R15).
pub(crate) fn kept_away(slot: &Slot, case: &CaseState) -> Result<(), Refusal> {
    let kept = |worker| case.interest.keeps_away(worker);
    let message = "choose somebody else: this person has something to do with the family";
    if slot.team.iter().copied().any(kept) {
        return Err(Refusal::field("team", message));
    }
    if kept(slot.lead) { Err(Refusal::field("lead", message)) } else { Ok(()) }
}

/// Gives a place up. A session to which somebody has come can be ended, never cancelled.
pub(super) fn cancel(session: SessionId, date: Date, because: CancelledBecause, world: &World) -> Decision {
    let centre = centre_of(world)?;
    let unknown = || Refusal::not_now("there is no such session on that day", "Go back to the day's list.");
    let record = world.sessions.get(&session).ok_or_else(unknown)?;
    match record.session.stage() {
        Stage::Planned | Stage::Confirmed => {}
        Stage::Cancelled => {
            return Err(Refusal::not_now("this session is already cancelled", "Nothing more is needed."));
        }
        Stage::Underway | Stage::Ended | Stage::Closed => {
            return Err(Refusal::not_now(
                "this session has begun, so it cannot be cancelled",
                "Record how it ended: stopped early, stopped at the door, or one side did not come.",
            ));
        }
    }
    let booked = world.days.get(&date).and_then(|day| day.slot(session));
    let slot = booked.ok_or_else(unknown)?;
    let mut events = vec![
        Recorded::now(StreamName::Session(session), SessionEvent::Cancelled { because }),
        Recorded::now(StreamName::Day(centre, date), BookingEvent::Cancelled { session, because }),
    ];
    if let Some(attendance) = because.attendance() {
        events.extend(told_to_case(slot, attendance, world, None));
    }
    Ok(events)
}

fn centre_of(world: &World) -> Result<CentreId, Refusal> {
    world.centre_id.ok_or_else(|| Refusal::not_now("it is not known which centre this is", "Sign in again."))
}

fn live_terms(case: &CaseState) -> Result<&Terms, Refusal> {
    case.arrangement.live().ok_or_else(|| match case.arrangement.phase {
        Phase::Paused => Refusal::not_now("the arrangement is paused", "Resume it first, saying what has changed."),
        Phase::Ended => Refusal::not_now("the arrangement has ended", "Propose another one and have it agreed."),
        Phase::None | Phase::Proposed | Phase::Live => {
            Refusal::not_now("no arrangement has been agreed", "Propose one and have both adults agree to it.")
        }
    })
}

fn fits(world: &World, slot: &Slot, facts: &Facts) -> Result<(), Refusal> {
    offered(world, slot)?;
    let room = room_use(world, slot)?;
    let nothing = DayState::default();
    let day = world.days.get(&slot.contact.date()).unwrap_or(&nothing);
    let buffer = i64::from(facts.pack.arrival_buffer_minutes.max(facts.pack.leaving_buffer_minutes));
    let found = clashes(day, slot, room, buffer);
    if found.is_empty() {
        return Ok(());
    }
    if let Some(problem) = found.iter().find_map(arranged_so) {
        return Err(problem);
    }
    let mut problems: Vec<FieldProblem> = Vec::new();
    for clash in &found {
        let problem = problem_of(*clash, slot);
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    }
    Err(Refusal::Fields(problems))
}

/// A clash that lies in the arrangement: no other room, time or worker clears it.
fn arranged_so(clash: &Clash) -> Option<Refusal> {
    let (because, next) = match clash {
        Clash::WindowOutside(_) => {
            ("somebody would leave before they come", "Propose terms with other times of leaving.")
        }
        Clash::OutOfOrder(_) => (
            "the child would come before the visiting adult, or leave after them",
            "Propose terms in which the visiting adult comes first and leaves last.",
        ),
        Clash::SameDoor(_) => (
            "the two sides would use one door within the buffer of each other",
            "Propose terms with two doors, or with more time between the two sides.",
        ),
        Clash::RoomTaken(_) | Clash::RoomFull | Clash::WorkerElsewhere(..) | Clash::PersonElsewhere(..) => return None,
    };
    Some(Refusal::not_now(because, next))
}

/// What is in the way, told without telling of another family.
fn problem_of(clash: Clash, slot: &Slot) -> FieldProblem {
    match clash {
        Clash::RoomFull => {
            FieldProblem::new("room", "as many families as the room holds are there then; choose another room or time")
        }
        Clash::WorkerElsewhere(worker, _) => match slot.team.iter().position(|w| *w == worker) {
            Some(place) if slot.team.len() > 1 => {
                let message =
                    format!("worker {} of those chosen is with another family then; choose another", place + 1);
                FieldProblem::new("team", message)
            }
            _ => FieldProblem::new("team", "this worker is with another family then; choose another"),
        },
        Clash::PersonElsewhere(..) => {
            FieldProblem::new("from", "somebody who is to come has another session then; choose another time")
        }
        Clash::RoomTaken(_) | Clash::WindowOutside(_) | Clash::OutOfOrder(_) | Clash::SameDoor(_) => FieldProblem::new(
            "room",
            "the room is taken then, or too shortly before or after; choose another room or time",
        ),
    }
}
