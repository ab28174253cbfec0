use crate::project::Id;

use std::{
    hash::{BuildHasher, RandomState},
    time::SystemTime,
};

/// A new id: 64 random bits from the operating system.
///
/// Among a million records, a collision occurs once in tens of millions of projects; `apply` would then reject the
/// second record.
pub fn fresh_id<T>() -> Id<T> {
    // If the system has no randomness, the hasher's seed and the clock still make ids differ.
    let number =
        getrandom::u64().unwrap_or_else(|_| RandomState::new().hash_one(SystemTime::now()));
    Id::new(number)
}
