use crate::project::Id;

use std::{
    hash::{BuildHasher, RandomState},
    time::SystemTime,
};

/// An id that no record has: 64 bits of the operating system's randomness.
///
/// Two of a million records fall together once in tens of millions of projects; `apply` would refuse the second.
#[must_use]
pub fn fresh_id<T>() -> Id<T> {
    // Where the system has no randomness to give, the hasher's own seed and the clock still tell records apart.
    let number =
        getrandom::u64().unwrap_or_else(|_| RandomState::new().hash_one(SystemTime::now()));
    Id::new(number)
}
