use domain::ids::FreshIds;
use uuid::{Builder, Uuid};

/// Ids that are the same on every run: the same seed gives the same row of ids.
#[derive(Debug, Clone)]
pub struct SeededIds {
    state: u64,
}

impl SeededIds {
    /// The row of ids of this seed.
    pub const fn new(seed: u64) -> Self {
        Self { state: seed }
    }

    /// How far the row has come, to go on from there with [`Self::new`].
    pub const fn state(&self) -> u64 {
        self.state
    }

    /// The next number of the row (`SplitMix64`, a public-domain generator by S. Vigna).
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

impl FreshIds for SeededIds {
    fn fresh(&mut self) -> Uuid {
        let bytes = (u128::from(self.next()) << 64 | u128::from(self.next())).to_be_bytes();
        Builder::from_random_bytes(bytes).into_uuid()
    }
}
