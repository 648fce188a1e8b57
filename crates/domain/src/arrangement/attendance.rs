use crate::ids::SessionId;
use crate::words::Window;
use jiff::civil::{Date, Time};
use std::collections::BTreeMap;

/// What became of a planned session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attendance {
    /// Contact took place, if only for a while.
    Kept,
    /// It did not, and the centre was not why.
    Missed,
}

/// The planned sessions of a case of which it is known whether they were kept, by the time they were planned for: what is
/// typed up late finds its place between the others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AttendanceRow {
    known: BTreeMap<(Date, Time, SessionId), Attendance>,
}

impl AttendanceRow {
    /// A session of this case was kept or missed. Said again, what was said last counts.
    pub(super) fn note(&mut self, session: SessionId, contact: Window, attendance: Attendance) {
        self.known.insert((contact.date(), contact.from(), session), attendance);
    }

    /// Whether the case has to be told: of every missed session, and of a kept one only where it stands beside a missed
    /// one or was itself told as missed. A case in which nothing is ever missed is told of nothing.
    pub fn has_to_know(&self, session: SessionId, contact: Window, attendance: Attendance) -> bool {
        let place = (contact.date(), contact.from(), session);
        match (self.known.get(&place), attendance) {
            (Some(known), new) => *known != new,
            (None, Attendance::Missed) => true,
            (None, Attendance::Kept) => {
                let before = self.known.range(..place).next_back();
                let after = self.known.range(place..).next();
                [before, after].into_iter().flatten().any(|(_, beside)| *beside == Attendance::Missed)
            }
        }
    }

    /// The sessions missed in a row around this one, which was missed too.
    pub fn missed_around(&self, session: SessionId, contact: Window) -> Vec<SessionId> {
        let place = (contact.date(), contact.from(), session);
        let missed = |(_, attendance): &(_, &Attendance)| **attendance == Attendance::Missed;
        let before = self.known.range(..place).rev().take_while(missed);
        let after = self.known.range(place..).filter(|(other, _)| **other != place).take_while(missed);
        before.chain(after).map(|((.., other), _)| *other).chain([session]).collect()
    }
}
