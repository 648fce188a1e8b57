//! When each side of a family may arrive and leave, told in minutes before the start and after the end of a session.

use crate::words::Window;
use jiff::SignedDuration;
use jiff::civil::Time;
use serde::{Deserialize, Serialize};

/// A stretch of minutes away from the start or the end of a session: from `near` up to `far` minutes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    /// The minute nearest to the session.
    pub near: u16,
    /// The minute farthest from it; more than `near`.
    pub far: u16,
}

/// When each side may come through the door and leave by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// The visiting adult arrives this long before the session starts.
    pub visiting_arrives: Away,
    /// The child, with whoever brings them, arrives this long before the session starts.
    pub child_arrives: Away,
    /// The child, with whoever collects them, leaves this long after the session ends.
    pub child_leaves: Away,
    /// The visiting adult leaves this long after the session ends.
    pub visiting_leaves: Away,
}

/// The windows of one session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionWindows {
    /// When the visiting adult arrives.
    pub visiting_arrives: Window,
    /// When the child arrives.
    pub child_arrives: Window,
    /// When the child leaves.
    pub child_leaves: Window,
    /// When the visiting adult leaves.
    pub visiting_leaves: Window,
}

impl Timing {
    /// Fifteen minutes between the sides at arriving and at leaving, the usual buffer of R-S02, with ten minutes to
    /// come through the door.
    pub const USUAL: Self = Self {
        visiting_arrives: Away { near: 25, far: 35 },
        child_arrives: Away { near: 0, far: 10 },
        child_leaves: Away { near: 0, far: 10 },
        visiting_leaves: Away { near: 25, far: 35 },
    };

    /// Whether every stretch lasts some time.
    pub const fn is_possible(self) -> bool {
        self.visiting_arrives.is_possible()
            && self.child_arrives.is_possible()
            && self.child_leaves.is_possible()
            && self.visiting_leaves.is_possible()
    }

    /// Minutes between the last moment of the visiting adult's arriving and the first of the child's; 0 where the
    /// stretches touch or overlap, or the child comes first.
    pub const fn arriving_buffer(self) -> u16 {
        self.visiting_arrives.near.saturating_sub(self.child_arrives.far)
    }

    /// Minutes between the last moment of the child's leaving and the first of the visiting adult's.
    pub const fn leaving_buffer(self) -> u16 {
        self.visiting_leaves.near.saturating_sub(self.child_leaves.far)
    }

    /// The windows of a session, on the clock on the centre's wall; `None` where they would reach into another day.
    pub fn windows(self, session: Window) -> Option<SessionWindows> {
        Some(SessionWindows {
            visiting_arrives: self.visiting_arrives.before(session)?,
            child_arrives: self.child_arrives.before(session)?,
            child_leaves: self.child_leaves.after(session)?,
            visiting_leaves: self.visiting_leaves.after(session)?,
        })
    }
}

impl Away {
    const fn is_possible(self) -> bool {
        self.near < self.far && self.far <= 12 * 60
    }

    fn before(self, session: Window) -> Option<Window> {
        let away = |minutes| moved(session.from(), -i64::from(minutes));
        Window::new(session.date(), away(self.far)?, away(self.near)?).ok()
    }

    fn after(self, session: Window) -> Option<Window> {
        let away = |minutes| moved(session.to(), i64::from(minutes));
        Window::new(session.date(), away(self.near)?, away(self.far)?).ok()
    }
}

fn moved(time: Time, minutes: i64) -> Option<Time> {
    time.checked_add(SignedDuration::from_mins(minutes)).ok()
}
