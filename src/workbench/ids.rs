use crate::project::Id;

/// Where new ids come from: random numbers that no two sessions share.
#[derive(Clone, Debug)]
pub struct Ids {
    /// State of splitmix64 (Steele, Lea and Flood, 2014).
    state: u64,
}

impl Ids {
    /// Seeded by the operating system.
    ///
    /// Where that has no randomness to give, the clock seeds it: two people would have to begin in the same nanosecond.
    #[must_use]
    pub fn from_system() -> Self {
        let seed = getrandom::u64().unwrap_or_else(|_no_randomness| {
            let since_epoch = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            since_epoch.map_or(0, |age| age.as_nanos() as u64)
        });
        Self::seeded(seed)
    }

    /// The same ids for the same seed, for tests.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self { state: seed }
    }

    /// An id that was not given before.
    pub fn make<T>(&mut self) -> Id<T> {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        Id::new(mixed ^ (mixed >> 31))
    }
}
