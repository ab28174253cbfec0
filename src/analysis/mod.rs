//! What is derived from a project, and never saved: the claim table.
//!
//! Pure, like `project`. A derived table follows the edit: it is told which claims a change touched and looks at no others.

mod arrange;
mod claim_table;
mod dates;
mod protected;
mod spelling;
mod touched;

pub use arrange::{SortBy, SortKey, TableFilter, VerdictFilter, arrange};
pub use claim_table::{ClaimRow, ClaimTable};
pub use dates::{earliest_date, is_iso_date};
pub use protected::{FoundName, OtherWords, ProtectedNames};
pub use spelling::{are_alike, near_spelling};
pub use touched::touched_claims;
