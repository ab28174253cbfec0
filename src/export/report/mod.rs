//! The report of a project: a page that readers can check.
//!
//! `build` and `dossier` make the model, the gate for protected names checks every text in it, and a writer renders it:
//! every writer gets the same sections and blocks.

mod build;
mod docx;
mod dossier;
mod html;
mod markdown;
mod model;
mod size;
mod text_fragment;
mod words;

pub(super) use build::report;
pub(super) use docx::docx;
pub(super) use html::html;
pub(super) use markdown::markdown;
pub(super) use model::{PageLink, Report};
pub(super) use size::{ReportSize, sections};
pub(super) use text_fragment::PageText;
pub use words::REPORT_LANGUAGES;
