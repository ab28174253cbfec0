//! Dialogs over the window.

pub(crate) mod about;
pub(crate) mod added_articles;
pub(crate) mod backups;
pub(crate) mod claim_columns;
pub(crate) mod comparison;
pub(crate) mod export;
pub(crate) mod forget;
pub(crate) mod keys;
pub(crate) mod manual;
mod markdown;
pub(crate) mod palette;
pub(crate) mod paste;
pub(crate) mod pending_files;
pub(crate) mod question;
pub(crate) mod recovery;
pub(crate) mod settings;
pub(crate) mod style_guide;
