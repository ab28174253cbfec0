//! What is derived from a project, and never saved: the claim table, how many independent sources a claim has and what that
//! means for the house's rules, the matrix of claims and articles, and what happened when.
//!
//! Pure, like `project`. A derived table follows the edit: it is told which claims a change touched and looks at no others.

mod alike;
mod arrange;
mod attributed;
mod claim_evidence;
mod claim_table;
mod dates;
mod excluded;
pub mod graph;
mod groups;
mod house_rules;
mod independent_sources;
mod joined;
mod matrix;
mod matrix_order;
mod partial_date;
mod protected;
mod protected_name;
mod roots;
mod spelling;
mod timeline;
mod timelines;
mod touched;
mod unattributed;
mod why;

pub use alike::{alike_speakers, are_alike};
pub use arrange::{SortBy, SortKey, TableFilter, VerdictFilter, arrange};
pub use attributed::attribution_words;
pub use claim_evidence::{ClaimEvidence, Passage};
pub use claim_table::{ClaimRow, ClaimTable};
pub use dates::earliest_date;
pub use excluded::{Resting, all_excluded, claims_resting_on_source};
pub use house_rules::{ClaimSources, Miss};
pub use independent_sources::{
    ExcludedEvidence, IndependentSources, OpenRoot, SourceCount, SourceGroup, Unattributed,
};
pub use matrix::{Cell, Left, Matrix};
pub use matrix_order::{MatrixOrder, matrix_articles, matrix_claims};
pub use partial_date::{PartialDate, zone_name};
pub use protected::{FoundName, OtherWords, ProtectedNames};
pub use roots::{IndependentSource, Root, Roots, Way};
pub use spelling::near_spelling;
pub use timeline::{Entry, Happening, Passed, Timeline, Undated, When};
pub use timelines::{Lane, Reach, Stretch, Timelines, usual_zone};
pub use touched::touched_claims;
pub use why::{Reason, source_name};
