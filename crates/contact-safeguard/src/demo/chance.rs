//! The demo's dice. The same seed tells the same region, so that what somebody found in it can be found again.

/// A row of numbers that follow from a seed (the `SplitMix64` step).
#[derive(Clone)]
pub struct Chance(u64);

impl Chance {
    /// The row of a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A row of its own for something numbered.
    pub fn fork(&mut self, number: u64) -> Self {
        Self(self.next() ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 where `end` is 0.
    pub fn below(&mut self, end: u64) -> u64 {
        if end == 0 { 0 } else { self.next() % end }
    }

    /// Whether it comes up, `times` out of a hundred.
    pub fn of_hundred(&mut self, times: u64) -> bool {
        self.below(100) < times
    }

    /// One of several; the fallback where there are none.
    pub fn one<'a, T: ?Sized>(&mut self, of: &[&'a T], fallback: &'a T) -> &'a T {
        let place = usize::try_from(self.below(of.len() as u64)).unwrap_or(0);
        of.get(place).copied().unwrap_or(fallback)
    }
}
