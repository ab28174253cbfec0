//! Views of the project: columns, lists, find bar, Find panel, matrix, graph and timeline.

mod amounts;
mod columns;
mod comparison;
mod find;
mod find_panel;
mod finding;
mod graph;
mod grouped_rows;
mod kept_searches;
mod lists;
mod matrix;
mod names;
mod search;
mod shared_offers;
mod shared_panel;
mod shared_wording;
mod similar_passages;
mod timeline;
mod timeline_dates;
mod timeline_marks;
mod tour;

pub use amounts::{AmountTexts, AmountsIntent, AmountsSession};
pub(crate) use columns::Pane;
pub use columns::{Column, Columns};
pub use comparison::{ComparedPassage, Comparison, ComparisonIntent};
pub use find::{Find, Hit};
pub use find_panel::FindPanelIntent;
pub use finding::FindIntent;
pub use graph::{GraphIntent, GraphSession};
pub use grouped_rows::GroupedRow;
pub use kept_searches::{
    KeptSearchIntent, KeptSearchKind, KeptSearchRow, KeptSearches, kept_search_rows,
};
pub use lists::{ListIntent, Lists};
pub use matrix::{MatrixIntent, MatrixSession};
pub use names::{NamesIntent, NamesSession};
pub use search::{SearchHit, SearchIntent, SearchRow, SearchSession};
pub use shared_wording::{SharedIntent, SharedOrder, SharedRow, SharedSession, SharedStretch};
pub use similar_passages::{
    FoundSimilar, SimilarIntent, SimilarRow, SimilarSession, SimilarSubject, SimilarSubjectKind,
};
pub use timeline::{LaneOrder, TimelineIntent, TimelineScope, TimelineSession, TimelineSubject};
pub use timeline_dates::PlacedMention;
pub use timeline_marks::TimelineMark;
pub(crate) use tour::Tour;
pub use tour::{TOUR, TourStep};
