//! Random ids and tokens, from the operating system.

use crate::error::Error;
use crate::sealing;
use domain::ids::FreshIds;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// A fresh secret of 256 bits, for a sign-in or a one-time link. Only its hash is stored.
pub fn fresh_token() -> Result<[u8; 32], Error> {
    sealing::random()
}

/// What is stored of a token. The token itself is random, so a plain hash is enough.
pub fn token_hash(token: &[u8]) -> [u8; 32] {
    Sha256::digest(token).into()
}

/// Random ids (UUID version 4) from the operating system, drawn many at a time.
#[derive(Debug)]
pub struct RandomIds {
    drawn: Vec<Uuid>,
}

/// How many ids a decision may take between two refills.
const DRAWN_AT_ONCE: usize = 256;

impl RandomIds {
    /// Ids for one decision.
    pub fn draw() -> Result<Self, Error> {
        let mut ids = Self { drawn: Vec::new() };
        ids.refill()?;
        Ok(ids)
    }

    fn refill(&mut self) -> Result<(), Error> {
        let bytes: [u8; 16 * DRAWN_AT_ONCE] = sealing::random()?;
        self.drawn.extend(bytes.as_chunks().0.iter().map(|chunk| uuid::Builder::from_random_bytes(*chunk).into_uuid()));
        Ok(())
    }
}

impl FreshIds for RandomIds {
    fn fresh(&mut self) -> Uuid {
        loop {
            if let Some(id) = self.drawn.pop() {
                return id;
            }
            // The source worked when this value was made. Should it fail now, waiting is right: an id given twice would join
            // two people's records.
            if self.refill().is_err() {
                std::thread::yield_now();
            }
        }
    }
}
