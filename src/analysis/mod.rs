//! Everything derived from a project and never saved: claim table, independent sources, house rules, matrix, timeline and graph.
//!
//! Pure, like `project`. A derived table follows the edits: it is told which claims a change touched, and visits no others.

pub mod graph;
mod house_rules;
mod independent_sources;
mod matrix;
mod names;
mod table;
mod timeline;

pub use house_rules::{ClaimSources, Miss};
pub use independent_sources::{
    IndependentSource, IndependentSources, Reason, Resting, Root, Roots, SourceCount, all_excluded,
    claims_resting_on_source, source_name,
};
pub use matrix::{Matrix, MatrixCell, MatrixOrder, UnreadCount, matrix_articles, matrix_claims};
pub use names::{
    Certainty, FoundName, OtherWords, ProtectedNames, alike_speakers, attribution_words,
    near_spelling, searched_for,
};
pub use table::{
    ClaimEvidence, ClaimRow, ClaimTable, Passage, SortBy, SortKey, TableFilter, VerdictFilter,
    arrange, touched_claims,
};
pub use timeline::{
    ClaimLane, ClaimLanes, DatedEvent, EventTime, PartialDate, TimeExtent, TimeSpan, Timeline,
    TimelineEvent, TimelineRow, UndatedEvent, usual_zone, zone_name,
};
