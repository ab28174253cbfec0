//! Locks that show which window has a project file open.

mod hold;
mod note;

pub(crate) use hold::lock_files;
pub use hold::{Hold, Holding, hold};
pub use note::Holder;
