//! The claim table: one row a claim, kept in step with the edits.

mod arrange;
mod claim_evidence;
mod claim_table;
mod dates;
mod touched;

pub use arrange::{SortBy, SortKey, TableFilter, VerdictFilter, arrange};
pub use claim_evidence::{ClaimEvidence, Passage};
pub use claim_table::{ClaimRow, ClaimTable};
pub use touched::touched_claims;
pub(crate) use touched::{claims_resting_on, claims_said_by};
