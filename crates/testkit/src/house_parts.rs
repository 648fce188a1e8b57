//! What a house is put together from: a clock that a test moves, and randomness that repeats.

use crate::SeededIds;
use access::Access;
use app::{Clock, Entropy, House};
use domain::ids::FreshIds;
use jiff::Timestamp;
use std::sync::{Arc, Mutex};
use storage::Storage;

/// When the clock of a house starts: on a Monday.
pub(crate) const OPENS_AT: &str = "2026-11-23T09:00:00Z";

/// A clock that stands still until a test moves it.
#[derive(Debug)]
pub struct MovableClock(Mutex<Timestamp>);

impl MovableClock {
    /// Sets it.
    pub fn set(&self, instant: Timestamp) {
        *self.0.lock().unwrap() = instant;
    }

    /// Moves it forward to an instant; where it stands later already, it stays.
    pub fn reach(&self, instant: Timestamp) {
        let mut now = self.0.lock().unwrap();
        *now = instant.max(*now);
    }
}

impl Clock for MovableClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Randomness that is the same on every run.
pub struct SeededEntropy(Mutex<SeededIds>);

impl SeededEntropy {
    /// The row of this seed.
    pub const fn new(seed: u64) -> Self {
        Self(Mutex::new(SeededIds::new(seed)))
    }

    /// How far its row has come.
    pub fn state(&self) -> u64 {
        self.0.lock().unwrap().state()
    }

    /// Goes on from another place.
    pub fn go_on_from(&self, state: u64) {
        *self.0.lock().unwrap() = SeededIds::new(state);
    }
}

impl Entropy for SeededEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        let mut ids = self.0.lock().unwrap();
        for chunk in buffer.chunks_mut(16) {
            chunk.copy_from_slice(&ids.fresh().into_bytes()[..chunk.len()]);
        }
    }
}

/// A house over this record, its clock and its randomness.
pub(crate) fn house(storage: Storage) -> (House, Arc<MovableClock>, Arc<SeededEntropy>) {
    let clock = Arc::new(MovableClock(Mutex::new(OPENS_AT.parse().unwrap())));
    let entropy = Arc::new(SeededEntropy::new(7));
    (House::new(storage, Access::load().unwrap(), clock.clone(), entropy.clone()), clock, entropy)
}
