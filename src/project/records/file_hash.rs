use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};

/// SHA-256 of a file's bytes; identifies the content. Written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileHash([u8; 32]);

impl FileHash {
    /// Hashes the bytes of a file.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl FromStr for FileHash {
    type Err = &'static str;

    fn from_str(written: &str) -> Result<Self, Self::Err> {
        let mut hash = [0; 32];
        let (pairs, rest) = written.as_bytes().as_chunks::<2>();
        let is_digit = |digit: &u8| matches!(digit, b'0'..=b'9' | b'a'..=b'f');
        if pairs.len() != hash.len() || !rest.is_empty() || !written.bytes().all(|it| is_digit(&it))
        {
            return Err("not a SHA-256 of 64 hexadecimal digits");
        }
        let value = |digit: u8| (digit as char).to_digit(16).unwrap_or_default() as u8;
        for (byte, [high, low]) in hash.iter_mut().zip(pairs) {
            *byte = value(*high) << 4 | value(*low);
        }
        Ok(Self(hash))
    }
}

impl fmt::Display for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for FileHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for FileHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FileHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        written.parse().map_err(de::Error::custom)
    }
}
