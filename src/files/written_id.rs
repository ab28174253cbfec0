//! Ids as they are displayed, for serde.

use serde::{Deserialize, Deserializer, Serializer, de::Error};

use crate::project::Id;

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
pub(super) fn serialize<T, S: Serializer>(id: &Id<T>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(id)
}

pub(super) fn deserialize<'de, T, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Id<T>, D::Error> {
    let written = String::deserialize(deserializer)?;
    written.parse().map_err(D::Error::custom)
}
