//! What the rules look at when a session is confirmed, and when something is recorded at the door.

use super::events::{HowKnown, Movement};
use super::state::Moved;
use crate::booking::session_facts;
use crate::concern::RaisedBy;
use crate::ids::{PersonId, SessionId};
use crate::rules::facts::{DoorMark, Mark};
use crate::rules::{self, Facts, Finding, Moment, PackParameters};
use crate::world::{SessionRecord, World};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The facts of a booked session; `None` where there is no such session.
pub fn confirm_facts(world: &World, session: SessionId, now: Timestamp, today: Date) -> Option<Facts> {
    let slot = world.sessions.get(&session)?.session.slot()?;
    Some(session_facts(world, slot, Some(session), now, today))
}

/// What the rules say about a movement that is recorded: the findings of which a near miss stands in the record, in the
/// rules' words, for the page that prompts.
pub fn door_findings(
    session: SessionId,
    record: &SessionRecord,
    moved: Moved,
    now: Timestamp,
    today: Date,
) -> Vec<Finding> {
    // Which buffer held is settled by the near miss on record, not by the numbers of the day somebody looks.
    let mut pack = PackParameters::shipped();
    pack.leaving_buffer_minutes = u16::MAX;
    let mut found = found_in(session, record, moved, Facts::new(now, today, &pack));
    found.retain(|finding| has_near_miss(record, finding));
    found
}

/// Whether a near miss tells of a finding already.
pub(super) fn has_near_miss(record: &SessionRecord, finding: &Finding) -> bool {
    let raised = RaisedBy::Rule(finding.rule.to_string());
    let people = people_of(finding);
    let mut incidents = record.concern.incidents().map(|(_, told)| &told.incident);
    incidents.any(|incident| incident.raised == raised && incident.people == people)
}

/// What the rules find in a movement that is being recorded, given what is recorded already. Only findings about the
/// new fact are told; the others were raised when their own facts were recorded, or are when the session is closed.
/// `base` holds the time and the centre's numbers.
pub(super) fn found_in(session: SessionId, record: &SessionRecord, new: Moved, base: Facts) -> Vec<Finding> {
    let mut moved = record.session.moved().to_vec();
    if moved.iter().all(|known| known.version != new.version) {
        moved.push(new);
    }
    let mut facts = door_facts(base, session, &moved, Some(new.movement));
    let slot = record.session.slot();
    let planned = slot.is_some_and(|slot| slot.visits.iter().any(|v| v.person == new.person));
    if !planned && matches!(new.movement, Movement::VisitingIn | Movement::ChildIn) {
        facts.door.unlisted.push(new.person);
    }
    let cited = [fact_id(session, new.version), format!("unlisted/{}", new.person)];
    let mut found = rules::at(Moment::Door, &facts);
    found.retain(|finding| finding.facts.iter().any(|fact| cited.contains(fact)));
    found
}

/// What the rules find in everything that was recorded at the door, once nothing more is expected.
pub(super) fn found_at_closing(session: SessionId, record: &SessionRecord, base: Facts) -> Vec<Finding> {
    let facts = door_facts(base, session, record.session.moved(), None);
    rules::at(Moment::EndSession, &facts)
}

/// The people of a finding, as far as it names people.
pub(super) fn people_of(finding: &Finding) -> Vec<PersonId> {
    let named = finding.subjects.iter().filter_map(|subject| subject.strip_prefix("person/"));
    named.filter_map(|id| id.parse().ok()).collect()
}

fn door_facts(mut facts: Facts, session: SessionId, moved: &[Moved], about: Option<Movement>) -> Facts {
    let told = moved.iter().filter(|m| tells_an_order(m, moved, about));
    facts.door.marks = told
        .map(|m| DoorMark { fact: fact_id(session, m.version), person: m.person, mark: mark(m.movement), at: m.at })
        .collect();
    facts.door.marks.sort_by_key(|m| m.at);
    facts
}

/// Whether a movement's time says anything about the order of leaving. Where somebody only saw that a family left as
/// planned, the time is that of the tap: neither that leaving nor the staying of a child who so left is judged.
fn tells_an_order(movement: &Moved, all: &[Moved], about: Option<Movement>) -> bool {
    let seen_only = |m: &Moved| m.known == HowKnown::AsPlanned;
    match movement.movement {
        Movement::VisitingIn => true,
        Movement::ChildOut | Movement::VisitingOut => !seen_only(movement),
        Movement::ChildIn => {
            let outs: BTreeSet<_> = all
                .iter()
                .filter(|m| m.person == movement.person && m.movement == Movement::ChildOut)
                .map(seen_only)
                .collect();
            let left_as_planned = outs.contains(&true) && !outs.contains(&false);
            !left_as_planned || about == Some(Movement::ChildIn)
        }
    }
}

fn fact_id(session: SessionId, version: u64) -> String {
    format!("session/{session}/{version}")
}

const fn mark(movement: Movement) -> Mark {
    match movement {
        Movement::VisitingIn => Mark::VisitingIn,
        Movement::ChildIn => Mark::ChildIn,
        Movement::ChildOut => Mark::ChildOut,
        Movement::VisitingOut => Mark::VisitingOut,
    }
}
