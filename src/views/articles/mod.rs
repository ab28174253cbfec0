//! The article list, the open columns, article details and the selected highlight.

pub(crate) mod article_details;
pub(crate) mod article_list;
pub(crate) mod columns;
pub(crate) mod find_bar;
pub(crate) mod highlight_panel;
pub(crate) mod page_address;
mod panes;
mod passages;
mod provenance;

pub use panes::ColumnsScratch;
pub(crate) use passages::claim_name;
