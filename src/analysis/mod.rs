//! What is derived from a project, and never saved: the claim table, how many independent origins a claim has and what that
//! means for the house's rules, the matrix of claims and articles, and what happened when.
//!
//! Pure, like `project`. A derived table follows the edit: it is told which claims a change touched and looks at no others.

mod alike;
mod arrange;
mod attributed;
mod claim_evidence;
mod claim_table;
mod dates;
pub mod graph;
mod groups;
mod house_rules;
mod joined;
mod matrix;
mod matrix_order;
mod origins;
mod partial_date;
mod protected;
mod protected_name;
mod pulled;
mod roots;
mod spelling;
mod timeline;
mod timelines;
mod touched;
mod unattributed;
mod why;

pub use alike::{alike_claimants, are_alike};
pub use arrange::{SortBy, SortKey, TableFilter, VerdictFilter, arrange};
pub use attributed::attribution_words;
pub use claim_evidence::{ClaimEvidence, Passage};
pub use claim_table::{ClaimRow, ClaimTable};
pub use dates::earliest_date;
pub use house_rules::{ClaimOrigins, Miss};
pub use matrix::{Cell, Left, Matrix};
pub use matrix_order::{MatrixOrder, matrix_articles, matrix_claims};
pub use origins::{OpenRoot, OriginCount, OriginGroup, Origins, PulledEvidence, Unattributed};
pub use partial_date::{PartialDate, zone_name};
pub use protected::{FoundName, OtherWords, ProtectedNames};
pub use pulled::{Resting, all_pulled, claims_resting_on_origin};
pub use roots::{Origin, Root, Roots, Way};
pub use spelling::near_spelling;
pub use timeline::{Entry, Happening, Passed, Timeline, Undated, When};
pub use timelines::{Lane, Reach, Stretch, Timelines, usual_zone};
pub use touched::touched_claims;
pub use why::{Reason, origin_name};
