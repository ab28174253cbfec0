//! Everything derived from a project and never saved: claim table, independent sources, house rules, matrix, timeline and graph.
//!
//! Pure, like `project`. A derived table follows the edits: it is told which claims a change touched, and visits no others.

mod claim_evidence;
mod dates;
pub mod graph;
mod house_rules;
mod independent_sources;
mod matrix;
mod names;
mod table;
mod timeline;
mod touched;

pub use claim_evidence::{ClaimEvidence, Passage};
pub use dates::{DateError, FirstPublished, PartialDate, zone_name};
pub use house_rules::Miss;
pub use independent_sources::{
    ClaimSources, IndependentSource, IndependentSources, Reason, Resting, Root, Roots, SourceCount,
    all_excluded, claims_resting_on_source, source_name,
};
pub use matrix::{Matrix, MatrixCell, MatrixOrder, UnreadCount, matrix_articles, matrix_claims};
pub use names::{
    Certainty, FoundName, OtherWords, ProtectedNames, alike_speakers, attribution_words,
    given_names, near_spelling, searched_for,
};
pub use table::{ClaimRow, ClaimTable, SortBy, SortKey, TableFilter, VerdictFilter, arrange};
pub use timeline::{
    ClaimLane, ClaimLanes, DatedEvent, EventTime, TimeExtent, TimeSpan, Timeline, TimelineEvent,
    TimelineRow, UndatedEvent, usual_zone,
};
pub use touched::touched_claims;

/// A key that sorts missing values last.
fn last_if_none<K>(key: Option<K>) -> (bool, Option<K>) {
    (key.is_none(), key)
}
