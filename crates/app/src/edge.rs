//! What comes from outside: the clock and randomness.

use domain::ids::FreshIds;
use jiff::Timestamp;
use std::sync::Arc;
use uuid::Uuid;

/// The clock.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// The source of randomness.
pub trait Entropy: Send + Sync {
    /// Fills the buffer with random bytes.
    fn fill(&self, buffer: &mut [u8]);
}

/// Fresh ids from a source of randomness.
pub struct Ids(Arc<dyn Entropy>);

impl Ids {
    /// Ids from this source.
    pub fn new(entropy: Arc<dyn Entropy>) -> Self {
        Self(entropy)
    }
}

impl FreshIds for Ids {
    fn fresh(&mut self) -> Uuid {
        let mut bytes = [0; 16];
        self.0.fill(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }
}
