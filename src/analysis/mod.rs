//! What is derived from a project, and never saved: the claim table, and how many independent origins a claim has.
//!
//! Pure, like `project`. A derived table follows the edit: it is told which claims a change touched and looks at no others.

mod arrange;
mod claim_table;
mod dates;
mod origins;
mod roots;
mod spelling;
mod touched;
mod why;

pub use arrange::{SortBy, SortKey, TableFilter, VerdictFilter, arrange};
pub use claim_table::{ClaimRow, ClaimTable};
pub use dates::{earliest_date, is_iso_date};
pub use origins::{OpenRoot, OriginCount, OriginGroup, Origins, PulledEvidence};
pub use roots::{Origin, Root, Roots, Way};
pub use spelling::{are_alike, near_spelling};
pub use touched::touched_claims;
pub use why::{Reason, origin_name};
