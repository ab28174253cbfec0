//! Locks that show which window has a project file open.

mod hold;
mod holder;
mod note;

pub use hold::{Hold, Holding, hold};
pub use holder::Holder;
