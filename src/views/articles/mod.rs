//! The article list, the open columns, article details and the selected highlight.

pub(crate) mod article_details;
pub(crate) mod article_list;
mod article_name;
mod clutter_bar;
mod column_header;
pub(crate) mod columns;
pub(crate) mod find_bar;
pub(crate) mod highlight_panel;
mod original;
pub(crate) mod page_address;
mod panes;
mod passage_bar;
mod passages;
mod provenance;
mod watch_words;

pub(crate) use article_name::{name_and_date, outlet_or_title, short_date};
pub use panes::ColumnsScratch;
pub(crate) use passages::claim_name;
