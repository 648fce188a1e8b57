//! What a session's outcome tells its case: two missed in a row make the risk assessment due again (R-P07). Nothing is
//! closed and nobody is blamed by it, whoever did not come.

use super::events::Ending;
use crate::arrangement::{ArrangementEvent, Attendance};
use crate::booking::{CancelledBecause, Slot};
use crate::decision::Recorded;
use crate::risk::{RiskEvent, RiskState, TriggerKind, TriggerOrigin};
use crate::stream::StreamName;
use crate::world::{CaseState, World};
use jiff::Timestamp;

impl Ending {
    /// Whether contact took place.
    pub const fn attendance(self) -> Attendance {
        match self {
            Self::AsPlanned | Self::StoppedEarly(_) => Attendance::Kept,
            Self::StoppedAtDoor(_) | Self::NoShow(_) => Attendance::Missed,
        }
    }
}

impl CancelledBecause {
    /// What cancelling says of whether the family comes. What the centre, the safety of a session or an order stops says
    /// nothing of it, so that such a session stands in no row.
    pub const fn attendance(self) -> Option<Attendance> {
        match self {
            Self::ChildsWish | Self::ResidentAdult | Self::VisitingAdult | Self::Illness => Some(Attendance::Missed),
            Self::Centre | Self::Safety | Self::OrderChanged => None,
        }
    }
}

/// What the case is told of a session that was kept or missed. It never refuses: a case that was not read is told too.
pub(crate) fn told_to_case(
    slot: &Slot,
    attendance: Attendance,
    world: &World,
    about_at: Option<Timestamp>,
) -> Vec<Recorded> {
    let unread = CaseState::default();
    let case = world.cases.get(&slot.case).unwrap_or(&unread);
    let (session, contact) = (slot.session, slot.contact);
    if !case.arrangement.attendance.has_to_know(session, contact, attendance) {
        return Vec::new();
    }
    let stream = StreamName::Case(slot.case);
    let told = match attendance {
        Attendance::Kept => ArrangementEvent::SessionKept { session, contact },
        Attendance::Missed => ArrangementEvent::SessionMissed { session, contact },
    };
    let mut events = vec![Recorded { stream, event: told.into(), about_at }];
    if attendance == Attendance::Missed && second_in_a_row(slot, case) {
        let (kind, origin) = (TriggerKind::MissedSessions, TriggerOrigin::Session(session));
        let trigger = RiskEvent::TriggerRaised { kind, origin, note: None };
        events.push(Recorded { stream, event: trigger.into(), about_at });
    }
    events
}

/// Whether a missed session makes two of which no trigger tells yet. Every further two in the same row raise another, for
/// an assessment may have been signed in between.
fn second_in_a_row(slot: &Slot, case: &CaseState) -> bool {
    let row = case.arrangement.attendance.missed_around(slot.session, slot.contact);
    let raised = |risk: &RiskState| {
        let missed = risk.triggers.iter().filter(|trigger| trigger.kind == TriggerKind::MissedSessions);
        missed.filter(|trigger| row.iter().any(|id| trigger.origin == TriggerOrigin::Session(*id))).count()
    };
    row.len() / 2 > raised(&case.risk)
}
