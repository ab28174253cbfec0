//! The claim table: one row per claim, kept up to date with the edits.

mod arrange;
mod claim_table;
mod columns;
mod filter_query;

pub use arrange::{SortBy, TableFilter, VerdictFilter, arrange};
pub use claim_table::{ClaimRow, ClaimTable};
pub use columns::TableColumn;
