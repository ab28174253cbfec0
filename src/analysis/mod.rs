//! Everything derived from a project and never saved: claim table, independent sources, house rules, matrix, timeline
//! and graph; and what is found in the texts.
//!
//! Pure, like `project`. A derived table follows the edits: it gets the claims that a change affects, and visits no
//! others.

mod affected_claims;
mod amounts;
mod arithmetic;
mod claim_evidence;
mod claim_numbers;
mod dates;
mod detail_suggestions;
mod disjoint_sets;
mod find;
mod function_words;
pub mod graph;
mod house_rules;
mod independent_sources;
mod matrix;
mod names;
mod page_clutter;
mod shared_wording;
mod similar_passages;
mod table;
mod timeline;
mod word_diff;

pub use affected_claims::affected_claims;
pub use amounts::{
    Amount, AmountGroup, AmountOrDate, AmountReader, AmountScope, AmountTopic, Bound, Difference,
    FoundAmount, MentionedDate, PlacedAmount, Unresolved, amounts_and_dates, amounts_side_by_side,
    piece_at, recorded_value, values_in_a_row, values_of_claim, written_value,
};
pub use arithmetic::{WrongSum, wrong_sums};
pub use claim_evidence::{ClaimEvidence, Passage};
pub use claim_numbers::claims_numbered;
pub use dates::{DateError, FirstPublished, PartialDate, zone_name};
pub use detail_suggestions::{DetailSuggestions, fill_in_agency_credits};
pub use find::{
    Completion, FILTERS, Found, FoundContext, FoundElsewhere, FoundInArticle, FoundOrder,
    OtherPlace, Query, QueryError, QueryOptions, SearchOptions, SearchTexts, WatchCounts,
    completions, context_after, other_spellings, search, sentence_of, spelled_out, with_spellings,
};
pub use house_rules::Miss;
pub use independent_sources::{
    ClaimSources, DependentClaim, IndependentSource, IndependentSources, Reason, Root, Roots,
    SourceCount, all_excluded, claims_depending_on_source, source_name,
};
pub use matrix::{Matrix, MatrixCell, MatrixOrder, UnreadCount, matrix_articles, matrix_claims};
pub use names::{
    Certainty, FoundName, FoundSpelling, NameComparison, NameGroup, OtherWords, ProtectedNames,
    attribution_words, compare_names, given_names, names_in_text, names_of_project, near_spelling,
    searched_for, similar_speakers,
};
pub use page_clutter::{LikelyClutter, page_clutter};
pub use shared_wording::{
    CommonDescent, LikelyDerivation, QuotedStatement, SharedKind, SharedPair, SharedPassage,
    StatementLinks, common_descent, quoted_statements, shared_wording,
};
pub use similar_passages::{SimilarArticle, SimilarQuery, SimilarSentence, similar_passages};
pub use table::{ClaimRow, ClaimTable, SortBy, TableColumn, TableFilter, VerdictFilter, arrange};
pub use timeline::{
    ClaimLane, ClaimLanes, DateMention, DateReading, DatedEvent, EventTime, TimeExtent, TimeSpan,
    Timeline, TimelineEvent, TimelineRow, UndatedEvent, date_mentions, usual_zone,
};
pub use word_diff::{ComparedWords, PassageText, best_base, compare_words};

/// A key that sorts missing values last.
fn last_if_none<K>(key: Option<K>) -> (bool, Option<K>) {
    (key.is_none(), key)
}
