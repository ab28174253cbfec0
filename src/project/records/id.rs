use super::{
    article::Article, claim::Claim, evidence::Evidence, highlight::Highlight, relation::Relation,
    speaker::Speaker,
};
use crate::project::store::Project;

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    marker::PhantomData,
    str::FromStr,
};

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{Error, Visitor},
};

/// Permanent id of one record: a random 64-bit number, so that two analysts' files can be merged.
///
/// Written as 13 characters of Crockford's base 32 in lower case (`0-9a-z` without `i l o u`).
///
/// ```
/// use crosscheck::project::ClaimId;
/// let id = ClaimId::new(81);
/// assert_eq!(id.to_string(), "000000000002h");
/// assert_eq!("000000000002h".parse(), Ok(id));
/// ```
pub struct Id<T> {
    number: u64,
    of: PhantomData<fn() -> T>,
}

/// Id of a [`Project`]. Links data outside the file to the project, whatever the file is called.
pub type ProjectId = Id<Project>;
pub type ArticleId = Id<Article>;
pub type HighlightId = Id<Highlight>;
pub type ClaimId = Id<Claim>;
/// Id of a piece of [`Evidence`].
pub type EvidenceId = Id<Evidence>;
pub type SpeakerId = Id<Speaker>;
/// Id of a [`Relation`] between two claims.
pub type RelationId = Id<Relation>;

const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Digit value of each byte. A table, since opening a large project parses half a million ids.
const VALUES: [Option<u8>; 256] = {
    let mut values = [None; 256];
    let mut digit = 0;
    while digit < DIGITS.len() {
        values[DIGITS[digit] as usize] = Some(digit as u8);
        digit += 1;
    }
    values
};
/// Characters needed for 64 bits at 5 bits each.
const WRITTEN_LEN: usize = 13;

impl<T> Id<T> {
    /// The id with this number.
    pub fn new(number: u64) -> Self {
        Self {
            number,
            of: PhantomData,
        }
    }

    /// The raw number, for hashing and for widget ids.
    pub fn number(self) -> u64 {
        self.number
    }

    fn characters(self) -> [u8; WRITTEN_LEN] {
        std::array::from_fn(|place| {
            let shift = 5 * (WRITTEN_LEN - 1 - place);
            DIGITS[((self.number >> shift) & 31) as usize]
        })
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.characters()).unwrap_or_default())
    }
}

/// The text is not 13 characters of the id alphabet, or exceeds 64 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a valid id (13 characters, Crockford base 32)")]
pub struct IdError;

impl<T> FromStr for Id<T> {
    type Err = IdError;

    fn from_str(written: &str) -> Result<Self, IdError> {
        if written.len() != WRITTEN_LEN {
            return Err(IdError);
        }
        let number = written.bytes().try_fold(0_u64, |number, byte| {
            let digit = VALUES[usize::from(byte)].ok_or(IdError)?;
            let shifted = number.checked_mul(32).ok_or(IdError)?;
            Ok(shifted + u64::from(digit))
        })?;
        Ok(Self::new(number))
    }
}

impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(std::str::from_utf8(&self.characters()).unwrap_or_default())
    }
}

impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(WrittenId(PhantomData))
    }
}

struct WrittenId<T>(PhantomData<fn() -> T>);

impl<T> Visitor<'_> for WrittenId<T> {
    type Value = Id<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an id")
    }

    fn visit_str<E: Error>(self, written: &str) -> Result<Id<T>, E> {
        written.parse().map_err(E::custom)
    }
}

/// The id 0, a placeholder that no record has.
impl<T> Default for Id<T> {
    fn default() -> Self {
        Self::new(0)
    }
}

// Derives would require the same traits of `T`, which is only a marker here.
impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.number.cmp(&other.number)
    }
}
impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.number.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_is_read_back_as_written() {
        for number in [0, 1, 31, 32, u64::MAX / 3, u64::MAX] {
            let id = ClaimId::new(number);
            assert_eq!(id.to_string().parse(), Ok(id));
        }
    }

    #[test]
    fn invalid_ids_are_refused() {
        for written in [
            "",
            "2h",
            "000000000002i",
            "zzzzzzzzzzzzz",
            "000000000002H",
            "00000000000é",
        ] {
            assert_eq!(written.parse::<ClaimId>(), Err(IdError), "{written:?}");
        }
    }
}
