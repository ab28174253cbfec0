//! The list of claims and the claim panel.

mod attribution;
mod chips;
mod claim_details;
mod claim_drop;
mod claim_fields;
mod claim_filter;
pub(crate) mod claim_list;
pub(crate) mod claim_panel;
mod claim_row;
mod evidence_head;
mod evidence_list;
mod evidence_tools;
mod independent_sources;
mod relations;
mod searches;
pub(crate) mod verdict_picker;

pub(crate) use attribution::takes_letter;
pub(crate) use claim_filter::{
    STATUS_FILTER_WIDTH, VERDICT_FILTER_WIDTH, filter_status, filter_text, filter_verdict,
    pick_verdict_filter,
};
