//! Serde format of a span: its start and its end.

use crate::text::Span;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

pub(crate) fn serialize<S: Serializer>(span: &Span, serializer: S) -> Result<S::Ok, S::Error> {
    (span.start(), span.end()).serialize(serializer)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Span, D::Error> {
    let (start, end) = Deserialize::deserialize(deserializer)?;
    Span::new(start, end).ok_or_else(|| D::Error::custom("a span ends before it begins"))
}
