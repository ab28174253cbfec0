//! Locks that show which window has a project file open.

mod note;
mod project_lock;

pub use note::LockOwner;
pub(crate) use project_lock::lock_files;
pub use project_lock::{LockResult, ProjectLock, lock_project};
