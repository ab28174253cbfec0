//! Ids as they are displayed, for serde.

use crate::project::Id;

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
pub(crate) fn serialize<T, S: Serializer>(id: &Id<T>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

pub(crate) fn deserialize<'de, T, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Id<T>, D::Error> {
    let written = String::deserialize(deserializer)?;
    written.parse().map_err(D::Error::custom)
}

/// The same for an id that lies in a list or an option.
pub(crate) struct Written<T>(pub(crate) Id<T>);

impl<T> Serialize for Written<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(&self.0, serializer)
    }
}

impl<'de, T> Deserialize<'de> for Written<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer).map(Self)
    }
}

// The derives would ask the same of `T`, which is only a name here.
impl<T> Clone for Written<T> {
    fn clone(&self) -> Self {
        Self(self.0)
    }
}
impl<T> PartialEq for Written<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> fmt::Debug for Written<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
