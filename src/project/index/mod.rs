//! Indexes of a project: highlights by position, derivations by ancestor, reverse links of records.

mod descent;
mod related;
mod span_index;

pub use related::SpeakerUses;
pub(crate) use span_index::SpanIndex;
