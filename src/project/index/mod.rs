//! Lookups over a project: highlights by place, derivations by ancestry, records by what names them.

mod descent;
mod related;
mod span_index;

pub use related::SpeakerUses;
pub(crate) use span_index::SpanIndex;
