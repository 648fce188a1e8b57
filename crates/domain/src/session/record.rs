//! Recording what has happened: comings and goings, the end, how people were. Nothing here asks a rule for leave.

use super::commands::WellbeingNote;
use super::events::{BeforeOrAfter, Ending, HowKnown, Movement, SessionEvent, Wellbeing, WellbeingEntry};
use super::facts::{found_at_closing, found_in, has_near_miss, people_of};
use super::missed::told_to_case;
use super::state::{Moved, Stage};
use crate::arrangement::ComesAs;
use crate::booking::Slot;
use crate::concern::{ConcernEvent, Incident, IncidentKind, RaisedBy, Severity};
use crate::decision::{Context, Decision, Recorded, Refusal};
use crate::event::{Event, Happened};
use crate::ids::{IncidentId, PersonId, SessionId, WellbeingId};
use crate::private::{Compartment, Private, Subject};
use crate::rules::{Facts, Finding};
use crate::stream::StreamName;
use crate::words::Narrative;
use crate::world::{SessionRecord, World};
use jiff::Timestamp;

/// Events being recorded, with the state as it is after them, so that each can be judged with those before it.
pub(super) struct Recording<'c, 'w> {
    session: SessionId,
    so_far: SessionRecord,
    events: Vec<Recorded>,
    base: Facts,
    context: &'c mut Context<'w>,
}

impl<'c, 'w> Recording<'c, 'w> {
    pub(super) fn of(session: SessionId, record: &SessionRecord, world: &World, context: &'c mut Context<'w>) -> Self {
        Self {
            session,
            so_far: record.clone(),
            events: Vec::new(),
            base: world.centre.facts(context.now, context.today),
            context,
        }
    }

    pub(super) fn finish(self) -> Vec<Recorded> {
        self.events
    }

    pub(super) fn push(&mut self, event: impl Into<Event>, at: Timestamp) {
        let stream = StreamName::Session(self.session);
        let event = event.into();
        self.so_far.evolve(&Happened {
            stream,
            version: self.so_far.version + 1,
            recorded_at: self.context.now,
            about_at: Some(at),
            actor: self.context.actor,
            event: event.clone(),
        });
        self.events.push(Recorded::about(stream, event, at));
    }

    /// Somebody came or went. What the rules find in it follows as a near miss.
    pub(super) fn moved(&mut self, person: PersonId, movement: Movement, known: HowKnown, at: Timestamp) {
        let version = self.so_far.version + 1;
        let place = self.so_far.session.facts() + 1;
        let new = Moved { person, movement, known, at, version, place };
        let found = found_in(self.session, &self.so_far, new, self.base.clone());
        self.push(SessionEvent::Moved { person, movement, known }, at);
        for finding in found {
            self.near_miss(&finding, at);
        }
    }

    /// What the order of everything recorded amounts to, as far as no near miss tells of it yet.
    pub(super) fn closing(&mut self) {
        let at = self.context.now;
        let base = self.base.clone();
        for finding in found_at_closing(self.session, &self.so_far, base) {
            if !has_near_miss(&self.so_far, &finding) {
                self.near_miss(&finding, at);
            }
        }
    }

    fn near_miss(&mut self, finding: &Finding, at: Timestamp) {
        let unlisted = finding.facts.iter().any(|fact| fact.starts_with("unlisted/"));
        let incident = Incident {
            id: IncidentId::fresh(self.context.ids),
            kind: if unlisted { IncidentKind::UnlistedPerson } else { IncidentKind::Sequence },
            severity: Severity::NearMiss,
            people: people_of(finding),
            what: None,
            raised: RaisedBy::Rule(finding.rule.to_string()),
        };
        self.push(ConcernEvent::IncidentReported(incident), at);
    }
}

/// Who a movement is about: the person named, else everybody booked who moves that way.
pub(super) fn movers(slot: &Slot, person: Option<PersonId>, movement: Movement) -> Vec<PersonId> {
    let comes = match movement {
        Movement::VisitingIn | Movement::VisitingOut => ComesAs::Visiting,
        Movement::ChildIn | Movement::ChildOut => ComesAs::Child,
    };
    person.map_or_else(|| slot.coming_as(comes).map(|v| v.person).collect(), |person| vec![person])
}

/// Whoever tapped saw the family leave as planned; minutes were not noted, so the movements say so.
pub(super) fn left_as_planned(
    session: SessionId,
    record: &SessionRecord,
    slot: &Slot,
    world: &World,
    context: &mut Context<'_>,
) -> Decision {
    if slot.level.is_observed() {
        return Err(Refusal::not_now(
            "this session is observed, so each coming and going is recorded with its time",
            "Record who left, and when.",
        ));
    }
    if record.session.stage() == Stage::Closed {
        return Err(Refusal::not_now("this session is already closed", "Nothing more is needed."));
    }
    let (now, goes_on) = (context.now, record.session.ended().is_none());
    let id = WellbeingId::fresh(context.ids);
    let mut recording = Recording::of(session, record, world, context);
    for (comes, movement) in [(ComesAs::Child, Movement::ChildOut), (ComesAs::Visiting, Movement::VisitingOut)] {
        for visit in slot.coming_as(comes).filter(|v| record.session.when(v.person, movement).is_none()) {
            recording.moved(visit.person, movement, HowKnown::AsPlanned, now);
        }
    }
    if goes_on {
        recording.push(SessionEvent::Ended(Ending::AsPlanned), now);
    }
    let (when, entry) = (BeforeOrAfter::After, WellbeingEntry::AsPlanned);
    recording.push(SessionEvent::WellbeingNoted(Wellbeing { id, person: None, when, entry }), now);
    recording.closing();
    recording.push(SessionEvent::Closed, now);
    let mut events = recording.finish();
    if goes_on {
        events.extend(told_to_case(slot, Ending::AsPlanned.attendance(), world, Some(now)));
    }
    Ok(events)
}

/// How somebody was. Whoever it is about is booked to come, or it is about the family as a whole.
pub(super) fn wellbeing(
    slot: &Slot,
    person: Option<PersonId>,
    when: BeforeOrAfter,
    note: WellbeingNote,
    context: &mut Context<'_>,
) -> Result<Wellbeing, Refusal> {
    if person.is_some_and(|person| slot.visits.iter().all(|v| v.person != person)) {
        return Err(Refusal::field("person", "choose somebody of this session"));
    }
    let private = |text: Narrative| match person {
        Some(person) => Private::of_person(person, text),
        None => Private::new(Subject::Case(slot.case), Compartment::Ordinary, text),
    };
    let entry = match note {
        WellbeingNote::AsPlanned => WellbeingEntry::AsPlanned,
        WellbeingNote::Concern => WellbeingEntry::Concern,
        WellbeingNote::NotSeen => WellbeingEntry::NotSeen,
        WellbeingNote::Described(text) => WellbeingEntry::Described(private(text)),
        WellbeingNote::NotObtained(text) => WellbeingEntry::NotObtained(private(text)),
    };
    Ok(Wellbeing { id: WellbeingId::fresh(context.ids), person, when, entry })
}
